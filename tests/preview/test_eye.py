"""The camera at a window: where it is, where it looks, which pixel a direction falls on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.eye import Eye
from cupola.sky.earth import geodetic, vertical
from cupola.sky.sun import AU_KM
from tests.october import one_set_orbit

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
NOON = instant("2021-10-08T12:00Z")


def eye(window: str = "cupola.top", focal: float = 16.0, at: float = NOON) -> Eye:
    return Eye.towards(ORBIT, ISS, np.array(ISS.window(window).normal), Lens(focal), at)


def test_the_camera_in_the_cupola_hangs_over_the_ground_and_looks_down() -> None:
    """The station flies within 10 deg of level."""
    seen = eye()
    assert 410.0 < geodetic(seen.position[None])[2][0] < 442.0
    down = -vertical(seen.position[None])[0]
    assert seen.forward @ down > np.cos(np.radians(10.0))


def test_the_axes_stand_square_to_each_other_and_up_is_in_the_direction_of_flight() -> None:
    seen = eye()
    axes = np.stack([seen.forward, seen.right, seen.up])
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    later = eye(at=NOON + 1.0)
    flight = later.position - seen.position
    assert flight @ seen.up / np.linalg.norm(flight) > 0.98


def test_right_is_right_of_up_as_the_camera_sees_it() -> None:
    seen = eye("nauka.forward")
    assert np.cross(seen.forward, seen.up) == pytest.approx(seen.right, abs=1e-12)


def test_the_sun_is_an_astronomical_unit_away_and_stands_where_the_date_has_it() -> None:
    """8 October 12 h UTC: declination -5.9 deg, over 3.1 deg west (USNO: equation of time 12.3 min)."""
    sun = eye().sun
    assert np.linalg.norm(sun) / AU_KM == pytest.approx(0.9992, abs=0.001)
    assert np.degrees(np.arcsin(sun[2] / np.linalg.norm(sun))) == pytest.approx(-5.95, abs=0.15)
    assert np.degrees(np.arctan2(sun[1], sun[0])) == pytest.approx(-3.1, abs=0.2)


def test_the_matrix_to_inertial_turns_the_station_back_to_where_its_orbit_has_it() -> None:
    seen = eye()
    assert seen.inertial @ seen.position == pytest.approx(ORBIT.positions(np.array([NOON]))[0], abs=1e-6)


@given(column=st.integers(0, 63), row=st.integers(0, 35))
def test_the_ray_of_a_pixel_falls_on_that_pixel(column: int, row: int) -> None:
    seen = eye()
    ray = seen.rays(64, 36)[row, column]
    across, down = seen.places(ray[None], 64, 36)
    assert (across[0], down[0]) == pytest.approx((column, row), abs=1e-9)
    assert np.linalg.norm(ray) == pytest.approx(1.0)


def test_what_is_behind_the_camera_falls_on_no_pixel() -> None:
    seen = eye()
    across, down = seen.places(-seen.forward[None], 64, 36)
    assert np.isnan(across[0]) and np.isnan(down[0])


def test_the_edge_of_the_picture_is_half_the_angle_of_view_off_the_axis() -> None:
    seen, lens = eye(focal=35.0), Lens(35.0)
    rays = seen.rays(1001, 563)
    left = np.degrees(np.arccos(rays[281, 0] @ seen.forward))
    assert left == pytest.approx(lens.half_angles[0], abs=0.03)


def test_a_direction_turned_into_the_station_is_the_one_the_axes_tell() -> None:
    seen = eye("nauka.forward")
    assert seen.in_body(seen.forward) == pytest.approx(ISS.window("nauka.forward").normal, abs=1e-9)
    mixed = 0.6 * seen.right + 0.8 * seen.up
    assert seen.in_body(mixed) == pytest.approx(0.6 * seen.axes[1] + 0.8 * seen.axes[2], abs=1e-9)


@pytest.mark.parametrize("window", ["nauka.forward", "kibo.aft", "zvezda.w13"])
def test_a_camera_that_looks_out_level_holds_the_horizon_level(window: str) -> None:
    """Whatever the station's pitch and roll: right is square to the vertical."""
    seen = eye(window)
    up = vertical(seen.position[None])[0]
    assert abs(seen.right @ up) < 0.004  # the ellipsoid's vertical is 0.2 deg off the Earth's centre
    assert seen.up @ up > 0.3


def test_a_craft_on_its_nose_holds_the_horizon_level_too() -> None:
    dragon = load_station("dragon-cupola")
    seen = Eye.towards(ORBIT, dragon, np.array([0.7, 0.0, 0.7]), Lens(16.0), NOON)
    assert abs(seen.right @ vertical(seen.position[None])[0]) < 0.004
