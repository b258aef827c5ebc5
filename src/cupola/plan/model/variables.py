"""The decision variables of the model: scenes, passes, days, escorts.

All model times are whole seconds after the problem's origin.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.model.opening import Borrowed, shared_time, starts_by_day
from cupola.plan.model.problem import Problem, Task


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on which a pass may lie, with a choice of who gives private time for it, and of setting up again."""

    day: int
    borrowed: Borrowed
    length: int
    starts: SpanSet
    literal: cp_model.IntVar
    again: bool = False


@dataclass(frozen=True, slots=True)
class PassVar:
    """One pass of a task: `start` and `stop` bound the time that its people are busy."""

    task: Task
    index: int
    start: cp_model.IntVar
    size: cp_model.IntVar
    stop: cp_model.IntVar
    present: cp_model.IntVar
    interval: cp_model.IntervalVar
    cells: tuple[Cell, ...]
    escorts: dict[str, cp_model.IntVar]


class Variables:
    """All variables of a problem's model.

    Attributes
    ----------
    done : dict of str to IntVar
        By scene: all its shots are in.
    passes : dict of str to tuple of PassVar
        By task, in order.
    """

    def __init__(self, model: cp_model.CpModel, problem: Problem) -> None:
        self._model, self._problem = model, problem
        self.horizon: Final = math.ceil(problem.days[-1].stop - problem.origin)
        self.done = {scene.number: model.new_bool_var(f"scene {scene.number}") for scene in problem.scenes}
        self.passes = {key: self._passes(task) for key, task in problem.tasks.items()}

    @property
    def all_passes(self) -> list[PassVar]:
        """Every pass of every task."""
        return [one for passes in self.passes.values() for one in passes]

    def _passes(self, task: Task) -> tuple[PassVar, ...]:
        return tuple(self._pass(task, index) for index in range(len(task.passes)))

    def _pass(self, task: Task, index: int) -> PassVar:
        model, present = self._model, self.done[task.scene]
        name = f"{task.id}.{index + 1}"
        cells = self._cells(task, index, name)
        domain = _domain([cell.starts for cell in cells], self._problem.origin)
        lengths = sorted({cell.length for cell in cells}) or [0]
        start = model.new_int_var_from_domain(domain, f"start {name}")
        size = model.new_int_var_from_domain(cp_model.Domain.from_values(lengths), f"size {name}")
        stop = model.new_int_var(0, self.horizon, f"stop {name}")
        interval = model.new_optional_interval_var(start, size, stop, present, f"pass {name}")
        escorts = {person: model.new_bool_var(f"escort {name} {person}") for person in task.escorts}
        return PassVar(task, index, start, size, stop, present, interval, cells, escorts)

    def _cells(self, task: Task, index: int, name: str) -> tuple[Cell, ...]:
        problem, cells = self._problem, []
        ways = (False, True) if task.may_break and index else (False,)
        for (borrowed, free), again in product(shared_time(problem, task), ways):
            for day, starts in enumerate(starts_by_day(problem, task, index, free, again=again)):
                if starts and (problem.setup(task, day) or not again):
                    who = "+".join(sorted(borrowed))
                    literal = self._model.new_bool_var(f"day {name} {day + 1} {who}{' again' if again else ''}")
                    length = problem.length(task, index, day, again=again)
                    cells.append(Cell(day, borrowed, length, starts, literal, again))
        return tuple(cells)


def _domain(starts: Sequence[SpanSet], origin: float) -> cp_model.Domain:
    intervals = [[round(s.start - origin), round(s.stop - origin) - 1] for group in starts for s in group]
    return cp_model.Domain.from_intervals(intervals) if intervals else cp_model.Domain(0, 0)


def domain_of(starts: SpanSet, origin: float) -> cp_model.Domain:
    """Give starts in the model's seconds."""
    return _domain([starts], origin)
