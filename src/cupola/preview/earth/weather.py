"""A sky of clouds for the whole Earth, made up: no picture of the Earth's clouds of known origin comes in a package.

Cover is noise from 3000 km down to 10 km, weighed by what the zones of the Earth have on a mean day: much at the
equator and from 40 to 65 deg, little over the subtropics, two thirds in all (Stubenrauch and others, BAMS 94, 2013).
Storms of the middle latitudes wind it up and lay their fronts through it; over the subtropical seas it breaks into
cells, at the equator into towers. Which sky it is, the seed says.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.preview.earth.ground import WHITEST
from cupola.preview.earth.pyramid import Floats32
from cupola.steps import OnStep

Floats = NDArray[np.float64]

ROWS: Final = 4096
_COARSE: Final = 512
_ZONES: Final = ((-90, 0.55), (-72, 0.8), (-58, 0.9), (-45, 0.8), (-32, 0.6), (-20, 0.5), (-9, 0.56), (5, 0.66),
                 (14, 0.56), (24, 0.46), (33, 0.52), (45, 0.68), (58, 0.76), (72, 0.72), (90, 0.62))  # fmt: skip
"""Mean cover by latitude, deg (rounded from Stubenrauch and others 2013, confidence medium)."""
# By latitude and longitude, reach in both, deg, what it does to the odds of cloud there, and to its kind (deserts are
# clear, where cold water lies under decks of cells, where forests make towers: MODIS, King and others 2013; by eye).
_CLIMATE: Final = (
    (23, 8, 9, 22, 0.06, 2), (22, 30, 8, 10, 0.08, 2), (22, 48, 9, 9, 0.10, 2), (29, 63, 7, 12, 0.25, 2),
    (27, 72, 5, 5, 0.4, 1), (-25, 133, 8, 14, 0.22, 1), (-24, 19, 8, 6, 0.25, 1), (-23, -69, 8, 3, 0.10, 1),
    (30, -110, 7, 8, 0.3, 1), (42, 92, 6, 18, 0.5, 1), (36, 22, 5, 18, 0.5, 0), (-86, 0, 9, 400, 0.4, 1),
    (73, -40, 7, 14, 0.5, 1), (-17, -83, 9, 11, 3.0, -3), (-14, 4, 9, 8, 3.0, -3), (29, -126, 7, 9, 2.5, -3),
    (21, -28, 6, 9, 1.5, -2), (-29, 101, 7, 9, 1.6, -3), (-3, -62, 8, 12, 1.6, 1), (0, 20, 6, 9, 1.6, 1),
    (0, 118, 8, 22, 1.6, 1), (52, -150, 8, 25, 1.4, 0), (55, -35, 8, 20, 1.4, 0), (-2, -125, 4, 40, 0.45, -1),
    (-6, -20, 5, 15, 0.5, -1),
)  # fmt: skip
_KINDS: Final = ((-90, 3.0), (-62, 2.7), (-45, 2.3), (-33, 1.2), (-22, 0.7), (-11, 1.0), (2, 1.8), (8, 2.0), (15, 1.2),
                 (24, 0.8), (34, 1.3), (45, 2.3), (62, 2.7), (90, 3.0))  # fmt: skip
"""Of clouds by latitude, as `kinds.KINDS` counts them: own estimate."""

_STORMS: Final = 13
"""In each half of the Earth; satellite pictures show ten to fifteen."""
_OCTAVES: Final = 9
_STRAY: Final = 0.012
"""What small clouds of fine weather send back, beside the others."""
_SPREAD: Final = 0.32
"""The deviation of the noise, measured."""
_STRIP: Final = 256
_MOST_KIND: Final = 3.0
_CLIMES: Final = 180


def sky(seed: int, rows: int = ROWS, on_step: OnStep = lambda _: None) -> tuple[Floats32, Floats32]:
    """Give the share of light that clouds send back, 0 to 0.7, shape (rows, 2 rows), and their kind, 0 to 1, coarser.

    The climate is not in it.
    """
    storms = _storms(np.random.default_rng(seed))
    coarse = _wound(storms, min(_COARSE, rows), seed)
    coarse[..., 3] -= coarse[..., 3].mean(axis=1, keepdims=True)  # storms make some places wet, and others dry
    latitude = _latitudes(rows)
    share = np.interp(latitude, _latitudes(_CLIMES)[::-1], _shares()[::-1])
    raised = np.log(share / (1.0 - share)) / 1.702  # by so many deviations: the logistic for the normal curve
    found = np.empty((rows, 2 * rows), np.float32)
    for first in range(0, rows, _STRIP):
        _clouds(coarse, raised, latitude, first, found[first : first + _STRIP], seed)
        on_step(min((first + _STRIP) / rows, 1.0))
    usual = np.interp(_latitudes(len(coarse)), *np.array(_KINDS, float).T)[:, None]
    kind = np.clip((usual + coarse[..., 4]) / _MOST_KIND, 0.0, 1.0).astype(np.float32)
    return found, kind


def climate(rows: int = _CLIMES) -> tuple[Floats32, Floats32]:
    """Give what places do to clouds, shape (rows, 2 rows) each: to their odds, and to their kind.

    Both as shares: odds / (1 + odds) against the zone's mean, and a half and a sixth of what is added to the kind.
    """
    latitude = _latitudes(rows)[:, None]
    longitude = (np.arange(2 * rows) + 0.5)[None, :] * 180.0 / rows - 180.0
    logs, lean = np.zeros((rows, 2 * rows)), np.zeros((rows, 2 * rows))
    for north, east, high, wide, odds, kind in _CLIMATE:
        aside = (longitude - east + 180.0) % 360.0 - 180.0
        near = np.exp(-(((latitude - north) / high) ** 2) - (aside / wide) ** 2)
        logs += math.log(odds) * near
        lean += kind * near
    ratio = np.exp(np.clip(logs, -4.0, 1.5))
    leaning = 0.5 + np.clip(lean / (2.0 * _MOST_KIND), -0.5, 0.5)
    return (ratio / (1.0 + ratio)).astype(np.float32), leaning.astype(np.float32)


def _shares() -> Floats:
    """Give the cover that each zone needs, shape (180,), to have its mean once the climate is laid over it."""
    wanted = np.interp(_latitudes(_CLIMES), *np.array(_ZONES, float).T)
    share: Floats = wanted.copy()
    odds = climate(_CLIMES)[0].astype(float)
    odds /= 1.0 - odds
    for _ in range(20):
        part = share[:, None]
        found = (part * odds / (1.0 + part * (odds - 1.0))).mean(axis=1)
        share = np.clip(share + wanted - found, 0.02, 0.98)
    return share


def _latitudes(rows: int) -> Floats:
    return 90.0 - (np.arange(rows) + 0.5) * 180.0 / rows


def _storms(rng: np.random.Generator) -> Floats:
    """Give storms, shape (n, 7): the middle, 3; its reach, rad; how it winds, rad; how wet; where its front begins."""
    found = []
    for half in (1.0, -1.0):
        first = rng.uniform(0.0, 360.0)
        for k in range(_STORMS):
            east = np.radians(first + (k + rng.uniform(-0.3, 0.3)) * 360.0 / _STORMS)
            north = half * np.radians(rng.normal(52.0 if half > 0 else 54.0, 7.0))
            middle = (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north))
            reach = rng.uniform(0.08, 0.19)
            found.append((*middle, reach, half * rng.uniform(1.6, 3.4), rng.uniform(0.7, 1.7), rng.uniform(0.0, 6.28)))
    return np.array(found)


@spread
def _wound(storms: Floats, rows: int, seed: int) -> Floats:
    """Give where the noise of a place is fetched from, how wet storms make it, its kind: shape (rows, 2 rows, 5)."""
    found = np.zeros((rows, 2 * rows, 5))
    for i in prange(rows):
        north = math.pi * (0.5 - (i + 0.5) / rows)
        for j in range(2 * rows):
            east = math.pi * ((j + 0.5) / rows - 1.0)
            x, y, z = math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
            wet = 0.0
            for k in range(len(storms)):
                x, y, z, more = _storm(storms[k], x, y, z)
                wet += more
            bend = 0.16
            u = _noise(2.2 * x + 11.0, 2.2 * y, 2.2 * z, seed + 101) + 0.5 * _noise(
                5.0 * x, 5.0 * y + 7.0, 5.0 * z, seed + 102
            )
            v = _noise(2.2 * x, 2.2 * y + 13.0, 2.2 * z, seed + 103) + 0.5 * _noise(
                5.0 * x + 5.0, 5.0 * y, 5.0 * z, seed + 104
            )
            w = _noise(2.2 * x, 2.2 * y, 2.2 * z + 17.0, seed + 105) + 0.5 * _noise(
                5.0 * x, 5.0 * y, 5.0 * z + 3.0, seed + 106
            )
            found[i, j, 0], found[i, j, 1], found[i, j, 2] = x + bend * u, y + bend * v, z + 0.6 * bend * w
            found[i, j, 3] = wet
            # behind a front the air is cold and breaks into cells
            found[i, j, 4] = 1.1 * (u + v) + (min(1.4 * wet, 2.0) if wet > 0.0 else 4.0 * wet)
    return found


@compiled
def _storm(storm: Floats, x: float, y: float, z: float) -> tuple[float, float, float, float]:
    """Turn a place about a storm, less the further it is, and give how wet it makes it there."""
    a, b, c, reach, winding = storm[0], storm[1], storm[2], storm[3], storm[4]
    cosine = a * x + b * y + c * z
    if cosine < math.cos(4.0 * reach):
        return x, y, z, 0.0
    around = math.hypot(a, b)
    east = (-b * x + a * y) / around
    north = (z - c * cosine) / around
    far = math.sqrt(east * east + north * north) / reach
    turn = winding * math.exp(-far * far)
    cos, sin = math.cos(turn), math.sin(turn)
    # Rodrigues, about the storm's middle
    along = cosine * (1.0 - cos)
    u = x * cos + (b * z - c * y) * sin + a * along
    v = y * cos + (c * x - a * z) * sin + b * along
    w = z * cos + (a * y - b * x) * sin + c * along
    side = 1.0 if winding > 0.0 else -1.0
    bearing = math.atan2(north * side, east) + 1.4 * math.log(far + 0.15) - storm[6] * 0.25
    off = (bearing + math.pi) % (2.0 * math.pi) - math.pi
    front = math.exp(-((off * (far + 0.1) / 0.42) ** 2)) * math.exp(-0.55 * far)
    slot = math.exp(-(((off + 1.3) / 0.7) ** 2)) * far * math.exp(-far * far)
    return u, v, w, storm[5] * (1.5 * front + 0.35 * math.exp(-4.0 * far * far) - 1.0 * slot)


@spread
def _clouds(coarse: Floats, raised: Floats, latitude: Floats, first: int, found: Floats32, seed: int) -> None:
    rows = len(latitude)
    for row in prange(len(found)):
        i = first + row
        tropic = math.exp(-(((latitude[i] - 5.0) / 11.0) ** 2))
        decks = math.exp(-(((abs(latitude[i]) - 22.0) / 9.0) ** 2))
        for j in range(2 * rows):
            x, y, z, wet = _between(coarse, (i + 0.5) / rows, (j + 0.5) / (2 * rows))
            found[row, j] = _share(x, y, z, wet, raised[i], tropic, decks, seed)


@compiled
def _share(x: float, y: float, z: float, wet: float, raised: float, tropic: float, decks: float, seed: int) -> float:
    """Give what the clouds of a place send back."""
    total, towers, weight, size = 0.0, 0.0, 1.0, 2.6
    for octave in range(_OCTAVES):
        # drawn out along the parallels while large
        one = _noise(size * x, size * y, size * (1.9 - 0.1 * octave) * z, seed + octave)
        total += weight * one
        if octave > 1:
            towers += weight * (0.43 - 2.0 * abs(one))
        weight *= 0.67
        size *= 2.17
    level = (total * (1.0 - 0.45 * tropic) + 1.3 * tropic * towers) / _SPREAD * 0.52 + raised + wet
    if decks > 0.05:
        patch = _noise(4.0 * x + 31.0, 4.0 * y, 4.0 * z, seed + 51) + 0.05
        if patch > 0.0:
            # frayed: fetched from beside, by a third of a cell
            off = 0.5 * _noise(230.0 * x, 230.0 * y, 230.0 * z, seed + 71) + 0.3 * _noise(
                610.0 * x, 610.0 * y, 610.0 * z, seed + 72
            )
            cells = _cells(140.0 * x + off, 140.0 * y - off, 140.0 * z + off, seed + 61)
            level += decks * min(4.0 * patch, 1.0) * (1.1 - 2.0 * cells)
    if level <= 0.0:
        return _STRAY * max(1.0 + level / 0.9, 0.0)
    return _STRAY + (WHITEST - _STRAY) * (1.0 - math.exp(-((level / 1.05) ** 1.4)))


@compiled
def _between(grid: Floats, down: float, across: float) -> tuple[float, float, float, float]:
    """Read the first four columns of a grid between its cells."""
    rows, columns = grid.shape[0], grid.shape[1]
    x, y = across * columns - 0.5, min(max(down * rows - 0.5, 0.0), rows - 1.001)
    left, top = int(math.floor(x)), int(y)  # noqa: RUF046  compiled, it is a float
    p, q = x - left, y - top
    west, east = left % columns, (left + 1) % columns
    a, b, c, d = (1.0 - p) * (1.0 - q), p * (1.0 - q), (1.0 - p) * q, p * q
    return (
        a * grid[top, west, 0] + b * grid[top, east, 0] + c * grid[top + 1, west, 0] + d * grid[top + 1, east, 0],
        a * grid[top, west, 1] + b * grid[top, east, 1] + c * grid[top + 1, west, 1] + d * grid[top + 1, east, 1],
        a * grid[top, west, 2] + b * grid[top, east, 2] + c * grid[top + 1, west, 2] + d * grid[top + 1, east, 2],
        a * grid[top, west, 3] + b * grid[top, east, 3] + c * grid[top + 1, west, 3] + d * grid[top + 1, east, 3],
    )


@compiled
def _hash(i: int, j: int, k: int, seed: int) -> int:
    """Mix whole numbers into 32 bits."""
    n = (i * 374761393 + j * 668265263 + k * 1274126177 + seed * 974711) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1103515245) & 0xFFFFFFFF
    n = ((n ^ (n >> 16)) * 668265263) & 0xFFFFFFFF
    return n ^ (n >> 15)


@compiled
def _slope(i: int, j: int, k: int, seed: int, x: float, y: float, z: float) -> float:
    """Give a random slope at a node times the way from it (Perlin's improved noise, 2002: twelve directions)."""
    which = _hash(i, j, k, seed) & 15
    u = x if which < 8 else y
    v = y if which < 4 else (x if which in (12, 14) else z)
    return (u if which & 1 == 0 else -u) + (v if which & 2 == 0 else -v)


@compiled
def _noise(x: float, y: float, z: float, seed: int) -> float:
    """Give gradient noise, about -0.9 to 0.9, at a point."""
    i, j, k = int(math.floor(x)), int(math.floor(y)), int(math.floor(z))  # noqa: RUF046  compiled, they are floats
    x, y, z = x - i, y - j, z - k
    u, v, w = (
        x * x * x * (x * (x * 6 - 15) + 10),
        y * y * y * (y * (y * 6 - 15) + 10),
        z * z * z * (z * (z * 6 - 15) + 10),
    )
    a = _slope(i, j, k, seed, x, y, z)
    a += u * (_slope(i + 1, j, k, seed, x - 1, y, z) - a)
    b = _slope(i, j + 1, k, seed, x, y - 1, z)
    b += u * (_slope(i + 1, j + 1, k, seed, x - 1, y - 1, z) - b)
    c = _slope(i, j, k + 1, seed, x, y, z - 1)
    c += u * (_slope(i + 1, j, k + 1, seed, x - 1, y, z - 1) - c)
    d = _slope(i, j + 1, k + 1, seed, x, y - 1, z - 1)
    d += u * (_slope(i + 1, j + 1, k + 1, seed, x - 1, y - 1, z - 1) - d)
    a += v * (b - a)
    c += v * (d - c)
    return a + w * (c - a)


@compiled
def _cells(x: float, y: float, z: float, seed: int) -> float:
    """Give the distance to the nearest of random points, one to a cube: cells with dark rims (Worley 1996)."""
    i, j, k = int(math.floor(x)), int(math.floor(y)), int(math.floor(z))  # noqa: RUF046  compiled, they are floats
    least = 4.0
    for a in range(-1, 2):
        for b in range(-1, 2):
            for c in range(-1, 2):
                mixed = _hash(i + a, j + b, k + c, seed)
                p = i + a + (mixed & 1023) / 1023.0 - x
                q = j + b + (mixed >> 10 & 1023) / 1023.0 - y
                r = k + c + (mixed >> 20 & 1023) / 1023.0 - z
                least = min(least, p * p + q * q + r * r)
    return math.sqrt(least)
