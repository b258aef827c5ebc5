"""The line between day and night on the ground, and the point over which the Sun stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cupola.clock import Instants
from cupola.sky.earth import Floats, to_fixed
from cupola.sky.orbit import Vectors

_LEAST_TILT = 1e-6
"""Degrees from the equinox: nearer to it the terminator runs along meridians, and is no function of longitude."""


def subsolar(sun: Vectors, at: Instants) -> tuple[Floats, Floats]:
    """Give geodetic latitude and longitude (deg) of the points in whose zenith the Sun stands.

    The Sun's parallax (0.002 deg) is left out.

    Parameters
    ----------
    sun : ndarray, shape (n, 3)
        The Sun from the Earth's centre, km, TEME.
    at : ndarray, shape (n,)
        The instants.
    """
    x, y, z = to_fixed(sun, at).T
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


def terminator(lat: float, lon: float, longitudes: ArrayLike) -> Floats:
    """Give the geodetic latitude (deg) at which the Sun's centre is on the horizon, straight rays, at longitudes.

    There the local vertical is at a right angle to the Sun: tan(latitude) = -cos(longitude - `lon`) / tan(`lat`).
    Where the Sun stands to the north it is night to the south of the line, and the other way round.

    Parameters
    ----------
    lat, lon : float
        Where the Sun stands in the zenith, deg.
    longitudes : array_like, shape (n,)
        Deg.
    """
    tilt = np.copysign(max(abs(lat), _LEAST_TILT), lat)
    across = np.radians(np.asarray(longitudes, float) - lon)
    latitude: Floats = np.degrees(np.arctan(-np.cos(across) / np.tan(np.radians(tilt))))
    return latitude
