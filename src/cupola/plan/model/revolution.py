"""Revolutions as the light counts them: from the Sun to the Sun again, measured on each day of the shoot.

A revolution from noon to noon is a few seconds longer or shorter than one round the Earth: the orbit's plane turns by
5 deg a day and the Sun by 1 deg. Where a station stands in it is the angle round the orbit from its noon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light.moment import Vantage

_STEP: Final = 600.0
"""Seconds between looks: less than half of any revolution round the Earth, which takes 84 min at least."""


@dataclass(frozen=True, slots=True)
class Revolutions:
    """Lengths of revolutions from Sun to Sun.

    Attributes
    ----------
    lengths : tuple of float
        The mean length on each day, in seconds.
    error : float
        By how many seconds, at most, two instants of one day stand elsewhere in their revolutions than whole mean
        revolutions say: by the orbit's shape, and by jumps where another element set takes over.
    next_day : float
        The same of an instant of the day after, counted in mean revolutions of the day.
    """

    lengths: tuple[float, ...]
    error: float
    next_day: float = 0.0


def revolutions(vantage: Vantage, days: Sequence[Span]) -> Revolutions:
    """Measure the revolutions of days from noon to noon."""
    found = [_measured(vantage, day) for day in days]
    lengths, error = tuple(length for length, _ in found), max((error for _, error in found), default=0.0)
    two = [Span(one.start, other.stop) for one, other in pairwise(days)]
    late = [_late(vantage, span, length) for span, length in zip(two, lengths, strict=False)]
    return Revolutions(lengths, error, max(late, default=error))


def _measured(vantage: Vantage, day: Span) -> tuple[float, float]:
    _, turns = _turns(vantage, day)
    length = day.length / float(turns[-1] - turns[0])
    return length, _late(vantage, day, length)


def _late(vantage: Vantage, span: Span, length: float) -> float:
    at, turns = _turns(vantage, span)
    return float(np.ptp(at - span.start - turns * length))


def _turns(vantage: Vantage, span: Span) -> tuple[Instants, NDArray[np.float64]]:
    """Give instants all through a span, and the revolutions from noon to noon at each of them."""
    at = np.linspace(span.start, span.stop, max(2, int(np.ceil(span.length / _STEP)) + 1))
    return at, np.unwrap(noon_angle(vantage, at)) / (2 * np.pi)


def noon_angle(vantage: Vantage, at: Instants) -> NDArray[np.float64]:
    """Give the angle in rad round the orbit from its noon, growing with time, at instants, shape (n,)."""
    moment = vantage.at(at)
    up = moment.position / np.linalg.norm(moment.position, axis=-1, keepdims=True)
    ahead = moment.velocity - np.einsum("ni,ni->n", moment.velocity, up)[:, None] * up
    ahead /= np.linalg.norm(ahead, axis=-1, keepdims=True)
    high, before = (np.einsum("ni,ni->n", moment.sun, axis) for axis in (up, ahead))
    # The Sun stands ahead of the station before noon, and overhead at noon.
    angle: NDArray[np.float64] = np.arctan2(-before, high)
    return angle
