"""Drafts: plans that the compiled search finds, in a fraction of the time that the model takes for a first one."""

from __future__ import annotations

from typing import Final

from cupola.plan.problem import Problem
from cupola.plan.reading import pass_at
from cupola.plan.result import Strip
from cupola.plan.timetable.arrays import Arrays
from cupola.plan.timetable.kernel import EARLY, NUMBER, TASK, anneal

_HEAT: Final = 0.05
"""The loss of value that is accepted with a chance of 1/e, in scenes of mean value; found by trying."""


class Drafts:
    """A search for drafts of a problem: what keeps the rules of `Arrays`.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    seed : int
        The same seed and rounds give the same draft.
    """

    def __init__(self, problem: Problem, seed: int = 1) -> None:
        self._problem, self._seed, self._calls = problem, seed, 0
        self._arrays = Arrays(problem)
        self._tables = (self._arrays.table(), self._arrays.table(), self._arrays.table())

    @property
    def size(self) -> int:
        """How many choices there are for all tasks together: a round takes longer the more there are."""
        return len(self._arrays.choices)

    def improve(self, rounds: int) -> int:
        """Search on, for so many times of taking passes out and putting some in; give the value of the best so far."""
        if not self.size:
            return 0
        self._calls += 1
        heat = max(1.0, self._problem.total / len(self._problem.scenes)) * _HEAT
        seed = (self._seed * 10007 + self._calls) % 2**32
        return anneal(self._arrays.rules, self._tables, self._arrays.density(), heat, rounds, seed)

    def strips(self) -> tuple[Strip, ...]:
        """Give the best draft so far, in time order, everything as early as its order lets it be."""
        best = self._tables[2]
        starts: dict[int, list[tuple[int, int]]] = {}
        for stretch, (count, _) in enumerate(best.sizes):
            for one in best.passes[stretch, :count]:
                starts.setdefault(int(one[TASK]), []).append((int(one[NUMBER]), int(one[EARLY])))
        found = [self._strip(number, sorted(of)) for number, of in starts.items()]
        return tuple(sorted(found, key=lambda strip: (strip.span.start, strip.shot)))

    def _strip(self, number: int, starts: list[tuple[int, int]]) -> Strip:
        task, origin = self._arrays.tasks[number], self._problem.origin
        choice = self._arrays.choices[int(self._tables[2].chosen[number])]
        made = [pass_at(self._problem, task, k, choice.day, origin + at, choice.escort) for k, at in starts]
        return Strip(task.id, task.scene, task.set, task.people, task.camera, tuple(made))
