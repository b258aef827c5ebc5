"""Links as conditions of a shot: when the place where it is shot can be heard, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Span, SpanSet
from cupola.errors import Message, SkyError, closest
from cupola.light.condition import Condition
from cupola.light.ground.sight import azimuth, elevation
from cupola.light.moment import Moment
from cupola.light.need import Need
from cupola.places import Station
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.places.link import LINK_WORDS, Cone, GroundStation, Link, Relay, named, shipped_links
from cupola.sky.earth import carried, sine_over
from cupola.sky.eclipse import Limit, limb_elevation
from cupola.sky.mars import earth_over_mars, mars_off_sun
from cupola.sky.orbit import Vectors
from cupola.sky.selene import earth_over_moon

Floats = NDArray[np.float64]

_ALWAYS: Final = 180.0
RADIO_KM: Final = 4 / 3 * 6371.0088
"""By a radius four thirds of the Earth's the air bends radio waves: the usual effective radius (ITU-R P.310)."""


@dataclass(frozen=True, slots=True)
class Linked(Condition):
    """A link of a station is open."""

    step: ClassVar[float] = 60.0
    link: Link

    def signed(self, moment: Moment) -> Floats:
        """Give by how many deg it is, over the best of its relays and ground stations."""
        over = [_relayed(relay, self.link, moment) for relay in self.link.relays]
        over += [_heard(station, moment) for station in self.link.stations]
        if self.link.swarm or not over:
            over.append(np.full(len(moment), _ALWAYS if self.link.swarm else -_ALWAYS))
        best: Floats = np.max(over, axis=0)
        return best


@dataclass(frozen=True, slots=True)
class BaseHears(Condition):
    """A craft is high enough over where it left from to be heard there."""

    step: ClassVar[float] = 30.0
    flights: Flown
    link: Link

    def signed(self, moment: Moment) -> Floats:
        """Give by how many km it is over the lowest line that is heard; at its base it stands on that line."""
        away, high = self.flights.way(moment.at)
        round_, far = away / RADIO_KM, RADIO_KM + high
        line = RADIO_KM + far * np.sin(round_) * np.tan(np.radians(self.link.lowest))
        result: Floats = far * np.cos(round_) - line
        return result


@dataclass(frozen=True, slots=True)
class EarthHears(Condition):
    """The Earth is up over a place on another world, and does not hear the Sun instead."""

    step: ClassVar[float] = 600.0
    location: Location
    link: Link

    def signed(self, moment: Moment) -> Floats:
        """Give by how many deg it is."""
        sight = earth_over(self.location, moment)
        terrain = self.location.horizon.angle(azimuth(sight))
        result: Floats = elevation(sight) - np.maximum(terrain, self.link.lowest)
        if self.link.sun:
            result = np.minimum(result, mars_off_sun(moment.at) - self.link.sun)
        return result


def earth_over(location: Location, moment: Moment) -> Vectors:
    """Give the Earth over a place on another world: east, north, up, km, shape (n, 3)."""
    if location.body == "mars":
        return earth_over_mars(location.lat, location.lon, moment.at)
    return earth_over_moon(location.lat, location.lon, moment.at, moment.moon)


def links_of(need: Need, station: Station | None = None) -> Mapping[str, Link]:
    """Give the links of the place where a need is asked; none on the ground, where nobody needs one to be heard."""
    shipped = shipped_links()
    if need.flights is not None:
        return {need.flights.link: need.flights.radio or shipped[need.flights.link]}
    if need.location is not None:
        body = need.location.body
        return {body: need.location.link or shipped[body]} if body in shipped else {}
    return station.links if station is not None else {}


def link_condition(need: Need, link: Link) -> Condition:
    """Give the condition that a link is open where a need is asked."""
    if need.flights is not None:
        return BaseHears(need.flights, link)
    return Linked(link) if need.location is None else EarthHears(need.location, link)


def refuse_other_link(need: Need, links: Mapping[str, Link]) -> None:
    """Refuse a link that the place of a need does not have.

    Raises
    ------
    SkyError
        E745.
    """
    if need.link == "any" or (need.link == "none" and links) or named(need.link, links.values()):
        return
    if not links:
        text, hint = f'the link "{need.link[:40]}" is asked for where none is known', "take it out"
        raise SkyError(Message("E745", text, hint=hint))
    known = (*(word for word in LINK_WORDS if named(word, links.values())), *links)
    near = None if need.link in LINK_WORDS else closest(need.link, known)
    hint = near or f"there is {', '.join(known)}"
    raise SkyError(Message("E745", f'the link "{need.link[:40]}" is not there', hint=hint))


def has_link(
    need: Need, links: Mapping[str, Link], within: Span, lost: SpanSet, solved: Callable[[Condition], SpanSet]
) -> SpanSet:
    """Give when, in a span, links are as a need asks.

    Parameters
    ----------
    links : mapping of str to Link
        Those of the place.
    lost : SpanSet
        When the attitude is lost: a link whose antennas look somewhere cannot be relied on then, neither open nor shut.
    solved : callable
        Gives when a condition holds.

    Raises
    ------
    SkyError
        A link that is not there (E745).
    """
    whole = SpanSet.of([within])
    if need.link == "any":
        return whole
    refuse_other_link(need, links)
    asked = named(need.link, links.values())
    spans = {one: solved(link_condition(need, one)) & whole for one in asked}
    if need.link == "none":
        shut = whole - reduce(or_, spans.values(), SpanSet())
        return shut - lost if any(one.turned for one in asked) else shut
    return reduce(or_, (found - lost if one.turned else found for one, found in spans.items()))


def _relayed(relay: Relay, link: Link, moment: Moment) -> Floats:
    """Give by how many deg a relay stands over the Earth's edge and inside of what the antennas see."""
    place = carried(relay.fixed, *moment.turn)
    clear = limb_elevation(moment.position, place, Limit("a relay", "centre", link.ray))
    if not link.turned:
        return clear
    sight = place - moment.position
    unit = moment.in_body(sight / np.linalg.norm(sight, axis=-1, keepdims=True))
    parts = [clear, *(-_inside(cone, unit) for cone in link.hidden)]
    if link.looks:
        parts.append(np.max([_inside(cone, unit) for cone in link.looks], axis=0))
    least: Floats = np.min(parts, axis=0)
    return least


def _inside(cone: Cone, unit: Vectors) -> Floats:
    """Give by how many deg unit vectors, the station's frame, lie inside of a cone."""
    found: Floats = cone.half - np.degrees(np.arccos(np.clip(unit @ np.array(cone.axis), -1.0, 1.0)))
    return found


def _heard(station: GroundStation, moment: Moment) -> Floats:
    """Give by how many deg the craft stands over the least height at which a ground station hears it."""
    fixed = moment.fixed
    sine = sine_over(station.fixed, fixed, np.einsum("ni,ni->n", fixed, fixed))
    high: Floats = np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))) - station.lowest
    return high
