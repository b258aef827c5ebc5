"""Where the passes of a shot may lie so that its takes cut with those of another shot, worked out before the search.

The light is read at instants some seconds apart, and compared for every pair of them. What is allowed holds for every
whole second between the looks: at both ends the light must be nearer than the tolerance, and between them nothing may
happen that the ends do not show, such as a ray between two wings of the solar arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.likeness import Likeness, Readings
from cupola.plan.model.chain import rolls
from cupola.plan.model.problem import Match, Problem, Task
from cupola.plan.model.remaining import day_of

Indices = NDArray[np.intp]
Table = NDArray[np.bool_]

_FEW: Final = 2000
"""Up to so many seconds of starts, every second is looked at: sunrises change by stops in seconds."""
_LOOKS: Final = 2000
"""About so many looks are spread over more."""
_FINEST: Final = 20.0
_EXACT: Final = 0.97
"""How near the light must be, in tolerances, at looks a second apart: the proof reads it without tables."""
_NEAR: Final = 0.85
"""The same at looks that stand for what is between them."""
_STEADY: Final = 0.5
_DUST: Final = 1e-6
_BETWEEN: Final = (0.2, 0.4, 0.6, 0.8)
_SAME: Final = 0.6
"""Cells whose partners agree in this share are told as one, with the partners that they have in common."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The seconds at which passes of a task may begin to roll, cut into cells, and the instants looked at.

    Attributes
    ----------
    task : Task
        Whose they are.
    at : ndarray, shape (m,)
        The instants of the looks: from each cell on, and beyond the last as long as takes go on; none after the shoot.
    step : ndarray, shape (n,)
        Seconds between looks, for each cell.
    first, last : ndarray, shape (n,)
        The first and the last second of each cell.
    left, right : ndarray, shape (n,)
        The looks at both ends of each cell.
    slot : ndarray, shape (n,)
        Seconds from one take to the next on the cell's day.
    """

    task: Task
    at: Instants
    step: NDArray[np.float64]
    first: Instants
    last: Instants
    left: Indices
    right: Indices
    slot: Instants

    def looks(self, take: int, offset: float) -> tuple[Indices, Indices, Indices]:
        """Give looks, each of shape (n,), from before until after the instants `offset` seconds into a take.

        The instants are those of passes that begin in each cell. Where they lie between looks they touch two of the
        stretches between looks, and the look in the middle is given too.
        """
        later = (take * self.slot + offset) / self.step
        before = self.left + np.floor(later + _DUST).astype(np.intp)
        after = self.right + np.ceil(later - _DUST).astype(np.intp)
        return before, np.minimum(before + 1, after), after


def match(problem: Problem, task: Task, like: Task, light: Likeness) -> Match:
    """Work out where passes of `task` may lie for each place of the first pass of `like`.

    Take k of a pass of the one is compared with take k of the other, or with its last take; at the beginning, the
    middle and the end of the shorter one.
    """
    every = SpanSet()
    for index in range(len(task.passes)):
        every |= rolls(problem, task, index)
    one, other = cells(problem, like, rolls(problem, like, 0)), cells(problem, task, every)
    if not len(one.first) or not len(other.first):
        return Match(task.id, like.id, ())
    groups = list(_told_as_one(_table(light, one, other)))
    common = np.zeros((len(groups), len(other.first)), bool)
    for columns, with_rows in _told_as_one(np.array([row for _, row in groups]).T) if groups else ():
        common[:, columns] = with_rows[:, None]
    pairs = [
        (SpanSet(one.first[rows], one.last[rows] + 1), SpanSet(other.first[row], other.last[row] + 1))
        for (rows, _), row in zip(groups, common, strict=True)
        if row.any()
    ]
    return Match(task.id, like.id, tuple(pairs))


def cells(problem: Problem, task: Task, starts: SpanSet) -> Cells:
    """Cut the seconds at which passes of a task may begin to roll into cells."""
    step = 1.0 if starts.total <= _FEW else max(_FINEST, starts.total / _LOOKS)
    slots = [problem.take_slot(task, day) for day in range(len(problem.days))]
    tail = (max(task.passes) - 1) * max(slots) + task.take
    found = [_cut(span, step, tail) for span in starts]
    days = [day_of(problem, min(span.start, problem.days[-1].stop - 1)) for span in starts]
    counts = [len(first) for _, first, _ in found]
    looks = [len(at) for at, _, _ in found]
    left = [before + np.arange(count) for before, count in zip(np.cumsum([0, *looks]), counts, strict=False)]
    width = [at[1] - at[0] for at, _, _ in found]
    joined = np.concatenate(left).astype(np.intp) if left else np.empty(0, np.intp)
    first, last = (np.concatenate([one[k] for one in found]) if found else np.empty(0) for k in (1, 2))
    return Cells(
        task=task,
        at=np.minimum(np.concatenate([at for at, _, _ in found]), problem.days[-1].stop) if found else np.empty(0),
        step=np.repeat(width, counts),
        first=first,
        last=last,
        left=joined,
        right=joined + (first != last),
        slot=np.repeat([float(slots[day]) for day in days], counts),
    )


def _cut(span: Span, step: float, tail: float) -> tuple[Instants, Instants, Instants]:
    """Give the looks of a span of starts, to `tail` seconds beyond it, and the first and last seconds of its cells."""
    length = span.length - 1
    parts = int(np.ceil(length / step))
    width = length / parts if parts else step
    count = parts + int(np.ceil(tail / width)) + 3
    at: Instants = span.start + width * np.arange(count, dtype=np.float64)
    if step == 1.0 or not parts:
        return at, at[: parts + 1], at[: parts + 1]
    return at, np.ceil(at[:parts] - _DUST), np.floor(at[1 : parts + 1] + _DUST)


def _table(light: Likeness, one: Cells, other: Cells) -> Table:
    """Say for each cell of the one and each of the other, shape (n, m), whether takes that begin in them cut."""
    shorter, most = min(one.task.take, other.task.take), one.task.passes[0] - 1
    beats = list(product(range(max(other.task.passes)), (0.0, shorter / 2, shorter)))
    mine = [(min(take, most), offset) for take, offset in beats]
    near = _near(light, one, other, (_used(one, mine), _used(other, beats)))
    table: Table = np.outer(_steady(light, one, mine), _steady(light, other, beats))
    for here, there in zip(mine, beats, strict=True):
        rows = np.logical_and.reduce([near[looks] for looks in one.looks(*here)])
        for looks in other.looks(*there):
            table &= rows[:, looks]
    return table


def _used(side: Cells, beats: Sequence[tuple[int, float]]) -> Indices:
    """Give the looks that are asked for."""
    found: Indices = np.unique(np.concatenate([looks for beat in beats for looks in side.looks(*beat)]))
    return found


def _near(light: Likeness, one: Cells, other: Cells, used: tuple[Indices, Indices]) -> Table:
    """Say for each pair of looks, shape of the looks of both, whether their light is near; only of those used."""
    limit = _EXACT if one.step.max() <= 1.0 and other.step.max() <= 1.0 else _NEAR
    near = np.zeros((len(one.at), len(other.at)), bool)
    mine, yours = light.read(one.at[used[0]]), light.read(other.at[used[1]])
    if len(used[0]) > len(used[1]):  # the fewer looks one by one, each with all of the others at once
        for k, look in enumerate(used[1]):
            near[used[0], look] = light.apart(mine, _part(yours, slice(k, k + 1))) <= limit
        return near
    for k, look in enumerate(used[0]):
        near[look, used[1]] = light.apart(_part(mine, slice(k, k + 1)), yours) <= limit
    return near


def _part(readings: Readings, where: slice) -> Readings:
    return tuple(reading.part(where) for reading in readings)


def _steady(light: Likeness, side: Cells, beats: Sequence[tuple[int, float]]) -> Table:
    """Say for each cell whether between its looks, at every beat, the light is like that at one of them."""
    steady = np.ones(len(side.first), bool)
    wide = side.left != side.right
    if not wide.any():
        return steady
    calm = _calm(light, side.at)
    for beat in beats:
        before, between, after = side.looks(*beat)
        steady &= ~wide | (calm[before] & (calm[between] | (between == after)))
    return steady


def _calm(light: Likeness, at: Instants) -> Table:
    """Say for each look but the last whether the light until the next one is like that at one of the two."""
    ends = light.read(at)
    before, after = _part(ends, slice(None, -1)), _part(ends, slice(1, None))
    calm = np.ones(len(at) - 1, bool)
    for part in _BETWEEN:
        there = light.read(at[:-1] + part * np.diff(at))
        calm &= np.minimum(light.apart(before, there), light.apart(after, there)) <= _STEADY
    return calm


def _told_as_one(table: Table) -> Iterator[tuple[Indices, Table]]:
    """Give groups of rows with the columns that they have in common; rows without any are left out."""
    rows, kind = np.unique(table, axis=0, return_inverse=True)
    members = [np.flatnonzero(kind.ravel() == k) for k in range(len(rows))]
    order = sorted((k for k in range(len(rows)) if rows[k].any()), key=lambda k: int(members[k][0]))
    group: list[Indices] = []
    common, most = np.zeros(table.shape[1], bool), 0
    for k in order:
        both = common & rows[k]
        if group and both.sum() >= _SAME * max(most, int(rows[k].sum())):
            common, most = both, max(most, int(rows[k].sum()))
            group.append(members[k])
            continue
        if group:
            yield np.sort(np.concatenate(group)), common
        group, common, most = [members[k]], rows[k], int(rows[k].sum())
    if group:
        yield np.sort(np.concatenate(group)), common
