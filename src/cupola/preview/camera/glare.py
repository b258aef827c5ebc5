"""Glare: the share of light that a lens does not bring to its place, but spreads about it.

Light is thrown about by dust, edges and glass-to-air surfaces. Its wings fall off with about the third power of the
distance; good lenses spread 1 to 3 % of it (veiling glare, ISO 9358). The wings are smooth, so they are worked out on a
coarse picture; the rest stays where it is, pixel by pixel. What leaves the frame is lost to it, and light from beside
the frame does not come in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import by_row
from cupola.preview.scaling import mix_in, shrunk

Picture = NDArray[np.float32]

SHARE: Final = 0.02
"""Share of the light in the wings: a clean prime lens; own choice within ISO 9358's usual range, confidence medium."""

_CORE: Final = 0.004
"""Of the picture's width: the distance within which the wings are flat."""
_REACH: Final = 0.25
"""Of the picture's width: as far as wings are followed."""
_COARSE: Final = 4


def with_glare(light: Picture, share: float = SHARE) -> Picture:
    """Give a picture, shape (h, w, 3), with the lens's glare in it."""
    if share == 0.0:
        return light
    found = np.array(light, np.float32)
    add_glare(found, share)
    return found


def add_glare(light: Picture, share: float = SHARE) -> None:
    """Spread the glare's share of a picture's light, in place."""
    coarse = shrunk(light, _COARSE)
    reach = max(1, round(_REACH * coarse.shape[1]))
    spread = _convolved(coarse, reach, max(_CORE * coarse.shape[1], 0.5))
    mix_in(light, spread, _COARSE, share)


@lru_cache(maxsize=4)
def wings(reach: int, core: float) -> Picture:
    """Give the wings on a square of pixels, shape (2 reach + 1, 2 reach + 1), that sum up to 1."""
    away = np.arange(-reach, reach + 1, dtype=float)
    square = away[:, None] ** 2 + away**2
    near = np.maximum(1.0 - (square / reach**2) ** 4, 0.0)  # so that they end without an edge
    found = near * (1.0 + square / core**2) ** -1.5
    result: Picture = (found / found.sum()).astype(np.float32)
    return result


def _convolved(picture: Picture, reach: int, core: float) -> Picture:
    height, width = picture.shape[:2]
    shape = (_smooth(height + reach), _smooth(width + reach))  # what comes round the edge stays in the margin
    kernel = _transformed(reach, core, shape)
    found = np.empty_like(picture)

    def work(channel: int) -> None:
        there = np.fft.irfft2(np.fft.rfft2(picture[..., channel], shape) * kernel, shape)
        found[..., channel] = np.maximum(there[reach : reach + height, reach : reach + width], 0.0)

    by_row(3, work)
    return found


@lru_cache(maxsize=4)
def _transformed(reach: int, core: float, shape: tuple[int, int]) -> NDArray[np.complex64]:
    """Give the wings' transform on a picture of a shape; what of them is wider comes round its edge."""
    spread = np.zeros(shape, np.float32)
    rows, columns = np.indices((2 * reach + 1, 2 * reach + 1))
    np.add.at(spread, (rows % shape[0], columns % shape[1]), wings(reach, core))
    found: NDArray[np.complex64] = np.fft.rfft2(spread).astype(np.complex64)
    return found


def _smooth(length: int) -> int:
    """Give the next length that a Fourier transform is quick at: of factors 2, 3 and 5."""
    while True:
        rest = length
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 1
