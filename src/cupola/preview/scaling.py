"""Pictures made coarser by whole factors, and finer again."""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import spread

Picture = NDArray[np.float32]


def shrunk(picture: Picture, factor: int) -> Picture:
    """Give the means of squares of pixels; at the far edges the last pixel stands for what is missing."""
    height, width, channels = picture.shape
    found = np.empty((-(-height // factor), -(-width // factor), channels), np.float32)
    _shrink(np.ascontiguousarray(picture), factor, found)
    return found


def grown(coarse: Picture, height: int, width: int, factor: int) -> Picture:
    """Give a coarse picture at full size, linearly between the middles of its pixels."""
    found = np.zeros((height, width, coarse.shape[2]), np.float32)
    mix_in(found, coarse, factor, 1.0)
    return found


def mix_in(picture: Picture, coarse: Picture, factor: int, share: float) -> None:
    """Put a coarse picture, as `grown` gives it, in the place of a share of another's light."""
    _mix(picture, np.ascontiguousarray(coarse), factor, share)


@spread
def _shrink(picture: Picture, factor: int, found: Picture) -> None:
    height, width, channels = picture.shape
    for row in prange(found.shape[0]):
        line = np.zeros((found.shape[1] * factor, channels))
        for i in range(row * factor, (row + 1) * factor):
            for column in range(len(line)):
                for k in range(channels):
                    line[column, k] += picture[min(i, height - 1), min(column, width - 1), k]
        for column in range(found.shape[1]):
            for k in range(channels):
                total = 0.0
                for j in range(column * factor, (column + 1) * factor):
                    total += line[j, k]
                found[row, column, k] = total / factor**2


@spread
def _mix(picture: Picture, coarse: Picture, factor: int, share: float) -> None:
    height, width, channels = picture.shape
    rows, columns = coarse.shape[0], coarse.shape[1]
    for row in prange(height):
        place = min(max((row + 0.5) / factor - 0.5, 0.0), rows - 1.0)
        top = min(int(place), max(rows - 2, 0))
        bottom, low = min(top + 1, rows - 1), np.float32(place - top)
        line = np.empty((columns, channels), np.float32)
        for column in range(columns):
            for k in range(channels):
                upper, lower = coarse[top, column, k], coarse[bottom, column, k]
                line[column, k] = share * (upper + low * (lower - upper))
        for column in range(width):
            place = min(max((column + 0.5) / factor - 0.5, 0.0), columns - 1.0)
            left = min(int(place), max(columns - 2, 0))
            right, part = min(left + 1, columns - 1), np.float32(place - left)
            for k in range(channels):
                added = line[left, k] + part * (line[right, k] - line[left, k])
                picture[row, column, k] = np.float32(1.0 - share) * picture[row, column, k] + added
