"""The discs of Sun and Moon, compiled: each is sampled many times to the pixel, through the bent rays of the air."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.preview.eye import Eye
from cupola.preview.heavens.edge import Edge, at_place, unbent
from cupola.preview.heavens.splat import Frame
from cupola.preview.heavens.veil import Picture
from cupola.sky.air import DARKENING

Floats = NDArray[np.float64]

_RIM: Final = 72
_FINEST: Final = 16
_SAMPLES: Final = 128
"""Samples across the narrower side of a disc as it appears, at least, as far as `_FINEST` to the pixel's side allow."""


class Disc(NamedTuple):
    """A round body in the sky.

    Attributes
    ----------
    way : ndarray, shape (3,)
        Direction of its middle beyond the air, Earth-fixed.
    radius : float
        Of the disc, as a sine.
    """

    way: Floats
    radius: float

    @classmethod
    def of(cls, eye: Eye, body: Floats, radius_km: float) -> Disc:
        """Give the disc of a body, shape (3,), km from the Earth's centre."""
        sight = body - eye.position
        far = float(np.linalg.norm(sight))
        return cls(sight / far, radius_km / far)

    def box(self, frame: Frame, edge: Edge, eye: Eye) -> tuple[int, int, int, int, int] | None:
        """Give the first and last rows and columns of the picture that it may touch, and samples to a pixel's side.

        None if it is not in the picture.
        """
        aside = np.cross(self.way, eye.up if abs(self.way @ eye.up) < 0.9 else eye.right)
        aside = aside / np.linalg.norm(aside)
        turn = np.linspace(0.0, 2.0 * np.pi, _RIM, endpoint=False)
        rim = np.cos(turn)[:, None] * aside + np.sin(turn)[:, None] * np.cross(self.way, aside)
        rays = np.concatenate([self.way + f * self.radius * rim for f in (1.0, 0.5, 0.0)])
        columns, rows = eye.places(edge.appearing(rays), frame.width, frame.height)
        if np.isnan(columns).any():
            return None
        top, bottom = max(int(rows.min()) - 1, 0), min(int(rows.max()) + 3, frame.height)
        left, right = max(int(columns.min()) - 1, 0), min(int(columns.max()) + 3, frame.width)
        if top >= bottom or left >= right:
            return None
        narrow = max(min(np.ptp(rows), np.ptp(columns)), 1e-3)
        return top, bottom, left, right, int(np.clip(np.ceil(_SAMPLES / narrow), 2, _FINEST))


class Face(NamedTuple):
    """How a disc shines.

    Attributes
    ----------
    light : ndarray, shape (3,)
        Rec. 2020, cd/m2: of the Sun's mean, or of the Moon's ground for which `relief` gives 1.
    axes : ndarray, shape (3, 3)
        The Moon's prime meridian, east and north, Earth-fixed; for the Sun anything.
    sun : ndarray, shape (3,)
        From the Moon to the Sun, Earth-fixed; for the Sun anything.
    ground : ndarray, shape (rows, columns)
        Reflectance over the Moon, 90 deg north to 90 deg south, 180 deg west to 180 deg east; for the Sun without rows.
    ashen : float
        What the Earth adds to `relief` on the whole face.
    """

    light: Floats
    axes: Floats
    sun: Floats
    ground: Picture
    ashen: float


@compiled
def sunny(part: float) -> float:
    """Give the Sun's brightness at a share of its radius from the middle, the mean of the disc being 1."""
    a, b, c = DARKENING
    cosine = math.sqrt(max(1.0 - part * part, 0.0))
    return (a + cosine * (b + cosine * c)) / (a + 2.0 * b / 3.0 + c / 2.0)


@compiled
def relief(right: float, up: float, side: Floats, top: Floats, way: Floats, face: Face) -> float:
    """Give the Moon's brightness at a place of its disc, in radii along `side` and `top`: law of Lommel and Seeliger.

    The full Moon is as bright at its edge as in its middle, as it is in the sky.
    """
    depth = math.sqrt(max(1.0 - right * right - up * up, 0.0))
    x, y, z, lit = 0.0, 0.0, 0.0, 0.0
    for k in range(3):
        normal = right * side[k] + up * top[k] - depth * way[k]
        lit += normal * face.sun[k]
        x += normal * face.axes[0, k]
        y += normal * face.axes[1, k]
        z += normal * face.axes[2, k]
    shone = 2.0 * lit / (lit + depth) if lit > 0.0 else 0.0
    return ground_at(face.ground, math.asin(min(max(z, -1.0), 1.0)), math.atan2(y, x)) * (shone + face.ashen)


@compiled
def ground_at(ground: Picture, lat: float, lon: float) -> float:
    """Give the value of a map at a latitude and longitude, rad."""
    rows, columns = ground.shape
    down = min(max((0.5 - lat / math.pi) * rows - 0.5, 0.0), rows - 1.001)
    right = (lon / (2.0 * math.pi) + 0.5) * columns - 0.5
    i, j = int(down), math.floor(right)
    y, x = down - i, right - j
    j, k = j % columns, (j + 1) % columns
    high = ground[i, j] * (1.0 - x) + ground[i, k] * x
    low = ground[i + 1, j] * (1.0 - x) + ground[i + 1, k] * x
    return float(high * (1.0 - y) + low * y)


@compiled
def sides(way: Floats) -> tuple[Floats, Floats]:
    """Give two unit vectors across a direction."""
    pole = np.array([0.0, 0.0, 1.0]) if abs(way[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    side = np.cross(pole, way)
    side /= math.sqrt(side[0] ** 2 + side[1] ** 2 + side[2] ** 2)
    return side, np.cross(way, side)


@compiled
def shine_of(disc: Disc, face: Face, cells: int) -> float:
    """Give the mean of `relief` over the square about a disc, sampled on so many cells a side."""
    side, top = sides(disc.way)
    total = 0.0
    for i in range(cells):
        up = (i + 0.5) / cells * 2.0 - 1.0
        for j in range(cells):
            right = (j + 0.5) / cells * 2.0 - 1.0
            if right * right + up * up < 1.0:
                total += relief(right, up, side, top, disc.way, face)
    return total / (cells * cells)


@spread
def paint(
    picture: Picture,
    box: tuple[int, int, int, int, int],
    frame: Frame,
    edge: Edge,
    floor: float,
    disc: Disc,
    face: Face,
    before: Disc,
) -> None:
    """Add a disc to a picture.

    Parameters
    ----------
    box : tuple of int
        As `Disc.box` gives it.
    floor : float
        Tangent height below which nothing gets through, km.
    before : Disc
        What may hide it; a radius of 0 hides nothing.
    """
    top, bottom, left, right, fine = box
    side, up = sides(disc.way)
    axes, whole, last = frame.axes, fine * fine, len(edge.seen) - 1
    for i in prange(top, bottom):
        ray, beyond, total = np.zeros(3), np.zeros(3), np.zeros(3)
        for j in range(left, right):
            total[:] = 0.0
            for part in range(whole):
                y = (1.0 - (i + (part // fine + 0.5) / fine) / frame.height * 2.0) * frame.along
                x = ((j + (part % fine + 0.5) / fine) / frame.width * 2.0 - 1.0) * frame.across
                length = math.sqrt(1.0 + x * x + y * y)
                for k in range(3):
                    ray[k] = (axes[0, k] + x * axes[1, k] + y * axes[2, k]) / length
                place = unbent(ray, edge, beyond)
                if place < 0.0:
                    continue
                across, along, ahead, hiding = 0.0, 0.0, 0.0, 0.0
                for k in range(3):
                    across += beyond[k] * side[k]
                    along += beyond[k] * up[k]
                    ahead += beyond[k] * disc.way[k]
                    hiding += (beyond[k] - before.way[k]) ** 2
                across, along = across / disc.radius, along / disc.radius
                apart = across * across + along * along
                if ahead < 0.0 or apart >= 1.0 or hiding < before.radius * before.radius:
                    continue
                if at_place(edge.tangent, place) < floor:
                    continue
                if face.ground.shape[0]:
                    shine = relief(across, along, side, up, disc.way, face)
                else:
                    shine = sunny(math.sqrt(apart))
                low = min(int(place), last - 1)
                rest = place - low
                for k in range(3):
                    through = edge.light[low, k] * (1.0 - rest) + edge.light[low + 1, k] * rest
                    total[k] += shine * face.light[k] * through
            for k in range(3):
                picture[i, j, k] += total[k] / whole
