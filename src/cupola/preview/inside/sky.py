"""What is outside as a light: six square pictures around the station, in its own axes, without the Sun's disc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.light.colour import black_body
from cupola.light.lens import Framing
from cupola.light.meter import Surroundings, sun_distance
from cupola.light.moment import Moment
from cupola.preview.colour import luminance, of_xyz
from cupola.preview.inside.solid import Floats
from cupola.sky.earth import pierced, sine_of_elevation
from cupola.sky.spectrum import SUNLIGHT_LX

SIDE: Final = 48
"""Pixels along a picture's edge: 1.9 deg; the light of a window is soft."""
EARTH_K: Final = 6500.0
"""Colour temperature of such an Earth, where none is stated; estimate, confidence low."""
DIRECTIONS: Final = np.concatenate([sign * np.eye(3)[k : k + 1] for k in range(3) for sign in (1.0, -1.0)])
"""Where the pictures look: forward, aft, starboard, port, nadir, zenith."""


@dataclass(frozen=True, slots=True, eq=False)
class Sky:
    """Light from outside by direction.

    Attributes
    ----------
    faces : ndarray, shape (6, n, n, 3)
        Linear Rec. 2020, cd/m2, by `DIRECTIONS`; rows from the top, columns from the left, 90 deg wide.
    """

    faces: Floats

    @property
    def bases(self) -> Floats:
        """Forward, right and up of each picture, the station's frame, shape (6, 3, 3)."""
        framings = [Framing.of(direction) for direction in DIRECTIONS]
        return np.array([[one.axis, one.right, one.up] for one in framings])

    def rays(self) -> Floats:
        """Give the unit vectors of the pixels, shape (6, n, n, 3)."""
        count = self.faces.shape[1]
        return np.stack([_rays(Framing.of(direction), count) for direction in DIRECTIONS])

    def solid_angles(self) -> Floats:
        """Give the solid angle of each pixel of a picture, sr, shape (n, n)."""
        tangent = _tangents(self.faces.shape[1])
        step = 2.0 / self.faces.shape[1]
        found: Floats = step**2 / (1.0 + tangent[None, :] ** 2 + tangent[:, None] ** 2) ** 1.5
        return found

    def lux(self, normal: Floats) -> Floats:
        """Give the illuminance of a plate that looks along `normal`, shape (3,), lx by primaries."""
        cosine = np.maximum(self.rays() @ normal, 0.0) * self.solid_angles()
        found: Floats = np.einsum("fijc,fij->c", self.faces, cosine)
        return found

    def scaled(self, factor: float) -> Sky:
        """Give a sky so many times as bright."""
        return Sky(self.faces * factor)

    @property
    def is_dark(self) -> bool:
        """Whether no light comes from it."""
        return not float(luminance(self.faces).max()) > 0.0


def pictured(picture: Callable[[Floats, int], Floats], side: int = SIDE) -> Sky:
    """Give the sky of what takes a square picture, 90 deg wide, along a direction of the station's frame.

    Parameters
    ----------
    picture : callable
        Takes the direction, shape (3,), and the pixels along the edge; gives shape (n, n, 3), linear Rec. 2020, cd/m2.
    """
    return Sky(np.stack([np.asarray(picture(direction, side), float) for direction in DIRECTIONS]))


def plain(moment: Moment, surroundings: Surroundings, side: int = SIDE) -> Sky:
    """Give the Earth without air at the first instant of a moment, as `Meter.luminance` takes it: alike all over."""
    tint = of_xyz(black_body(np.array([surroundings.earth_k or EARTH_K]))[0])
    share = surroundings.albedo / np.pi * SUNLIGHT_LX / float(sun_distance(moment)[0]) ** 2

    def picture(direction: Floats, count: int) -> Floats:
        inertial = _rays(Framing.of(direction), count).reshape(-1, 3) @ moment.body[0]
        places = np.repeat(moment.position[:1], len(inertial), axis=0)
        points, hit = pierced(places, inertial)
        sine = sine_of_elevation(points, np.repeat(moment.sun[:1], len(inertial), axis=0))
        light = share * np.where(hit & (sine > 0.0), sine, 0.0)
        return (light[:, None] * tint).reshape(count, count, 3)

    return pictured(picture, side)


def _tangents(count: int) -> Floats:
    found: Floats = (np.arange(count) + 0.5) / count * 2 - 1
    return found


def _rays(framing: Framing, count: int) -> Floats:
    tangent = _tangents(count)
    rays = framing.axis + tangent[None, :, None] * framing.right - tangent[:, None, None] * framing.up
    found: Floats = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
    return found
