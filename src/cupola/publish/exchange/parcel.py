"""What goes out of the house: a plan with its production, its earlier versions, and its light when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from cupola.clock import SpanSet
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.light import light_of
from cupola.plan.model.assemble import unmatched
from cupola.plan.result import Plan
from cupola.plan.versions import Version
from cupola.production.model import Production
from cupola.production.person import Person
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import Language, english
from cupola.publish.past import Past
from cupola.publish.strips import StripPrinter
from cupola.publish.sunlight import Phases


@dataclass(frozen=True)
class Parcel:
    """A plan to send out.

    Attributes
    ----------
    versions : tuple of Version
        The approved versions, the oldest first; the last is the plan. Empty for a draft.
    documents : mapping of str to object
        The documents as they are written, `production` and `breakdown`, as plain values: for what carries them along.
    language : Language
        The language of tables, and of the calendars of all who do not say what they read.
    spoken : mapping of str to Language
        The languages that people read, by code.
    """

    production: Production
    plan: Plan
    versions: tuple[Version, ...] = ()
    documents: Mapping[str, object] = field(default_factory=dict)
    language: Language = field(default_factory=english)
    spoken: Mapping[str, Language] = field(default_factory=dict)

    def read_by(self, person: Person) -> Parcel:
        """Give the parcel in the language that somebody reads."""
        theirs = self.spoken.get(person.language, self.language)
        return self if theirs is self.language else replace(self, language=theirs)

    @cached_property
    def schedule(self) -> Schedule:
        """The plan laid out in days; refuses a plan of another production (E604)."""
        return Schedule.of(self.production, self.plan, Past.of(self.production, self.versions), self.language)

    @cached_property
    def casting(self) -> Casting:
        """Who is what."""
        return Casting(self.schedule.production)

    @cached_property
    def light(self) -> Almanac | GroundSets:
        """What knows the light of the shoot."""
        return light_of(self.production)

    @cached_property
    def spans(self) -> dict[str, SpanSet]:
        """The light phases over the shoot."""
        return self.light.phases()

    @cached_property
    def phases(self) -> Phases:
        """The light phases, to be asked."""
        return Phases(self.spans)

    @cached_property
    def printer(self) -> StripPrinter:
        """Writes strips as paper has them."""
        return StripPrinter(self.schedule, self.casting, self.phases)

    @cached_property
    def opportunities(self) -> dict[str, SpanSet]:
        """When a take of each shot has its light and view, in a set that may be used and is quiet if it must be."""
        board = unmatched(self.production, self.light)
        return {key: board.tasks[key].rolling.at_least(shot.take) for key, shot in self.production.shots.items()}
