"""Strips as they are printed: a shot on a day, with its takes, light, people and gear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.light import Need

from cupola.clock import Span
from cupola.production.model import Production, Scene, Shot
from cupola.publish.casting import Casting
from cupola.publish.day import Work
from cupola.publish.moment import Clocks, Moment, minutes_text, pages_text
from cupola.publish.sunlight import Phases
from cupola.units import duration_text

_TIMES: Final = {
    "day": ("DAY", "MORNING", "AFTERNOON", "NOON", "ДЕНЬ", "TAG", "JOUR"),
    "night": ("NIGHT", "MIDNIGHT", "DARKNESS", "DARK", "НОЧЬ", "NACHT", "NUIT"),
    "dawn": ("DAWN", "SUNRISE", "УТРО", "РАССВЕТ", "MORGEN", "AUBE", "MATIN"),
    "dusk": ("DUSK", "SUNSET", "EVENING", "TWILIGHT", "ВЕЧЕР", "ЗАКАТ", "ABEND", "SOIR"),
}
"""The times of day of headings by the colour of their strip."""

_LONGEST: Final = 300
"""Characters of a description that are printed: a set-up is one line of a call sheet, not a page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where and when a scene plays in the story.

    Attributes
    ----------
    kind : str
        `INT`, `EXT`, `INT/EXT` or empty.
    place : str
        The heading without its first word and its time of day.
    time : str
        The time of day as written, or empty.
    tone : str
        The colour of the strip: `int-day`, `ext-day`, `int-night`, `ext-night`, `dawn`, `dusk` or `plain`.
    """

    kind: str
    place: str
    time: str
    tone: str


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A take: its number within the shot, from and to, the light, and how long that stays."""

    number: int
    start: Moment
    stop: Moment
    phase: str
    change: str


@dataclass(frozen=True, slots=True)
class PassRow:
    """A pass: the set-up in the first, who escorts, the takes."""

    number: int
    start: Moment
    setup: str
    setup_length: str
    escort: str
    takes: tuple[TakeRow, ...]


@dataclass(frozen=True, slots=True)
class StripRow:
    """A strip on a day. `pages` is filled on the strip that finishes its scene; `part` says `2 of 5`."""

    shot: str
    scene: str
    heading: Heading
    set: str
    module: str
    text: str
    size: str
    lens: str
    camera: str
    gear: str
    cast: str
    cast_names: str
    crew: str
    escorts: str
    light: str
    asks: str
    quiet: bool
    start: Moment
    stop: Moment
    length: str
    takes: int
    take_length: str
    passes: tuple[PassRow, ...]
    pages: str
    part: str
    completes: bool


@dataclass(frozen=True, slots=True)
class StripPrinter:
    """Writes strips of one production."""

    production: Production
    casting: Casting
    phases: Phases
    clocks: Clocks

    def row(self, work: Work) -> StripRow:
        """Write what is made of a strip on a day."""
        shot, scene = work.shot, work.scene
        where = self.production.sets[work.strip.set]
        return StripRow(
            shot=shot.id,
            scene=scene.number,
            heading=heading(scene),
            set=where.name,
            module=where.module,
            text=clipped(shot.text),
            size=shot.size,
            lens=shot.lens,
            camera=self.production.cameras[work.strip.camera].model,
            gear=self.gear(shot),
            cast=self.casting.digits(shot.cast),
            cast_names=self.casting.names(shot.cast),
            crew=self.casting.names(p for p in work.strip.people if p not in shot.cast),
            escorts=self.casting.names(dict.fromkeys(p.escort for p in work.passes if p.escort)),
            light=shot.need.light,
            asks=asks(shot.need),
            quiet=shot.quiet,
            start=self.clocks.moment(work.span.start),
            stop=self.clocks.moment(work.span.stop),
            length=minutes_text(work.span.length),
            takes=len(work.takes),
            take_length=duration_text(shot.take),
            passes=self._passes(work),
            pages=pages_text(scene.eighths) if work.completes else "",
            part=_part(shot, scene),
            completes=work.completes,
        )

    def gear(self, shot: Shot) -> str:
        """Write the counted gear of a shot: `2 × LED panel, gimbal`."""
        names = [(self.production.gear[key].name, count) for key, count in shot.gear]
        return ", ".join(f"{count} × {name}" if count > 1 else name for name, count in names)

    def _passes(self, work: Work) -> tuple[PassRow, ...]:
        rows, number = [], work.first_take
        for index, one in enumerate(work.passes, 1):
            takes = tuple(self._take(number + k, span) for k, span in enumerate(one.takes))
            number += len(one.takes)
            rows.append(
                PassRow(
                    number=index,
                    start=self.clocks.moment(one.span.start),
                    setup=self.clocks.span_text(one.setup) if one.setup else "",
                    setup_length=minutes_text(one.setup.length) if one.setup else "",
                    escort=self.casting.names([one.escort]) if one.escort else "",
                    takes=takes,
                )
            )
        return tuple(rows)

    def _take(self, number: int, span: Span) -> TakeRow:
        light = self.phases.at(span.start)
        change = "" if light.left is None else f"{light.then} in {_soon(light.left)}"
        return TakeRow(number, self.clocks.moment(span.start), self.clocks.moment(span.stop), light.phase, change)


def heading(scene: Scene) -> Heading:
    """Take a scene's heading apart, by what the screenplay says of it."""
    place, time, kind = scene.heading.strip(), scene.time_of_day or "", scene.place_kind or ""
    if kind:
        place = place.partition(" ")[2].strip() or place
    head, dash, tail = place.rpartition(" - ")
    if dash and time and tail.strip().casefold() == time.casefold():
        place = head.strip()
    return Heading(kind, clipped(place, 120), time, tone(kind, time))


def tone(kind: str, time: str) -> str:
    """Give the colour of a strip: by the time of day for dawn and dusk, else by inside or outside and day or night."""
    when = next((name for name, words in _TIMES.items() if time.upper() in words), "day" if not time else "")
    if when in ("dawn", "dusk"):
        return when
    where = {"INT": "int", "EXT": "ext", "INT/EXT": "ext"}.get(kind)
    return f"{where}-{when}" if where and when else "plain"


def asks(need: Need) -> str:
    """Write what a shot asks of light and view: `direct sun through nauka.forward`, `Lisbon by night from cupola.top`."""
    words = []
    if need.direct:
        words.append(f"direct sun through {need.window}")
    if need.view:
        seen = {"earth-day": "Earth's day side", "earth-night": "Earth's night side"}.get(need.view, need.view)
        when = f" by {need.view_by}" if need.view_by != "any" else ""
        words.append(f"{seen}{when} in {need.window}")
    if need.window and not words:
        words.append(f"at {need.window}")
    return "; ".join(words)


def clipped(text: str, longest: int = _LONGEST) -> str:
    """Give a text on one line, cut with an ellipsis when it is longer than paper has room for."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _part(shot: Shot, scene: Scene) -> str:
    shots = [one.id for one in scene.shots]
    return f"{shots.index(shot.id) + 1}/{len(shots)}" if shot.id in shots else ""


def _soon(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 0)} s"
    return f"{seconds / 60:.0f} min" if seconds >= 600 else f"{seconds / 60:.1f} min"
