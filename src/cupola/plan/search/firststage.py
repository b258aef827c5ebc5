"""The first stage of the search: the most valuable plan that can be found, and how much better any plan could be.

Small boards are solved whole. For larger ones the compiled search of `timetable` makes drafts, and the model mends the
best of them. If the whole model then comes near to a proof it goes on; else drafts are looked for further. What is best
by then is improved part by part; where the whole model came near to no proof, one thread looks for a better bound
meanwhile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from ortools.sat.python import cp_model

from cupola.errors import Message, PlanError
from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from cupola.plan.search.bound import upper_bound
from cupola.plan.search.bound.totals import within_totals
from cupola.plan.search.improve import improve
from cupola.plan.search.objective import Objective
from cupola.plan.search.part import Part, better, hint, legal, worth
from cupola.plan.search.stop import WORKERS, Budget, Interrupt
from cupola.plan.search.timetable.draft import Drafts

SMALL: Final = 40
"""Passes; so few are solved whole, and to the end."""
_LARGE: Final = 4000
"""Passes times days; with more, making the whole model alone takes minutes."""
_DRAFTED, _TRIED = 0.15, 0.25
"""Up to which part of the budget drafts are looked for, and the whole model is tried."""
_DRAFTING: Final = 10.0
"""The most seconds, or units of work, for drafts before the whole model is tried."""
_WHOLE, _DRAFTED_ON = 0.75, 0.75
"""Up to which part the whole model goes on where that came near to a proof, and drafts are looked for where not."""
_NEAR: Final = 0.2
"""The gap with which the whole model is worth going on with: of a gap of 16 % it left 2 %, and drafts left 10 %."""
_CHOICES: Final = 2.5e7
"""How many choices of passes the compiled search goes through in a unit of work, about, on each thread."""
_ROUNDS: Final = (1000, 20_000)
"""The least rounds of a turn, since of many choices it tries a part, and what is learnt after it takes as long as 300;
and the most, since of few choices it tries each again and again."""

_SURE: Final = 1e-6
"""By which part of it the value that all the time allows may be off: it is worked out with floats."""

Tell = Callable[[int, int], None]
"""Is told a value and a bound."""


@dataclass(frozen=True, slots=True)
class First:
    """What the first stage found: strips, their value, and what no plan can exceed."""

    strips: tuple[Strip, ...]
    value: int
    bound: int


class FirstStage:
    """The first stage of a search.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    budget : Budget
        What may be spent.
    seed : int
        The same seed, problem and work give the same plan.
    interrupt : Interrupt
        Ends the search early.
    tell : callable
        Is told of better values and bounds.
    """

    def __init__(self, problem: Problem, budget: Budget, seed: int, interrupt: Interrupt, tell: Tell) -> None:
        self._problem, self._budget, self._seed, self._interrupt = problem, budget, seed, interrupt
        self._tell = tell
        self._best: tuple[Strip, ...] = ()
        self._value, self._bound = 0, min(problem.total, math.floor(within_totals(problem) + _SURE * problem.total))

    def run(self) -> First:
        """Search.

        Raises
        ------
        PlanError
            No plan at all keeps the rules, not even an empty one, or the search was stopped before it had a plan.
        """
        passes = sum(len(task.passes) for task in self._problem.tasks.values())
        if passes <= SMALL:
            if not self._solve_whole(1.0):
                self._build()
            return self._first()
        is_large = passes * len(self._problem.days) > _LARGE
        drafts = Drafts(self._problem, self._seed, WORKERS)
        self._draft(drafts, 0.0 if is_large else min(_DRAFTING, self._budget.until(_DRAFTED)))
        if not is_large and self._may_go_on():
            self._solve_whole(_TRIED)
        if self._may_go_on():
            if self._value >= self._bound * (1 - _NEAR) and not is_large:
                self._solve_whole(_WHOLE)
                self._improve(WORKERS)
            else:
                self._draft(drafts, self._budget.until(_DRAFTED_ON), often=not is_large)
                self._improve_and_bound()
        if not self._best and self._interrupt.asked:
            raise PlanError(Message("E501", "the search was stopped before it had a plan", hint="give it more time"))
        return self._first()

    def _first(self) -> First:
        return First(self._best, self._value, self._bound)

    def _may_go_on(self) -> bool:
        near = self._value < self._bound * (1 - self._budget.stop.gap)
        return near and self._budget.gone < 1 and not self._interrupt.asked

    def _keep(self, strips: Sequence[Strip]) -> None:
        """Keep a plan that is worth more than the best so far."""
        value = worth(self._problem, strips)
        if value > self._value:
            self._best, self._value = tuple(strips), value
            self._tell(self._value, self._bound)

    def _solve_whole(self, part: float) -> bool:
        """Solve the whole model, up to a part of the budget; say whether that gave a plan."""
        board = board_of(self._problem)
        board.model.maximize(Objective(board.model, self._problem, board.variables).value())
        hint(board, self._best)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self._seed
        parameters.num_workers = WORKERS
        parameters.catch_sigint_signal = False  # Ctrl-C belongs to whoever called: see `Interrupt`
        parameters.relative_gap_limit = self._budget.stop.gap
        if self._budget.timed:
            parameters.max_time_in_seconds = max(0.5, self._budget.until(part))
        else:
            parameters.interleave_search = True
            parameters.max_deterministic_time = self._budget.until(part)
        watch = _Watch(self._tell, self._value, self._bound)
        solver.best_bound_callback = watch.bound
        self._interrupt.watch(solver)
        status = solver.solve(board.model, watch)
        self._budget.spend(float(solver.deterministic_time))
        if status == cp_model.INFEASIBLE:
            raise PlanError(Message("E501", "no plan keeps the rules, not even an empty one"))
        self._bound = watch.lowest  # what the solver itself gives is 0 when it found no plan
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        self._lower(math.floor(solver.best_objective_bound + 1e-6))
        self._keep(strips_of(self._problem, board.variables, solver))
        return True

    def _build(self) -> None:
        """Put scene after scene into a plan, the most valuable first: what is had when the model got nowhere."""
        for scene in sorted(self._problem.scenes, key=lambda scene: -scene.value):
            found = better(self._problem, self._best, Part(frozenset(scene.tasks)), 1.0, self._seed)
            self._keep(found.strips or ())

    def _draft(self, drafts: Drafts, units: float, often: bool = True) -> None:
        """Look for drafts for so many seconds, or units of work, and mend the best; if `often`, now and then before."""
        rounds = min(max(_ROUNDS[0], math.ceil(_CHOICES / max(1, drafts.size))), _ROUNDS[1])
        left, turns = units, 0
        while True:
            begun = self._budget.gone
            value = drafts.improve(rounds)
            self._budget.spend(1.0)
            turns += 1
            left -= (self._budget.gone - begun) * self._budget.whole
            over = left <= 0 or self._interrupt.asked or value >= self._problem.total
            if value > self._value and (over or (often and turns.bit_count() == 1)):
                self._keep(legal(self._problem, drafts.strips(), self._budget.whole, self._interrupt.watch))
            if over:
                return

    def _improve(self, threads: int) -> None:
        """Plan parts anew until the budget is gone."""

        def may_go_on(work: float) -> bool:
            self._budget.spend(work)
            return self._may_go_on()

        if self._may_go_on():
            improve(
                self._problem,
                self._best,
                self._seed,
                may_go_on,
                self._keep,
                threads=threads,
                watch=self._interrupt.watch,
            )

    def _improve_and_bound(self) -> None:
        """Plan parts anew in all threads but one, which looks for a bound; neither knows what the other finds.

        So what comes out for an amount of work is the same each time; with a limit of time nothing is lost by looking.
        """

        def lower(bound: int) -> None:
            if self._budget.timed:
                self._lower(bound)

        def may_go_on(_: float) -> bool:
            if self._budget.timed:
                return self._may_go_on()
            return self._value < self._problem.total and not self._interrupt.asked

        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(
                upper_bound, self._problem, self._budget.until(1.0), self._seed, lower, self._interrupt.watch, may_go_on
            )
            self._improve(WORKERS - 1)
            self._lower(found.result())

    def _lower(self, bound: int) -> None:
        """Take note of a bound."""
        if bound < self._bound:
            self._bound = bound
            self._tell(self._value, self._bound)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Turns the solver's callbacks into progress of the first stage."""

    def __init__(self, tell: Tell, value: int, bound: int) -> None:
        super().__init__()
        self._tell, self._value, self.lowest = tell, value, bound

    def on_solution_callback(self) -> None:
        self._value = max(self._value, round(self.objective_value))
        self._tell(self._value, self.lowest)

    def bound(self, bound: float) -> None:
        """Take note of a better bound."""
        self.lowest = min(self.lowest, math.floor(bound + 1e-6))
        self._tell(self._value, self.lowest)
