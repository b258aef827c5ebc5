"""A broken rule, and what the checks work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cupola.clock import Span, clock_text, date_text
from cupola.plan.result import Pass, Plan, Strip
from cupola.production import Production, Shot


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a plan breaks: its code and name, in words, with the shots, people and time concerned."""

    code: str
    rule: str
    text: str
    shots: tuple[str, ...]
    people: tuple[str, ...] = ()
    span: Span | None = None


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
        """Give the strips whose shots are in the breakdown, with them."""
        for strip in self.plan.strips:
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
        """Give who is busy when, escorts included, in time order."""
        found = []
        for strip, _, one in self.passes():
            people = dict.fromkeys((*strip.people, *((one.escort,) if one.escort else ())))
            found += [Busy(person, one.span, strip.shot) for person in people]
        return sorted(found, key=lambda b: (b.span.start, b.shot, b.person))

    def name(self, person: str) -> str:
        """Give a person's name, or the id if nobody has it."""
        known = self.production.people.get(person)
        return known.name if known else person

    def names(self, people: Iterable[str]) -> str:
        """Give several names, with commas and an `and`."""
        words = [self.name(person) for person in people]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nobody"

    def when(self, span: Span) -> str:
        """Give a span on the crew's clock: `9 Oct 07:30-08:10`."""
        at = self.production.crew_offset
        day = date_text(span.start + at)
        return f"{int(day[8:])} {_MONTHS[int(day[5:7]) - 1]} {clock_text(span.start, at)}-{clock_text(span.stop, at)}"

    def by_person(self) -> dict[str, list[Busy]]:
        """Give who is busy when, by person."""
        found: dict[str, list[Busy]] = defaultdict(list)
        for one in self.busy():
            found[one.person].append(one)
        return dict(found)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
