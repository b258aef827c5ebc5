"""The ground part of a production as an instance: its ground scenes, and the cast who are paid by the day.

A scene's shooting length is taken to go with its pages, as a first assistant director does who fills days with eighths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cupola.errors import Message, PlanError
from cupola.plan.order.instance import Instance
from cupola.production.model import Production
from cupola.production.person import Person
from cupola.production.scene import Scene

_CENTS = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day's scenes, and who is in them and who is kept waiting, by id."""

    scenes: tuple[Scene, ...]
    works: frozenset[str]
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground scenes, their paid cast, and the instance they make.

    Attributes
    ----------
    scenes : tuple of Scene
        In the order of the instance's scenes.
    cast : tuple of Person
        In the order of the instance's actors.
    instance : Instance
        Lengths are eighths of a page, pay is US cents a day.
    a_day : int
        Eighths that are shot in a day.
    """

    scenes: tuple[Scene, ...]
    cast: tuple[Person, ...]
    instance: Instance
    a_day: int

    def dollars(self, cost: int) -> float:
        """Give a cost of the instance in US dollars."""
        return cost / (_CENTS * self.a_day)

    def days(self, order: Sequence[int]) -> tuple[Day, ...]:
        """Fill days with an order; a scene that does not fit the rest of a day begins the next one.

        A scene longer than a day has a day of its own.
        """
        filled: list[list[int]] = []
        room = 0
        for s in order:
            length = self.instance.length[s]
            if not filled or length > room:
                filled.append([])
                room = self.a_day
            filled[-1].append(s)
            room -= length
        working = [frozenset(a for s in day for a in self._in(s)) for day in filled]
        return tuple(
            Day(
                tuple(self.scenes[s] for s in day),
                frozenset(self.cast[a].id for a in working[k]),
                frozenset(
                    person.id
                    for a, person in enumerate(self.cast)
                    if a not in working[k] and any(a in one for one in working[:k]) and any(a in o for o in working[k:])
                ),
            )
            for k, day in enumerate(filled)
        )

    def _in(self, scene: int) -> list[int]:
        return [a for a in range(len(self.cast)) if self.instance.cast[scene] >> a & 1]


def ground(production: Production, a_day: int) -> Ground:
    """Give the ground part of a production, at so many eighths of a page a day; of a film without a flight, all of it.

    Raises
    ------
    PlanError
        There is no ground scene, or nobody in one is paid by the day and held (E623); too many of either (E622).
    """
    all_scenes = (scene for scene in production.scenes if scene.lesson is None)
    scenes = tuple(scene for scene in all_scenes if production.flight is None or scene.unit == "ground")
    if not scenes:
        hint = 'a scene of the breakdown is shot on the ground with "unit: ground"'
        raise PlanError(Message("E623", f"{production.title} has no scene of the ground unit", hint=hint))
    cast = tuple(p for p in production.people.values() if p.day_rate and p.holds and any(_plays(p, s) for s in scenes))
    if not cast:
        hint = (
            'give those who play in them a "day_rate" in production.yaml; their "plays" is the name in the screenplay'
        )
        raise PlanError(Message("E623", "nobody in a scene of the ground unit is paid by the day", hint=hint))
    place = {scene.number: s for s, scene in enumerate(scenes)}
    orders = [(place[first], s) for s, scene in enumerate(scenes) for first in _ahead(production, scene) & place.keys()]
    instance = Instance.of(
        [[int(_plays(person, scene)) for scene in scenes] for person in cast],
        [round(person.day_rate * _CENTS) for person in cast],
        [scene.eighths for scene in scenes],
        scenes=[scene.number for scene in scenes],
        actors=[person.name for person in cast],
        before=orders,
    )
    return Ground(scenes, cast, instance, a_day)


def _plays(person: Person, scene: Scene) -> bool:
    return person.plays in scene.speaking or person.id in scene.cast


def _ahead(production: Production, scene: Scene) -> set[str]:
    """Give the scenes that must be shot before one, also by way of scenes of the flight."""
    found: set[str] = set()
    left = [scene.number]
    while left:
        named = set(production.scene[left.pop()].follows)
        left += named - found
        found |= named
    return found - {scene.number}
