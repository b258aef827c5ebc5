"""Skyfield with DE421, the authority for positions of Sun and station."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cupola.sky import ElementSet


@cache
def timescale() -> Any:
    """Give Skyfield's time scale with its built-in Earth rotation data."""
    from skyfield.api import load

    return load.timescale(builtin=True)


@cache
def bodies() -> Any:
    """Give DE421."""
    import skyfield_data
    from skyfield.api import Loader

    return Loader(skyfield_data.get_skyfield_data_path(), expire=False)("de421.bsp")


def times(at: Iterable[float]) -> Any:
    """Give instants as Skyfield's times."""
    return timescale().from_datetimes([datetime.fromtimestamp(float(x), UTC) for x in at])


def satellite(elements: ElementSet) -> Any:
    """Give a satellite of one element set."""
    from skyfield.api import EarthSatellite

    return EarthSatellite(elements.line1, elements.line2, "ISS", timescale())


def apparent_sun(at: Iterable[float]) -> NDArray[np.float64]:
    """Give the apparent Sun from the Earth's centre, km, TEME, shape (n, 3)."""
    from skyfield.sgp4lib import TEME

    bodies_ = bodies()
    found: NDArray[np.float64] = bodies_["earth"].at(times(at)).observe(bodies_["sun"]).apparent().frame_xyz(TEME).km.T
    return found


def geometric_sun(at: Iterable[float]) -> NDArray[np.float64]:
    """Give the Sun where it is, without light time or aberration, as `is_sunlit` takes it: km, TEME, shape (n, 3)."""
    from skyfield.sgp4lib import TEME

    bodies_ = bodies()
    found: NDArray[np.float64] = (bodies_["sun"] - bodies_["earth"]).at(times(at)).frame_xyz(TEME).km.T
    return found


def apparent_moon(at: Iterable[float]) -> NDArray[np.float64]:
    """Give the apparent Moon from the Earth's centre, km, TEME, shape (n, 3)."""
    from skyfield.sgp4lib import TEME

    bodies_ = bodies()
    found: NDArray[np.float64] = bodies_["earth"].at(times(at)).observe(bodies_["moon"]).apparent().frame_xyz(TEME).km.T
    return found


def geometric_moon(at: Iterable[float]) -> NDArray[np.float64]:
    """Give the Moon where it is, without light time or aberration: km, TEME, shape (n, 3)."""
    from skyfield.sgp4lib import TEME

    bodies_ = bodies()
    found: NDArray[np.float64] = (bodies_["moon"] - bodies_["earth"]).at(times(at)).frame_xyz(TEME).km.T
    return found
