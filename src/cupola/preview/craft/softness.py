"""Softness of what is nearer than a lens is focused: a bell as wide as the lens's disc.

Three running means follow each other; they keep the light, and together spread it as far as a disc does (the same
second moment), without its hard edge.
"""

from __future__ import annotations

from math import floor, sqrt
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import spread
from cupola.preview.scaling import grown, shrunk

Picture = NDArray[np.float32]

_BY_SCALING: Final = 1.25
_SHARP: Final = 0.4
_ENOUGH: Final = 3.0
"""Pixels: a radius so wide hides that it was worked out on coarser pixels."""


def softened(picture: Picture, radius: float) -> Picture:
    """Give a picture, shape (h, w, k), with each pixel spread over a disc of a radius in pixels.

    Beyond the edge it goes on as at the edge.
    """
    coarse = 4 if radius >= 4 * _ENOUGH else 2 if radius >= 2 * _ENOUGH else 1
    if coarse > 1:
        height, width = picture.shape[:2]
        left = sqrt(radius**2 - _BY_SCALING * coarse**2)  # pixels made coarse and fine again are softer already
        return grown(softened(shrunk(picture, coarse), left / coarse), height, width, coarse)
    if radius < _SHARP:
        return picture
    side = _side(radius**2 / 12.0)
    for _ in range(3):
        picture = _means(_means(picture, side).transpose(1, 0, 2), side).transpose(1, 0, 2)
    return picture


def _side(moment: float) -> float:
    """Give the width of a running mean over pixels that has a second moment, in square pixels."""
    low, high = 1.0, 3.0 + 4.0 * sqrt(moment)
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _moment(middle) < moment else (low, middle)
    return low


def _moment(side: float) -> float:
    """Give the second moment of a running mean: whole pixels in its middle, and what is left over at its two ends."""
    whole = floor((side - 1.0) / 2.0)
    inner = whole * (whole + 1) * (2 * whole + 1) / 3.0
    return (inner + (side - 2 * whole - 1) * (whole + 1) ** 2) / side


def _means(picture: Picture, width: float) -> Picture:
    """Give running means along rows."""
    given = np.ascontiguousarray(picture)
    found = np.empty_like(given)
    _run(given, width, found)
    return found


@spread
def _run(picture: Picture, width: float, found: Picture) -> None:
    height, length, channels = picture.shape
    half = width / 2.0
    reach = int(half) + 2
    for row in prange(height):
        total = np.zeros(length + 2 * reach + 1)
        for k in range(channels):
            for i in range(length + 2 * reach):
                total[i + 1] = total[i] + picture[row, min(max(i - reach, 0), length - 1), k]
            for i in range(length):
                high, low = i + reach + 0.5 + half, i + reach + 0.5 - half
                first, last = floor(low), floor(high)
                upper = total[last] + (high - last) * (total[last + 1] - total[last])
                lower = total[first] + (low - first) * (total[first + 1] - total[first])
                found[row, i, k] = (upper - lower) / width
