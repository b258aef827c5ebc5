"""From what a shot wants to see through a window to the conditions that have to hold."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.light.celestial import Body, BodyInFrame, BodyUp, LimbInFrame
from cupola.light.condition import Condition
from cupola.light.hidden import BodyShows, PlaceShows
from cupola.light.need import LightLimits, Need
from cupola.light.neighbours import PartInFrame
from cupola.light.window import (
    GroundDay,
    GroundNight,
    InFrame,
    LandmarkDay,
    LandmarkNight,
    Overhead,
    SeesEarth,
)
from cupola.places import Landmark, Station, Window


@dataclass(frozen=True, slots=True)
class View:
    """What a view comes down to.

    Attributes
    ----------
    conditions : tuple of Condition
        All of them have to hold.
    one_of : tuple of tuple of Condition
        If there are any: with those, all conditions of at least one of these.
    sees_earth : SeesEarth or None
        The condition that a window fails for good if it looks away from the Earth; None for a view of the sky.
    """

    conditions: tuple[Condition, ...]
    one_of: tuple[tuple[Condition, ...], ...] = ()
    sees_earth: SeesEarth | None = None


def view(need: Need, window: Window, station: Station, limits: LightLimits) -> View:
    """Work out the conditions of a need's view.

    Raises
    ------
    DocumentError
        An unknown landmark (E312).
    """
    word = need.view or ""
    if word in station.modules:
        return View((PartInFrame.of(station, window, station.part(word)),))
    body: Body | None = "sun" if word == "sun" else "moon" if word == "moon" else None
    if body:
        seen = BodyInFrame(window.normal, window.half_view, body), BodyUp(body)
        return View((*seen, BodyShows(station.sight(window.id), body, seen)))
    sees = SeesEarth(window.normal, window.half_view)
    if word == "city-lights":
        cities = (place for place in station.landmarks.values() if place.kind == "city")
        return View((sees,), tuple(_landmark(place, "night", window, station, limits) for place in cities), sees)
    if word in ("earth-day", "earth-night", "terminator", "limb"):
        return View((sees, *_earth(word, window, limits)), (), sees)
    return View((sees, *_landmark(station.landmark(word), need.view_by, window, station, limits)), (), sees)


def _earth(word: str, window: Window, limits: LightLimits) -> tuple[Condition, ...]:
    axis = window.normal
    if word == "earth-day":
        return (GroundDay(axis, limits.ground_day),)
    if word == "earth-night":
        return (GroundNight(axis, limits.ground_night),)
    if word == "limb":
        return (LimbInFrame(axis, window.half_view),)
    return GroundDay(axis, -limits.terminator), GroundNight(axis, limits.terminator)


def _landmark(place: Landmark, by: str, window: Window, station: Station, limits: LightLimits) -> tuple[Condition, ...]:
    high = limits.landmark_elevation
    seen: tuple[Condition, ...] = (InFrame(window.normal, window.half_view, place, high), Overhead(place, high))
    if by == "day":
        seen = (*seen, LandmarkDay(place, limits.ground_day, high))
    if by == "night":
        seen = (*seen, LandmarkNight(place, limits.ground_night, high))
    return (*seen, PlaceShows(station.sight(window.id), place, seen))
