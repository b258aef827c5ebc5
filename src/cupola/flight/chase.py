"""How a chase ends: contact, and how the Sun at the station moves it.

Ships come close in daylight, so that cameras and crews see the port. In flights to the ISS from 2012 to 2025 contact
came at the earliest 25 minutes after a sunrise at the station and at the latest a few minutes after its sunset; whoever
would arrive in the night arrives at the sunset before it, or after the sunrise that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cupola.clock import Span
from cupola.flight.vehicle import Daylight, Profile
from cupola.light.moment import Vantage
from cupola.light.phases import SunAbove
from cupola.light.search import search
from cupola.sky import Course, limb_elevation, limit, sun_position


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a chase would end.

    Attributes
    ----------
    profile : Profile
        The way to the station.
    at, spread : float
        Contact, and by how much flights differed from such a one, s.
    edge : {"sunrise", "sunset", ""}
        What at the station has moved it; empty: nothing.
    is_lit : bool or None
        Whether the station is then in the Sun; None where the orbit is not known so far ahead.
    """

    profile: Profile
    at: float
    spread: float
    edge: str
    is_lit: bool | None


def arrive(course: Course, profile: Profile, launch: float, phase: float) -> Arrival:
    """Give how a chase would end that begins with a launch, the station being so many deg ahead of the pad.

    Where the course does not reach beyond it, contact is the usual one.
    """
    at, edge = launch + profile.takes(phase), ""
    moved = list(_moved(course, profile, profile.daylight, launch, at)) if profile.daylight else []
    if moved:
        at, edge = min(moved, key=lambda one: abs(one[0] - at))
    spread = profile.daylight.spread if edge and profile.daylight else profile.spread
    return Arrival(profile, at, spread, edge, _is_lit(course, at))


def _moved(
    course: Course, profile: Profile, daylight: Daylight, launch: float, at: float
) -> Iterator[tuple[float, str]]:
    """Give the contact nearest to an instant that each of the station's days allows, and which edge has moved it."""
    within = Span(launch + profile.least, launch + profile.most)
    around = Span(within.start - course.revolution, within.stop + course.revolution)
    if around.start < course.span.start or around.stop > course.span.stop:
        return
    vantage = Vantage(course)
    (days,) = search([SunAbove(limit("centre"))], vantage.at, around, vantage.joints(around))
    for day in days:
        first, last = day.start + daylight.sunrise, day.stop + daylight.sunset
        if max(first, within.start) <= min(last, within.stop):
            contact = min(max(at, first, within.start), last, within.stop)
            yield contact, "sunrise" if contact == first else "sunset" if contact == last else ""


def _is_lit(course: Course, at: float) -> bool | None:
    if not course.span.start <= at <= course.span.stop:
        return None
    when = np.array([at])
    return bool(limb_elevation(course.positions(when), sun_position(when), limit("centre"))[0] > 0)
