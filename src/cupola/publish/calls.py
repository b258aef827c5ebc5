"""Who is due when and where on a day, and the times that concern everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cupola.clock import DAY, Span
from cupola.production.person import BlockKind, Person
from cupola.publish.casting import Casting, Category
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.dood import status
from cupola.publish.moment import Moment, minutes_text


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


def key_times(day: ShootingDay, schedule: Schedule) -> tuple[KeyTime, ...]:
    """Give the times at the head of the sheet: general call first, then in the order of the day, sleep last."""
    clocks, say = schedule.clocks, schedule.language.say
    first, last = day.works[0], max(day.works, key=lambda work: work.span.stop)
    rolling = sorted((take, work.shot.id) for work in day.works if work.scene.lesson is None for take in work.takes)
    meal, sleep = common("meal", day, schedule), common("sleep", day, schedule)
    keys = [
        (take.start, KeyTime(say("first-take"), clocks.moment(take.start).crew, shot)) for take, shot in rolling[:1]
    ]
    keys += [(meal.start, _until("meal", meal, schedule))] if meal else []
    keys.append((last.span.stop, KeyTime(say("last-take-ends"), clocks.moment(last.span.stop).crew, last.shot.id)))
    call = clocks.moment(first.span.start).crew
    return (
        KeyTime(say("general-call"), call, say("key-set-up", shot=first.shot.id)),
        *(key for _, key in sorted(keys, key=lambda key: key[0])),
        *([_until("sleep", sleep, schedule)] if sleep else []),
    )


def _until(key: str, span: Span, schedule: Schedule) -> KeyTime:
    start, stop = schedule.clocks.moment(span.start), schedule.clocks.moment(span.stop)
    return KeyTime(schedule.language.say(key), start.crew, schedule.language.say("to", time=stop.crew))


def common(kind: BlockKind, day: ShootingDay, schedule: Schedule) -> Span | None:
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


def call_rows(day: ShootingDay, schedule: Schedule, casting: Casting) -> tuple[CallRow, ...]:
    """Give everybody's call, also of those who are held or not called: a call is the first set-up, to the second."""
    return tuple(_call(person, day, schedule, casting) for person in casting.in_order())


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
        shots=_shots(work for _, work in due),
        work=minutes_text(sum(span.length for span, _ in due), schedule.language) if due else "",
        sleep=schedule.clocks.span_text(night) if night else "",
    )


def _shots(works: Iterable[Work]) -> str:
    """Name set-ups, and the course of lessons that follow one another once: `soyuz-1A, -2A`."""
    said, before = [], ""
    for work in {work.shot.id: work for work in works}.values():
        course, dash, number = work.shot.id.rpartition("-") if work.scene.lesson else ("", "", work.shot.id)
        said.append(f"{dash}{number}" if course and course == before else work.shot.id)
        before = course
    return ", ".join(said)


def _sleep(person: Person, day: ShootingDay, schedule: Schedule) -> Span | None:
    whole = _whole(day, schedule)
    nights = (block.span for block in person.blocks if block.kind == "sleep" and block.span.start in whole)
    return max(nights, key=lambda span: span.start, default=None)
