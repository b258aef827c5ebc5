"""How often the unit may move from one location on the ground to another on a day."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from cupola.clock import Span
from cupola.plan.model.hours import day_at
from cupola.plan.model.moves import located, location
from cupola.plan.rules.board import Board


@dataclass(frozen=True, slots=True)
class Stop:
    """Work at a location: when, and the literal that says that it is done."""

    place: str
    start: cp_model.IntVar
    stop: cp_model.IntVar
    literal: cp_model.IntVar


def moves(board: Board) -> None:
    """Nobody moves between locations more often on a day than allowed.

    The day is cut into stretches, one more than moves, at instants that are free; all work of a stretch lies at one
    location.
    """
    changes = board.problem.changes
    if changes is None or changes.moves_per_day is None or not changes.travel:
        return
    done: set[tuple[tuple[int, int], ...]] = set()
    standing = _standing(board)
    for person in board.problem.workers:
        for day in range(len(board.problem.days)):
            stops = [*_work(board, person, day), *standing.get((person, day), ())]
            names = tuple(sorted((stop.literal.index, stop.start.index) for stop in stops))
            if len(stops) > changes.moves_per_day + 1 and len({s.place for s in stops}) > 1 and names not in done:
                done.add(names)
                _limit(board, stops, board.problem.days[day], changes.moves_per_day)


def _work(board: Board, person: str, day: int) -> Iterator[Stop]:
    for work in board.work_on(person, day):
        place = work.one.task.set
        if located(board.problem, place):
            yield Stop(location(board.problem, place), work.one.start, work.one.stop, work.literal)


def _standing(board: Board) -> Mapping[tuple[str, int], list[Stop]]:
    """Give what stays where it is, by person and day."""
    found: dict[tuple[str, int], list[Stop]] = defaultdict(list)
    origin, new = board.problem.origin, board.model.new_constant
    for _, strip in board.problem.standing:
        if not located(board.problem, strip.set):
            continue
        place = location(board.problem, strip.set)
        for one in strip.passes:
            day = day_at(board.problem.days, one.span.start)
            if day is not None:
                stop = Stop(place, new(round(one.span.start - origin)), new(round(one.span.stop - origin)), new(1))
                for person in (*strip.people, *((one.escort,) if one.escort else ())):
                    found[person, day].append(stop)
    return found


def _limit(board: Board, stops: list[Stop], day: Span, most: int) -> None:
    model, origin = board.model, board.problem.origin
    first, last = math.floor(day.start - origin), board.variables.horizon
    moves_ = [model.new_int_var(first, last, "move") for _ in range(most)]
    edges = [model.new_constant(first), *moves_, model.new_constant(last)]
    for before, after in pairwise(edges):
        model.add(before <= after)
    places = sorted({stop.place for stop in stops})
    here = [{place: model.new_bool_var("") for place in places} for _ in range(most + 1)]
    for at in here:
        model.add_at_most_one(at.values())
    for stop in stops:
        parts = [model.new_bool_var("") for _ in here]
        model.add(sum(parts) == stop.literal)
        for part, at, start, end in zip(parts, here, edges, edges[1:], strict=False):
            model.add_implication(part, at[stop.place])
            model.add(start <= stop.start).only_enforce_if(part)
            model.add(end >= stop.stop).only_enforce_if(part)
