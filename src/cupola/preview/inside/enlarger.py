"""Makes a small picture of light on surfaces large, and keeps to the edges of what the large one shows.

Each pixel becomes a mean of those near it in the small picture that lie in one plane with it (joint bilateral
upsampling: Kopf and others, ACM Transactions on Graphics 26, 2007).
"""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import spread

Floats = NDArray[np.float64]

_LIKE_NORMAL = 0.05
_LIKE_PLANE_M = 0.02
_ENOUGH = 1e-3
_WIDEST = 4


def enlarged(light: Floats, small: tuple[Floats, Floats], large: tuple[Floats, Floats], step: int) -> Floats:
    """Give light in a picture whose pixels are so many times as narrow.

    Parameters
    ----------
    light : ndarray, shape (h, w, 3)
        Light before paint.
    small, large : tuple of ndarray, each shape (h, w, 3) or (H, W, 3)
        Normals and points of what the pixels of either picture show; a normal of zero for none. Both pictures have one
        middle.

    Returns
    -------
    ndarray, shape (H, W, 3)
        0 where nothing like it is near.
    """
    if step == 1:
        return light
    found = np.zeros_like(large[0])
    _enlarge(np.ascontiguousarray(light), *small, *large, step, found)
    return found


def cover(large: tuple[int, int], small: tuple[int, int], step: int) -> Floats:
    """Give what of each pixel of a small picture lies within the large one: shape (h, w)."""
    shares = []
    for wide, count in zip(large, small, strict=True):
        share = np.ones(count)
        beyond = (count * step - wide) / (2 * step)
        share[0] -= beyond
        share[-1] -= beyond
        shares.append(share)
    found: Floats = np.outer(*shares)
    return found


@spread
def _enlarge(
    light: Floats, normals: Floats, points: Floats, own_normals: Floats, own_points: Floats, step: int, found: Floats
) -> None:
    rows, columns = light.shape[:2]
    height, width = found.shape[:2]
    for y in prange(height):
        v = (y + 0.5 + (rows * step - height) / 2.0) / step - 0.5
        for x in range(width):
            n, p = own_normals[y, x], own_points[y, x]
            if abs(n[0]) + abs(n[1]) + abs(n[2]) < 0.5:
                continue
            u = (x + 0.5 + (columns * step - width) / 2.0) / step - 0.5
            reach, total = 1, 0.0
            a, b, c = 0.0, 0.0, 0.0
            while total < _ENOUGH and reach <= _WIDEST:
                a, b, c, total = 0.0, 0.0, 0.0, 0.0
                for j in range(max(int(np.floor(v)) - reach + 1, 0), min(int(np.floor(v)) + reach + 1, rows)):
                    for i in range(max(int(np.floor(u)) - reach + 1, 0), min(int(np.floor(u)) + reach + 1, columns)):
                        m, q = normals[j, i], points[j, i]
                        turn = (n[0] - m[0]) ** 2 + (n[1] - m[1]) ** 2 + (n[2] - m[2]) ** 2
                        if turn > 6.0 * _LIKE_NORMAL:
                            continue
                        out = abs((q[0] - p[0]) * n[0] + (q[1] - p[1]) * n[1] + (q[2] - p[2]) * n[2])
                        tent = (1.0 - abs(u - i) / reach) * (1.0 - abs(v - j) / reach)
                        weight = tent * np.exp(-turn / _LIKE_NORMAL - out / _LIKE_PLANE_M)
                        a, b, c = a + weight * light[j, i, 0], b + weight * light[j, i, 1], c + weight * light[j, i, 2]
                        total += weight
                reach *= 2
            if total > 0.0:
                found[y, x, 0], found[y, x, 1], found[y, x, 2] = a / total, b / total, c / total
