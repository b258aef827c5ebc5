"""What a good plan is, in stages: first the scenes finished, then the crew's time spent on rigging and borrowed."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.problem import Problem
from cupola.plan.variables import Variables

RIGGING: Final = 3600
"""Seconds of crew time that rigging a set on a day costs: worksites take 1-2 h (Operating an Outpost, p. 15)."""


class Objective:
    """The stages of the objective of a model."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
        self._model, self._problem, self._vars = model, problem, variables

    def value(self) -> cp_model.LinearExprT:
        """Give the value of the finished scenes."""
        return sum(scene.value * self._vars.done[scene.number] for scene in self._problem.scenes)

    def effort(self) -> cp_model.LinearExprT:
        """Give the seconds of crew time spent on rigging sets and borrowed from private time."""
        return sum([RIGGING * rigged for rigged in self._rigged().values()] + self._borrowed())

    def _rigged(self) -> dict[tuple[str, int], cp_model.IntVar]:
        """Give a literal for each set and day: something is shot there that day, so it is rigged and restored."""
        literals: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        for one in self._vars.all_passes:
            for cell in one.cells:
                literals[one.task.set, cell.day].append(cell.literal)
        rigged = {}
        for (place, day), used in literals.items():
            rigged[place, day] = self._model.new_bool_var(f"rigged {place} {day + 1}")
            self._model.add_max_equality(rigged[place, day], used)
        return rigged

    def _borrowed(self) -> list[cp_model.LinearExprT]:
        return [
            cell.length * len(cell.borrowed) * cell.literal
            for one in self._vars.all_passes
            for cell in one.cells
            if cell.borrowed
        ]
