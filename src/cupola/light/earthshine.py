"""Earthshine: the light that the Earth, lit by the Sun or the Moon, throws on a plate at the station.

The Earth is that of `sky.earthlight`: ground that reflects alike everywhere under the air that a picture shows, with
its limb and its twilight. What a plate receives from all of it that it sees is integrated once for a grid of plates and
lamps, and read between the grid's nodes.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.light.moment import Moment
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.earthlight import earth_light, linear
from cupola.sky.orbit import Vectors
from cupola.sky.spectrum import SUNLIGHT_LX

Floats = NDArray[np.float64]

EARTH_KM: Final = 6371.0
"""The Earth's mean radius (IUGG)."""
ALBEDO: Final = 0.3
"""Share of the light that the mean Earth reflects: 0.29, CERES (Loeb and others, J. Climate 31, 2018), rounded."""
ALBEDOS: Final = MappingProxyType(
    {
        "ocean": 0.15,
        "vegetation": 0.17,
        "desert": 0.3,
        "thin cloud": 0.35,
        "snow": 0.65,
        "thick cloud": 0.7,
    }
)
"""Albedo of what may lie below, the air over it included: 0.12 and 0.59 of the ground's own, which is rounded from
textbooks, confidence medium. The Sun's glint on water is not in it."""
LOWEST_KM: Final = 150.0
HIGHEST_KM: Final = 1500.0

_PLATE_STEP, _AZIMUTH_STEP, _HEIGHT_STEP = 2.5, 7.5, 25.0
_PLATES: Final = np.arange(0.0, 180.1, _PLATE_STEP)
_LAMPS: Final = np.concatenate([np.arange(0.0, 80.0, 2.5), np.arange(80.0, 125.0, 0.5), np.arange(125.0, 165.1, 2.5)])
"""Finest where twilight comes and goes; at 1500 km the limb is 46 deg away, and none is left at 161."""
_AZIMUTHS: Final = np.arange(0.0, 180.1, _AZIMUTH_STEP)
_RINGS, _LIMB_RINGS, _SECTORS = 20, 8, 20
_LIMB_KM: Final = 80.0  # above it there is no light worth a lux


def earthshine(plate: Floats, lamp: Floats, azimuth: Floats, height: Floats, albedo: float = ALBEDO) -> Floats:
    """Give the light on plates at a station by a lamp of 1 lx on a plate that faces it, shape (3, n).

    CIE 1931 XYZ, Y in lx, for a lamp of the Sun's colour. Read linearly between nodes every 2.5 deg of plate and lamp,
    half a degree in twilight, 7.5 deg of azimuth and 25 km of height: within 0.2 % of what a nadir plate has at noon,
    and in twilight within 2 % (tested).

    Parameters
    ----------
    plate : ndarray, shape (n,)
        Angle between the plate's normal and the nadir, deg: 0 looks straight down.
    lamp : ndarray, shape (n,)
        Zenith distance of the Sun or Moon at the point below the station, deg.
    azimuth : ndarray, shape (n,)
        Angle between the horizontal directions of the normal and of the lamp, 0 to 180 deg.
    height : ndarray, shape (n,)
        Height of the station above the ground, km.
    albedo : float
        Share of the light that the Earth reflects, its air included.

    Raises
    ------
    SkyError
        A height outside 150 to 1500 km (E350).
    """
    if not len(height):
        return np.empty((3, 0))
    low, high = float(height.min()), float(height.max())
    if not LOWEST_KM <= low <= high <= HIGHEST_KM:
        text = f"earthshine is worked out from {LOWEST_KM:g} to {HIGHEST_KM:g} km, not {low:g} to {high:g} km"
        raise SkyError(Message("E350", text, hint="ask at instants at which the station is in a low orbit"))
    first = int(low // _HEIGHT_STEP)
    tables = _tables(first, max(int(-(-high // _HEIGHT_STEP)), first + 1), albedo)
    lamps: Floats = np.interp(lamp, _LAMPS, np.arange(len(_LAMPS)))
    return linear(tables, (height / _HEIGHT_STEP - first, plate / _PLATE_STEP, lamps, azimuth / _AZIMUTH_STEP))


def shine(moment: Moment, normal: Vectors, lamp: Vectors, albedo: float = ALBEDO) -> Floats:
    """Give `earthshine` on plates of a station.

    Parameters
    ----------
    normal : ndarray, shape (n, 3)
        The plates' unit normals, TEME.
    lamp : ndarray, shape (n, 3)
        The Sun or the Moon from the Earth's centre, km, TEME.

    Returns
    -------
    ndarray, shape (3, n)
    """
    up = moment.once("up", lambda: moment.position / np.linalg.norm(moment.position, axis=-1, keepdims=True))
    to_lamp = lamp / np.linalg.norm(lamp, axis=-1, keepdims=True)
    raised, overhead = (np.clip(np.einsum("ni,ni->n", up, v), -1.0, 1.0) for v in (normal, to_lamp))
    aside = np.sqrt((1.0 - raised**2) * (1.0 - overhead**2))
    # a plate or a lamp straight up or down has no azimuth, and needs none
    turn = (np.einsum("ni,ni->n", normal, to_lamp) - raised * overhead) / np.maximum(aside, 1e-12)
    azimuth = np.degrees(np.arccos(np.clip(turn, -1.0, 1.0)))
    return earthshine(
        np.degrees(np.arccos(-raised)), np.degrees(np.arccos(overhead)), azimuth, height_of(moment), albedo
    )


def height_of(moment: Moment) -> Floats:
    """Give the station's height above the ground, km, shape (n,)."""
    return moment.once("height", lambda: np.linalg.norm(stretched(moment.position), axis=-1) - EQUATOR_KM)


@lru_cache(maxsize=8)
def _tables(first: int, last: int, albedo: float) -> Floats:
    """Give the tables of heights in steps, both ends included: shape (3, heights, plates, lamps, azimuths)."""
    return np.stack([_table(k * _HEIGHT_STEP, albedo) for k in range(first, last + 1)], axis=1)


@lru_cache(maxsize=64)
def _table(height: float, albedo: float) -> Floats:
    """Integrate over Earth and limb in sight: shape (3, plates, lamps, azimuths)."""
    sight, share = _sights(height)
    light = _lights(height, albedo, sight) * (share / SUNLIGHT_LX).astype(np.float32)
    parts = np.array_split(light, 2, axis=1)  # larger products BLAS spreads over cores, at a loss where these are busy
    table = np.empty((3, len(_PLATES), len(_LAMPS), len(_AZIMUTHS)))
    turn = np.radians(_AZIMUTHS)
    mirrored = sight * np.array([1.0, -1.0, 1.0])
    for k, angle in enumerate(np.radians(_PLATES)):
        across = np.sin(angle)
        normals = np.stack([across * np.cos(turn), across * np.sin(turn), np.full(len(turn), -np.cos(angle))])
        seen = np.maximum(sight @ normals, 0.0) + np.maximum(mirrored @ normals, 0.0)
        table[:, k] = np.concatenate([part @ seen.astype(np.float32) for part in parts], axis=1)
    return table


def _lights(height: float, albedo: float, sight: Floats) -> NDArray[np.float32]:
    """Give the light along lines of sight under each lamp, cd/m2: shape (3, lamps, m)."""
    zenith = np.radians(_LAMPS)
    lamps = np.stack([np.sin(zenith), np.zeros(len(zenith)), np.cos(zenith)], axis=-1)
    ways = np.tile(sight, (len(lamps), 1))
    here = np.broadcast_to([0.0, 0.0, EARTH_KM + height], ways.shape)
    seen = earth_light(albedo).around(here, ways, np.repeat(lamps, len(sight), axis=0), EARTH_KM)
    return seen.reshape(3, len(lamps), len(sight)).astype(np.float32)


def _sights(height: float) -> tuple[Floats, Floats]:
    """Give unit vectors to the Earth and its limb on one side of the lamp, and their shares in sr: (m, 3), (m,).

    Gauss-Legendre along the ground from the point below to the horizon, and in the limb's height, even steps around; z
    is up. The other side is its mirror image.
    """
    here = 1.0 + height / EARTH_KM
    away, step = _nodes(0.0, float(np.arccos(1.0 / here)), _RINGS)
    distance = np.sqrt(1.0 + here**2 - 2.0 * here * np.cos(away))
    over, thick = _nodes(0.0, _LIMB_KM / EARTH_KM, _LIMB_RINGS)
    sine = np.concatenate([np.sin(away) / distance, (1.0 + over) / here])
    cosine = np.sqrt(1.0 - sine**2)
    # the share of a ring in sr: by the ground's slant and distance, or by the angle that a limb's height is seen at
    ground = np.sin(away) * (here * np.cos(away) - 1.0) / distance**3 * step
    rings = np.concatenate([ground, sine[_RINGS:] / cosine[_RINGS:] / here * thick])
    around = (np.arange(_SECTORS) + 0.5) * (np.pi / _SECTORS)
    sines, turns = (grid.ravel() for grid in np.meshgrid(sine, around, indexing="ij"))
    sight = np.stack([sines * np.cos(turns), sines * np.sin(turns), -np.repeat(cosine, _SECTORS)], axis=-1)
    return sight, np.repeat(rings, _SECTORS) * (np.pi / _SECTORS)


def _nodes(start: float, stop: float, count: int) -> tuple[Floats, Floats]:
    node, weight = np.polynomial.legendre.leggauss(count)
    return start + (stop - start) * (node + 1.0) / 2.0, weight * (stop - start) / 2.0
