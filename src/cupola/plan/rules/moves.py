"""How often the unit may move from one location on the ground to another on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from cupola.plan.moves import located, location
from cupola.plan.rules.board import Board

Edge = cp_model.LinearExprT


@dataclass(frozen=True, slots=True)
class Stop:
    """Work at a location: when, and the literal that says that it is done."""

    place: str
    start: Edge
    stop: Edge
    literal: cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Visit:
    """A stretch of a day at one location: it spans the work that is done in it."""

    start: cp_model.IntVar
    stop: cp_model.IntVar
    made: cp_model.IntVar
    interval: cp_model.IntervalVar


def moves(board: Board) -> None:
    """Nobody moves between locations more often on a day than allowed.

    Work lies in visits to locations that do not overlap: one more than moves. With so many moves a location is come
    back to, at most, at every second of them.
    """
    changes = board.problem.changes
    if changes is None or changes.moves_per_day is None or not changes.travel:
        return
    done: set[tuple[int, ...]] = set()
    for person in board.problem.workers:
        for day in range(len(board.problem.days)):
            stops = [*_work(board, person, day), *_standing(board, person, day)]
            names = tuple(sorted(stop.literal.index for stop in stops))
            if len(stops) > changes.moves_per_day + 1 and len({s.place for s in stops}) > 1 and names not in done:
                done.add(names)
                _limit(board, stops, changes.moves_per_day)


def _work(board: Board, person: str, day: int) -> Iterator[Stop]:
    for work in board.work_of(person):
        place = work.one.task.set
        if work.cell.day == day and located(board.problem, place):
            yield Stop(location(board.problem, place), work.one.start, work.one.stop, work.literal)


def _standing(board: Board, person: str, day: int) -> Iterator[Stop]:
    """Give what stays where it is."""
    origin = board.problem.origin
    for _, strip in board.problem.standing:
        for one in strip.passes if located(board.problem, strip.set) else ():
            if one.span.start in board.problem.days[day] and (person in strip.people or person == one.escort):
                sure = board.model.new_constant(1)
                start, stop = round(one.span.start - origin), round(one.span.stop - origin)
                yield Stop(location(board.problem, strip.set), start, stop, sure)


def _limit(board: Board, stops: list[Stop], most: int) -> None:
    by_place: dict[str, list[Stop]] = defaultdict(list)
    for stop in stops:
        by_place[stop.place].append(stop)
    visits = []
    for there in by_place.values():
        found = [_visit(board) for _ in range(min(len(there), most // 2 + 1))]
        visits += found
        for stop in there:
            _lies_in_one(board, stop, found)
    board.model.add_no_overlap([visit.interval for visit in visits])
    board.model.add(sum(visit.made for visit in visits) <= most + 1)


def _visit(board: Board) -> Visit:
    model, horizon = board.model, board.variables.horizon
    start, stop = (model.new_int_var(0, horizon, "") for _ in range(2))
    size, made = model.new_int_var(0, horizon, ""), model.new_bool_var("")
    return Visit(start, stop, made, model.new_optional_interval_var(start, size, stop, made, "visit"))


def _lies_in_one(board: Board, stop: Stop, visits: list[Visit]) -> None:
    chosen = [board.model.new_bool_var("") for _ in visits]
    board.model.add(sum(chosen) == stop.literal)
    for visit, here in zip(visits, chosen, strict=True):
        board.model.add_implication(here, visit.made)
        board.model.add(visit.start <= stop.start).only_enforce_if(here)
        board.model.add(visit.stop >= stop.stop).only_enforce_if(here)
