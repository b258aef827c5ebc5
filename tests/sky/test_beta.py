"""The beta angle: its sign, its range, and the days of the shoot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import day_start, instant
from cupola.sky import beta_angle, sun_position
from tests.authorities.sky_october_2021 import NOON, ORBIT
from tests.october import stay_orbit


def beta_at(at: float) -> float:
    """Give the beta angle of the stay's orbit at an instant."""
    position, velocity = stay_orbit().states([at])
    return float(beta_angle(position, velocity, sun_position(np.array([at])))[0])


@given(st.floats(-89, 89), st.floats(0, 6.28))
def test_beta_is_the_suns_elevation_above_the_orbits_plane(beta: float, where: float) -> None:
    position = np.array([[np.cos(where), np.sin(where), 0.0]]) * 6800
    velocity = np.array([[-np.sin(where), np.cos(where), 0.0]]) * 7.66
    sun = np.array([[np.cos(np.radians(beta)), 0.0, np.sin(np.radians(beta))]]) * 1.5e8
    assert beta_angle(position, velocity, sun)[0] == pytest.approx(beta, abs=1e-6)


@pytest.mark.parametrize("date", ORBIT)
def test_beta_of_the_shoot_agrees_with_the_table(date: str) -> None:
    """0.1 deg: the table has one decimal, osculating and mean planes differ by 0.02 deg."""
    assert beta_at(day_start(date)) == pytest.approx(ORBIT[date][0], abs=0.1)


@pytest.mark.parametrize("text", NOON)
def test_beta_at_noon_agrees_with_the_stations_table(text: str) -> None:
    assert beta_at(instant(text)) == pytest.approx(NOON[text], abs=0.1)


def test_the_sun_stands_to_starboard_all_through_the_stay() -> None:
    at = np.linspace(stay_orbit().span.start, stay_orbit().span.stop, 300)
    position, velocity = stay_orbit().states(at)
    assert beta_angle(position, velocity, sun_position(at)).max() < -29.0
