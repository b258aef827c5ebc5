"""The day's news as somebody types them in a hurry: `attitude lost 09:13Z..09:43Z`, `nauka:..10:00Z`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cupola.clock import DAY, InstantError, Span, day_start, time_of_day
from cupola.errors import Location, Message, PlanError, closest
from cupola.production import Event, Production

_ATTITUDE: Final = "attitude lost"
_MOMENT: Final = re.compile(r"(?:(?P<date>\d{4}-\d\d-\d\d)T)?(?P<time>[0-9:]+)(?P<utc>Z?)")
_FORM: Final = "write 09:13Z..09:43Z (UTC) or 09:13..09:43 (the crew's clock); on another day 2021-10-16T09:13Z"
_LONGEST: Final = 150
"""Characters of what happened: with a few words about it, still a word of a document."""


@dataclass(frozen=True, slots=True)
class Told:
    """One option as it was typed: its name and its text."""

    option: str
    text: str

    def fault(self, text: str, column: int = 0, hint: str | None = None) -> PlanError:
        """Make the error at a column of the text, counted from 0."""
        return PlanError(Message("E580", text, Location(self.option, 1, column + 1), self.text, hint))


@dataclass(frozen=True, slots=True)
class News:
    """Reads what is typed about a production at an instant.

    Times without a date are of the day of `now`, in UTC with a Z and else on the crew's clock; an end is of the day of
    its beginning, or of the day after where it would come before it. A beginning that is left out is now, or the
    midnight before an end that is past; an end that is left out is that of the shoot.
    """

    production: Production
    now: float

    def event(self, text: str) -> Event:
        """Read `attitude lost 09:13Z..09:43Z`: nobody films meanwhile, and what is said stands on the timeline.

        Raises
        ------
        PlanError
            It is not understood (E580).
        """
        told = Told("--event", text)
        what, _, when = text.strip().rpartition(" ")
        if ".." not in when or not what.strip():
            raise told.fault("an event has words and a span of time", 0, 'write "attitude lost 09:13Z..09:43Z"')
        words = self._words(told, what)
        nobody: frozenset[str] = frozenset()
        lost = words.lower() == _ATTITUDE
        return Event(words, self._span(told, when), nobody, nobody, True, lost)

    def block(self, text: str) -> Event:
        """Read `nauka:..10:00Z`: a set is closed."""
        told = Told("--block", text)
        key, span = self._subject(told, self.production.sets, "set")
        name = self.production.sets[key].name[:_LONGEST]
        return Event(f"{name} is closed", span, frozenset(), frozenset({key}), False, False)

    def busy(self, text: str) -> Event:
        """Read `dubrov:14:00Z..17:00Z`: somebody is needed elsewhere."""
        told = Told("--busy", text)
        key, span = self._subject(told, self.production.people, "person")
        name = self.production.people[key].name[:_LONGEST]
        return Event(f"{name} is busy", span, frozenset({key}), frozenset(), False, False)

    def over(self, event: Event) -> bool:
        """Say whether an event is past and changes nothing of what is still to be shot."""
        return event.span.stop <= self.now

    def _words(self, told: Told, what: str) -> str:
        words = " ".join(what.split())
        if len(words) > _LONGEST or not words.isprintable():
            raise told.fault(f"what happened is said in a line of {_LONGEST} characters at most")
        return words

    def _subject(self, told: Told, known: Iterable[str], what: str) -> tuple[str, Span]:
        key, colon, when = told.text.partition(":")
        key = key.strip()
        if not colon or ".." not in when:
            example = "nauka:..10:00Z" if what == "set" else "dubrov:14:00Z..17:00Z"
            raise told.fault(f"{told.option} names a {what}, a colon and a span of time", 0, f"write {example}")
        words = list(known)
        if key not in words:
            hint = closest(key, words) or f"known: {', '.join(sorted(words)[:12])}"
            raise told.fault(f'the {what} "{key[:60]}" is unknown', 0, hint)
        return key, self._span(told, when)

    def _span(self, told: Told, when: str) -> Span:
        """Read a span, widened to whole seconds."""
        first, _, last = when.strip().partition("..")
        near = self._moment(told, first, self.now) if first else self.now
        stop = self._moment(told, last, near) if last else self.production.shoot.stop
        start = near if first else self._before(stop)
        if first and last and stop < start < stop + DAY and "T" not in last:
            stop += DAY  # over midnight
        if stop <= start:
            raise told.fault("the span ends before it begins", told.text.find(when.strip()), _FORM)
        return Span(float(math.floor(start)), float(math.ceil(stop)))

    def _before(self, stop: float) -> float:
        """Give since when something lasts of which only the end is said."""
        ahead = self.production.crew_offset
        return self.now if self.now < stop else math.ceil((stop + ahead) / DAY - 1) * DAY - ahead

    def _moment(self, told: Told, word: str, near: float) -> float:
        """Read an instant; without a date it is of the day of `near`."""
        column = max(told.text.rfind(word), 0)
        found = _MOMENT.fullmatch(word.strip())
        if found is None:
            raise told.fault(f'"{word[:40]}" is not a time', column, _FORM)
        ahead = 0.0 if found["utc"] else self.production.crew_offset
        try:
            midnight = day_start(found["date"]) if found["date"] else (near + ahead) // DAY * DAY
            return midnight + time_of_day(found["time"]) - ahead
        except InstantError as error:
            raise told.fault(str(error), column, _FORM) from None
