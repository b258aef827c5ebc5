"""Light that can be worked out by hand: revolutions of exactly 90 minutes from midnight, the night 30 minutes long.

Every revolution begins with a minute of sunset, then 29 minutes of eclipse, a minute of sunrise, and the Sun. The Sun
falls through `bow` for the first 10 minutes after each sunrise, never through `left`, always by day through `right`.
Beta is -30 deg on the first day and falls by 5 deg a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from cupola.clock import DAY, Instants, Span, SpanSet, date_text, instant
from cupola.light import Almanac, DayRow, LightLimits, Need
from cupola.places import Station, Window, load_station
from cupola.production.model import Event, Flight, Production
from cupola.publish.charts import Subject
from cupola.sky import Course
from tests.publish.conftest import small_plan, small_production

MIDNIGHT = instant("2021-10-06T00:00Z")
ROUND = 5400.0
EDGES = {"sunset": (0.0, 60.0), "eclipse": (60.0, 1800.0), "sunrise": (1800.0, 1860.0), "sun": (1860.0, ROUND)}
NORMALS = {"right": (0.0, 1.0, 0.0), "bow": (1.0, 0.0, 0.0), "left": (0.0, -1.0, 0.0)}


def _window(key: str) -> Window:
    known = load_station("iss").window("nauka.forward")
    return replace(known, id=key, name=f"The window {key}", normal=NORMALS[key])


def toy_station() -> Station:
    """Give a station of three windows."""
    return replace(load_station("iss"), windows={key: _window(key) for key in NORMALS})


class ToyAlmanac:
    """An almanac of so many days, which are asked for as the real one is."""

    def __init__(self, days: float = 4.0, start: float = MIDNIGHT) -> None:
        self.span = Span(start, start + days * DAY)
        self.station = toy_station()
        self.limits = LightLimits()

    def _every(self, begin: float, end: float) -> SpanSet:
        first = (self.span.start - MIDNIGHT) // ROUND - 1
        starts = MIDNIGHT + ROUND * (first + np.arange(int(self.span.length // ROUND) + 3))
        return SpanSet(starts + begin, starts + end).clip(self.span)

    def phases(self) -> dict[str, SpanSet]:
        """Give the phases."""
        return {phase: self._every(*edges) for phase, edges in EDGES.items()}

    def opportunities(self, needs: Sequence[Need]) -> list[SpanSet]:
        """Give direct sun."""
        direct = {"bow": self._every(1860.0, 2460.0), "right": self._every(1860.0, ROUND), "left": SpanSet()}
        return [direct[self.station.window(need.window or "").id] for need in needs]

    def beta(self, at: Instants) -> Instants:
        """Give beta."""
        return np.asarray(-30.0 - 5.0 * np.floor((at - MIDNIGHT) / DAY))

    def day_table(self, offset: float = 0.0) -> list[DayRow]:
        """Give the days."""
        first = int((self.span.start + offset) // DAY)
        last = int((self.span.stop + offset - 1e-6) // DAY)
        return [self._day(day * DAY - offset, offset) for day in range(first, last + 1)]

    def _day(self, midnight: float, offset: float) -> DayRow:
        span = Span(max(midnight, self.span.start), min(midnight + DAY, self.span.stop))
        beta = float(self.beta(np.array([span.start]))[0])
        return DayRow(date_text(midnight + offset), span, beta, (), (), 16, 1800.0, 60.0)


def toy(days: float = 4.0, start: float = MIDNIGHT) -> Almanac:
    """Give the almanac of the toy light."""
    return cast("Almanac", ToyAlmanac(days, start))


def toy_production(offset: float = 0.0) -> Production:
    """Give the small production with the toy's station, and a crew clock ahead of UTC."""
    flight = Flight(cast("Course", None), toy_station())
    return replace(small_production(), flight=flight, crew_offset=offset)


def toy_subject(*windows: str, offset: float = 0.0, events: tuple[Event, ...] | None = None) -> Subject:
    """Give the small production as the subject of a picture, with its plan."""
    production = toy_production(offset)
    if events is not None:
        production = replace(production, events=events)
    return Subject.of(production, windows, plan=small_plan(production))
