"""A plain CP-SAT model of a problem: what one would write first.

For every opportunity of every pass it has an optional interval and a choice of its own, and the same rules on them,
without the implied limits. It gets the same problem, the same threads and the same time as ours.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.variables import Cell, Variables
from cupola.plan.rules import RULES, Board, Rule
from cupola.plan.rules.light import light_is_scarce
from cupola.plan.rules.people import escort_intervals, one_thing_at_a_time
from cupola.plan.search.objective import Objective
from cupola.plan.search.stop import WORKERS


@dataclass
class Answer:
    """What a search found: a value and a bound after some seconds, and what the value was after how many."""

    value: int
    bound: int
    seconds: float
    course: list[tuple[float, int]] = field(default_factory=list)

    @property
    def gap(self) -> float:
        """How far the value is from the bound, as a part of it."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    def until(self, value: int) -> float:
        """Give the seconds until a value was reached; infinite, if it was not."""
        return next((seconds for seconds, known in self.course if known >= value), math.inf)


def ratio(plain: Answer, ours: Answer) -> str:
    """Say by how much ours is better: of gaps, or of times where ours is proven best; and when both were as good."""
    if ours.gap > 0:
        text = f"of gaps, plain to ours: {plain.gap / ours.gap:.1f}"
    elif plain.gap > 0:
        text = f"of times, plain to ours: over {plain.seconds / ours.seconds:.1f}; ours is proven best, plain is not"
    else:
        text = f"of times, plain to ours: {plain.seconds / ours.seconds:.1f}; both are proven best"
    least = min(plain.value, ours.value)
    times = [one.until(least) for one in (plain, ours)]
    return f"{text}; to a value of {least}: plain {times[0]:.1f} s, ours {times[1]:.1f} s"


class PlainVariables(Variables):
    """A choice for each opportunity instead of one for each day."""

    def _cells(self, task: Task, index: int, name: str) -> tuple[Cell, ...]:
        return tuple(
            Cell(cell.day, cell.borrowed, cell.length, SpanSet.of([span]), self._model.new_bool_var(""), cell.again)
            for cell in super()._cells(task, index, name)
            for span in cell.starts
        )


def intervals_of_opportunities(board: Board) -> None:
    """Nobody is in two shots at once: an interval for each opportunity in the calendars of the people."""
    rest = round(board.problem.rest_between)
    busy: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for one in board.variables.all_passes:
        for cell in one.cells:
            interval = board.model.new_optional_interval_var(
                one.start, cell.length + rest, one.start + (cell.length + rest), cell.literal, ""
            )
            for person in one.task.people:
                busy[person].append(interval)
    for person, interval in escort_intervals(board, rest):
        busy[person].append(interval)
    for intervals in busy.values():
        board.model.add_no_overlap(intervals)


_INSTEAD: dict[Rule, Rule] = {one_thing_at_a_time: intervals_of_opportunities}
"""What the plain model does its own way; the implied limits it leaves out."""


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, began: float) -> None:
        super().__init__()
        self._began, self.course = began, list[tuple[float, int]]()

    def on_solution_callback(self) -> None:
        self.course.append((time.perf_counter() - self._began, round(self.objective_value)))


def plain(problem: Problem, limit: float) -> Answer:
    """Solve a problem with the plain model, in so many seconds after the model is made."""
    began = time.perf_counter()
    model = cp_model.CpModel()
    board = Board(model, problem, PlainVariables(model, problem))
    for rule in RULES:
        if rule is not light_is_scarce:
            _INSTEAD.get(rule, rule)(board)
    model.maximize(Objective(model, problem, board.variables).value())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = WORKERS, 1
    solver.parameters.max_time_in_seconds = limit
    watch = _Watch(began)
    status = solver.solve(model, watch)
    seconds = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(0, problem.total, seconds)
    return Answer(round(solver.objective_value), math.floor(solver.best_objective_bound), seconds, watch.course)
