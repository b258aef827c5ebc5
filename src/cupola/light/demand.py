"""From a need in film words to the conditions that have to hold together."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.errors import Message, SkyError, closest
from cupola.light.condition import Condition
from cupola.light.need import LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS, LightLimits, Need
from cupola.light.phases import PhaseConditions, SunAbove
from cupola.light.shade import SunReaches
from cupola.light.view import view
from cupola.light.window import DirectSun, SeesEarth
from cupola.places import Station


@dataclass(frozen=True, slots=True)
class Demand:
    """What a need comes down to.

    Attributes
    ----------
    phase : str or None
        The light phase, if one is asked for.
    conditions : tuple of Condition
        All of them have to hold.
    one_of : tuple of tuple of Condition
        If there are any: with those, all conditions of at least one of these.
    sees_earth : SeesEarth or None
        The one of them that a window fails for good if it looks away from the Earth.
    turned : bool
        Whether it depends on how the station is turned.
    """

    phase: str | None
    conditions: tuple[Condition, ...]
    one_of: tuple[tuple[Condition, ...], ...]
    sees_earth: SeesEarth | None
    turned: bool


def demand(need: Need, station: Station, limits: LightLimits) -> Demand:
    """Work out the conditions of a need.

    Raises
    ------
    DocumentError
        An unknown window (E311) or landmark (E312).
    SkyError
        An unknown word, or a need that contradicts itself (E313).
    """
    _check_words(need)
    phase = None if need.light == "any" else need.light
    if need.window is None:
        return Demand(phase, (), (), None, False)
    window = station.window(need.window)
    conditions: tuple[Condition, ...] = ()
    if need.direct:
        conditions = direct_sun(window.id, station, limits)
    if need.view is None:
        return Demand(phase, conditions, (), None, True)
    seen = view(need, window, station, limits)
    return Demand(phase, (*conditions, *seen.conditions), seen.one_of, seen.sees_earth, True)


def direct_sun(window: str, station: Station, limits: LightLimits) -> tuple[DirectSun, SunAbove, SunReaches]:
    """Give what direct sun through a window takes: within its incidence, above the limb, past the station itself."""
    falls = DirectSun(station.window(window).normal, limits.incidence), PhaseConditions.of(limits).first
    return (*falls, SunReaches(station.sight(window), falls))


def _check_words(need: Need) -> None:
    for what, word, known in (("light", need.light, LIGHT_WORDS), ("light on a landmark", need.view_by, VIEW_BY_WORDS)):
        if word not in known:
            hint = closest(word, known) or f"use one of {', '.join(known)}"
            raise SkyError(Message("E313", f'the {what} "{word[:40]}" is unknown', hint=hint))
    if need.window is None and (need.direct or need.view):
        text = f"{'direct sun' if need.direct else 'a view'} needs a window"
        raise SkyError(Message("E313", text, hint="name the window"))
    if need.direct and need.light == "eclipse":
        raise SkyError(Message("E313", "there is no direct sun in eclipse", hint="ask for sun, sunrise or sunset"))
    if need.view_by != "any" and (need.view is None or need.view in VIEW_WORDS):
        text = f"by {need.view_by} is said of a landmark, and none is asked for"
        raise SkyError(Message("E313", text, hint=f"name a landmark, or use {' or '.join(VIEW_WORDS)}"))
