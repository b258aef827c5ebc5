"""The words of reasons and faults: numbers, lists, dates, and what a shot needs of the light, as a crew says them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from cupola.light import Need

_NUMBERS: Final = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_VIEWS: Final = {
    "earth-day": "the day side of the Earth",
    "earth-night": "the night side of the Earth",
    "terminator": "the terminator",
    "limb": "the Earth's edge",
    "city-lights": "city lights",
    "sun": "the Sun",
    "moon": "the Moon",
}
_LIGHT: Final = {
    "sun": "sunlight",
    "eclipse": "eclipse",
    "sunrise": "sunrise",
    "sunset": "sunset",
    "day": "daylight",
    "golden": "the golden hour",
    "blue": "the blue hour",
    "night": "night",
}


_GRAVITY: Final = {
    "weightless": "weightlessness",
    "moon": "the gravity of the Moon",
    "mars": "the gravity of Mars",
    "earth": "the gravity of the Earth",
    "heavy": "more than the gravity of the Earth",
}


_LINKS: Final = {"video": "a link for video", "voice": "a link for voice", "none": "no link to the ground"}


def need_words(need: Need) -> str:
    """Say what a shot needs: `eclipse with Lisbon in view of cupola.top`; empty, when any light will do."""
    words = "" if need.light == "any" else _LIGHT[need.light]
    if need.direct:
        sun = f"direct sun through {need.window}" if need.window else "direct sun"
        words = f"{sun} at {words}" if need.light in ("sunrise", "sunset") else f"{sun}{_in_light(need)}"
    if need.sun_from:
        sector = "the Sun from {:g} to {:g} deg".format(*need.sun_from)
        words = f"{words} with {sector}" if words else sector
    if need.view:
        by = {"day": " in daylight", "night": " at night"}.get(need.view_by, "")
        view = f"{_VIEWS.get(need.view, need.view)}{by} in view of {need.window}"
        words = f"{words} with {view}" if words else view
    if need.gravity != "any":
        felt = _GRAVITY[need.gravity]
        words = f"{felt} in {words}" if words else felt
    if need.link != "any":
        link = _LINKS.get(need.link, f"the link {need.link}")
        words = f"{words} {'and' if ' with ' in words else 'with'} {link}" if words else link
    return words


def _in_light(need: Need) -> str:
    """Say the light on the ground that direct sun falls in: there it may be any hour of the day."""
    return "" if need.location is None or need.light == "any" else f" in {_LIGHT[need.light]}"


def wish_words(need: Need, *, quiet: bool, like: str | None = None) -> str:
    """Say all that a shot needs besides its people and its set: light, view, quiet, a match; empty, when nothing."""
    words = (need_words(need), "quiet" if quiet else "", f"the light of {like}" if like else "")
    return listing(word for word in words if word)


def phase_words(phase: str) -> str:
    """Say the name of a light phase as it follows `in`."""
    return _LIGHT[phase]


def number(count: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def times(count: int) -> str:
    """Say how often: once, twice, three times."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def listing(words: Iterable[str]) -> str:
    """Join words with commas and an `and`."""
    items = list(words)
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} and {items[-1]}"


def date_words(at: float, crew_offset: float) -> str:
    """Give the date of an instant on the crew's clock as it is said: `9 October`."""
    when = datetime.fromtimestamp(at + crew_offset, UTC)
    return f"{when.day} {when:%B}"
