"""Sides: for one person, the text of the scenes that they play on each day, and what else is shot, crossed through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cupola.production.person import Person
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.imprint import Imprint, imprint
from cupola.script.cue import speaker
from cupola.script.element import UNSEEN
from cupola.script.emphasis import plain
from cupola.script.length import pages_text
from cupola.script.scene import Scene as ScriptScene

Script = Mapping[str, ScriptScene]
"""The scenes of the screenplay by number."""

_SPOKEN: Final = ("character", "parenthetical", "dialogue", "lyric")
_SKIPPED: Final = UNSEEN | {"scene_heading", "page_break"}


@dataclass(frozen=True, slots=True)
class Line:
    """An element of the screenplay as it is printed; `own` are the cues and the lines of who has the sides."""

    kind: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A scene of the day: with its text when it is theirs, else its heading alone, crossed through."""

    number: str
    title: str
    tone: str
    shots: str
    pages: str
    theirs: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SidesDay:
    """A day on which somebody plays."""

    number: int
    long: str
    call: str
    wrap: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a person, a page or more a day."""

    imprint: Imprint
    name: str
    part: str
    number: int
    days: tuple[SidesDay, ...]


def sides(person: Person, schedule: Schedule, casting: Casting, script: Script) -> Sides:
    """Make the sides of somebody of the cast."""
    days = [day for day in schedule.days if any(_plays(person, work) for work in day.works)]
    return Sides(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, schedule.language),
        name=person.name,
        part=casting.part(person),
        number=casting.numbers[person.id],
        days=tuple(_day(person, day, schedule, script) for day in days),
    )


def _plays(person: Person, work: Work) -> bool:
    """Say whether somebody is before the camera: in a lesson there is nothing to read."""
    return person.id in work.shot.cast and work.scene.lesson is None


def _day(person: Person, day: ShootingDay, schedule: Schedule, script: Script) -> SidesDay:
    filmed = [work for work in day.works if work.scene.lesson is None]
    spans = [span for work in filmed for span in work.calls(person.id)]
    scenes = dict.fromkeys(work.scene.number for work in filmed)
    return SidesDay(
        number=day.number,
        long=schedule.language.long_date(day.date),
        call=schedule.clocks.moment(min(span.start for span in spans)).crew,
        wrap=schedule.clocks.moment(max(span.stop for span in spans)).crew,
        pieces=tuple(_piece(number, person, day, schedule, script) for number in scenes),
    )


def _piece(number: str, person: Person, day: ShootingDay, schedule: Schedule, script: Script) -> Piece:
    works = [work for work in day.works if work.scene.number == number]
    theirs, head = any(person.id in work.shot.cast for work in works), schedule.headings[number]
    text = script.get(number)
    return Piece(
        number=number,
        title=head.line,
        tone=head.tone,
        shots=", ".join(work.shot.id for work in works if not theirs or person.id in work.shot.cast),
        pages=pages_text(works[0].scene.eighths),
        theirs=theirs,
        lines=tuple(spoken(text, cue_of(person, schedule))) if text and theirs else (),
    )


def cue_of(person: Person, schedule: Schedule) -> str:
    """Give the name by which the screenplay's cues call somebody, whatever language the paper is in."""
    return schedule.spelled.get(person.id, "")


def spoken(scene: ScriptScene, cue: str) -> Iterator[Line]:
    """Give the printed text of a scene; what the speaker of a cue says is their own."""
    own = False
    for element in scene.elements:
        if element.kind in _SKIPPED:
            continue
        if element.kind == "character":
            own = bool(cue) and speaker(element.text).casefold() == cue.casefold()
        elif element.kind not in _SPOKEN:
            own = False
        yield Line(element.kind, plain(element.text), own)
