"""Takes the noise of chance paths out of light on surfaces, and no light with it.

Wavelets that skip (à trous) and stop at edges (Dammertz and others, High Performance Graphics 2010): each pixel becomes
a mean of those about it that lie in one plane with it. The mean is of light before paint, lx, so that patterns stay.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import spread

Floats = NDArray[np.float64]

LEVELS: Final = 5

_LIKE_NORMAL: Final = 0.05
_LIKE_PLANE_M: Final = 0.02


def denoised(light: Floats, normals: Floats, points: Floats, levels: int = LEVELS) -> Floats:
    """Smooth the light on surfaces.

    Parameters
    ----------
    light : ndarray, shape (h, w, 3)
        Illuminance.
    normals, points : ndarray, shape (h, w, 3)
        Of what each pixel shows; a normal of zero for none, which stays as it is.
    levels : int
        Steps, each twice as wide as the one before.

    Returns
    -------
    ndarray, shape (h, w, 3)
        With the same sum over all surfaces, of each primary.
    """
    found = np.ascontiguousarray(light, float)
    for level in range(levels):
        smooth = np.empty_like(found)
        _smooth(found, normals, points, 2**level, smooth)
        found = smooth
    there = np.abs(normals).sum(axis=-1) > 0.5
    before, after = light[there].sum(axis=0), found[there].sum(axis=0)
    found[there] *= np.where(after > 0.0, before / np.maximum(after, 1e-300), 1.0)
    return found


@spread
def _smooth(light: Floats, normals: Floats, points: Floats, step: int, found: Floats) -> None:
    height, width = light.shape[:2]
    kernel = (1.0 / 16, 1.0 / 4, 3.0 / 8, 1.0 / 4, 1.0 / 16)
    for y in prange(height):
        for x in range(width):
            n, p = normals[y, x], points[y, x]
            if abs(n[0]) + abs(n[1]) + abs(n[2]) < 0.5:
                found[y, x] = light[y, x]
                continue
            a, b, c, total = 0.0, 0.0, 0.0, 0.0
            for j in range(-2, 3):
                row = y + j * step
                if row < 0 or row >= height:
                    continue
                for i in range(-2, 3):
                    column = x + i * step
                    if column < 0 or column >= width:
                        continue
                    m, q = normals[row, column], points[row, column]
                    turn = (n[0] - m[0]) ** 2 + (n[1] - m[1]) ** 2 + (n[2] - m[2]) ** 2
                    out = abs((q[0] - p[0]) * n[0] + (q[1] - p[1]) * n[1] + (q[2] - p[2]) * n[2])
                    if turn > 6.0 * _LIKE_NORMAL or out > 6.0 * _LIKE_PLANE_M:
                        continue
                    weight = kernel[j + 2] * kernel[i + 2] * np.exp(-turn / _LIKE_NORMAL - out / _LIKE_PLANE_M)
                    spot = light[row, column]
                    a, b, c = a + weight * spot[0], b + weight * spot[1], c + weight * spot[2]
                    total += weight
            found[y, x, 0], found[y, x, 1], found[y, x, 2] = a / total, b / total, c / total
