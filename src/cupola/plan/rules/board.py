"""The model of a problem under construction: variables, and the intervals that several rules share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem
from cupola.plan.model.variables import Cell, PassVar, Variables


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
    _held: dict[str, list[cp_model.IntervalVar]] = field(default_factory=dict)
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

    def holds(self, passes: tuple[PassVar, ...]) -> list[cp_model.IntervalVar]:
        """Give when a set-up holds its set and things: from its start to its last take, or in parts; made once."""
        task = passes[0].task
        if task.id not in self._held:
            parted = task.may_break and len(passes) > 1
            self._held[task.id] = self._parts(passes) if parted else [self._whole(passes)]
        return self._held[task.id]

    def _whole(self, passes: tuple[PassVar, ...]) -> cp_model.IntervalVar:
        if len(passes) == 1:
            return passes[0].interval
        name = f"hold {passes[0].task.id}"
        size = self.model.new_int_var(0, self.variables.horizon, f"{name} size")
        return self.model.new_optional_interval_var(passes[0].start, size, passes[-1].stop, passes[0].present, name)

    def _parts(self, passes: tuple[PassVar, ...]) -> list[cp_model.IntervalVar]:
        """Give a part for each pass: up to the next one, unless that sets up again."""
        found = []
        for one, two in pairwise(passes):
            stop, size = (self.model.new_int_var(0, self.variables.horizon, "") for _ in range(2))
            self.model.add(stop >= one.stop)
            for cell in two.cells:
                if not cell.again:
                    self.model.add(stop >= two.start).only_enforce_if(cell.literal)
            name = f"hold {one.interval.name}"
            found.append(self.model.new_optional_interval_var(one.start, size, stop, one.present, name))
        return [*found, passes[-1].interval]

    def roll(self, one: PassVar) -> cp_model.IntVar:
        """Give when the first take of a pass begins: a variable of its own, whose spans the solver tells apart once."""
        lead = self.problem.lead
        leads = [(lead(one.task, one.index, cell.day, again=cell.again), cell.literal) for cell in one.cells]
        if not any(lead for lead, _ in leads):
            return one.start
        if (one.task.id, one.index) not in self._rolls:
            roll = self.model.new_int_var(0, self.variables.horizon, f"roll {one.interval.name}")
            self.model.add(roll == one.start + sum(lead * literal for lead, literal in leads))
            self._rolls[one.task.id, one.index] = roll
        return self._rolls[one.task.id, one.index]
