"""An arc: states between two manoeuvres, read by Hermite's interpolation, which uses the velocities too.

Degree 7 through the two states at either side. On states of the ISS eight minutes apart that is within 2 m (within 30 m
in the first and the last step), where Lagrange's of the same degree is 75 m off; the error falls with the eighth
power of the step.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.clock import Instants
from cupola.sky.orbit import Vectors

_MOST_STATES: Final = 4
_CLOSE: Final = 0.25  # of the usual step; states closer than that add the rounding of the file and no knowledge


class Arc:
    """States in one inertial frame, and what lies between them.

    Parameters
    ----------
    at : ndarray, shape (n,)
        Instants, ascending; n is 2 or more.
    position, velocity : ndarray, shape (n, 3)
        km and km/s.
    """

    __slots__ = ("_at", "_position", "_velocity")

    def __init__(self, at: Instants, position: Vectors, velocity: Vectors) -> None:
        kept = _apart(at)
        self._at, self._position, self._velocity = at[kept], position[kept], velocity[kept]

    def __call__(self, when: Instants) -> tuple[Vectors, Vectors]:
        """Give position and velocity at instants of the arc, both shape (n, 3)."""
        states = min(_MOST_STATES, len(self._at))
        left = np.searchsorted(self._at, when, side="right") - states // 2
        which = np.clip(left, 0, len(self._at) - states)[:, None] + np.repeat(np.arange(states), 2)
        places = self._at[which] - when[:, None]
        return _newton(places, _divided(places, self._position[which], self._velocity[which]))


def _apart(at: Instants) -> list[int]:
    """Give the indices of the states to keep: both ends, and those that are not close to the one kept before."""
    steps = np.diff(at)
    least = _CLOSE * float(np.median(steps))
    if steps.min() >= least:
        return list(range(len(at)))
    kept = [0]
    for i in range(1, len(at) - 1):
        if at[i] - at[kept[-1]] >= least and at[-1] - at[i] >= least:
            kept.append(i)
    return [*kept, len(at) - 1]


def _divided(places: Instants, position: Vectors, velocity: Vectors) -> Vectors:
    """Give Newton's divided differences, shape (m, n, 3), of values and slopes at doubled places, shape (n, m)."""
    count = places.shape[1]
    row = np.moveaxis(position, 1, 0)
    found = [row[0]]
    for order in range(1, count):
        width = (places[:, order:] - places[:, :-order]).T[:, :, None]
        rise = row[1:] - row[:-1]
        if order == 1:  # every other difference is between a place and itself: the slope
            slope = np.moveaxis(velocity, 1, 0)[:-1]
            row = np.where(width == 0, slope, rise / np.where(width == 0, 1.0, width))
        else:
            row = rise / width
        found.append(row[0])
    return np.stack(found)


def _newton(places: Instants, differences: Vectors) -> tuple[Vectors, Vectors]:
    """Give value and slope at zero of Newton's polynomials, by Horner's rule."""
    value, slope = differences[-1], np.zeros_like(differences[-1])
    for k in range(len(differences) - 2, -1, -1):
        away = -places[:, k, None]
        slope = value + away * slope
        value = differences[k] + away * value
    return value, slope
