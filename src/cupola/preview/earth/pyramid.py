"""A map of the whole Earth in finer and coarser copies, so that a pixel reads a copy as coarse as it is itself.

Rows run from the north pole to the south, columns from 180 deg west eastwards; a row near a pole is smoothed along it,
so that a cell of a copy is about as wide as it is high on the ground.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import woven

Codes = NDArray[np.uint8]
Floats32 = NDArray[np.float32]
Places = NDArray[np.int64]
Around = tuple[np.uint32, np.uint32, np.uint32, np.uint32, np.float32, np.float32, np.float32, np.float32]
"""Four cells, and their shares."""
Array = TypeVar("Array", bound=NDArray[Any])

_LEAST_ROWS: Final = 8
_STRIP: Final = 256


class Pyramid(NamedTuple):
    """Copies of a map, each half as fine as the one before.

    Attributes
    ----------
    codes : ndarray of uint8, shape (n, channels)
        The cells of all copies, row by row, one copy after another.
    plan : ndarray of int64, shape (copies, 3)
        Where each copy begins, its rows and its columns.
    """

    codes: Codes
    plan: Places

    @classmethod
    def of(cls, copies: list[Codes]) -> Pyramid:
        """Put copies, shape (rows, columns, channels) each, into one."""
        sizes = [one.shape[0] * one.shape[1] for one in copies]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        plan = np.array([(start, *one.shape[:2]) for start, one in zip(starts, copies, strict=True)], np.int64)
        return cls(fixed(np.concatenate([one.reshape(-1, one.shape[2]) for one in copies])), fixed(plan))

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Pyramid:
        """Find a pyramid among kept arrays: what `named` made of it."""
        return cls(arrays[name], arrays[f"{name}_plan"])

    def named(self, name: str) -> dict[str, NDArray[Any]]:
        """Give it as arrays to be kept."""
        return {name: self.codes, f"{name}_plan": self.plan}

    @property
    def finest(self) -> Codes:
        """The finest copy, shape (rows, columns, channels)."""
        _, rows, columns = self.plan[0]
        return self.codes[: rows * columns].reshape(rows, columns, -1)


class Packed(NamedTuple):
    """Copies of a square that repeats both ways, of up to four channels: one look-up in a cell finds all of them.

    Attributes
    ----------
    codes : ndarray of uint32, shape (n,)
        Eight bits for each channel, the first lowest.
    plan : ndarray of int64, shape (copies, 3)
        As of a `Pyramid`; sides are powers of 2.
    """

    codes: NDArray[np.uint32]
    plan: Places

    @classmethod
    def of(cls, pyramid: Pyramid) -> Packed:
        """Pack a pyramid."""
        whole = np.zeros((len(pyramid.codes), 4), np.uint8)
        whole[:, : pyramid.codes.shape[1]] = pyramid.codes
        return cls(fixed(whole.view("<u4").ravel()), pyramid.plan)


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
    return [_rounded(one, decode)[..., None] for one in _halves(light)]


def copies_of_square(light: Floats32, decode: Floats32) -> list[Codes]:
    """Code a map that has no poles and its coarser copies, as `copies` does."""
    return [_coded(one, decode)[..., None] for one in _halves(light)]


def _halves(light: Floats32) -> Iterator[Floats32]:
    yield light
    while light.shape[0] >= 2 * _LEAST_ROWS:
        light = halved(light)
        yield light


def halved(light: Floats32) -> Floats32:
    """Give a map, shape (rows, columns), half as fine; an odd last row or column is left out."""
    rows, columns = light.shape[0] // 2, light.shape[1] // 2
    even = light[: 2 * rows, : 2 * columns]
    found: Floats32 = np.float32(0.25) * (even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2])
    return found


def _coded(light: Floats32, decode: Floats32) -> Codes:
    found = np.empty(light.shape, np.uint8)
    for first in range(0, len(light), _STRIP):
        found[first : first + _STRIP] = np.searchsorted(_middles(decode), light[first : first + _STRIP])
    return found


def _rounded(light: Floats32, decode: Floats32) -> Codes:
    """Code a map, its rows near the poles smoothed along themselves by as much as their cells are too narrow."""
    rows, columns = light.shape
    found = _coded(light, decode)
    latitude = (0.5 - (np.arange(rows) + 0.5) / rows) * np.pi
    widths = np.minimum(np.round(1.0 / np.cos(latitude)).astype(int), columns)
    for row in np.flatnonzero(widths > 1):
        found[row] = np.searchsorted(_middles(decode), _smoothed(light[row], int(widths[row])))
    return found


def _middles(decode: Floats32) -> Floats32:
    return 0.5 * (decode[1:] + decode[:-1])


def _smoothed(row: Floats32, width: int) -> Floats32:
    """Give the running mean of a row that is a ring."""
    before = width // 2
    ring = np.concatenate([row[len(row) - before :], row, row[: width - before]])
    sums = np.concatenate([[0.0], np.cumsum(ring, dtype=np.float64)])
    found: Floats32 = ((sums[width:] - sums[:-width]) / width)[: len(row)].astype(np.float32)
    return found


@woven
def value(codes: Codes, plan: Places, decode: Floats32, level: float, across: float, down: float) -> float:
    """Give what a map of one channel shows at a place, between two copies and between cells.

    Parameters
    ----------
    codes, plan : ndarray
        Of a `Pyramid`: compiled code is several times as fast with arrays as with a tuple of them.
    decode : ndarray, shape (256,)
        What a code stands for.
    level : float
        0 for the finest copy, 1 for one half as fine.
    across, down : float
        Turns from 180 deg west, half turns from the north pole.
    """
    bounded = min(max(level, 0.0), len(plan) - 1.001)
    copy = int(bounded)
    near = one_value(codes, plan, decode, copy, across, down)
    if bounded == copy:
        return near
    part: float = np.float32(bounded - copy)  # type: ignore[assignment]  # compiled in single precision
    return near + (one_value(codes, plan, decode, copy + 1, across, down) - near) * part


@woven
def one_value(codes: Codes, plan: Places, decode: Floats32, copy: int, across: float, down: float) -> float:
    """Give what one copy shows at a place."""
    a, b, c, d, right, low = cells(plan, copy, across, down)
    first, last = decode[codes[a, 0]], decode[codes[c, 0]]
    first += (decode[codes[b, 0]] - first) * right
    last += (decode[codes[d, 0]] - last) * right
    return first + (last - first) * low  # type: ignore[no-any-return]


@woven
def colour(
    codes: Codes, plan: Places, decode: Floats32, level: float, across: float, down: float
) -> tuple[float, float, float]:
    """Give what a map of three channels shows at a place; as `value`."""
    bounded = min(max(level, 0.0), len(plan) - 1.001)
    copy = int(bounded)
    part: float = np.float32(bounded - copy)  # type: ignore[assignment]  # compiled in single precision
    x, y, z = one_colour(codes, plan, decode, copy, across, down)
    if part == 0.0:
        return x, y, z
    u, v, w = one_colour(codes, plan, decode, copy + 1, across, down)
    return x + (u - x) * part, y + (v - y) * part, z + (w - z) * part


@woven
def one_colour(
    codes: Codes, plan: Places, decode: Floats32, copy: int, across: float, down: float
) -> tuple[float, float, float]:
    """Give what one copy of three channels shows at a place."""
    a, b, c, d, right, low = cells(plan, copy, across, down)
    left, high = np.float32(1.0) - right, np.float32(1.0) - low
    p, q, r, s = left * high, right * high, left * low, right * low
    x = p * decode[codes[a, 0]] + q * decode[codes[b, 0]] + r * decode[codes[c, 0]] + s * decode[codes[d, 0]]
    y = p * decode[codes[a, 1]] + q * decode[codes[b, 1]] + r * decode[codes[c, 1]] + s * decode[codes[d, 1]]
    z = p * decode[codes[a, 2]] + q * decode[codes[b, 2]] + r * decode[codes[c, 2]] + s * decode[codes[d, 2]]
    return x, y, z


@woven
def cells(
    plan: Places, copy: int, across: float, down: float
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.float32, np.float32]:
    """Give the four cells about a place, north-west, north-east, south-west, south-east, and how far between them.

    Unsigned, as compiled code looks whether other indices count from the end; single precision, as the codes are:
    together half the time.
    """
    start, rows, columns = plan[copy, 0], plan[copy, 1], plan[copy, 2]
    x, y = (across - math.floor(across) + 1.0) * columns - 0.5, min(max(down, 0.0), 1.0) * rows + 0.5
    left, top = int(x), int(y) - 1  # both above 0, so that cutting off is rounding down
    right, low = np.float32(x - left), np.float32(y - 1.0 - top)
    west = left - columns if left >= columns else left
    east = west + 1 if west + 1 < columns else 0
    first, last = start + max(top, 0) * columns, start + min(top + 1, rows - 1) * columns
    return np.uint64(first + west), np.uint64(first + east), np.uint64(last + west), np.uint64(last + east), right, low


@woven
def around(codes: NDArray[np.uint32], plan: Places, copy: int, across: float, down: float) -> Around:
    """Give the four cells of a `Packed` copy about a place, and the share that each has; places in squares."""
    start, side = plan[copy, 0], plan[copy, 1]
    x, y = across * side - 0.5, down * side - 0.5
    left, top = math.floor(x), math.floor(y)
    right, low = np.float32(x - left), np.float32(y - top)
    north, south = start + (top & (side - 1)) * side, start + ((top + 1) & (side - 1)) * side
    west, east = left & (side - 1), (left + 1) & (side - 1)
    a, b = codes[np.uint64(north + west)], codes[np.uint64(north + east)]
    c, d = codes[np.uint64(south + west)], codes[np.uint64(south + east)]
    one = np.float32(1.0)
    p, q, r, s = (one - right) * (one - low), right * (one - low), (one - right) * low, right * low
    return a, b, c, d, p, q, r, s


@woven
def channel(cells: Around, bits: int) -> np.float32:
    """Give the code between four cells of the channel that begins at a number of bits."""
    a, b, c, d, p, q, r, s = cells
    north = p * np.float32(a >> bits & 255) + q * np.float32(b >> bits & 255)
    return north + r * np.float32(c >> bits & 255) + s * np.float32(d >> bits & 255)
