"""Instants, spans and sets of spans.

An instant is a float: UTC seconds since 1970-01-01T00:00:00Z without leap seconds, exact to 0.25 µs in this century.
A span is half-open, `[start, stop)`. A `SpanSet` is sorted, disjoint and immutable, with an algebra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Instants = NDArray[np.float64]
"""Instants, shape (n,), UTC seconds since 1970."""

DAY: Final = 86400.0
JD_1970: Final = 2440587.5
"""The Julian date of the instant 0."""

_LAST: Final = 253402300799
"""The last second of which there is a date: 9999-12-31T23:59:59Z."""
_UTC: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?Z")
_TIME_OF_DAY: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?")


class InstantError(ValueError):
    """An instant or a time of day that cannot be read; its text says what would be right."""


def instant(text: str) -> float:
    """Read `2021-10-05T12:22:31Z` (seconds and their fraction may be left out) into an instant.

    Raises
    ------
    InstantError
        Another form, no `Z`, or a date that does not exist.
    """
    match = _UTC.fullmatch(text.strip())
    if not match:
        raise InstantError(f'"{text[:40]}" is not an instant; write UTC with a Z: 2021-10-05T12:22:31Z')
    year, month, day, hour, minute = (int(g) for g in match.groups()[:5])
    try:
        base = datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()
    except ValueError as error:
        raise InstantError(f'"{text[:40]}" is not an instant: {error}') from None
    second = float(match[6] or 0)
    if second >= 60:
        raise InstantError(f'"{text[:40]}" is not an instant: a minute has 60 seconds here')
    return base + second


def utc_text(at: float, digits: int = 0) -> str:
    """Write an instant as `2021-10-05T12:22:31Z`, rounded to `digits` decimals of a second."""
    scale = 10**digits
    ticks = round(at * scale)
    seconds, fraction = divmod(ticks, scale)
    base = datetime.fromtimestamp(min(seconds, _LAST), UTC).isoformat()[:19]  # strftime does not pad early years
    return base + (f".{fraction:0{digits}d}" if digits else "") + "Z"


def day_start(date: str) -> float:
    """Give the instant at which the UTC date `2021-10-09` begins."""
    return instant(f"{date}T00:00Z")


def midnight(at: float, ahead: float = 0.0) -> float:
    """Give the instant at which the day of an instant began, on a clock so many seconds ahead of UTC."""
    return (at + ahead) // DAY * DAY - ahead


def date_text(at: float) -> str:
    """Give the UTC date of an instant: `2021-10-09`."""
    return datetime.fromtimestamp(at // 1, UTC).isoformat()[:10]


def time_of_day(text: str) -> float:
    """Read `06:30` or `21:30:15` (up to `24:00`) into seconds since midnight.

    Raises
    ------
    InstantError
        Another form.
    """
    match = _TIME_OF_DAY.fullmatch(text.strip())
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0) if match else DAY + 1
    if seconds > DAY:
        raise InstantError(f'"{text[:40]}" is not a time of day; write 06:30')
    return float(seconds)


def clock_text(at: float, offset: float = 0.0, *, seconds: bool = False) -> str:
    """Write the time of day of an instant on a clock `offset` seconds ahead of UTC: `06:30`, or `06:30:05`."""
    form = "%H:%M:%S" if seconds else "%H:%M"
    return datetime.fromtimestamp(int(np.floor(at + offset + 0.5)), UTC).strftime(form)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time `[start, stop)`; instants in UTC seconds."""

    start: float
    stop: float

    @property
    def length(self) -> float:
        """The length in seconds."""
        return self.stop - self.start

    def __contains__(self, at: float) -> bool:
        return self.start <= at < self.stop

    def overlaps(self, other: Span) -> bool:
        """Say whether the two have an instant in common."""
        return self.start < other.stop and other.start < self.stop

    def common(self, other: Span) -> float:
        """Give for how many seconds the two are at once."""
        return max(0.0, min(self.stop, other.stop) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop

    def __str__(self) -> str:
        return f"{utc_text(self.start)}..{utc_text(self.stop)}"


class SpanSet:
    """Sorted, disjoint, half-open spans; touching ones are joined. Immutable.

    Parameters
    ----------
    starts, stops : array_like, shape (n,)
        Instants in any order; empty spans are dropped, overlapping ones joined.
    """

    __slots__ = ("starts", "stops")

    starts: Instants
    stops: Instants

    def __init__(self, starts: ArrayLike = (), stops: ArrayLike = ()) -> None:
        self.starts, self.stops = _normal(np.asarray(starts, float), np.asarray(stops, float))
        self.starts.flags.writeable = False
        self.stops.flags.writeable = False

    @classmethod
    def of(cls, spans: Iterable[Span]) -> SpanSet:
        """Make a set from spans in any order."""
        found = list(spans)
        return cls([s.start for s in found], [s.stop for s in found])

    def __iter__(self) -> Iterator[Span]:
        return (Span(float(a), float(b)) for a, b in zip(self.starts, self.stops, strict=True))

    def __len__(self) -> int:
        return len(self.starts)

    def __bool__(self) -> bool:
        return len(self.starts) > 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SpanSet):
            return NotImplemented
        return np.array_equal(self.starts, other.starts) and np.array_equal(self.stops, other.stops)

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.stops.tobytes()))

    def __repr__(self) -> str:
        return "SpanSet(" + ", ".join(str(s) for s in self) + ")"

    def __and__(self, other: SpanSet) -> SpanSet:
        """Give the instants in both."""
        return _combine(self, other, 2)

    def __or__(self, other: SpanSet) -> SpanSet:
        """Give the instants in either."""
        return SpanSet(np.concatenate([self.starts, other.starts]), np.concatenate([self.stops, other.stops]))

    def __sub__(self, other: SpanSet) -> SpanSet:
        """Give the instants in this set and not in the other."""
        if not self or not other:
            return self
        return self & other.complement(Span(float(self.starts[0]), float(self.stops[-1])))

    def complement(self, within: Span) -> SpanSet:
        """Give the instants of `within` that are not in the set."""
        clipped = self.clip(within)
        return SpanSet(np.concatenate([[within.start], clipped.stops]), np.concatenate([clipped.starts, [within.stop]]))

    def clip(self, within: Span) -> SpanSet:
        """Give the part of the set that lies in `within`."""
        there = slice(
            int(np.searchsorted(self.stops, within.start, "right")), int(np.searchsorted(self.starts, within.stop))
        )
        return SpanSet(np.maximum(self.starts[there], within.start), np.minimum(self.stops[there], within.stop))

    def at_least(self, seconds: float) -> SpanSet:
        """Keep the spans that last `seconds` or more."""
        long = self.stops - self.starts >= seconds
        return SpanSet(self.starts[long], self.stops[long])

    def bridged(self, seconds: float) -> SpanSet:
        """Join spans that are less than `seconds` apart."""
        far = self.starts[1:] - self.stops[:-1] >= seconds
        return SpanSet(
            np.concatenate([self.starts[:1], self.starts[1:][far]]),
            np.concatenate([self.stops[:-1][far], self.stops[-1:]]),
        )

    def contains(self, at: ArrayLike) -> NDArray[np.bool_]:
        """Say for each instant, shape (n,), whether it is in the set."""
        when = np.asarray(at, float)
        index = np.searchsorted(self.starts, when, side="right") - 1
        if not self:
            return np.zeros(when.shape, bool)
        return (index >= 0) & (when < self.stops[np.maximum(index, 0)])

    def covers(self, span: Span) -> bool:
        """Say whether `span` lies wholly inside one span of the set."""
        index = int(np.searchsorted(self.starts, span.start, side="right")) - 1
        return index >= 0 and span.stop <= float(self.stops[index])

    @property
    def total(self) -> float:
        """The length of all spans together, in seconds."""
        return float((self.stops - self.starts).sum())


def calendar_days(span: Span, offset: float) -> list[tuple[float, Span]]:
    """Give the days of a span on a clock `offset` seconds ahead of UTC: each with its midnight, cut to the span."""
    first, last = int((span.start + offset) // DAY), int((span.stop + offset - 1e-6) // DAY)
    midnights = [day * DAY - offset for day in range(first, last + 1)]
    return [(at, Span(max(at, span.start), min(at + DAY, span.stop))) for at in midnights]


def _normal(starts: Instants, stops: Instants) -> tuple[Instants, Instants]:
    keep = stops > starts
    starts, stops = starts[keep], stops[keep]
    if len(starts) < 2:
        return starts, stops
    order = np.argsort(starts, kind="stable")
    starts, stops = starts[order], stops[order]
    reach = np.maximum.accumulate(stops)
    first = np.concatenate([[True], starts[1:] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return starts[first], reach[last]


def _combine(one: SpanSet, two: SpanSet, depth: int) -> SpanSet:
    """Sweep over both sets and keep where at least `depth` spans overlap."""
    edges = np.concatenate([one.starts, two.starts, one.stops, two.stops])
    opens = len(one) + len(two)
    steps = np.concatenate([np.ones(opens, int), -np.ones(opens, int)])
    order = np.lexsort((steps, edges))  # at a shared instant a stop comes first: spans are half-open
    edges, level = edges[order], np.cumsum(steps[order])
    inside = level >= depth
    before = np.concatenate([[False], inside[:-1]])
    return SpanSet(edges[inside & ~before], edges[~inside & before])
