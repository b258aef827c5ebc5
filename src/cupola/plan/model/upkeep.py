"""Sets that are cleared before their first use of a day and put back after their last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from cupola.clock import Span, SpanSet


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What sets ask of those who use them.

    Attributes
    ----------
    clear, restore : mapping of str to float
        By set, seconds that the people of the first pass of a day need before it, and those of the last after it.
    by : tuple of float
        By day, the instant at which everything is back in its place.
    film : mapping of str to SpanSet
        By person, the film time in which they clear and put back.
    stowage : mapping of str to tuple of Span
        By person, the blocks of their day plans in which things are put back.
    """

    clear: Mapping[str, float]
    restore: Mapping[str, float]
    by: tuple[float, ...]
    film: Mapping[str, SpanSet]
    stowage: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def blocks(self, people: Iterable[str], day: Span, by: float) -> list[Span]:
        """Give the blocks of a day in which people put things back, in time."""
        return [b for person in people for b in self.stowage.get(person, ()) if b.start in day and b.stop <= by]

    def shared(self, people: Iterable[str], length: float) -> SpanSet:
        """Give the instants at which all these people may begin with something so long, in film time; whole seconds."""
        common: SpanSet | None = None
        for person in people:
            free = self.film.get(person, SpanSet())
            common = free if common is None else common & free
        long = (common or SpanSet()).at_least(length)
        return SpanSet(np.ceil(long.starts), np.floor(long.stops - length) + 1)
