"""From the almanacs' frame and time into the house's: TEME, the frame of SGP4, and Terrestrial Time from UTC."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970, Instants, day_start
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

_TT_MINUS_TAI: Final = 32.184


def terrestrial_days(at: Instants) -> Floats:
    """Give Terrestrial Time at instants, shape (n,), in days since the Julian date `JD_1970`."""
    days: Floats = (at + tai_minus_utc(at) + _TT_MINUS_TAI) / DAY
    return days


def from_mean_equator(vectors: Vectors, tt: Floats) -> Vectors:
    """Turn vectors, shape (n, 3), from the mean equator and equinox of J2000 into TEME.

    Precession and nutation IAU 1976/1980 (ERFA's `pnm80`), then the equation of the equinoxes (`eqeq94`). The GCRS may
    stand for J2000's frame: the two are 0.02 arcsec apart.

    Parameters
    ----------
    tt : ndarray, shape (n,)
        As `terrestrial_days` gives it.
    """
    import erfa

    of_date = np.einsum("nij,nj->ni", erfa.pnm80(JD_1970, tt), vectors)
    equinoxes = erfa.eqeq94(JD_1970, tt)
    cos, sin = np.cos(equinoxes), np.sin(equinoxes)
    x, y, z = of_date.T
    return np.stack([cos * x + sin * y, cos * y - sin * x, z], axis=-1)


def tai_minus_utc(at: Instants) -> Floats:
    """Give TAI less UTC in seconds at instants, shape (n,): 37 since 2017."""
    starts, offsets = _leap_seconds()
    found: Floats = offsets[np.clip(np.searchsorted(starts, at, side="right") - 1, 0, None)]
    return found


@cache
def _leap_seconds() -> tuple[Instants, Floats]:
    """Give the instants from which TAI - UTC has a new value, and the values in seconds."""
    import erfa

    table = erfa.leap_seconds.get()
    dates = zip(table["year"], table["month"], strict=True)
    return np.array([day_start(f"{year:04d}-{month:02d}-01") for year, month in dates]), table["tai_utc"]
