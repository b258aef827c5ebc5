"""A window's conditions, on orbits that can be worked out by hand, and against Skyfield."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.light.moment import Moment, Vantage
from cupola.light.window import (
    DirectSun,
    GroundDay,
    GroundNight,
    InFrame,
    LandmarkDay,
    LandmarkNight,
    Overhead,
    SeesEarth,
)
from cupola.places import load_station
from cupola.places.landmarks import Landmark
from cupola.sky.earth import EQUATOR_KM, geodetic, surface_point, to_fixed
from tests.light.skies import Circle, Still
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, satellite, times

ORBIT = Circle()
FORWARD, STARBOARD, PORT, NADIR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0)
ISS = load_station("iss")
MOSCOW = ISS.landmark("Moscow")
DIP = np.degrees(np.arccos(EQUATOR_KM / ORBIT.radius))


def moment(beta: float = 0.0, turns: float = 1.0) -> Moment:
    """Give 720 instants of revolutions of the circular orbit, from under the Sun on."""
    return Vantage(ORBIT, Still(beta)).at(np.linspace(0.0, turns * ORBIT.period, 720, endpoint=False))


def share(values: NDArray[np.float64]) -> float:
    """Give the share of instants at which a condition holds."""
    return float((values >= 0).mean())


@pytest.mark.parametrize("incidence", [30.0, 60.0, 75.0])
def test_a_forward_window_is_turned_to_the_sun_for_twice_the_incidence_of_a_revolution(incidence: float) -> None:
    """With the Sun in the orbit's plane."""
    assert share(DirectSun(FORWARD, incidence).signed(moment())) == pytest.approx(2 * incidence / 360, abs=0.003)


@pytest.mark.parametrize("beta", [-20.0, -40.0, -60.0])
def test_with_the_sun_to_starboard_port_windows_never_and_starboard_windows_always_have_it(beta: float) -> None:
    """A starboard window's incidence is 90 deg less |beta| all the time."""
    assert share(DirectSun(STARBOARD, 75.0).signed(moment(beta))) == 1.0
    assert share(DirectSun(PORT, 89.9).signed(moment(beta))) == 0.0
    incidence = DirectSun(STARBOARD, 90.0).signed(moment(beta))
    assert np.degrees(np.arccos(incidence)) == pytest.approx(90.0 + beta, abs=0.01)


def test_the_forward_window_has_the_sun_before_it_from_midnight_to_noon() -> None:
    values = DirectSun(FORWARD, 75.0).signed(moment())
    angle = np.linspace(0.0, 360.0, 720, endpoint=False)
    assert angle[values >= 0].min() > 180.0


def test_the_ground_straight_below_is_lit_half_of_a_revolution() -> None:
    assert share(GroundDay(NADIR, 0.0).signed(moment())) == pytest.approx(0.5, abs=0.003)


def test_the_ground_is_dark_from_6_deg_after_sunset_to_6_deg_before_sunrise() -> None:
    assert share(GroundNight(NADIR, -6.0).signed(moment())) == pytest.approx((180 - 12) / 360, abs=0.003)


def test_a_forward_window_that_misses_the_earth_looks_at_the_limb_ahead() -> None:
    """The limb point is one dip ahead of the station, so its day begins and ends that much earlier."""
    day = GroundDay(FORWARD, 0.0).signed(moment()) >= 0
    below = GroundDay(NADIR, 0.0).signed(moment()) >= 0
    # half a degree a step: the two edges may fall to either side of a node
    assert np.sum(day != np.roll(below, -round(DIP * 2))) <= 2


@pytest.mark.parametrize("normal", [NADIR, FORWARD, STARBOARD, (0.0, 0.6, 0.8)])
def test_day_and_night_of_the_ground_leave_only_the_twilight(normal: tuple[float, float, float]) -> None:
    sine, night = GroundDay(normal, 0.0).signed(moment(-45.0)), GroundNight(normal, -6.0).signed(moment(-45.0))
    assert not np.any((sine >= 0) & (night >= 0))
    twilight = (sine < 0) & (sine > np.sin(np.radians(-6.0)))
    assert twilight.any()
    assert np.array_equal((sine < 0) & (night < 0), twilight)


@pytest.mark.parametrize(
    ("normal", "half_view", "sees"),
    [
        (NADIR, 1.0, True),
        (FORWARD, 19.0, False),
        (FORWARD, 21.0, True),
        (PORT, 35.0, True),
        ((0.0, -0.7071, -0.7071), 35.0, False),
        ((0.0, -0.7071, -0.7071), 70.0, True),
        ((0.0, 0.0, -1.0), 89.0, False),
    ],
)
def test_a_window_sees_the_earth_when_its_half_view_reaches_the_limb(
    normal: tuple[float, float, float], half_view: float, sees: bool
) -> None:
    """From 420 km the limb is 20.2 deg below the horizontal (20.3 seen along a meridian)."""
    assert share(SeesEarth(normal, half_view).signed(moment())) == float(sees)


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(0.0, 5000.0))
def test_the_suns_place_over_a_landmark_agrees_with_skyfield(lat: float, lon: float, offset: float) -> None:
    """Sine of elevation to 2e-4 (0.01 deg)."""
    from skyfield.api import wgs84

    orbit = one_set_orbit()
    at = np.array([orbit.span.start + 200.0 * offset])
    found = LandmarkDay(Landmark("test", lat, lon, "city"), 0.0).signed(Vantage(orbit).at(at))
    place = bodies()["earth"] + wgs84.latlon(lat, lon)
    theirs = place.at(times(at)).observe(bodies()["sun"]).apparent().altaz()[0].radians
    assert found[0] == pytest.approx(float(np.sin(theirs)[0]), abs=2e-4)


def test_the_stations_elevation_over_a_landmark_agrees_with_skyfield() -> None:
    """0.02 deg: UT1 - UTC moves the ground by 30 m, a station 420 km up by at most 0.005 deg."""
    from skyfield.api import wgs84

    orbit = one_set_orbit()
    at = np.arange(orbit.span.start, orbit.span.start + 86400.0, 60.0)
    found = np.degrees(np.arcsin(Overhead(MOSCOW, 0.0).signed(Vantage(orbit).at(at))))
    theirs = (satellite(one_set()) - wgs84.latlon(MOSCOW.lat, MOSCOW.lon)).at(times(at)).altaz()[0].degrees
    assert np.abs(found - theirs).max() < 0.02
    assert theirs.max() > 10.0


def test_a_landmark_under_the_station_is_in_the_frame_of_a_nadir_window_and_of_no_other() -> None:
    at = np.array([one_set_orbit().span.start + 3600.0])
    vantage = Vantage(one_set_orbit())
    lat, lon, _ = geodetic(to_fixed(vantage.at(at).position, at))
    below = Landmark("below", float(lat[0]), float(lon[0]), "city")
    assert InFrame(NADIR, 1.0, below).signed(vantage.at(at))[0] > 0
    assert InFrame(FORWARD, 60.0, below).signed(vantage.at(at))[0] < 0
    assert InFrame(STARBOARD, 60.0, below).signed(vantage.at(at))[0] < 0
    assert Overhead(below, 0.0).signed(vantage.at(at))[0] == pytest.approx(1.0, abs=1e-5)


@given(st.floats(-50, 50), st.floats(0.0, 1e6), st.floats(5.0, 60.0))
def test_in_frame_is_the_angle_between_axis_and_landmark(lat: float, offset: float, half_view: float) -> None:
    """Worked out again in the station's own frame."""
    at = np.array([one_set_orbit().span.start + offset])
    here = Vantage(one_set_orbit(), attitude=ISS.attitude).at(at)
    place = Landmark("test", lat, 30.0, "city")
    sight = (surface_point(lat, 30.0) - to_fixed(here.position, at)[0])[None, :]
    axis = to_fixed(here.direction((0.0, 0.6, 0.8)), at)
    angle = np.degrees(np.arccos(np.clip((axis @ sight.T)[0, 0] / np.linalg.norm(sight), -1, 1)))
    assume(abs(angle - half_view) > 1e-6)
    assert (InFrame((0.0, 0.6, 0.8), half_view, place).signed(here)[0] > 0) == (angle < half_view)


def test_a_landmark_cannot_be_lit_and_dark_at_once() -> None:
    here = Vantage(one_set_orbit()).at(np.arange(one_set_orbit().span.start, one_set_orbit().span.start + 86400, 600.0))
    day, night = LandmarkDay(MOSCOW, 0.0).signed(here) >= 0, LandmarkNight(MOSCOW, -6.0).signed(here) >= 0
    assert not np.any(day & night)
    assert day.any()
    assert night.any()


def test_windows_that_look_the_same_way_share_one_condition() -> None:
    assert DirectSun(ISS.window("zvezda.w9").normal, 75.0) == DirectSun(ISS.window("destiny.nadir").normal, 75.0)
    assert DirectSun(NADIR, 75.0) != DirectSun(NADIR, 70.0)
    assert InFrame(NADIR, 45.0, MOSCOW) != InFrame(NADIR, 45.0, replace(MOSCOW, lon=0.0))
