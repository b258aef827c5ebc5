"""Where states published in a table are cut: at burns and gaps, across which nothing may be interpolated.

A step is a burn when states stand in a burst of short steps, as NASA writes them while an engine runs, or when the
later state is not where the earlier would have coasted to. The coasting knows the Earth's flattening (J2) alone: what
it does not know is up to 0.0005 m/s² for the ISS, so that a burn of 0.25 m/s shows in a step of four minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.sky.earth import EQUATOR_KM, MU
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]
Kinds = NDArray[np.int8]

COAST: Final = 0
BURN: Final = 1
GAP: Final = 2

_J2_KM2: Final = 1.08262668e-3 * EQUATOR_KM**2
_PUSH: Final = 1.0e-6  # km/s²: twice what the coasting does not know
_ROUNDING: Final = 2.0e-6  # km/s: velocities are often written to the millimetre a second
_SUBSTEP: Final = 30.0
_MOST_PASS: Final = 1 / 9  # of a revolution, ten minutes: between states farther apart the error exceeds 10 m
_BURST: Final = 4
_SHORT: Final = 0.25


@dataclass(frozen=True, slots=True)
class Steps:
    """What lies between successive states, shape (n - 1,) each.

    Attributes
    ----------
    kind : ndarray of int8
        `COAST`, `BURN` or `GAP`.
    missed : ndarray
        By how many km a coasting station would miss the later state; 0 over a gap.
    speed : ndarray
        By how much the speed changed beyond coasting, in km/s; 0 over a gap.
    """

    kind: Kinds
    missed: Floats
    speed: Floats


def revolution(position: Vectors, velocity: Vectors) -> float:
    """Give the length of a revolution in seconds, by the mean energy of states, shape (n, 3), km and km/s."""
    inverse = 2 / np.linalg.norm(position, axis=1) - np.einsum("ni,ni->n", velocity, velocity) / MU
    return float(2 * np.pi / np.sqrt(MU * float(np.mean(inverse)) ** 3))


def steps_of(at: Instants, position: Vectors, velocity: Vectors) -> Steps:
    """Judge the steps between states at instants, shape (n,); states in one inertial frame, shape (n, 3)."""
    lengths = np.diff(at)
    is_gap = lengths > revolution(position, velocity) * _MOST_PASS
    there, then = coasted(position[:-1], velocity[:-1], np.where(is_gap, 0.0, lengths))
    missed = np.where(is_gap, 0.0, np.linalg.norm(there - position[1:], axis=1))
    speed = np.where(is_gap, 0.0, np.linalg.norm(then - velocity[1:], axis=1))
    is_burn = (speed > _PUSH * lengths + _ROUNDING) | _bursts(lengths)
    kind = np.where(is_gap, GAP, np.where(is_burn, BURN, COAST)).astype(np.int8)
    return Steps(kind, missed, speed)


def _bursts(lengths: Floats) -> NDArray[np.bool_]:
    """Say which steps stand in a run of short ones."""
    short = lengths < _SHORT * float(np.median(lengths))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], short, [False]]).astype(np.int8)))
    found = np.zeros(len(lengths), bool)
    for start, stop in edges.reshape(-1, 2):
        found[start:stop] = stop - start >= _BURST
    return found


def coasted(position: Vectors, velocity: Vectors, lengths: Floats) -> tuple[Vectors, Vectors]:
    """Give where states would be after as many seconds, by Runge and Kutta's method of order 4."""
    count = max(int(np.ceil(lengths.max(initial=0.0) / _SUBSTEP)), 1)
    h = (lengths / count)[:, None]
    r, v = position, velocity
    for _ in range(count):
        a1 = _pull(r)
        v2, a2 = v + h / 2 * a1, _pull(r + h / 2 * v)
        v3, a3 = v + h / 2 * a2, _pull(r + h / 2 * v2)
        v4, a4 = v + h * a3, _pull(r + h * v3)
        r = r + h / 6 * (v + 2 * v2 + 2 * v3 + v4)
        v = v + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
    return r, v


def _pull(r: Vectors) -> Vectors:
    """Give the Earth's gravity with its flattening, km/s² (Vallado, eq. 8-30)."""
    distance = np.linalg.norm(r, axis=1, keepdims=True)
    flattening = 1.5 * _J2_KM2 / distance**2
    polar = 5 * (r[:, 2:] / distance) ** 2
    pull: Vectors = -MU / distance**3 * r * (1 - flattening * (polar - np.array([1.0, 1.0, 3.0])))
    return pull
