"""Points of light on a picture, compiled: each is spread over a few pixels and loses nothing by it."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.preview.eye import Eye
from cupola.preview.heavens.veil import Picture

Floats = NDArray[np.float64]

SPREAD: Final = 0.5
"""Pixels: standard deviation of what a sharp lens makes of a point; estimate, confidence low."""

_REACH: Final = 2
_SIDE: Final = 2 * _REACH + 1


class Frame(NamedTuple):
    """A camera for compiled code.

    Attributes
    ----------
    position : ndarray, shape (3,)
        km, Earth-fixed.
    axes : ndarray, shape (3, 3)
        Forward, right, up as rows, Earth-fixed.
    across, along : float
        Tangents of half the angles of view.
    width, height : int
        Pixels.
    """

    position: Floats
    axes: Floats
    across: float
    along: float
    width: int
    height: int

    @classmethod
    def of(cls, eye: Eye, picture: Picture) -> Frame:
        """Give the camera that takes a picture, shape (h, w, 3)."""
        axes = np.stack([eye.forward, eye.right, eye.up])
        return cls(eye.position, axes, *eye.half, picture.shape[1], picture.shape[0])


@compiled
def projected(frame: Frame, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Give the column and row at which a direction stands, and the solid angle of a pixel there, sr.

    The direction, Earth-fixed, may have any length. The solid angle is 0 where it is behind the camera or outside the
    picture.
    """
    axes = frame.axes
    depth = axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z
    if depth <= 0.0:
        return 0.0, 0.0, 0.0
    right = (axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z) / depth
    up = (axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z) / depth
    column = (right / frame.across + 1.0) * 0.5 * frame.width - 0.5
    row = (1.0 - up / frame.along) * 0.5 * frame.height - 0.5
    if not (-_REACH - 1 < column < frame.width + _REACH and -_REACH - 1 < row < frame.height + _REACH):
        return 0.0, 0.0, 0.0
    return column, row, solid_angle(frame, right, up)


@compiled
def solid_angle(frame: Frame, right: float, up: float) -> float:
    """Give the solid angle of a pixel at tangents to the right and up, sr."""
    flat = 4.0 * frame.across * frame.along / (frame.width * frame.height)
    return float(flat / (1.0 + right * right + up * up) ** 1.5)


@compiled
def pixel_of(frame: Frame, column: float, row: float) -> tuple[int, int]:
    """Give row and column of the pixel nearest to a place, in the picture."""
    i = min(max(math.floor(row + 0.5), 0), frame.height - 1)
    j = min(max(math.floor(column + 0.5), 0), frame.width - 1)
    return i, j


@compiled
def shares(place: float, spread: float, out: Floats) -> int:
    """Write the shares, shape (5,), that pixels in a row have of a point's light; give the first pixel.

    A bell over the pixels, cut off and made whole.
    """
    first = math.floor(place + 0.5) - _REACH
    scale = 1.0 / (spread * math.sqrt(2.0))
    low = math.erf((first - 0.5 - place) * scale)
    total = 0.0
    for k in range(_SIDE):
        high = math.erf((first + k + 0.5 - place) * scale)
        out[k] = high - low
        total += out[k]
        low = high
    for k in range(_SIDE):
        out[k] /= total
    return first


@compiled
def dab(picture: Picture, column: float, row: float, light: Floats, room: Floats, spread: float) -> None:
    """Add a point of light, shape (3,), that would fill one pixel; `room` has the shape (2, 5)."""
    left, top = shares(column, spread, room[0]), shares(row, spread, room[1])
    for k in range(_SIDE):
        i = top + k
        if 0 <= i < picture.shape[0]:
            for m in range(_SIDE):
                j = left + m
                if 0 <= j < picture.shape[1]:
                    share = room[1, k] * room[0, m]
                    for q in range(3):
                        picture[i, j, q] += share * light[q]


@compiled
def prick(picture: Picture, column: float, row: float, red: float, green: float, blue: float) -> None:
    """Add a point of light between the four pixels about it: many small ones, quickly."""
    top, left = math.floor(row), math.floor(column)
    down, right = row - top, column - left
    for i in range(top, top + 2):
        if 0 <= i < picture.shape[0]:
            high = down if i > top else 1.0 - down
            for j in range(left, left + 2):
                if 0 <= j < picture.shape[1]:
                    share = high * (right if j > left else 1.0 - right)
                    picture[i, j, 0] += share * red
                    picture[i, j, 1] += share * green
                    picture[i, j, 2] += share * blue
