"""What a good plan is, in stages: first the scenes finished, then what they cost, then how early they are done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

from ortools.sat.python import cp_model

from cupola.plan.money import cents
from cupola.plan.paydays import PayDays
from cupola.plan.problem import Problem, Worker
from cupola.plan.result import Strip
from cupola.plan.variables import Cell, PassVar, Variables


class Objective:
    """The stages of the objective of a model.

    `beside` are the strips of a plan that stay where they are, when the model is of what is left beside them.
    """

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, variables: Variables, beside: Sequence[Strip] = ()
    ) -> None:
        self._model, self._problem, self._vars, self._beside = model, problem, variables, beside

    def value(self) -> cp_model.LinearExprT:
        """Give the value of the finished scenes."""
        return sum(scene.value * self._vars.done[scene.number] for scene in self._problem.scenes)

    def frugal(self) -> list[cp_model.LinearExprT]:
        """Give what is to be minimised when all scenes are in, one after the other: cents, effort, lateness.

        They are what `money` and `robustness` count of these passes, up to a constant. Their size grows with the square
        of the passes that may share a day, so they are meant for small problems.
        """
        rigs = self._rigs()
        rigging = round(self._problem.rigging)
        paid: list[cp_model.LinearExprT] = [
            cents(rigging, self._worker(person).price) * rig for person, rig in rigs if self._worker(person).price
        ]
        paid += self._time() + PayDays(self._model, self._problem, self._vars, self._beside).terms()
        effort = [rigging * rig for _, rig in rigs if rigging] + self._borrowed()
        return [sum(stage) for stage in (paid, effort, self._lateness()) if stage]

    def _worker(self, person: str) -> Worker:
        return self._problem.workers[person]

    def _time(self) -> list[cp_model.LinearExprT]:
        """Give what people's time on the passes costs, escorts included."""
        terms: list[cp_model.LinearExprT] = []
        for one in self._vars.all_passes:
            for cell in one.cells:
                price = sum(self._price(cell, person) for person in one.task.people)
                if price:
                    terms.append(price * cell.literal)
                terms += self._escorting(one, cell)
        return terms

    def _price(self, cell: Cell, person: str) -> int:
        worker = self._worker(person)
        return cents(cell.length, worker.private_price if person in cell.borrowed else worker.price)

    def _escorting(self, one: PassVar, cell: Cell) -> Iterable[cp_model.LinearExprT]:
        for person, escorts in one.escorts.items():
            price = cents(cell.length, self._worker(person).price)
            if price:
                both = self._model.new_bool_var("")
                self._model.add_bool_or(both, cell.literal.negated(), escorts.negated())
                yield price * both

    def _rigs(self) -> list[tuple[str, cp_model.IntVar]]:
        """Give who rigs a set, by literals: for each of them, passes are put in a row by day."""
        row: dict[int, dict[str, list[tuple[PassVar, cp_model.IntVar]]]] = defaultdict(lambda: defaultdict(list))
        for one in self._vars.all_passes if self._problem.rigging else ():
            for day in sorted({cell.day for cell in one.cells}):
                here = self._on_day(one, day)
                for person in one.task.riggers:
                    row[day][person].append((one, here))
        found = []
        for people in row.values():
            known: dict[tuple[int, ...], list[cp_model.IntVar]] = {}
            for person, passes in people.items():
                key = tuple(here.index for _, here in passes)
                if key not in known:  # people who carry the same set-ups need one row
                    known[key] = self._runs(passes)
                found += [(person, rig) for rig in known[key]]
        return found

    def _on_day(self, one: PassVar, day: int) -> cp_model.IntVar:
        literals = [cell.literal for cell in one.cells if cell.day == day]
        if len(literals) == 1:
            return literals[0]
        here = self._model.new_bool_var("")
        self._model.add(sum(literals) == here)
        return here

    def _runs(self, passes: list[tuple[PassVar, cp_model.IntVar]]) -> list[cp_model.IntVar]:
        """Put passes of a day in a row; give the literals of the arcs at which a set is rigged."""
        model = self._model
        arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, model.new_bool_var(""))]
        rigging = []
        for node, (one, here) in enumerate(passes, 1):
            first, last = model.new_bool_var(""), model.new_bool_var("")
            arcs += [(node, node, here.negated()), (0, node, first), (node, 0, last)]
            if one.index == 0:
                rigging.append(first)
        for (k, (before, _)), (j, (one, _)) in permutations(enumerate(passes, 1), 2):
            arc = model.new_bool_var("")
            arcs.append((k, j, arc))
            model.add(one.start >= before.stop).only_enforce_if(arc)
            if before.task.set != one.task.set and one.index == 0:
                rigging.append(arc)
        model.add_circuit(arcs)
        return rigging

    def _borrowed(self) -> list[cp_model.LinearExprT]:
        return [
            cell.length * len(cell.borrowed) * cell.literal
            for one in self._vars.all_passes
            for cell in one.cells
            if cell.borrowed
        ]

    def _lateness(self) -> list[cp_model.LinearExprT]:
        """Give by how much each scene ends after the origin, times its value."""
        origin = self._problem.origin
        terms: list[cp_model.LinearExprT] = []
        for scene in self._problem.scenes:
            kept = [round(strip.span.stop - origin) for strip in self._beside if strip.scene == scene.number]
            end = self._model.new_int_var(max(kept, default=0), self._vars.horizon, f"end {scene.number}")
            for key in scene.tasks:
                self._model.add(end >= self._vars.passes[key][-1].stop)
            terms.append(scene.value * end)
        return terms
