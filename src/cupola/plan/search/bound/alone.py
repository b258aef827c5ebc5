"""Scenes that cannot be made even when nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem, SceneTask
from cupola.plan.rules import board_of
from cupola.plan.search.solver import solver_of

Watch = Callable[[cp_model.CpSolver], None]
"""Is told of each solver before it runs, so that it can be stopped from outside."""
MayGoOn = Callable[[float], bool]
"""Is told the work since it was last asked; says whether to go on."""

_EACH: Final = 0.2
"""The most work on one scene; a scene that needs more is taken to be possible."""
_MODEL: Final = 0.02
"""The work that making a model counts as."""


def possible(problem: Problem, work: float, seed: int, watch: Watch, may_go_on: MayGoOn) -> Problem:
    """Give the problem without upkeep and without the scenes that are found to be impossible.

    Take the scenes of a legal plan one by one out of it: every rule but one is a limit on what is there, or between two
    that are there, so that what stays is still legal. The exception is upkeep, where the last in a set may put
    it back for the others; it is dropped, and what it forbids is allowed. So a scene that does not fit alone is in no
    plan.

    Parameters
    ----------
    problem : Problem
        The whole problem.
    work : float
        The most deterministic work, shared by all scenes.
    seed : int
        Of the solver.
    watch : callable
        Is told of every solver.
    may_go_on : callable
        Is asked after every scene; those that were not looked at are taken to be possible.
    """
    free = replace(problem, upkeep=None)
    each = min(_EACH, work / max(1, len(problem.scenes)))
    kept, spent, over = [], 0.0, False
    for scene in free.scenes:
        fits = True
        if not over:
            fits, cost = _fits(only(free, [scene]), each, seed, watch)
            spent += cost
            over = not may_go_on(cost) or spent >= work
        kept += [scene] if fits else []
    return only(free, kept)


def only(problem: Problem, scenes: list[SceneTask]) -> Problem:
    """Give the problem of these scenes alone; an order with what is not there is dropped."""
    numbers = {scene.number for scene in scenes}
    keys = {key for scene in scenes for key in scene.tasks}
    return replace(
        problem,
        scenes=tuple(
            replace(scene, after=tuple(n for n in scene.after if n in numbers))
            for scene in problem.scenes
            if scene.number in numbers
        ),
        tasks={
            k: replace(t, after=tuple(a for a in t.after if a in keys)) for k, t in problem.tasks.items() if k in keys
        },
        matches=tuple(one for one in problem.matches if one.task in keys and one.like in keys),
    )


def _fits(problem: Problem, work: float, seed: int, watch: Watch) -> tuple[bool, float]:
    """Say whether all scenes of a problem may fit, and what it took to find that out."""
    board = board_of(problem)
    for done in board.variables.done.values():
        board.model.add(done == 1)
    solver = solver_of(work, seed)
    watch(solver)
    fits = solver.solve(board.model) != cp_model.INFEASIBLE
    return fits, _MODEL + float(solver.deterministic_time)
