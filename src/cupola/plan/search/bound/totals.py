"""What all scenes together need of people's and sets' time, against all that there is of it."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.linear_solver import pywraplp

from cupola.clock import Span
from cupola.plan.model.problem import Problem, Task


def within_totals(problem: Problem) -> float:
    """Give a value that no plan exceeds whose people and sets are busy for no longer than they are there.

    A linear program: a part of each scene, so that everybody's passes, each as short as on any day, take no longer than
    all their time, and those in a set than it is open. A plan gives such parts, all or nothing of each scene.
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    parts = {scene.number: solver.NumVar(0.0, 1.0, "") for scene in problem.scenes}
    rooms = {key: solver.Constraint(-solver.infinity(), room) for key, room in _rooms(problem)}
    scenes = {key: scene.number for scene in problem.scenes for key in scene.tasks}
    needs: dict[tuple[tuple[str, str], str], float] = {}
    for task in problem.tasks.values():
        for key in (*(("person", person) for person in dict.fromkeys(task.people)), ("set", task.set)):
            row = key, scenes[task.id]
            needs[row] = needs.get(row, 0.0) + _shortest(problem, task)
    for (key, number), seconds in needs.items():
        rooms[key].SetCoefficient(parts[number], seconds)
    objective = solver.Objective()
    for scene in problem.scenes:
        objective.SetCoefficient(parts[scene.number], float(scene.value))
    objective.SetMaximization()
    return float(objective.Value()) if solver.Solve() == solver.OPTIMAL else float(problem.total)


def _shortest(problem: Problem, task: Task) -> float:
    """Give the fewest seconds for which people are busy with all passes of a task."""
    days = range(len(problem.days))
    return sum(min(problem.length(task, index, day) for day in days) for index in range(len(task.passes)))


def _rooms(problem: Problem) -> Iterator[tuple[tuple[str, str], float]]:
    """Give by person and set how many seconds of passes there is room for, rounded up by a second for each stretch."""
    whole = Span(problem.days[0].start, problem.days[-1].stop)
    for person, worker in problem.workers.items():
        days = [limit for limit, day in zip(worker.film_limit, problem.days, strict=True) if worker.film.clip(day)]
        lent = min(worker.private_total, worker.private_limit * len(problem.days))
        yield ("person", person), min(worker.free.total + len(worker.free), sum(days) + lent)
    for key in {task.set for task in problem.tasks.values()}:
        opened = [task.open for task in problem.tasks.values() if task.set == key]
        time = opened[0]
        for one in opened[1:]:
            time = time if one == time else time | one
        yield ("set", key), max(time.clip(whole).total, 0.0) + len(time)
