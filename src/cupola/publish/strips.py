"""Strips as they are printed: a shot on a day, with its takes, light, people and gear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import Span
from cupola.light import Need
from cupola.light.need import VIEW_WORDS
from cupola.production.model import Production
from cupola.production.scene import Scene, Shot
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.language import Language, english
from cupola.publish.marks import Mark, marks
from cupola.publish.moment import Clocks, Moment, minutes_text
from cupola.publish.moves import CompanyMove, company_moves
from cupola.publish.story import Heading, clipped
from cupola.publish.sunlight import Phases
from cupola.script.length import pages_text


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
    """A strip on a day. `pages`, `eighths` are filled on the strip that finishes its scene; `part` says `2 of 5`.

    A lesson has neither. `moves` are the company moves before it; `picture` names the frame of its first take, if
    there is one, and `described` says what is in it.
    """

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
    players: str
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
    eighths: int
    part: str
    completes: bool
    marks: tuple[Mark, ...]
    lesson: bool = False
    moves: tuple[CompanyMove, ...] = ()
    picture: str = ""
    described: str = ""


@dataclass(frozen=True, slots=True)
class StripPrinter:
    """Writes strips of one production."""

    schedule: Schedule
    casting: Casting
    phases: Phases

    @property
    def production(self) -> Production:
        """The production."""
        return self.schedule.production

    @property
    def language(self) -> Language:
        """The language that they are written in."""
        return self.schedule.language

    @property
    def clocks(self) -> Clocks:
        """Its clocks."""
        return self.schedule.clocks

    def rows(self, day: ShootingDay) -> tuple[StripRow, ...]:
        """Write the strips of a day in order, with the company moves between them."""
        moves = company_moves(day, self.schedule, self.casting)
        return tuple(replace(self.row(work), moves=moves[work.shot.id]) for work in day.works)

    def row(self, work: Work) -> StripRow:
        """Write what is made of a strip on a day."""
        shot, scene = work.shot, work.scene
        where = self.production.sets[work.strip.set]
        return StripRow(
            shot=shot.id,
            scene=scene.number,
            heading=self.schedule.headings[scene.number],
            set=where.name,
            module=where.module,
            text=clipped(shot.text),
            size=shot.size,
            lens=shot.lens,
            camera=self.production.cameras[work.strip.camera].model if work.strip.camera else "",
            gear=self.gear(shot),
            cast=self.casting.digits(shot.cast),
            players=self.casting.players(shot.cast, shot.looks),
            crew=self.casting.names(p for p in work.strip.people if p not in shot.cast),
            escorts=self.casting.names(dict.fromkeys(p.escort for p in work.passes if p.escort)),
            light=shot.need.light,
            asks=self.asks(shot),
            quiet=shot.quiet,
            start=self.clocks.moment(work.span.start),
            stop=self.clocks.moment(work.span.stop),
            length=minutes_text(work.span.length, self.language),
            takes=len(work.takes),
            take_length=self.language.duration(shot.take),
            passes=self._passes(work),
            pages=pages_text(scene.eighths) if work.completes and scene.lesson is None else "",
            eighths=scene.eighths if work.completes else 0,
            part=self._part(shot, scene) if scene.lesson is None else "",
            completes=work.completes,
            marks=marks(work.strip, self.schedule),
            lesson=scene.lesson is not None,
        )

    def asks(self, shot: Shot) -> str:
        """Write what a shot asks of window, view and match: `Soyuz MS-19 in nauka.forward; to cut with 13A`."""
        return asked(shot, self.schedule)

    def gear(self, shot: Shot) -> str:
        """Write the counted gear of a shot: `2 × LED panel, gimbal`."""
        names = [(self.production.gear[key].name, count) for key, count in shot.gear]
        return ", ".join(f"{count}\u00a0×\u00a0{name}" if count > 1 else name for name, count in names)

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
                    setup_length=minutes_text(one.setup.length, self.language) if one.setup else "",
                    escort=self.casting.names([one.escort]) if one.escort else "",
                    takes=takes,
                )
            )
        return tuple(rows)

    def _take(self, number: int, span: Span) -> TakeRow:
        light = self.phases.at(span.start)
        change = "" if light.left is None else self._then(light.then, light.left)
        return TakeRow(number, self.clocks.moment(span.start), self.clocks.moment(span.stop), light.phase, change)

    def _then(self, phase: str, seconds: float) -> str:
        say = self.language.say
        return say("light-then", light=say(f"light-{phase}"), time=_soon(seconds, self.language))

    def _part(self, shot: Shot, scene: Scene) -> str:
        shots = [one.id for one in scene.shots]
        return self.language.say("part-of", n=shots.index(shot.id) + 1, all=len(shots)) if shot.id in shots else ""


def asked(shot: Shot, schedule: Schedule) -> str:
    """Write what a shot asks of window, view and match: `Soyuz MS-19 in nauka.forward; to cut with 13A`."""
    flight, said = schedule.production.flight, schedule.language
    names = {key: module.name for key, module in flight.station.modules.items()} if flight else {}
    match = said.say("asks-match", shot=shot.match) if shot.match else ""
    return "; ".join(word for word in (asks(shot.need, names, said), match) if word)


_NO_NAMES: Final[Mapping[str, str]] = {}


def asks(need: Need, names: Mapping[str, str] = _NO_NAMES, language: Language | None = None) -> str:
    """Write what a shot asks of window and view: `direct sun through nauka.forward; Lisbon in cupola.top`.

    Parameters
    ----------
    names : mapping of str to str
        The names of modules and ships by their ids.
    """
    said = language or english()
    say, window = said.say, said.name(need.window or "")
    words = []
    if need.direct:
        words.append(say("asks-direct-through", window=window) if window else say("asks-direct"))
    if need.view:
        seen = say(f"view-{need.view}") if need.view in VIEW_WORDS else said.name(names.get(need.view, need.view))
        key = "asks-view" if need.view_by == "any" else f"asks-view-{need.view_by}"
        words.append(say(key, view=seen, window=window))
    if window and not words:
        words.append(say("asks-window", window=window))
    if need.gravity != "any":
        words.append(say(f"gravity-{need.gravity}"))
    if need.link != "any":
        words.append(say("asks-no-link") if need.link == "none" else say("asks-link", link=said.name(need.link)))
    return "; ".join(words)


def _soon(seconds: float, language: Language) -> str:
    if seconds < 90:
        return language.say("seconds", n=max(round(seconds), 0))
    return language.say("minutes", n=language.number(seconds / 60, 0 if seconds >= 600 else 1))
