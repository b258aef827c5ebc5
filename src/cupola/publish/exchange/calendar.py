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
from cupola.production.scene import Shot
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.exchange.naming import file_stem
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.table import utc
from cupola.publish.language import Language
from cupola.publish.record import clean
from cupola.publish.story import clipped
from cupola.publish.strips import asked

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

_MAKER: Final = "-//Cupola//cupola export//{language}"
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

    Each is in the language that its person reads.

    Raises
    ------
    PlanError
        The person has nothing to do, or nobody has (E771).
    """
    people = [person] if person else list(parcel.production.people.values())
    parcels: dict[str, Parcel] = {}
    for one in people:
        parcels.setdefault(one.language, parcel.read_by(one))
    made = {one.id: calendar(parcels[one.language], one) for one in people}
    found = {f"calendar-{file_stem(key)}.ics": content for key, content in made.items() if content}
    if not found:
        who = f"{person.name} has" if person else "nobody has"
        hint = "the day-out-of-days says who works when: cupola paper"
        raise PlanError(Message("E771", f"{who} nothing to do in this plan: there is no calendar", hint=hint))
    return found


def calendar(parcel: Parcel, person: Person) -> bytes | None:
    """Write somebody's calendar of a plan; None for who has nothing to do in it, and never had."""
    schedule = parcel.schedule
    before = [version.plan for version in parcel.versions[:-1]]
    entries = history((*before, parcel.plan), person.id, is_draft=schedule.past.approval is None)
    if not entries:
        return None
    written = _Writer(schedule, parcel.casting, parcel.production.title, person.id).calendar(entries)
    return bytes(written.to_ical())


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the calendar of a person in the language of a schedule; `film` is the title as the document has it."""

    schedule: Schedule
    casting: Casting
    film: str
    person: str

    @property
    def language(self) -> Language:
        return self.schedule.language

    def calendar(self, entries: dict[Key, Entry]) -> Calendar:
        from icalendar import Calendar

        production = self.schedule.production
        made = Calendar()
        made.add("prodid", _MAKER.format(language=self.language.code.upper()))
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("x-wr-calname", _line(f"{production.title}: {production.people[self.person].name}"))
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
        self._tell(event, "summary", self._summary(key[0], entry.duty))
        self._tell(event, "location", self._place(entry.duty))
        self._tell(event, "description", "\n".join(self._description(key, entry)))
        self._tell(event, "categories", [self.language.say(f"calendar-{self._category(key[0], entry.duty)}")])
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED" if approval else "TENTATIVE")
        event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
        return event

    def _tell(self, part: Event | Alarm, field: str, words: str | list[str]) -> None:
        """Add words with the language that they are in."""
        part.add(field, words, parameters={"language": self.language.code})

    def _uid(self, key: Key) -> str:
        """Give what stays through all versions and languages: by hash, as nobody knows what names hold."""
        parts = (self.film, self.person, key[0], str(key[1]))
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

        when = self.language.say("minutes", n=before // timedelta(minutes=1))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        self._tell(alarm, "description", self.language.say("calendar-soon", time=when, what=str(event["summary"])))
        alarm.add("trigger", -before)
        event.add_component(alarm)

    def _category(self, key: str, duty: Duty) -> str:
        shot = self.schedule.production.shots.get(key)
        is_lesson = shot is not None and self.schedule.production.scene[shot.scene].lesson is not None
        return "lesson" if is_lesson else "escort" if duty.is_escort else "shoot"

    def _summary(self, key: str, duty: Duty) -> str:
        shot = self.schedule.production.shots.get(key)
        what = self.schedule.headings[shot.scene].place if shot else ""
        return _line(self.language.say("calendar-escorts", shot=key, what=what) if duty.is_escort else f"{key} {what}")

    def _place(self, duty: Duty) -> str:
        where = self.schedule.production.sets.get(duty.set)
        if where is None:
            return _line(duty.set)
        return _line(f"{where.name} ({where.module})" if where.module else where.name)

    def _description(self, key: Key, entry: Entry) -> Iterator[str]:
        """Tell what is made, when to the second, with whom and with what, and why it changed."""
        shot = self.schedule.production.shots.get(key[0])
        duty, say = entry.duty, self.language.say
        if shot:
            yield _line(say("calendar-scene", scene=shot.scene, text=clipped(shot.text)))
        what = "calendar-takes" if duty.camera else "calendar-time"  # a lesson is no take
        yield say(what, spans=", ".join(_clock(take) for take in duty.passing.takes))
        yield f"{_line(self.schedule.production.crew_clock)}: {self.schedule.clocks.span_text(duty.passing.span)}"
        if shot:
            yield from (_line(say(f"calendar-{key}", what=text)) for key, text in self._needs(shot, duty) if text)
        move = self.schedule.past.moves.get(key[0])
        if move and move.reason:
            yield _line(say("calendar-changed", why=self.language.phrase(move.reason)))
        yield self._version()

    def _needs(self, shot: Shot, duty: Duty) -> Iterator[tuple[str, str]]:
        production, escort = self.schedule.production, duty.passing.escort
        camera = production.cameras.get(duty.camera)
        known = [escort] if escort in production.people and escort != self.person else []
        yield "with", self.casting.names(one for one in shot.people if one != self.person)
        yield "escort-is", self.casting.names(known)
        yield "look", dict(shot.looks).get(self.person, "")
        yield "light", "" if shot.need.light == "any" else self.language.say(f"light-{shot.need.light}")
        yield "asks", asked(shot, self.schedule)
        yield "camera", f"{camera.model} {shot.lens}" if camera else ""

    def _version(self) -> str:
        approval, say = self.schedule.past.approval, self.language.say
        if approval is None:
            return say("calendar-draft")
        return _line(say("calendar-version", number=approval.version, author=approval.author))


def _clock(span: Span) -> str:
    return f"{clock_text(span.start, seconds=True)}–{clock_text(span.stop, seconds=True)}"


def _line(text: str) -> str:
    return " ".join(clean(text).split())
