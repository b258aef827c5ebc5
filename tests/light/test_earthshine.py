"""Earthshine: two Monte Carlos, figures that are known, and what must be so by nature."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.light import earthshine as module
from cupola.light.colour import cct
from cupola.light.earthshine import ALBEDO, ALBEDOS, EARTH_KM, earthshine, shine
from cupola.light.moment import Vantage
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.earthlight import earth_light
from tests.light.skies import Circle, Still

Floats = NDArray[np.float64]

AUTHORITIES = Path(__file__).parents[1] / "authorities"
LAMBERT = json.loads((AUTHORITIES / "earthshine.json").read_text("utf-8"))
PATHS = json.loads((AUTHORITIES / "earthlight.json").read_text("utf-8"))
SUN_LX = 133_100.0
NADIR, HORIZON, PANE = 0.0, 90.0, 60.0  # a pane 30 deg below the horizontal looks 60 deg from the nadir
AIR_ALONE, OF_GROUND = 0.0996, 0.712  # the albedo of air over black ground, and what white ground adds

angles = st.floats(0.0, 180.0)
heights = st.sampled_from((150.0, 412.0, 1500.0))  # each 25 km has a table of its own, made at first use


def xyz(plate: float, lamp: float, azimuth: float = 0.0, height: float = 421.0, albedo: float = ALBEDO) -> Floats:
    """Give the light of one plate for a lamp of 1 lx."""
    one = [np.array([x]) for x in (plate, lamp, azimuth, height)]
    return earthshine(one[0], one[1], one[2], one[3], albedo)[:, 0]


def share(plate: float, lamp: float, azimuth: float = 0.0, height: float = 421.0, albedo: float = ALBEDO) -> float:
    """Give the illuminance of one plate for a lamp of 1 lx."""
    return float(xyz(plate, lamp, azimuth, height, albedo)[1])


def lux(plate: float, lamp: float, azimuth: float = 0.0) -> float:
    """Give the illuminance of one plate by the mean Earth and the Sun at 1 au."""
    return share(plate, lamp, azimuth) * SUN_LX


class WhiteBall:
    """An Earth without air that reflects alike in all directions, for a lamp of `SUNLIGHT_LX`."""

    def around(self, origins: Floats, directions: Floats, sun: Floats, radius: float) -> Floats:
        """Give its light along rays."""
        along = np.einsum("ni,ni->n", origins, directions)
        under = along**2 - np.einsum("ni,ni->n", origins, origins) + radius**2
        point = origins + (-along - np.sqrt(np.maximum(under, 0.0)))[:, None] * directions
        lit = np.maximum(np.einsum("ni,ni->n", point, sun) / radius, 0.0)
        return np.tile(np.where(under > 0.0, lit * SUN_LX / np.pi, 0.0), (3, 1))


@pytest.fixture
def white_ball(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def forget() -> None:
        module._tables.cache_clear()
        module._table.cache_clear()

    forget()
    monkeypatch.setattr(module, "earth_light", lambda albedo: WhiteBall())
    yield
    forget()


@pytest.mark.usefixtures("white_ball")
def test_shares_of_an_earth_without_air_are_those_of_a_monte_carlo() -> None:
    """Within 0.2 % of noon, 1 % of themselves, and four standard errors of the authority."""
    for *case, value, error in LAMBERT["rows"]:
        assert abs(share(*case) - value) < min(0.002 * 0.88, 0.01 * value) + 4 * error, case


@pytest.mark.usefixtures("white_ball")
def test_straight_below_the_sun_a_nadir_plate_has_the_view_factor_of_an_earth_without_air() -> None:
    """(R/(R+h))², less what the ground away from the point below is lit at a slant: 0.4 % at 420 km."""
    for height in (150.0, 437.5, 1500.0):
        factor = (EARTH_KM / (EARTH_KM + height)) ** 2
        slant = height / EARTH_KM * 0.13
        assert factor * (1 - slant) <= share(NADIR, 0.0, 0.0, height) <= factor


@pytest.mark.parametrize("height", [150.0, 421.0, 1500.0])
def test_what_is_in_sight_fills_the_cone_of_the_earth_and_80_km_of_its_air(height: float) -> None:
    sight, share = module._sights(height)
    whole = 2 * np.pi * (1 - np.sqrt(1 - ((EARTH_KM + 80.0) / (EARTH_KM + height)) ** 2))
    ground = 2 * np.pi * (1 - np.sqrt(1 - (EARTH_KM / (EARTH_KM + height)) ** 2))
    limb = -sight[:, 2] < np.sqrt(1 - (EARTH_KM / (EARTH_KM + height)) ** 2)
    assert 2 * share.sum() == pytest.approx(whole, rel=1e-6)
    assert 2 * share[~limb].sum() == pytest.approx(ground, rel=1e-6)
    assert np.linalg.norm(sight, axis=-1) == pytest.approx(1.0)


def of_paths(row: list[float]) -> tuple[float, float, float]:
    """Give a plate's light, that of random paths, and its standard error."""
    plate, lamp, azimuth, ground, value, error = row
    return share(plate, lamp, azimuth, 421.0, AIR_ALONE + OF_GROUND * ground), value, error


@pytest.mark.parametrize("row", [row for row in PATHS["rows"] if row[3] == 0.3])
def test_light_of_the_mean_earth_is_that_of_random_paths_through_its_air(row: list[float]) -> None:
    """Within 2 %, or 6 % with the Sun 5 deg high below and lower, and three standard errors of the authority."""
    found, value, error = of_paths(row)
    assert found == pytest.approx(value, abs=(0.02 if row[1] < 80 else 0.06) * value + 3 * error)


@pytest.mark.parametrize("row", [row for row in PATHS["rows"] if row[3] != 0.3])
def test_light_of_a_black_and_a_bright_earth_is_near_that_of_random_paths(row: list[float]) -> None:
    """Within 6 %, and a hundredth of the lamp's light: air is somewhat too bright over black ground."""
    found, value, error = of_paths(row)
    assert found == pytest.approx(value, abs=0.06 * value + 0.01 + 3 * error)


@pytest.mark.parametrize(
    ("plate", "lamp", "klx"), [(NADIR, 0, 35.0), (HORIZON, 0, 11.2), (PANE, 0, 21.1), (NADIR, 60, 17.5)]
)
def test_a_plate_has_the_kilolux_that_the_field_reckons_with(plate: float, lamp: float, klx: float) -> None:
    """An Earth without air has them; air takes a little from a high Sun's light."""
    assert 0.9 * klx < lux(plate, lamp) / 1000 < 1.01 * klx


def test_air_is_bright_where_the_ground_has_the_sun_on_its_horizon() -> None:
    """Without it the Earth would give 0.84 klx."""
    assert lux(NADIR, 90) / 1000 == pytest.approx(2.2, abs=0.2)


def test_earthshine_is_bluer_than_the_sun_and_more_so_the_lower_it_stands() -> None:
    """5930 K; 5500 to 8500 K over cloud and sea."""
    kelvin = [float(cct(xyz(NADIR, lamp)[None])[0]) for lamp in (0.0, 60.0, 85.0)]
    assert 6500 < kelvin[0] < 7500
    assert kelvin == sorted(kelvin)
    assert float(cct(xyz(NADIR, 0.0, albedo=0.7)[None])[0]) < kelvin[0]


def test_with_the_sun_60_deg_from_the_zenith_slanting_plates_have_a_bright_and_a_dark_side() -> None:
    horizon = [lux(HORIZON, 60, azimuth) / 1000 for azimuth in (0, 180)]
    pane = [lux(PANE, 60, azimuth) / 1000 for azimuth in (0, 180)]
    assert horizon == pytest.approx([6.6, 5.7], abs=0.2)
    assert pane == pytest.approx([11.5, 10.3], abs=0.2)


def test_after_sunset_below_there_is_twilight_until_the_limb_is_dark() -> None:
    """The farthest lit ground is 20 deg ahead, and the air behind it is lit 8 deg farther."""
    found = [lux(PANE, lamp) for lamp in (90.0, 105.0, 110.0, 115.0, 120.0, 135.0, 160.0)]
    assert found == sorted(found, reverse=True)
    assert 10.0 < found[2] < 100.0
    assert found[4] < 0.1
    assert found[-1] == 0.0


def summed(plate: float, lamp: float, azimuth: float, height: float) -> float:
    """Give the illuminance of one plate from all that it sees under that very lamp, without a grid of lamps."""
    sight, share = module._sights(height)
    z, p, a = np.radians([lamp, plate, azimuth])
    start = np.tile([0.0, 0.0, EARTH_KM + height], (len(sight), 1))
    sun = np.tile([np.sin(z), 0.0, np.cos(z)], (len(sight), 1))
    light = earth_light(ALBEDO).around(start, sight, sun, EARTH_KM)[1]
    normal = np.array([np.sin(p) * np.cos(a), np.sin(p) * np.sin(a), -np.cos(p)])
    both = sum(np.maximum((sight * [1.0, side, 1.0]) @ normal, 0.0) for side in (1.0, -1.0))
    return float((light * share) @ both)


@pytest.mark.parametrize("lamp", [85.3, 92.3, 101.2, 107.8, 110.3, 111.7, 113.2])
@pytest.mark.parametrize(("plate", "azimuth"), [(0.0, 0.0), (PANE, 30.0), (HORIZON, 0.0)])
def test_dawn_is_as_bright_between_the_grids_lamps_as_at_them(plate: float, azimuth: float, lamp: float) -> None:
    """2 %, from ten thousand lux down to a tenth of one: in dawn a degree of the Sun is half of the light, or more."""
    assert lux(plate, lamp, azimuth) == pytest.approx(summed(plate, lamp, azimuth, 421.0), rel=0.02)


@given(st.floats(0.0, 18.0), st.floats(0.0, 100.0), angles)
def test_a_plate_that_sees_the_whole_disc_has_the_sum_of_its_components(
    plate: float, lamp: float, azimuth: float
) -> None:
    """Up to 18 deg from the nadir no part of Earth and limb, 72 deg wide to each side, is behind the plate."""
    down, aside = share(0.0, lamp), share(17.5, lamp)
    sideways = (aside - down * np.cos(np.radians(17.5))) / np.sin(np.radians(17.5))
    tip = np.radians(plate)
    expected = down * np.cos(tip) + sideways * np.sin(tip) * np.cos(np.radians(azimuth))
    assert share(plate, lamp, azimuth) == pytest.approx(expected, abs=1e-3)


@given(angles, angles, angles, heights, st.floats(0.0, 1.0))
def test_light_is_never_negative_and_never_more_than_falls_on_the_earth(
    plate: float, lamp: float, azimuth: float, height: float, albedo: float
) -> None:
    """A white Earth under its air gives a little more straight back than one without air."""
    assert 0.0 <= share(plate, lamp, azimuth, height, round(albedo, 1)) <= 1.1


@given(angles, st.floats(0.0, 120.0), angles, heights)
def test_the_earth_darkens_as_the_sun_sinks_below_a_nadir_plate(
    plate: float, lamp: float, azimuth: float, height: float
) -> None:
    assert share(NADIR, lamp + 5.0, azimuth, height) <= share(NADIR, lamp, azimuth, height)


@given(st.floats(0.0, 1.0), st.floats(0.0, 90.0))
def test_the_more_the_earth_reflects_the_more_light_there_is(albedo: float, lamp: float) -> None:
    darker, brighter = round(albedo * 0.9, 1), round(albedo * 0.9, 1) + 0.1
    assert share(NADIR, lamp, albedo=darker) < share(NADIR, lamp, albedo=brighter)
    assert share(NADIR, lamp, albedo=0.0) == 0.0


@given(angles, st.floats(120.0, 180.0), angles)
def test_past_120_deg_there_is_no_twilight_in_sight_of_the_iss(plate: float, lamp: float, azimuth: float) -> None:
    assert share(plate, lamp, azimuth, 420.0) < 1e-6


@given(st.floats(163.0, 180.0), angles, angles)
def test_a_plate_that_looks_up_sees_no_earth(plate: float, lamp: float, azimuth: float) -> None:
    """The horizon is 20 deg below the horizontal, the top of the limb 18 deg."""
    assert share(plate, lamp, azimuth, 420.0) < 1e-4


@pytest.mark.parametrize("height", [149.0, 1501.0, -1.0, float("nan")])
def test_a_station_outside_low_orbit_is_refused(height: float) -> None:
    with pytest.raises(SkyError, match="E350") as caught:
        share(NADIR, 0.0, 0.0, height)
    assert caught.value.messages[0].hint


@pytest.mark.parametrize("height", [150.0, 200.0, 1500.0])
def test_the_ends_of_the_heights_are_inside(height: float) -> None:
    assert share(NADIR, 0.0, 0.0, height) == pytest.approx(ALBEDO * (EARTH_KM / (EARTH_KM + height)) ** 2, rel=0.1)


def test_nothing_asked_is_nothing_answered() -> None:
    none = np.empty(0)
    assert earthshine(none, none, none, none).shape == (3, 0)


def test_the_albedos_are_in_the_order_of_what_they_look_like() -> None:
    assert list(ALBEDOS.values()) == sorted(ALBEDOS.values())
    assert ALBEDOS["ocean"] < ALBEDO < ALBEDOS["snow"] < 1.0


def test_of_a_station_the_light_goes_round_with_the_revolution() -> None:
    """Under the Sun at noon, none at midnight, and the forward plate brighter in the morning than in the evening."""
    orbit = Circle()
    moment = Vantage(orbit, Still()).at(np.array([0.0, 0.25, 0.5, 0.75]) * orbit.period)
    down = shine(moment, moment.direction((0.0, 0.0, 1.0)), moment.sun)[1]
    height = orbit.radius - EQUATOR_KM
    assert down[0] == pytest.approx(share(NADIR, 0.0, 0.0, height), rel=1e-6)
    assert down[2] == 0.0
    assert down[1] == pytest.approx(down[3], rel=1e-6)
    ahead = shine(moment, moment.direction((1.0, 0.0, 0.0)), moment.sun)[1]
    assert ahead[3] > 8 * ahead[1]


@given(st.floats(0.0, 180.0), st.floats(0.0, 1.0))
def test_of_a_station_a_plate_tipped_ahead_has_the_sun_before_it_until_noon_and_behind_it_after(
    plate: float, turn: float
) -> None:
    """With the Sun in the orbit's plane the azimuth is 0 in the morning and 180 deg after noon."""
    orbit = Circle()
    moment = Vantage(orbit, Still()).at(np.array([turn * orbit.period]))
    tip = np.radians(plate)
    found = shine(moment, moment.direction((float(np.sin(tip)), 0.0, float(np.cos(tip)))), moment.sun)[1]
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
        found.append(float(shine(moment, normal, moment.sun)[1, 0]))
    assert found[0] == pytest.approx(found[1], abs=1e-9)
