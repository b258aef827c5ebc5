"""What a person's hours must keep beyond the limits of each day: weeks, days in a row, length of a day, rest, meals."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cupola.clock import DAY, Span, SpanSet

WEEK: Final = 7 * DAY


@dataclass(frozen=True, slots=True)
class Hours:
    """Limits on when somebody works; by default there are none.

    Attributes
    ----------
    film_per_week : float
        Seconds of work in film time that may begin in any seven times 24 hours.
    days_in_a_row : float
        Days of the problem in a row on which the person may work.
    work : tuple of float
        By day of the problem, the seconds of film and private time that may be worked; empty for no such limit.
    day_length : float
        Seconds from the first start to the last end of work in one of the person's own days.
    turnaround : float
        Least seconds from the last end of work in one own day to the first start in a later one.
    meal_after : float
        Seconds from the first start to the last end of work between two meals.
    days : tuple of Span
        The person's own days, from waking to sleep; empty for the days of the problem.
    stretches : tuple of Span
        The parts of the own days between meals; empty for the own days.
    filmed, lent : tuple of Span
        Work that stays where it is, in film time and in private time; it counts towards every limit above but `work`.
    """

    film_per_week: float = math.inf
    days_in_a_row: float = math.inf
    work: tuple[float, ...] = ()
    day_length: float = math.inf
    turnaround: float = 0.0
    meal_after: float = math.inf
    days: tuple[Span, ...] = ()
    stretches: tuple[Span, ...] = ()
    filmed: tuple[Span, ...] = ()
    lent: tuple[Span, ...] = ()

    @property
    def worked(self) -> tuple[Span, ...]:
        """All work that stays where it is."""
        return self.filmed + self.lent

    def own_days(self, days: Sequence[Span]) -> Sequence[Span]:
        """Give the person's own days, or the days of the problem."""
        return self.days or days

    def between_meals(self, days: Sequence[Span]) -> Sequence[Span]:
        """Give the stretches between meals, or the own days."""
        return self.stretches or self.own_days(days)

    def with_more_work(self, day: int, seconds: float) -> Hours:
        """Give the hours with more work allowed on a day of the problem."""
        return replace(self, work=tuple(limit + seconds * (k == day) for k, limit in enumerate(self.work)))

    def week_left(self, at: float) -> float:
        """Give the seconds of film work that may still begin at an instant beside what stays."""
        windows = [at, *(work.start for work in self.filmed if work.start <= at < work.start + WEEK)]
        return self.film_per_week - max(_begun(self.filmed, first) for first in windows)

    def closed(self, days: Sequence[Span]) -> SpanSet:
        """Give when no further work may lie, because of what stays: it would make a day too long or a rest too short.

        Parameters
        ----------
        days : sequence of Span
            The days of the problem.
        """
        found = [*_too_long(self.own_days(days), self.worked, self.day_length)]
        found += _too_long(self.between_meals(days), self.worked, self.meal_after)
        found += self._unrested(self.own_days(days))
        found += self._seventh_days(days)
        return SpanSet.of(found)

    def are_nights_long(self, days: Sequence[Span]) -> bool:
        """Say whether between any two own days lies the turnaround in any case."""
        return all(after.start - before.stop >= self.turnaround for before, after in pairwise(self.own_days(days)))

    def _unrested(self, own: Sequence[Span]) -> Iterable[Span]:
        if self.are_nights_long(own):
            return
        for work in self.worked:
            day = day_at(own, work.start)
            if day is not None:
                yield Span(max(own[day].stop, work.stop), work.stop + self.turnaround)
                yield Span(work.start - self.turnaround, own[day].start)

    def _seventh_days(self, days: Sequence[Span]) -> Iterable[Span]:
        """Give the days that would make the days in a row too many."""
        at_work = {day_at(days, work.start) for work in self.worked} if len(days) > self.days_in_a_row else set()
        for k, day in enumerate(days):
            first = last = k
            while first - 1 in at_work:
                first -= 1
            while last + 1 in at_work:
                last += 1
            if k not in at_work and last - first + 1 > self.days_in_a_row:
                yield day


def day_at(days: Sequence[Span], at: float) -> int | None:
    """Give which of some days in order an instant lies on, if on any."""
    index = bisect_right(days, at, key=lambda day: day.start) - 1
    return index if index >= 0 and at < days[index].stop else None


def peak(filmed: Iterable[Span]) -> float:
    """Give the most seconds of work that begin in any seven times 24 hours."""
    most = total = 0.0
    begun: deque[Span] = deque()
    for work in sorted(filmed):
        begun.append(work)
        total += work.length
        while work.start - begun[0].start >= WEEK:
            total -= begun.popleft().length
        most = max(most, total)
    return most


def _begun(filmed: Iterable[Span], first: float) -> float:
    return sum(work.length for work in filmed if first <= work.start < first + WEEK)


def _too_long(parts: Iterable[Span], worked: Sequence[Span], most: float) -> Iterable[Span]:
    """Give what of the parts lies too far from work in them."""
    known = sorted(worked)
    starts = [work.start for work in known]
    for part in parts if math.isfinite(most) else ():
        there = known[bisect_left(starts, part.start) : bisect_left(starts, part.stop)]
        if there:
            yield Span(part.start, max(work.stop for work in there) - most)
            yield Span(min(work.start for work in there) + most, part.stop)
