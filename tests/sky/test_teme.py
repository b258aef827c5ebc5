"""Time scale and frame: against Skyfield's, and as turns that change no length and no angle."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970, day_start, instant
from cupola.sky.teme import from_mean_equator, tai_minus_utc, terrestrial_days
from tests.skyfield_peer import timescale

Floats = NDArray[np.float64]
AXES = np.eye(3)
MOMENTS = st.floats(instant("1990-01-01T00:00Z"), instant("2060-01-01T00:00Z"))


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("1980-06-01T00:00Z", 51.184),
        ("1999-06-01T00:00Z", 64.184),
        ("2016-12-31T23:59:59Z", 68.184),
        ("2017-01-01T00:00:00Z", 69.184),
        ("2021-10-05T00:00Z", 69.184),
    ],
)
def test_terrestrial_time_is_ahead_of_utc_by_32_184_s_and_the_leap_seconds(text: str, ahead: float) -> None:
    at = np.array([instant(text)])
    assert (terrestrial_days(at) * DAY - at)[0] == pytest.approx(ahead, abs=1e-3)


@pytest.mark.parametrize("year", [2001, 2021, 2049])
def test_terrestrial_time_is_skyfields(year: int) -> None:
    at = instant(f"{year}-07-01T12:00Z")
    theirs = timescale().from_datetime(datetime.fromtimestamp(at, UTC)).tt
    assert JD_1970 + terrestrial_days(np.array([at]))[0] == pytest.approx(theirs, abs=1e-8)


@pytest.mark.parametrize("year", [2001, 2010, 2021, 2030, 2049])
def test_the_frame_is_skyfields_to_a_twentieth_of_an_arcsecond(year: int) -> None:
    """Skyfield comes by the models of 2000 and 2006; 0.1 arcsec is 0.003 km at the height of the station."""
    from skyfield.sgp4lib import TEME

    at = instant(f"{year}-01-15T00:00Z") + np.arange(12.0) * 30.0 * DAY
    for one in at:
        theirs = TEME.rotation_at(timescale().from_datetime(datetime.fromtimestamp(float(one), UTC)))
        ours = from_mean_equator(AXES, terrestrial_days(np.full(3, one))).T
        away = np.degrees(np.abs(ours - theirs).max()) * 3600
        assert away < (0.05 if year == 2021 else 0.1)


@given(MOMENTS, st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6))
def test_turning_changes_no_length_and_no_angle(at: float, values: list[float]) -> None:
    vectors = np.array(values).reshape(2, 3)
    turned = from_mean_equator(vectors, terrestrial_days(np.full(2, at)))
    assert np.allclose(turned @ turned.T, vectors @ vectors.T, atol=1e-3, rtol=1e-12)


@given(MOMENTS)
def test_the_frame_drifts_from_that_of_j2000_by_the_precession_only(at: float) -> None:
    """The pole by 20.04 arcsec a year, the equinox by 46.1 arcsec; nutation 20 arcsec at most on top."""
    years = abs(at - instant("2000-01-01T12:00Z")) / (365.25 * DAY)
    x, _, z = (from_mean_equator(axis[None, :], terrestrial_days(np.array([at])))[0] for axis in AXES)
    pole = np.degrees(np.arccos(min(z[2], 1.0))) * 3600
    equinox = np.degrees(np.arctan2(abs(x[1]), x[0])) * 3600
    assert pole == pytest.approx(20.04 * years, abs=20.0)
    assert equinox == pytest.approx(46.1 * years, abs=20.0)


@pytest.mark.parametrize(
    ("date", "seconds"), [("1999-01-01", 32), ("2016-12-31", 36), ("2017-01-01", 37), ("2026-01-01", 37)]
)
def test_tai_is_ahead_of_utc_by_the_leap_seconds(date: str, seconds: int) -> None:
    assert tai_minus_utc(np.array([day_start(date)])).tolist() == [seconds]
