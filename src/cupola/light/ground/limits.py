"""The words for the light on the ground, and where each begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.errors import Message, SkyError, closest
from cupola.light.condition import Condition
from cupola.light.ground.cabin import EdgeLit, EdgeWithin, Steady, SunAloft, SunWithin
from cupola.light.ground.conditions import SunClears, SunClimbs, SunFrom, SunHigher
from cupola.light.need import Need
from cupola.places.flown import Flown
from cupola.places.ground import Location

GROUND_PHASES: Final = ("day", "golden", "blue", "night")
"""The phases of light on the ground; together they fill all time."""

GROUND_WORDS: Final = ("any", *GROUND_PHASES, "sunrise", "sunset")
"""The light that a shot on the ground can ask for."""

CABIN_VIEWS: Final = ("limb", "earth-day", "earth-night", "sun")
"""What a shot in an aircraft, or in a craft that hops, can ask to see through a window."""

Terms = tuple[tuple[Condition, bool], ...]
"""Conditions, each with whether it must hold or must not."""


@dataclass(frozen=True, slots=True)
class GroundLimits:
    """Where the phases of light on the ground begin and end; every one can be set by hand.

    Heights of the Sun's centre in deg over the level plane, without air: `day` above, `golden` from there down to
    `golden`, `blue` down to `blue`, `night` below. `sunrise` and `sunset` last while the Sun's upper limb, as the air
    shows it, is over the terrain by 0 to `low` deg: the disc, or some of it, is there and low. `incidence`,
    `ground_day` and `ground_night` are those of `LightLimits`, for the windows of what flies.

    Raises
    ------
    SkyError
        Heights in the wrong order (E371).
    """

    day: float = 6.0
    golden: float = -4.0
    blue: float = -6.0
    low: float = 3.0
    incidence: float = 75.0
    ground_day: float = 0.0
    ground_night: float = -6.0

    def __post_init__(self) -> None:
        if not -18.0 <= self.blue <= self.golden <= self.day <= 60.0:
            text = f"the light cannot be golden from {self.day:g} to {self.golden:g} deg and blue to {self.blue:g} deg"
            raise SkyError(Message("E371", text, hint="give three heights from 60 down to -18 deg, falling"))
        if not 0.0 < self.low <= 30.0:
            text = f"a low Sun cannot be {self.low:g} deg over the terrain"
            raise SkyError(Message("E371", text, hint="give more than 0 and up to 30 deg"))

    def __str__(self) -> str:
        return self.told("earth")

    def told(self, body: str) -> str:
        """Say where the phases of light begin and end on a world; only the air of the Earth bends light."""
        hours = (
            f"golden hour with the Sun's centre {self.day:g} to {self.golden:g} deg high, blue hour to "
            f"{self.blue:g} deg, without refraction; "
        )
        bent = "refracted (Bennett 1982)" if body == "earth" else "not refracted"
        return (
            f"{'' if body == 'moon' else hours}sunrise and sunset from the Sun's upper limb on the terrain, "
            f"{bent}, to {self.low:g} deg over it"
        )

    def terms(self, word: str, location: Location) -> Terms:
        """Give the conditions of a light word at a place."""
        higher = {angle: SunHigher(location, angle) for angle in (self.day, self.golden, self.blue)}
        clear, low = SunClears(location), SunClears(location, self.low)
        terms: dict[str, Terms] = {
            "any": (),
            "day": ((higher[self.day], True),),
            "golden": ((higher[self.golden], True), (higher[self.day], False)),
            "blue": ((higher[self.blue], True), (higher[self.golden], False)),
            "night": ((higher[self.blue], False),),
            "sunrise": ((clear, True), (low, False), (SunClimbs(location), True)),
            "sunset": ((clear, True), (low, False), (SunClimbs(location), False)),
        }
        return terms[word]


def ground_terms(need: Need, location: Location, limits: GroundLimits) -> Terms:
    """Work out the conditions of a need at a place on the ground.

    Raises
    ------
    SkyError
        A word that is not said of light on the ground, a window or a view, or a sector without width (E372).
    """
    _check(need)
    if location.body == "moon" and need.light in ("golden", "blue"):
        text = f"there is no {need.light} hour on the Moon: it has no air"
        raise SkyError(Message("E739", text, hint="ask for day, night, sunrise or sunset"))
    terms = limits.terms(need.light, location)
    if need.flights is not None:
        terms += _cabin(need, need.flights, limits)
    elif need.direct:
        terms += ((SunClears(location), True),)
    if need.sun_from is not None:
        terms += ((SunFrom(location, *need.sun_from), True),)
    return tuple(dict.fromkeys(terms))


def _cabin(need: Need, flights: Flown, limits: GroundLimits) -> Terms:
    """Work out what a need asks of the windows of what flies."""
    terms: Terms = ((SunAloft(flights), True),) if need.direct else ()
    if need.window is None:
        return terms
    pane = flights.pane(need.window)
    side = (flights.heading + pane.azimuth) % 360.0
    terms += ((Steady(flights), True),)
    if need.direct:
        terms += ((SunWithin(flights, side, limits.incidence), True),)
    edge = EdgeWithin(flights, side, pane.half_view)
    views: dict[str, Terms] = {
        "limb": ((edge, True),),
        "earth-day": ((edge, True), (EdgeLit(flights, side, limits.ground_day), True)),
        "earth-night": ((edge, True), (EdgeLit(flights, side, limits.ground_night), False)),
        "sun": ((SunWithin(flights, side, pane.half_view), True), (SunAloft(flights), True)),
    }
    return terms if need.view is None else terms + views[need.view]


def _check_cabin(need: Need) -> None:
    if need.view is not None and need.window is None:
        raise SkyError(Message("E748", "a view needs a window", hint="name the window"))
    if need.view is not None and need.view not in CABIN_VIEWS:
        text, hint = f'the view "{need.view[:40]}" is not worked out there', f"ask for {', '.join(CABIN_VIEWS)}"
        raise SkyError(Message("E748", text, hint=hint))


def _check(need: Need) -> None:
    if need.light not in GROUND_WORDS:
        hint = closest(need.light, GROUND_WORDS) or f"use one of {', '.join(GROUND_WORDS)}"
        raise SkyError(Message("E372", f'the light "{need.light[:40]}" is unknown on the ground', hint=hint))
    if need.flights is not None:
        _check_cabin(need)
    elif need.window is not None or need.view is not None:
        raise SkyError(Message("E372", "a place on the ground has no windows of a station and no view from orbit"))
    if need.direct and need.light in ("blue", "night"):
        text = f"there is no direct sun in the light {need.light}"
        raise SkyError(Message("E372", text, hint="ask for day, golden, sunrise or sunset"))
    if need.sun_from is not None and need.sun_from[0] % 360.0 == need.sun_from[1] % 360.0:
        raise SkyError(Message("E372", "the sector that the Sun is to stand in has no width", hint="give two azimuths"))
