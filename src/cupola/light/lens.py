"""A lens on a sensor, and which way is up in a window's frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.places.body import Vector
from cupola.sky.orbit import Vectors

SUPER_35: Final = (24.89, 14.0)
"""Width and height in mm of the sensor that focal lengths are usually told for: Super 35, 16:9."""

_STEEP: Final = 0.9  # cosine: a window that looks down, or up, by more has no horizon in it to hold level
_ZENITH: Final = np.array([0.0, 0.0, -1.0])
_FORWARD: Final = np.array([1.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Lens:
    """A focal length on a sensor, all in mm; rectilinear, without distortion.

    Raises
    ------
    SkyError
        A focal length or a sensor that is none (E360).
    """

    focal: float
    width: float = SUPER_35[0]
    height: float = SUPER_35[1]

    def __post_init__(self) -> None:
        if not (1.0 <= self.focal <= 5000.0 and 1.0 <= self.width <= 100.0 and 1.0 <= self.height <= 100.0):
            text = f"a lens of {self.focal:g} mm on a sensor of {self.width:g} x {self.height:g} mm is none"
            raise SkyError(Message("E360", text, hint="give the focal length in mm, such as 35 mm"))

    @property
    def half_angles(self) -> tuple[float, float]:
        """Half the angle of view across and up, in deg."""
        return degrees(atan(self.width / 2 / self.focal)), degrees(atan(self.height / 2 / self.focal))

    def __str__(self) -> str:
        return f"{round(self.focal, 1):g} mm on {round(self.width, 2):g} x {round(self.height, 2):g} mm"


@dataclass(frozen=True, slots=True)
class Framing:
    """The axes of a picture, unit vectors in the station's frame, shape (3,).

    Up is away from the Earth; through a window that looks down, or up, it is the direction of flight.
    """

    axis: NDArray[np.float64]
    right: NDArray[np.float64]
    up: NDArray[np.float64]

    @classmethod
    def of(cls, axis: Vector | NDArray[np.float64]) -> Framing:
        """Give the framing of a camera that looks along `axis`."""
        forward = np.asarray(axis, float)
        forward = forward / np.linalg.norm(forward)
        top = _FORWARD if abs(forward[2]) > _STEEP else _ZENITH
        up = top - (top @ forward) * forward
        up = up / np.linalg.norm(up)
        return cls(forward, np.cross(forward, up), up)

    def place(self, directions: Vectors) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give where directions, shape (n, 3), stand in the picture: tangents to the right and up, both shape (n,).

        nan for what is behind the camera.
        """
        ahead = directions @ self.axis
        depth = np.where(ahead > 0, ahead, np.nan)
        return directions @ self.right / depth, directions @ self.up / depth
