"""When somebody could work at all: in which time, on which days, and for how long in one go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from typing import Final

from cupola.clock import Span, SpanSet
from cupola.production.model import Production, Set
from cupola.production.person import BlockKind
from cupola.production.scene import Shot
from cupola.production.takes import shortest_pass
from cupola.production.waking import free, work_limits

KINDS: Final[tuple[BlockKind, ...]] = ("film", "private")
"""The blocks in which somebody may work for the film."""


class Hours:
    """The time of people and sets of a production, each worked out once."""

    def __init__(self, production: Production) -> None:
        self._production = production
        self.longest = cache(self._longest)
        self.free = cache(self._free)
        self.usable = cache(self._usable)

    def _longest(self, key: str, kind: BlockKind) -> tuple[float, ...]:
        """Give by day the most seconds that a person's limits let them work in one go, in blocks of a kind."""
        production, person = self._production, self._production.people[key]
        limits = person.limits
        if kind == "private":
            most = [min(limits.private_per_day, limits.private_per_stay)] * len(production.days)
        else:
            loads = (production.day_load(day, person) for day in range(len(production.days)))
            most = [min(limits.film_per_day * load, limits.film_per_week) for load in loads]
        work = work_limits(production, person)
        return tuple(min(*pair, limits.day_length, limits.meal_after) for pair in zip(most, work, strict=True))

    def _free(self, key: str, kind: BlockKind) -> SpanSet:
        """Give when a person may work in blocks of a kind, on the days on which their limits let them work at all."""
        days = (day for day, most in zip(self._production.days, self.longest(key, kind), strict=True) if most > 0)
        return free(self._production, self._production.people[key], kind) & SpanSet.of(days)

    def _usable(self, where: Set) -> SpanSet:
        """Give when a set may be used during the shoot: it is open, and no event closes it or stops filming."""
        closed = SpanSet.of(e.span for e in self._production.events if e.stops_filming or where.id in e.sets)
        return where.open.clip(self._production.shoot) - closed

    def is_idle(self, person: str) -> bool:
        """Say whether somebody has no time at all in which they may work."""
        return not any(self.free(person, kind) for kind in KINDS)

    def able(self, person: str, day: int, length: float) -> Sequence[SpanSet]:
        """Give the film time and the private time of a person, as far as their limits of a day allow so long a pass."""
        return [self.free(person, kind) for kind in KINDS if self.longest(person, kind)[day] >= length]

    def escorts(self, shot: Shot) -> list[str]:
        """Name the people who may escort a shot."""
        return [key for key, person in self._production.people.items() if shot.escort in person.groups]

    def escorted(self, shot: Shot, day: int, length: float) -> SpanSet:
        """Give when a shot has an escort on a day for so long a pass, or needs none."""
        if shot.escort is None:
            return SpanSet.of([self._production.stay])
        able = (self.free(key, "film") for key in self.escorts(shot) if self.longest(key, "film")[day] >= length)
        return reduce(SpanSet.__or__, able, SpanSet())

    def fits(self, shot: Shot) -> bool:
        """Say whether on some day everybody could be in the first pass of a shot, its light apart."""
        return next(self._opportunities(shot), None) is not None

    def _opportunities(self, shot: Shot) -> Iterator[SpanSet]:
        usable = self.usable(self._production.sets[shot.set])
        if shot.within is not None:
            usable = usable.clip(shot.within)
        for day, span in enumerate(self._production.days):
            length = shortest_pass(self._production, shot, day)
            reach = Span(span.start, span.stop + length)  # a pass belongs to the day on which it begins
            parts = [(usable & self.escorted(shot, day, length)).clip(reach).at_least(length)]
            for person in shot.people:
                able = self.able(person, day, length)
                parts = [long for part in parts for time in able if (long := (part & time).at_least(length))]
            together = reduce(SpanSet.__or__, parts, SpanSet())
            starts = SpanSet(together.starts, together.stops - length + 1).clip(Span(span.start, math.ceil(span.stop)))
            if starts:
                yield starts
