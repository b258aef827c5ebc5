"""Orders in which scenes are laid out where many must follow one another: what comes before goes in before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.plan.model.problem import Problem
from cupola.plan.search.timetable.layout import Floats, Ints

_LONG: Final = 12
"""Scenes that follow one another: what puts scenes in at random seldom leaves room for those between if there are more;
the shoots that come with Cupola have nine at most."""
_EVEN: Final = 0.5
"""How often all scenes are taken to be worth the same, so that what has most to follow it goes in first."""
_CHANCE: Final = 0.2
"""By which part of it chance changes a scene's worth."""


@dataclass(frozen=True, slots=True)
class Courses:
    """The orders of the scenes of a problem.

    Attributes
    ----------
    before : tuple of tuple of int
        By scene, those that it must follow, all of which stand before it in `ranked`.
    ranked : tuple of int
        All scenes, each after those that it must follow.
    tails : ndarray, shape (scenes,)
        How many scenes must follow one another after each, at most.
    """

    before: tuple[tuple[int, ...], ...]
    ranked: tuple[int, ...]
    tails: Ints

    @classmethod
    def of(cls, problem: Problem) -> Courses:
        """Give the orders of a problem."""
        number = {scene.number: k for k, scene in enumerate(problem.scenes)}
        of_task = {key: k for k, scene in enumerate(problem.scenes) for key in scene.tasks}
        found = []
        for k, scene in enumerate(problem.scenes):
            first = {number[n] for n in scene.after}
            first |= {of_task[key] for own in scene.tasks for key in problem.tasks[own].after}
            found.append(tuple(sorted(first - {k})))
        ranked = _ranked(found)
        tails = np.zeros(len(found), np.int64)
        for k in reversed(ranked):
            for one in found[k]:
                tails[one] = max(tails[one], tails[k] + 1)
        return cls(tuple(found), ranked, tails)

    @property
    def are_long(self) -> bool:
        """Whether so many scenes must follow one another that they are laid out in order."""
        return bool(len(self.tails)) and int(self.tails.max()) >= _LONG

    def drawn(self, density: Floats, draw: np.random.Generator) -> Ints:
        """Draw an order of the scenes: by their worth for their time, what comes before something no later than that.

        Of what is worth the same, that with most to follow it comes first.
        """
        worth = density.copy() if draw.random() >= _EVEN else np.ones(len(density))
        worth *= 1.0 + _CHANCE * draw.random(len(density)) * draw.random()
        for k in reversed(self.ranked):
            for one in self.before[k]:
                worth[one] = max(worth[one], worth[k])
        place = np.empty(len(self.ranked), np.int64)
        place[list(self.ranked)] = np.arange(len(self.ranked))
        found: Ints = np.lexsort((place, -self.tails, -worth))
        return found


def _ranked(before: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Give all scenes, each after those that it must follow; of a ring, as they come."""
    depth: dict[int, int] = {}
    for k in range(len(before)):
        _deepen(k, before, depth)
    return tuple(sorted(range(len(before)), key=lambda k: (depth[k], k)))


def _deepen(root: int, before: Sequence[Sequence[int]], depth: dict[int, int]) -> None:
    """Fill in how many scenes come before one, at most, one after the other; without recursion: chains are long."""
    stack, open_ = [root], set[int]()
    while stack:
        k = stack[-1]
        if k in depth:
            stack.pop()
            continue
        open_.add(k)
        missing = [one for one in before[k] if one not in depth and one not in open_]
        if missing:
            stack += missing
            continue
        depth[k] = max((depth.get(one, 0) + 1 for one in before[k]), default=0)
        open_.discard(k)
        stack.pop()
