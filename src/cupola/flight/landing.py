"""Landing opportunities: when a craft can undock so that it comes down in a zone.

Which burns bring it down there, `cupola.flight.aim` finds. A capsule that keeps to the station's orbit lands on the
station's passes, each at the point that is nearest; one that stays up and gains on the station can choose its point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.clock import Span
from cupola.errors import Message, SkyError
from cupola.flight.aim import aims, northward
from cupola.flight.capsule import Capsule
from cupola.flight.descent import Fall
from cupola.flight.zone import Point, Zone
from cupola.light.ground import sun_sight
from cupola.places.ground import Location
from cupola.sky import Course
from cupola.sky.earth import surface_point

DOWN: Final = 7200.0
"""Seconds by which a course must reach beyond the last burn: no descent is longer."""

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
        for one, point in aims(course, capsule, zone, burns, undock)
    ]
    chosen = sorted(found, key=lambda one: one.fall.landing) if capsule.gains else _each_once(found)
    allowed = tuple(one for one in chosen if _fits(one, zone) and burns.start <= one.fall.burn < burns.stop)
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
        "north" if northward(course, one) else "south",
        float(sun_sight(where, [one.landing]).apparent[0]),
        min(near, key=lambda other: abs(other - undock), default=None),
    )
