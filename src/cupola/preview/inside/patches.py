"""Light from wall to wall without a renderer: radiosity between patches, found and joined by rays.

A patch is what of one side of a thing lies in one cell of a grid. Rays from places in the room find the patches that
can be seen at all; from points on each, rays by Lambert's law say how much of its sky is which other patch (the form
factors); then light is gathered until it stays (Goral and others, SIGGRAPH 1984). The same room has the same lux.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.preview.inside.cast import Indices, Scene, first_hits, meets
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.straight import mixed

CELL_M: Final = 0.2
RAYS: Final = 64
"""From each point of a patch."""

_POINTS: Final = 8
_FINDERS: Final = 24_000
_BOUNCES: Final = 200
_SETTLED: Final = 1e-4
_OFF_M: Final = 1e-5
_LOST: Final = -2


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """The patches of a room.

    Attributes
    ----------
    firsts, spans, lows : ndarray
        Of each side of a thing: the number of its first cell, cells along the axes, the least corner: (t,), (t, 3),
        (t, 3).
    patch : ndarray of intp
        The patch of each cell; -1 for cells of a side that nothing sees.
    points, normals : ndarray, shape (k, 8, 3)
        On each patch; a patch with fewer repeats them.
    reflectance : ndarray, shape (k, 3)
    joins : ndarray of intp, shape (k, 8 * rays)
        The patch that each ray meets; -1 outside, -2 where no patch is known.
    """

    cell: float
    firsts: Indices
    spans: Indices
    lows: Floats
    patch: Indices
    points: Floats
    normals: Floats
    reflectance: Floats
    joins: NDArray[np.int32]

    def at(self, what: Indices, points: Floats, normals: Floats) -> Indices:
        """Give the patch of points, shape (n, 3), on things; -1 where there is none."""
        return _patch_at(sides(what, normals), points, self.cell, self.firsts, self.spans, self.lows, self.patch)

    def gathered(self, straight: Floats) -> Floats:
        """Give the light that comes by way of walls, lx, shape (k, 3), for what comes straight, shape (k, 3)."""
        found = np.zeros_like(straight)
        for _ in range(_BOUNCES):
            following = np.empty_like(straight)
            _gather(self.joins, self.reflectance * (straight + found), following)
            change = np.abs(following - found).max()
            found = following
            if change <= _SETTLED * max(float(found.max()), 1e-12):
                break
        return found


def patches(room: Room, numbers: Scene, cell: float = CELL_M, rays: int = RAYS) -> Patches:
    """Divide a room into patches and find what light they exchange."""
    origins = _finders(room)
    what, far, normals = first_hits(numbers, origins, _even(len(origins)))
    lit = what >= 0
    what, normals = what[lit], normals[lit]
    side = sides(what, normals)
    points = (origins + far[:, None] * _even(len(origins)))[lit]
    firsts, spans, lows, count = _grid(6 * len(numbers.reflectance), side, points, cell)
    cells = _patch_at(side, points, cell, firsts, spans, lows, np.arange(count))
    order = np.argsort(cells, kind="stable")
    found, starts, counts = np.unique(cells[order], return_index=True, return_counts=True)
    patch = _spread_out(found, firsts, spans)
    pick = order[starts[:, None] + (np.arange(_POINTS)[None, :] * counts[:, None]) // _POINTS]
    joins = np.empty((len(found), _POINTS * rays), np.int32)
    _join(numbers, points[pick], normals[pick], rays, cell, firsts, spans, lows, patch, joins)
    return Patches(
        cell, firsts, spans, lows, patch, points[pick], normals[pick], numbers.reflectance[what[order[starts]]], joins
    )


def reaching(room: Scene, net: Patches, thrown: Floats, points: Floats, normals: Floats, rays: int = 1024) -> Floats:
    """Give the light by way of walls at points, shape (n, 3), lx: what patches throw back, gathered by rays.

    Parameters
    ----------
    thrown : ndarray, shape (k, 3)
        Light that leaves each patch, lm/m2.
    """
    joins = np.empty((len(points), rays), np.int32)
    _join(room, points[:, None, :], normals[:, None, :], rays, net.cell, net.firsts, net.spans, net.lows, net.patch,
          joins)  # fmt: skip
    found = np.empty((len(points), 3))
    _gather(joins, thrown, found)
    return found


def sides(what: Indices, normals: Floats) -> Indices:
    """Number the sides of things, shape (n,): six of each, by the axis that a normal is nearest to."""
    axis = np.argmax(np.abs(normals), axis=1)
    ahead = np.take_along_axis(normals, axis[:, None], axis=1)[:, 0] > 0
    found: Indices = np.where(what >= 0, 6 * what + 2 * axis + ahead, -1).astype(np.intp)
    return found


@compiled
def _side(what: int, x: float, y: float, z: float) -> int:
    """Number the side of a thing as `sides` does."""
    if abs(x) >= abs(y) and abs(x) >= abs(z):
        return 6 * what + (1 if x > 0.0 else 0)
    if abs(y) >= abs(z):
        return 6 * what + 2 + (1 if y > 0.0 else 0)
    return 6 * what + 4 + (1 if z > 0.0 else 0)


def _finders(room: Room) -> Floats:
    """Give places from which rays go out to find patches, shape (m, 3): along the room, in and beside its middle."""
    low, high = -room.walls[0].offset, room.walls[1].offset
    inner = room.inner()
    along = float(room.axes[0] @ inner)
    places = []
    for share in np.linspace(0.03, 0.97, 12):
        place = inner + (low + share * (high - low) - along) * room.axes[0]
        places.append(place)
        for axis in room.axes[1:]:
            places += [place + side * 0.45 * room.reach(place, side * axis) * axis for side in (1.0, -1.0)]
    kept = np.array([place for place in places if all(wall.normal @ place < wall.offset for wall in room.walls)])
    return np.repeat(kept, _FINDERS * 4 // len(kept), axis=0)


def _even(count: int) -> Floats:
    """Give unit vectors spread over all directions by Roberts' sequence, shape (count, 3)."""
    k = np.arange(count) + 1.0
    height = 2.0 * ((0.5 + 0.7548776662466927 * k) % 1.0) - 1.0
    turn = 2.0 * np.pi * ((0.5 + 0.5698402909980532 * k) % 1.0)
    flat = np.sqrt(1.0 - height**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), height], axis=-1)


def _grid(things: int, what: Indices, points: Floats, cell: float) -> tuple[Indices, Indices, Floats, int]:
    """Lay a grid of cells about what was seen of each side of a thing."""
    lows, highs = np.zeros((things, 3)), np.zeros((things, 3))
    for thing in np.unique(what):
        theirs = points[what == thing]
        lows[thing], highs[thing] = theirs.min(axis=0), theirs.max(axis=0)
    spans = np.maximum(np.ceil((highs - lows) / cell - 1e-6), 1).astype(np.intp)
    sizes = spans.prod(axis=1)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    return firsts, spans, lows, int(sizes.sum())


def _spread_out(found: Indices, firsts: Indices, spans: Indices) -> Indices:
    """Give the patch of each cell: its own, or, where no ray found it, the nearest of the same thing."""
    patch = np.full(int(spans.prod(axis=1).sum()), -1, np.intp)
    patch[found] = np.arange(len(found))
    thing = np.searchsorted(firsts, found, side="right") - 1
    for k in np.unique(thing):
        cells = np.arange(firsts[k], firsts[k] + spans[k].prod())
        places = np.stack(np.unravel_index(cells - firsts[k], spans[k]), axis=-1).astype(np.float32)
        own = np.flatnonzero(patch[cells] >= 0)
        lost = np.flatnonzero(patch[cells] < 0)
        if len(lost):
            away = ((places[lost, None, :] - places[None, own, :]) ** 2).sum(axis=-1)
            patch[cells[lost]] = patch[cells[own[np.argmin(away, axis=1)]]]
    return patch


@compiled
def _cell(thing: int, x: float, y: float, z: float, cell: float, firsts: Indices, spans: Indices, lows: Floats) -> int:
    span, low = spans[thing], lows[thing]
    i = min(max(int((x - low[0]) / cell), 0), span[0] - 1)
    j = min(max(int((y - low[1]) / cell), 0), span[1] - 1)
    k = min(max(int((z - low[2]) / cell), 0), span[2] - 1)
    return int(firsts[thing] + (i * span[1] + j) * span[2] + k)


@compiled
def _patch_at(
    what: Indices, points: Floats, cell: float, firsts: Indices, spans: Indices, lows: Floats, patch: Indices
) -> Indices:
    found = np.full(len(what), -1, np.intp)
    for k in range(len(what)):
        if what[k] >= 0:
            p = points[k]
            found[k] = patch[_cell(what[k], p[0], p[1], p[2], cell, firsts, spans, lows)]
    return found


@spread
def _join(
    room: Scene, points: Floats, normals: Floats, rays: int, cell: float, firsts: Indices, spans: Indices, lows: Floats,
    patch: Indices, joins: NDArray[np.int32],
) -> None:  # fmt: skip
    for k in prange(len(points)):
        for j in range(points.shape[1]):
            p, n = points[k, j], normals[k, j]
            ox, oy, oz = p[0] + _OFF_M * n[0], p[1] + _OFF_M * n[1], p[2] + _OFF_M * n[2]
            ax, ay, az = _aside(n[0], n[1], n[2])
            bx, by, bz = n[1] * az - n[2] * ay, n[2] * ax - n[0] * az, n[0] * ay - n[1] * ax
            start = mixed(k * points.shape[1] + j) % 65536 / 65536.0
            for i in range(rays):
                share = (i + 0.5) / rays
                turn = 2.0 * np.pi * ((i * 0.6180339887498949 + start) % 1.0)
                flat, up = np.sqrt(share), np.sqrt(1.0 - share)
                u, v = flat * np.cos(turn), flat * np.sin(turn)
                dx, dy, dz = u * ax + v * bx + up * n[0], u * ay + v * by + up * n[1], u * az + v * bz + up * n[2]
                what, far, nx, ny, nz = meets(room, ox, oy, oz, dx, dy, dz)
                met = -1
                if what >= 0:
                    x, y, z = ox + far * dx, oy + far * dy, oz + far * dz
                    met = patch[_cell(_side(what, nx, ny, nz), x, y, z, cell, firsts, spans, lows)]
                    met = met if met >= 0 else _LOST
                joins[k, j * rays + i] = met


@spread
def _gather(joins: NDArray[np.int32], thrown: Floats, found: Floats) -> None:
    """Give the mean of what the patches at the ends of rays throw; rays that end on no known patch do not count."""
    for k in prange(len(joins)):
        red, green, blue, known = 0.0, 0.0, 0.0, 0
        for i in range(joins.shape[1]):
            patch = joins[k, i]
            if patch >= 0:
                red += thrown[patch, 0]
                green += thrown[patch, 1]
                blue += thrown[patch, 2]
            if patch != _LOST:
                known += 1
        share = 1.0 / max(known, 1)
        found[k, 0], found[k, 1], found[k, 2] = share * red, share * green, share * blue


@compiled
def _aside(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Give a unit vector at right angles to a unit vector (Duff and others, JCGT 6, 2017)."""
    sign = 1.0 if z >= 0.0 else -1.0
    a = -1.0 / (sign + z)
    return 1.0 + sign * x * x * a, sign * x * y * a, -sign * x
