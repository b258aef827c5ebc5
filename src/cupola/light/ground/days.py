"""A day of light at a place on the ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cupola.clock import Instants, Span, SpanSet, calendar_days, date_text
from cupola.light.ground.almanac import GroundAlmanac
from cupola.light.ground.sample import moon_sight, sun_sight


@dataclass(frozen=True, slots=True)
class GroundDayRow:
    """A day of light at a place on the ground.

    Attributes
    ----------
    date : str
        The day, on the clock asked for.
    span : Span
        The part of it that the almanac covers.
    sunrises, sunsets : tuple of float
        Instants of the upper limb on the terrain, refracted; more than one where the Sun passes behind a mountain, none
        in polar day and night.
    sun_up : float
        Seconds in which some of the Sun is over the terrain.
    golden, blue : tuple of Span
        The golden and blue hours, cut at the day's ends.
    noon : float
        The instant at which the Sun's centre crosses the meridian; nan when the part covered has none.
    noon_elevation : float
        How high it then stands, in deg, as the air shows it; nan without noon.
    moonrises, moonsets : tuple of float
        As the Sun's.
    moon_lit, moon_age : float
        At the middle of the span: part of the disc that is lit, and deg of longitude past the Sun (180: full).
    """

    date: str
    span: Span
    sunrises: tuple[float, ...]
    sunsets: tuple[float, ...]
    sun_up: float
    golden: tuple[Span, ...]
    blue: tuple[Span, ...]
    noon: float
    noon_elevation: float
    moonrises: tuple[float, ...]
    moonsets: tuple[float, ...]
    moon_lit: float
    moon_age: float


def ground_days(almanac: GroundAlmanac, offset: float = 0.0) -> list[GroundDayRow]:
    """Give a row for each day, from midnight to midnight on a clock `offset` seconds ahead of UTC."""
    return [_day(almanac, date_text(midnight + offset), day) for midnight, day in calendar_days(almanac.span, offset)]


def _day(almanac: GroundAlmanac, date: str, day: Span) -> GroundDayRow:
    place, sun, moon, phases = almanac.location, almanac.sun_up(), almanac.moon_up(), almanac.phases()
    noons = _within(almanac.noons(), day)
    noon = noons[0] if noons else float("nan")
    sight = moon_sight(place, [(day.start + day.stop) / 2])
    return GroundDayRow(
        date=date,
        span=day,
        sunrises=_turns(almanac, sun.starts, day),
        sunsets=_turns(almanac, sun.stops, day),
        sun_up=sun.clip(day).total,
        golden=_spans(phases["golden"], day),
        blue=_spans(phases["blue"], day),
        noon=noon,
        noon_elevation=float(sun_sight(place, [noon]).apparent[0]) if noons else float("nan"),
        moonrises=_turns(almanac, moon.starts, day),
        moonsets=_turns(almanac, moon.stops, day),
        moon_lit=float(sight.lit[0]),
        moon_age=float(sight.age[0]),
    )


def _turns(almanac: GroundAlmanac, at: Instants, day: Span) -> tuple[float, ...]:
    """Give what begins or ends on a day; the almanac's own ends are neither."""
    return tuple(x for x in _within(at, day) if x not in (almanac.span.start, almanac.span.stop))


def _within(at: Instants, day: Span) -> tuple[float, ...]:
    return tuple(np.asarray(at[(at >= day.start) & (at < day.stop)]).tolist())


def _spans(spans: SpanSet, day: Span) -> tuple[Span, ...]:
    return tuple(spans.clip(day))
