"""Draws the station's parts: each a plain body with one skin, lit by the Sun and by the Earth, in each other's shade.

Pixels are gone through in tiles, each with the bodies that can be in it: one ray a pixel, and nine at edges.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread, woven
from cupola.places.body import BOX, FRUSTUM
from cupola.places.rays import crossing
from cupola.preview.craft.solids import BACK_SKIN, BALL, FRONT, FRONT_SKIN, KIND, ORIGIN, PART, TURN

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Picture = NDArray[np.float32]
Parts = NDArray[np.int32]
Drawn = tuple[Picture, Picture, Parts]
Three = tuple[float, float, float]

FREE: Final = -1
_JUMP: Final = 0.2
_TILE: Final = 16
_NEAREST_M: Final = 0.05
_OFF_M: Final = 2e-3
"""From a surface, where a ray to the Sun begins."""


def draw(solids: Floats, camera: Floats, tangents: Floats, lights: Floats, shape: tuple[int, int]) -> Drawn:
    """Draw bodies as a lens sees them.

    Parameters
    ----------
    solids : ndarray, shape (n, 36)
        Of `solids.solids`.
    camera : ndarray, shape (4, 3)
        Where the lens is, and its axes right, up and forward, the station's frame.
    tangents : ndarray, shape (2,)
        Of half the angles of view.
    lights : ndarray, shape (4, 3)
        Unit vectors to the Sun and down; the light of the Sun on a plate that faces it, and of the Earth on one that
        looks down: linear Rec. 2020, lx.
    shape : tuple of int
        Height and width.

    Returns
    -------
    drawn : ndarray, shape (h, w, 4)
        Their light, linear Rec. 2020 in cd/m2, and the share of the pixel that they cover.
    depths : ndarray, shape (h, w)
        The distance along the axis of the nearest, m; infinite where there is none.
    which : ndarray of int32, shape (h, w)
        The index of its part; `FREE` where there is none.
    """
    drawn, shades = np.zeros((*shape, 4), np.float32), _shades(solids, lights[0])
    depths, which = np.full(shape, np.inf, np.float32), np.full(shape, FREE, np.int32)
    everywhere, shown = np.ones(shape, np.bool_), _around(solids, camera[0])
    _rays(drawn, depths, which, everywhere, 1, solids, shown, shades, camera, tangents, lights)
    rows = np.flatnonzero((which != FREE).any(axis=1))
    if len(rows):
        edges = np.zeros(shape, np.bool_)
        _edges(which, drawn, edges, max(int(rows[0]) - 1, 0), min(int(rows[-1]) + 2, shape[0]))
        _rays(drawn, depths, which, edges, 3, solids, shown, shades, camera, tangents, lights)
    return drawn, depths, which


@compiled
def _around(solids: Floats, camera: Floats) -> Indices:
    """Give the bodies that a camera is not within: from within a body is not seen."""
    found, count = np.empty(len(solids), np.intp), 0
    for k in range(len(solids)):
        x, y, z = _turned(solids, k, (camera[0], camera[1], camera[2]))
        enter, leave = crossing(int(solids[k, KIND]), solids, k, (x, y, z, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0))
        if not enter <= 0.0 <= leave:
            found[count] = k
            count += 1
    return found[:count]


def _shades(solids: Floats, sun: Floats) -> Indices:
    """Give for each body how many others can shade it, and which: those whose balls lie towards the Sun."""
    middles, radii = solids[:, BALL : BALL + 3], solids[:, BALL + 3]
    offsets = middles[None] - middles[:, None]
    along = offsets @ sun
    aside = np.linalg.norm(offsets - along[..., None] * sun, axis=-1)
    reach = radii[None] + radii[:, None]
    may = (along > -reach) & (aside < reach) & ~np.eye(len(solids), dtype=bool)
    found = np.zeros((len(solids), len(solids) + 1), np.intp)
    for row, others in zip(found, may, strict=True):
        which = np.flatnonzero(others)
        row[0], row[1 : len(which) + 1] = len(which), which
    return found


@spread
def _edges(which: Parts, drawn: Picture, found: NDArray[np.bool_], first: int, stop: int) -> None:
    """Fill in which pixels of some rows have a neighbour of another part, or of quite another light."""
    height, width = which.shape
    for row in prange(first, stop):
        for column in range(width):
            part, light = which[row, column], drawn[row, column, 1]
            for k in range(4):
                i = min(max(row + (k == 0) - (k == 1), 0), height - 1)
                j = min(max(column + (k == 2) - (k == 3), 0), width - 1)
                other = drawn[i, j, 1]
                if which[i, j] != part or abs(other - light) > _JUMP * min(light, other):
                    found[row, column] = True


@spread
def _rays(
    drawn: Picture, depths: Picture, which: Parts, where: NDArray[np.bool_], side: int, solids: Floats,
    shown: Indices, shades: Indices, camera: Floats, tangents: Floats, lights: Floats,
) -> None:  # fmt: skip
    height, width = depths.shape
    rows, columns = (height + _TILE - 1) // _TILE, (width + _TILE - 1) // _TILE
    for tile in prange(rows * columns):
        top, left = tile // columns * _TILE, tile % columns * _TILE
        bottom, right = min(top + _TILE, height), min(left + _TILE, width)
        near = np.empty(len(shown), np.intp)
        count = _in_tile(near, shown, solids, camera, tangents, (top, left, bottom, right), height, width)
        if count == 0:
            continue
        for row in range(top, bottom):
            for column in range(left, right):
                if where[row, column]:
                    _pixel(
                        drawn, depths, which, row, column, side, near, count, solids, shades, camera, tangents, lights
                    )


@compiled
def _pixel(
    drawn: Picture, depths: Picture, which: Parts, row: int, column: int, side: int, near: Indices, count: int,
    solids: Floats, shades: Indices, camera: Floats, tangents: Floats, lights: Floats,
) -> None:  # fmt: skip
    height, width = depths.shape
    origin, share = (camera[0, 0], camera[0, 1], camera[0, 2]), 1.0 / (side * side)
    for k in range(4):
        drawn[row, column, k] = 0.0
    for sample in range(side * side):
        across = ((column + (sample % side + 0.5) / side) * 2.0 / width - 1.0) * tangents[0]
        along = (1.0 - (row + (sample // side + 0.5) / side) * 2.0 / height) * tangents[1]
        x = camera[3, 0] + across * camera[1, 0] + along * camera[2, 0]
        y = camera[3, 1] + across * camera[1, 1] + along * camera[2, 1]
        z = camera[3, 2] + across * camera[1, 2] + along * camera[2, 2]
        length = sqrt(x * x + y * y + z * z)
        ray = (x / length, y / length, z / length)
        hit, body = inf, FREE
        for place in range(count):
            at = _entered(solids, near[place], origin, ray)
            if _NEAREST_M < at < hit:
                hit, body = at, near[place]
        if body != FREE:
            spot = (origin[0] + hit * ray[0], origin[1] + hit * ray[1], origin[2] + hit * ray[2])
            red, green, blue = _lit(solids, shades, body, spot, lights)
            drawn[row, column, 0] += share * red
            drawn[row, column, 1] += share * green
            drawn[row, column, 2] += share * blue
            drawn[row, column, 3] += share
            if hit / length < depths[row, column]:
                depths[row, column], which[row, column] = hit / length, int(solids[body, PART])


@compiled
def _in_tile(
    near: Indices, shown: Indices, solids: Floats, camera: Floats, tangents: Floats,
    tile: tuple[int, int, int, int], height: int, width: int,
) -> int:  # fmt: skip
    """List the bodies that reach into the cone about a tile; give how many."""
    top, left, bottom, right = tile
    across = ((left + right) / width - 1.0) * tangents[0]
    along = (1.0 - (top + bottom) / height) * tangents[1]
    half = sqrt(((right - left) / width * tangents[0]) ** 2 + ((bottom - top) / height * tangents[1]) ** 2)
    middle = camera[3] + across * camera[1] + along * camera[2]
    middle /= sqrt(middle[0] ** 2 + middle[1] ** 2 + middle[2] ** 2)
    count = 0
    for k in shown:
        ahead, square = 0.0, 0.0
        for j in range(3):
            offset = solids[k, BALL + j] - camera[0, j]
            ahead += offset * middle[j]
            square += offset * offset
        radius = solids[k, BALL + 3]
        aside = sqrt(max(square - ahead * ahead, 0.0))
        if ahead <= -radius or aside > max(ahead, 0.0) * half + radius * sqrt(1.0 + half * half):
            continue
        if _may_meet(solids, k, camera, middle, half * (ahead + radius) * 1.01):
            near[count] = k
            count += 1
    return count


@compiled
def _may_meet(solids: Floats, k: int, camera: Floats, middle: Floats, wider: float) -> bool:
    """Say whether the middle ray of a cone, so wide where it leaves a body's ball, meets the body made wider."""
    kind = int(solids[k, KIND])
    origin = _turned(solids, k, (camera[0, 0], camera[0, 1], camera[0, 2]))
    ray = _directed(solids, k, (middle[0], middle[1], middle[2]))
    line = (origin[0], origin[1], origin[2], ray[0], ray[1], ray[2], 0.0, 0.0, 0.0)
    wide = np.empty((1, KIND))
    for j in range(KIND):
        wide[0, j] = solids[k, j]
    if kind == BOX:
        for j in range(3, 6):
            wide[0, j] += wider
    elif kind == FRUSTUM:
        if solids[k, 8] != 0.0:
            return True  # a cone made wider is no cone
        for j in range(3):
            wide[0, j] -= wider * solids[k, 3 + j]
        wide[0, 6] += 2.0 * wider
        wide[0, 7] += wider
    else:
        wide[0, 3] += wider
    enter, leave = crossing(kind, wide, 0, line)
    return enter < leave and leave > 0.0


@woven
def _entered(solids: Floats, k: int, origin: Three, ray: Three) -> float:
    """Give how far along a ray it enters a body; infinite where it does not, or begins inside."""
    x, y, z = solids[k, BALL] - origin[0], solids[k, BALL + 1] - origin[1], solids[k, BALL + 2] - origin[2]
    ahead = x * ray[0] + y * ray[1] + z * ray[2]
    if x * x + y * y + z * z - ahead * ahead > solids[k, BALL + 3] ** 2 or ahead < -solids[k, BALL + 3]:
        return inf
    a, b = _turned(solids, k, origin), _directed(solids, k, ray)
    line = (a[0], a[1], a[2], b[0], b[1], b[2], 0.0, 0.0, 0.0)
    enter, leave = crossing(int(solids[k, KIND]), solids, k, line)
    return enter if enter < leave and enter > 0.0 else inf


@woven
def _lit(solids: Floats, shades: Indices, k: int, place: Three, lights: Floats) -> Three:
    """Give the light that a place of a body's surface sends out."""
    inner = _turned(solids, k, place)
    own = _normal(solids, k, inner)
    facing = own[0] * solids[k, FRONT] + own[1] * solids[k, FRONT + 1] + own[2] * solids[k, FRONT + 2]
    skin = BACK_SKIN if facing < 0.0 else FRONT_SKIN
    out = (
        solids[k, TURN] * own[0] + solids[k, TURN + 3] * own[1] + solids[k, TURN + 6] * own[2],
        solids[k, TURN + 1] * own[0] + solids[k, TURN + 4] * own[1] + solids[k, TURN + 7] * own[2],
        solids[k, TURN + 2] * own[0] + solids[k, TURN + 5] * own[1] + solids[k, TURN + 8] * own[2],
    )
    sun = (lights[0, 0], lights[0, 1], lights[0, 2])
    direct = out[0] * sun[0] + out[1] * sun[1] + out[2] * sun[2]
    if direct > 0.0 and lights[2, 0] + lights[2, 1] + lights[2, 2] > 0.0:
        start = (place[0] + _OFF_M * out[0], place[1] + _OFF_M * out[1], place[2] + _OFF_M * out[2])
        for place_of in range(1, shades[k, 0] + 1):
            if _entered(solids, shades[k, place_of], start, sun) < inf:
                direct = 0.0
                break
    direct = max(direct, 0.0)
    below = 0.5 * (1.0 + out[0] * lights[1, 0] + out[1] * lights[1, 1] + out[2] * lights[1, 2])
    return (
        solids[k, skin] / np.pi * (direct * lights[2, 0] + below * lights[3, 0]),
        solids[k, skin + 1] / np.pi * (direct * lights[2, 1] + below * lights[3, 1]),
        solids[k, skin + 2] / np.pi * (direct * lights[2, 2] + below * lights[3, 2]),
    )


@woven
def _normal(solids: Floats, k: int, at: Three) -> Three:
    """Give the outward normal of a body at a place of its surface, in its own frame."""
    kind = int(solids[k, KIND])
    x, y, z = at[0] - solids[k, 0], at[1] - solids[k, 1], at[2] - solids[k, 2]
    if kind == BOX:
        out = (abs(x) - solids[k, 3], abs(y) - solids[k, 4], abs(z) - solids[k, 5])
        if out[0] >= out[1] and out[0] >= out[2]:
            return (1.0 if x > 0.0 else -1.0), 0.0, 0.0
        if out[1] >= out[2]:
            return 0.0, (1.0 if y > 0.0 else -1.0), 0.0
        return 0.0, 0.0, (1.0 if z > 0.0 else -1.0)
    if kind == FRUSTUM:
        a, b, c, taper = solids[k, 3], solids[k, 4], solids[k, 5], solids[k, 8]
        high = a * x + b * y + c * z
        x, y, z = x - high * a, y - high * b, z - high * c
        away = sqrt(x * x + y * y + z * z)
        side = (away - solids[k, 7] - taper * high) / sqrt(1.0 + taper * taper)
        if side < -high or side < high - solids[k, 6]:
            sign = -1.0 if -high > high - solids[k, 6] else 1.0
            return sign * a, sign * b, sign * c
        slant = sqrt(1.0 + taper * taper)
        away = max(away, 1e-9)
        return (x / away - taper * a) / slant, (y / away - taper * b) / slant, (z / away - taper * c) / slant
    away = max(sqrt(x * x + y * y + z * z), 1e-9)
    return x / away, y / away, z / away


@woven
def _turned(solids: Floats, k: int, at: Three) -> Three:
    """Give a place of the station's frame in a body's own."""
    x, y, z = _directed(solids, k, at)
    return x + solids[k, ORIGIN], y + solids[k, ORIGIN + 1], z + solids[k, ORIGIN + 2]


@woven
def _directed(solids: Floats, k: int, ray: Three) -> Three:
    return (
        solids[k, TURN] * ray[0] + solids[k, TURN + 1] * ray[1] + solids[k, TURN + 2] * ray[2],
        solids[k, TURN + 3] * ray[0] + solids[k, TURN + 4] * ray[1] + solids[k, TURN + 5] * ray[2],
        solids[k, TURN + 6] * ray[0] + solids[k, TURN + 7] * ray[1] + solids[k, TURN + 8] * ray[2],
    )
