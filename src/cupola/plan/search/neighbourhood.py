"""Neighbourhoods: which scenes and shots of a plan to plan anew together.

Each kind has a size that learns: it grows while the search of a part comes to its end, and falls when it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from cupola.clock import SpanSet
from cupola.plan.model.problem import Problem, SceneTask
from cupola.plan.model.remaining import day_of
from cupola.plan.result import Strip
from cupola.plan.search.part import Outcome, Part

_LEAST, _MOST = 8.0, 90.0  # shots
_GROWS, _SHRINKS = 1.1, 0.7
_DAYS: Final = 14
"""The most days that a part reaches over: a model of more takes long to make."""


@dataclass(slots=True)
class Kind:
    """A kind of neighbourhood, with what it has brought: how many shots it takes, its gain and its work."""

    pick: Callable[[_Board, Random, int], tuple[list[SceneTask], list[SceneTask]]]
    size: float = 60.0
    gain: float = 1.0
    work: float = 1.0


@dataclass(frozen=True, slots=True)
class _Board:
    """A plan with what is in it and what is out."""

    problem: Problem
    strips: Sequence[Strip]
    inside: list[SceneTask]
    outside: list[SceneTask]


@dataclass(slots=True)
class Neighbourhoods:
    """Chooses parts, more often of the kinds that brought more for their work."""

    problem: Problem
    kinds: list[Kind] = field(default_factory=lambda: [Kind(_any), Kind(_near), Kind(_days)])

    def choose(self, strips: Sequence[Strip], draw: Random) -> tuple[Kind, Part]:
        """Give a kind and a part of a plan to plan anew."""
        numbers = {strip.scene for strip in strips}
        inside = [scene for scene in self.problem.scenes if scene.number in numbers]
        outside = [scene for scene in self.problem.scenes if scene.number not in numbers]
        board = _Board(self.problem, strips, inside, outside)
        kind = draw.choices(self.kinds, [one.gain / one.work for one in self.kinds])[0]
        loose, extra = kind.pick(board, draw, round(kind.size))
        tasks = frozenset(key for scene in (*loose, *extra) for key in scene.tasks)
        return kind, Part(tasks, self._within(strips, tasks, draw))

    def learn(self, kind: Kind, outcome: Outcome, gained: int) -> None:
        """Take note of what planning a part of a kind brought."""
        kind.gain, kind.work = 0.95 * kind.gain + gained, 0.95 * kind.work + outcome.work
        kind.gain = max(kind.gain, 0.1 * kind.work)  # no kind is given up
        kind.size = min(max(kind.size * (_GROWS if outcome.ended else _SHRINKS), _LEAST), _MOST)

    def _within(self, strips: Sequence[Strip], tasks: frozenset[str], draw: Random) -> SpanSet | None:
        """Give the days of what is taken out, and some more; None for all days, when they are few."""
        count = len(self.problem.days)
        if count <= _DAYS:
            return None
        days = {day_of(self.problem, s.span.start) for s in strips if s.shot in tasks}
        chosen = draw.sample(sorted(days), min(len(days), _DAYS))
        chosen += draw.sample(range(count), max(0, _DAYS - len(chosen)))
        return SpanSet.of(self.problem.days[day] for day in chosen) | _held(strips, tasks)


def _held(strips: Sequence[Strip], tasks: frozenset[str]) -> SpanSet:
    """Give where the strips of tasks are: each must be able to stay."""
    return SpanSet.of(strip.span for strip in strips if strip.shot in tasks)


def _some(scenes: Sequence[SceneTask], shots: float) -> list[SceneTask]:
    """Give the first of the scenes, up to so many shots, but one at least."""
    found: list[SceneTask] = []
    for scene in scenes:
        if found and sum(len(one.tasks) for one in found) + len(scene.tasks) > shots:
            break
        found.append(scene)
    return found


def _any(board: _Board, draw: Random, size: int) -> tuple[list[SceneTask], list[SceneTask]]:
    """Give scenes drawn at random, one in three shots of those that are out."""
    inside, outside = draw.sample(board.inside, len(board.inside)), draw.sample(board.outside, len(board.outside))
    return _some(inside, size * 2 / 3), _some(outside, size / 3)


def _near(board: _Board, draw: Random, size: int) -> tuple[list[SceneTask], list[SceneTask]]:
    """Give a scene or two that are out, and those that want the same people in the same sets."""
    outside = _some(draw.sample(board.outside, len(board.outside)), size / 4)
    wanted = {key for scene in outside for key in _needs(board.problem, scene)}
    alike = {scene.number: len(wanted & _needs(board.problem, scene)) * (0.2 + draw.random()) for scene in board.inside}
    return _some(sorted(board.inside, key=lambda scene: -alike[scene.number]), size * 3 / 4), outside


def _needs(problem: Problem, scene: SceneTask) -> set[tuple[str, str]]:
    return {(person, problem.tasks[key].set) for key in scene.tasks for person in problem.tasks[key].people}


def _days(board: _Board, draw: Random, size: int) -> tuple[list[SceneTask], list[SceneTask]]:
    """Give the scenes with the most of their shots near a day, and some that are out."""
    outside = _some(draw.sample(board.outside, len(board.outside)), size / 3)
    if not board.strips:
        return [], outside
    middle = draw.choice(board.strips).span.start
    far: dict[str, list[float]] = {}
    for strip in board.strips:
        far.setdefault(strip.scene, []).append(abs(strip.span.start - middle))
    near = sorted(board.inside, key=lambda scene: sum(far[scene.number]) / len(far[scene.number]))
    return _some(near, size * 2 / 3), outside
