"""Earthshine: figures that are known, a Monte Carlo of its own, and what must be so by nature."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import SkyError
from cupola.light.earthshine import ALBEDO, ALBEDOS, EARTH_KM, earthshine, shine
from cupola.light.moment import Vantage
from cupola.sky.earth import EQUATOR_KM
from tests.light.skies import Circle, Still

MADE = json.loads((Path(__file__).parents[1] / "authorities" / "earthshine.json").read_text("utf-8"))
SUN_LX = 133_100.0
NADIR, HORIZON, PANE = 0.0, 90.0, 60.0  # a pane 30 deg below the horizontal looks 60 deg from the nadir

angles = st.floats(0.0, 180.0)
heights = st.sampled_from((150.0, 412.0, 437.5, 1500.0))  # each 50 km has a table of its own, made at first use


def share(plate: float, lamp: float, azimuth: float = 0.0, height: float = 421.0) -> float:
    """Give the share of one plate."""
    return float(earthshine(*(np.array([x]) for x in (plate, lamp, azimuth, height)))[0])


def lux(plate: float, lamp: float, azimuth: float = 0.0) -> float:
    """Give the illuminance of one plate by the mean Earth and the Sun at 1 au."""
    return share(plate, lamp, azimuth) * ALBEDO * SUN_LX


@pytest.mark.parametrize(("case", "made"), [(tuple(row[:4]), tuple(row[4:])) for row in MADE["rows"]])
def test_shares_are_those_of_a_monte_carlo(
    case: tuple[float, float, float, float], made: tuple[float, float]
) -> None:  # fmt: skip
    """Within 0.1 % of noon, 1 % of themselves, and four standard errors of the authority."""
    value, error = made
    assert abs(share(*case) - value) < min(0.001 * 0.88, 0.01 * value) + 4 * error


@pytest.mark.parametrize(
    ("plate", "lamp", "klx"),
    [(NADIR, 0, 35.0), (HORIZON, 0, 11.2), (PANE, 0, 21.1), (NADIR, 60, 17.5), (NADIR, 90, 0.84)],
)  # fmt: skip
def test_a_plate_has_the_kilolux_that_the_field_reckons_with(plate: float, lamp: float, klx: float) -> None:
    assert lux(plate, lamp) / 1000 == pytest.approx(klx, rel=0.01)


def test_with_the_sun_60_deg_from_the_zenith_slanting_plates_have_a_bright_and_a_dark_side() -> None:
    horizon = [lux(HORIZON, 60, azimuth) / 1000 for azimuth in (0, 90, 180)]
    pane = [lux(PANE, 60, azimuth) / 1000 for azimuth in (0, 90, 180)]
    assert horizon == pytest.approx([6.4, 5.6, 4.8], abs=0.1)
    assert pane == pytest.approx([11.6, 10.5, 9.5], abs=0.1)


@given(heights)
def test_straight_below_the_sun_a_nadir_plate_has_the_view_factor_of_the_earth(height: float) -> None:
    """(R/(R+h))², less what the ground away from the point below is lit at a slant: 0.4 % at 420 km."""
    factor = (EARTH_KM / (EARTH_KM + height)) ** 2
    slant = height / EARTH_KM * 0.13
    assert factor * (1 - slant) <= share(NADIR, 0.0, 0.0, height) <= factor


@given(st.floats(0.0, 20.0), st.floats(0.0, 130.0), angles)
def test_a_plate_that_sees_the_whole_disc_has_the_sum_of_its_components(
    plate: float, lamp: float, azimuth: float
) -> None:
    """Up to 20 deg from the nadir no part of the Earth, 70 deg wide to each side, is behind the plate."""
    down, aside = share(0.0, lamp), share(20.0, lamp)
    sideways = (aside - down * np.cos(np.radians(20.0))) / np.sin(np.radians(20.0))
    tip = np.radians(plate)
    expected = down * np.cos(tip) + sideways * np.sin(tip) * np.cos(np.radians(azimuth))
    assert share(plate, lamp, azimuth) == pytest.approx(expected, abs=1e-3)


@given(angles, angles, angles, heights)
def test_light_is_never_negative_and_never_more_than_falls_on_the_earth(
    plate: float, lamp: float, azimuth: float, height: float
) -> None:
    assert 0.0 <= share(plate, lamp, azimuth, height) <= 1.0


@given(angles, st.floats(0.0, 120.0), angles, heights)
def test_the_earth_darkens_as_the_sun_sinks_below_a_nadir_plate(
    plate: float, lamp: float, azimuth: float, height: float
) -> None:
    assert share(NADIR, lamp + 5.0, azimuth, height) <= share(NADIR, lamp, azimuth, height)


@given(angles, st.floats(111.0, 180.0), angles)
def test_past_110_deg_no_lit_ground_is_in_sight_of_the_iss(plate: float, lamp: float, azimuth: float) -> None:
    assert share(plate, lamp, azimuth, 420.0) < 1e-5


@given(st.floats(161.0, 180.0), angles, angles)
def test_a_plate_that_looks_up_sees_no_earth(plate: float, lamp: float, azimuth: float) -> None:
    """The horizon is 20 deg below the horizontal."""
    assert share(plate, lamp, azimuth, 420.0) < 1e-4


@pytest.mark.parametrize("height", [149.0, 1501.0, -1.0, float("nan")])
def test_a_station_outside_low_orbit_is_refused(height: float) -> None:
    with pytest.raises(SkyError, match="E350") as caught:
        share(NADIR, 0.0, 0.0, height)
    assert caught.value.messages[0].hint


@pytest.mark.parametrize("height", [150.0, 200.0, 1500.0])
def test_the_ends_of_the_heights_are_inside(height: float) -> None:
    assert share(NADIR, 0.0, 0.0, height) == pytest.approx((EARTH_KM / (EARTH_KM + height)) ** 2, rel=0.03)


def test_nothing_asked_is_nothing_answered() -> None:
    none = np.empty(0)
    assert len(earthshine(none, none, none, none)) == 0


def test_the_albedos_are_in_the_order_of_what_they_look_like() -> None:
    assert list(ALBEDOS.values()) == sorted(ALBEDOS.values())
    assert ALBEDOS["ocean"] < ALBEDO < ALBEDOS["snow"] < 1.0


def test_of_a_station_the_light_goes_round_with_the_revolution() -> None:
    """Under the Sun at noon, none at midnight, and the forward plate brighter in the morning than in the evening."""
    orbit = Circle()
    moment = Vantage(orbit, Still()).at(np.array([0.0, 0.25, 0.5, 0.75]) * orbit.period)
    down = shine(moment, moment.direction((0.0, 0.0, 1.0)), moment.sun)
    height = orbit.radius - EQUATOR_KM
    assert down[0] == pytest.approx(share(NADIR, 0.0, 0.0, height), rel=1e-6)
    assert down[2] == 0.0
    assert down[1] == pytest.approx(down[3], rel=1e-6)
    ahead = shine(moment, moment.direction((1.0, 0.0, 0.0)), moment.sun)
    assert ahead[3] > 20 * ahead[1]


@given(st.floats(0.0, 180.0), st.floats(0.0, 1.0))
def test_of_a_station_a_plate_tipped_ahead_has_the_sun_before_it_until_noon_and_behind_it_after(
    plate: float, turn: float
) -> None:
    """With the Sun in the orbit's plane the azimuth is 0 in the morning and 180 deg after noon."""
    orbit = Circle()
    moment = Vantage(orbit, Still()).at(np.array([turn * orbit.period]))
    tip = np.radians(plate)
    found = shine(moment, moment.direction((float(np.sin(tip)), 0.0, float(np.cos(tip)))), moment.sun)
    zenith, azimuth = (360.0 * turn, 180.0) if turn < 0.5 else (360.0 * (1.0 - turn), 0.0)
    assert found[0] == pytest.approx(share(plate, zenith, azimuth, 420.0), abs=1e-5)


@given(angles, st.floats(0.0, 360.0), st.floats(-60.0, 60.0))
def test_of_a_station_a_plate_and_its_mirror_image_have_the_same_light(plate: float, turn: float, beta: float) -> None:
    """Mirrored in the orbit's plane, with the Sun."""
    orbit = Circle()
    at = np.array([turn / 360.0 * orbit.period])
    tip = np.radians(plate)
    found = []
    for side in (1.0, -1.0):
        moment = Vantage(orbit, Still(side * beta)).at(at)
        normal = moment.direction((0.3 * np.sin(tip), -side * np.sqrt(0.91) * np.sin(tip), np.cos(tip)))
        found.append(float(shine(moment, normal, moment.sun)[0]))
    assert found[0] == pytest.approx(found[1], abs=1e-9)
