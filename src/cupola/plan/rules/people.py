"""Rules about people: in one place at a time, escorted, within their hours."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from ortools.sat.python import cp_model

from cupola.plan.model.variables import PassVar
from cupola.plan.rules.board import Board


def one_thing_at_a_time(board: Board) -> None:
    """Nobody is in two shots at once, and there is a rest between them."""
    rest = math.ceil(board.problem.rest_between)
    busy: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for one in board.variables.all_passes:
        with_rest = board.model.new_optional_interval_var(
            one.start, one.size + rest, one.stop + rest, one.present, f"busy {one.interval.name}"
        )
        for person in one.task.people:
            busy[person].append(with_rest)
    for person, intervals in escort_intervals(board, rest):
        busy[person].append(intervals)
    for intervals_ in busy.values():
        board.model.add_no_overlap(intervals_)


def escort_intervals(board: Board, rest: int) -> Iterable[tuple[str, cp_model.IntervalVar]]:
    """Give, by who may escort, an interval for each pass, present if they do, with the rest after it."""
    for one in board.variables.all_passes:
        for person, literal in one.escorts.items():
            name = f"escort {person} {one.interval.name}"
            yield (
                person,
                board.model.new_optional_interval_var(one.start, one.size + rest, one.stop + rest, literal, name),
            )


def escort(board: Board) -> None:
    """A pass that needs an escort has one, who has film time then."""
    for one in board.variables.all_passes:
        if one.task.escorts:
            board.model.add(sum(one.escorts.values()) == one.present)
    horizon = board.variables.horizon
    for person in sorted({p for one in board.variables.all_passes for p in one.escorts}):
        origin, free = board.problem.origin, board.problem.workers[person].film
        within = [(math.ceil(s.start - origin), math.floor(s.stop - origin)) for s in free]
        taken = _gaps(within, horizon)
        for one in board.variables.all_passes:
            if person in one.escorts:
                _keep_off(board, one, one.escorts[person], taken)


def _keep_off(board: Board, one: PassVar, literal: cp_model.IntVar, taken: list[tuple[int, int]]) -> None:
    """A pass with this literal overlaps none of the spans: per length, its start lies in what they leave."""
    for cell in one.cells:
        blocked = [[a - cell.length + 1, b - 1] for a, b in taken]
        domain = cp_model.Domain.from_intervals(blocked).complement() if blocked else cp_model.Domain.all_values()
        board.model.add_linear_expression_in_domain(one.start, domain).only_enforce_if(literal, cell.literal)


def film_time_per_day(board: Board) -> None:
    """Nobody works longer for the film on a day, escorting included, than the limit allows."""
    for person, worker in board.problem.workers.items():
        for day, limit in enumerate(worker.film_limit):
            filming = [w for w in board.work_on(person, day) if not w.lent]
            if filming:
                board.model.add(sum(w.cell.length * w.literal for w in filming) <= math.floor(limit))


def private_time(board: Board) -> None:
    """Nobody lends more private time a day, or over the stay, than agreed."""
    for person, worker in board.problem.workers.items():
        lent: list[cp_model.LinearExprT] = []
        for day in range(len(board.problem.days)):
            today = [
                cell.length * cell.literal
                for one in board.passes_of(person)
                for cell in one.cells
                if cell.day == day and person in cell.borrowed
            ]
            if today:
                board.model.add(sum(today) <= math.floor(worker.private_limit))
                lent += today
        if lent:
            board.model.add(sum(lent) <= math.floor(worker.private_total))


def _gaps(within: list[tuple[int, int]], horizon: int) -> list[tuple[int, int]]:
    """Give what the sorted spans leave of the horizon, with room before and after it."""
    edges = [-horizon, *(edge for span in within for edge in span), 2 * horizon]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
