"""The rule of links: what a shot asks to be open, or shut, is so all through each take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light import Need
from cupola.light.link import RADIO_KM, links_of
from cupola.places import Station
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.places.link import Link, named
from cupola.plan.verify.fault import Case, Fault, takes_words
from cupola.plan.wording import need_words
from cupola.production import Production
from cupola.sky import Course
from cupola.sky.earth import EQUATOR_KM, from_fixed, sine_of_elevation, stretched, to_fixed
from cupola.sky.mars import earth_over_mars, mars_off_sun
from cupola.sky.moon import moon_position
from cupola.sky.orbit import Vectors
from cupola.sky.selene import earth_over_moon

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

_SAMPLE: Final = 1.0
"""Seconds between the instants at which a link is looked at: relays rise and set in minutes."""


def link(case: Case) -> Iterator[Fault]:
    """The link that a shot needs is open all through each take, or shut, by where everything stands at each instant."""
    for strip, shot, one in case.to_come():
        if shot.need.link == "any":
            continue
        rolls = [(number, take) for number, take in enumerate(one.takes, 1) if case.production.shoot.covers(take)]
        bad = [(number, take) for number, take in rolls if not _holds(case.production, shot.need, take)]
        if bad:
            takes = takes_words(number for number, _ in bad)
            when = case.when(Span(bad[0][1].start, bad[-1][1].stop), seconds=True)
            text = f"{strip.shot} needs {need_words(shot.need)}; it is not so all through {takes} ({when})"
            hint = f"see when it is: cupola light PRODUCTION --set {shot.set} --link"
            yield Fault("E746", "link", text, (strip.shot,), (), bad[0][1], hint)


def _holds(production: Production, need: Need, take: Span) -> bool:
    flight = production.flight
    links = links_of(need, flight.station if flight is not None else None)
    at = np.append(np.arange(take.start, take.stop, _SAMPLE), take.stop)
    lost = production.attitude_lost.contains(at)
    is_open, is_shut = np.zeros(len(at), bool), np.ones(len(at), bool)
    for one in named(need.link, links.values()):
        heard, unknown = is_heard(production, need, one, at), lost & one.turned
        is_open |= heard & ~unknown
        is_shut &= ~heard & ~unknown
    return bool((is_shut if need.link == "none" else is_open).all())


def is_heard(production: Production, need: Need, link: Link, at: Instants) -> Booleans:
    """Say at which instants, shape (n,), a link is open where a need is asked."""
    if need.flights is not None:
        return _over_base(need.flights, link, at)
    if need.location is not None:
        return _from_world(need.location, link, at)
    return _from_orbit(production.orbit, production.station, link, at)


def _over_base(flights: Flown, link: Link, at: Instants) -> Booleans:
    away, high = flights.way(at)
    turned, far = away / RADIO_KM, RADIO_KM + high
    elevation = np.degrees(np.arctan2(far * np.cos(turned) - RADIO_KM, far * np.sin(turned)))
    found: Booleans = (elevation >= link.lowest) | ((away == 0.0) & (high == 0.0))
    return found


def _from_world(place: Location, link: Link, at: Instants) -> Booleans:
    if place.body == "mars":
        sight = earth_over_mars(place.lat, place.lon, at)
    else:
        sight = earth_over_moon(place.lat, place.lon, at, moon_position(at))
    east, north, up = (sight / np.linalg.norm(sight, axis=-1, keepdims=True)).T
    high = np.degrees(np.arcsin(up))
    found: Booleans = high >= link.lowest
    found &= high >= place.horizon.angle(np.degrees(np.arctan2(east, north)))
    return found & (mars_off_sun(at) >= link.sun) if link.sun else found


def _from_orbit(orbit: Course, station: Station, link: Link, at: Instants) -> Booleans:
    position, velocity = orbit.states(at)
    here = to_fixed(position, at)
    found = np.full(len(at), link.swarm)
    for relay in link.relays:
        there = np.broadcast_to(relay.fixed, here.shape)
        free = _passes(here, there, link.ray)
        if link.turned:
            body = station.attitude.body_from_inertial(at, position, velocity)
            free &= _in_field(link, np.einsum("nij,nj->ni", body, from_fixed(there - here, at)))
        found |= free
    for ground in link.stations:
        point = np.broadcast_to(ground.fixed, here.shape)
        found |= np.degrees(np.arcsin(sine_of_elevation(point, here))) >= ground.lowest
    return found


def _passes(here: Vectors, there: Vectors, ray: float) -> Booleans:
    """Say where the straight way between two points, km, passes the Earth at a height or more; by its nearest point."""
    start, way = stretched(here), stretched(there - here)
    part = np.clip(-np.einsum("ni,ni->n", start, way) / np.einsum("ni,ni->n", way, way), 0.0, 1.0)
    nearest = np.linalg.norm(start + part[:, None] * way, axis=-1)
    found: Booleans = (nearest >= EQUATOR_KM + ray) | (part == 0.0)
    return found


def _in_field(link: Link, sight: Vectors) -> Booleans:
    """Say which sights, the station's frame, the antennas of a link have free."""
    unit = sight / np.linalg.norm(sight, axis=-1, keepdims=True)

    def off(axis: tuple[float, float, float]) -> Floats:
        angle: Floats = np.degrees(np.arccos(np.clip(unit @ np.array(axis), -1.0, 1.0)))
        return angle

    looks = [off(cone.axis) <= cone.half for cone in link.looks] or [np.ones(len(unit), bool)]
    hidden = [off(cone.axis) < cone.half for cone in link.hidden]
    found: Booleans = np.any(looks, axis=0) & ~np.any([np.zeros(len(unit), bool), *hidden], axis=0)
    return found
