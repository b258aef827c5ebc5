"""The paper that is made for a person: sides and cue cards, in the language that they read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.cuecards import cue_cards, has_cards
from cupola.publish.day import Schedule
from cupola.publish.exchange.naming import file_stem
from cupola.publish.language import Language
from cupola.publish.report import Report
from cupola.publish.sides import Script, Sides, sides
from cupola.publish.sunlight import Phases


@dataclass(frozen=True, slots=True)
class Readers:
    """For whom paper of their own is made, and from what.

    Attributes
    ----------
    people : frozenset of str
        Who reads the language that the paper is in.
    script : mapping of str to script.Scene
        The scenes of the screenplay by number; without them there are no sides.
    other : Language or None
        The language beside the paper's own on cue cards.
    """

    people: frozenset[str]
    script: Script
    other: Language | None = None


NOBODY: Final = Readers(frozenset(), {})
"""Only the paper that is everybody's."""


def sides_of(schedule: Schedule, casting: Casting, readers: Readers) -> Iterator[tuple[str, Sides]]:
    """Give the sides of each reader who is cast and plays on some day, by the names of their files."""
    for person in schedule.production.people.values():
        if person.id in readers.people and person.id in casting.numbers and readers.script:
            view = sides(person, schedule, casting, readers.script)
            if view.days:
                yield f"sides-{file_stem(person.id)}", view


def cards_of(
    production: Production, schedule: Schedule, light: Phases, readers: Readers
) -> Iterator[tuple[str, Report]]:
    """Give the cue cards of each reader who has some, by the names of their files."""
    if readers.other is None:
        return
    beside = Schedule.of(production, schedule.plan, schedule.past, readers.other)
    for person in production.people.values():
        if person.id in readers.people and has_cards(person, production):
            report = cue_cards(person.id, schedule, beside, light, readers.script)
            if report.parts:
                yield f"cue-cards-{file_stem(person.id)}", report
