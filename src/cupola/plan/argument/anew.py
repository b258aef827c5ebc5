"""What a scene that was left out would cost if everything might move: the plan made anew with the scene in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.argument.remedies import Change, Trial, value_price
from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import day_of, remaining
from cupola.plan.model.variables import Variables
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from cupola.plan.search.objective import Objective
from cupola.plan.search.solve import WORKERS
from cupola.plan.search.solver import solver_of
from cupola.plan.wording import listing
from cupola.units import counted

_WORK: Final = 15.0
"""Deterministic work, in units of about a second: a plan of a hundred shots is proven best again in less."""
_MOST_SHOTS: Final = 160
"""A longer board is not made anew for one scene: to make its model alone takes minutes."""


def anew(trial: Trial) -> Change | None:
    """Find the best plan that has the scene in it, starting from the one there is; None when there is none.

    None also for a board of more than 160 shots, which takes minutes: that is left to planning.

    The cost is what is lost of the film, at the crew time that the plan spends on a unit of value.
    """
    ahead = {strip.shot for strip in trial.ahead}
    begun = [strip for strip in trial.strips if strip.shot not in ahead]
    tasks = [key for scene in trial.problem.scenes for key in scene.tasks]
    if len(tasks) > _MOST_SHOTS:
        return None
    problem = remaining(trial.problem, begun, tasks) if begun else trial.problem
    board = board_of(problem)
    model, variables = board.model, board.variables
    model.add(variables.done[trial.scene.number] == 1)
    model.maximize(Objective(model, problem, variables).value())
    _hint(model, variables, trial)
    solver = solver_of(_WORK, threads=WORKERS)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return _change(trial, strips_of(problem, variables, solver))


def _hint(model: cp_model.CpModel, variables: Variables, trial: Trial) -> None:
    planned = {strip.shot: strip for strip in trial.strips}
    scenes = {strip.scene for strip in trial.strips} | {trial.scene.number}
    for number, done in variables.done.items():
        model.add_hint(done, number in scenes)
    for one in variables.all_passes:
        if one.task.id in planned:
            at = planned[one.task.id].passes[one.index].span.start
            model.add_hint(one.start, round(at - trial.problem.origin))


def _change(trial: Trial, strips: Sequence[Strip]) -> Change:
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    before, after = (_whole(trial.problem, plan) for plan in (trial.strips, strips))
    out = [number for number in values if number in before - after]
    come = [number for number in values if number in after - before]
    lost, won = (sum(values[number] for number in numbers) for numbers in (out, come))
    days = {strip.shot: day_of(trial.problem, strip.span.start) for strip in trial.strips}
    moved = sum(days.get(s.shot, day) != day for s in strips for day in [day_of(trial.problem, s.span.start)])
    words = f"{_scenes(out)} given up for {_scenes(come, verb='')}" if out else f"{_scenes(come)} brought in"
    days_change = f"{counted(moved, 'shot')} move{'s' if moved == 1 else ''} to another day"
    text = f"the plan is made anew: {words} (worth {lost} against {won}); {days_change}"
    return Change(
        text, max(0.0, lost - won) * value_price(trial), "anew", _scenes(out, verb="") if out else "", (), tuple(strips)
    )


def _whole(problem: Problem, strips: Iterable[Strip]) -> set[str]:
    """Give the scenes that strips have whole; of what is begun only the rest counts."""
    there = {strip.shot for strip in strips}
    return {scene.number for scene in problem.scenes if scene.tasks and there.issuperset(scene.tasks)}


def _scenes(numbers: Sequence[str], verb: str | None = None) -> str:
    many = len(numbers) > 1
    verb = (" are" if many else " is") if verb is None else verb
    return f"scene{'s' if many else ''} {listing(numbers)}{verb}"
