"""What a good plan is, in stages: first the scenes finished, then the crew's time spent on rigging and borrowed."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

from ortools.sat.python import cp_model

from cupola.plan.effort import RIGGING, unit
from cupola.plan.problem import Problem
from cupola.plan.variables import PassVar, Variables


class Objective:
    """The stages of the objective of a model."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
        self._model, self._problem, self._vars = model, problem, variables

    def value(self) -> cp_model.LinearExprT:
        """Give the value of the finished scenes."""
        return sum(scene.value * self._vars.done[scene.number] for scene in self._problem.scenes)

    def effort(self) -> cp_model.LinearExprT:
        """Give the seconds of crew time spent on rigging sets and borrowed from private time: see `plan.effort`.

        Its size grows with the square of the passes that may share a day, so it is meant for small problems.
        """
        leader = unit(self._problem)
        led: dict[int, list[tuple[PassVar, cp_model.IntVar]]] = defaultdict(list)
        others: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        visits: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        for one in self._vars.all_passes:
            for day in sorted({cell.day for cell in one.cells}):
                here = self._on_day(one, day)
                if leader in one.task.people:
                    led[day].append((one, here))
                    visits[one.task.set, day].append(here)
                else:
                    others[one.task.set, day].append(here)
        rigs = [cost for passes in led.values() for cost in self._runs(passes)]
        rigs += [self._extra(used, visits[key]) for key, used in others.items()]
        return sum([RIGGING * rig for rig in rigs] + self._borrowed())

    def _on_day(self, one: PassVar, day: int) -> cp_model.IntVar:
        literals = [cell.literal for cell in one.cells if cell.day == day]
        if len(literals) == 1:
            return literals[0]
        here = self._model.new_bool_var("")
        self._model.add(sum(literals) == here)
        return here

    def _runs(self, passes: list[tuple[PassVar, cp_model.IntVar]]) -> list[cp_model.IntVar]:
        """Put the unit's passes of a day in a row; give the literals of the arcs at which a set is rigged."""
        model = self._model
        arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, model.new_bool_var(""))]
        rigging = []
        for node, (_, here) in enumerate(passes, 1):
            first, last = model.new_bool_var(""), model.new_bool_var("")
            arcs += [(node, node, here.negated()), (0, node, first), (node, 0, last)]
            rigging.append(first)
        for (one, a), (two, b) in permutations(enumerate(passes, 1), 2):
            arc = model.new_bool_var("")
            arcs.append((one, two, arc))
            model.add(b[0].start >= a[0].stop).only_enforce_if(arc)
            if a[0].task.set != b[0].task.set:
                rigging.append(arc)
        model.add_circuit(arcs)
        return rigging

    def _extra(self, used: list[cp_model.IntVar], visited: list[cp_model.IntVar]) -> cp_model.IntVar:
        """Give a literal: the set is used on the day, and the unit does not come."""
        extra = self._model.new_bool_var("")
        for literal in used:
            self._model.add_bool_or(extra, literal.negated(), *visited)
        return extra

    def _borrowed(self) -> list[cp_model.LinearExprT]:
        return [
            cell.length * len(cell.borrowed) * cell.literal
            for one in self._vars.all_passes
            for cell in one.cells
            if cell.borrowed
        ]
