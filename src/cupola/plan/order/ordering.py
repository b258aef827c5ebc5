"""The cheapest order of an instance: simplified, ordered well, then searched until nothing better is left.

Few scenes are ordered by way of all sets of them, which takes a known time. More are branched on; where that does not
end in the time that all sets would take, and their costs fit into memory, all sets are gone through after all. While a
search lasts, good orders are looked for beside it, and what the actors cost in small groups bounds what it leaves open.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from cupola.plan.order.anneal import anneal
from cupola.plan.order.bits import Words, board
from cupola.plan.order.branch import FOUND, STORED, TRIED, begin, enlarged, memory, open_bound, search
from cupola.plan.order.instance import Instance
from cupola.plan.order.simplify import Part, simplify
from cupola.plan.order.subsets import Costs, fill, meet, trace

_FEW: Final = 20
"""As many scenes are ordered by way of all sets at once: in some hundredths of a second."""
_MANY: Final = 26
"""Of as many scenes the costs of all sets fit into 256 MB."""
_SETS_A_UNIT: Final = 250e6
"""Sets weighed in a unit of work, about a second; so are choices branched on, and moves tried."""
_CHOICES_A_UNIT: Final = 800e3
_MOVES_A_UNIT: Final = 5e6
_SLICE: Final = 50_000
"""Choices between two looks at the clock."""
_MOVES: Final = 100_000
"""Moves of a first look for a good order."""
_SHARE: Final = 4
"""A search gets so many times the work of the looks for a good order beside it."""
_PLACES: Final = 1 << 16
_MOST_PLACES: Final = 1 << 22
_ROOM: Final = 2
"""The memory is enlarged when one in so many places is taken."""
_GROUP: Final = 16
"""Scenes, told apart by a group of actors alone, up to which the group is ordered for a bound: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Limit:
    """When to stop: after seconds, or else after units of work of about a second, which gives the same order again."""

    seconds: float | None = None
    work: float = 60.0


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order of an instance's scenes.

    Attributes
    ----------
    order : tuple of int
        The scenes' indices.
    cost : int
        What it costs: all days paid.
    bound : int
        What every order costs at least, proven; equal to the cost of a best order.
    """

    order: tuple[int, ...]
    cost: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether no order is cheaper, proven."""
        return self.cost == self.bound


@dataclass
class Course:
    """How far a search has come, and whether it goes on; calling it, from any thread, stops it."""

    limit: Limit = field(default_factory=Limit)
    on_progress: Callable[[int, int], None] | None = None
    asked: bool = False
    spent: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    def __call__(self) -> None:
        """Stop at the next occasion; the best order found so far is kept."""
        self.asked = True

    def spend(self, work: float) -> None:
        """Count work that was done."""
        self.spent += work

    @property
    def over(self) -> bool:
        """Whether the limit is reached."""
        if self.limit.seconds is None:
            return self.asked or self.spent >= self.limit.work
        return self.asked or time.monotonic() - self._began >= self.limit.seconds


@dataclass
class _Found:
    """The best order of a part so far, what waiting costs in it, and what it costs at least."""

    order: list[int]
    cost: int
    bound: int = 0


def order(instance: Instance, course: Course | None = None) -> Ordering:
    """Order the scenes of an instance at the least cost of actors paid between their first and last scene.

    Parameters
    ----------
    instance : Instance
        What is to be ordered.
    course : Course, optional
        When to stop, whom to tell; by default a minute's work.

    Returns
    -------
    Ordering
        The best found, with what has been proven of it.
    """
    course = course or Course()
    parts = simplify(instance)
    small_first = sorted(range(len(parts)), key=lambda k: len(parts[k].cast))
    by_part = {k: _ordered(parts[k], course) for k in small_first}
    found = [by_part[k] for k in range(len(parts))]
    scenes = [scene for part, one in zip(parts, found, strict=True) for scene in part.spread(one.order)]
    cost = instance.cost(scenes)
    return Ordering(tuple(scenes), cost, cost - sum(one.cost - one.bound for one in found))


def _ordered(part: Part, course: Course) -> _Found:
    """Order a part."""
    n = len(part.cast)
    found = _Found(_allowed(part), 0)
    found.cost = part.waiting(found.order)
    if not found.cost:
        return found
    tables = board(part)
    if n <= _FEW:
        _by_sets(part, tables, course, found)
        return found
    _branched(part, tables, course, found)
    if found.bound < found.cost and n <= _MANY:
        _by_sets(part, tables, course, found)
    return found


def _allowed(part: Part) -> list[int]:
    """Give any order that is allowed."""
    left, order = set(range(len(part.cast))), list[int]()
    while left:
        ahead = sum(1 << s for s in left)
        order += sorted(s for s in left if not part.before[s] & ahead)
        left -= set(order)
    return order


def _by_sets(part: Part, tables: Words, course: Course, found: _Found) -> None:
    """Find the best order by way of all sets of scenes, if the limit allows."""
    n = len(part.cast)
    depth = n if any(part.before) else (n + 1) // 2
    never = part.pay_of(-1) * sum(part.length) + 1
    costs: Costs = np.empty(1 << n, np.int32) if never < 2**30 else np.empty(1 << n, np.int64)
    step = 1 << max(n // 2, n - 6)
    for start in range(0, 1 << n, step):
        if n > max(_FEW, _GROUP) and course.over:
            return
        fill(tables, depth, never, costs, start, start + step)
        course.spend(_sets(n) / _SETS_A_UNIT * step / (1 << n))
    front = int(meet(tables, depth, costs))
    order, back = np.empty(depth, np.int64), np.empty(n - depth, np.int64)
    trace(tables, costs, front, order)
    trace(tables, costs, (1 << n) - 1 - front, back)
    found.order = [*map(int, order), *map(int, back[::-1])]
    found.cost = found.bound = part.waiting(found.order)


def _sets(n: int) -> float:
    """Give about how many ways sets of up to half of n scenes can end."""
    return 0.4 * n * 2.0 ** (n - 1)


def _branched(part: Part, tables: Words, course: Course, found: _Found) -> None:
    """Search for the best order until the limit, or for as long as all sets would take."""
    n = len(part.cast)
    found.bound = _grouped(part, course)
    rounds = 0
    for _ in range(2):
        rounds = _look(tables, course, found, rounds, _MOVES)
    deep, known, order = begin(found.cost), memory(_PLACES), np.array(found.order, np.int64)
    most = _sets(n) / _SETS_A_UNIT if n <= _MANY else math.inf
    beside, moves, done = 0.0, _MOVES, False
    while not done and not course.over and deep[TRIED] / _CHOICES_A_UNIT < most and found.bound < found.cost:
        before = int(deep[TRIED])
        done = bool(search(tables, deep, known, before + _SLICE, order))
        course.spend((int(deep[TRIED]) - before) / _CHOICES_A_UNIT)
        if deep[FOUND] < found.cost:
            found.cost, found.order = int(deep[FOUND]), [int(s) for s in order]
        if deep[STORED] * _ROOM > len(known) // 4 < _MOST_PLACES:
            known = enlarged(known)
        if deep[TRIED] / _CHOICES_A_UNIT > _SHARE * (beside + moves / _MOVES_A_UNIT):
            rounds = _look(tables, course, found, rounds, moves)
            beside, moves = beside + moves / _MOVES_A_UNIT, moves + _MOVES
            deep[FOUND] = min(int(deep[FOUND]), found.cost)
        found.bound = found.cost if done else max(found.bound, min(found.cost, open_bound(deep)))
        if course.on_progress is not None:
            course.on_progress(found.cost, found.bound)
    if done:
        found.bound = found.cost


def _look(tables: Words, course: Course, found: _Found, rounds: int, moves: int) -> int:
    """Look for a better order from where the best one is; give how many times that has been done."""
    start, best = np.array(found.order, np.int64), np.empty(len(found.order), np.int64)
    cost = int(anneal(tables, start, moves, 2 * rounds + 1, best))
    course.spend(moves / _MOVES_A_UNIT)
    if cost < found.cost:
        found.cost, found.order = cost, [int(s) for s in best]
    return rounds + 1


def _grouped(part: Part, course: Course) -> int:
    """Bound what waiting costs by groups of actors, each ordered as if there were no others.

    The actors' waits add up, and no group waits less in an order of all than in its own best one.
    """
    left = sorted(range(len(part.pay)), key=lambda a: -part.pay[a])
    total = 0
    while left:
        group = 0
        for a in left:
            if len({cast & (group | 1 << a) for cast in part.cast}) <= _GROUP + 1:
                group |= 1 << a
        left = [a for a in left if not group >> a & 1]
        alone = Instance(
            tuple(map(str, part.length)),
            tuple(map(str, part.pay)),
            tuple(cast & group for cast in part.cast),
            part.length,
            part.pay,
            (0,) * len(part.cast),
        )
        for one in simplify(alone):
            if len(one.cast) <= _GROUP:
                best = _Found([], 0)
                _by_sets(one, board(one), course, best)
                total += best.cost
    return total
