"""A person's calendar in iCalendar (RFC 5545): each pass in which they are needed is an event of theirs.

An event has the same UID in every version of the plan, so that a new calendar changes the entries of the old one: what
moved is moved, with a higher SEQUENCE; what left is cancelled. The bytes depend on the plan alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cupola.clock import Span, clock_text
from cupola.errors import Message, PlanError
from cupola.plan.result import Pass, Plan, Strip
from cupola.production.person import Person
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.exchange.naming import file_stem
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.table import utc
from cupola.publish.record import clean
from cupola.publish.story import clipped
from cupola.publish.strips import asks

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_MAKER: Final = "-//Cupola//cupola export//EN"
_ALARM: Final = timedelta(minutes=15)
_FIRST_ALARM: Final = timedelta(minutes=60)
"""Before the first event of somebody's day there is an alarm more."""

Key = tuple[str, int]
"""A shot and the number of its pass: what an event keeps through all versions."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A pass that somebody is needed for."""

    set: str
    camera: str
    passing: Pass
    is_escort: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: its duty, the version that changed it last (0 in a draft), and whether that cancelled it."""

    duty: Duty
    version: int
    is_cancelled: bool = False


def history(plans: Sequence[Plan], person: str, *, is_draft: bool = False) -> dict[Key, Entry]:
    """Give the entries of somebody's calendar, cancelled ones included.

    Parameters
    ----------
    plans : sequence of Plan
        The versions of the plan, the oldest first; the last is the plan in force.
    is_draft : bool
        Whether the only plan is none of them, but a draft.
    """
    found: dict[Key, Entry] = {}
    for version, plan in enumerate(plans, 0 if is_draft else 1):
        duties = dict(_duties(plan, person))
        for key, duty in duties.items():
            old = found.get(key)
            if old is None or old.is_cancelled or old.duty != duty:
                found[key] = Entry(duty, version)
        for key in found.keys() - duties.keys():
            if not found[key].is_cancelled:
                found[key] = replace(found[key], version=version, is_cancelled=True)
    return found


def _duties(plan: Plan, person: str) -> Iterator[tuple[Key, Duty]]:
    for strip in plan.strips:
        for number, one in enumerate(strip.passes, 1):
            if person in strip.people or one.escort == person:
                yield (strip.shot, number), _duty(strip, one, is_escort=person not in strip.people)


def _duty(strip: Strip, one: Pass, *, is_escort: bool) -> Duty:
    return Duty(strip.set, strip.camera, one, is_escort)


def calendars(parcel: Parcel, person: Person | None = None) -> dict[str, bytes]:
    """Write the calendars of everybody who has something to do, or of one person; by name of file.

    Raises
    ------
    PlanError
        The person has nothing to do, or nobody has (E771).
    """
    before = [version.plan for version in parcel.versions[:-1]]
    people = [person] if person else list(parcel.production.people.values())
    made = {one.id: calendar(parcel.schedule, parcel.casting, one, before) for one in people}
    found = {f"calendar-{file_stem(key)}.ics": content for key, content in made.items() if content}
    if not found:
        who = f"{person.name} has" if person else "nobody has"
        hint = "the day-out-of-days says who works when: cupola paper"
        raise PlanError(Message("E771", f"{who} nothing to do in this plan: there is no calendar", hint=hint))
    return found


def calendar(schedule: Schedule, casting: Casting, person: Person, before: Sequence[Plan] = ()) -> bytes | None:
    """Write somebody's calendar of a plan; None for who has nothing to do in it, and never had.

    Parameters
    ----------
    before : sequence of Plan
        The versions that were approved before the plan, the oldest first.
    """
    is_draft = schedule.past.approval is None
    entries = history((*before, schedule.plan), person.id, is_draft=is_draft)
    if not entries:
        return None
    written = _Writer(schedule, casting, person).calendar(entries)
    return bytes(written.to_ical())


@dataclass(frozen=True, slots=True)
class _Writer:
    schedule: Schedule
    casting: Casting
    person: Person

    def calendar(self, entries: dict[Key, Entry]) -> Calendar:
        from icalendar import Calendar

        made = Calendar()
        made.add("prodid", _MAKER)
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("x-wr-calname", _line(f"{self.schedule.production.title}: {self.person.name}"))
        first = self._firsts(entries.values())
        for key, entry in sorted(entries.items(), key=lambda one: (one[1].duty.passing.span.start, one[0])):
            event = self.event(key, entry)
            if not entry.is_cancelled:
                self._alarm(event, _ALARM)
                if entry.duty.passing.span.start in first:
                    self._alarm(event, _FIRST_ALARM)
            made.add_component(event)
        return made

    def event(self, key: Key, entry: Entry) -> Event:
        """Write an event."""
        from icalendar import Event

        span, approval = entry.duty.passing.span, self.schedule.past.approval
        event = Event()
        event.add("uid", self._uid(key))
        event.add("sequence", entry.version)
        event.add("dtstamp", utc(approval.time if approval else 0.0))
        event.add("dtstart", utc(span.start))
        event.add("dtend", utc(span.stop))
        event.add("summary", self._summary(key[0], entry.duty))
        event.add("location", self._place(entry.duty))
        event.add("description", "\n".join(self._description(key, entry)))
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED" if approval else "TENTATIVE")
        event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
        return event

    def _uid(self, key: Key) -> str:
        """Give what stays through all versions: by hash, as nobody knows what names hold."""
        parts = (self.schedule.production.title, self.person.id, key[0], str(key[1]))
        joined = "\0".join(parts).encode("utf-8", "surrogatepass")
        return f"{hashlib.sha256(joined).hexdigest()[:32]}@cupola"

    def _firsts(self, entries: Iterable[Entry]) -> frozenset[float]:
        """Give when somebody's days begin."""
        starts: dict[int, float] = {}
        for start in (one.duty.passing.span.start for one in entries if not one.is_cancelled):
            day = self.schedule.production.day_of(start)
            starts[day] = min(start, starts.get(day, start))
        return frozenset(starts.values())

    def _alarm(self, event: Event, before: timedelta) -> None:
        from icalendar import Alarm

        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(event["summary"]))
        alarm.add("trigger", -before)
        event.add_component(alarm)

    def _summary(self, key: str, duty: Duty) -> str:
        shot = self.schedule.production.shots.get(key)
        what = self.schedule.headings[shot.scene].place if shot else ""
        return _line(f"{key} {'escort: ' if duty.is_escort else ''}{what}")

    def _place(self, duty: Duty) -> str:
        where = self.schedule.production.sets.get(duty.set)
        if where is None:
            return _line(duty.set)
        return _line(f"{where.name} ({where.module})" if where.module else where.name)

    def _description(self, key: Key, entry: Entry) -> Iterator[str]:
        """Tell what is made, when to the second, with whom and with what, and why it changed."""
        shot = self.schedule.production.shots.get(key[0])
        duty = entry.duty
        if shot:
            yield _line(f"Scene {shot.scene}: {clipped(shot.text)}")
        what = "Takes" if duty.camera else "Time"  # a lesson is no take
        yield f"{what}, UTC: " + ", ".join(_clock(take) for take in duty.passing.takes)
        yield f"{_line(self.schedule.production.crew_clock)}: {self.schedule.clocks.span_text(duty.passing.span)}"
        if shot:
            others = self.casting.names(one for one in shot.people if one != self.person.id)
            yield from (f"{word}: {_line(text)}" for word, text in self._needs(shot.id, others, duty) if text)
        move = self.schedule.past.moves.get(key[0])
        if move and move.reason:
            yield _line(f"Changed: {move.reason}")
        yield self._version()

    def _needs(self, key: str, others: str, duty: Duty) -> Iterator[tuple[str, str]]:
        production = self.schedule.production
        shot, escort = production.shots[key], duty.passing.escort
        camera = production.cameras.get(duty.camera)
        known = [escort] if escort in production.people and escort != self.person.id else []
        yield "With", others
        yield "Escort", self.casting.names(known)
        yield "Look", dict(shot.looks).get(self.person.id, "")
        yield "Light", "" if shot.need.light == "any" else shot.need.light
        yield "Asks", asks(shot.need)
        yield "Camera", f"{camera.model} {shot.lens}" if camera else ""

    def _version(self) -> str:
        approval = self.schedule.past.approval
        return _line(f"Version {approval.version}, approved by {approval.author}") if approval else "Draft"


def _clock(span: Span) -> str:
    return f"{clock_text(span.start, seconds=True)}–{clock_text(span.stop, seconds=True)}"


def _line(text: str) -> str:
    return " ".join(clean(text).split())
