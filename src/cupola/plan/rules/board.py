"""The model of a problem under construction: variables, and the intervals that several rules share."""

from __future__ import annotations

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from cupola.plan.problem import Problem
from cupola.plan.variables import Cell, PassVar, Variables


@dataclass(frozen=True, slots=True)
class Work:
    """A pass in which somebody may work on one day, as cast, crew or escort, in film time or in time that they lend."""

    one: PassVar
    cell: Cell
    literal: cp_model.IntVar
    lent: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A model, the problem that it is made from, and its variables; rules add themselves to it."""

    model: cp_model.CpModel
    problem: Problem
    variables: Variables
    _held: dict[str, cp_model.IntervalVar] = field(default_factory=dict)
    _rolls: dict[tuple[str, int], cp_model.IntVar] = field(default_factory=dict)
    _work: dict[str, dict[int, list[Work]]] = field(default_factory=dict)

    def passes_of(self, person: str) -> list[PassVar]:
        """Give the passes that a person takes part in, escorting not counted."""
        return [one for one in self.variables.all_passes if person in one.task.people]

    def work_of(self, person: str) -> list[Work]:
        """Give everything that a person may work on, escorting included."""
        return [work for day in range(len(self.problem.days)) for work in self.work_on(person, day)]

    def work_on(self, person: str, day: int) -> list[Work]:
        """Give everything that a person may work on, on one day; made once."""
        if person not in self._work:
            played = [
                Work(one, cell, cell.literal, person in cell.borrowed)
                for one in self.passes_of(person)
                for cell in one.cells
            ]
            escorted = [
                Work(one, cell, self._both(cell.literal, one.escorts[person]), lent=False)
                for one in self.variables.all_passes
                if person in one.escorts
                for cell in one.cells
            ]
            self._work[person] = {}
            for work in played + escorted:
                self._work[person].setdefault(work.cell.day, []).append(work)
        return self._work[person].get(day, [])

    def _both(self, one: cp_model.IntVar, two: cp_model.IntVar) -> cp_model.IntVar:
        both = self.model.new_bool_var("")
        self.model.add_bool_or(both, one.negated(), two.negated())
        return both

    def hold(self, passes: tuple[PassVar, ...]) -> cp_model.IntervalVar:
        """Give the interval from the start of a set-up to its last take; made once."""
        task = passes[0].task
        if task.id not in self._held:
            if len(passes) == 1:
                self._held[task.id] = passes[0].interval
            else:
                size = self.model.new_int_var(0, self.variables.horizon, f"hold size {task.id}")
                self._held[task.id] = self.model.new_optional_interval_var(
                    passes[0].start, size, passes[-1].stop, passes[0].present, f"hold {task.id}"
                )
        return self._held[task.id]

    def roll(self, one: PassVar) -> cp_model.IntVar:
        """Give when the first take of a pass begins: a variable of its own, whose spans the solver tells apart once."""
        leads = [(self.problem.lead(one.task, one.index, cell.day), cell.literal) for cell in one.cells]
        if not any(lead for lead, _ in leads):
            return one.start
        if (one.task.id, one.index) not in self._rolls:
            roll = self.model.new_int_var(0, self.variables.horizon, f"roll {one.interval.name}")
            self.model.add(roll == one.start + sum(lead * literal for lead, literal in leads))
            self._rolls[one.task.id, one.index] = roll
        return self._rolls[one.task.id, one.index]
