"""What goes out of the house: a plan with its production, its earlier versions, and its light when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cupola.clock import SpanSet
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.light import light_of, open_time
from cupola.plan.result import Plan
from cupola.plan.versions import Version
from cupola.production.model import Production, Shot
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
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
    """

    production: Production
    plan: Plan
    versions: tuple[Version, ...] = ()

    @cached_property
    def schedule(self) -> Schedule:
        """The plan laid out in days; refuses a plan of another production (E604)."""
        return Schedule.of(self.production, self.plan, Past.of(self.production, self.versions))

    @cached_property
    def casting(self) -> Casting:
        """Who is what."""
        return Casting(self.production)

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
        """When light and view of each shot are there for a take, in a set that may be used; by shot."""
        shots = list(self.production.shots.values())
        found = self.light.opportunities([shot.need for shot in shots])
        return {shot.id: self._usable(shot, spans) for shot, spans in zip(shots, found, strict=True)}

    def _usable(self, shot: Shot, spans: SpanSet) -> SpanSet:
        return (spans & open_time(self.production, self.production.sets[shot.set])).at_least(shot.take)
