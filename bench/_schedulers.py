"""What astroplan's schedulers make of the windowed benchmark: value and seconds.

They know one telescope: one thing at a time, and neither people nor scenes. Each shot is a block with the time in which
its light and all its people are there; the crew's changes are transitions; shots of the scenes worth most for their
length come first. Of what comes out, shots that break a rule count for nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.variables import shared_time

NAMES: Final = ("priority", "sequential")
LIMIT: Final = 300.0
"""Seconds after which a scheduler is not waited for any longer."""


@dataclass(frozen=True)
class Scheduled:
    """What a scheduler made: the value of whole scenes, and of shots when each has its part of the scene's."""

    value: int
    parts: float
    shots: int
    seconds: float


def is_there() -> bool:
    """Say whether astroplan is installed."""
    return find_spec("astroplan") is not None


def scheduled(name: str, problem: Problem) -> Scheduled | None:
    """Run a scheduler in a process of its own; None if it was not ready in time."""
    job = {"name": name, **_job(problem)}
    peer = [sys.executable, "-W", "ignore", "-m", "bench.peers.astroplan"]
    root = Path(__file__).parents[1]
    try:
        done = subprocess.run(
            peer, input=json.dumps(job), stdout=subprocess.PIPE, text=True, check=True, cwd=root, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return None
    found = json.loads(done.stdout)
    kept = _legal(problem, found["shots"])
    whole = [scene for scene in problem.scenes if kept.issuperset(scene.tasks)]
    parts = sum(scene.value * len(kept.intersection(scene.tasks)) / len(scene.tasks) for scene in problem.scenes)
    return Scheduled(sum(scene.value for scene in whole), parts, len(kept), found["seconds"])


def _job(problem: Problem) -> dict[str, Any]:
    """Give the shots and the changes between them as astroplan's process reads them."""
    dear = {scene.number: scene.value / sum(_length(problem, k) for k in scene.tasks) for scene in problem.scenes}
    rank = {number: k for k, number in enumerate(sorted(dear, key=lambda number: -dear[number]))}
    kits = {_kit(task): task for task in problem.tasks.values()}
    changes = [[one, other, _gap(problem, a, b)] for one, a in kits.items() for other, b in kits.items()]
    return {
        "days": [[hours.start, hours.stop] for hours in _hours(problem)],
        "shots": [_shot(problem, task, rank[task.scene]) for task in problem.tasks.values()],
        "changes": [change for change in changes if change[2]],
    }


def _hours(problem: Problem) -> list[Span]:
    """Give of each day the span from when the first of the people is free until the last one is."""
    there = SpanSet()
    for worker in problem.workers.values():
        there |= worker.film
    days = [there.clip(day) for day in problem.days]
    return [Span(float(free.starts[0]), float(free.stops[-1])) for free in days if free]


def _shot(problem: Problem, task: Task, rank: int) -> dict[str, Any]:
    fits = _fits(problem, task)
    spans = {"starts": fits.starts.tolist(), "stops": fits.stops.tolist()}
    return {"id": task.id, "length": _length(problem, task.id), "priority": rank, "kit": _kit(task), **spans}


def _length(problem: Problem, key: str) -> int:
    return problem.length(problem.tasks[key], 0, 0)


def _kit(task: Task) -> str:
    return " ".join((task.set, task.rig, *(person for person in task.people if person.startswith("C"))))


def _gap(problem: Problem, one: Task, other: Task) -> int:
    """Give the seconds that those who are in both need between them, at least."""
    both = [person for person in one.people if person in other.people]
    return max((problem.gap(person, one, other) for person in both if person.startswith("C")), default=0)


def _fits(problem: Problem, task: Task) -> SpanSet:
    """Give the time in which the shot may lie: its light, and all its people free."""
    return shared_time(problem, task)[0][1] & task.rolling


def _legal(problem: Problem, shots: Sequence[tuple[str, int]]) -> set[str]:
    """Give the shots that keep their windows, and their changes from those before them that do."""
    kept: list[tuple[Task, float]] = []
    for key, start in sorted(shots, key=lambda shot: shot[1]):
        task = problem.tasks[key]
        stop = start + _length(problem, key)
        clear = all(_apart(problem, one, end, task, start) for one, end in kept)
        if clear and _fits(problem, task).covers(Span(start, stop)):
            kept.append((task, stop))
    return {task.id for task, _ in kept}


def _apart(problem: Problem, one: Task, end: float, other: Task, start: float) -> bool:
    both = [person for person in one.people if person in other.people]
    return all(end + problem.gap(person, one, other) <= start for person in both)
