"""Solves a problem with CP-SAT, in stages, with progress, a proven bound, and the same plan for the same input."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from ortools.sat.python import cp_model

from cupola.clock import Span
from cupola.errors import Message, PlanError
from cupola.plan.constraints import Constraints
from cupola.plan.objective import Objective
from cupola.plan.problem import Problem
from cupola.plan.result import Pass, Strip
from cupola.plan.variables import PassVar, Variables

Stage = Literal["value", "effort"]
_FOUND: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)
WORKERS: Final = 2
"""Threads of the solver; with interleaved search the result does not depend on it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When to stop.

    Attributes
    ----------
    work : float
        Deterministic work for the first stage (about a second each on a 2020s core); repeatable.
    seconds : float or None
        A wall-clock limit for everything instead; what comes out then depends on the machine.
    gap : float
        Stop the first stage when the value is proven to be this near the best one.
    """

    work: float = 60.0
    seconds: float | None = None
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known at a moment of the search.

    `seconds` have gone by and `left` are left; infinite, when the limit is on work.
    """

    stage: Stage
    value: int
    bound: int
    seconds: float
    left: float


@dataclass(frozen=True, slots=True)
class Solution:
    """Strips in time order with their worth.

    `value` and `bound` are those of the first stage; `effort` is seconds; `stop` says in words what ended the search.
    """

    strips: tuple[Strip, ...]
    value: int
    bound: int
    effort: int
    stop: str


OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class Interrupt:
    """Ends a running search from another thread (or a signal handler); the best plan so far is kept."""

    _solver: cp_model.CpSolver | None = None
    _set: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Stop the search now."""
        self._set.set()
        if self._solver is not None:
            self._solver.stop_search()

    @property
    def asked(self) -> bool:
        """Whether the search was asked to stop."""
        return self._set.is_set()

    def watch(self, solver: cp_model.CpSolver) -> None:
        """Name the solver to stop."""
        self._solver = solver


def solve(
    problem: Problem,
    stop: Stop | None = None,
    on_progress: OnProgress | None = None,
    *,
    seed: int = 1,
    interrupt: Interrupt | None = None,
) -> Solution:
    """Find the most valuable schedule, then the one of that value that costs the crew the least time.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    stop : Stop
        When to stop; by default after a fixed amount of work.
    on_progress : callable
        Called with a `Progress` whenever value or bound improve.
    seed : int
        The same seed, problem and work give the same plan.
    interrupt : Interrupt
        Lets the caller end the search early.

    Raises
    ------
    PlanError
        The limit was too short to find any plan.
    """
    return _Search(problem, stop or Stop(), on_progress, seed, interrupt or Interrupt()).run()


class _Search:
    def __init__(
        self, problem: Problem, stop: Stop, on_progress: OnProgress | None, seed: int, interrupt: Interrupt
    ) -> None:
        self._problem, self._stop, self._seed, self._interrupt = problem, stop, seed, interrupt
        self._on_progress = on_progress or (lambda _: None)
        self._began = time.monotonic()
        self._model = cp_model.CpModel()
        self._vars = Variables(self._model, problem)
        Constraints(self._model, problem, self._vars).add_all()
        self._objective = Objective(self._model, problem, self._vars)

    def run(self) -> Solution:
        worth = self._objective.value()
        self._model.maximize(worth)
        first, status = self._solve("value", self._stop.work, 0.75)
        if status not in _FOUND:
            raise PlanError(Message("E501", "no plan was found within the limit", hint="allow more work or time"))
        value = round(first.objective_value)
        bound = min(self._problem.total, math.floor(first.best_objective_bound + 1e-6))
        why = self._why(status, value, bound)
        effort = self._objective.effort()
        self._model.add(worth >= value)
        self._model.minimize(effort)
        self._hint(first)
        second, status = self._solve("effort", self._stop.work / 4, 1.0, value, bound)
        if status not in _FOUND:  # stopped before the known plan was taken up again: keep it as it is
            return Solution(self._strips(first), value, bound, 0, why)
        return Solution(self._strips(second), value, bound, round(second.objective_value), why)

    def _hint(self, found: cp_model.CpSolver) -> None:
        """Start the next stage from what was found."""
        for index, value in enumerate(found.response_proto.solution):
            self._model.add_hint(self._model.get_int_var_from_proto_index(index), value)

    def _solve(
        self, stage: Stage, work: float, share: float, value: int = 0, bound: int = 0
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        """Run one stage, up to this work, or up to this share of the time limit."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self._seed
        parameters.num_workers = WORKERS
        parameters.catch_sigint_signal = False  # Ctrl-C belongs to whoever called: see `Interrupt`
        limit = self._limit(parameters, work, share)
        if stage == "value":
            parameters.relative_gap_limit = self._stop.gap
        watch = _Watch(stage, self._on_progress, self._began, limit, (value, bound), self._problem.total)
        solver.best_bound_callback = watch.bound
        self._interrupt.watch(solver)
        if self._interrupt.asked and stage == "effort":
            return solver, cp_model.UNKNOWN
        return solver, solver.solve(self._model, watch)

    def _limit(self, parameters: Any, work: float, share: float) -> float:
        """Set the limit of a stage; give the seconds that a wall-clock limit leaves, or infinity."""
        if self._stop.seconds is None:
            parameters.interleave_search = True
            parameters.max_deterministic_time = work
            return math.inf
        gone = time.monotonic() - self._began
        parameters.max_time_in_seconds = max(0.5, (self._stop.seconds - gone) * share)
        return float(parameters.max_time_in_seconds)

    def _why(self, status: cp_model.CpSolverStatus, value: int, bound: int) -> str:
        if self._interrupt.asked:
            return "stopped by hand"
        if value >= bound or status == cp_model.OPTIMAL:
            return "proven best" if value >= bound else f"within {self._stop.gap:.0%} of the bound"
        if self._stop.seconds is not None:
            return f"after {self._stop.seconds:g} s; another run may give another plan"
        return f"after {self._stop.work:g} units of work"

    def _strips(self, found: cp_model.CpSolver) -> tuple[Strip, ...]:
        strips = [
            self._strip(found, passes)
            for passes in self._vars.passes.values()
            if found.boolean_value(passes[0].present)
        ]
        return tuple(sorted(strips, key=lambda strip: (strip.span.start, strip.shot)))

    def _strip(self, found: cp_model.CpSolver, passes: tuple[PassVar, ...]) -> Strip:
        task = passes[0].task
        made = tuple(self._pass(found, one) for one in passes)
        return Strip(task.id, task.scene, task.set, task.people, task.camera, made)

    def _pass(self, found: cp_model.CpSolver, one: PassVar) -> Pass:
        problem, task = self._problem, one.task
        day = next(cell.day for cell in one.cells if found.boolean_value(cell.literal))
        start = problem.origin + found.value(one.start)
        setup = problem.setup(task, day) if one.index == 0 else 0
        slot = problem.take_slot(task, day)
        first = start + setup
        takes = tuple(
            Span(first + k * slot, first + k * slot + round(task.take)) for k in range(task.passes[one.index])
        )
        escort = next((person for person, literal in one.escorts.items() if found.boolean_value(literal)), None)
        return Pass(Span(start, first) if setup else None, takes, escort)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Turns the solver's callbacks into progress of one stage."""

    def __init__(
        self, stage: Stage, report: OnProgress, began: float, limit: float, known: tuple[int, int], total: int
    ) -> None:
        super().__init__()
        self._stage, self._report, self._began, self._limit = stage, report, began, limit
        self._entered = time.monotonic()
        self._value, self._bound = known
        if stage == "value":
            self._bound = total

    def on_solution_callback(self) -> None:
        if self._stage == "value":
            self._value = round(self.objective_value)
        self._tell()

    def bound(self, bound: float) -> None:
        """Take note of a better bound."""
        if self._stage == "value":
            self._bound = min(self._bound, math.floor(bound + 1e-6))
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        self._report(
            Progress(self._stage, self._value, self._bound, now - self._began, self._limit - (now - self._entered))
        )
