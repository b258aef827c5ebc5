"""Reasons: what may stand in the way of a shot, one named thing at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, Final, Literal

from cupola.plan.argument.part import NAMES, Part, with_rest
from cupola.plan.argument.trial import Trial
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.production import Event

Kind = Literal[
    "strip",
    "lock",
    "shot",
    "gear",
    "camera",
    "order",
    "scene order",
    "match",
    "rule",
    "pause",
    "own rule",
    "hours",
    "private",
    "event",
    "escort",
    "open",
    "day",
    "quiet",
    "rest",
    "view",
    "light",
]
KINDS: Final[tuple[Kind, ...]] = (
    *("strip", "lock", "shot", "gear", "camera", "order", "scene order", "match", "rule", "pause", "own rule"),
    *("hours", "private", "event", "escort", "open", "day", "quiet", "rest", "view", "light"),
)  # fmt: skip
"""The kinds of reasons, those first that a production changes most easily."""

NO_RULES: Final = frozenset(
    {"alike", "gear", "least_pass", "pass_gap", "revolutions", "matches", "rigging", "standing"}
)
"""What a problem need not be given and is no rule, or a rule of its own kind here."""
NO_OWN_RULES: Final = frozenset({"price", "private_price", "day_rate", "holds", "travels"})
"""The same of a worker: what they cost."""


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One thing that stands in the way, and that could be otherwise.

    Attributes
    ----------
    kind : str
        What it is: one of `KINDS`.
    about : str
        The shot, scene, person, set, camera or gear that it is about, by its id; of an event its place in the list, of
        a rule its name in the problem.
    other : str
        The shot or scene that must come before, or be matched; of a person's own rule its name in the worker.
    day : int
        The day of the problem, for what belongs to a day; else -1.
    """

    kind: Kind
    about: str = ""
    other: str = ""
    day: int = -1


def reasons_of(trial: Trial, keys: tuple[str, ...]) -> list[Reason]:
    """Give everything named that may keep some shots of a scene out of a plan, by kind in the order of `KINDS`."""
    tasks = [trial.problem.tasks[key] for key in keys]
    found = [
        *_strips(trial, keys),
        *(Reason("lock", task.id) for task in tasks if task.lock),
        *(Reason("shot", key) for key in keys if len(keys) > 1),
        *_stage(tasks),
        *(Reason("rule", name) for name in rules_of(trial.problem)),
        *_order(trial, keys),
        *_people(trial, tasks),
        *_events(trial, tasks),
        *_parts(trial, tasks),
    ]
    return sorted(dict.fromkeys(found), key=lambda reason: (KINDS.index(reason.kind), reason))


def rules_of(problem: Problem) -> dict[str, Any]:
    """Give the rules that hold in a problem, by field, each with the value that means no such rule."""
    return _set(problem, NO_RULES)


def own_rules_of(worker: Worker) -> dict[str, Any]:
    """Give the rules that hold for one person, by field, each with the value that means no such rule."""
    return _set(worker, NO_OWN_RULES)


def _set(value: Problem | Worker, but: frozenset[str]) -> dict[str, Any]:
    usual = {one.name: _default(one) for one in fields(value) if one.name not in but}
    return {name: none for name, none in usual.items() if none is not MISSING and getattr(value, name) != none}


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def parts_of_task(trial: Trial, task: Task) -> tuple[Part, ...]:
    """Give the parts of a task's light; where none are known, all of it is one."""
    return trial.parts.get(task.id) or with_rest(task, ())


def takes_time_of(event: Event, person: str) -> bool:
    """Say whether an event takes somebody's time to film."""
    return event.stops_filming or person in event.people


def closes(event: Event, place: str) -> bool:
    """Say whether an event closes a set."""
    return event.stops_filming or place in event.sets


def _strips(trial: Trial, keys: tuple[str, ...]) -> Iterator[Reason]:
    return (Reason("strip", strip.shot) for strip in trial.ahead if strip.shot not in keys)


def _stage(tasks: Iterable[Task]) -> Iterator[Reason]:
    for task in tasks:
        if task.camera:
            yield Reason("camera", task.camera)
        yield from (Reason("gear", key) for key, _ in task.gear)
        yield Reason("open", task.set)
        if task.escorts:
            yield Reason("escort", task.id)
        if len(task.passes) > 1:
            yield Reason("pause")


def _order(trial: Trial, keys: tuple[str, ...]) -> Iterator[Reason]:
    """Give what must come before or after the shots and is planned, or is one of them; and what must match them."""
    there = {strip.shot for strip in trial.strips} | set(keys)
    scenes = {trial.problem.tasks[key].scene for key in there}
    for task in trial.problem.tasks.values():
        if task.id in there:
            yield from (Reason("order", task.id, k) for k in task.after if k in there and {k, task.id} & set(keys))
    own = {trial.problem.tasks[key].scene for key in keys}
    for scene in trial.problem.scenes:
        if scene.number in scenes:
            pairs = (n for n in scene.after if n in scenes and {n, scene.number} & own)
            yield from (Reason("scene order", scene.number, number) for number in pairs)
    for one in trial.problem.matches:
        if {one.task, one.like} <= there and {one.task, one.like} & set(keys):
            yield Reason("match", one.task, one.like)


def _people(trial: Trial, tasks: list[Task]) -> Iterator[Reason]:
    cast = dict.fromkeys(person for task in tasks for person in task.people)
    everyone = dict.fromkeys((*cast, *(person for task in tasks for person in task.escorts)))
    for person in everyone:
        for day in range(len(trial.problem.days)):
            yield Reason("hours", person, day=day)
            yield Reason("day", person, day=day)
        yield from (Reason("own rule", person, name) for name in own_rules_of(trial.problem.workers[person]))
    yield from (Reason("private", person) for person in cast if trial.problem.workers[person].private)


def _events(trial: Trial, tasks: list[Task]) -> Iterator[Reason]:
    sets = {task.set for task in tasks}
    people = {person for task in tasks for person in (*task.people, *task.escorts)}
    for index, event in enumerate(trial.production.events):
        if event.stops_filming or event.people & people or event.sets & sets:
            yield Reason("event", str(index))


def _parts(trial: Trial, tasks: list[Task]) -> Iterator[Reason]:
    for task in tasks:
        names = {part.name for part in parts_of_task(trial, task)}
        yield from (Reason(name, task.id) for name in NAMES if name in names)
