"""Where and when scenes play in the story, and the colour of their strips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cupola.production.scene import Scene
from cupola.publish.language import Language, english
from cupola.script.heading import split_heading

_DAY: Final = ("DAY", "MORNING", "NOON", "MIDDAY", "AFTERNOON", "ДЕНЬ", "УТРО", "ПОЛДЕНЬ", "TAG", "MITTAG")
_NIGHT: Final = (
    "NIGHT",
    "MIDNIGHT",
    "DARKNESS",
    "EVENING",
    "НОЧЬ",
    "ПОЛНОЧЬ",
    "ВЕЧЕР",
    "NACHT",
    "MITTERNACHT",
    "ABEND",
)
_TIMES: Final = {
    "day": (*_DAY, "JOUR", "MATIN", "MIDI"),
    "night": (*_NIGHT, "NUIT", "SOIR"),
    "dawn": ("DAWN", "SUNRISE", "РАССВЕТ", "MORGEN", "AUBE"),
    "dusk": ("DUSK", "SUNSET", "TWILIGHT", "ЗАКАТ", "СУМЕРКИ", "DÄMMERUNG", "CRÉPUSCULE"),
}
"""The times of day of headings by the colour of their strip."""

LONGEST: Final = 300
"""Characters of a description that are printed: a set-up is a few lines of a call sheet, not a page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene's heading in its parts.

    Attributes
    ----------
    kind : str
        `INT`, `EXT`, `INT/EXT` or empty, as the language writes it.
    place : str
        The place that the heading names.
    time : str
        The time of day as written, or empty.
    tone : str
        The colour of the strip: `int-day`, `ext-day`, `int-night`, `ext-night`, `dawn`, `dusk`, or `plain` when the
        heading does not say. A scene that plays inside and outside has the colour of the outside.
    """

    kind: str
    place: str
    time: str
    tone: str

    @property
    def line(self) -> str:
        """The heading on one line: `INT NAUKA - WORK BAY - NIGHT`."""
        return " - ".join(words for words in (f"{self.kind} {self.place}".strip(), self.time) if words)


def headings(scenes: Iterable[Scene], language: Language | None = None) -> dict[str, Heading]:
    """Take the headings of scenes apart, by number.

    Parameters
    ----------
    scenes : iterable of Scene
        In story order: `CONTINUOUS`, `LATER` and their like go on with the time of the scene before.
    """
    found, before, said = {}, "", language or english()
    for scene in scenes:
        kind, time = scene.place_kind or "", scene.time_of_day or ""
        before = part_of_day(time) or (before if time else "")
        place = split_heading(scene.heading).location or scene.heading
        found[scene.number] = Heading(
            said.name(kind), clipped(_spoken(place, said), 120), _spoken(time, said), tone(kind, before)
        )
    return found


def _spoken(words: str, language: Language) -> str:
    """Put a place or a time into a language: as a whole, or else each part of it, `NAUKA - WORK BAY`."""
    whole = language.name(words)
    return whole if whole != words else " - ".join(language.name(part) for part in words.split(" - "))


def part_of_day(time: str) -> str:
    """Give `day`, `night`, `dawn` or `dusk` for a time of day, or nothing when it names none of them."""
    words = time.upper().split()
    return next((part for part, names in _TIMES.items() if any(word in names for word in words)), "")


def tone(kind: str, part: str) -> str:
    """Give the colour of a strip: by the part of the day for dawn and dusk, else by inside or outside and that."""
    if part in ("dawn", "dusk"):
        return part
    where = {"INT": "int", "EXT": "ext", "INT/EXT": "ext"}.get(kind)
    return f"{where}-{part}" if where and part else "plain"


def clipped(text: str, longest: int = LONGEST) -> str:
    """Give a text on one line, cut with an ellipsis when it is longer than paper has room for."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
