"""The day at a glance: each person's blocks and film work, and the light, as bars on one scale of hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from cupola.clock import DAY, Span, SpanSet
from cupola.light import PHASES
from cupola.production.person import Person
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.sunlight import Phases

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the scale: from and to as parts of its width, what it is, and a label."""

    start: float
    stop: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of bars."""

    name: str
    number: int | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour mark on the scale."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The light above, the people below."""

    ticks: tuple[Tick, ...]
    light: tuple[Bar, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    span: Span

    def bar(self, span: Span, kind: str, label: str = "") -> Bar:
        """Place a span on the scale, cut to it."""
        start, stop = max(span.start, self.span.start), min(span.stop, self.span.stop)
        return Bar(self._part(start), self._part(stop), kind, label)

    def _part(self, at: float) -> float:
        return round((at - self.span.start) / self.span.length, 5)


def timeline(day: ShootingDay, schedule: Schedule, casting: Casting, phases: Phases) -> Timeline:
    """Draw the day of everybody who is awake on it, in whole hours around everybody's waking time."""
    midnight = schedule.clocks.midnight(day.span.start)
    people = casting.in_order()
    hours = _waking(people, day, midnight)
    scale = _Scale(Span(midnight + hours[0] * _HOUR, midnight + hours[1] * _HOUR))
    first, last = hours
    ticks = tuple(Tick(round((hour - first) / (last - first), 5), f"{hour:02d}") for hour in range(first, last + 1))
    light = tuple(scale.bar(span, phase) for phase in PHASES for span in phases.spans(phase, scale.span))
    lanes = tuple(Lane(p.name, casting.numbers.get(p.id), _bars(p, day, scale)) for p in people if p.blocks)
    return Timeline(ticks, light, lanes)


def _waking(people: Sequence[Person], day: ShootingDay, midnight: float) -> tuple[int, int]:
    """Give the hours of the day outside which everybody sleeps; a wide day when nothing is known."""
    today = Span(midnight, midnight + DAY)
    awake = SpanSet.of(b.span for person in people for b in person.blocks if b.kind != "sleep").clip(today)
    awake |= SpanSet.of(work.span for work in day.works).clip(today)
    first = floor((float(awake.starts[0]) - midnight) / _HOUR)
    last = ceil((float(awake.stops[-1]) - midnight) / _HOUR)
    return max(first, 0), min(last, 24)


def _bars(person: Person, day: ShootingDay, scale: _Scale) -> tuple[Bar, ...]:
    blocks = [scale.bar(block.span, block.kind) for block in person.blocks if block.span.overlaps(scale.span)]
    work = [scale.bar(span, "work", w.shot.id) for w in day.works for span in w.calls(person.id)]
    work.sort(key=lambda bar: bar.start)
    return tuple(blocks + work)
