"""When somebody could work at all: in which time, on which days, and for how long in one go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Final

from cupola.clock import Span, SpanSet
from cupola.production.model import BlockKind, Person, Production, Set, Shot
from cupola.production.takes import shortest_pass
from cupola.production.waking import free, work_limit

KINDS: Final[tuple[BlockKind, ...]] = ("film", "private")
"""The blocks in which somebody may work for the film."""


def longest(production: Production, person: Person, day: int, kind: BlockKind) -> float:
    """Give the most seconds that a person's limits let them work in one go on a day, in film or in private time."""
    limits = person.limits
    most = min(work_limit(production, person, day), limits.day_length, limits.meal_after)
    if kind == "private":
        return min(most, limits.private_per_day, limits.private_per_stay)
    return min(most, limits.film_per_day * production.day_load(day, person), limits.film_per_week)


def working_time(production: Production, person: Person, kind: BlockKind) -> SpanSet:
    """Give when a person may work in blocks of a kind, on the days on which their limits let them work at all."""
    days = (span for day, span in enumerate(production.days) if longest(production, person, day, kind) > 0)
    return free(production, person, kind) & SpanSet.of(days)


def usable(production: Production, where: Set) -> SpanSet:
    """Give when a set may be used during the shoot: it is open, and no event closes it or stops filming."""
    closed = SpanSet.of(e.span for e in production.events if e.stops_filming or where.id in e.sets)
    return where.open.clip(production.shoot) - closed


def opportunities(production: Production, shot: Shot, times: Times) -> Iterator[tuple[int, SpanSet]]:
    """Give by day when everybody could be in the first pass of a shot, its light apart: spans that are long enough."""
    where = usable(production, production.sets[shot.set])
    for day, span in enumerate(production.days):
        length = shortest_pass(production, shot, day)
        reach = Span(span.start, span.stop + length)  # a pass belongs to the day on which it begins
        parts = [(where & times.escorts(shot, day, length)).clip(reach).at_least(length)]
        for person in shot.people:
            able = times.able(person, day, length)
            parts = [long for part in parts for time in able if (long := (part & time).at_least(length))]
        together = reduce(SpanSet.__or__, parts, SpanSet())
        starts = SpanSet(together.starts, together.stops - length + 1).clip(Span(span.start, math.ceil(span.stop)))
        if starts:
            yield day, together


class Times:
    """The time in which people could work, worked out once a person."""

    def __init__(self, production: Production) -> None:
        self._production = production
        self._free: dict[tuple[str, BlockKind], SpanSet] = {}

    def able(self, person: str, day: int, length: float) -> Sequence[SpanSet]:
        """Give the film time and the private time of a person, as far as their limits of a day allow so long a pass."""
        return [self._of(person, kind) for kind in KINDS if self._is_allowed(person, day, kind, length)]

    def escorts(self, shot: Shot, day: int, length: float) -> SpanSet:
        """Give when a shot has an escort on a day, or needs none."""
        if shot.escort is None:
            return SpanSet.of([self._production.stay])
        able = (
            self._of(key, "film")
            for key, person in self._production.people.items()
            if shot.escort in person.groups and self._is_allowed(key, day, "film", length)
        )
        return reduce(SpanSet.__or__, able, SpanSet())

    def _is_allowed(self, person: str, day: int, kind: BlockKind, length: float) -> bool:
        return longest(self._production, self._production.people[person], day, kind) >= length

    def _of(self, person: str, kind: BlockKind) -> SpanSet:
        if (person, kind) not in self._free:
            self._free[person, kind] = free(self._production, self._production.people[person], kind)
        return self._free[person, kind]
