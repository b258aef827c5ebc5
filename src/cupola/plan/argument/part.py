"""What a shot asks of its light, part by part: light, view and quiet, each with when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from cupola.clock import SpanSet
from cupola.light import Almanac, Need
from cupola.light.ground import GroundSets
from cupola.plan.model.assemble import exercise_heard
from cupola.plan.model.problem import Problem, Task
from cupola.production import Production

Name = Literal["light", "view", "quiet", "rest"]
NAMES: Final[tuple[Name, ...]] = ("quiet", "rest", "view", "light")
"""The parts, those first that a production decides itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must hold while a camera rolls, and when it does; `rest` is whatever has no name of its own."""

    name: Name
    spans: SpanSet


def parts_of(production: Production, almanac: Almanac | GroundSets, problem: Problem, key: str) -> tuple[Part, ...]:
    """Take apart what a shot asks of its light; where nothing else holds it up, its camera may roll when all hold."""
    shot, task = production.shots[key], problem.tasks[key]
    asked = {name: need for name, need in _needs(shot.need).items() if need is not None}
    found = almanac.opportunities(list(asked.values())) if asked else []
    parts = [Part(name, spans) for name, spans in zip(asked, found, strict=True)]
    if shot.quiet:
        heard = exercise_heard(production.people.values(), production.sets[shot.set])
        parts.append(Part("quiet", SpanSet.of([production.shoot]) - heard))
    return with_rest(task, parts)


def with_rest(task: Task, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Add what keeps a camera from rolling beside the parts, if there is anything: spans are cut by milliseconds."""
    together = task.open
    for part in parts:
        together &= part.spans
    lost = (together - task.rolling).at_least(1.0)
    return (*parts, *((Part("rest", _outside(lost)),) if lost else ()))


def _outside(lost: SpanSet) -> SpanSet:
    return SpanSet([-1e12], [1e12]) - lost


def _needs(need: Need) -> dict[Name, Need | None]:
    """Give light and view of a need, each by itself; a part that it does not ask for is none."""
    light = replace(need, view=None, view_by="any", window=need.window if need.direct else None)
    view = replace(need, light="any", direct=False, sun_from=None, gravity="any", link="any")
    plain = need.light == need.gravity == need.link == "any" and not need.direct and not need.sun_from
    return {"light": None if plain else light, "view": view if need.view else None}
