"""Landing opportunities: when a craft can undock so that it comes down in a zone.

A capsule that has left the station flies on in its orbit. Where a burn at an instant brings it down is found by
following one descent (`cupola.flight.descent`) and turning it, burn by burn, with the orbit; near each pass over a zone
the burn is then set so that the descent itself ends abeam of the point to land at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.errors import Message, SkyError
from cupola.flight.capsule import Capsule
from cupola.flight.descent import Fall, fall
from cupola.flight.plane import mean_planes
from cupola.flight.zone import Point, Zone
from cupola.light.ground import sun_sight
from cupola.places.ground import Location
from cupola.sky import Course
from cupola.sky.earth import EQUATOR_KM, from_fixed, surface_point, to_fixed
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

DOWN: Final = 7200.0
"""Seconds by which a course must reach beyond the last burn: no descent is longer."""

_STEP: Final = 30.0  # seconds between the burns that are looked at: 220 km on the ground
_NEAR: Final = 400.0  # km: how far off the turned descent may be from the true one
_ROUNDS: Final = 2
_KM_A_DEGREE: Final = 111.2
_SAME_PASS: Final = 1800.0  # seconds


@dataclass(frozen=True, slots=True)
class Return:
    """A way home.

    Attributes
    ----------
    undock : float
        When the capsule leaves.
    fall : Fall
        Burn, entry, parachute, landing.
    point : Point
        What it lands at.
    miss : float
        How far it comes down from there, km: to the side.
    heading : {"north", "south"}
        Which way it flies then.
    sun : float
        Elevation of the Sun there at landing, deg.
    traffic : float or None
        What else comes or goes at the station too near to the undocking; None: nothing.
    """

    undock: float
    fall: Fall
    point: Point
    miss: float
    heading: str
    sun: float
    traffic: float | None

    @property
    def is_day(self) -> bool:
        """Whether the Sun is up."""
        return self.sun >= 0.0


def returns(
    course: Course,
    capsule: Capsule,
    zone: Zone,
    span: Span,
    undock: float | None = None,
    traffic: Sequence[float] = (),
) -> tuple[Return, ...]:
    """Find the ways home.

    Parameters
    ----------
    course : Course
        Of the station; over the burns, and `DOWN` longer.
    capsule, zone : Capsule, Zone
        What comes home, and where.
    span : Span
        In which it undocks.
    undock : float, optional
        When it does; by default the usual time before each burn.
    traffic : sequence of float
        When other craft come and go.

    Raises
    ------
    SkyError
        The capsule does not land in such a zone (E716), the orbit never passes over it (E717), or with this undocking
        no pass is in time (E718).
    """
    if zone.kind not in ("", capsule.lands):
        text = f"{capsule.name} lands {capsule.lands}, and {zone.name} is {zone.kind}"
        raise SkyError(Message("E716", text, hint="name another zone, or another vehicle"))
    free = capsule.free
    burns = Span(span.start + free.usual, span.stop + free.usual)
    if undock is not None:
        burns = Span(undock + free.least, undock + free.most)
    found = [
        _return(course, one, point, undock if undock is not None else one.burn - free.usual, capsule, traffic)
        for one, point in _falls(course, capsule, zone, burns)
    ]
    allowed = tuple(one for one in _each_once(found) if _fits(one, zone) and burns.start <= one.fall.burn < burns.stop)
    if undock is not None and not allowed:
        text = (
            f"no pass over {zone.name} comes {free.least / 3600:.1f} to {free.most / 3600:.0f} h after this undocking"
        )
        raise SkyError(Message("E718", text, hint="ask `cupola flight land` with --date alone to see when to undock"))
    return allowed


def _fits(one: Return, zone: Zone) -> bool:
    return one.miss <= zone.reach and zone.heading in ("either", one.heading)


def _each_once(found: Sequence[Return]) -> Iterator[Return]:
    """Give the nearest point of each pass, in time order."""
    for one in sorted(found, key=lambda one: one.fall.landing):
        near = [other for other in found if abs(other.fall.landing - one.fall.landing) < _SAME_PASS]
        if one is min(near, key=lambda other: other.miss):
            yield one


def _falls(course: Course, capsule: Capsule, zone: Zone, burns: Span) -> Iterator[tuple[Fall, Point]]:
    at = np.arange(burns.start, burns.stop + _STEP, _STEP)
    first = fall(course, capsule, float(at[0]))
    _refuse_out_of_reach(course, zone, at[:1])
    places = _turned(course, first, at)
    for point in zone.points:
        off = np.linalg.norm(places - surface_point(point.lat, point.lon), axis=-1)
        inner = (off[1:-1] <= off[:-2]) & (off[1:-1] < off[2:]) & (off[1:-1] < zone.reach + _NEAR)
        for k in np.flatnonzero(inner) + 1:
            yield _aimed(course, capsule, float(at[k]), point, (places[k + 1] - places[k - 1]) / (2 * _STEP)), point


def _refuse_out_of_reach(course: Course, zone: Zone, at: Instants) -> None:
    (inclination,) = mean_planes(course, at).inclination
    lat = np.degrees(min(inclination, np.pi - inclination))
    if all(abs(point.lat) > lat + zone.reach / _KM_A_DEGREE for point in zone.points):
        text = f"this orbit never comes near {zone.name}: it reaches {lat:.1f} deg of latitude"
        raise SkyError(Message("E717", text, hint="name a zone nearer to the equator"))


def _turned(course: Course, one: Fall, at: Instants) -> Vectors:
    """Give where burns at instants, shape (n,), would bring a capsule down: Earth-fixed, km, shape (n, 3).

    The landing lies ahead of the burn along the orbit by an angle that hardly changes from burn to burn.
    """
    when = np.array([one.burn])
    start, ahead = _frame(course, when)
    down = from_fixed(surface_point(one.lat, one.lon), np.array([one.landing]))[0]
    angle = np.arctan2(down @ ahead[0], down @ start[0])
    if angle < 0.0:
        angle += 2 * np.pi
    up, along = _frame(course, at)
    inertial = EQUATOR_KM * (np.cos(angle) * up + np.sin(angle) * along)
    return to_fixed(inertial, at + one.landing - one.burn)


def _frame(course: Course, at: Instants) -> tuple[Vectors, Vectors]:
    """Give the unit vectors up and ahead along the orbit, each (n, 3)."""
    position, velocity = course.states(at)
    up = position / np.linalg.norm(position, axis=-1, keepdims=True)
    spin = np.cross(position, velocity)
    spin /= np.linalg.norm(spin, axis=-1, keepdims=True)
    return up, np.cross(spin, up)


def _aimed(course: Course, capsule: Capsule, burn: float, point: Point, motion: Floats) -> Fall:
    """Set a burn so that the capsule comes down abeam of a point; `motion` of the landing, km a second of delay."""
    target = surface_point(point.lat, point.lon)
    one = fall(course, capsule, burn)
    for _ in range(_ROUNDS):
        short = (target - surface_point(one.lat, one.lon)) @ motion / (motion @ motion)
        one = fall(course, capsule, one.burn + float(short))
    return one


def _return(
    course: Course, one: Fall, point: Point, undock: float, capsule: Capsule, traffic: Sequence[float]
) -> Return:
    where = Location(point.name, one.lat, one.lon)
    near = [other for other in traffic if abs(other - undock) < capsule.apart]
    miss = float(np.linalg.norm(surface_point(point.lat, point.lon) - surface_point(one.lat, one.lon)))
    return Return(
        undock,
        one,
        point,
        miss,
        "north" if _northward(course, one) else "south",
        float(sun_sight(where, [one.landing]).apparent[0]),
        min(near, key=lambda other: abs(other - undock), default=None),
    )


def _northward(course: Course, one: Fall) -> bool:
    near = _turned(course, one, np.array([one.burn - 1.0, one.burn + 1.0]))
    return bool(near[1, 2] > near[0, 2])
