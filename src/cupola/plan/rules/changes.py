"""The time that changes between shots take: of set, of rig, of place, of look."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from ortools.sat.python import cp_model

from cupola.plan.model.variables import PassVar
from cupola.plan.rules.board import Board
from cupola.plan.rules.pairs import MOST_PASSES, keep_apart

Side = frozenset[tuple[str, str]]
"""Passes by name, each with the name of the literal that says that somebody is there."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A pass that somebody may take part in, and the literal that says that they do."""

    person: str
    one: PassVar
    there: cp_model.IntVar

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.one.interval.name, self.there.name


@dataclass(frozen=True, slots=True)
class Row:
    """After some of a person's passes the others may not begin for so many seconds."""

    seconds: int
    first: Side
    then: Side

    def implies(self, other: Row) -> bool:
        """Say whether who keeps this row keeps the other one too."""
        return self.seconds >= other.seconds and self.first >= other.first and self.then >= other.then


def time_to_change(board: Board) -> None:
    """Between two shots everybody has the time that they need to move the kit, to travel, and to change their look.

    After the passes of one kind (of a set, a rig, a look) no pass of another kind may begin for the time of the change.
    With the change added at their ends, the first may overlap one another and none of the others: one cumulative for
    each kind and time, in which the others are as wide as all of the first together. Pairs of passes with a literal
    each take some thousand literals instead, and longer, unless there are few.
    """
    if board.problem.changes is None:
        return
    stays = {person: list(_stays(board, person)) for person in board.problem.workers}
    for person, found in stays.items():
        least = _least(board, person, found)
        if least > math.ceil(board.problem.rest_between):
            board.model.add_no_overlap([_interval(board, stay, least) for stay in found])
    if len(board.variables.all_passes) <= MOST_PASSES:
        there = {person: [(stay.one, stay.there) for stay in found] for person, found in stays.items()}
        keep_apart(board, there, lambda person, one, two: board.problem.gap(person, one.task, two.task))
    else:
        _in_rows(board, stays)
    for stay in (stay for found in stays.values() for stay in found):
        _beside_standing(board, stay)


def _in_rows(board: Board, stays: Mapping[str, list[Stay]]) -> None:
    rows = [row for person in stays for row in _rows(board, person, stays[person])]
    known = {stay.name: stay for found in stays.values() for stay in found}
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: (-row.seconds, -len(row.first), -len(row.then))):
        if not any(other.implies(row) for other in kept):
            kept.append(row)
            _keep(board, row, known)


def _stays(board: Board, person: str) -> Iterator[Stay]:
    for one in board.variables.all_passes:
        if person in one.task.people:
            yield Stay(person, one, one.present)
        elif person in one.escorts:
            yield Stay(person, one, one.escorts[person])


def _least(board: Board, person: str, stays: Iterable[Stay]) -> int:
    """Give the seconds that somebody needs between any two passes."""
    tasks = {stay.one.task.id: stay.one.task for stay in stays}
    pairs = ((one, two) for one, two in product(tasks.values(), repeat=2) if one is not two or len(one.passes) > 1)
    gaps = (board.problem.gap(person, one, two) for one, two in pairs)
    return min(gaps, default=math.ceil(board.problem.rest_between))


def _rows(board: Board, person: str, stays: Iterable[Stay]) -> Iterator[Row]:
    """Give what somebody must keep beyond what they need between any two shots."""
    gap, rest = board.problem.gap, _least(board, person, stays)
    kinds: dict[tuple[int, ...], list[Stay]] = defaultdict(list)
    tasks = {stay.one.task.id: stay.one.task for stay in stays}
    gaps = {
        key: tuple(rest if one is other else gap(person, one, other) for other in tasks.values())
        for key, one in tasks.items()
    }
    for stay in stays:
        kinds[gaps[stay.one.task.id]].append(stay)
    for row, first in kinds.items():
        to = dict(zip(tasks, row, strict=True))
        for seconds in sorted({time for time in row if time > rest}):
            then = frozenset(stay.name for stay in stays if to[stay.one.task.id] == seconds)
            yield Row(seconds, frozenset(stay.name for stay in first), then)


def _beside_standing(board: Board, stay: Stay) -> None:
    """Keep who escorts far enough from what stays where it is; the sets of the others are closed meanwhile."""
    task, gap, origin = stay.one.task, board.problem.gap, board.problem.origin
    for other, strip in board.problem.standing if stay.person not in task.people else ():
        for one in strip.passes:
            if stay.person in (*strip.people, one.escort):
                first = round(one.span.start - origin) - gap(stay.person, task, other)
                last = round(one.span.stop - origin) + gap(stay.person, other, task)
                for cell in stay.one.cells:
                    clear = cp_model.Domain(first - cell.length + 1, last - 1).complement()
                    held = board.model.add_linear_expression_in_domain(stay.one.start, clear)
                    held.only_enforce_if(stay.there, cell.literal)


def _keep(board: Board, row: Row, known: dict[tuple[str, str], Stay]) -> None:
    first, then = ([known[name] for name in sorted(side)] for side in (row.first, row.then))
    changing = [_interval(board, stay, row.seconds) for stay in first]
    working = [_interval(board, stay, 0) for stay in then]
    widths = [1] * len(changing) + [len(changing)] * len(working)
    board.model.add_cumulative(changing + working, widths, len(changing))


def _interval(board: Board, stay: Stay, more: int) -> cp_model.IntervalVar:
    one = stay.one
    name = f"change {more} {one.interval.name}"
    return board.model.new_optional_interval_var(one.start, one.size + more, one.stop + more, stay.there, name)
