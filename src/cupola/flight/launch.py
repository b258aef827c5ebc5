"""Launch opportunities: when a rocket can leave into the plane of a station, and how the chase would go.

    launch = crossing of the plane - lead + kappa * phase

A pad is carried sideways by the Earth. A rocket leaves before the pad lies in the plane, and drifts into it while it
cancels that speed: the lead, measured for each rocket. A chase from far behind is long and low, and low orbits turn
their plane faster than the station does: so the rocket leaves later by kappa for each degree that the station is
ahead. A chase that gains a phase by an orbit lower by da gains it by 3/2 n da/a and turns its node against the
station's by 7/2 of the node's rate times da/a, so that kappa needs no fit (secular J2; Vallado, Fundamentals of
Astrodynamics, eq. 9-37).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from cupola.clock import DAY, Span
from cupola.errors import Message, SkyError
from cupola.flight.chase import Arrival, arrive
from cupola.flight.plane import crossings, mean_planes
from cupola.flight.site import Site
from cupola.flight.vehicle import Lead, Vehicle
from cupola.light.ground import sun_sight
from cupola.places.ground import Location
from cupola.sky import Course
from cupola.sky.earth import EQUATOR_KM, MU, SPIN, from_fixed, surface_point
from cupola.units import duration_text

BEHIND: Final = 30.0
"""Degrees by which a station may be behind the pad at launch and still be said to be behind, not far ahead."""
MARGIN: Final = 3 * 3600.0
"""Seconds by which the course must reach beyond the span of launches at both ends: a revolution, and the lead."""

_J2: Final = 1.08262668e-3
_ROUNDS: Final = 6
# By how many seconds, rms over 31 launches, the crossing moved until the day of launch, by the age of the elements.
_AGES: Final = tuple(days * DAY for days in (0.0, 4.0, 8.0, 16.0, 35.0, 70.0, 100.0))
_MOVED: Final = (0.0, 1.4, 5.7, 11.0, 27.0, 72.0, 840.0)

Heading = Literal["north", "south"]


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A chance to launch.

    Attributes
    ----------
    at : float
        Lift-off.
    crossing : float
        When the pad lies in the plane of the station.
    phase : float
        Deg by which the station is ahead of the pad along its orbit at lift-off, in [-30, 330).
    heading : {"north", "south"}
        Where the rocket goes.
    azimuth : float
        Of the ascent over the turning Earth, deg from north through east.
    is_allowed : bool
        Whether the site lets rockets leave in that direction.
    sun : float
        Elevation of the Sun over the pad, deg, as the air shows it.
    lead : Lead
        What was used.
    spread : float
        Seconds, one standard deviation: of the lead, and of the plane by the age of the orbit data.
    age : float
        Seconds of age of the orbit data; negative: they are from later; nan where it is not known.
    arrivals : tuple of Arrival
        The chases that are open, the fastest first.
    """

    at: float
    crossing: float
    phase: float
    heading: Heading
    azimuth: float
    is_allowed: bool
    sun: float
    lead: Lead
    spread: float
    age: float
    arrivals: tuple[Arrival, ...]


def opportunities(
    course: Course, site: Site, vehicle: Vehicle, span: Span, recovery: str | None = None
) -> tuple[Opportunity, ...]:
    """Find the launches from a site into the plane of a station.

    Parameters
    ----------
    course : Course
        Of the station; `MARGIN` longer than the span at both ends, and as much longer as arrivals are to be looked at.
    site : Site
        From where.
    vehicle : Vehicle
        With what.
    span : Span
        When.
    recovery : str, optional
        Of the first stage; by default what the vehicle names first.

    Raises
    ------
    SkyError
        The site never lies in the plane (E703), every way into it is closed there (E704), the vehicle is not flown
        with that recovery (E701), the orbit is too high or over the equator (E769), or the course does not reach far
        enough (E307).
    """
    if course.revolution > MARGIN:
        text = f"a revolution of this orbit takes {duration_text(course.revolution)}: chases are known of low orbits"
        raise SkyError(Message("E769", text, hint=f"give an orbit of less than {duration_text(MARGIN)}"))
    lead = vehicle.lead(site, recovery)
    wide = Span(span.start - MARGIN / 2, span.stop + MARGIN / 2)
    found = [
        _opportunity(course, site, vehicle, lead, at, is_north=is_north)
        for at, is_north in crossings(course, site.lat, site.lon, wide)
    ]
    within = tuple(one for one in found if span.start <= one.at < span.stop)
    if within and not any(one.is_allowed for one in within):
        ways = " and ".join(f"{one.azimuth:.0f} deg" for one in within[:2])
        text = f"from {site.name} no rocket may leave towards {ways}, where this orbit would be reached"
        raise SkyError(Message("E704", text, hint="launch from another site"))
    return tuple(one for one in within if one.is_allowed)


def _opportunity(
    course: Course, site: Site, vehicle: Vehicle, lead: Lead, crossing: float, *, is_north: bool
) -> Opportunity:
    kappa, at = _kappa(course, crossing), crossing - lead.seconds
    for _ in range(_ROUNDS):
        phase = _phase(course, site, at)
        at = crossing - lead.seconds + kappa * phase
    azimuth = _azimuth(course, site, vehicle, crossing, is_north=is_north)
    sight = sun_sight(Location(site.name, site.lat, site.lon), [at])
    age = float(course.age([at])[0])
    return Opportunity(
        at=at,
        crossing=crossing,
        phase=phase,
        heading="north" if is_north else "south",
        azimuth=azimuth,
        is_allowed=site.allows(azimuth),
        sun=float(sight.apparent[0]),
        lead=lead,
        spread=float(np.hypot(lead.spread, np.interp(abs(age), _AGES, _MOVED))),
        age=age,
        arrivals=tuple(arrive(course, p, at, phase) for p in vehicle.profiles if p.is_open(phase)),
    )


def _kappa(course: Course, at: float) -> float:
    """Give the seconds by which a launch is later for each degree of phase."""
    (inclination,) = mean_planes(course, np.array([at])).inclination
    motion = 2 * np.pi / course.revolution
    axis = (MU / motion**2) ** (1 / 3)
    drift = 1.5 * _J2 * (EQUATOR_KM / axis) ** 2 * motion * np.cos(inclination)  # of the node, westward
    return float(7 / 3 * drift / motion / (SPIN + drift) * np.pi / 180)


def _phase(course: Course, site: Site, at: float) -> float:
    """Give the deg by which the station is ahead of a pad along its orbit."""
    when = np.array([at])
    plane = mean_planes(course, when)
    pad = from_fixed(surface_point(site.lat, site.lon), when)
    ahead = np.degrees(plane.arguments(course.positions(when)) - plane.arguments(pad))
    return float(np.mod(ahead[0] + BEHIND, 360.0) - BEHIND)


def _azimuth(course: Course, site: Site, vehicle: Vehicle, at: float, *, is_north: bool) -> float:
    """Give the direction of the ascent over the turning Earth: deg from north through east."""
    (inclination,) = mean_planes(course, np.array([at])).inclination
    x, y, z = surface_point(site.lat, site.lon)
    across = float(np.hypot(x, y))
    east = np.cos(inclination) / (across / np.hypot(across, z))
    north = np.sqrt(max(0.0, 1.0 - east**2)) * (1.0 if is_north else -1.0)
    carried = SPIN * across / vehicle.speed
    return float(np.degrees(np.arctan2(east - carried, north)) % 360.0)
