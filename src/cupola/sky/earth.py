"""The Earth: the WGS84 ellipsoid, its rotation, points on it, and what is above a point's horizon.

The rotation is Greenwich mean sidereal time (IAU 1982), which takes SGP4's TEME to the Earth-fixed frame. UT1 is taken
as UTC (at most 0.9 s apart, 0.1 s in October 2021: 50 m at the equator) and polar motion (10 m) is left out.
As the ellipsoid is round about its axis, whatever does not name a longitude can be asked in TEME as well.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY, Instants
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

EQUATOR_KM: Final = 6378.137
FLATTENING: Final = 1 / 298.257223563
MU: Final = 398600.4418
"""The Earth's gravity: km³/s² (WGS84)."""
SPIN: Final = 7.292115146706979e-5
"""Radians a second by which the Earth turns (Vallado, appendix D)."""
POLE_KM: Final = EQUATOR_KM * (1 - FLATTENING)
_E2: Final = FLATTENING * (2 - FLATTENING)
_STRETCH: Final = (1.0, 1.0, 1 / (1 - FLATTENING))
_J2000: Final = 946728000.0
_NO_AZIMUTH: Final = 1e-9


def sidereal_angle(at: Instants) -> Floats:
    """Give Greenwich mean sidereal time at instants, in radians (Aoki and others 1982; Vallado, eq. 3-47)."""
    days = (at - _J2000) / DAY
    centuries = days / 36525.0
    seconds = 67310.54841 + centuries * (8640184.812866 + centuries * (0.093104 - 6.2e-6 * centuries))
    angle: Floats = np.mod(np.mod(days, 1.0) + seconds / DAY, 1.0) * (2 * np.pi)
    return angle


def to_fixed(vectors: Vectors, at: Instants) -> Vectors:
    """Turn vectors, shape (n, 3), from TEME into the Earth-fixed frame."""
    return _turned(vectors, -sidereal_angle(at))


def from_fixed(vectors: ArrayLike, at: Instants) -> Vectors:
    """Turn vectors, shape (n, 3) or one (3,), from the Earth-fixed frame into TEME."""
    return _turned(np.broadcast_to(np.asarray(vectors, float), (len(at), 3)), sidereal_angle(at))


def carried(point: Floats, cosine: Floats, sine: Floats) -> Vectors:
    """Give where the Earth carries one Earth-fixed point, shape (3,): TEME, shape (n, 3).

    Parameters
    ----------
    cosine, sine : ndarray, shape (n,)
        Of `sidereal_angle` at the instants.
    """
    x, y, z = point
    return np.stack([cosine * x - sine * y, sine * x + cosine * y, np.full(len(cosine), z)], axis=-1)


def _turned(vectors: Vectors, angle: Floats) -> Vectors:
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([cos * x - sin * y, sin * x + cos * y, z], axis=-1)


def stretched(vectors: Vectors) -> Vectors:
    """Stretch vectors, shape (..., 3), along the axis: the ellipsoid becomes a sphere of the equator's radius."""
    result: Vectors = vectors * np.asarray(_STRETCH)
    return result


def surface_point(lat: float, lon: float, height: float = 0.0) -> Floats:
    """Give the Earth-fixed vector, shape (3,), km, of a point at geodetic latitude and longitude (deg), height (km)."""
    phi, lam = np.radians(lat), np.radians(lon)
    normal = EQUATOR_KM / np.sqrt(1 - _E2 * np.sin(phi) ** 2)
    across = (normal + height) * np.cos(phi)
    return np.array([across * np.cos(lam), across * np.sin(lam), (normal * (1 - _E2) + height) * np.sin(phi)])


def vertical(points: Vectors) -> Vectors:
    """Give the outward normal of the ellipsoid at points of it, shape (n, 3)."""
    slope = points / np.array([EQUATOR_KM**2, EQUATOR_KM**2, POLE_KM**2])
    unit: Vectors = slope / np.linalg.norm(slope, axis=-1, keepdims=True)
    return unit


def geodetic(fixed: Vectors) -> tuple[Floats, Floats, Floats]:
    """Give geodetic latitude and longitude (deg) and height (km) of Earth-fixed vectors, shape (n, 3), km.

    Bowring's formula with one repetition: 1e-9 deg and 1 mm up to 2000 km height.
    """
    x, y, z = fixed.T
    across = np.hypot(x, y)
    beta = np.arctan2(z, across * (1 - FLATTENING))
    for _ in range(2):
        phi = np.arctan2(
            z + _E2 / (1 - _E2) * POLE_KM * np.sin(beta) ** 3, across - _E2 * EQUATOR_KM * np.cos(beta) ** 3
        )
        beta = np.arctan2((1 - FLATTENING) * np.sin(phi), np.cos(phi))
    normal = EQUATOR_KM / np.sqrt(1 - _E2 * np.sin(phi) ** 2)
    height = across * np.cos(phi) + z * np.sin(phi) - EQUATOR_KM**2 / normal
    return np.degrees(phi), np.degrees(np.arctan2(y, x)), height


def subpoint(position: Vectors, at: Instants) -> tuple[Floats, Floats, Floats]:
    """Give geodetic latitude and longitude (deg) and height (km) of positions, shape (n, 3), km, TEME."""
    return geodetic(to_fixed(position, at))


def sine_of_elevation(points: Vectors, targets: Vectors) -> Floats:
    """Give the sine of the elevation of targets above the horizon of points of the ellipsoid, both (n, 3), km.

    Straight lines: no refraction. Both in one frame, Earth-fixed or TEME.
    """
    sight = targets - points
    rise: Floats = np.einsum("ni,ni->n", vertical(points), sight) / np.linalg.norm(sight, axis=-1)
    return rise


def sine_over(point: Floats, targets: Vectors, squares: Floats) -> Floats:
    """Give the same as `sine_of_elevation` over one point, shape (3,), at a tenth of the work.

    Parameters
    ----------
    squares : ndarray, shape (n,)
        Squares of the targets' distances from the Earth's centre, km2: many points share them.
    """
    up = vertical(point[None])[0]
    rise, along = (targets @ np.stack([up, point], axis=-1)).T
    sine: Floats = (rise - up @ point) / np.sqrt(squares - 2.0 * along + point @ point)
    return sine


def pierced(origins: Vectors, directions: Vectors) -> tuple[Vectors, NDArray[np.bool_]]:
    """Give where rays meet the ellipsoid.

    Parameters
    ----------
    origins, directions : ndarray, shape (n, 3)
        Points outside the Earth in km and directions of any length, in one frame.

    Returns
    -------
    points : ndarray, shape (n, 3)
        The nearest point of the ellipsoid on the ray; for a ray that misses, the limb point nearest to it in azimuth.
    hit : ndarray of bool, shape (n,)
        Whether the ray meets the Earth.
    """
    start, ray = stretched(origins), stretched(directions)
    ray = ray / np.linalg.norm(ray, axis=-1, keepdims=True)
    along = np.einsum("ni,ni->n", start, ray)
    power = np.einsum("ni,ni->n", start, start) - EQUATOR_KM**2
    under = along**2 - power
    hit = (under >= 0) & (along < 0)
    reach = -along - np.sqrt(np.where(hit, under, 0.0))
    limb = _limb(start, ray)
    found = np.where(hit[:, None], start + reach[:, None] * ray, limb)
    return found / np.asarray(_STRETCH), hit


def limb_point(origins: Vectors, directions: Vectors) -> Vectors:
    """Give the point of the ellipsoid's limb, shape (n, 3), km, in the azimuth of each direction; see `pierced`."""
    start, ray = stretched(origins), stretched(directions)
    point: Vectors = _limb(start, ray / np.linalg.norm(ray, axis=-1, keepdims=True)) / np.asarray(_STRETCH)
    return point


def _across(up: Vectors) -> Vectors:
    """Give some horizontal unit vector for each vertical: the azimuth of a ray straight up is a matter of choice."""
    least = np.eye(3)[np.argmin(np.abs(up), axis=-1)]
    side = np.cross(up, least)
    unit: Vectors = side / np.linalg.norm(side, axis=-1, keepdims=True)
    return unit


def _limb(start: Vectors, ray: Vectors) -> Vectors:
    """Give the tangent point, on the sphere, in the half-plane of the centre and the ray."""
    power = np.einsum("ni,ni->n", start, start) - EQUATOR_KM**2
    distance = np.linalg.norm(start, axis=-1, keepdims=True)
    up = start / distance
    side = ray - np.einsum("ni,ni->n", ray, up)[:, None] * up
    length = np.linalg.norm(side, axis=-1, keepdims=True)
    side = np.where(length > _NO_AZIMUTH, side / np.maximum(length, _NO_AZIMUTH), _across(up))
    sine = EQUATOR_KM / distance
    reach = np.sqrt(np.maximum(power, 0.0))[:, None]
    point: Vectors = start + reach * (sine * side - np.sqrt(1 - sine**2) * up)
    return point
