"""What a shoot uses up and gets back, as the plan sees it: memory cards and batteries."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cupola.clock import Span

Recorded = Mapping[tuple[str, int], float]
"""Gigabytes by camera and period."""


@dataclass(frozen=True, slots=True)
class CardStock:
    """Memory cards that kinds of camera share.

    Attributes
    ----------
    cameras : tuple of str
        A card holds what one of them recorded, and no other, until it is offloaded.
    size : float
        Gigabytes on a card.
    offloads : tuple of float
        The instants at which the nightly offload begins, in order; between two of them lies a period.
    nightly : float
        Cards that one offload empties, a full one or not; a card that is not finished is finished the next night.
    """

    cameras: tuple[str, ...]
    size: float
    count: int
    offloads: tuple[float, ...] = ()
    nightly: float = math.inf

    @property
    def periods(self) -> range:
        """The periods, counted from 0."""
        return range(len(self.offloads) + 1)

    def period(self, at: float) -> int:
        """Give the period of an instant."""
        return bisect_right(self.offloads, at)

    def span(self, period: int) -> Span:
        """Give the span of a period."""
        edges = (-math.inf, *self.offloads, math.inf)
        return Span(edges[period], edges[period + 1])

    def holds(self, recorded: Recorded) -> bool:
        """Say whether the cards hold what is recorded."""
        begun: dict[int, int] = defaultdict(int)
        for (camera, period), amount in recorded.items():
            begun[period] += math.ceil(amount / self.size - 1e-9) if camera in self.cameras else 0
        full = 0.0
        for period in self.periods:
            if full + begun[period] > self.count + 1e-9:
                return False
            full = max(0.0, full + begun[period] - self.nightly)
        return True


@dataclass(frozen=True, slots=True)
class BatteryStock:
    """The batteries of a kind of camera: each runs it for `runs` seconds, and is charged again in `charge`."""

    camera: str
    count: int
    runs: float
    charge: float

    def needed(self, length: float) -> int:
        """Give how many batteries a pass of so many seconds drains."""
        return math.ceil(length / self.runs - 1e-9)


def above(uses: Iterable[tuple[Span, int]], most: int) -> list[Span]:
    """Give the stretches in which more than `most` are in use."""
    steps = sorted(edge for span, count in uses for edge in ((span.start, count), (span.stop, -count)))
    return list(_stretches(steps, most))


def _stretches(steps: Sequence[tuple[float, int]], most: int) -> Iterable[Span]:
    level, start = 0, 0.0
    for at, step in steps:
        before, level = level, level + step
        if before <= most < level:
            start = at
        elif level <= most < before and at > start:
            yield Span(start, at)
