"""The frame of a window before the picture outside, pixel by pixel.

A lens focused far away takes each pixel's light through its whole pupil along parallel rays. What stands at the window
hides that part of the pupil's disc which falls outside the opening. Beside a straight edge that part is known exactly;
near a corner the parts of both edges are multiplied, and a round edge is taken as straight (within 5 % of full, 7 % in
sharp corners; tested). A rounded outline is a circle that is swept over a core; of a round one the core is a point. The
pixel's own width is added to the disc, so that sharp edges are smooth too.

Tiles that only look out, and windows that are not in a tile, are told first.
"""

from __future__ import annotations

from math import asin, nan, pi, sqrt
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread, woven

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]
Indices = NDArray[np.intp]
Three = tuple[float, float, float]
Edges = tuple[int, int, int, int]
"""Of a tile: the first row and column, and the ones after the last."""

_PIXEL: Final = 0.56
"""Radius, in pixels, of the disc that stands for a pixel's square: of the same area."""
_BEFORE: Final = 0.01
"""A window seen at a flatter angle than this, rad, is but a line: it is left out."""
_GRAZING: Final = 0.05
_FAR: Final = 1e9
_ALL: Final = 0.9999
_TILE: Final = 16
# An opening's layers: whatever is glass is glass, then the sides of openings are seen, then their frames.
_GLASS: Final = 0
_REVEALS: Final = 1
_RINGS: Final = 2


# Where in the row of an opening's numbers each thing begins.
MIDDLE: Final = 0
NORMAL: Final = 3
RIGHT: Final = 6
UP: Final = 9
AWAY: Final = 12
CORE: Final = 13
RADIUS: Final = 15
WIDE: Final = 16
EDGES: Final = 17
WALL: Final = 29
RING: Final = 32
REVEAL: Final = 35
GLOW: Final = 38
BEAM: Final = 41
SUN: Final = 44
BELOW: Final = 47
MIRRORED: Final = 50
COUNT: Final = 53


@spread
def frame(light: Picture, open_to: Picture, rows: Floats, glass: Floats, tangents: Floats, sizes: Floats) -> None:
    """Put the window before a picture.

    Parameters
    ----------
    light : ndarray, shape (h, w, 3)
        The picture outside; what the lens sees takes its place.
    open_to : ndarray, shape (h, w)
        Is filled with the share of each pixel's light from outside that arrives.
    rows : ndarray, shape (n, 53)
        Each opening and how it shines: `opening.openings` and `shine.shining`.
    glass : ndarray, shape (2, n, 256)
        What each one's glass passes and mirrors: `glass.tables`.
    tangents : ndarray, shape (2,)
        Of half the angles of view, across and up.
    sizes : ndarray, shape (4,)
        Radius of the pupil, depth of the frame, by how much the lip is wider, and the width of the ring; m.
    """
    height, width = light.shape[:2]
    down, right = (height + _TILE - 1) // _TILE, (width + _TILE - 1) // _TILE
    for tile in prange(down * right):
        top, left = tile // right * _TILE, tile % right * _TILE
        edges = (top, left, min(top + _TILE, height), min(left + _TILE, width))
        near = np.empty(len(rows), np.intp)
        count, whole = _in_tile(near, edges, rows, tangents, sizes, height, width)
        if whole:
            _look_out(light, open_to, edges, near[0], rows, glass, tangents)
        else:
            _mix(light, open_to, edges, near, count, rows, glass, tangents, sizes)


@compiled
def _mix(
    light: Picture, open_to: Picture, edges: Edges, near: Indices, count: int, rows: Floats, glass: Floats,
    tangents: Floats, sizes: Floats,
) -> None:  # fmt: skip
    """Put openings, frame and wall before a tile."""
    height, width = open_to.shape
    pixel = 2.0 * tangents[0] / width
    mixed = np.zeros(3)
    for row in range(edges[0], edges[2]):
        for column in range(edges[1], edges[3]):
            ray = _ray(row + 0.5, column + 0.5, tangents, height, width)
            mixed[:] = 0.0
            clear, covered = 0.0, 0.0
            for layer in (_GLASS, _REVEALS, _RINGS):
                for place in range(count):
                    if covered > _ALL:
                        break
                    room = 1.0 - covered
                    seen, taken = _opening(near[place], layer, ray, rows, glass, sizes, pixel, mixed, room)
                    clear, covered = clear + seen, covered + taken
            if covered < _ALL:
                _wall(ray, rows, sizes, 1.0 - covered, mixed)
            open_to[row, column] = clear
            for k in range(3):
                light[row, column, k] = light[row, column, k] * clear + mixed[k]


@compiled
def _look_out(
    light: Picture, open_to: Picture, edges: Edges, k: int, rows: Floats, glass: Floats, tangents: Floats
) -> None:
    """Put nothing but glass before a tile: what it does changes so slowly that it is read between the tile's sides."""
    height, width = open_to.shape
    first, last = edges[1] + 0.5, edges[3] - 0.5
    for row in range(edges[0], edges[2]):
        left, right = _ray(row + 0.5, first, tangents, height, width), _ray(row + 0.5, last, tangents, height, width)
        passes, mirrors = _glass(k, _along(rows, k, NORMAL, left) / _length(left), glass)
        far_passes, far_mirrors = _glass(k, _along(rows, k, NORMAL, right) / _length(right), glass)
        steps = max(last - first, 1.0)
        more_passes, more_mirrors = (far_passes - passes) / steps, (far_mirrors - mirrors) / steps
        red, green, blue = rows[k, MIRRORED], rows[k, MIRRORED + 1], rows[k, MIRRORED + 2]
        for column in range(edges[1], edges[3]):
            open_to[row, column] = passes
            light[row, column, 0] = light[row, column, 0] * passes + mirrors * red
            light[row, column, 1] = light[row, column, 1] * passes + mirrors * green
            light[row, column, 2] = light[row, column, 2] * passes + mirrors * blue
            passes, mirrors = passes + more_passes, mirrors + more_mirrors


@compiled
def _in_tile(
    near: Indices, edges: Edges, rows: Floats, tangents: Floats, sizes: Floats, height: int, width: int
) -> tuple[int, bool]:
    """List the openings that can be seen in a tile, in their order; say whether the first fills all of it."""
    middle = _ray((edges[0] + edges[2]) / 2.0, (edges[1] + edges[3]) / 2.0, tangents, height, width)
    half = _TILE * sqrt((tangents[0] / width) ** 2 + (tangents[1] / height) ** 2)
    pixel, count = 2.0 * tangents[0] / width, 0
    for k in range(len(rows)):
        away, facing = rows[k, AWAY], _along(rows, k, NORMAL, middle)
        least = facing - half  # anywhere in the tile
        if away <= 0.0 or facing + half <= _BEFORE:
            continue
        near[count] = k
        if least <= _GRAZING:
            count += 1
            continue
        lip, slant = max(away - sizes[1], 0.0), (_length(middle) + half) / least
        spread = (half * away / least + _bundle(sizes[0], pixel, away / least)) * slant
        lip_x, lip_y = _place(k, middle, lip / facing, rows)
        inner = _inside(k, lip_x, lip_y, sizes[2], rows) if lip > 0.0 else _FAR
        if inner < -(spread + sizes[3]):
            continue
        x, y = _place(k, middle, away / facing, rows)
        if count == 0 and min(inner, _inside(k, x, y, 0.0, rows)) > spread:
            return 1, True
        count += 1
    return count, False


@compiled
def _opening(
    k: int, layer: int, ray: Three, rows: Floats, panes: Floats, sizes: Floats, pixel: float, mixed: Floats,
    room: float,
) -> tuple[float, float]:  # fmt: skip
    """Add one layer of an opening; give the share of what is outside that comes through, and the share it covers."""
    facing, away = _along(rows, k, NORMAL, ray), rows[k, AWAY]
    if facing <= _BEFORE or away <= 0.0:
        return 0.0, 0.0
    depth, wider = sizes[1], sizes[2]
    lip_at, at = max(away - depth, 0.0) / facing, away / facing
    lip_x, lip_y = _place(k, ray, lip_at, rows)
    bound = wider + sizes[3] + _bundle(sizes[0], pixel, max(lip_at, at)) * _length(ray) / facing
    if away > depth and _inside(k, lip_x, lip_y, bound, rows) < 0.0:
        return 0.0, 0.0
    reach = _bundle(sizes[0], pixel, lip_at)
    lip = _coverage(k, ray, lip_x, lip_y, wider, reach, facing, rows) if away > depth else 1.0
    if layer == _RINGS:
        share = min(_coverage(k, ray, lip_x, lip_y, wider + sizes[3], reach, facing, rows) - lip, room)
        for j in range(3):
            mixed[j] += share * rows[k, RING + j]
        return 0.0, share
    x, y = _place(k, ray, at, rows)
    glass = min(lip, _coverage(k, ray, x, y, 0.0, _bundle(sizes[0], pixel, at), facing, rows))
    if layer == _GLASS:
        share, (passes, mirrors) = min(glass, room), _glass(k, facing / _length(ray), panes)
        for j in range(3):
            mixed[j] += share * mirrors * rows[k, MIRRORED + j]
        return share * passes, share
    share = min(lip - glass, room)
    if share > 0.0:
        side, beam = _reveal(k, lip_x, lip_y, x, y, depth, wider, rows)
        for j in range(3):
            mixed[j] += share * (rows[k, REVEAL + j] + rows[k, GLOW + j] * side + rows[k, BEAM + j] * beam)
    return 0.0, share


@compiled
def _wall(ray: Three, rows: Floats, sizes: Floats, share: float, mixed: Floats) -> None:
    """Add the wall that a ray meets: the nearest of the planes in which windows are."""
    nearest, which = _FAR, 0
    for k in range(len(rows)):
        facing, away = _along(rows, k, NORMAL, ray), rows[k, AWAY] - sizes[1]
        if facing > _BEFORE and away > 0.0 and away / facing < nearest:
            nearest, which = away / facing, k
    for j in range(3):
        mixed[j] += share * rows[which, WALL + j]


@compiled
def _reveal(
    k: int, lip_x: float, lip_y: float, x: float, y: float, depth: float, wider: float, rows: Floats
) -> tuple[float, float]:
    """Give how much of the light outside a side of the opening gets, and how much of the Sun's beam.

    A strip at depth s below an opening of width w sees (1 - s / sqrt(s^2 + w^2)) / 2 of what is outside (Hottel's
    crossed strings). More of it comes from below.
    """
    out_x, out_y, far = _edge(k, x, y, rows)
    inner = wider + _inside_along(k, lip_x, lip_y, out_x, out_y, rows)
    share = min(max(inner / max(inner + far, 1e-6), 0.0), 1.0)
    under = depth * (1.0 - share)
    wide = rows[k, WIDE]
    sees = 0.5 * (1.0 - under / sqrt(under * under + wide * wide))
    toward = -(out_x * rows[k, BELOW] + out_y * rows[k, BELOW + 1])
    sun_x, sun_y, sun_z = rows[k, SUN], rows[k, SUN + 1], rows[k, SUN + 2]
    beam = -(out_x * sun_x + out_y * sun_y)
    if sun_z <= 0.02 or beam <= 0.0:
        return sees * max(1.0 + toward, 0.0), 0.0
    at_x, at_y = lip_x + share * (x - lip_x), lip_y + share * (y - lip_y)
    inside = _inside(k, at_x + sun_x / sun_z * under, at_y + sun_y / sun_z * under, 0.0, rows)
    lit = min(max(inside / (0.01 * under + 1e-3) + 0.5, 0.0), 1.0)
    return sees * max(1.0 + toward, 0.0), beam * lit


@woven
def _place(k: int, ray: Three, along: float, rows: Floats) -> tuple[float, float]:
    """Give where a ray is, in an opening's axes."""
    point = (
        ray[0] * along - rows[k, MIDDLE],
        ray[1] * along - rows[k, MIDDLE + 1],
        ray[2] * along - rows[k, MIDDLE + 2],
    )
    return _along(rows, k, RIGHT, point), _along(rows, k, UP, point)


@woven
def _bundle(pupil: float, pixel: float, away: float) -> float:
    """Give the radius of the bundle of a pixel's rays at a distance."""
    return sqrt(pupil**2 + (_PIXEL * pixel * away) ** 2)


@woven
def _beyond(k: int, x: float, y: float, rows: Floats) -> tuple[float, float]:
    """Give how far a place is beyond the core of a rounded outline, across and up."""
    wide, high = rows[k, CORE], rows[k, CORE + 1]
    return x - min(max(x, -wide), wide), y - min(max(y, -high), high)


@compiled
def _inside(k: int, x: float, y: float, wider: float, rows: Floats) -> float:
    """Give how far a place is inside an outline that is made wider; negative outside, m."""
    radius = rows[k, RADIUS]
    if radius == radius:
        x, y = _beyond(k, x, y, rows)
        return float(radius + wider - sqrt(x * x + y * y))
    least = _FAR
    for j in range(4):
        out = x * rows[k, EDGES + 3 * j] + y * rows[k, EDGES + 3 * j + 1]
        least = min(least, rows[k, EDGES + 3 * j + 2] + wider - out)
    return least


@compiled
def _edge(k: int, x: float, y: float, rows: Floats) -> tuple[float, float, float]:
    """Give the outward normal of the edge that a place is farthest outside of, and by how much."""
    radius = rows[k, RADIUS]
    if radius == radius:
        x, y = _beyond(k, x, y, rows)
        far = max(sqrt(x * x + y * y), 1e-9)
        return x / far, y / far, max(far - radius, 0.0)
    most, which = -_FAR, 0
    for j in range(4):
        out = x * rows[k, EDGES + 3 * j] + y * rows[k, EDGES + 3 * j + 1] - rows[k, EDGES + 3 * j + 2]
        if out > most:
            most, which = out, j
    return rows[k, EDGES + 3 * which], rows[k, EDGES + 3 * which + 1], max(most, 0.0)


@compiled
def _inside_along(k: int, x: float, y: float, out_x: float, out_y: float, rows: Floats) -> float:
    """Give how far a place is inside the edge with a normal, m."""
    radius = rows[k, RADIUS]
    if radius == radius:
        x, y = _beyond(k, x, y, rows)
        return float(radius - sqrt(x * x + y * y))
    for j in range(4):
        if rows[k, EDGES + 3 * j] == out_x and rows[k, EDGES + 3 * j + 1] == out_y:
            return float(rows[k, EDGES + 3 * j + 2] - x * out_x - y * out_y)
    return nan


@compiled
def _coverage(k: int, ray: Three, x: float, y: float, wider: float, reach: float, facing: float, rows: Floats) -> float:
    """Give the share of a bundle of rays, of radius `reach` at the lens, that falls into an outline."""
    radius, most = rows[k, RADIUS], reach * _length(ray) / facing
    if radius == radius:
        x, y = _beyond(k, x, y, rows)
        far = max(sqrt(x * x + y * y), 1e-9)
        inside = radius + wider - far
        if inside >= most:
            return 1.0
        return _share(inside, reach * _stretch(k, ray, x / far, y / far, facing, rows))
    found = 1.0
    for j in range(4):
        across, along = rows[k, EDGES + 3 * j], rows[k, EDGES + 3 * j + 1]
        inside = rows[k, EDGES + 3 * j + 2] + wider - x * across - y * along
        if inside < most:
            found *= _share(inside, reach * _stretch(k, ray, across, along, facing, rows))
    return found


@compiled
def _stretch(k: int, ray: Three, across: float, along: float, facing: float, rows: Floats) -> float:
    """Give how much wider than at the lens a bundle is in the glass's plane, along a direction in that plane."""
    x, y = across * rows[k, RIGHT] + along * rows[k, UP], across * rows[k, RIGHT + 1] + along * rows[k, UP + 1]
    slope = (x * ray[0] + y * ray[1] + (across * rows[k, RIGHT + 2] + along * rows[k, UP + 2]) * ray[2]) / facing
    x, y = x - slope * rows[k, NORMAL], y - slope * rows[k, NORMAL + 1]
    return sqrt(x * x + y * y)


@woven
def _share(inside: float, radius: float) -> float:
    """Give the share of a disc on the inner side of a straight edge, from its middle's distance inside."""
    if inside >= radius:
        return 1.0
    if inside <= -radius:
        return 0.0
    place = inside / radius
    return 0.5 + (place * sqrt(1.0 - place * place) + asin(place)) / pi


@woven
def _glass(k: int, cosine: float, panes: Floats) -> tuple[float, float]:
    """Give what an opening's glass passes and mirrors."""
    step = cosine * (panes.shape[2] - 1)
    low = min(int(step), panes.shape[2] - 2)
    part = step - low
    passes = panes[0, k, low] * (1.0 - part) + panes[0, k, low + 1] * part
    return passes, panes[1, k, low] * (1.0 - part) + panes[1, k, low + 1] * part


@woven
def _ray(row: float, column: float, tangents: Floats, height: int, width: int) -> Three:
    """Give the direction of a place of the picture, counted in pixels from its top left corner."""
    return (column * 2.0 / width - 1.0) * tangents[0], (1.0 - row * 2.0 / height) * tangents[1], 1.0


@woven
def _length(ray: Three) -> float:
    return sqrt(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2])


@woven
def _along(rows: Floats, k: int, first: int, vector: Three) -> float:
    return float(rows[k, first] * vector[0] + rows[k, first + 1] * vector[1] + rows[k, first + 2] * vector[2])
