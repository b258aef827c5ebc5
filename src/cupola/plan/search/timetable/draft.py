"""Drafts: plans that the compiled search finds, in a fraction of the time that the model takes for a first one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import pass_at
from cupola.plan.result import Strip
from cupola.plan.search.timetable.annealing import anneal, lay
from cupola.plan.search.timetable.arrays import Arrays
from cupola.plan.search.timetable.course import Courses
from cupola.plan.search.timetable.guide import Guide, Pattern
from cupola.plan.search.timetable.layout import EARLY, FIRST_TASK, NUMBER, TASK, VALUE, Floats, Pool, Table

_HEAT: Final = 0.05
"""The loss of value that is accepted with a chance of 1/e, in scenes of mean value; found by trying."""
_AGAIN: Final = 5
"""After so many turns a search begins anew, with what was learnt: it seldom finds more where it is."""
_SCENES: Final = 60
"""With more scenes it takes more turns to get there: in a round, about so many of those that are out are tried."""
_POOL, _LONGEST, _SEEN = 20_000, 40, 1 << 20
"""The most new patterns of a turn, the most passes of a pattern, and room for the names of all."""


class Drafts:
    """A search for drafts of a problem: what keeps the rules of `Arrays`.

    Each thread searches by itself; after each turn they learn from one another what to like.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    seed : int
        The same seed and turns of the same length give the same draft.
    threads : int
        How many searches there are.
    """

    def __init__(self, problem: Problem, seed: int = 1, threads: int = 1) -> None:
        self._problem = problem
        self._arrays = Arrays(problem)
        self._guide = Guide(self._arrays)
        courses = Courses.of(problem)
        mean = problem.total / max(1, len(problem.scenes))
        heat, orders = max(1.0, mean) * _HEAT, courses if courses.are_long else None
        self._searches = [_Search(self._arrays, orders, heat, seed * threads + k) for k in range(threads)]

    @property
    def size(self) -> int:
        """How many choices there are for all tasks together: a round takes longer the more there are."""
        return len(self._arrays.choices)

    def improve(self, rounds: int) -> int:
        """Search on for a turn: take passes out and put some in, so many times; give the value of the best so far."""
        if not self.size:
            return 0
        with ThreadPoolExecutor(len(self._searches)) as pool:
            list(pool.map(lambda one: one.turn(rounds, self._guide.density), self._searches))
        self._guide.learn([pattern for one in self._searches for pattern in one.patterns()])
        return max(one.value for one in self._searches)

    def strips(self) -> tuple[Strip, ...]:
        """Give the best draft so far, in time order, everything as early as its order lets it be."""
        best = max(self._searches, key=lambda one: one.value).best
        starts: dict[int, list[tuple[int, int]]] = {}
        for stretch, (count, _) in enumerate(best.sizes):
            for one in best.passes[stretch, :count]:
                starts.setdefault(int(one[TASK]), []).append((int(one[NUMBER]), int(one[EARLY])))
        found = [self._strip(number, int(best.chosen[number]), sorted(of)) for number, of in starts.items()]
        return tuple(sorted(found, key=lambda strip: (strip.span.start, strip.shot)))

    def _strip(self, number: int, choice: int, starts: list[tuple[int, int]]) -> Strip:
        task, origin, way = self._arrays.tasks[number], self._problem.origin, self._arrays.choices[choice]
        made = [pass_at(self._problem, task, k, way.day, origin + at, way.escort) for k, at in starts]
        return Strip(task.id, task.scene, task.set, task.people, task.camera, tuple(made))


class _Search:
    """One search: where it stands, the best that it found, and the patterns of its last turn."""

    def __init__(self, arrays: Arrays, courses: Courses | None, heat: float, seed: int) -> None:
        self._arrays, self._courses, self._heat, self._turns = arrays, courses, heat, 0
        self._again = math.ceil(_AGAIN * max(1.0, len(arrays.rules.scenes) / _SCENES)) if courses is None else 1
        self._draw = np.random.default_rng(seed)
        self._now, self._kept, self.best = arrays.table(), arrays.table(), arrays.table()
        self.value = 0
        self._pool = Pool(
            self._draw.integers(1, 2**63, len(arrays.tasks), np.uint64),
            np.zeros(_SEEN, np.uint64),
            np.zeros((_POOL, _LONGEST + 2), np.int64),
            np.zeros(2, np.int64),
        )

    def turn(self, rounds: int, density: Floats) -> None:
        """Search for so many rounds; every few turns from an empty timetable, or from one that is laid out in order."""
        if self._turns % self._again == 0:
            self._now, self._kept = self._arrays.table(), self._arrays.table()
            if self._courses is not None:
                order = self._courses.drawn(density, self._draw)
                lay(self._arrays.rules, self._now, order)
                lay(self._arrays.rules, self._kept, order)
                self._note()
        self._turns += 1
        self._pool.used[0] = 0
        tables: tuple[Table, Table, Table] = (self._now, self._kept, self.best)
        seed = int(self._draw.integers(2**31))
        self.value = anneal(self._arrays.rules, tables, density, self._heat, rounds, seed, self._pool)

    def _note(self) -> None:
        """Keep what was laid out if it is the best so far."""
        rules = self._arrays.rules
        first = rules.scene_tasks[rules.scenes[:, FIRST_TASK]]
        value = int(rules.scenes[self._kept.chosen[first] >= 0, VALUE].sum())
        if value > self.value:
            self.value, self.best = value, Table(*(part.copy() for part in self._kept))

    def patterns(self) -> Iterator[Pattern]:
        """Give the patterns of the last turn that no search of this one met before."""
        for row in self._pool.patterns[: self._pool.used[0]]:
            yield int(row[0]), frozenset(row[2 : 2 + row[1]].tolist())
