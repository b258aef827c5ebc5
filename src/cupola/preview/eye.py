"""Where a picture is taken from, where it looks, and how wide: a pinhole in the Earth-fixed frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.lens import Lens
from cupola.light.moment import Vantage
from cupola.places import Station
from cupola.sky.earth import to_fixed
from cupola.sky.orbit import Trajectory

Floats = NDArray[np.float64]

_STEEP: Final = 0.9  # cosine, as in `light.lens`: there is no horizon in the picture to hold level


@dataclass(frozen=True, slots=True)
class Eye:
    """A camera at an instant. Vectors have the shape (3,) and stand in the Earth-fixed frame.

    Attributes
    ----------
    position : ndarray
        From the Earth's centre, km.
    forward, right, up : ndarray
        Unit vectors.
    half : tuple of float
        Tangents of half the angles of view, across and up.
    sun, moon : ndarray
        From the Earth's centre, km.
    axes : ndarray, shape (3, 3)
        Forward, right and up in the station's frame, as rows.
    inertial : ndarray, shape (3, 3)
        From the Earth-fixed frame to TEME.
    at : float
        The instant, UTC seconds.
    """

    position: Floats
    forward: Floats
    right: Floats
    up: Floats
    half: tuple[float, float]
    sun: Floats
    moon: Floats
    axes: Floats
    inertial: Floats
    at: float

    @classmethod
    def towards(
        cls, orbit: Trajectory, station: Station, axis: Floats, lens: Lens, at: float, up: Floats | None = None
    ) -> Eye:
        """Give the camera aboard a station that looks along an axis of its frame, shape (3,).

        Without an `up`, shape (3,), in that frame it is held level: up is away from the Earth, or, where it looks
        steeply down or up, the way of flight.
        """
        instants = np.array([at])
        moment = Vantage(orbit, attitude=station.attitude).at(instants)
        body = moment.body[0]
        axes = _held(axis, body @ moment.position[0], body @ moment.velocity[0]) if up is None else _held(axis, up, up)
        fixed = to_fixed(axes @ body, np.repeat(instants, 3))
        return cls(
            position=moment.fixed[0],
            forward=fixed[0],
            right=fixed[1],
            up=fixed[2],
            half=(lens.width / 2 / lens.focal, lens.height / 2 / lens.focal),
            sun=to_fixed(moment.sun, instants)[0],
            moon=to_fixed(moment.moon, instants)[0],
            axes=axes,
            inertial=to_fixed(np.eye(3), np.repeat(instants, 3)),
            at=at,
        )

    def places(self, directions: Floats, width: int, height: int) -> tuple[Floats, Floats]:
        """Give the pixels, columns and rows from the top left corner, at which directions, shape (n, 3), stand.

        nan for what is behind the camera; 0 is the middle of the first pixel.
        """
        ahead = directions @ self.forward
        depth = np.where(ahead > 0, ahead, np.nan)
        across = directions @ self.right / depth / self.half[0]
        along = directions @ self.up / depth / self.half[1]
        return (across + 1) / 2 * width - 0.5, (1 - along) / 2 * height - 0.5

    def rays(self, width: int, height: int) -> Floats:
        """Give the unit vectors that the middles of the pixels look along, shape (height, width, 3)."""
        across, along = self.tangents(width, height)
        rays = self.forward + across[None, :, None] * self.right + along[:, None, None] * self.up
        unit: Floats = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
        return unit

    def tangents(self, width: int, height: int) -> tuple[Floats, Floats]:
        """Give the tangents to the right of each column, shape (width,), and upward of each row, shape (height,)."""
        across = ((np.arange(width) + 0.5) / width * 2 - 1) * self.half[0]
        along = (1 - (np.arange(height) + 0.5) / height * 2) * self.half[1]
        return across, along

    def in_body(self, direction: Floats) -> Floats:
        """Turn a direction, shape (3,), from the Earth-fixed frame into the station's."""
        turned: Floats = direction @ np.stack([self.forward, self.right, self.up]).T @ self.axes
        return turned


def _held(axis: Floats, zenith: Floats, flight: Floats) -> Floats:
    """Give forward, right and up of a camera that is held level, as rows; all in one frame, of any length."""
    forward, zenith = axis / np.linalg.norm(axis), zenith / np.linalg.norm(zenith)
    top = flight if abs(forward @ zenith) > _STEEP else zenith
    up = top - (top @ forward) * forward
    up = up / np.linalg.norm(up)
    return np.stack([forward, np.cross(forward, up), up])
