"""A scene that was left out on trial: does it fit into the plan, under other rules or beside other strips?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.argument.part import Part
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Problem, SceneTask, Task
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from cupola.plan.search.solver import solver_of
from cupola.plan.search.stop import Budget, Stop
from cupola.plan.wording import date_words
from cupola.production import Production

WORK: Final = 2.0
"""Deterministic seconds that a single trial may take."""
ANSWER: Final = 30.0
"""Deterministic work, in units of about a second, that the arguments and changes of a scene may take together."""
STRIP: Final = 0.0002
"""What a trial is counted for each strip that it is made beside: a hundred strips in 12 days take 25 ms."""
DAY: Final = 0.0004
"""What it is counted for each day: as measured, 245 strips in 135 days take 0.1 s."""
_FITS: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True)
class Trial:
    """A scene that was left out, and the plan that it should fit into.

    Attributes
    ----------
    production : Production
        For names.
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        The plan's strips, which stay.
    scene : SceneTask
        The scene to bring in.
    parts : mapping of str to tuple of Part
        By shot, what it asks of its light, part by part; a shot without is taken as asking all that it does at once.
    now : float
        The instant until which the shoot is known: nothing is changed before it.
    locks : mapping of str to str
        By shot that a lock holds, in which file and line; of one that is not named, only the document is told.
    budget : Budget
        The work that all trials together may take.
    """

    production: Production
    problem: Problem
    strips: Sequence[Strip]
    scene: SceneTask
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    now: float = -math.inf
    locks: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=lambda: budget_of(ANSWER), repr=False, compare=False)

    @property
    def is_over(self) -> bool:
        """Whether all work is used up: then nothing more is tried."""
        return self.budget.gone >= 1.0

    def begin(self) -> bool:
        """Take note of one more trial; say whether there is work left for it."""
        may = not self.is_over
        self.budget.spend(STRIP * len(self.strips) + DAY * len(self.problem.days))
        return may

    def fits(self, problem: Problem | None = None, strips: Sequence[Strip] | None = None) -> bool:
        """Say whether the scene fits into the plan, under a changed problem or beside other strips."""
        if self.is_over:
            return False
        rest = remaining(problem or self.problem, self.strips if strips is None else strips, self._keys(problem))
        return feasible(rest, self)

    def placed(self, problem: Problem | None = None) -> tuple[Strip, ...]:
        """Give strips of the scene that fit into the plan, under a changed problem; none when it does not fit."""
        return placed(remaining(problem or self.problem, self.strips, self._keys(problem)), self)

    def _keys(self, problem: Problem | None) -> tuple[str, ...]:
        """Give the tasks of the scene, in a changed problem as they are there."""
        if problem is None:
            return self.scene.tasks
        return next(scene.tasks for scene in problem.scenes if scene.number == self.scene.number)

    def name(self, person: str) -> str:
        """Give a person's name."""
        return self.production.people[person].name

    def date(self, day: int) -> str:
        """Give the date of a day of the problem."""
        return date_words(self.problem.days[day].start, self.production.crew_offset)

    @property
    def ahead(self) -> tuple[Strip, ...]:
        """The strips of the plan that are not begun."""
        return strips_ahead(self.problem, self.strips)

    @property
    def tasks(self) -> list[Task]:
        """The tasks of the scene."""
        return [self.problem.tasks[key] for key in self.scene.tasks]

    @property
    def people(self) -> list[str]:
        """Who is in the scene, escorts not counted."""
        return list(dict.fromkeys(person for task in self.tasks for person in task.people))

    @property
    def escorts(self) -> list[str]:
        """Who may escort in the scene."""
        return list(dict.fromkeys(person for task in self.tasks for person in task.escorts))


def strips_ahead(problem: Problem, strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Give the strips that are not begun: what is begun counts for no scene of the problem any more."""
    ahead = {key for scene in problem.scenes for key in scene.tasks}
    return tuple(strip for strip in strips if strip.shot in ahead)


def budget_of(work: float) -> Budget:
    """Give a budget of deterministic work, in units of about a second."""
    return Budget(Stop(work=work), 1.0)


def feasible(problem: Problem, trial: Trial | None = None) -> bool:
    """Say whether all scenes of a (small) problem can be planned together, as far as it is found out in time."""
    return verdict(problem, trial) is True


def verdict(problem: Problem, trial: Trial | None = None) -> bool | None:
    """Say whether all scenes of a (small) problem can be planned together; None, when the work was not enough.

    The work is noted in the budget of a trial, if one is given.
    """
    if trial is not None and not trial.begin():
        return None
    if not all(first_pass(problem, task) for task in problem.tasks.values()):
        return False  # for its light, set and people alone: no model is needed for that
    board = board_of(problem)
    if any(not one.cells for one in board.variables.all_passes):
        return False
    board.model.add_bool_and(list(board.variables.done.values()))
    status = solved(board.model, solver_of(WORK), trial)
    if status in _FITS:
        return True
    return False if status == cp_model.INFEASIBLE else None


def placed(problem: Problem, trial: Trial | None = None) -> tuple[Strip, ...]:
    """Plan all scenes of a (small) problem together; nothing when that is not possible, or not found in time."""
    if trial is not None and not trial.begin():
        return ()
    board = board_of(problem)
    if any(not one.cells for one in board.variables.all_passes):
        return ()
    board.model.add_bool_and(list(board.variables.done.values()))
    solver = solver_of(WORK)
    if solved(board.model, solver, trial) not in _FITS:
        return ()
    return strips_of(problem, board.variables, solver)


def solved(model: cp_model.CpModel, solver: cp_model.CpSolver, trial: Trial | None) -> cp_model.CpSolverStatus:
    """Solve within what is left of the budget of a trial, if there is one; unknown if nothing is left of it."""
    if trial is None:
        return solver.solve(model)
    left = trial.budget.until(1.0)
    if left <= 0:
        return cp_model.UNKNOWN
    solver.parameters.max_deterministic_time = min(left, solver.parameters.max_deterministic_time)
    status = solver.solve(model)
    trial.budget.spend(float(solver.deterministic_time))
    return status


def value_price(trial: Trial) -> float:
    """Give the seconds of crew time that the plan spends on a unit of value."""
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    worth = sum(values[number] for number in {strip.scene for strip in trial.strips})
    spent = sum(p.span.length * len(s.everyone) for s in trial.strips for p in s.passes)
    return spent / worth if worth else 60.0
