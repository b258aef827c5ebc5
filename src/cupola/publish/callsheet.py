"""The call sheet of a shooting day: who is due when and where, for what, in which light, with which gear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import DAY
from cupola.production.scene import Scene
from cupola.publish.aboard import is_aboard
from cupola.publish.board import Totals, totals
from cupola.publish.calls import CallRow, KeyTime, call_rows, key_times
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.equipment import Equipment, equipment
from cupola.publish.groundlight import GroundLight, ground_light
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.language import Language
from cupola.publish.moment import Moment, long_date, short_date
from cupola.publish.notes import Note, notes
from cupola.publish.prints import Print, described
from cupola.publish.story import Heading, clipped
from cupola.publish.strips import StripPrinter, StripRow
from cupola.publish.sunlight import Night, Phases
from cupola.publish.timeline import Timeline, timeline
from cupola.script.length import pages_text

_ADVANCE_DAYS = 2
_NO_PRINTS: Final[Mapping[str, Print]] = {}


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene of the day: what of it is shot. `pages` is the length of the scene, `finished` when it is then all in."""

    number: str
    heading: Heading
    modules: str
    synopsis: str
    cast: str
    shots: str
    done: int
    of: int
    pages: str
    finished: bool
    lesson: bool


@dataclass(frozen=True, slots=True)
class AdvanceDay:
    """One of the next shooting days, in short."""

    number: int
    long: str
    short: str
    call: Moment
    wrap: Moment
    scenes: tuple[SceneRow, ...]
    people: str


@dataclass(frozen=True, slots=True)
class LightDay:
    """The light of the day: the angle of the orbit to the Sun, the counts, and every night."""

    beta: str
    sunrises: int
    sunsets: int
    shortest: str
    longest: str
    nights: tuple[Night, ...]


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The whole sheet of one day; `aboard` unless every set is on the ground, `ground` for each place on the ground."""

    imprint: Imprint
    number: int
    of: int
    date: str
    long: str
    short: str
    mission_day: int
    times: tuple[KeyTime, ...]
    totals: Totals
    timeline: Timeline
    notes: tuple[Note, ...]
    scenes: tuple[SceneRow, ...]
    calls: tuple[CallRow, ...]
    strips: tuple[StripRow, ...]
    aboard: bool
    light: LightDay
    ground: tuple[GroundLight, ...]
    equipment: Equipment
    advance: tuple[AdvanceDay, ...]
    synopsis: str


def call_sheet(
    day: ShootingDay,
    schedule: Schedule,
    casting: Casting,
    phases: Phases,
    beta: Mapping[str, float],
    prints: Mapping[str, Print] = _NO_PRINTS,
) -> CallSheet:
    """Make the call sheet of a day.

    Parameters
    ----------
    beta : mapping of str to float
        The angle between the orbit and the Sun, degrees, by date; a date that is not in it is left blank.
    prints : mapping of str to Print
        The frames that were taken, by shot: one stands beside its shot on the day of the first take.
    """
    production = schedule.production
    printer = StripPrinter(schedule, casting, phases)
    sheet_totals = totals((work.scene for work in day.works), day.finished)
    return CallSheet(
        imprint=imprint(production, schedule.plan, schedule.past.approval, schedule.language),
        number=day.number,
        of=len(schedule.days),
        date=day.date,
        long=long_date(day.date, schedule.language),
        short=short_date(day.date, schedule.language),
        mission_day=_mission_day(day, schedule),
        times=key_times(day, schedule),
        totals=sheet_totals,
        timeline=timeline(day, schedule, casting, phases),
        notes=notes(day, schedule, casting),
        scenes=scene_rows(day, casting, schedule),
        calls=call_rows(day, schedule, casting),
        strips=_framed(printer.rows(day), prints, schedule),
        aboard=is_aboard(production),
        light=_light(day, schedule, phases, beta),
        ground=ground_light(day, schedule),
        equipment=equipment(day, production),
        advance=tuple(_advance(later, schedule, casting) for later in schedule.days[day.number :][:_ADVANCE_DAYS]),
        synopsis=_in_words(day, sheet_totals, schedule.language),
    )


def _framed(rows: tuple[StripRow, ...], prints: Mapping[str, Print], schedule: Schedule) -> tuple[StripRow, ...]:
    """Give strips with the frames of their first takes."""
    return tuple(_with_frame(row, prints[row.shot], schedule) if row.shot in prints else row for row in rows)


def _with_frame(row: StripRow, frame: Print, schedule: Schedule) -> StripRow:
    if not any(take.number == 1 for one in row.passes for take in one.takes):
        return row
    words = described(schedule.production.shots[row.shot], row.set, schedule.language)
    return replace(row, picture=frame.name, described=words)


def _mission_day(day: ShootingDay, schedule: Schedule) -> int:
    """Count the crew's days from that of lift-off, which is day 1."""
    start = schedule.clocks.midnight(schedule.production.mission_start)
    return int((schedule.clocks.midnight(day.span.start) - start) // DAY) + 1


def scene_rows(day: ShootingDay, casting: Casting, schedule: Schedule) -> tuple[SceneRow, ...]:
    """Give the scenes of a day, each once, in the order in which they are begun."""
    works: dict[str, list[Work]] = {}
    for work in day.works:
        works.setdefault(work.scene.number, []).append(work)
    return tuple(_scene(some[0].scene, some, casting, schedule) for some in works.values())


def _scene(scene: Scene, works: list[Work], casting: Casting, schedule: Schedule) -> SceneRow:
    sets = [schedule.production.sets[work.strip.set] for work in works]
    return SceneRow(
        number=scene.number,
        heading=schedule.headings[scene.number],
        modules=", ".join(dict.fromkeys(one.module or one.name for one in sets)),
        synopsis=clipped(scene.synopsis or works[0].shot.text, 140),
        cast=casting.digits({person for work in works for person in work.shot.cast}),
        shots=", ".join(work.shot.id for work in works),
        done=len(works),
        of=len(scene.shots),
        pages=pages_text(scene.eighths),
        finished=any(work.completes for work in works),
        lesson=scene.lesson is not None,
    )


def _light(day: ShootingDay, schedule: Schedule, phases: Phases, beta: Mapping[str, float]) -> LightDay:
    nights = phases.nights(day.span, schedule.clocks, schedule.language)
    dark = [night.minutes for night in nights if night.length]
    angle = beta.get(day.date)
    return LightDay(
        beta="" if angle is None else f"{'−' if angle < 0 else '+'}{schedule.language.number(abs(angle), 1)}°",
        sunrises=phases.begun("sunrise", day.span),
        sunsets=phases.begun("sunset", day.span),
        shortest=schedule.language.number(min(dark), 1) if dark else "",
        longest=schedule.language.number(max(dark), 1) if dark else "",
        nights=nights,
    )


def _advance(day: ShootingDay, schedule: Schedule, casting: Casting) -> AdvanceDay:
    called = {person for work in day.works for person in work.everyone}
    return AdvanceDay(
        number=day.number,
        long=long_date(day.date, schedule.language),
        short=short_date(day.date, schedule.language),
        call=schedule.clocks.moment(day.works[0].span.start),
        wrap=schedule.clocks.moment(max(work.span.stop for work in day.works)),
        scenes=scene_rows(day, casting, schedule),
        people=casting.names(person.id for person in casting.in_order() if person.id in called),
    )


def _in_words(day: ShootingDay, found: Totals, language: Language) -> str:
    sets = language.count("sets", len(dict.fromkeys(work.strip.set for work in day.works)))
    lessons = language.count("lessons", found.lessons) if found.lessons else ""
    if not found.setups:
        return language.say("synopsis-lessons", lessons=lessons, sets=sets)
    setups = ", ".join(filter(None, (language.count("set-ups", found.setups), lessons)))
    if not found.scenes:
        return language.say("synopsis-none", set_ups=setups, sets=sets)
    scenes = language.count("scenes-finished", found.scenes)
    return language.say("synopsis", set_ups=setups, sets=sets, scenes=scenes, pages=found.pages)
