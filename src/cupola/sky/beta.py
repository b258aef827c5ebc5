"""The beta angle: how far the Sun stands to the side of the orbit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cupola.sky.orbit import Vectors


def beta_angle(position: Vectors, velocity: Vectors, sun: Vectors) -> NDArray[np.float64]:
    """Give the angle, in deg, between the Sun and the orbit's plane.

    Positive: the Sun stands on the side of the orbit's normal, to port of a station that flies forward; negative: to
    starboard.

    Parameters
    ----------
    position, velocity, sun : ndarray, shape (n, 3)
        In one inertial frame; km and km/s.
    """
    normal = np.cross(position, velocity)
    sine = np.einsum("ni,ni->n", normal, sun) / np.linalg.norm(normal, axis=-1) / np.linalg.norm(sun, axis=-1)
    angle: NDArray[np.float64] = np.degrees(np.arcsin(sine))
    return angle
