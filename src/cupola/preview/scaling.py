"""Pictures made coarser by whole factors, and finer again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]


def shrunk(picture: Picture, factor: int) -> Picture:
    """Give the means of squares of pixels; at the far edges the last pixel stands for what is missing."""
    height, width, channels = picture.shape
    padded = np.pad(picture, ((0, -height % factor), (0, -width % factor), (0, 0)), mode="edge")
    blocks = padded.reshape(padded.shape[0] // factor, factor, padded.shape[1] // factor, factor, channels)
    rows = blocks.mean(axis=1, dtype=np.float32)
    found: Picture = rows.mean(axis=2, dtype=np.float32)
    return found


def grown(coarse: Picture, height: int, width: int, factor: int) -> Picture:
    """Give a coarse picture at full size, linearly between the middles of its pixels."""
    return _between(_between(coarse, height, factor, 0), width, factor, 1)


def _between(coarse: Picture, length: int, factor: int, axis: int) -> Picture:
    place = np.clip((np.arange(length) + 0.5) / factor - 0.5, 0.0, coarse.shape[axis] - 1.0)
    low = np.minimum(place.astype(np.intp), max(coarse.shape[axis] - 2, 0))
    high = np.minimum(low + 1, coarse.shape[axis] - 1)
    part = (place - low).astype(np.float32).reshape((-1,) + (1,) * (coarse.ndim - 1 - axis))
    found: Picture = coarse.take(low, axis) * (np.float32(1.0) - part) + coarse.take(high, axis) * part
    return found
