"""The almanac of a place on the ground: phases of light, opportunities, rises and sets. Solved, not sampled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import CupolaError, Message, SkyError
from cupola.light.condition import Condition
from cupola.light.gravity import has_gravity, refuse_other_gravity
from cupola.light.ground.conditions import MoonClears, SunClears, SunClimbs, SunHigher
from cupola.light.ground.limits import GROUND_PHASES, GroundLimits, Terms, ground_terms
from cupola.light.ground.sight import Standpoint
from cupola.light.guard import guarded
from cupola.light.link import has_link, link_condition, links_of, refuse_other_link
from cupola.light.moment import Vantage
from cupola.light.need import Need
from cupola.light.search import search
from cupola.places.ground import Location
from cupola.sky import SunTable
from cupola.sky.moon import MoonTable

TWILIGHTS: Final = (("civil", -6.0), ("nautical", -12.0), ("astronomical", -18.0))
"""The twilights by the true height of the Sun's centre in deg (Explanatory Supplement to the Astronomical Almanac)."""


@dataclass(frozen=True, slots=True, order=True)
class GroundEdge:
    """Something that happens in the sky over a place.

    Attributes
    ----------
    at : float
        The instant.
    kind : str
        `sunrise`, `sunset`, `moonrise`, `moonset`: upper limb on the terrain, refracted; `noon`: the Sun's centre
        crosses the meridian; `civil dawn`, `civil dusk` and so on for each twilight.
    """

    at: float
    kind: str


class GroundAlmanac:
    """The light of a span at a place on the ground.

    Parameters
    ----------
    location : Location
        The place.
    span : Span
        What the almanac covers.
    limits : GroundLimits
        Where the phases begin and end.
    """

    def __init__(self, location: Location, span: Span, limits: GroundLimits | None = None) -> None:
        self.location, self.span = location, span
        self.limits = limits if limits is not None else GroundLimits()
        self.vantage = Vantage(Standpoint(location, span), SunTable(span), moon=MoonTable(span))
        self._solved: dict[Condition, SpanSet] = {}

    def phases(self) -> dict[str, SpanSet]:
        """Give the spans of `day`, `golden`, `blue` and `night`; together they fill the span."""
        terms = {word: self.limits.terms(word, self.location) for word in GROUND_PHASES}
        self._solve(c for wanted in terms.values() for c, _ in wanted)
        return {word: self._together(wanted) for word, wanted in terms.items()}

    def opportunities(self, needs: Sequence[Need]) -> list[SpanSet]:
        """Give, for each need, when all it asks for holds at once.

        Every instant of an opportunity holds also by `holds_on_ground`, which works it out afresh: spans are cut by
        10 ms at both ends, except where the almanac itself ends.

        Raises
        ------
        SkyError
            Unknown words, or needs that contradict themselves (E372), a gravity (E734) or a link (E745) that is never
            there; all of them at once.
        """
        asked = self._terms(needs)
        self._solve(c for terms in asked for c, _ in terms)
        lit = [guarded(self._together(terms), self.span) for terms in asked]
        return [
            light & has_gravity(need, self.span) & self._linked(need) for need, light in zip(needs, lit, strict=True)
        ]

    def links(self, need: Need) -> dict[str, SpanSet]:
        """Give when each link of the place of a need is open, by its name."""
        links = links_of(need)
        return dict(zip(links, self.opportunities([replace(need, link=key) for key in links]), strict=True))

    def _linked(self, need: Need) -> SpanSet:
        links = links_of(need) if need.link != "any" else {}
        self._solve(link_condition(need, one) for one in links.values())
        return guarded(has_link(need, links, self.span, SpanSet(), self._solved.__getitem__), self.span)

    def sun_up(self) -> SpanSet:
        """Give when some of the Sun's disc stands over the terrain."""
        return self._held(SunClears(self.location))

    def moon_up(self) -> SpanSet:
        """Give when some of the Moon's disc stands over the terrain, lit or not."""
        return self._held(MoonClears(self.location))

    def noons(self) -> Instants:
        """Give when the Sun's centre crosses the meridian, shape (n,)."""
        return self._inner(self._held(SunClimbs(self.location)).stops)

    def edges(self) -> tuple[GroundEdge, ...]:
        """Give everything that begins or ends in the sky, in order of time."""
        twilights = {name: SunHigher(self.location, angle) for name, angle in TWILIGHTS}
        self._solve([*twilights.values(), SunClears(self.location), MoonClears(self.location)])
        found = [GroundEdge(float(at), "noon") for at in self.noons()]
        pairs = [(self.sun_up(), "sunrise", "sunset"), (self.moon_up(), "moonrise", "moonset")]
        pairs += [(self._held(c), f"{name} dawn", f"{name} dusk") for name, c in twilights.items()]
        for spans, begins, ends in pairs:
            found += [GroundEdge(float(at), begins) for at in self._inner(spans.starts)]
            found += [GroundEdge(float(at), ends) for at in self._inner(spans.stops)]
        return tuple(sorted(found))

    def _inner(self, at: Instants) -> Instants:
        """Leave out the ends of the almanac itself: nothing happens there."""
        inside: Instants = at[(at > self.span.start) & (at < self.span.stop)]
        return inside

    def _terms(self, needs: Sequence[Need]) -> list[Terms]:
        found: list[Terms] = []
        faults: list[Message] = []
        for need in needs:
            try:
                refuse_other_gravity(need)
                refuse_other_link(need, links_of(need))
                found.append(ground_terms(need, self.location, self.limits))
            except CupolaError as error:
                faults += error.messages
        if faults:
            raise SkyError(*dict.fromkeys(faults))
        return found

    def _held(self, condition: Condition) -> SpanSet:
        self._solve([condition])
        return self._solved[condition]

    def _solve(self, conditions: Iterable[Condition]) -> None:
        """Solve, in one search, the conditions that were not solved before."""
        new = [c for c in dict.fromkeys(conditions) if c not in self._solved]
        if new:
            self._solved.update(zip(new, search(new, self.vantage.at, self.span), strict=True))

    def _together(self, terms: Terms) -> SpanSet:
        found = SpanSet([self.span.start], [self.span.stop])
        for condition, wanted in terms:
            holds = self._solved[condition]
            found = found & holds if wanted else found - holds
        return found
