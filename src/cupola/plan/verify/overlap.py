"""What runs at the same time: found without comparing everything with everything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from cupola.clock import Span

T = TypeVar("T")


class Agenda(Generic[T]):
    """Things that have a span each, to be asked what goes on in a span.

    Parameters
    ----------
    items : iterable
        In any order; their spans may overlap.
    span : callable
        Gives the span of an item.
    """

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self._items = sorted(items, key=span)
        self._spans = [span(item) for item in self._items]
        self._starts = [one.start for one in self._spans]
        self._reach = list(accumulate((one.stop for one in self._spans), max))

    def during(self, span: Span) -> list[T]:
        """Give the items that overlap a span, in time order."""
        found: list[T] = []
        last = bisect_left(self._starts, span.stop) - 1
        while last >= 0 and self._reach[last] > span.start:
            if self._spans[last].stop > span.start:
                found.append(self._items[last])
            last -= 1
        return found[::-1]


def neighbours(items: Sequence[T], span: Callable[[T], Span]) -> Iterator[tuple[T, T]]:
    """Give each item, in time order, after the one of those that begin before it which ends last."""
    last: T | None = None
    for item in sorted(items, key=span):
        if last is not None:
            yield last, item
        if last is None or span(item).stop >= span(last).stop:
            last = item


@dataclass(frozen=True, slots=True)
class Use:
    """So many of a thing that a shot uses in a span."""

    span: Span
    count: int
    shot: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """A span in which more is used than there is: the most at once, and the shots that use it, in time order."""

    span: Span
    count: int
    shots: tuple[str, ...]


def crowds(uses: Sequence[Use], most: int) -> Iterator[Crowd]:
    """Give each span from where more is used than there is to where there is enough again."""
    edges = sorted(
        edge
        for number, use in enumerate(uses)
        if use.span.length > 0
        for edge in ((use.span.start, 1, number), (use.span.stop, 0, number))
    )  # of a stop and a start at one instant the stop comes first: spans are half-open
    running: dict[int, Use] = {}
    total = worst = 0
    since: float | None = None
    shots: dict[str, None] = {}
    for at, begins, number in edges:
        if begins:
            running[number] = uses[number]
            total += uses[number].count
        else:
            total -= running.pop(number).count
        if total > most and since is None:
            since, worst, shots = at, total, dict.fromkeys(use.shot for use in running.values())
        elif total > most and begins:
            worst = max(worst, total)
            shots[uses[number].shot] = None
        elif total <= most and since is not None:
            yield Crowd(Span(since, at), worst, tuple(shots))
            since = None
