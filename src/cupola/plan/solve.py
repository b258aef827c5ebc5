"""Solves a problem with CP-SAT, in stages, with progress, a proven bound, and the same plan for the same input."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from ortools.sat.python import cp_model

from cupola.errors import Message, PlanError
from cupola.plan.figures import Money, Robustness
from cupola.plan.objective import Objective
from cupola.plan.polish import Polished, polish
from cupola.plan.problem import Problem
from cupola.plan.reading import strips_of
from cupola.plan.result import Strip
from cupola.plan.robustness import robustness
from cupola.plan.rules import board_of

Stage = Literal["value", "money"]
_FOUND: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)
_FIRST_STAGE: Final = 0.75
"""The share of a time limit that the first stage may take."""
WORKERS: Final = 2
"""Threads of the solver; with interleaved search the result does not depend on it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When to stop.

    Attributes
    ----------
    work : float
        Deterministic work for the first stage, in units of about a second; the second has half of it. Repeatable.
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

    `seconds` have gone by and `left` are left; infinite, when the limit is on work. `money`, and `lead`, the mean
    seconds from the end of a scene to the wrap, are known after the first stage only.
    """

    stage: Stage
    value: int
    bound: int
    seconds: float
    left: float
    money: Money | None = None
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Solution:
    """Strips in time order with their worth.

    `value` and `bound` are those of the first stage; `stop` says in words what ended the search.
    """

    strips: tuple[Strip, ...]
    value: int
    bound: int
    money: Money
    stop: str
    robustness: Robustness


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
    """Find the most valuable schedule, then make it cheaper, then, at that price, have its scenes done earlier.

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
        board = board_of(problem)
        self._model, self._vars = board.model, board.variables
        self._objective = Objective(self._model, problem, self._vars)

    def run(self) -> Solution:
        first, status = self._solve()
        if status not in _FOUND:
            raise PlanError(Message("E501", "no plan was found within the limit", hint="allow more work or time"))
        value = round(first.objective_value)
        bound = min(self._problem.total, math.floor(first.best_objective_bound + 1e-6))
        strips = strips_of(self._problem, self._vars, first)

        def tell(now: Polished) -> None:
            self._tell("money", value, bound, now)

        found = polish(self._problem, strips, self._seed, self._may_go_on, tell)
        why, early = self._why(value, bound), robustness(self._problem, found.strips)
        return Solution(found.strips, value, bound, found.money, why, early)

    def _may_go_on(self, spent: float) -> bool:
        """Say whether there is work, or time, left for the second stage: half as much as for the first, at most."""
        if self._interrupt.asked:
            return False
        if self._stop.seconds is None:
            return spent < self._stop.work / 2
        return time.monotonic() - self._began < self._stop.seconds

    def _tell(self, stage: Stage, value: int, bound: int, now: Polished | None = None) -> None:
        gone = time.monotonic() - self._began
        left = math.inf if self._stop.seconds is None else self._stop.seconds - gone
        known = (now.money, round(now.earliness / max(value, 1))) if now else (None, 0)
        self._on_progress(Progress(stage, value, bound, gone, left, *known))

    def _solve(self) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        """Run the first stage, up to its work, or up to its share of the time limit."""
        self._model.maximize(self._objective.value())
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self._seed
        parameters.num_workers = WORKERS
        parameters.catch_sigint_signal = False  # Ctrl-C belongs to whoever called: see `Interrupt`
        parameters.relative_gap_limit = self._stop.gap
        if self._stop.seconds is None:
            parameters.interleave_search = True
            parameters.max_deterministic_time = self._stop.work
        else:
            parameters.max_time_in_seconds = max(0.5, self._stop.seconds * _FIRST_STAGE)
        watch = _Watch(self._tell, self._problem.total)
        solver.best_bound_callback = watch.bound
        self._interrupt.watch(solver)
        return solver, solver.solve(self._model, watch)

    def _why(self, value: int, bound: int) -> str:
        if value >= bound:
            return "proven best"
        if self._interrupt.asked:
            return "stopped by hand"
        if self._stop.gap and value >= bound * (1 - self._stop.gap):
            return f"within {self._stop.gap:.0%} of the bound"
        if self._stop.seconds is not None:
            return f"after {self._stop.seconds:g} s; another run may give another plan"
        return f"after {self._stop.work:g} units of work"


class _Watch(cp_model.CpSolverSolutionCallback):
    """Turns the solver's callbacks into progress of the first stage."""

    def __init__(self, tell: Callable[[Stage, int, int], None], total: int) -> None:
        super().__init__()
        self._tell, self._value, self._bound = tell, 0, total

    def on_solution_callback(self) -> None:
        self._value = max(self._value, round(self.objective_value))
        self._tell("value", self._value, self._bound)

    def bound(self, bound: float) -> None:
        """Take note of a better bound."""
        self._bound = min(self._bound, math.floor(bound + 1e-6))
        self._tell("value", self._value, self._bound)
