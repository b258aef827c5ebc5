"""The people on paper: cast numbers, and who is cast, crew or escort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal
from unicodedata import bidirectional

from cupola.production.model import Production
from cupola.production.person import Person

Category = Literal["cast", "crew", "escort"]

_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"


@dataclass(frozen=True)
class Casting:
    """Who is what in a production.

    Somebody who plays a part, or stands before the camera in any shot, is cast and has a number: by first appearance
    in the production's list of people, so that it never changes with the plan. The others behind a camera are crew;
    who is left may be called as an escort.
    """

    production: Production

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The cast numbers by person."""
        seen = {person for shot in self.production.shots.values() for person in shot.cast}
        cast = [p.id for p in self.production.people.values() if p.plays or p.id in seen]
        return {person: number for number, person in enumerate(cast, 1)}

    @cached_property
    def _behind(self) -> frozenset[str]:
        return frozenset(person for shot in self.production.shots.values() for person in shot.crew)

    def category(self, person: Person) -> Category:
        """Give what a person is."""
        if person.id in self.numbers:
            return "cast"
        return "crew" if person.id in self._behind or not person.groups else "escort"

    def in_order(self) -> tuple[Person, ...]:
        """Give everybody: cast by number, then crew, then escorts, each in the production's order."""
        rank = {"cast": 0, "crew": 1, "escort": 2}
        return tuple(sorted(self.production.people.values(), key=lambda person: rank[self.category(person)]))

    def digits(self, people: Iterable[str]) -> str:
        """Write people as cast numbers, `1, 3`; who has none is left out."""
        return ", ".join(str(n) for n in sorted(self.numbers[p] for p in people if p in self.numbers))

    def players(self, people: Iterable[str], looks: Iterable[tuple[str, str]] = ()) -> str:
        """Write people with cast numbers and unusual looks: `1 Yulia Peresild (overall), 3 Pyotr Dubrov`."""
        special = [(person, look) for person, look in looks if look != self._usual(person)]
        worn = {person: f" ({isolated(look)})" for person, look in special}
        named = {p: isolated(self.production.people[p].name) + worn.get(p, "") for p in people if p in self.numbers}
        cast = sorted((self.numbers[person], name) for person, name in named.items())
        return ", ".join(f"{number}\u00a0{name}" for number, name in cast)

    def _usual(self, person: str) -> str:
        looks = self.production.people[person].looks
        return looks.usual if looks else ""

    def names(self, people: Iterable[str]) -> str:
        """Write people by name."""
        return ", ".join(isolated(self.production.people[person].name) for person in people)

    def part(self, person: Person) -> str:
        """Write what a person does: the part that is played, else the roles."""
        return person.plays or ", ".join(person.roles)


def isolated(name: str) -> str:
    """Give a name so that it keeps its place in a line: one written from right to left is set apart from the rest."""
    from_right = any(bidirectional(letter) in ("R", "AL") for letter in name)
    return f"{_ISOLATE}{name}{_END}" if from_right else name
