"""The line between day and night, and the point under the Sun."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, instant
from cupola.sky.earth import sine_of_elevation, surface_point, to_fixed
from cupola.sky.sun import sun_position
from cupola.sky.terminator import subsolar, terminator
from tests.authorities.terminator import SUBSOLAR, TERMINATOR

LATITUDES = st.floats(-23.44, 23.44).filter(lambda lat: abs(lat) > 1e-3)
LONGITUDES = st.floats(-180, 180)


def sun_over(text: str) -> tuple[float, float]:
    """Give the point under the Sun at an instant."""
    at = np.array([instant(text)])
    lat, lon = subsolar(sun_position(at), at)
    return float(lat[0]), float(lon[0])


def test_at_the_equinox_of_2021_the_sun_stands_over_the_equator() -> None:
    assert sun_over("2021-03-20T09:37:00Z")[0] == pytest.approx(0, abs=0.01)
    assert sun_over("2021-09-22T19:21:00Z")[0] == pytest.approx(0, abs=0.01)


def test_at_noon_in_greenwich_the_sun_stands_near_greenwichs_meridian() -> None:
    """The equation of time moves it by four degrees at most."""
    for day in range(0, 365, 30):
        at = np.array([instant("2021-01-01T12:00:00Z") + day * DAY])
        assert abs(subsolar(sun_position(at), at)[1][0]) < 4.2


def test_the_sun_goes_west_by_fifteen_degrees_an_hour() -> None:
    at = instant("2021-10-09T09:00:00Z") + np.array([0.0, 3600.0, 7200.0])
    assert np.diff(subsolar(sun_position(at), at)[1]) == pytest.approx(-15.0, abs=0.01)


@pytest.mark.parametrize("text", SUBSOLAR)
def test_the_point_under_the_sun_is_skyfields(text: str) -> None:
    """0.005 deg: UT1 is taken as UTC (0.1 s, 0.0004 deg), polar motion left out."""
    assert sun_over(text) == pytest.approx(SUBSOLAR[text], abs=0.005)


@pytest.mark.parametrize(("text", "lon"), TERMINATOR)
def test_the_terminator_is_where_skyfield_has_the_sun_on_the_horizon(text: str, lon: float) -> None:
    """0.02 deg, 2 km: the Sun's parallax of 0.0024 deg is left out, which a slanting terminator makes longer."""
    assert terminator(*sun_over(text), [lon])[0] == pytest.approx(TERMINATOR[text, lon], abs=0.02)


def test_by_hand_a_quarter_turn_from_the_sun_it_crosses_the_equator() -> None:
    assert terminator(20.0, 30.0, [-60.0, 120.0]) == pytest.approx([0.0, 0.0], abs=1e-9)


def test_by_hand_below_the_sun_and_opposite_it_lies_at_the_complement_of_its_latitude() -> None:
    assert terminator(20.0, 30.0, [30.0, -150.0]) == pytest.approx([-70.0, 70.0])
    assert terminator(-20.0, 30.0, [30.0, -150.0]) == pytest.approx([70.0, -70.0])


@given(LATITUDES, LONGITUDES, LONGITUDES)
def test_on_the_terminator_the_suns_centre_is_on_the_horizon(lat: float, lon: float, where: float) -> None:
    edge = float(terminator(lat, lon, [where])[0])
    sun = surface_point(lat, lon, 1.5e8)[None]
    height = np.degrees(np.arcsin(sine_of_elevation(surface_point(edge, where)[None], sun)[0]))
    assert height == pytest.approx(0, abs=0.003)  # the parallax


@given(LATITUDES, LONGITUDES, LONGITUDES)
def test_with_the_sun_in_the_north_it_is_night_to_the_south_of_the_line(lat: float, lon: float, where: float) -> None:
    edge = float(terminator(lat, lon, [where])[0])
    toward = max(edge - 1.0, -90.0) if lat > 0 else min(edge + 1.0, 90.0)
    sun = surface_point(lat, lon, 1.5e8)[None]
    assert sine_of_elevation(surface_point(toward, where)[None], sun)[0] < 1e-4


@given(st.sampled_from([0.0, -0.0, 1e-9, -1e-9]), LONGITUDES)
def test_at_the_equinox_it_runs_from_pole_to_pole(lat: float, lon: float) -> None:
    edge = terminator(lat, lon, lon + np.array([0.0, 180.0, 45.0]))
    assert np.isfinite(edge).all()
    assert np.abs(edge) == pytest.approx(90.0, abs=1e-3)


def test_the_point_under_the_sun_is_the_suns_direction_from_the_earths_centre() -> None:
    at = instant("2021-10-09T00:00:00Z") + np.linspace(0, 12 * DAY, 7)
    sun = sun_position(at)
    lat, lon = subsolar(sun, at)
    fixed = to_fixed(sun, at)
    made = np.stack(
        [np.cos(np.radians(lat)) * np.cos(np.radians(lon)), np.cos(np.radians(lat)) * np.sin(np.radians(lon))], axis=-1
    )
    assert made == pytest.approx(fixed[:, :2] / np.linalg.norm(fixed, axis=-1, keepdims=True))
