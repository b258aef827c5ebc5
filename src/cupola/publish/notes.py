"""The day's events and warnings: what everybody aboard has to know before the camera rolls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cupola.clock import Span, SpanSet
from cupola.plan.replan.difference import Move
from cupola.production.model import Event
from cupola.production.person import Person
from cupola.publish.casting import Casting, isolated
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.marks import place


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its time on the crew's clock (empty for the whole day), its kind, and what it says.

    `kind` is `event`, `stop` (no filming), `attitude` (no light to rely on), `quiet`, `escort`, `private`, `change`
    (a strip came, went or moved since the version before) or `first-days`.
    """

    time: str
    kind: str
    text: str


def notes(day: ShootingDay, schedule: Schedule, casting: Casting) -> tuple[Note, ...]:
    """Give the notes of a day: what concerns all of it first, then in time order."""
    makers = (_changes, _events, _borrowed, _quiet, _escorts)
    timed = [one for make in makers for one in make(day, schedule, casting)]
    timed.sort(key=lambda one: (one[0], one[1].kind, one[1].text))
    return (*_first_days(day, schedule), *(note for _, note in timed))


def _first_days(day: ShootingDay, schedule: Schedule) -> Iterator[Note]:
    """Say how slow the newcomers still are, where it changes the day."""
    production = schedule.production
    newcomers: dict[int, list[Person]] = {}
    for person in production.people.values():
        if person.novice and any(person.id in work.everyone for work in day.works):
            newcomers.setdefault(production.days_aboard(day.slot, person), []).append(person)
    for days, people in newcomers.items():
        load = production.day_load(day.slot, people[0])
        theirs = [w.shot for w in day.works if any(p.id in w.shot.people for p in people)]
        factor = max((production.time_factor(day.slot, shot) for shot in theirs), default=1.0)
        if load < 1 or factor > 1:
            said = schedule.language
            limits = said.say("note-slow", factor=said.number(factor, 1))
            if load < 1:
                limits = said.say("note-limit", part=said.percent(load), slow=limits)
            names = said.listed(isolated(p.name) for p in people)
            yield Note("", "first-days", said.say("note-newcomer", day=days + 1, people=names, limits=limits))


def _changes(day: ShootingDay, schedule: Schedule, casting: Casting) -> Iterator[tuple[float, Note]]:
    """Say what came to the day, left it, or moved within it: somebody has the old call sheet in the pocket."""
    del casting
    for move in schedule.past.moves.values():
        here = [span for span in (move.after, move.before) if span and span.start in day.span]
        if here and move.kind != "unfinished":
            why = schedule.language.phrase(move.reason)
            text = _way(move, schedule) + (f": {why}." if why else ".")
            yield here[0].start, Note(schedule.clocks.moment(here[0].start).crew, "change", text)


def _way(move: Move, schedule: Schedule) -> str:
    clocks, said = schedule.clocks, schedule.language
    if move.before and move.after:
        before, after = (place(span.start, clocks, said) for span in (move.before, move.after))
        return said.say("moves", shot=move.shot, before=before, after=after)
    if move.before is None:
        return said.say("is-new", shot=move.shot)
    return said.say("is-left-out", shot=move.shot, time=clocks.moment(move.before.start).crew)


def _borrowed(day: ShootingDay, schedule: Schedule, casting: Casting) -> Iterator[tuple[float, Note]]:
    for work in day.works:
        givers: dict[Span, list[str]] = {}
        for person in casting.in_order():
            for span in SpanSet.of(work.calls(person.id)) & person.time("private"):
                givers.setdefault(span, []).append(isolated(person.name))
        for span, names in givers.items():
            said = schedule.language
            lent = {"people": said.listed(names), "time": said.minutes(span.length), "shot": work.shot.id}
            text = said.count("gives", len(names), **lent)
            yield span.start, Note(schedule.clocks.span_text(span), "private", text)


def _events(day: ShootingDay, schedule: Schedule, casting: Casting) -> Iterator[tuple[float, Note]]:
    for event in schedule.production.events:
        if event.span.overlaps(day.span):
            shown = Span(max(event.span.start, day.span.start), min(event.span.stop, day.span.stop))
            kind = "stop" if event.stops_filming else "attitude" if event.attitude_lost else "event"
            what = event.what.rstrip(".")
            text = what[:1].upper() + what[1:] + _consequences(event, schedule, casting) + "."
            yield shown.start, Note(schedule.clocks.span_text(shown), kind, text)


def _consequences(event: Event, schedule: Schedule, casting: Casting) -> str:
    parts, production, say = [], schedule.production, schedule.language.say
    busy = [person for person in production.people.values() if person.id in event.people]
    if any(person.name not in event.what for person in busy):
        parts.append(say("busy", people=casting.names(person.id for person in busy)))
    closed = [one.name for one in production.sets.values() if one.id in event.sets]
    if any(name not in event.what for name in closed):
        parts.append(say("closed", sets=", ".join(closed)))
    if event.stops_filming:
        parts.append(say("no-filming"))
    if event.attitude_lost:
        parts.append(say("no-attitude"))
    return " (" + "; ".join(parts) + ")" if parts else ""


def _quiet(day: ShootingDay, schedule: Schedule, casting: Casting) -> Iterator[tuple[float, Note]]:
    del casting
    for work in day.works:
        if work.shot.quiet:
            for one in work.passes:
                rolling = Span(one.takes[0].start, one.takes[-1].stop)
                yield rolling.start, Note(schedule.clocks.span_text(rolling), "quiet", _hush(work, schedule))


def _hush(work: Work, schedule: Schedule) -> str:
    where, say = schedule.production.sets[work.strip.set], schedule.language.say
    machines = ", ".join(sorted(where.hears))
    if not machines:
        return say("hush", shot=work.shot.id, place=where.name)
    return say("hush-machines", shot=work.shot.id, place=where.name, machines=machines)


def _escorts(day: ShootingDay, schedule: Schedule, casting: Casting) -> Iterator[tuple[float, Note]]:
    for work in day.works:
        for one in work.passes:
            if one.escort:
                where = schedule.production.sets[work.strip.set].name
                who = casting.names([one.escort])
                text = schedule.language.say("escorts", person=who, shot=work.shot.id, place=where)
                yield one.span.start, Note(schedule.clocks.span_text(one.span), "escort", text)
