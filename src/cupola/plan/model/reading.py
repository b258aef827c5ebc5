"""Reads strips off a solved model."""

from __future__ import annotations

from ortools.sat.python import cp_model

from cupola.clock import Span
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.variables import PassVar, Variables
from cupola.plan.result import Pass, Strip


def strips_of(problem: Problem, variables: Variables, found: cp_model.CpSolver) -> tuple[Strip, ...]:
    """Give the strips of the scenes that are in, in time order."""
    strips = [
        _strip(problem, found, passes) for passes in variables.passes.values() if found.boolean_value(passes[0].present)
    ]
    return tuple(sorted(strips, key=lambda strip: (strip.span.start, strip.shot)))


def _strip(problem: Problem, found: cp_model.CpSolver, passes: tuple[PassVar, ...]) -> Strip:
    task = passes[0].task
    made = tuple(_pass(problem, found, one) for one in passes)
    return Strip(task.id, task.scene, task.set, task.people, task.camera, made)


def _pass(problem: Problem, found: cp_model.CpSolver, one: PassVar) -> Pass:
    cell = next(cell for cell in one.cells if found.boolean_value(cell.literal))
    escort = next((person for person, literal in one.escorts.items() if found.boolean_value(literal)), None)
    start = problem.origin + found.value(one.start)
    return pass_at(problem, one.task, one.index, cell.day, start, escort, again=cell.again)


def pass_at(
    problem: Problem, task: Task, index: int, day: int, start: float, escort: str | None, *, again: bool = False
) -> Pass:
    """Give pass `index` of a task that starts at an instant of a day, and may set up `again`."""
    setup, slot = problem.lead(task, index, day, again=again), problem.take_slot(task, day)
    first = start + setup
    takes = tuple(Span(first + k * slot, first + k * slot + round(task.take)) for k in range(task.passes[index]))
    return Pass(Span(start, first) if setup else None, takes, escort)
