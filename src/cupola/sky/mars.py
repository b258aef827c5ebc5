"""Mars: its clock, the season, and where the Sun stands over a place there.

After Allison and McEwen (2000), Planetary and Space Science 48, p. 215, with the figures of the Mars24 notes of the
Goddard Institute for Space Studies; the notes' two worked examples come out to the last digit given (tested). Against
the IAU's rotation and ERFA's `plan94` the Sun is right to 0.01 deg from 1990 to 2045 (tested): 3 s of a sunrise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970, Instants
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM, C_AU_A_DAY
from cupola.sky.teme import terrestrial_days

Floats = NDArray[np.float64]

SOL: Final = 88_775.244
"""Seconds of a mean solar day."""

_J2000: Final = 2_451_545.0
_SIZES: Final = np.array([0.0071, 0.0057, 0.0039, 0.0037, 0.0021, 0.0020, 0.0018])
_YEARS: Final = np.array([2.2353, 2.7543, 1.1177, 15.7866, 2.1354, 2.4694, 32.8493])
_PHASES: Final = np.array([49.409, 168.173, 191.837, 21.736, 15.704, 95.528, 49.095])


@dataclass(frozen=True, slots=True)
class MarsTime:
    """The time and the season on Mars; every array has shape (n,).

    Attributes
    ----------
    season : ndarray
        Areocentric longitude of the Sun, Ls, deg: 0 is the northern spring equinox.
    sol : ndarray
        Mars Sol Date: mean solar days on the prime meridian, counted from 29 December 1873.
    equation : ndarray
        True solar time less mean solar time, deg.
    declination : ndarray
        Planetographic, of the Sun, deg.
    distance : ndarray
        From the Sun, au.
    """

    season: Floats
    sol: Floats
    equation: Floats
    declination: Floats
    distance: Floats

    def mean(self, lon: float) -> Floats:
        """Give the local mean solar time at a longitude, deg east: hours, 0 to below 24."""
        found: Floats = np.mod(24.0 * self.sol + lon / 15.0, 24.0)
        return found

    def true(self, lon: float) -> Floats:
        """Give the local true solar time: hours."""
        found: Floats = np.mod(self.mean(lon) + self.equation / 15.0, 24.0)
        return found


def mars_time(at: Instants) -> MarsTime:
    """Give the time on Mars at instants, shape (n,)."""
    days = terrestrial_days(at) + (JD_1970 - _J2000)
    anomaly = np.radians(19.3871 + 0.52402073 * days)
    mean_sun = 270.3871 + 0.524038496 * days
    others = np.cos(np.radians(0.985626 * days[:, None] / _YEARS + _PHASES)) @ _SIZES
    centre = (10.691 + 3.0e-7 * days) * np.sin(anomaly) + others
    for k, size in enumerate((0.623, 0.050, 0.005, 0.0005), 2):
        centre += size * np.sin(k * anomaly)
    season = np.mod(mean_sun + centre, 360.0)
    s = np.radians(season)
    equation = 2.861 * np.sin(2 * s) - 0.071 * np.sin(4 * s) + 0.002 * np.sin(6 * s) - centre
    declination = np.degrees(np.arcsin(0.42565 * np.sin(s))) + 0.25 * np.sin(s)
    distance = 1.00436 - 0.09309 * np.cos(anomaly) - 0.004336 * np.cos(2 * anomaly)
    distance = 1.52367934 * (distance - 0.00031 * np.cos(3 * anomaly) - 0.00003 * np.cos(4 * anomaly))
    sol = (days - 4.5) / 1.0274912517 + 44_796.0 - 0.0009626
    return MarsTime(season, sol, equation, declination, distance)


def sun_over_mars(lat: float, lon: float, at: Instants) -> Vectors:
    """Give the Sun over a place, planetographic deg north and east: east, north, up, km, shape (n, 3)."""
    time = mars_time(at)
    hour = np.radians(15.0 * time.true(lon) - 180.0)
    sight: Vectors = seen_from(lat, hour, np.radians(time.declination)) * (time.distance * AU_KM)[:, None]
    return sight


def earth_over_mars(lat: float, lon: float, at: Instants) -> Vectors:
    """Give the Earth over a place, planetographic deg north and east: east, north, up, km, shape (n, 3).

    By ERFA's `plan94` and the rotation of Mars of the IAU (Archinal and others 2011); light time is left out: 0.01 deg.
    """
    mars, earth, days = _from_sun(at)
    century = days / 36_525.0
    ra, dec = np.radians(317.68143 - 0.1061 * century), np.radians(52.88650 - 0.0609 * century)
    sight = earth - mars
    # the node of Mars's equator on that of J2000, from which the prime meridian is counted
    along = -np.sin(ra) * sight[:, 0] + np.cos(ra) * sight[:, 1]
    outward = np.cos(ra) * sight[:, 0] + np.sin(ra) * sight[:, 1]
    across = np.cos(dec) * sight[:, 2] - np.sin(dec) * outward
    north = np.cos(dec) * outward + np.sin(dec) * sight[:, 2]
    far = np.linalg.norm(sight, axis=-1)
    east = np.arctan2(across, along) - np.radians(176.630 + 350.89198226 * days)
    over: Vectors = seen_from(lat, np.radians(lon) - east, np.arcsin(north / far)) * (far * AU_KM)[:, None]
    return over


def mars_off_sun(at: Instants) -> Floats:
    """Give how far Mars is from the Sun in the sky of the Earth at instants, shape (n,): deg."""
    mars, earth, _ = _from_sun(at)
    sight = mars - earth
    cosine = np.einsum("ni,ni->n", sight, -earth) / np.linalg.norm(sight, axis=-1) / np.linalg.norm(earth, axis=-1)
    angle: Floats = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle


def seen_from(lat: float, hour: Floats, declination: Floats) -> Vectors:
    """Give the direction to a body by its hour angle, westward, and declination, radians: east, north, up."""
    phi = np.radians(lat)
    along = np.cos(declination) * np.cos(hour)
    east = -np.cos(declination) * np.sin(hour)
    north = np.cos(phi) * np.sin(declination) - np.sin(phi) * along
    up = np.sin(phi) * np.sin(declination) + np.cos(phi) * along
    return np.stack([east, north, up], axis=-1)


def light_time(at: Instants) -> Floats:
    """Give for how long light travels between Earth and Mars at instants, shape (n,): seconds."""
    mars, earth, _ = _from_sun(at)
    apart: Floats = np.linalg.norm(mars - earth, axis=-1)
    return apart / C_AU_A_DAY * DAY


def _from_sun(at: Instants) -> tuple[Vectors, Vectors, Floats]:
    """Give Mars and the Earth from the Sun, au, the equator of J2000, and the days since then, TT."""
    import erfa

    tt = terrestrial_days(at)
    mars, (earth, _) = erfa.plan94(JD_1970, tt, 4), erfa.epv00(JD_1970, tt)
    return mars["p"], earth["p"], tt + (JD_1970 - _J2000)
