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

_EACH: Final = 0.2
"""The most work on one scene; a scene that needs more is taken to be possible."""
_MODEL: Final = 0.02
"""The work that making a model counts as."""


def possible(problem: Problem, work: float, seed: int, watch: Watch) -> tuple[Problem, float]:
    """Give the problem without scenes that are impossible, without upkeep, and the work that it took to find them.

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
    """
    free = replace(problem, upkeep=None)
    each = min(_EACH, work / max(1, len(problem.scenes)))
    kept, spent = [], 0.0
    for scene in free.scenes:
        fits, cost = _fits(only(free, [scene]), each, seed, watch) if spent < work else (True, 0.0)
        spent += cost
        kept += [scene] if fits else []
    return only(free, kept), spent


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
