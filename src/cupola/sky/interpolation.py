"""Smooth functions of time kept as a table on an even grid, and read between its nodes."""

from __future__ import annotations

from math import factorial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants

POINTS: Final = 8
"""Nodes used for each value: a Lagrange polynomial of degree 7."""
_LEFT: Final = POINTS // 2 - 1
_DENOMINATORS: Final = tuple(
    float((-1) ** (POINTS - 1 - i) * factorial(i) * factorial(POINTS - 1 - i)) for i in range(POINTS)
)


class Table:
    """Values on an even grid of instants, read by Lagrange interpolation of degree 7.

    Parameters
    ----------
    start : float
        The first instant that the table is to be read at.
    step : float
        Seconds between nodes.
    values : ndarray, shape (m, k)
        The function at the instants that `nodes` gives, of which some lie beyond both ends.
    """

    __slots__ = ("_first", "_step", "_values")

    def __init__(self, start: float, step: float, values: NDArray[np.float64]) -> None:
        self._first, self._step, self._values = start - _LEFT * step, step, values

    @staticmethod
    def nodes(start: float, stop: float, step: float) -> Instants:
        """Give the instants at which a table for `[start, stop]` needs its values."""
        count = int(np.ceil((stop - start) / step)) + POINTS
        nodes: Instants = start + (np.arange(count, dtype=float) - _LEFT) * step
        return nodes

    def __call__(self, at: Instants) -> NDArray[np.float64]:
        """Give the values at instants, shape (n,), within the table: shape (n, k)."""
        place = (at - self._first) / self._step
        low = np.clip(np.floor(place).astype(np.intp) - _LEFT, 0, len(self._values) - POINTS)
        weights = _weights(place - low)
        result: NDArray[np.float64] = weights[0][:, None] * self._values[low]
        for i in range(1, POINTS):
            result += weights[i][:, None] * self._values[low + i]
        return result


def _weights(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give Lagrange's weights, shape (8, n), of the nodes 0..7 at `place` in units of the step."""
    offsets = place[None, :] - np.arange(POINTS, dtype=float)[:, None]
    below, above = np.ones_like(offsets), np.ones_like(offsets)
    for i in range(1, POINTS):
        below[i] = below[i - 1] * offsets[i - 1]
        above[POINTS - 1 - i] = above[POINTS - i] * offsets[POINTS - i]
    weights: NDArray[np.float64] = below * above / np.asarray(_DENOMINATORS)[:, None]
    return weights
