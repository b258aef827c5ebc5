"""What guides the search for drafts: a linear program over the patterns that stretches were filled with so far.

Of each stretch one pattern, or parts of several that make up one, of each scene a part that all its tasks have: the
most value of that says which tasks do best in which stretch, and which scenes are worth their time. It is the master
problem of column generation (Dantzig & Wolfe 1960) with the columns that the search meets on its way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from ortools.linear_solver import pywraplp

from cupola.plan.search.timetable.arrays import Arrays
from cupola.plan.search.timetable.layout import (
    END_CHOICE,
    END_TASK,
    FIRST_CHOICE,
    FIRST_TASK,
    LIKED,
    STRETCH,
    VALUE,
    Floats,
)

Pattern = tuple[int, frozenset[int]]
"""A stretch, and the tasks that have passes in it."""

_MOST: Final = 6000
"""How many patterns are kept: those that would cost least to use."""
_LIKED: Final = 1000


class Guide:
    """Learns from patterns, and says what to like.

    Parameters
    ----------
    arrays : Arrays
        The problem; its choices are marked with how much each is liked.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._patterns: list[Pattern] = []
        density = arrays.density()
        self._own = density / density.mean() if len(density) else density
        self._task = np.repeat(
            np.arange(len(arrays.tasks)), arrays.rules.tasks[:, END_CHOICE] - arrays.rules.tasks[:, FIRST_CHOICE]
        )
        self.density: Floats = self._own

    def learn(self, patterns: Iterable[Pattern]) -> float:
        """Take in more patterns; give what the best mixture of all is worth."""
        self._patterns += patterns
        rules = self._arrays.rules
        program = _Program(self._arrays, self._patterns)
        parts = np.zeros((len(rules.tasks), self._arrays.stretches))
        for (stretch, tasks), share in zip(self._patterns, program.shares, strict=True):
            if share > 0:
                parts[list(tasks), stretch] += share
        liked = parts[self._task, rules.choices[:, STRETCH]]
        rules.choices[:, LIKED] = np.round(_LIKED * np.minimum(liked, 1.0))
        self.density = self._own * (0.3 + program.scenes)
        kept = np.argsort(program.costs, kind="stable")[:_MOST]
        self._patterns = [self._patterns[k] for k in sorted(kept.tolist())]
        return program.value


class _Program:
    """The linear program, solved: the share of each pattern, what each costs to use, the part of each scene."""

    def __init__(self, arrays: Arrays, patterns: list[Pattern]) -> None:
        rules = arrays.rules
        solver = pywraplp.Solver.CreateSolver("GLOP")
        scenes = [solver.NumVar(0.0, 1.0, "") for _ in rules.scenes]
        made = [solver.Constraint(0.0, solver.infinity()) for _ in rules.tasks]
        full = [solver.Constraint(-solver.infinity(), 1.0) for _ in range(arrays.stretches)]
        objective = solver.Objective()
        for scene, row in zip(scenes, rules.scenes, strict=True):
            objective.SetCoefficient(scene, float(row[VALUE]))
            for task in rules.scene_tasks[row[FIRST_TASK] : row[END_TASK]]:
                made[task].SetCoefficient(scene, -1.0)
        used = [solver.NumVar(0.0, solver.infinity(), "") for _ in patterns]
        for one, (stretch, tasks) in zip(used, patterns, strict=True):
            full[stretch].SetCoefficient(one, 1.0)
            for task in tasks:
                made[task].SetCoefficient(one, 1.0)
        objective.SetMaximization()
        solver.Solve()
        self.value = float(objective.Value())
        self.scenes = np.array([scene.solution_value() for scene in scenes])
        self.shares = np.array([one.solution_value() for one in used])
        self.costs = np.array([-one.reduced_cost() for one in used])
