"""A way through space as samples that a globe interpolates, with the error that this has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span

Points = NDArray[np.float64]
"""Positions, shape (n, 3), metres, Earth-fixed (WGS84)."""

DEGREE: Final = 7
"""Of the Lagrange polynomials between samples."""

LARGEST_ERROR: Final = 10.0
"""Metres that the interpolated way may be off: far less than the orbit is known to."""

_STEP: Final = 240.0
_FINEST: Final = 1.0
_FEWEST: Final = DEGREE + 2
_PLACES: Final = (0.2, 0.4, 0.5, 0.6, 0.8)
"""Where between two samples the error is measured: beside the ends of a way it is largest before the middle."""
_TOUCH: Final = 1e-3
"""Seconds within which two joints are one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the way without a jump in it.

    Attributes
    ----------
    offsets : ndarray, shape (n,)
        Seconds since the start of the span, rising, from 0 to its length.
    points : ndarray, shape (n, 3)
        Metres, Earth-fixed.
    error : float
        Metres by which the interpolation is off at most, as measured at several places between each two samples.
    """

    span: Span
    offsets: Instants
    points: Points
    error: float


def sampled(
    where: Callable[[Instants], Points], span: Span, joints: Iterable[float] = (), step: float = _STEP
) -> tuple[Piece, ...]:
    """Sample a way, so finely that the error is small, a piece between each two joints.

    Parameters
    ----------
    where : callable
        From instants, shape (n,), to positions; at a joint it answers for what follows.
    joints : iterable of float
        The instants at which the way jumps or bends.
    step : float
        Seconds between samples to begin with.
    """
    edges = [span.start]
    edges += [joint for joint in sorted(joints) if span.start + _TOUCH < joint < span.stop - _TOUCH]
    apart = [edge for k, edge in enumerate(edges) if k == 0 or edge - edges[k - 1] > _TOUCH]
    return tuple(_piece(where, Span(start, stop), step) for start, stop in pairwise([*apart, span.stop]))


def _piece(where: Callable[[Instants], Points], span: Span, step: float) -> Piece:
    while True:
        count = max(_FEWEST, int(np.ceil(span.length / step)) + 1)
        offsets = np.round(np.linspace(0.0, span.length, count), 6)
        points = _points(where, span, offsets)
        between = np.sort(np.concatenate([offsets[:-1] + place * np.diff(offsets) for place in _PLACES]))
        off = np.linalg.norm(interpolated(offsets, points, between) - _points(where, span, between), axis=1)
        if off.max() <= LARGEST_ERROR or span.length / count < _FINEST:
            return Piece(span, offsets, points, float(off.max()))
        step = span.length / count / 2


def _points(where: Callable[[Instants], Points], span: Span, offsets: Instants) -> Points:
    """Give positions to a decimetre; at the end of the span that of what came before it."""
    return np.round(where(np.minimum(span.start + offsets, np.nextafter(span.stop, -np.inf))), 1)


def interpolated(offsets: Instants, points: Points, at: Instants) -> Points:
    """Give positions between samples, shape (m, 3), by Lagrange's polynomial through the `DEGREE` + 1 nearest ones."""
    first = np.clip(np.searchsorted(offsets, at, side="right") - (DEGREE + 1) // 2 - 1, 0, len(offsets) - DEGREE - 1)
    nodes = first[:, None] + np.arange(DEGREE + 1)
    times = offsets[nodes]
    found = np.zeros((len(at), 3))
    for k in range(DEGREE + 1):
        others = np.delete(times, k, axis=1)
        weight = np.prod((at[:, None] - others) / (times[:, k : k + 1] - others), axis=1)
        found += weight[:, None] * points[nodes[:, k]]
    return found


def flat(piece: Piece) -> Iterator[float]:
    """Give the samples one after another: time, x, y, z."""
    for offset, (x, y, z) in zip(piece.offsets.tolist(), piece.points.tolist(), strict=True):
        yield from (offset, x, y, z)
