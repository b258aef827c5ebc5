"""The Earth: points, rotation and rays agree with each other and with Skyfield."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.sky import subpoint, surface_point
from cupola.sky.earth import (
    EQUATOR_KM,
    POLE_KM,
    carried,
    from_fixed,
    geodetic,
    pierced,
    sidereal_angle,
    sine_of_elevation,
    sine_over,
    to_fixed,
    vertical,
)
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import apparent_sun, bodies, satellite, times

latitudes = st.floats(-89.0, 89.0)
longitudes = st.floats(-179.9, 179.9)
heights = st.floats(0.0, 2000.0)
directions = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)).map(np.array)


def height_of(points: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Give the heights of Earth-fixed points above the ellipsoid, km."""
    return geodetic(points)[2]


def test_the_subpoint_agrees_with_skyfields_within_100_m() -> None:
    """Measured: 49 m, nearly all of it UT1 - UTC (-0.11 s), which is left out; height within 1 m."""
    from skyfield.api import wgs84

    orbit = one_set_orbit()
    at = np.linspace(orbit.span.start, orbit.span.stop, 400)
    lat, lon, height = subpoint(orbit.states(at)[0], at)
    theirs = wgs84.geographic_position_of(satellite(one_set()).at(times(at)))
    here = np.array([surface_point(a, b) for a, b in zip(lat, lon, strict=True)])
    there = np.array(
        [surface_point(a, b) for a, b in zip(theirs.latitude.degrees, theirs.longitude.degrees, strict=True)]
    )
    assert np.linalg.norm(here - there, axis=1).max() < 0.1
    assert np.abs(height - theirs.elevation.km).max() < 1e-3


def test_sidereal_time_agrees_with_erfas() -> None:
    """The same formula, IAU 1982, in another arithmetic: 1e-9 rad is 6 mm at the equator."""
    import erfa

    at = np.linspace(instant("1990-01-01T00:00Z"), instant("2049-01-01T00:00Z"), 999)
    theirs = erfa.gmst82(2440587.5, at / 86400)
    assert np.abs(np.angle(np.exp(1j * (sidereal_angle(at) - theirs)))).max() < 1e-8


@given(latitudes, longitudes, heights)
def test_a_point_comes_back_from_its_vector(lat: float, lon: float, height: float) -> None:
    a, b, h = geodetic(surface_point(lat, lon, height)[None, :])
    assert (a[0], b[0]) == pytest.approx((lat, lon), abs=1e-8)
    assert h[0] == pytest.approx(height, abs=1e-5)


@pytest.mark.parametrize(
    ("lat", "lon", "vector"),
    [
        (0.0, 0.0, (EQUATOR_KM, 0.0, 0.0)),
        (0.0, 90.0, (0.0, EQUATOR_KM, 0.0)),
        (90.0, 0.0, (0.0, 0.0, POLE_KM)),
        (-90.0, 0.0, (0.0, 0.0, -POLE_KM)),
    ],
)
def test_the_axes_stand_where_they_should(lat: float, lon: float, vector: tuple[float, float, float]) -> None:
    assert surface_point(lat, lon) == pytest.approx(vector, abs=1e-9)


def test_baikonurs_pad_has_the_vector_of_skyfields_wgs84() -> None:
    from skyfield.api import wgs84

    theirs = wgs84.latlon(45.9960, 63.5640, elevation_m=90.0).itrs_xyz.km
    assert surface_point(45.9960, 63.5640, 0.09) == pytest.approx(theirs, abs=1e-6)


@given(directions, st.floats(1e9, 2e9))
def test_turning_there_and_back_changes_nothing(vector: np.typing.NDArray[np.float64], when: float) -> None:
    at = np.array([when])
    assert from_fixed(to_fixed(vector[None, :], at), at)[0] == pytest.approx(vector, abs=1e-12)


@given(directions)
def test_a_point_is_carried_as_it_is_turned(point: np.typing.NDArray[np.float64]) -> None:
    at = np.linspace(1.63e9, 1.64e9, 7)
    angle = sidereal_angle(at)
    assert carried(point, np.cos(angle), np.sin(angle)) == pytest.approx(from_fixed(point, at), abs=1e-12)


def test_one_place_turns_with_the_earth() -> None:
    """In six sidereal hours a place on the equator goes a quarter round."""
    at = instant("2021-10-09T00:00Z") + np.array([0.0, 86164.0905 / 4])
    one, two = from_fixed(surface_point(0.0, 0.0), at)
    assert one @ two == pytest.approx(0.0, abs=0.02 * EQUATOR_KM)
    assert np.cross(one, two)[2] > 0


@given(latitudes, longitudes)
def test_the_vertical_points_to_the_geodetic_zenith(lat: float, lon: float) -> None:
    above = surface_point(lat, lon, 100.0) - surface_point(lat, lon)
    assert vertical(surface_point(lat, lon)[None, :])[0] == pytest.approx(above / 100.0, abs=1e-9)


def test_the_suns_elevation_agrees_with_skyfields_over_moscow() -> None:
    """0.01 deg: parallax is in, refraction and UT1 - UTC (0.0005 deg) are out in both."""
    from skyfield.api import wgs84

    at = instant("2021-10-09T00:00Z") + np.arange(24.0) * 3600.0
    point = np.broadcast_to(surface_point(55.76, 37.62), (24, 3))
    sine = sine_of_elevation(from_fixed(point[0], at), apparent_sun(at))
    place = bodies()["earth"] + wgs84.latlon(55.76, 37.62)
    theirs = place.at(times(at)).observe(bodies()["sun"]).apparent().altaz()[0].degrees
    assert np.degrees(np.arcsin(sine)) == pytest.approx(theirs, abs=0.01)


@given(latitudes, longitudes, st.integers(0, 10_000))
def test_over_one_point_elevations_are_the_same_with_less_work(lat: float, lon: float, seed: int) -> None:
    """Of stations 300 to 500 km above points within 20 deg, and of the Sun."""
    random, point = np.random.default_rng(seed), surface_point(lat, lon)
    near = point / np.linalg.norm(point) + random.normal(scale=0.15, size=(20, 3))
    near *= (EQUATOR_KM + random.uniform(300.0, 500.0, (20, 1))) / np.linalg.norm(near, axis=-1, keepdims=True)
    targets = np.concatenate([near, random.normal(scale=1e8, size=(5, 3))])
    points = np.broadcast_to(point, targets.shape)
    found = sine_over(point, targets, (targets**2).sum(axis=-1))
    assert np.allclose(found, sine_of_elevation(points, targets), atol=1e-10)


def test_straight_down_hits_below_and_straight_up_nothing() -> None:
    origin = np.array([[EQUATOR_KM + 420.0, 0.0, 0.0]])
    point, hit = pierced(origin, -origin)
    assert hit[0]
    assert point[0] == pytest.approx((EQUATOR_KM, 0.0, 0.0), abs=1e-6)
    assert not pierced(origin, origin)[1][0]


@given(latitudes, longitudes, st.floats(100.0, 2000.0), directions)
def test_a_ray_meets_the_ellipsoid_on_its_surface_and_on_the_near_side(
    lat: float, lon: float, height: float, direction: np.typing.NDArray[np.float64]
) -> None:
    assume(np.linalg.norm(direction) > 0.1)
    origin = surface_point(lat, lon, height)[None, :]
    point, hit = pierced(origin, direction[None, :])
    assert height_of(point)[0] == pytest.approx(0.0, abs=1e-5)
    along = (point - origin)[0]
    assert sine_of_elevation(point, origin)[0] >= -1e-9
    if hit[0]:
        unit = direction / np.linalg.norm(direction)
        assert along / np.linalg.norm(along) == pytest.approx(unit, abs=1e-6)


@given(latitudes, longitudes, st.floats(100.0, 2000.0), directions)
def test_a_ray_that_misses_gives_a_point_where_the_limb_is_touched(
    lat: float, lon: float, height: float, direction: np.typing.NDArray[np.float64]
) -> None:
    """From the limb point the origin stands exactly on the horizon: the line of sight is a tangent."""
    origin = surface_point(lat, lon, height)[None, :]
    assume(np.linalg.norm(np.cross(origin[0], direction)) > 1.0)  # not straight up, where azimuth has no meaning
    point, hit = pierced(origin, direction[None, :])
    if not hit[0]:
        assert sine_of_elevation(point, origin)[0] == pytest.approx(0.0, abs=1e-7)
        assert np.dot(np.cross(origin[0], direction), np.cross(origin[0], point[0])) >= -1e-6


@given(latitudes, longitudes, st.floats(100.0, 2000.0), directions)
def test_hit_or_miss_agrees_with_walking_along_the_ray(
    lat: float, lon: float, height: float, direction: np.typing.NDArray[np.float64]
) -> None:
    """The lowest height on the ray, from the geodetic formula, is below the ground exactly when the ray hits."""
    assume(np.linalg.norm(direction) > 0.1)
    origin = surface_point(lat, lon, height)
    unit = direction / np.linalg.norm(direction)
    steps = np.linspace(0.0, 6000.0, 3001)
    lowest = height_of(origin + steps[:, None] * unit).min()
    assume(abs(lowest) > 0.1)
    assert pierced(origin[None, :], direction[None, :])[1][0] == (lowest < 0)
