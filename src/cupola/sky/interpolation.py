"""Smooth functions of time kept as tables on an even grid, and read between their nodes."""

from __future__ import annotations

from functools import cache
from math import factorial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants

Floats = NDArray[np.float64]
Real = TypeVar("Real", np.float32, np.float64)


def nodes(start: float, stop: float, step: float, points: int) -> Instants:
    """Give the instants at which a table for `[start, stop]` needs its values; some lie beyond both ends."""
    count = max(int(np.ceil((stop - start) / step)), 1) + points - 1
    at: Instants = start + (np.arange(count, dtype=float) - (points // 2 - 1)) * step
    return at


def refined(values: NDArray[Real], ratio: int, out: NDArray[Real] | None = None) -> NDArray[Real]:
    """Give a function at `ratio` places in each interval between even nodes, by cubics through four of them.

    Parameters
    ----------
    values : ndarray, shape (m,)
        The function at the nodes, as float32 or float64.
    out : ndarray, shape ((m - 3) * ratio,), optional
        Where to put the result: to fill memory at hand is quicker than to ask for new.

    Returns
    -------
    ndarray, shape ((m - 3) * ratio,)
        From the second node to before the last but one, where a cubic has nodes at either side; as `values` are.
    """
    weights = _weights(1.0 + np.arange(ratio) / ratio, 4).astype(values.dtype)
    around = np.stack([values[i : len(values) - 3 + i] for i in range(4)]).T
    places = None if out is None else out.reshape(-1, ratio)
    result: NDArray[Real] = np.matmul(around, weights, out=places).ravel()
    return result


def inner_nodes(start: float, stop: float, step: float, points: int) -> tuple[Instants, float]:
    """Give instants for a table of `[start, stop]` of which none lies beyond its ends, and the step between them.

    The step is the largest that is at most `step` and meets both ends.
    """
    count = max(int(np.ceil((stop - start) / step)), points - 1)
    at: Instants = np.linspace(start, stop, count + 1)
    return at, (stop - start) / count


class Table:
    """Values on an even grid, read by Lagrange interpolation between as many nodes at either side.

    Parameters
    ----------
    start : float
        The first instant that the table is to be read at.
    step : float
        Seconds between nodes.
    values : ndarray, shape (m, k)
        The function at the instants that `nodes` gives.
    points : int
        Even number of nodes used for a value; the polynomial's degree is one less.
    """

    __slots__ = ("_columns", "_first", "_points", "_step")

    def __init__(self, start: float, step: float, values: Floats, points: int) -> None:
        self._first, self._step = start - (points // 2 - 1) * step, step
        self._columns, self._points = np.ascontiguousarray(values.T), points

    @classmethod
    def within(cls, start: float, step: float, values: Floats, points: int) -> Table:
        """Make a table of the function at the instants that `inner_nodes` gives; near its ends it reads one-sidedly."""
        return cls(start + (points // 2 - 1) * step, step, values, points)

    def __call__(self, at: Instants) -> Floats:
        """Give the values at instants, shape (n,), within the table: shape (n, k)."""
        steps = (at - self._first) / self._step
        low = np.clip(steps.astype(np.intp) - (self._points // 2 - 1), 0, self._columns.shape[1] - self._points)
        weights = _weights(steps - low, self._points)
        total = np.empty((len(steps), len(self._columns)))
        for k, column in enumerate(self._columns):
            total[:, k] = sum(weights[i] * column[i:].take(low) for i in range(self._points))
        return total


def _weights(place: Floats, points: int) -> Floats:
    """Give Lagrange's polynomials of the nodes 0, 1, … at places, shape (points, n)."""
    away = place[None, :] - np.arange(points, dtype=float)[:, None]
    weights, above = np.empty_like(away), np.ones_like(place)
    weights[0] = 1.0
    for i in range(1, points):
        np.multiply(weights[i - 1], away[i - 1], out=weights[i])
    for i in range(points - 1, -1, -1):
        weights[i] *= above
        above *= away[i]
    weights /= _denominators(points)
    return weights


@cache
def _denominators(points: int) -> Floats:
    """Give each polynomial's product of differences between its node and the others, shape (points, 1)."""
    last = points - 1
    return np.array([[(-1.0) ** (last - i) * factorial(i) * factorial(last - i)] for i in range(points)])
