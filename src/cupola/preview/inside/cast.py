"""Rays in a room, compiled: what a ray meets, and whether it gets out through a window."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.preview.inside.form import Distances
from cupola.preview.inside.room import Room, Wall
from cupola.preview.inside.solid import BALL, FORM, Solid

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_WIDE_M = 1000.0
_AFTER_M = 0.0015  # from a form, a ray meets it anew no sooner: less than its grid tells of it
_STEP_M = 0.0003
_OF_GAP = 0.85  # distances in seams are a little too long


class Scene(NamedTuple):
    """A room as plain numbers.

    What a ray meets goes by a number: below 0 the sky, seen through the window -1 - number; then the walls, the frames
    of the windows, the solids, and the lamps.

    Attributes
    ----------
    walls : ndarray, shape (p, 4)
        Normal and offset.
    openings : ndarray, shape (w, 11)
        Wall, middle, right, up, depth.
    rims : ndarray, shape (w, m, 2)
        Outlines, the last corner repeated.
    solids : ndarray, shape (s, 20)
        Kind, centre, axes, half sizes; of a form where its grid begins, and its counts; lamps after the rest.
    balls : ndarray, shape (s, 4)
        The centre and squared radius of a ball around each.
    reflectance : ndarray, shape (p + w + s, 3)
        Of each thing.
    forms : ndarray of float32
        The grids of all forms, one after the other.
    """

    walls: Floats
    openings: Floats
    rims: Floats
    solids: Floats
    balls: Floats
    reflectance: Floats
    forms: Distances


FRAME = 0.3
"""Reflectance of a window's frame; own estimate."""


def scene(room: Room) -> Scene:
    """Give a room as plain numbers."""
    solids = (*room.solids, *(lamp.solid for lamp in room.lamps))
    longest = max((len(opening.corners) for opening in room.openings), default=1)
    rims = [np.pad(one.corners, ((0, longest - len(one.corners)), (0, 0)), mode="edge") for one in room.openings]
    grids = [one.away if one.away is not None else np.zeros((0, 0, 0), np.float32) for one in solids]
    firsts = np.cumsum([0, *(grid.size for grid in grids)])
    bodies = [[*_told(one), first, *grid.shape] for one, grid, first in zip(solids, grids, firsts[:-1], strict=True)]
    rows = [[one.wall, *one.middle, *one.right, *one.up, one.depth] for one in room.openings]
    colours = [wall.reflectance for wall in room.walls] + [np.full(3, FRAME)] * len(room.openings)
    return Scene(
        walls=np.array([[*wall.normal, wall.offset] for wall in room.walls], float).reshape(-1, 4),
        openings=np.array(rows, float).reshape(-1, 11),
        rims=np.array(rims, float).reshape(-1, longest, 2),
        solids=np.array(bodies, float).reshape(-1, 20),
        balls=np.array([[*s.centre, _radius(s.kind, s.half) ** 2] for s in solids], float).reshape(-1, 4),
        reflectance=np.array([*colours, *(s.reflectance for s in solids)], float).reshape(-1, 3),
        forms=np.concatenate([np.zeros(1, np.float32), *(grid.ravel() for grid in grids)])[1:],
    )


def alone(solid: Solid) -> Scene:
    """Give a solid in a room so wide that its walls are far away, as plain numbers."""
    normals = np.concatenate([np.eye(3), -np.eye(3)])
    walls = tuple(Wall(normal, _WIDE_M, np.zeros(3), _WIDE_M) for normal in normals)
    return scene(Room("", np.zeros(3), np.eye(3), walls, (), (solid,)))


def first_hits(room: Scene, origins: Floats, rays: Floats) -> tuple[Indices, Floats, Floats]:
    """Give what rays meet first, how far away, and the normal there: shapes (n,), (n,), (n, 3).

    Parameters
    ----------
    origins, rays : ndarray, shape (n, 3)
        Where they begin, metres, the room's frame; unit vectors.
    """
    what, far = np.empty(len(rays), np.intp), np.empty(len(rays))
    normals = np.empty((len(rays), 3))
    _hits(room, np.ascontiguousarray(origins), np.ascontiguousarray(rays), what, far, normals)
    return what, far, normals


def _told(solid: Solid) -> list[float]:
    return [solid.kind, *solid.centre, *solid.axes.ravel(), *solid.half]


def _radius(kind: int, half: Floats) -> float:
    return float(half.max() if kind == BALL else np.linalg.norm(half))


@spread
def _hits(room: Scene, origins: Floats, rays: Floats, what: Indices, far: Floats, normals: Floats) -> None:
    for k in prange(len(rays)):
        o, d = origins[k], rays[k]
        what[k], far[k], x, y, z = meets(room, o[0], o[1], o[2], d[0], d[1], d[2])
        normals[k, 0], normals[k, 1], normals[k, 2] = x, y, z


@compiled
def meets(
    room: Scene, ox: float, oy: float, oz: float, dx: float, dy: float, dz: float
) -> tuple[int, float, float, float, float]:
    """Give what a ray meets, how far away, and the normal there, which looks back at where the ray comes from."""
    count = len(room.walls)
    wall, far = 0, np.inf
    for k in range(count):
        row = room.walls[k]
        ahead = row[0] * dx + row[1] * dy + row[2] * dz
        if ahead > 1e-12:
            away = (row[3] - row[0] * ox - row[1] * oy - row[2] * oz) / ahead
            if away < far:
                wall, far = k, away
    met, axis = -1, 0.0
    for k in range(len(room.solids)):
        ball = room.balls[k]
        cx, cy, cz = ball[0] - ox, ball[1] - oy, ball[2] - oz
        along = cx * dx + cy * dy + cz * dz
        beside = cx * cx + cy * cy + cz * cz - along * along
        if beside > ball[3]:
            continue
        if along < 0.0 and along * along > ball[3] - beside:
            continue
        if room.solids[k, 0] == FORM:
            away, side = _onto(room.solids[k], room.forms, ox, oy, oz, dx, dy, dz, far), 0.0
        else:
            away, side = _crossing(room.solids[k], ox, oy, oz, dx, dy, dz)
        if away < far:
            met, far, axis = k, away, side
    if met >= 0:
        x, y, z = _normal_on(room.solids[met], room.forms, axis, ox + far * dx, oy + far * dy, oz + far * dz)
        return count + len(room.openings) + met, far, x, y, z
    px, py, pz = ox + far * dx, oy + far * dy, oz + far * dz
    for w in range(len(room.openings)):
        row = room.openings[w]
        if int(row[0]) == wall:
            out, away = _through(room, w, wall, px, py, pz, dx, dy, dz)
            if out == 1:
                return -1 - w, far, 0.0, 0.0, 0.0
            if out == 2:  # the frame: its normal is taken to look back along the ray, across the window's axis
                n = room.walls[wall]
                ahead = n[0] * dx + n[1] * dy + n[2] * dz
                x, y, z = ahead * n[0] - dx, ahead * n[1] - dy, ahead * n[2] - dz
                length = np.sqrt(x * x + y * y + z * z) + 1e-12
                return count + w, far + away, x / length, y / length, z / length
    n = room.walls[wall]
    return wall, far, -n[0], -n[1], -n[2]


@compiled
def _through(
    room: Scene, w: int, wall: int, px: float, py: float, pz: float, dx: float, dy: float, dz: float
) -> tuple[int, float]:
    """Say where a ray goes that meets a wall at a point: 0 the wall, 1 out, 2 the frame; and how much farther."""
    row, n = room.openings[w], room.walls[wall]
    qx, qy, qz = px - row[1], py - row[2], pz - row[3]
    x = qx * row[4] + qy * row[5] + qz * row[6]
    y = qx * row[7] + qy * row[8] + qz * row[9]
    vx = dx * row[4] + dy * row[5] + dz * row[6]
    vy = dx * row[7] + dy * row[8] + dz * row[9]
    ahead = n[0] * dx + n[1] * dy + n[2] * dz
    reach = row[10] / ahead
    m = room.rims.shape[1]
    for k in range(m):
        a, b = room.rims[w, k], room.rims[w, (k + 1) % m]
        ex, ey = b[0] - a[0], b[1] - a[1]
        inside = ex * (y - a[1]) - ey * (x - a[0])
        if inside < 0.0:
            return 0, 0.0
        speed = ex * vy - ey * vx
        if speed < 0.0 and inside < -speed * reach:
            reach = inside / -speed
    return (1, reach) if reach >= row[10] / ahead else (2, reach)


@compiled
def _crossing(row: Floats, ox: float, oy: float, oz: float, dx: float, dy: float, dz: float) -> tuple[float, float]:
    """Give how far away a ray enters a solid, infinite if it does not, and through which side of a box."""
    qx, qy, qz = ox - row[1], oy - row[2], oz - row[3]
    if row[0] == BALL:
        a, b, c = 0.0, 0.0, -1.0
        for k in range(3):
            i = 4 + 3 * k
            place = (qx * row[i] + qy * row[i + 1] + qz * row[i + 2]) / row[13 + k]
            speed = (dx * row[i] + dy * row[i + 1] + dz * row[i + 2]) / row[13 + k]
            a += speed * speed
            b += place * speed
            c += place * place
        under = b * b - a * c
        if under <= 0.0:
            return np.inf, 0.0
        away = (-b - np.sqrt(under)) / a
        return (away, 0.0) if away > 0.0 else (np.inf, 0.0)
    near, far, side = _box(row, qx, qy, qz, dx, dy, dz)
    return (near, side) if 0.0 < near < far else (np.inf, 0.0)


@compiled
def _box(row: Floats, qx: float, qy: float, qz: float, dx: float, dy: float, dz: float) -> tuple[float, float, float]:
    """Give how far away a ray enters and leaves the box of a solid, and through which side; never, if it passes by.

    The ray begins at `q`, from the solid's middle.
    """
    near, far, side = -np.inf, np.inf, 0.0
    for k in range(3):
        i = 4 + 3 * k
        place = qx * row[i] + qy * row[i + 1] + qz * row[i + 2]
        speed = dx * row[i] + dy * row[i + 1] + dz * row[i + 2]
        if abs(speed) < 1e-12:
            if abs(place) > row[13 + k]:
                return np.inf, -np.inf, 0.0
            continue
        sign = 1.0 if speed > 0.0 else -1.0
        into = (-sign * row[13 + k] - place) / speed
        out = (sign * row[13 + k] - place) / speed
        if into > near:
            near, side = into, -sign * (k + 1)
        far = min(far, out)
    return near, far, side


@compiled
def _onto(
    row: Floats, forms: Distances, ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, farthest: float
) -> float:
    """Give how far away a ray meets a modelled form, infinite if it does not: it goes on by how far it is away."""
    qx, qy, qz = ox - row[1], oy - row[2], oz - row[3]
    near, far, _ = _box(row, qx, qy, qz, dx, dy, dz)
    near, far = max(near, _AFTER_M), min(far, farthest)
    before, gap = near, 0.0
    while near < far:
        away = _away(row, forms, qx + near * dx, qy + near * dy, qz + near * dz)
        if away <= 0.0:
            return near - (near - before) * away / (away - gap) if gap > 0.0 else near
        before, gap = near, away
        near += max(_OF_GAP * away, _STEP_M)
    return np.inf


@compiled
def _away(row: Floats, forms: Distances, x: float, y: float, z: float) -> float:
    """Give how far a point, from the middle of a form, is outside of it, metres."""
    first, down, across = int(row[16]), int(row[18]), int(row[19])
    u = min(max(((x * row[4] + y * row[5] + z * row[6]) / row[13] + 1.0) / 2.0, 0.0), 1.0) * (row[17] - 1.0)
    v = min(max(((x * row[7] + y * row[8] + z * row[9]) / row[14] + 1.0) / 2.0, 0.0), 1.0) * (row[18] - 1.0)
    w = min(max(((x * row[10] + y * row[11] + z * row[12]) / row[15] + 1.0) / 2.0, 0.0), 1.0) * (row[19] - 1.0)
    i, j, k = min(int(u), int(row[17]) - 2), min(int(v), down - 2), min(int(w), across - 2)
    u, v, w = u - i, v - j, w - k
    total = 0.0
    for a in range(2):
        for b in range(2):
            at = first + ((i + a) * down + j + b) * across + k
            share = (u if a else 1.0 - u) * (v if b else 1.0 - v)
            total += share * ((1.0 - w) * forms[at] + w * forms[at + 1])
    return total


@compiled
def _normal_on(
    row: Floats, forms: Distances, side: float, px: float, py: float, pz: float
) -> tuple[float, float, float]:
    """Give the outward normal of a solid at a point; of a box, that of a side."""
    x, y, z = 0.0, 0.0, 0.0
    if row[0] == FORM:
        qx, qy, qz = px - row[1], py - row[2], pz - row[3]
        for k in range(3):
            i, step = 4 + 3 * k, 2.0 * row[13 + k] / (row[17 + k] - 1.0)
            a, b, c = step * row[i], step * row[i + 1], step * row[i + 2]
            rise = _away(row, forms, qx + a, qy + b, qz + c) - _away(row, forms, qx - a, qy - b, qz - c)
            x, y, z = x + rise / step * row[i], y + rise / step * row[i + 1], z + rise / step * row[i + 2]
        length = np.sqrt(x * x + y * y + z * z) + 1e-30
        return x / length, y / length, z / length
    if row[0] == BALL:
        qx, qy, qz = px - row[1], py - row[2], pz - row[3]
        for k in range(3):
            i = 4 + 3 * k
            share = (qx * row[i] + qy * row[i + 1] + qz * row[i + 2]) / (row[13 + k] * row[13 + k])
            x, y, z = x + share * row[i], y + share * row[i + 1], z + share * row[i + 2]
        length = np.sqrt(x * x + y * y + z * z)
        return x / length, y / length, z / length
    i = 4 + 3 * (int(abs(side)) - 1)
    sign = 1.0 if side > 0.0 else -1.0
    return sign * row[i], sign * row[i + 1], sign * row[i + 2]
