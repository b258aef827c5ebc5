"""A scene on trial before a small plan that was made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

from cupola.clock import Span, SpanSet
from cupola.light import Need
from cupola.plan.argument.trial import Trial
from cupola.plan.model.problem import Problem, Task
from cupola.plan.result import Pass, Strip
from cupola.production import Event, Production
from tests.plan.boards import MINUTE, START


def strip(task: Task, minute: float, escort: str | None = None, *, lock: bool = False) -> Strip:
    """Give the strip of a task of one pass that begins at a minute of the first day."""
    start = START + minute * MINUTE
    takes = tuple(
        Span(first, first + task.take)
        for k in range(task.passes[0])
        for first in [start + task.setup + k * (task.take + task.reset)]
    )
    setup = Span(start, start + task.setup) if task.setup else None
    return Strip(task.id, task.scene, task.set, task.people, task.camera, (Pass(setup, takes, escort),), lock)


def event(what: str, start: float, stop: float, *people: str, sets: Sequence[str] = (), stops: bool = False) -> Event:
    """Give an event; times in minutes of the first day."""
    span = Span(START + start * MINUTE, START + stop * MINUTE)
    return Event(what, span, frozenset(people), frozenset(sets), stops, attitude_lost=False)


def production(problem: Problem, events: Sequence[Event] = (), **sets: SpanSet) -> Production:
    """Give as much of a production as an argument asks for: everybody free all day, sets open when they are said to."""
    shoot = Span(problem.days[0].start, problem.days[-1].stop)

    def person(key: str) -> Any:
        film = problem.workers[key].film
        return SimpleNamespace(
            id=key, name=key.title(), blocks=(), time=lambda *kinds: film if "film" in kinds else SpanSet()
        )

    people = {key: person(key) for key in problem.workers}
    places = {task.set for task in problem.tasks.values()}
    return cast(
        Production,
        SimpleNamespace(
            events=tuple(events),
            people=people,
            name_of=lambda key: people[key].name if key in people else key,
            sets={
                key: SimpleNamespace(id=key, name=key.upper(), open=sets.get(key, SpanSet.of([shoot])))
                for key in places
            },
            cameras={key: SimpleNamespace(model=f"camera {key}") for key in problem.cameras},
            shots={
                key: SimpleNamespace(id=key, scene=task.scene, need=Need(light="eclipse"), quiet=False, match=None)
                for key, task in problem.tasks.items()
            },
            scene={},
            gear={key: SimpleNamespace(name=f"{key} panel") for key in problem.gear},
            crew_offset=0.0,
            shoot=shoot,
        ),
    )


def trial(
    problem: Problem,
    strips: Sequence[Strip],
    number: str,
    events: Sequence[Event] = (),
    opened: Mapping[str, SpanSet] | None = None,
) -> Trial:
    """Put a scene on trial before a plan."""
    scene = next(scene for scene in problem.scenes if scene.number == number)
    return Trial(production(problem, events, **(opened or {})), problem, strips, scene)
