"""Light made by hand: a number for each instant, so that what cuts can be worked out on paper."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.light.likeness import Likeness, Readings
from cupola.light.reading import Reading


class Level(Likeness):
    """Light that has one level, in lx, at each instant; two levels cut when they differ by `most` or less."""

    def __init__(self, level: Callable[[Instants], NDArray[np.float64]], most: float = 1.0) -> None:
        self._level, self._most = level, most

    def read(self, at: Instants) -> Readings:
        """Read the level; the rest of the reading is dark."""
        zero, vectors = np.zeros(len(at)), np.zeros((len(at), 3))
        words, none = np.full(len(at), "sun"), np.full(len(at), None, object)
        level = np.asarray(self._level(at), float)
        return (Reading(at, words, zero, vectors, zero, zero, level, zero, zero, zero, vectors, zero, none),)

    def apart(self, one: Readings, other: Readings) -> NDArray[np.float64]:
        """Give the difference of the levels in units of the most that is allowed."""
        found: NDArray[np.float64] = np.abs(one[0].direct_lx - other[0].direct_lx) / self._most
        return found
