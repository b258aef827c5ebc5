"""Light that reaches a surface straight, without a wall between: from the Sun, from outside, from lamps."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numba import prange

from cupola.compiled import compiled, spread
from cupola.preview.inside.cast import Scene, meets
from cupola.preview.inside.room import Opening, Room
from cupola.preview.inside.sky import Sky
from cupola.preview.inside.solid import Floats

SUN_DEG: Final = 0.2666
"""Half the width of the Sun at 1 au, degrees."""
SPOTS: Final = 256
"""Places of a window to which rays go."""

_RIM: Final = 8  # points of the disc next to its rim
_WIDTH: Final = 0.005  # half the width of the Sun as a tangent, rounded up
_GOLDEN: Final = (np.sqrt(5.0) - 1.0) / 2.0
_OFF_M: Final = 1e-5


def sun_rays(sun: Floats, count: int = 64) -> Floats:
    """Give directions to points spread evenly over the Sun's disc, shape (count, 3)."""
    k = np.arange(count)
    radius, turn = np.radians(SUN_DEG) * np.sqrt((k + 0.5) / count), 2 * np.pi * _GOLDEN * k
    right = np.cross(sun, np.eye(3)[int(np.argmin(np.abs(sun)))])
    right = right / np.linalg.norm(right)
    rays = sun + radius[:, None] * (np.cos(turn)[:, None] * right + np.sin(turn)[:, None] * np.cross(sun, right))
    found: Floats = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
    return found


def sunlit(room: Scene, points: Floats, normals: Floats, sun: Floats, glass: Floats) -> Floats:
    """Give the lux of surfaces for a Sun of 1 lx outside, shape (n,).

    Where all of the Sun's rim is seen, or none of it, the disc is taken to be: elsewhere 64 rays find the share.

    Parameters
    ----------
    sun : ndarray, shape (3,)
        Unit vector to it.
    glass : ndarray, shape (w,)
        What each window lets through; 0 where something outside stands in the way.
    """
    found = np.zeros(len(points))
    _sunlit(room, points, normals, sun_rays(sun), sun, glass, found)
    return found


def skylit(
    room: Scene,
    openings: tuple[Opening, ...],
    points: Floats,
    normals: Floats,
    sky: Sky,
    samples: int = 4,
    first: int = 0,
) -> Floats:
    """Give the lux of surfaces by what is outside, shape (n, 3), by primaries.

    Parameters
    ----------
    samples : int
        Rays to each window.
    first : int
        The first of 256 places in a window that they may go to, so that several calls go to several places.
    """
    spots = np.stack([_spots(one) for one in openings])
    areas = np.array([one.area * one.transmission for one in openings])
    axes = np.stack([one.normal for one in openings])
    found = np.zeros((len(points), 3))
    _skylit(room, points, normals, spots, areas, axes, sky.faces, sky.bases, samples, first,
            found)  # fmt: skip
    return found


def lamplit(room: Scene, lamps: Room, points: Floats, normals: Floats, samples: int = 4) -> dict[str, Floats]:
    """Give the lux of surfaces by each group of lamps, each shape (n,)."""
    groups = list(dict.fromkeys(lamp.group for lamp in lamps.lamps))
    found = np.zeros((len(points), len(groups)))
    if groups:
        solids = [lamp.solid for lamp in lamps.lamps]
        rows = np.array(
            [[*s.centre, *s.axes.ravel(), *s.half, lamp.radiance * lamp.area, groups.index(lamp.group)]
             for s, lamp in zip(solids, lamps.lamps, strict=True)]
        )  # fmt: skip
        _lamplit(room, points, normals, rows, samples, found)
    return {group: found[:, k] for k, group in enumerate(groups)}


@lru_cache(maxsize=64)
def _spots(opening: Opening) -> Floats:
    """Give points spread evenly over a window's glass, shape (m, 3)."""
    low, high = opening.corners.min(axis=0), opening.corners.max(axis=0)
    kept: list[Floats] = []
    k = 0
    while len(kept) < SPOTS:
        k += 1  # Roberts' sequence
        place = low + (high - low) * np.array([(0.5 + 0.7548776662466927 * k) % 1, (0.5 + 0.5698402909980532 * k) % 1])
        edges = np.roll(opening.corners, -1, axis=0) - opening.corners
        offset = place - opening.corners
        if (edges[:, 0] * offset[:, 1] - edges[:, 1] * offset[:, 0] >= 0).all():
            kept.append(place)
    return opening.middle + np.array(kept) @ np.stack([opening.right, opening.up])


@compiled
def mixed(number: int) -> int:
    """Give a number that looks drawn by chance, always the same for the same number (after Wang's hash)."""
    k = (number ^ 61) ^ (number >> 16)
    k = (k * 9) & 0xFFFFFFFF
    k = k ^ (k >> 4)
    k = (k * 0x27D4EB2D) & 0xFFFFFFFF
    return k ^ (k >> 15)


@spread
def _sunlit(
    room: Scene, points: Floats, normals: Floats, suns: Floats, sun: Floats, glass: Floats, found: Floats
) -> None:
    count = len(suns)
    for k in prange(len(points)):
        p, n = points[k], normals[k]
        ox, oy, oz = p[0] + _OFF_M * n[0], p[1] + _OFF_M * n[1], p[2] + _OFF_M * n[2]
        if n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2] < -_WIDTH or not _in_beam(room, glass, ox, oy, oz, sun):
            continue
        seen_of_rim, passed = 0, 0.0
        for j in range(_RIM):
            height, share = _shining(room, glass, n, ox, oy, oz, suns[count - 1 - j])
            seen_of_rim += share > 0.0
            passed = max(passed, share)
        if seen_of_rim == _RIM:
            found[k] = passed * max(n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2], 0.0)
        elif seen_of_rim > 0:
            total = 0.0
            for j in range(count):
                height, share = _shining(room, glass, n, ox, oy, oz, suns[j])
                total += height * share
            found[k] = total / count


@compiled
def _shining(room: Scene, glass: Floats, n: Floats, ox: float, oy: float, oz: float, d: Floats) -> tuple[float, float]:
    """Give the sine of the height of a point of the Sun above a surface, and the share of its light that comes in."""
    height = n[0] * d[0] + n[1] * d[1] + n[2] * d[2]
    if height <= 0.0:
        return 0.0, 0.0
    what = meets(room, ox, oy, oz, d[0], d[1], d[2])[0]
    return height, glass[-1 - what] if what < 0 else 0.0


@compiled
def _in_beam(room: Scene, glass: Floats, ox: float, oy: float, oz: float, sun: Floats) -> bool:
    """Say whether the Sun may shine on a place, but for what stands in the room."""
    for w in range(len(room.openings)):
        row, n = room.openings[w], room.walls[int(room.openings[w, 0])]
        ahead = n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2]
        if glass[w] <= 0.0 or ahead <= 0.0:
            continue
        far = (n[3] - n[0] * ox - n[1] * oy - n[2] * oz) / ahead
        qx, qy, qz = ox + far * sun[0] - row[1], oy + far * sun[1] - row[2], oz + far * sun[2] - row[3]
        x, y = qx * row[4] + qy * row[5] + qz * row[6], qx * row[7] + qy * row[8] + qz * row[9]
        around = _WIDTH * far / ahead
        is_inside = True
        for k in range(room.rims.shape[1]):
            a, b = room.rims[w, k], room.rims[w, (k + 1) % room.rims.shape[1]]
            ex, ey = b[0] - a[0], b[1] - a[1]
            if ex * (y - a[1]) - ey * (x - a[0]) < -around * np.sqrt(ex * ex + ey * ey):
                is_inside = False
        if is_inside:
            return True
    return False


@spread
def _skylit(
    room: Scene, points: Floats, normals: Floats, spots: Floats, areas: Floats, axes: Floats, faces: Floats,
    bases: Floats, samples: int, first: int, found: Floats,
) -> None:  # fmt: skip
    count = spots.shape[1]
    for k in prange(len(points)):
        p, n, start = points[k], normals[k], mixed(k)
        ox, oy, oz = p[0] + _OFF_M * n[0], p[1] + _OFF_M * n[1], p[2] + _OFF_M * n[2]
        for w in range(len(spots)):
            for j in range(samples):
                spot = spots[w, (start + first + j * count // samples) % count]
                x, y, z = spot[0] - ox, spot[1] - oy, spot[2] - oz
                square = x * x + y * y + z * z
                far = np.sqrt(square)
                x, y, z = x / far, y / far, z / far
                height = n[0] * x + n[1] * y + n[2] * z
                slant = axes[w, 0] * x + axes[w, 1] * y + axes[w, 2] * z
                if height <= 0.0 or slant <= 0.0:
                    continue
                if meets(room, ox, oy, oz, x, y, z)[0] == -1 - w:
                    share = height * slant / square * areas[w] / samples
                    face, row, column = seen(bases, faces.shape[1], x, y, z)
                    for c in range(3):
                        found[k, c] += share * faces[face, row, column, c]


@compiled
def seen(bases: Floats, side: int, x: float, y: float, z: float) -> tuple[int, int, int]:
    """Give the picture of a sky, the row and the column in which a direction stands."""
    if abs(x) >= abs(y) and abs(x) >= abs(z):
        face = 0 if x > 0 else 1
    elif abs(y) >= abs(z):
        face = 2 if y > 0 else 3
    else:
        face = 4 if z > 0 else 5
    b = bases[face]
    ahead = b[0, 0] * x + b[0, 1] * y + b[0, 2] * z
    across = (b[1, 0] * x + b[1, 1] * y + b[1, 2] * z) / ahead
    along = (b[2, 0] * x + b[2, 1] * y + b[2, 2] * z) / ahead
    row, column = int((1.0 - along) / 2.0 * side), int((across + 1.0) / 2.0 * side)
    return face, min(max(row, 0), side - 1), min(max(column, 0), side - 1)


@spread
def _lamplit(room: Scene, points: Floats, normals: Floats, lamps: Floats, samples: int, found: Floats) -> None:
    first = len(room.walls) + len(room.openings) + len(room.solids) - len(lamps)
    for k in prange(len(points)):
        p, n, start = points[k], normals[k], mixed(k)
        ox, oy, oz = p[0] + _OFF_M * n[0], p[1] + _OFF_M * n[1], p[2] + _OFF_M * n[2]
        for i in range(len(lamps)):
            row = lamps[i]
            if row[3] * (ox - row[0]) + row[4] * (oy - row[1]) + row[5] * (oz - row[2]) <= row[12]:
                continue
            for j in range(samples):
                u, v = (start & 65535) / 65536.0, (start >> 16 & 65535) / 65536.0
                a = (2.0 * ((u + 0.7548776662466927 * (j + 7 * i)) % 1.0) - 1.0) * row[13]
                b = (2.0 * ((v + 0.5698402909980532 * (j + 7 * i)) % 1.0) - 1.0) * row[14]
                x = row[0] + row[12] * row[3] + a * row[6] + b * row[9] - ox
                y = row[1] + row[12] * row[4] + a * row[7] + b * row[10] - oy
                z = row[2] + row[12] * row[5] + a * row[8] + b * row[11] - oz
                square = x * x + y * y + z * z
                far = np.sqrt(square)
                x, y, z = x / far, y / far, z / far
                height = n[0] * x + n[1] * y + n[2] * z
                slant = -(row[3] * x + row[4] * y + row[5] * z)
                if height > 0.0 and slant > 0.0 and meets(room, ox, oy, oz, x, y, z)[0] == first + i:
                    found[k, int(row[16])] += height * slant / square * row[15] / samples
