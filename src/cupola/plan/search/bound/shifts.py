"""Shifts: who can do what in a stretch of time, as the prices of the bound see it.

A shift is what one person, or one set, may do in a stretch of time: passes, one after another. Times are rounded to a
grid so that everything that fits still does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.clock import Span
from cupola.plan.model.opening import pass_starts, shared_time
from cupola.plan.model.problem import Problem, Task
from cupola.plan.search.bound.kernel import Floats, Ints, Tables

_GRIDS: Final = (60, 120, 180, 300, 600)
"""Seconds of a cell."""
_CELLS: Final = 180
"""The grid is made coarser until a shift has no more cells than that."""

Who = tuple[str, str]
"""A person or a set: which of the two, and its name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A pass on a day: its spans of first and last whole seconds of the start, and how long it takes at least."""

    task: Task
    index: int
    day: int
    spans: Ints
    length: int


@dataclass(frozen=True, slots=True)
class Shifts:
    """All shifts of a problem, with what their items belong to: an item is a pass in a shift.

    Attributes
    ----------
    tables : Tables
    row : ndarray
        By item, the price that it has: that of its pass for a person or a set.
    passes : ndarray
        By price, its pass.
    scenes : ndarray
        By pass, the scene that it is of.
    limit : ndarray
        By item, the limit on a day's work that it counts to; the last number for none.
    share : ndarray
        By item, the part of that limit that it takes.
    room : ndarray
        By limit, how many parts there are: one, or none at all.
    """

    tables: Tables
    row: Ints
    passes: Ints
    scenes: Ints
    limit: Ints
    share: Floats
    room: Floats


def choices_of(problem: Problem) -> list[Choice]:
    """Give by pass and day when it may start, by light, set and people: whoever lends time, set up again or not.

    A pass that sets up again takes longer; here it takes as long as one that does not, from the same start.
    """
    found = []
    for task in problem.tasks.values():
        times = shared_time(problem, task)
        for index in range(len(task.passes)):
            ways = (False, True) if task.may_break and index else (False,)
            for day in range(len(problem.days)):
                starts = [pass_starts(problem, task, index, day, free, again=w) for _, free in times for w in ways]
                spans = sorted(_whole(span, problem.origin) for each in starts for span in each)
                if spans:
                    length = problem.length(task, index, day)
                    found.append(Choice(task, index, day, np.array(spans, np.int64), length))
    return found


def _whole(span: Span, origin: float) -> tuple[int, int]:
    """Give the first and the last whole second of starts, rounded outward: nothing that may start is left out."""
    return math.floor(span.start - origin), math.ceil(span.stop - origin) - 1


def members(task: Task) -> list[Who]:
    """Give who does one thing at a time and is in every pass of a task: its people, its only escort, its set."""
    people = [*task.people, *(task.escorts if len(task.escorts) == 1 else ())]
    return [*(("person", name) for name in dict.fromkeys(people)), ("set", task.set)]


def stretches_of(problem: Problem, choices: Sequence[Choice]) -> Ints:
    """Give where stretches of time begin: at each day, and wherever all that may have begun before has ended."""
    spans = sorted((int(a), int(b) + one.length) for one in choices for a, b in one.spans)
    edges = {math.ceil(day.start - problem.origin) for day in problem.days}
    end = -1
    for start, stop in spans:
        if start >= end:
            edges.add(start)
        end = max(end, stop)
    return np.array(sorted(edges), np.int64)


@dataclass(slots=True)
class _Item:
    """A pass in a shift: its number, what it is of, how long it takes, and its spans of first and last starts."""

    number: int
    task: Task
    day: int
    length: int
    spans: list[tuple[int, int]]


def _items(
    choices: Sequence[Choice], numbers: dict[tuple[str, int], int], edges: Ints
) -> dict[tuple[Who, int], list[_Item]]:
    """Give the passes of each shift, by who and by stretch of time."""
    found: dict[tuple[Who, int], list[_Item]] = defaultdict(list)
    for one in choices:
        number, parts = numbers[one.task.id, one.index], defaultdict(list)
        for a, b in one.spans:
            for k in range(int(np.searchsorted(edges, a, "right")) - 1, int(np.searchsorted(edges, b, "right"))):
                stop = int(edges[k + 1]) - 1 if k + 1 < len(edges) else int(b)
                parts[k].append((max(int(a), int(edges[k])), min(int(b), stop)))
        for k, spans in parts.items():
            for who in members(one.task):
                found[who, k].append(_Item(number, one.task, one.day, one.length, spans))
    return found


class _Shift:
    """A shift on its grid."""

    def __init__(self, problem: Problem, who: Who, items: Sequence[_Item]) -> None:
        self.who, self.items = who, items
        kinds = _kinds(who, items)
        gaps = np.array([[_gap(problem, who, one, two) for two in kinds.values()] for one in kinds.values()], np.int64)
        least = int(gaps.min())
        start = min(a for item in items for a, _ in item.spans)
        end = max(b + item.length for item in items for _, b in item.spans) + least
        grid = next((g for g in _GRIDS if (end - start) // g < _CELLS), _GRIDS[-1])
        self.cells = (end - start) // grid + 1
        self.gaps = (gaps - least) // grid
        names = list(kinds)
        self.table = [(names.index(_kind(who, i.task)), (i.length + least) // grid) for i in items]
        self.starts = np.zeros((len(items), self.cells), bool)
        for k, item in enumerate(items):
            for a, b in item.spans:
                self.starts[k, (a - start) // grid : (b - start) // grid + 1] = True


def _kind(who: Who, task: Task) -> tuple[object, ...]:
    """Give what tells the gaps of a task from those of others; a set needs none."""
    name = who[1]
    return () if who[0] == "set" else (task.set, task.rig, name in task.crew, dict(task.looks).get(name))


def _kinds(who: Who, items: Sequence[_Item]) -> dict[tuple[object, ...], tuple[Task, Task]]:
    """Give two tasks of each kind: two different ones, where there are."""
    found: dict[tuple[object, ...], tuple[Task, Task]] = {}
    for item in items:
        first, _ = found.get(_kind(who, item.task), (item.task, item.task))
        found[_kind(who, item.task)] = first, item.task
    return found


def _gap(problem: Problem, who: Who, before: tuple[Task, Task], after: tuple[Task, Task]) -> int:
    """Give the least seconds between passes of two kinds, also when both are of one task."""
    if who[0] == "set":
        return 0
    return min(problem.gap(who[1], before[0], after[1]), problem.gap(who[1], before[0], after[0]))


def shifts_of(problem: Problem) -> Shifts:
    """Give the shifts of a problem."""
    choices = choices_of(problem)
    keys = [(task.id, index) for task in problem.tasks.values() for index in range(len(task.passes))]
    by_shift = _items(choices, {key: number for number, key in enumerate(keys)}, stretches_of(problem, choices))
    shifts = [_Shift(problem, who, items) for (who, _), items in by_shift.items()]
    items = [(item, shift.who) for shift in shifts for item in shift.items]
    prices = list(dict.fromkeys((item.number, who) for item, who in items))
    caps, scene = _limits(problem), {key: k for k, one in enumerate(problem.scenes) for key in one.tasks}
    number, limit = {name: k for k, name in enumerate(prices)}, {name: k for k, name in enumerate(caps)}
    return Shifts(
        tables=_tables(shifts),
        row=np.array([number[item.number, who] for item, who in items], np.int64),
        passes=np.array([number for number, _ in prices], np.int64),
        scenes=np.array([scene[key] for key, _ in keys], np.int64),
        limit=np.array([limit.get((who, item.day), len(caps)) for item, who in items], np.int64),
        share=np.array([item.length / max(caps.get((who, item.day), 1), 1) for item, who in items]),
        room=np.array([min(cap, 1) for cap in caps.values()], float),
    )


def _tables(shifts: Sequence[_Shift]) -> Tables:
    rows, at = [], np.zeros(3, np.int64)
    for shift in shifts:
        count = len(shift.items)
        rows.append([at[0], at[0] + count, at[1], at[2], shift.cells, len(shift.gaps)])
        at += count, shift.starts.size, shift.gaps.size
    return Tables(
        np.array(rows, np.int64).reshape(-1, 6),
        np.array([item for shift in shifts for item in shift.table], np.int64).reshape(-1, 2),
        np.concatenate([np.zeros(0, bool), *(shift.starts.ravel() for shift in shifts)]),
        np.concatenate([np.zeros(0, np.int64), *(shift.gaps.ravel() for shift in shifts)]),
    )


def _limits(problem: Problem) -> dict[tuple[Who, int], int]:
    """Give by person and day the seconds of work that are allowed, in film time and private time together.

    Only where there is more time than that; elsewhere the limit is idle.
    """
    found = {}
    for person, worker in problem.workers.items():
        for day, span in enumerate(problem.days):
            lent = min(worker.private_limit, worker.private_total) if worker.private.clip(span) else 0.0
            cap = max(0, math.floor(worker.film_limit[day])) + max(0, math.floor(lent))
            if worker.hours.work:
                cap = min(cap, max(0, math.floor(worker.hours.work[day])))
            if cap < worker.free.clip(span).total:
                found[("person", person), day] = cap
    return found
