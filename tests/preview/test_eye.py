"""The camera at a window: where it is, where it looks, which pixel a direction falls on."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.light.lens import Framing, Lens
from cupola.places import load_station
from cupola.preview.eye import Eye
from cupola.sky.earth import geodetic, surface_point, vertical
from cupola.sky.sun import AU_KM
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, satellite, times

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


# Angles of view across, up and corner to corner, deg, on 36 x 24 mm: Canon's tables of EF lenses, from memory.
CANON = {
    20.0: (84.0, 62.0, 94.0),
    24.0: (74.0, 53.0, 84.0),
    35.0: (54.0, 38.0, 63.0),
    50.0: (40.0, 27.0, 46.0),
    85.0: (24.0, 16.0, 28.5),
    200.0: (10.0, 7.0, 12.0),
    400.0: (5.167, 3.5, 6.167),
}


@pytest.mark.parametrize(("focal", "angles"), CANON.items(), ids=str)
def test_a_lens_sees_as_far_as_its_maker_says(focal: float, angles: tuple[float, float, float]) -> None:
    """2 % or a third of a degree: the maker rounds its angles, and its focal lengths."""
    seen = Eye.towards(ORBIT, ISS, np.array(ISS.window("cupola.top").normal), Lens(focal, 36.0, 24.0), NOON)
    rays = seen.rays(1801, 1201)
    across, up = rays[600, [0, -1]], rays[[0, -1], 900]
    found = [np.degrees(np.arccos(one @ other)) for one, other in (across, up, (rays[0, 0], rays[-1, -1]))]
    assert found == pytest.approx(angles, rel=0.02, abs=0.35)


WIDTH, HEIGHT = 1920, 1080


def by_skyfield(window: str, lens: Lens, at: float) -> tuple[Any, np.ndarray, np.ndarray]:
    """Give Skyfield's instant, the station, km, and forward, right and up of a camera as rows; all GCRS.

    The station is turned by yaw -4 and pitch -3 deg about its own axes, one after the other, from nadir and flight.
    """
    t = times([at])
    there = satellite(one_set()).at(t)
    place, speed = there.position.km[:, 0], there.velocity.km_per_s[:, 0]
    down = -place / np.linalg.norm(place)
    side = np.cross(down, speed) / np.linalg.norm(np.cross(down, speed))
    nose = np.cross(side, down)
    yaw, pitch = np.radians([-4.0, -3.0])
    nose, side = np.cos(yaw) * nose + np.sin(yaw) * side, np.cos(yaw) * side - np.sin(yaw) * nose
    nose, down = np.cos(pitch) * nose - np.sin(pitch) * down, np.cos(pitch) * down + np.sin(pitch) * nose
    forward = np.array(ISS.window(window).normal) @ np.stack([nose, side, down])
    top = speed if abs(forward @ place) > 0.9 * np.linalg.norm(place) else place
    right = np.cross(forward, top) / np.linalg.norm(np.cross(forward, top))
    return t, place, np.stack([forward, right, np.cross(right, forward)])


def pixels(axes: np.ndarray, lens: Lens, sight: np.ndarray) -> tuple[float, float]:
    """Give where a sight falls, in pixels from the middle: to the right and down."""
    ahead, right, up = axes @ sight
    return right / ahead * lens.focal / lens.width * WIDTH, -up / ahead * lens.focal / lens.height * HEIGHT


@pytest.mark.parametrize("window", ["cupola.top", "destiny.nadir", "nauka.forward"])
@pytest.mark.parametrize("at", [NOON, NOON + 1400.0, NOON + 4100.0])
def test_ground_sun_and_moon_fall_on_the_pixels_that_skyfield_has(window: str, at: float) -> None:
    """Half a pixel of 35 mm at 1920: UT1 turns the ground below by 0.3 of one. All without this code's geometry."""
    from skyfield.api import wgs84

    lens = Lens(35.0, 24.89, 24.89 * HEIGHT / WIDTH)
    seen = Eye.towards(ORBIT, ISS, np.array(ISS.window(window).normal), lens, at)
    t, place, axes = by_skyfield(window, lens, at)
    below = wgs84.subpoint_of(satellite(one_set()).at(t))
    lat, lon = float(below.latitude.degrees[0]), float(below.longitude.degrees[0])
    sights = {
        (north, east): wgs84.latlon(north, east).at(t).position.km[:, 0] - place
        for north, east in ((lat, lon), (lat + 2.0, lon - 1.0), (lat - 3.0, lon + 12.0))
    }
    found = [(surface_point(*where) - seen.position, sight) for where, sight in sights.items()]
    earth = bodies()["earth"].at(t)
    for name, own in (("sun", seen.sun), ("moon", seen.moon)):
        theirs = earth.observe(bodies()[name]).apparent().position.km[:, 0] - place
        found.append((own - seen.position, theirs))
    shown = 0
    for own, theirs in found:
        column, row = seen.places(own[None], WIDTH, HEIGHT)
        if axes[0] @ theirs < 0.3 * np.linalg.norm(theirs):  # beside or behind
            continue
        across, along = pixels(axes, lens, theirs)
        assert (column[0], row[0]) == pytest.approx((WIDTH / 2 - 0.5 + across, HEIGHT / 2 - 0.5 + along), abs=0.5)
        shown += 1
    assert shown >= 1


def test_a_camera_that_looks_30_deg_aside_of_the_nadir_has_the_flight_up_no_more() -> None:
    """As far as there is a horizon to hold level: 26 deg off the nadir it becomes the way up."""
    for turn, is_flight in ((20.0, True), (32.0, False)):
        a = np.radians(turn)
        seen = Eye.towards(ORBIT, ISS, np.array([0.0, np.sin(a), np.cos(a)]), Lens(24.0), NOON)
        flight = eye(at=NOON + 1.0).position - seen.position
        assert (seen.up @ flight / np.linalg.norm(flight) > 0.9) == is_flight


@pytest.mark.parametrize("window", ["cupola.top", "nauka.forward", "kibo.aft"])
def test_a_camera_that_is_given_its_way_up_keeps_it_whatever_the_horizon_does(window: str) -> None:
    """In the station's own axes, as its rooms are built; the station flies with yaw -4 and pitch -3 deg."""
    framing = Framing.of(ISS.window(window).normal)
    held = Eye.towards(ORBIT, ISS, framing.axis, Lens(24.0), NOON, framing.up)
    assert held.axes == pytest.approx(np.stack([framing.axis, framing.right, framing.up]), abs=1e-12)
    assert held.forward == pytest.approx(eye(window).forward, abs=1e-12)
