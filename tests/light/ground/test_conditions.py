"""Conditions over a place: their sign and size where they can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Instants, Span
from cupola.light.ground.conditions import MoonClears, SunClears, SunClimbs, SunFrom, SunHigher
from cupola.light.ground.sight import Standpoint
from cupola.light.moment import Moment, Vantage
from cupola.places.ground import Horizon, Location
from cupola.sky.earth import from_fixed, surface_point
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM, RADIUS_KM
from tests.light.ground.places import STEPPE

AIRLESS = Location("airless", 40.0, 20.0, pressure=0.0)
AT = np.array([1.6e9])


def under(elevation: float, azimuth: float, place: Location = AIRLESS) -> Moment:
    """Give the moment at which Sun and Moon both stand at an elevation and azimuth, in deg, one au from the place."""
    high, side, phi, lam = np.radians([elevation, azimuth, place.lat, place.lon])
    east, north, up = np.sin(side) * np.cos(high), np.cos(side) * np.cos(high), np.sin(high)
    axes = np.array(
        [
            [-np.sin(lam), np.cos(lam), 0.0],
            [-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi)],
            [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)],
        ]
    )
    fixed = surface_point(place.lat, place.lon, place.height / 1000) + AU_KM * np.array([east, north, up]) @ axes

    def body(at: Instants) -> Vectors:
        return from_fixed(fixed, at)

    return Vantage(Standpoint(place, Span(0.0, 2e9)), sun=body, moon=body).at(AT)


HALF_DISC = float(np.degrees(np.arcsin(RADIUS_KM / AU_KM)))


def test_the_sun_is_higher_by_as_much_as_it_is() -> None:
    assert SunHigher(AIRLESS, 6.0).signed(under(10.0, 123.0))[0] == pytest.approx(4.0, abs=1e-6)
    assert SunHigher(AIRLESS, -4.0).signed(under(-5.0, 300.0))[0] == pytest.approx(-1.0, abs=1e-6)


def test_the_upper_limb_clears_the_level_half_a_disc_before_the_centre() -> None:
    assert SunClears(AIRLESS).signed(under(0.0, 90.0))[0] == pytest.approx(HALF_DISC, abs=1e-6)


def test_terrain_is_taken_at_the_suns_own_azimuth() -> None:
    place = replace(AIRLESS, horizon=Horizon(((90.0, 12.0), (270.0, 0.0))))
    clears = SunClears(place)
    assert clears.signed(under(10.0, 90.0, place))[0] == pytest.approx(HALF_DISC - 2.0, abs=1e-6)
    assert clears.signed(under(10.0, 270.0, place))[0] == pytest.approx(HALF_DISC + 10.0, abs=1e-6)
    assert clears.signed(under(10.0, 180.0, place))[0] == pytest.approx(HALF_DISC + 4.0, abs=1e-6)


def test_a_margin_is_asked_on_top_of_the_terrain() -> None:
    assert SunClears(AIRLESS, 3.0).signed(under(3.0, 90.0))[0] == pytest.approx(HALF_DISC, abs=1e-6)


def test_air_lifts_the_sun_over_the_terrain_and_not_over_the_phases() -> None:
    moment = under(-0.5, 90.0, STEPPE)
    assert SunClears(STEPPE).signed(moment)[0] > 0.2
    assert SunHigher(STEPPE, 0.0).signed(moment)[0] == pytest.approx(-0.5, abs=1e-6)


def test_the_moon_is_as_wide_as_it_is_near() -> None:
    """A Moon one au away is a dot: its limb is its centre."""
    assert MoonClears(AIRLESS).signed(under(5.0, 10.0))[0] == pytest.approx(5.0, abs=1e-3)


@given(st.floats(0.5, 179.5), st.floats(-80.0, 80.0))
def test_the_sun_climbs_in_the_east_and_sinks_in_the_west(azimuth: float, elevation: float) -> None:
    climbs = SunClimbs(AIRLESS)
    assert climbs.signed(under(elevation, azimuth))[0] > 0
    assert climbs.signed(under(elevation, 360.0 - azimuth))[0] < 0


@pytest.mark.parametrize(
    ("sector", "azimuth", "inside"),
    [
        ((200.0, 260.0), 230.0, 30.0),
        ((200.0, 260.0), 199.0, -1.0),
        ((200.0, 260.0), 50.0, -150.0),
        ((350.0, 20.0), 0.0, 10.0),
        ((350.0, 20.0), 355.0, 5.0),
        ((350.0, 20.0), 25.0, -5.0),
    ],
)
def test_a_sector_goes_clockwise_from_the_first_to_the_last(
    sector: tuple[float, float], azimuth: float, inside: float
) -> None:
    assert SunFrom(AIRLESS, *sector).signed(under(20.0, azimuth))[0] == pytest.approx(inside, abs=1e-6)


@given(st.floats(0.0, 359.9), st.floats(1.0, 359.0), st.floats(0.0, 359.9))
def test_a_sector_and_the_rest_of_the_sky_fill_the_circle(first: float, width: float, azimuth: float) -> None:
    last = (first + width) % 360.0
    moment = under(20.0, azimuth)
    inside = SunFrom(AIRLESS, first, last).signed(moment)[0]
    outside = SunFrom(AIRLESS, last, first).signed(moment)[0]
    assert inside == pytest.approx(-outside, abs=1e-6)


def test_equal_conditions_are_one() -> None:
    assert SunClears(STEPPE) == SunClears(replace(STEPPE))
    assert len({SunHigher(STEPPE, 6.0), SunHigher(STEPPE, 6.0), SunHigher(STEPPE, 5.0)}) == 2
