"""A map of the whole Earth in finer and coarser copies, so that a pixel reads a copy as coarse as it is itself.

Rows run from the north pole to the south, columns from 180 deg west eastwards; a row near a pole is smoothed along it,
so that a cell of a copy is about as wide as it is high on the ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled

Codes = NDArray[np.uint8]
Floats32 = NDArray[np.float32]
Places = NDArray[np.int64]
Array = TypeVar("Array", bound=NDArray[Any])

_LEAST_ROWS: Final = 8
_STRIP: Final = 256


class Pyramid(NamedTuple):
    """Copies of a map, each half as fine as the one before.

    Attributes
    ----------
    codes : ndarray of uint8, shape (n, channels)
        The cells of all copies, row by row, one copy after another.
    starts, rows, columns : ndarray of int64, shape (copies,)
        Where a copy begins, and its size.
    """

    codes: Codes
    starts: Places
    rows: Places
    columns: Places

    @classmethod
    def of(cls, copies: list[Codes]) -> Pyramid:
        """Put copies, shape (rows, columns, channels) each, into one."""
        sizes = np.array([one.shape[0] * one.shape[1] for one in copies], np.int64)
        flat = np.concatenate([one.reshape(-1, one.shape[2]) for one in copies])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        rows, columns = (np.array([one.shape[axis] for one in copies], np.int64) for axis in (0, 1))
        return cls(fixed(flat), fixed(starts), fixed(rows), fixed(columns))

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Pyramid:
        """Find a pyramid among kept arrays: what `named` made of it."""
        return cls(arrays[name], *(fixed(np.array(row)) for row in arrays[f"{name}_copies"]))

    def named(self, name: str) -> dict[str, NDArray[Any]]:
        """Give it as arrays to be kept."""
        return {name: self.codes, f"{name}_copies": np.stack([self.starts, self.rows, self.columns])}


def fixed(array: Array) -> Array:
    """Make an array one that cannot be written to, as kept ones are: code is compiled for one kind only."""
    array.flags.writeable = False
    return array


def copies(light: Floats32, decode: Floats32) -> list[Codes]:
    """Code a map of linear light, shape (rows, columns), and its coarser copies, shape (rows, columns, 1) each.

    Parameters
    ----------
    decode : ndarray, shape (256,)
        What a code stands for, rising.
    """
    found = [_coded(light, decode)]
    while light.shape[0] >= 2 * _LEAST_ROWS:
        light = halved(light)
        found.append(_coded(light, decode))
    return [one[..., None] for one in found]


def halved(light: Floats32) -> Floats32:
    """Give a map, shape (rows, columns), half as fine; an odd last row or column is left out."""
    rows, columns = light.shape[0] // 2, light.shape[1] // 2
    even = light[: 2 * rows, : 2 * columns]
    found: Floats32 = np.float32(0.25) * (even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2])
    return found


def _coded(light: Floats32, decode: Floats32) -> Codes:
    rows, columns = light.shape
    found = np.empty((rows, columns), np.uint8)
    middles = 0.5 * (decode[1:] + decode[:-1])
    for first in range(0, rows, _STRIP):
        found[first : first + _STRIP] = np.searchsorted(middles, light[first : first + _STRIP])
    latitude = (0.5 - (np.arange(rows) + 0.5) / rows) * np.pi
    widths = np.minimum(np.round(1.0 / np.cos(latitude)).astype(int), columns)
    for row in np.flatnonzero(widths > 1):
        found[row] = np.searchsorted(middles, _smoothed(light[row], int(widths[row])))
    return found


def _smoothed(row: Floats32, width: int) -> Floats32:
    """Give the running mean of a row that is a ring."""
    before = width // 2
    ring = np.concatenate([row[len(row) - before :], row, row[: width - before]])
    sums = np.concatenate([[0.0], np.cumsum(ring, dtype=np.float64)])
    found: Floats32 = ((sums[width:] - sums[:-width]) / width)[: len(row)].astype(np.float32)
    return found


@compiled
def sample(pyramid: Pyramid, decode: Floats32, level: float, across: float, down: float, out: Floats32) -> None:
    """Write what a map shows at a place into `out`, shape (channels,), between two copies and between cells.

    Parameters
    ----------
    decode : ndarray, shape (256,)
        What a code stands for.
    level : float
        0 for the finest copy, 1 for one half as fine.
    across, down : float
        Turns from 180 deg west, half turns from the north pole.
    """
    bounded = min(max(level, 0.0), len(pyramid.starts) - 1.0)
    low = int(bounded)
    part = bounded - low
    out[:] = 0.0
    add(pyramid, decode, low, across, down, 1.0 - part, out)
    if part > 0.0:
        add(pyramid, decode, low + 1, across, down, part, out)


@compiled
def add(
    pyramid: Pyramid, decode: Floats32, copy: int, across: float, down: float, weight: float, out: Floats32
) -> None:
    """Add a share of what one copy shows at a place."""
    rows, columns, start = pyramid.rows[copy], pyramid.columns[copy], pyramid.starts[copy]
    x, y = (across - np.floor(across)) * columns - 0.5, min(max(down, 0.0), 1.0) * rows - 0.5
    left, top = int(np.floor(x)), int(np.floor(y))
    right, low = x - left, y - top
    first, last = start + max(top, 0) * columns, start + min(top + 1, rows - 1) * columns
    west = left + columns if left < 0 else left
    east = 0 if left + 1 >= columns else left + 1
    a, b = np.float32(weight * (1.0 - low) * (1.0 - right)), np.float32(weight * (1.0 - low) * right)
    c, d = np.float32(weight * low * (1.0 - right)), np.float32(weight * low * right)
    codes = pyramid.codes
    for k in range(len(out)):
        out[k] += (
            a * decode[codes[first + west, k]]
            + b * decode[codes[first + east, k]]
            + c * decode[codes[last + west, k]]
            + d * decode[codes[last + east, k]]
        )
