"""The lamps of towns, compiled: made-up streets, on land, as many lamps as the pixels can show.

A town takes one of a few patterns of lamps, turned its own way and as wide as its people need.
"""

from __future__ import annotations

import math
import sys
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.light.colour import black_body
from cupola.preview.colour import of_xyz
from cupola.preview.heavens.splat import Frame, pixel_of, prick, projected, solid_angle
from cupola.preview.heavens.veil import Picture
from cupola.preview.kept import kept
from cupola.sky.earth import EQUATOR_KM, FLATTENING

Floats = NDArray[np.float64]
Bits = NDArray[np.uint8]

DENSITY: Final = 4500.0
"""People to the km2 of built-up ground in a town of 100,000: a mean of the world's; estimate, confidence low."""
_TOWN: Final = 100_000.0
_DENSER: Final = 0.14
"""The power by which larger towns are denser: 8,600 to the km2 where ten million live; estimate, confidence low."""

_SODIUM: Final = (0.512, 0.420)
"""CIE 1931 x, y of high-pressure sodium lamps, 2,000 K; textbook value, confidence medium."""
_LED_K: Final = 4000.0
_OFF: Final = math.sin(math.radians(-4.0))
_ON: Final = math.sin(math.radians(-8.0))
"""Lamps go on while the Sun sinks from 4 to 8 deg below: photocells switch at 10 to 30 lx, the first of them."""
_E2: Final = FLATTENING * (2.0 - FLATTENING)
_HEADS_A_LAMP: Final = 60.0
_LAMPS_A_PIXEL: Final = 3.0
_FEWEST: Final = 3.0
_PATTERNS: Final = 6
_LAMPS: Final = 65_536
_ON_ROADS: Final = 0.17
_IN_QUARTERS: Final = 0.73
"""Shares of lamps along roads that lead out, and in the streets of quarters; by eye."""
_QUARTERS: Final = 120
_STREETS: Final = 5.0
_FARTHEST: Final = 2.2
"""Radii of a town that its roads lead out."""
_WITHIN: Final = 0.998
_BLOCK_KM: Final = 0.3
_CROSSING: Final = 0.35
"""Share of lamps along the streets of either of two ways."""
_TRIES: Final = 8
_WAYS: Final = 12
_ROUND_KM: Final = 6371.0
_SEED: Final = 2021


@cache
def patterns() -> Picture:
    """Give patterns of lamps, shape (6, 65536, 3): places in radii of a town, across and along, and a chance.

    The first lamps of a pattern are spread as all of them are. They thin out from the middle to an uneven rim.
    """
    sources = (sys.modules[__name__],)
    return kept("lamps", str(_SEED), lambda _: {"patterns": _patterns()}, sources=sources)["patterns"]


def _patterns() -> Picture:
    rng = np.random.default_rng(_SEED)
    return np.stack([_pattern(rng) for _ in range(_PATTERNS)]).astype(np.float32)


def _pattern(rng: np.random.Generator) -> Floats:
    lamps = np.empty((_LAMPS, 2))
    shares = rng.permutation(_LAMPS)
    roads, quarters = int(_ON_ROADS * _LAMPS), int(_IN_QUARTERS * _LAMPS)
    lamps[shares[:roads]] = _roads(rng, roads)
    lamps[shares[roads : roads + quarters]] = _quarters(rng, quarters)
    lamps[shares[roads + quarters :]] = _about(rng, _LAMPS - roads - quarters)
    return np.column_stack([lamps, rng.random(_LAMPS)])


def _about(rng: np.random.Generator, lamps: int) -> Floats:
    """Give the places of lamps that thin out from the middle to an uneven rim."""
    turn, inward = rng.random((2, lamps))
    turn *= 2.0 * np.pi
    waves = np.arange(2, 12)
    rim = 1.0 + (0.16 / np.sqrt(waves / 2.0)) @ np.sin(np.outer(waves, turn) + 2.0 * np.pi * rng.random((10, 1)))
    away = np.maximum(rim, 0.3) * np.sqrt(-np.log(1.0 - _WITHIN * inward)) * (0.45 + 0.55 * inward)
    return np.column_stack([away * np.cos(turn), away * np.sin(turn)])


def _quarters(rng: np.random.Generator, lamps: int) -> Floats:
    """Give the places of lamps in quarters, each with streets of its own: small ones in the middle, wide ones out."""
    middles = 0.8 * _about(rng, _QUARTERS)
    away = np.hypot(*middles.T)
    half = (0.07 + 0.10 * away) * rng.uniform(0.6, 1.5, _QUARTERS)
    turn = rng.random(_QUARTERS) * np.pi
    share = half**2 * np.exp(-1.3 * away**2) + 1e-4
    which = rng.choice(_QUARTERS, lamps, p=share / share.sum())
    place = rng.uniform(-1.0, 1.0, (lamps, 2)) * (1.0, 0.7)
    along = rng.random(lamps)
    for axis, first in ((0, 0.0), (1, 0.4)):
        on = (along >= first) & (along < first + 0.4)
        place[on, axis] = np.round(place[on, axis] * _STREETS) / _STREETS
    cos, sin, size = np.cos(turn[which]), np.sin(turn[which]), half[which]
    x, y = size * place[:, 0], size * place[:, 1]
    return np.column_stack([x * cos - y * sin, x * sin + y * cos]) + middles[which]


def _roads(rng: np.random.Generator, lamps: int) -> Floats:
    """Give the places of lamps along roads that lead out, bend and end somewhere, densest in the middle."""
    count = int(rng.integers(7, 13))
    start, bend, end = rng.random((3, count))
    road = rng.integers(0, count, lamps)
    away = _FARTHEST * rng.random(lamps) ** 1.8 * (0.35 + 0.65 * end[road])
    turn = 2.0 * np.pi * (road + 0.7 * start[road]) / count + 0.7 * (bend[road] - 0.5) * away
    return np.column_stack([away * np.cos(turn), away * np.sin(turn)])


@cache
def lamp_light() -> Floats:
    """Give the light of sodium and of LED lamps, Rec. 2020 with the luminance 1, shape (2, 3)."""
    x, y = _SODIUM
    sodium = np.array([x / y, 1.0, (1.0 - x - y) / y])
    found: Floats = np.maximum(of_xyz(np.stack([sodium, black_body(_LED_K)])), 0.0)
    return found


@compiled
def chance_of(seed: int) -> float:
    """Give a number from 0 to 1 that looks random and is always the same for a seed (Steele and others 2014)."""
    value = np.uint64(seed + 1) * np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((value ^ (value >> np.uint64(31))) >> np.uint64(11)) / 9007199254740992.0


@compiled
def radius_of(people: float) -> float:
    """Give the radius of a town, km."""
    return math.sqrt(people / (math.pi * DENSITY * (max(people, 1.0) / _TOWN) ** _DENSER))


@compiled
def lamps_on(sine: float) -> float:
    """Give the share of the lamps that burn, by the sine of the Sun's elevation."""
    share = (_OFF - sine) / (_OFF - _ON)
    return min(max(share, 0.0), 1.0)


@compiled
def ashore(sea: Bits, lat: float, lon: float, across: float, along: float) -> tuple[float, float]:
    """Give where on land a lamp stands, km across and along: on the other side of the town, or nearer to its middle.

    `sea` has a bit a cell, from 90 deg north and 180 deg west; `lat` and `lon`, rad, are the town's.
    """
    size = 1.0
    for _ in range(_TRIES):
        if not wet(sea, lat + size * along / _ROUND_KM, lon + size * across / (_ROUND_KM * math.cos(lat))):
            return size * across, size * along
        size *= -1.0 if size > 0.0 else -0.6
    return 0.0, 0.0


@compiled
def by_the_sea(sea: Bits, lat: float, lon: float, radius: float) -> bool:
    """Say whether any sea is about a town; lakes narrower than a third of it may be missed."""
    for way in range(_WAYS):
        turn = way * 2.0 * math.pi / _WAYS
        for part in (0.4, 1.0, 1.7, _FARTHEST):
            far = part * radius / _ROUND_KM
            if wet(sea, lat + far * math.sin(turn), lon + far * math.cos(turn) / math.cos(lat)):
                return True
    return False


@compiled
def wet(sea: Bits, lat: float, lon: float) -> bool:
    """Say whether a place, rad, is in the sea: between cells, so that its shore is no stair."""
    rows, columns = sea.shape[0], sea.shape[1] * 8
    down, right = (0.5 - lat / math.pi) * rows - 0.5, (lon / (2.0 * math.pi) + 0.5) * columns - 0.5
    top, left = math.floor(down), math.floor(right)
    share = 0.0
    for k in range(4):
        i, j = top + (k >> 1), left + (k & 1)
        bit = (int(sea[min(max(i, 0), rows - 1), (j % columns) >> 3]) >> (7 - (j % columns & 7))) & 1
        share += bit * (1.0 - abs(down - i)) * (1.0 - abs(right - j))
    return bool(share > 0.5)


@compiled
def add_lamps(
    picture: Picture,
    through: Picture,
    frame: Frame,
    sun: Floats,
    sea: Bits,
    ups: Picture,
    people: Picture,
    candela: float,
    colours: Floats,
    streets: Picture,
) -> None:
    """Add the lamps of all towns that the camera sees."""
    eye, ahead = frame.position, frame.axes[0]
    widest = math.cos(math.atan(math.hypot(frame.across, frame.along)))
    up, sight = np.zeros(3), np.zeros(3)
    for town in range(len(people)):
        up[:] = ups[town]
        on = lamps_on(up[0] * sun[0] + up[1] * sun[1] + up[2] * sun[2])
        if on <= 0.0:
            continue
        curve = EQUATOR_KM / math.sqrt(1.0 - _E2 * up[2] * up[2])
        sight[0], sight[1] = curve * up[0] - eye[0], curve * up[1] - eye[1]
        sight[2] = curve * (1.0 - _E2) * up[2] - eye[2]
        far = math.sqrt(sight[0] ** 2 + sight[1] ** 2 + sight[2] ** 2)
        radius = radius_of(people[town])
        depth = ahead[0] * sight[0] + ahead[1] * sight[1] + ahead[2] * sight[2]
        over = up[0] * sight[0] + up[1] * sight[1] + up[2] * sight[2]
        if over < 0.0 and depth > widest * far - 2.0 * _FARTHEST * radius:
            _town(picture, through, frame, sea, town, people[town], radius, candela * on, up, sight, colours, streets)


@compiled
def _town(
    picture: Picture,
    through: Picture,
    frame: Frame,
    sea: Bits,
    town: int,
    heads: float,
    radius: float,
    candela: float,
    up: Floats,
    sight: Floats,
    colours: Floats,
    streets: Picture,
) -> None:
    """Add the lamps of a town; `sight` is its middle from the eye, km. Its ground is flat."""
    level = max(math.hypot(up[0], up[1]), 1e-9)
    east_x, east_y = -up[1] / level, up[0] / level
    north_x, north_y, north_z = -up[2] * east_y, up[2] * east_x, level
    lamps = _lamps_of(frame, heads, radius, up, sight)
    lat, lon = math.asin(up[2]), math.atan2(up[1], up[0])
    coastal = by_the_sea(sea, lat, lon, radius)
    modern, heading = chance_of(3 * town), chance_of(3 * town + 1) * 2.0 * math.pi
    pattern = streets[int(chance_of(3 * town + 2) * _PATTERNS)]
    cos, sin = math.cos(heading), math.sin(heading)
    for lamp in range(lamps):
        right, ahead = radius * pattern[lamp, 0], radius * pattern[lamp, 1]
        chance = pattern[lamp, 2]
        if chance < _CROSSING:
            right = math.floor(right / _BLOCK_KM + 0.5) * _BLOCK_KM
        elif chance < 2.0 * _CROSSING:
            ahead = math.floor(ahead / _BLOCK_KM + 0.5) * _BLOCK_KM
        across, along = right * cos - ahead * sin, right * sin + ahead * cos
        if coastal:
            across, along = ashore(sea, lat, lon, across, along)
        x = sight[0] + across * east_x + along * north_x
        y = sight[1] + across * east_y + along * north_y
        z = sight[2] + along * north_z
        column, row, solid = projected(frame, x, y, z)
        if solid <= 0.0:
            continue
        square = x * x + y * y + z * z
        upward = -(x * up[0] + y * up[1] + z * up[2]) / math.sqrt(square)
        # lamps of a town are from dim to bright, their mean is 1; km2 to m2
        bright = heads * candela * (2 * lamp + 1) / (lamps * lamps) * upward / (square * 1e6 * solid)
        kind = 1 if chance < modern else 0
        i, j = pixel_of(frame, column, row)
        prick(
            picture, column, row,
            bright * colours[kind, 0] * through[i, j, 0],
            bright * colours[kind, 1] * through[i, j, 1],
            bright * colours[kind, 2] * through[i, j, 2],
        )  # fmt: skip


@compiled
def _lamps_of(frame: Frame, heads: float, radius: float, up: Floats, sight: Floats) -> int:
    """Give how many lamps a town is drawn with: as its people need, and no more than the pixels can show."""
    square = sight[0] ** 2 + sight[1] ** 2 + sight[2] ** 2
    slant = -(sight[0] * up[0] + sight[1] * up[1] + sight[2] * up[2]) / math.sqrt(square)
    pixels = math.pi * radius * radius * slant / (square * solid_angle(frame, 0.0, 0.0))
    return int(min(max(min(heads / _HEADS_A_LAMP, pixels * _LAMPS_A_PIXEL + _FEWEST), 1.0), _LAMPS))
