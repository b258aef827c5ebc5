"""A part of a plan that is planned anew with the whole model, while everything else stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.rules import Board, board_of
from cupola.plan.search.objective import Objective
from cupola.plan.search.solver import solver_of

Watch = Callable[[cp_model.CpSolver], None]
"""Is told of each solver before it runs, so that it can be stopped from outside."""

_FOUND: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)
STEP: Final = 0.25
"""The work that making a part's model counts as: about what it takes in seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is planned anew: these tasks, each anywhere, or only within these spans."""

    tasks: frozenset[str]
    within: SpanSet | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What planning a part anew gave: better strips, or None; the work; whether the search came to its end."""

    strips: tuple[Strip, ...] | None
    work: float
    ended: bool


def worth(problem: Problem, strips: Iterable[Strip]) -> int:
    """Give the value of the scenes that are in."""
    numbers = {strip.scene for strip in strips}
    return sum(scene.value for scene in problem.scenes if scene.number in numbers)


def better(
    problem: Problem, strips: Sequence[Strip], part: Part, work: float, seed: int, watch: Watch = lambda _: None
) -> Outcome:
    """Plan a part of a plan anew for more value.

    Parameters
    ----------
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        A legal plan of whole scenes.
    part : Part
        What to plan anew. Of a scene whose tasks are not all in it, the other strips go too if those do not come back.
    work : float
        The most deterministic work of the solver.
    seed : int
        Where its search begins.
    watch : callable
        Is told of the solver.
    """
    loose = {strip.shot: strip for strip in strips if strip.shot in part.tasks}
    kept = [strip for strip in strips if strip.shot not in loose]
    small = _within(remaining(problem, kept, part.tasks), part.within)
    board = board_of(small)
    value = Objective(board.model, small, board.variables).value()
    board.model.add(value >= worth(small, loose.values()) + 1)
    board.model.maximize(value)
    hint(board, loose.values())
    solver = solver_of(work, seed)
    watch(solver)
    status = solver.solve(board.model)
    spent, ended = STEP + float(solver.deterministic_time), status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status not in _FOUND:
        return Outcome(None, spent, ended)
    found = strips_of(small, board.variables, solver)
    gone = {strip.scene for strip in loose.values()} - {strip.scene for strip in found}
    left = [strip for strip in (*kept, *found) if strip.scene not in gone]
    return Outcome(tuple(sorted(left, key=lambda strip: (strip.span.start, strip.shot))), spent, ended)


def legal(problem: Problem, strips: Sequence[Strip], work: float, watch: Watch = lambda _: None) -> tuple[Strip, ...]:
    """Give a legal plan of the most valuable of these scenes, each shot where it is.

    Parameters
    ----------
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        Whole scenes, placed by something that does not know every rule.
    work : float
        The most deterministic work of the solver.
    """
    small = remaining(problem, (), [strip.shot for strip in strips])
    spans = {strip.shot: SpanSet.of([strip.span]) for strip in strips}
    tasks = {k: replace(t, open=t.open & spans[k], rolling=t.rolling & spans[k]) for k, t in small.tasks.items()}
    small = replace(small, tasks=tasks)
    board = board_of(small)
    board.model.maximize(Objective(board.model, small, board.variables).value())
    hint(board, strips)
    solver = solver_of(work, 1)
    watch(solver)
    return strips_of(small, board.variables, solver) if solver.solve(board.model) in _FOUND else ()


def hint(board: Board, strips: Iterable[Strip]) -> None:
    """Hint a model at strips, and that what is not among them is out."""
    placed = {strip.shot: strip for strip in strips}
    scenes = {strip.scene for strip in placed.values()}
    for number, done in board.variables.done.items():
        board.model.add_hint(done, int(number in scenes))
    for one in board.variables.all_passes:
        if one.task.id in placed:
            there = placed[one.task.id].passes[one.index]
            at = round(there.span.start - board.problem.origin)
            board.model.add_hint(one.start, at)
            for person, literal in one.escorts.items():
                board.model.add_hint(literal, int(person == there.escort))


def _within(problem: Problem, spans: SpanSet | None) -> Problem:
    if spans is None:
        return problem
    tasks = {k: replace(t, open=t.open & spans, rolling=t.rolling & spans) for k, t in problem.tasks.items()}
    return replace(problem, tasks=tasks)
