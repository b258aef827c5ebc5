"""The call sheet of a shooting day: who is due when and where, for what, in which light, with which gear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cupola.clock import DAY, Span
from cupola.production.model import BlockKind, Person, Scene
from cupola.publish.board import Totals, totals
from cupola.publish.casting import Casting, Category
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.dood import status
from cupola.publish.equipment import Equipment, equipment
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.moment import Moment, long_date, minutes_text, short_date
from cupola.publish.notes import Note, notes
from cupola.publish.story import Heading, clipped
from cupola.publish.strips import StripPrinter, StripRow
from cupola.publish.sunlight import Night, Phases
from cupola.publish.timeline import Timeline, timeline
from cupola.script.length import pages_text

_ADVANCE_DAYS = 2


@dataclass(frozen=True, slots=True)
class KeyTime:
    """One of the times at the head of the sheet: the label, the time, and a word under it."""

    label: str
    time: str
    below: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A person's call: when and where first, when and where last, and for which set-ups."""

    number: int | None
    category: Category
    name: str
    part: str
    status: str
    call: Moment | None
    where: str
    wrap: Moment | None
    wrap_where: str
    shots: str
    work: str
    sleep: str


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
    """The whole sheet of one day."""

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
    light: LightDay
    equipment: Equipment
    advance: tuple[AdvanceDay, ...]
    synopsis: str


def call_sheet(
    day: ShootingDay, schedule: Schedule, casting: Casting, phases: Phases, beta: Mapping[str, float]
) -> CallSheet:
    """Make the call sheet of a day.

    Parameters
    ----------
    beta : mapping of str to float
        The angle between the orbit and the Sun, degrees, by date; a date that is not in it is left blank.
    """
    production, clocks = schedule.production, schedule.clocks
    printer = StripPrinter(production, casting, phases, clocks, schedule.headings)
    sheet_totals = totals(len(day.works), day.finished)
    return CallSheet(
        imprint=imprint(production, schedule.plan),
        number=day.number,
        of=len(schedule.days),
        date=day.date,
        long=long_date(day.date),
        short=short_date(day.date),
        mission_day=_mission_day(day, schedule),
        times=_keys(day, schedule),
        totals=sheet_totals,
        timeline=timeline(day, schedule, casting, phases),
        notes=notes(day, schedule, casting),
        scenes=scene_rows(day, casting, schedule),
        calls=tuple(_call(person, day, schedule, casting) for person in casting.in_order()),
        strips=tuple(printer.row(work) for work in day.works),
        light=_light(day, schedule, phases, beta),
        equipment=equipment(day, production),
        advance=tuple(_advance(later, schedule, casting) for later in schedule.days[day.number :][:_ADVANCE_DAYS]),
        synopsis=_in_words(day, sheet_totals),
    )


def _mission_day(day: ShootingDay, schedule: Schedule) -> int:
    """Count the crew's days from that of lift-off, which is day 1."""
    start = schedule.clocks.midnight(schedule.production.mission_start)
    return int((schedule.clocks.midnight(day.span.start) - start) // DAY) + 1


def _keys(day: ShootingDay, schedule: Schedule) -> tuple[KeyTime, ...]:
    clocks = schedule.clocks
    first, last = day.works[0], max(day.works, key=lambda work: work.span.stop)
    rolling = min((take, work.shot.id) for work in day.works for take in work.takes)
    keys = [
        ("General call", clocks.moment(first.span.start), f"set-up {first.shot.id}"),
        ("First take", clocks.moment(rolling[0].start), rolling[1]),
        ("Last take ends", clocks.moment(last.span.stop), last.shot.id),
    ]
    shown = [KeyTime(label, moment.crew, below) for label, moment, below in keys]
    meal, sleep = _common("meal", day, schedule), _common("sleep", day, schedule)
    if meal:
        shown.insert(2, KeyTime("Meal", clocks.moment(meal.start).crew, f"to {clocks.moment(meal.stop).crew}"))
    if sleep:
        shown.append(KeyTime("Sleep", clocks.moment(sleep.start).crew, f"to {clocks.moment(sleep.stop).crew}"))
    return tuple(shown)


def _common(kind: BlockKind, day: ShootingDay, schedule: Schedule) -> Span | None:
    """Find the block of a kind that most of the day's people share: a meal once called, a night that begins today."""
    called = dict.fromkeys(person for work in day.works for person in work.everyone)
    whole = _whole(day, schedule)
    within = Span(day.works[0].span.start, whole.stop) if kind == "meal" else whole
    spans = Counter(
        block.span
        for person in called
        for block in schedule.production.people[person].blocks
        if block.kind == kind and block.span.start in within
    )
    return max(spans, key=lambda span: (spans[span], span.start)) if spans else None


def _whole(day: ShootingDay, schedule: Schedule) -> Span:
    midnight = schedule.clocks.midnight(day.span.start)
    return Span(midnight + 1.0, midnight + DAY)  # a night cut at midnight began the day before


def _call(person: Person, day: ShootingDay, schedule: Schedule, casting: Casting) -> CallRow:
    code = status(schedule, casting, person)[day.slot]
    due = sorted(((span, work) for work in day.works for span in work.calls(person.id)), key=lambda one: one[0])
    last = max(due, key=lambda one: one[0].stop) if due else None
    sets = schedule.production.sets
    night = _sleep(person, day, schedule)
    return CallRow(
        number=casting.numbers.get(person.id),
        category=casting.category(person),
        name=person.name,
        part=casting.part(person),
        status=code,
        call=schedule.clocks.moment(due[0][0].start) if due else None,
        where=sets[due[0][1].strip.set].name if due else "",
        wrap=schedule.clocks.moment(last[0].stop) if last else None,
        wrap_where=sets[last[1].strip.set].name if last else "",
        shots=", ".join(dict.fromkeys(work.shot.id for _, work in due)),
        work=minutes_text(sum(span.length for span, _ in due)) if due else "",
        sleep=schedule.clocks.span_text(night) if night else "",
    )


def _sleep(person: Person, day: ShootingDay, schedule: Schedule) -> Span | None:
    whole = _whole(day, schedule)
    return next((block.span for block in person.blocks if block.kind == "sleep" and block.span.start in whole), None)


def scene_rows(day: ShootingDay, casting: Casting, schedule: Schedule) -> tuple[SceneRow, ...]:
    """Give the scenes of a day, each once, in the order in which they are begun."""
    works: dict[str, list[Work]] = {}
    for work in day.works:
        works.setdefault(work.scene.number, []).append(work)
    return tuple(_scene(some[0].scene, some, casting, schedule) for some in works.values())


def _scene(scene: Scene, works: list[Work], casting: Casting, schedule: Schedule) -> SceneRow:
    modules = [schedule.production.sets[work.strip.set].module for work in works]
    return SceneRow(
        number=scene.number,
        heading=schedule.headings[scene.number],
        modules=", ".join(dict.fromkeys(modules)),
        synopsis=clipped(scene.synopsis or works[0].shot.text, 140),
        cast=casting.digits({person for work in works for person in work.shot.cast}),
        shots=", ".join(work.shot.id for work in works),
        done=len(works),
        of=len(scene.shots),
        pages=pages_text(scene.eighths),
        finished=any(work.completes for work in works),
    )


def _light(day: ShootingDay, schedule: Schedule, phases: Phases, beta: Mapping[str, float]) -> LightDay:
    nights = phases.nights(day.span, schedule.clocks)
    dark = [float(night.length) for night in nights if night.length]
    angle = beta.get(day.date)
    return LightDay(
        beta="" if angle is None else f"{angle:+.1f}°".replace("-", "−"),
        sunrises=phases.begun("sunrise", day.span),
        sunsets=phases.begun("sunset", day.span),
        shortest=f"{min(dark):.1f}" if dark else "",
        longest=f"{max(dark):.1f}" if dark else "",
        nights=nights,
    )


def _advance(day: ShootingDay, schedule: Schedule, casting: Casting) -> AdvanceDay:
    called = {person for work in day.works for person in work.everyone}
    return AdvanceDay(
        number=day.number,
        long=long_date(day.date),
        short=short_date(day.date),
        call=schedule.clocks.moment(day.works[0].span.start),
        wrap=schedule.clocks.moment(max(work.span.stop for work in day.works)),
        scenes=scene_rows(day, casting, schedule),
        people=casting.names(person.id for person in casting.in_order() if person.id in called),
    )


def _in_words(day: ShootingDay, found: Totals) -> str:
    sets = len(dict.fromkeys(work.strip.set for work in day.works))
    setups = f"{found.setups} set-up{'s' if found.setups != 1 else ''} on {sets} set{'s' if sets != 1 else ''}"
    if not found.scenes:
        return f"{setups}; no scene is finished"
    return f"{setups}; {found.scenes} scene{'s' if found.scenes != 1 else ''} finished, {found.pages} pages"
