"""Where Sun and Moon stand over a place: Skyfield's to 0.01 deg, and what the air does to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.light.ground.sight import (
    Standpoint,
    apparent,
    azimuth,
    elevation,
    half_disc,
    refraction,
    to_moon,
    to_sun,
)
from cupola.light.moment import Vantage
from cupola.places.ground import Location
from cupola.sky.earth import SPIN
from tests.light.ground.places import PLACES, SHOOT, STEPPE, YEAR, Floats, altaz

INSTANTS = np.sort(np.random.default_rng(7).uniform(YEAR.start, YEAR.stop, 300))


def off(one: Floats, other: Floats) -> Floats:
    """Give by how much azimuths differ, in deg."""
    apart: Floats = np.mod(one - other + 180.0, 360.0) - 180.0
    return apart


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_sun_stands_where_skyfield_has_it_within_a_thousandth_of_a_degree(place: Location) -> None:
    sight = to_sun(Vantage(Standpoint(place, YEAR)).at(INSTANTS), place)
    high, side, _ = altaz(place, "sun", INSTANTS)
    assert np.abs(elevation(sight) - high).max() < 0.001
    assert np.abs(off(azimuth(sight), side) * np.cos(np.radians(high))).max() < 0.001


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_moon_stands_where_skyfield_has_it_within_four_thousandths_of_a_degree(place: Location) -> None:
    """The Moon's parallax is a degree: it is seen from the place, not from the Earth's centre."""
    sight = to_moon(Vantage(Standpoint(place, YEAR)).at(INSTANTS), place)
    high, side, away = altaz(place, "moon", INSTANTS)
    assert np.abs(elevation(sight) - high).max() < 0.004
    assert np.abs(off(azimuth(sight), side) * np.cos(np.radians(high))).max() < 0.004
    assert np.abs(np.linalg.norm(sight, axis=-1) / away - 1).max() < 2e-4


@pytest.mark.parametrize("year", [1999, 2009, 2017, 2026])
def test_ut1_left_out_costs_less_than_a_hundredth_of_a_degree_in_any_year(year: int) -> None:
    """UT1 and UTC were up to 0.7 s apart in these years."""
    at = instant(f"{year}-01-01T00:00Z") + INSTANTS - YEAR.start
    sight = to_sun(Vantage(Standpoint(STEPPE, YEAR)).at(at), STEPPE)
    high, side, _ = altaz(STEPPE, "sun", at)
    assert np.abs(elevation(sight) - high).max() < 0.005
    assert np.abs(off(azimuth(sight), side) * np.cos(np.radians(high))).max() < 0.005


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_refracted_elevation_is_skyfields_in_the_same_air(place: Location) -> None:
    air = {"temperature_C": place.temperature, "pressure_mbar": 1010.0 * place.density}
    true, _, _ = altaz(place, "sun", INSTANTS)
    seen, _, _ = altaz(place, "sun", INSTANTS, **air)
    up = seen > 0
    assert np.abs(apparent(true, place) - seen)[up].max() < 0.002


def test_the_air_lifts_the_horizon_by_the_textbook_half_degree() -> None:
    """34.5 arcmin at apparent elevation 0, 9.9 arcmin at 5 deg, 1.0 arcmin at 45 deg (Bennett's own table)."""
    for seen, lift in ((0.0, 34.5), (5.0, 9.9), (45.0, 1.0)):
        assert refraction(np.array([seen - lift / 60.0]))[0] * 60.0 == pytest.approx(lift, abs=0.1)


def test_there_is_no_refraction_overhead_and_none_without_air() -> None:
    assert refraction(np.array([90.0]))[0] == pytest.approx(0.0, abs=1e-4)
    assert refraction(np.array([-1.0, 0.0, 10.0]), 0.0).tolist() == [0.0, 0.0, 0.0]


def test_cold_and_heavy_air_lifts_more() -> None:
    winter = Location("Oymyakon", 63.46, 142.79, temperature=-50.0)
    summer = Location("Oymyakon", 63.46, 142.79, temperature=30.0)
    zero = np.array([0.0])
    assert apparent(zero, winter)[0] > apparent(zero, summer)[0] + 0.1


@given(st.floats(-90.0, 89.9), st.floats(0.0, 1.5))
def test_what_stands_higher_is_seen_higher(true: float, density: float) -> None:
    pair = np.array([true, true + 0.05])
    low, high = pair + refraction(pair, density)
    assert high > low
    assert low >= true


@given(st.floats(-89.0, 89.0), st.floats(-180.0, 180.0), st.floats(0.0, 5000.0))
def test_a_place_is_carried_round_at_its_height_and_comes_back_after_a_sidereal_day(
    lat: float, lon: float, height: float
) -> None:
    stand = Standpoint(Location("x", lat, lon, height), SHOOT)
    at = np.array([SHOOT.start, SHOOT.start + 86164.0905])
    position, velocity = stand.states(at)
    assert np.abs(position[0] - position[1]).max() < 0.001
    assert np.abs(np.einsum("ni,ni->n", position, velocity)).max() < 1e-6
    assert np.array_equal(position, stand.positions(at))


def test_its_velocity_is_the_change_of_its_position() -> None:
    stand = Standpoint(STEPPE, SHOOT)
    at = np.array([SHOOT.start + 1000.0])
    moved = (stand.positions(at + 1.0) - stand.positions(at - 1.0)) / 2.0
    assert np.abs(stand.states(at)[1] - moved).max() < 1e-6
    assert np.linalg.norm(moved) == pytest.approx(
        SPIN * 6388.0 * np.cos(np.radians(STEPPE.lat)), rel=0.01
    )  # fmt: skip


def test_the_ground_does_not_jump() -> None:
    stand = Standpoint(STEPPE, SHOOT)
    assert len(stand.joints) == 0
    assert len(Vantage(stand).joints(Span(0.0, 1e9))) == 0


def test_azimuth_goes_from_north_through_east() -> None:
    sights = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [-1.0, 0.0, 0.0]])
    assert azimuth(sights).tolist() == [0.0, 90.0, 180.0, 270.0]
    assert elevation(np.array([[0.0, 0.0, 2.0], [1.0, 0.0, 1.0]])).tolist() == pytest.approx([90.0, 45.0])


def test_half_a_disc_is_the_angle_of_its_radius() -> None:
    assert half_disc(np.array([[2.0, 0.0, 0.0]]), 1.0)[0] == pytest.approx(30.0)
