"""Burns that bring a capsule down at a point.

Where a burn at an instant brings it down is found by following one descent (`cupola.flight.descent`) and turning it,
burn by burn, with the orbit; the burn is then set so that the descent itself ends abeam of the point.

A capsule that flies in the station's orbit comes down where the station's passes lead. One that stays up for half a day
lowers its orbit and gains on the station, as far as it likes: it is over the point when the turning Earth carries that
through the plane of the orbit, which lowering does not change. So its landing is known to minutes, its orbit is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.errors import Message, SkyError
from cupola.flight.capsule import Capsule
from cupola.flight.descent import Fall, fall
from cupola.flight.plane import crossings, mean_planes
from cupola.flight.zone import Point, Zone
from cupola.sky import Course
from cupola.sky.earth import EQUATOR_KM, from_fixed, surface_point, to_fixed
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

_STEP: Final = 30.0  # seconds between the burns that are looked at: 220 km on the ground
_NEAR: Final = 400.0  # km: how far off the turned descent may be from the true one
_ROUNDS: Final = 2
_KM_A_DEGREE: Final = 111.2
_MET: Final = 2.0  # km: what is left of the way to a point
_OFF: Final = 720.0  # seconds ahead beyond what it can gain: the pass is then far out of reach


def aims(
    course: Course, capsule: Capsule, zone: Zone, burns: Span, undock: float | None = None
) -> Iterator[tuple[Fall, Point]]:
    """Give the descents that end abeam of the points of a zone.

    Parameters
    ----------
    course : Course
        Of the station; over the burns and two hours longer.
    capsule, zone : Capsule, Zone
        What comes home, and where.
    burns : Span
        When it may burn.
    undock : float, optional
        When it undocked; by default the usual time before the burn.

    Raises
    ------
    SkyError
        The orbit never passes over the zone (E717), or a burn does not bring the capsule down (E719).
    """
    at = np.arange(burns.start, burns.stop + _STEP, _STEP)
    first = fall(course, capsule, float(at[0]))
    lat = _refuse_out_of_reach(course, zone, at[:1])
    for point in zone.points:
        if capsule.gains and abs(point.lat) < lat:
            yield from _by_plane(course, capsule, first, burns, point, undock)
        else:
            yield from _by_pass(course, capsule, first, at, point, zone.reach)


def northward(course: Course, one: Fall) -> bool:
    """Say whether a capsule flies north where it comes down."""
    near = _turned(course, one, np.array([one.burn - 1.0, one.burn + 1.0]), one.ahead)
    return bool(near[1, 2] > near[0, 2])


def _refuse_out_of_reach(course: Course, zone: Zone, at: Instants) -> float:
    """Give the latitude that the orbit reaches, deg."""
    (inclination,) = mean_planes(course, at).inclination
    lat = float(np.degrees(min(inclination, np.pi - inclination)))
    if all(abs(point.lat) > lat + zone.reach / _KM_A_DEGREE for point in zone.points):
        text = f"this orbit never comes near {zone.name}: it reaches {lat:.1f} deg of latitude"
        raise SkyError(Message("E717", text, hint="name a zone nearer to the equator"))
    return lat


def _by_pass(
    course: Course, capsule: Capsule, first: Fall, at: Instants, point: Point, reach: float
) -> Iterator[tuple[Fall, Point]]:
    """Give the descents on the station's own passes."""
    places = _turned(course, first, at)
    off = np.linalg.norm(places - surface_point(point.lat, point.lon), axis=-1)
    inner = (off[1:-1] <= off[:-2]) & (off[1:-1] < off[2:]) & (off[1:-1] < reach + _NEAR)
    for k in np.flatnonzero(inner) + 1:
        yield _abeam(course, capsule, float(at[k]), point, (places[k + 1] - places[k - 1]) / (2 * _STEP)), point


def _abeam(course: Course, capsule: Capsule, burn: float, point: Point, motion: Floats, ahead: float = 0.0) -> Fall:
    """Set a burn so that the capsule comes down abeam of a point; `motion` of the landing, km a second of delay."""
    target = surface_point(point.lat, point.lon)
    one = fall(course, capsule, burn, ahead)
    for _ in range(_ROUNDS):
        short = (target - surface_point(one.lat, one.lon)) @ motion / (motion @ motion)
        one = fall(course, capsule, one.burn + float(short), ahead)
    return one


def _by_plane(
    course: Course, capsule: Capsule, first: Fall, burns: Span, point: Point, undock: float | None
) -> Iterator[tuple[Fall, Point]]:
    """Give the descents when the point lies in the plane, or as near to that as the capsule can gain."""
    lasts = first.landing - first.burn
    for at, _ in crossings(course, point.lat, point.lon, Span(burns.start + lasts, burns.stop + lasts)):
        burn = at - lasts
        most = capsule.gains * (burn - undock if undock is not None else capsule.free.usual)
        ahead = _ahead(course, first, burn, at, point)
        if not -_OFF < ahead < most + _OFF:
            continue
        one = _onto(course, capsule, burn, ahead, point)
        kept = min(max(one.ahead, 0.0), most)
        if kept != one.ahead:
            along, _ = _motions(course, one)
            one = _abeam(course, capsule, one.burn + one.ahead - kept, point, along, kept)
        yield one, point


def _ahead(course: Course, first: Fall, burn: float, landing: float, point: Point) -> float:
    """Give by how many seconds, about, a capsule must be ahead of the station to come down at a point."""
    when = np.array([landing])
    plane = mean_planes(course, when)
    down = from_fixed(_turned(course, first, np.array([burn]))[0], when)
    there = from_fixed(surface_point(point.lat, point.lon), when)
    angle = float(plane.arguments(there)[0] - plane.arguments(down)[0])
    ahead = angle / (2 * np.pi) * course.revolution
    return float(np.mod(ahead + _OFF, course.revolution) - _OFF)


def _onto(course: Course, capsule: Capsule, burn: float, ahead: float, point: Point) -> Fall:
    """Set burn and lead over the station so that the capsule comes down at a point: Newton's method."""
    target = surface_point(point.lat, point.lon)
    one = fall(course, capsule, burn, ahead)
    for _ in range(_ROUNDS + 1):
        short = target - surface_point(one.lat, one.lon)
        if np.linalg.norm(short) < _MET:
            break
        later, farther = np.linalg.lstsq(np.column_stack(_motions(course, one)), short, rcond=None)[0]
        one = fall(course, capsule, one.burn + float(later), one.ahead + float(farther))
    return one


def _motions(course: Course, one: Fall) -> tuple[Floats, Floats]:
    """Give how a landing moves with a second of delay, and with a second more ahead of the station: km, shape (3,)."""
    here = np.array([one.burn - 1.0, one.burn + 1.0])
    before, after = _turned(course, one, here, one.ahead)
    behind, beyond = (_turned(course, one, here[:1] + 1.0, one.ahead + more)[0] for more in (-1.0, 1.0))
    return (after - before) / 2, (beyond - behind) / 2


def _turned(course: Course, one: Fall, at: Instants, ahead: float = 0.0) -> Vectors:
    """Give where burns at instants, shape (n,), would bring a capsule down: Earth-fixed, km, shape (n, 3).

    The landing lies ahead of the burn along the orbit by an angle that hardly changes from burn to burn.
    """
    start, along = _frame(course, np.array([one.burn + one.ahead]))
    down = from_fixed(surface_point(one.lat, one.lon), np.array([one.landing]))[0]
    angle = np.arctan2(down @ along[0], down @ start[0])
    if angle < 0.0:
        angle += 2 * np.pi
    up, forth = _frame(course, at + ahead)
    inertial = EQUATOR_KM * (np.cos(angle) * up + np.sin(angle) * forth)
    return to_fixed(inertial, at + one.landing - one.burn)


def _frame(course: Course, at: Instants) -> tuple[Vectors, Vectors]:
    """Give the unit vectors up and ahead along the orbit, each (n, 3)."""
    position, velocity = course.states(at)
    up = position / np.linalg.norm(position, axis=-1, keepdims=True)
    spin = np.cross(position, velocity)
    spin /= np.linalg.norm(spin, axis=-1, keepdims=True)
    return up, np.cross(spin, up)
