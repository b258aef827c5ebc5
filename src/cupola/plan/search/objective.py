"""What a good plan is, in stages: first the scenes finished, then what they cost, then how early they are done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem, Worker
from cupola.plan.model.rows import Rows
from cupola.plan.model.variables import Cell, PassVar, Variables
from cupola.plan.money import cents, change
from cupola.plan.paydays import PayDays
from cupola.plan.result import Strip


class Objective:
    """The stages of the objective of a model.

    `beside` are the strips of a plan that stay where they are, when the model is of what is left beside them.
    """

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, variables: Variables, beside: Sequence[Strip] = ()
    ) -> None:
        self._model, self._problem, self._vars, self._beside = model, problem, variables, beside
        self._rows = Rows(model)

    def value(self) -> cp_model.LinearExprT:
        """Give the value of the finished scenes."""
        return sum(scene.value * self._vars.done[scene.number] for scene in self._problem.scenes)

    def frugal(self) -> list[cp_model.LinearExprT]:
        """Give what is to be minimised when all scenes are in, one after the other: cents, effort, lateness.

        They are what `money` and `robustness` count of these passes, up to a constant. Their size grows with the square
        of the passes that may share a day, so they are meant for small problems.
        """
        spent = [*self._rigs(), *self._changes()]
        paid: list[cp_model.LinearExprT] = [
            cents(seconds, self._worker(person).price) * literal
            for person, seconds, literal in spent
            if self._worker(person).price
        ]
        paid += self._time() + PayDays(self._model, self._problem, self._vars, self._beside).terms()
        effort = [seconds * literal for _, seconds, literal in spent] + self._borrowed()
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

    def _rigs(self) -> Iterable[tuple[str, int, cp_model.IntVar]]:
        """Give who spends how many seconds on rigging, if a literal holds."""
        seconds = round(self._problem.rigging)
        for person in sorted({p for task in self._problem.tasks.values() for p in task.riggers}) if seconds else ():
            for row in self._rows.by_day([one for one in self._vars.all_passes if person in one.task.riggers]):
                yield from ((person, seconds, first) for one, first in row.firsts if one.index == 0)
                for before, one, arc in row.arcs:
                    if before.task.set != one.task.set and one.index == 0:
                        yield person, seconds, arc

    def _changes(self) -> Iterable[tuple[str, int, cp_model.IntVar]]:
        """Give who spends how many seconds on a change between two shots, if a literal holds."""
        for person in sorted(self._problem.workers) if self._problem.changes else ():
            tasks = [task for task in self._problem.tasks.values() if person in task.people]
            if not any(change(self._problem, person, one, other) for one, other in permutations(tasks, 2)):
                continue
            for row in self._rows.by_day([one for one in self._vars.all_passes if person in one.task.people]):
                for before, one, arc in row.arcs:
                    seconds = change(self._problem, person, before.task, one.task)
                    if seconds:
                        yield person, seconds, arc

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
