"""The Moon's surface: where the Sun stands over a place there, and how it is turned.

The place under the Sun by the Moon's optical libration (Meeus, Astronomical Algorithms, 2nd edition, chapter 53), from
the same Sun and Moon as everywhere. Left out is the physical libration: 0.04 deg, five minutes of a lunar sunrise.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import JD_1970, Instants
from cupola.sky.mars import seen_from
from cupola.sky.orbit import Vectors
from cupola.sky.teme import terrestrial_days

Floats = NDArray[np.float64]

_J2000: Final = 2_451_545.0
_CENTURY: Final = 36_525.0
_TILT: Final = np.radians(1.54242)  # of the lunar equator to the ecliptic


def under_sun(at: Instants, sun: Vectors, moon: Vectors) -> tuple[Floats, Floats]:
    """Give the place on the Moon that the Sun stands over at instants, shape (n,): deg north and east.

    Parameters
    ----------
    at : ndarray, shape (n,)
        Instants.
    sun, moon : ndarray, shape (n, 3)
        From the Earth's centre, km, TEME.
    """
    century = _centuries(at)
    lon, lat = _ecliptic(sun - moon, century)
    node = _node(century)
    past = 93.2720950 + 483_202.0175233 * century - 0.0036539 * century**2
    # seen from the Moon the Sun stands opposite to where the Moon stands seen from the Sun
    from_node, lat = lon + np.pi - node, -lat
    turned = np.arctan2(
        np.sin(from_node) * np.cos(lat) * np.cos(_TILT) - np.sin(lat) * np.sin(_TILT), np.cos(from_node) * np.cos(lat)
    )
    north = np.arcsin(-np.sin(from_node) * np.cos(lat) * np.sin(_TILT) - np.sin(lat) * np.cos(_TILT))
    east: Floats = np.mod(np.degrees(turned) - past + 180.0, 360.0) - 180.0
    return np.degrees(north), east


def _ecliptic(vectors: Vectors, century: Floats) -> tuple[Floats, Floats]:
    """Give the longitude and latitude on the ecliptic of date, radians, of vectors in TEME, shape (n, 3)."""
    tilt = _obliquity(century)
    x, y, z = vectors.T
    across, up = y * np.cos(tilt) + z * np.sin(tilt), z * np.cos(tilt) - y * np.sin(tilt)
    return np.arctan2(across, x), np.arctan2(up, np.hypot(x, across))


def sun_over_moon(lat: float, lon: float, at: Instants, sun: Vectors, moon: Vectors) -> Vectors:
    """Give the Sun over a place on the Moon, deg north and east: east, north, up, km, shape (n, 3); see `under_sun`."""
    north, east = under_sun(at, sun, moon)
    far = np.linalg.norm(sun - moon, axis=-1)
    sight: Vectors = seen_from(lat, np.radians(lon - east), np.radians(north)) * far[:, None]
    return sight


def earth_over_moon(lat: float, lon: float, at: Instants, moon: Vectors) -> Vectors:
    """Give the Earth over a place on the Moon, deg north and east: east, north, up, km, shape (n, 3).

    As `sun_over_moon` gives the Sun, with the Earth's centre in its place.
    """
    return sun_over_moon(lat, lon, at, np.zeros_like(moon), moon)


def lunar_axes(at: Instants, moon: Vectors) -> NDArray[np.float64]:
    """Give the Moon's axes at instants: towards its prime meridian, its east and its north, TEME, shape (n, 3, 3).

    By Cassini's laws: the equator's descending node on the ecliptic is the orbit's ascending one.

    Parameters
    ----------
    moon : ndarray, shape (n, 3)
        From the Earth's centre, km, TEME.
    """
    century = _centuries(at)
    node, tilt = _node(century), _obliquity(century)
    lean = np.sin(_TILT) * np.cos(node)
    rise = np.full_like(node, np.cos(_TILT))
    north = np.stack(
        [
            -np.sin(_TILT) * np.sin(node),
            lean * np.cos(tilt) - rise * np.sin(tilt),
            lean * np.sin(tilt) + rise * np.cos(tilt),
        ],
        axis=-1,
    )
    _, east_of_earth = under_sun(at, np.zeros_like(moon), moon)
    level = -moon - np.einsum("ni,ni->n", -moon, north)[:, None] * north
    level = level / np.linalg.norm(level, axis=-1, keepdims=True)
    turn = np.radians(east_of_earth)[:, None]
    prime = np.cos(turn) * level - np.sin(turn) * np.cross(north, level)
    return np.stack([prime, np.cross(north, prime), north], axis=-2)


def _centuries(at: Instants) -> Floats:
    found: Floats = (terrestrial_days(at) + (JD_1970 - _J2000)) / _CENTURY
    return found


def _node(century: Floats) -> Floats:
    """Give the longitude of the ascending node of the Moon's orbit, radians."""
    found: Floats = np.radians(125.0445479 - 1934.1362891 * century + 0.0020754 * century**2)
    return found


def _obliquity(century: Floats) -> Floats:
    found: Floats = np.radians(23.4392911 - 0.0130042 * century)
    return found
