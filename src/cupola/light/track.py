"""The ground track: where the station flies, what it flies over, and where the Sun rises and sets for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.almanac import Almanac
from cupola.light.search import search
from cupola.light.window import Overhead
from cupola.places import Landmark
from cupola.sky import subpoint
from cupola.sky.terminator import subsolar

Floats = NDArray[np.float64]

_STEP: Final = 20.0  # seconds, 150 km: a third of a millimetre on the largest map


@dataclass(frozen=True, slots=True)
class Point:
    """A point under the station: the instant, geodetic degrees north and east."""

    at: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Revolution:
    """The ground track of a revolution, or of a part of one.

    Attributes
    ----------
    span : Span
        When it is flown.
    at, lat, lon : ndarray, shape (n,)
        Instants, and the geodetic degrees under the station; longitudes from -180 to 180.
    lit : ndarray of bool, shape (n,)
        Whether any of the Sun's disc shines on the station: all phases but eclipse.
    sunrises, sunsets : tuple of Point
        Where the station is when the Sun's first ray comes and its last ray goes.
    subsolar : Point
        Over which the Sun stands at the middle of the span.
    overhead : tuple of (Landmark, Span)
        Landmarks from which the station stands high enough to be recognised, the longest in sight first.
    """

    span: Span
    at: Instants
    lat: Floats
    lon: Floats
    lit: NDArray[np.bool_]
    sunrises: tuple[Point, ...]
    sunsets: tuple[Point, ...]
    subsolar: Point
    overhead: tuple[tuple[Landmark, Span], ...]


def ground_track(almanac: Almanac) -> tuple[Revolution, ...]:
    """Give the ground track of an almanac's span, cut into revolutions from its start on; the last may be a part."""
    length, span = almanac.orbit.revolution, almanac.span
    count = max(1, ceil((span.length - _STEP) / length))
    seen = _overhead(almanac)
    return tuple(
        _revolution(almanac, Span(float(a), float(min(a + length, span.stop))), seen)
        for a in span.start + length * np.arange(count)
    )


def _overhead(almanac: Almanac) -> list[tuple[Landmark, SpanSet]]:
    landmarks = list(almanac.station.landmarks.values())
    conditions = [Overhead(landmark, almanac.limits.landmark_elevation) for landmark in landmarks]
    joints = almanac.vantage.joints(almanac.span)
    return list(zip(landmarks, search(conditions, almanac.vantage.at, almanac.span, joints), strict=True))


def _revolution(almanac: Almanac, span: Span, seen: Sequence[tuple[Landmark, SpanSet]]) -> Revolution:
    at = np.append(np.arange(span.start, span.stop, _STEP), span.stop)
    lat, lon, _ = subpoint(almanac.vantage.trajectory.positions(at), at)
    dark = almanac.phases()["eclipse"]
    overhead = [(landmark, one) for landmark, spans in seen for one in spans.clip(span)]
    middle = np.array([(span.start + span.stop) / 2])
    high, under = subsolar(almanac.vantage.sun(middle), middle)
    return Revolution(
        span=span,
        at=at,
        lat=lat,
        lon=lon,
        lit=~dark.contains(at),
        sunrises=_points(almanac, dark.stops[dark.stops < almanac.span.stop], span),
        sunsets=_points(almanac, dark.starts[dark.starts > almanac.span.start], span),
        subsolar=Point(float(middle[0]), float(high[0]), float(under[0])),
        overhead=tuple(sorted(overhead, key=lambda pair: (-pair[1].length, pair[0].name))),
    )


def _points(almanac: Almanac, edges: Instants, span: Span) -> tuple[Point, ...]:
    at = edges[(edges >= span.start) & (edges < span.stop)]
    if not len(at):
        return ()
    lat, lon, _ = subpoint(almanac.vantage.trajectory.positions(at), at)
    return tuple(Point(*map(float, point)) for point in zip(at, lat, lon, strict=True))
