"""A broken rule, and what the checks work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from cupola.clock import DAY, Span, SpanSet, clock_text, date_text, day_start
from cupola.light import Need
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.verify.overlap import Agenda
from cupola.plan.wording import listing
from cupola.production import Block, BlockKind, Production, Shot

_FIRST, _LAST = day_start("0001-01-01"), day_start("9999-12-31")
"""The days that have a date; what is written near them may be outside on the crew's clock."""
_SEVERAL: Final = {
    "is": "are",
    "has": "have",
    "works": "work",
    "moves": "move",
    "restores": "restore",
    "travels": "travel",
    "sleeps": "sleep",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a plan breaks.

    Attributes
    ----------
    code, rule : str
        Its code and its name.
    text : str
        Who, what, when on the crew's clock, and what is needed.
    shots, people : tuple of str
        The shots and people concerned; the last of the shots is the one at whose strip the fault is shown.
    span : Span or None
        When.
    hint : str or None
        What mends it, where that is obvious.
    field : str
        The field of the plan at which a fault without a strip is shown.
    """

    code: str
    rule: str
    text: str
    shots: tuple[str, ...]
    people: tuple[str, ...] = ()
    span: Span | None = None
    hint: str | None = None
    field: str = "strips"


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch in which somebody is busy with a shot."""

    person: str
    span: Span
    shot: str


@dataclass(frozen=True)
class Case:
    """A production and a plan for it."""

    production: Production
    plan: Plan

    def known(self) -> Iterator[tuple[Strip, Shot]]:
        """Give the strips whose shots are in the breakdown, with them; a copy is named by `complete` and left out."""
        for strip in dict.fromkeys(self.plan.strips):
            shot = self.production.shots.get(strip.shot)
            if shot is not None:
                yield strip, shot

    def is_made(self, shot: str) -> bool:
        """Say whether a shot is made: what the rules say of it alone is history."""
        return self.plan.situation is not None and shot in self.plan.situation.done

    def passes(self) -> Iterator[tuple[Strip, Shot, Pass]]:
        """Give every pass of every known strip."""
        for strip, shot in self.known():
            for one in strip.passes:
                yield strip, shot, one

    def to_come(self) -> Iterator[tuple[Strip, Shot, Pass]]:
        """Give every pass of the strips that are not made yet: what a rule says of a single shot binds only these."""
        return (found for found in self.passes() if not self.is_made(found[0].shot))

    def busy(self) -> list[Busy]:
        """Give who is busy when, escorts included, in time order; what lies outside the shoot is not looked at."""
        return self._busy

    @cached_property
    def _busy(self) -> list[Busy]:
        found = []
        for strip, _, one in self.passes():
            if not self.production.shoot.covers(one.span):
                continue  # named by `within_shoot`
            people = dict.fromkeys((*strip.people, *((one.escort,) if one.escort else ())))
            found += [Busy(person, one.span, strip.shot) for person in people]
        return sorted(found, key=lambda b: (b.span.start, b.shot, b.person))

    def by_person(self) -> dict[str, list[Busy]]:
        """Give who is busy when, by person."""
        return self._by_person

    @cached_property
    def _by_person(self) -> dict[str, list[Busy]]:
        found: dict[str, list[Busy]] = defaultdict(list)
        for one in self._busy:
            found[one.person].append(one)
        return dict(found)

    def work(self, person: str, span: Span) -> list[Busy]:
        """Give with what somebody is busy during a span, in time order."""
        if person not in self._work:
            self._work[person] = Agenda(self._by_person.get(person, []), lambda one: one.span)
        return self._work[person].during(span)

    def blocks(self, person: str, span: Span) -> list[Block]:
        """Give what somebody's day plans have during a span; nothing for who is nobody."""
        if person not in self._blocks:
            known = self.production.people.get(person)
            self._blocks[person] = Agenda(known.blocks if known else (), lambda block: block.span)
        return self._blocks[person].during(span)

    def time(self, person: str, kind: BlockKind) -> SpanSet:
        """Give the spans of somebody's blocks of a kind; none for who is nobody."""
        if (person, kind) not in self._times:
            known = self.production.people.get(person)
            self._times[person, kind] = known.time(kind) if known else SpanSet()
        return self._times[person, kind]

    def strip(self, shot: str) -> Strip | None:
        """Give the first strip of a shot, or None when it is not in the plan."""
        return self._strips.get(shot)

    @cached_property
    def _strips(self) -> dict[str, Strip]:
        return {strip.shot: strip for strip in reversed(self.plan.strips)}

    @cached_property
    def _work(self) -> dict[str, Agenda[Busy]]:
        return {}

    @cached_property
    def _blocks(self) -> dict[str, Agenda[Block]]:
        return {}

    @cached_property
    def _times(self) -> dict[tuple[str, BlockKind], SpanSet]:
        return {}

    @cached_property
    def lacks(self) -> dict[tuple[Need, Span], Span | None]:
        """What is known of takes that were looked at: from when to when their light does not hold."""
        return {}

    def name(self, person: str) -> str:
        """Give a person's name, or the id if nobody has it."""
        return self.production.name_of(person)

    def names(self, people: Iterable[str]) -> str:
        """Give several names, with commas and an `and`."""
        words = [self.name(person) for person in people]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nobody"

    def when(self, span: Span, *, seconds: bool = False) -> str:
        """Give a span on the crew's clock: `9 Oct 07:30-08:10`.

        With seconds when asked for, or when it is all in one minute; with the year when it is not that of the shoot.
        """
        start, stop = (min(max(at + self.production.crew_offset, _FIRST), _LAST) for at in (span.start, span.stop))
        seconds = seconds or (clock_text(start) == clock_text(stop) and span.length < DAY)
        to = clock_text(stop, seconds=seconds)
        if stop - start >= DAY:
            to = f"{self.date(span.stop)} {to}"
        return f"{self.date(span.start)} {clock_text(start, seconds=seconds)}-{to}"

    def moment(self, at: float) -> str:
        """Give an instant on the crew's clock, to the second: `9 Oct 07:30:05`."""
        local = min(max(at + self.production.crew_offset, _FIRST), _LAST)
        return f"{self.date(at)} {clock_text(local, seconds=True)}"

    def date(self, at: float) -> str:
        """Give the date of an instant on the crew's clock: `9 Oct`, with the year when it is not that of the shoot."""
        shoot, offset = self.production.shoot, self.production.crew_offset
        years = {date_text(edge + offset)[:4] for edge in (shoot.start, shoot.stop)}
        day = date_text(min(max(at + offset, _FIRST), _LAST))
        year = "" if day[:4] in years else f" {day[:4]}"
        return f"{int(day[8:])} {_MONTHS[int(day[5:7]) - 1]}{year}"


def together(case: Case, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Say once what is said alike of several people.

    Parameters
    ----------
    faults : iterable of Fault
        Each of one person or more, its text without their names: it begins with a verb, or with a colon.
    """
    alike: dict[Fault, list[str]] = defaultdict(list)
    for fault in faults:
        alike[replace(fault, people=())] += fault.people
    for fault, people in alike.items():
        verb, space, rest = fault.text.partition(" ")
        if not verb.startswith(":"):
            verb = f" {_SEVERAL.get(verb, verb) if len(people) > 1 else verb}"
        yield replace(fault, text=f"{case.names(people)}{verb}{space}{rest}", people=tuple(people))


def takes_words(numbers: Iterable[int]) -> str:
    """Name takes by their numbers: `take 2`, `takes 1, 2 and 4`."""
    found = [str(number) for number in numbers]
    return f"take{'s' * (len(found) > 1)} {listing(found)}"


def some(words: Iterable[str], most: int = 8) -> str:
    """List words with commas; of many only the first."""
    items = list(words)
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
