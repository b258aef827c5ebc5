"""Earthshine: the light that the lit part of the Earth throws on a plate at the station.

The Earth is a sphere that reflects alike in all directions (Lambert), lit by a distant lamp, the Sun or the Moon, and
dark where the lamp is below the horizon. What a plate receives from all of it that it sees is integrated once for a
grid of plates and lamps, and read between the grid's nodes. Twilight is left out: it gives less than a thousandth of
noon.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.light.moment import Moment
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

EARTH_KM: Final = 6371.0
"""The Earth's mean radius (IUGG)."""
ALBEDO: Final = 0.3
"""Share of the light that the mean Earth reflects: 0.29, CERES (Loeb and others, J. Climate 31, 2018), rounded."""
ALBEDOS: Final = MappingProxyType(
    {"ocean": 0.06, "vegetation": 0.15, "thin cloud": 0.3, "desert": 0.35, "thick cloud": 0.7, "snow": 0.8}
)
"""Albedo of what may lie below; rounded from textbooks, confidence medium. The Sun's glint on water is not in it."""
LOWEST_KM: Final = 150.0
HIGHEST_KM: Final = 1500.0

_PLATE_STEP, _LAMP_STEP, _AZIMUTH_STEP, _HEIGHT_STEP = 2.5, 2.5, 7.5, 50.0
_PLATES: Final = np.arange(0.0, 180.1, _PLATE_STEP)
_LAMPS: Final = np.arange(0.0, 130.1, _LAMP_STEP)  # at 1500 km the horizon is 36 deg away: all is dark at 126
_AZIMUTHS: Final = np.arange(0.0, 180.1, _AZIMUTH_STEP)
_RINGS, _SECTORS = 24, 64


def earthshine(plate: Floats, lamp: Floats, azimuth: Floats, height: Floats) -> Floats:
    """Give the illuminance of plates at a station, for an albedo of 1 and a lamp of 1 lx on a plate that faces it.

    Read linearly between nodes every 2.5 deg of plate and lamp, 7.5 deg of azimuth and 50 km of height: within 0.2 % of
    what a nadir plate has at noon (tested).

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

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    SkyError
        A height outside 150 to 1500 km (E350).
    """
    if not len(height):
        return np.empty(0)
    low, high = float(height.min()), float(height.max())
    if not LOWEST_KM <= low <= high <= HIGHEST_KM:
        text = f"earthshine is worked out from {LOWEST_KM:g} to {HIGHEST_KM:g} km, not {low:g} to {high:g} km"
        raise SkyError(Message("E350", text, hint="ask at instants at which the station is in a low orbit"))
    first = int(low // _HEIGHT_STEP)
    tables = _tables(first, max(int(-(-high // _HEIGHT_STEP)), first + 1))
    places = (height / _HEIGHT_STEP - first, plate / _PLATE_STEP, lamp / _LAMP_STEP, azimuth / _AZIMUTH_STEP)
    return _read(tables, places)


def shine(moment: Moment, normal: Vectors, lamp: Vectors) -> Floats:
    """Give `earthshine` on plates of a station.

    Parameters
    ----------
    normal : ndarray, shape (n, 3)
        The plates' unit normals, TEME.
    lamp : ndarray, shape (n, 3)
        The Sun or the Moon from the Earth's centre, km, TEME.

    Returns
    -------
    ndarray, shape (n,)
    """
    up = moment.once("up", lambda: moment.position / np.linalg.norm(moment.position, axis=-1, keepdims=True))
    height = moment.once("height", lambda: np.linalg.norm(stretched(moment.position), axis=-1) - EQUATOR_KM)
    to_lamp = lamp / np.linalg.norm(lamp, axis=-1, keepdims=True)
    raised, overhead = (np.clip(np.einsum("ni,ni->n", up, v), -1.0, 1.0) for v in (normal, to_lamp))
    aside = np.sqrt((1.0 - raised**2) * (1.0 - overhead**2))
    # a plate or a lamp straight up or down has no azimuth, and needs none
    turn = (np.einsum("ni,ni->n", normal, to_lamp) - raised * overhead) / np.maximum(aside, 1e-12)
    azimuth = np.degrees(np.arccos(np.clip(turn, -1.0, 1.0)))
    return earthshine(np.degrees(np.arccos(-raised)), np.degrees(np.arccos(overhead)), azimuth, height)


@lru_cache(maxsize=8)
def _tables(first: int, last: int) -> Floats:
    """Give the tables of heights in steps, both ends included: shape (heights, plates, lamps, azimuths)."""
    return np.stack([_table(k * _HEIGHT_STEP) for k in range(first, last + 1)])


def _read(grid: Floats, places: tuple[Floats, ...]) -> Floats:
    """Read a grid at places, each shape (n,), counted in nodes; linear along each axis, the edge's value beyond it."""
    weights, strides = [], []
    index, stride = np.zeros(len(places[0]), np.intp), grid.size
    for place, count in zip(places, grid.shape, strict=True):
        stride //= count
        low = np.clip(place.astype(np.intp), 0, count - 2)
        high = np.clip(place - low, 0.0, 1.0)
        index += low * stride
        weights.append((1.0 - high, high))
        strides.append(stride)
    flat, total = grid.ravel(), np.zeros(len(index))
    for corner in product((0, 1), repeat=len(strides)):
        weight = weights[0][corner[0]]
        for pair, side in zip(weights[1:], corner[1:], strict=True):
            weight = weight * pair[side]
        total += weight * flat.take(index + sum(s * c for s, c in zip(strides, corner, strict=True)))
    return total


@cache
def _table(height: float) -> Floats:
    """Integrate over the Earth in sight: shape (plates, lamps, azimuths)."""
    points, sight, share = _ground(height)
    zenith = np.radians(_LAMPS)
    lamps = np.stack([np.sin(zenith), np.zeros(len(zenith)), np.cos(zenith)])
    light = np.maximum(points @ lamps, 0.0) * share[:, None] / np.pi
    table = np.empty((len(_PLATES), len(_LAMPS), len(_AZIMUTHS)))
    turn = np.radians(_AZIMUTHS)
    for k, angle in enumerate(np.radians(_PLATES)):
        across = np.sin(angle)
        normals = np.stack([across * np.cos(turn), across * np.sin(turn), np.full(len(turn), -np.cos(angle))])
        table[k] = light.T @ np.maximum(sight @ normals, 0.0)
    return table


def _ground(height: float) -> tuple[Floats, Floats, Floats]:
    """Give points of the ground in sight, unit vectors to them, and their solid angles in sr: (m, 3), (m, 3), (m,).

    Gauss-Legendre along the ground from the point below to the horizon, even steps around it; z is up.
    """
    here = 1.0 + height / EARTH_KM
    node, weight = np.polynomial.legendre.leggauss(_RINGS)
    horizon = np.arccos(1.0 / here)
    away, step = horizon * (node + 1.0) / 2.0, weight * horizon / 2.0
    around = (np.arange(_SECTORS) + 0.5) * (2.0 * np.pi / _SECTORS)
    lam, phi = (grid.ravel() for grid in np.meshgrid(away, around, indexing="ij"))
    points = np.stack([np.sin(lam) * np.cos(phi), np.sin(lam) * np.sin(phi), np.cos(lam)], axis=-1)
    sight = points - np.array([0.0, 0.0, here])
    distance = np.linalg.norm(sight, axis=-1)
    slant = (here * np.cos(lam) - 1.0) / distance
    share = np.sin(lam) * np.repeat(step, _SECTORS) * (2.0 * np.pi / _SECTORS) * slant / distance**2
    return points, sight / distance[:, None], share
