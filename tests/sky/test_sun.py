"""The Sun: within 0.05 arcsec of Skyfield and DE421, and the table within 0.002 arcsec of the series."""

import numpy as np
import pytest

from cupola.clock import DAY, Span, instant
from cupola.sky import SunTable, sun_position
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM
from tests.october import STAY
from tests.skyfield_peer import apparent_sun, geometric_sun


def arcseconds(one: Vectors, two: Vectors) -> np.typing.NDArray[np.float64]:
    """Give the angles between vectors, shape (n, 3), in arcsec."""
    cross = np.linalg.norm(np.cross(one, two), axis=1)
    angle: np.typing.NDArray[np.float64] = np.degrees(np.arctan2(cross, np.einsum("ni,ni->n", one, two))) * 3600
    return angle


@pytest.mark.parametrize("year", [2001, 2010, 2021, 2030, 2049])
def test_the_apparent_sun_agrees_with_skyfield_in_any_season(year: int) -> None:
    """0.1 arcsec is 0.002 s of an orbital sunrise; the distance to 20 km."""
    at = instant(f"{year}-01-15T00:00Z") + np.arange(12.0) * 30.0 * DAY
    ours, theirs = sun_position(at), apparent_sun(at)
    assert arcseconds(ours, theirs).max() < (0.05 if year == 2021 else 0.1)
    assert np.abs(np.linalg.norm(ours, axis=1) - np.linalg.norm(theirs, axis=1)).max() < 20.0


def test_aberration_is_in() -> None:
    """The apparent Sun stands 20.5 arcsec behind the place where it is."""
    at = np.linspace(STAY.start, STAY.stop, 20)
    assert arcseconds(sun_position(at), geometric_sun(at)) == pytest.approx(20.45, abs=0.25)


def test_the_table_agrees_with_the_series() -> None:
    at = np.linspace(STAY.start, STAY.stop, 3000)
    assert arcseconds(SunTable(STAY)(at), sun_position(at)).max() < 0.002


def test_half_a_year_of_table_loses_nothing() -> None:
    span = Span(instant("2021-04-01T00:00Z"), instant("2021-10-01T00:00Z"))
    at = np.linspace(span.start, span.stop, 2000)
    assert arcseconds(SunTable(span)(at), sun_position(at)).max() < 0.002


def test_the_sun_is_about_an_astronomical_unit_away_and_crosses_the_equator_at_the_equinox() -> None:
    """September equinox 2021: 22 September 19:21 UTC."""
    at = np.array([instant("2021-09-22T19:21Z")])
    (sun,) = sun_position(at)
    assert np.degrees(np.arcsin(sun[2] / np.linalg.norm(sun))) == pytest.approx(0.0, abs=0.001)
    assert np.linalg.norm(sun) / AU_KM == pytest.approx(1.004, abs=0.002)


def test_before_leap_seconds_and_far_ahead_there_is_an_answer_without_a_warning() -> None:
    at = np.array([instant("1970-06-01T00:00Z"), instant("2060-06-01T00:00Z")])
    assert np.isfinite(sun_position(at)).all()
