"""Sunlight through the limb: against rays followed by SciPy a disc summed point by point, the film's figures."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.light.colour import cct
from cupola.sky import air as module
from cupola.sky import limb_elevation, limit
from cupola.sky.air import LimbLight, limb_light
from cupola.sky.atmosphere import Air, Rays, bending, lift
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.eclipse import Limit
from cupola.sky.spectrum import SUNLIGHT_LX, sunlight, tristimulus
from tests.authorities.sky_october_2021 import TRANSITION
from tests.light.skies import Circle, Still

Floats = NDArray[np.float64]

AUTHORITY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "authorities" / "limb_light.json").read_text(encoding="utf-8")
)
CLEAR = LimbLight(floor_km=0.0)
ELEVATIONS = st.floats(-1.2, 4.0)


@dataclass(frozen=True)
class Sunrise:
    """One row of the authority's."""

    height: float
    floor: float
    elevation: float
    xyz: list[float]
    kelvin: float

    def __str__(self) -> str:
        return f"{self.height:g} km, floor {self.floor:g} km, {self.elevation:g} deg"


SUNRISES = [
    Sunrise(case["height_km"], case["floor_km"], row["elevation"], row["xyz"], row["cct_K"])
    for case in AUTHORITY["sunrises"].values()
    for row in case["light"]
]
BRIGHT = [row for row in SUNRISES if row.xyz[1] > 1.0]


def evening(beta: float, light: LimbLight) -> tuple[Floats, Floats]:
    """Give instants by 20 ms from noon to midnight, and the light, for a circular orbit at a beta angle."""
    orbit, sun = Circle(light.height_km), Still(beta)
    at = np.arange(0.15 * orbit.period, 0.5 * orbit.period, 0.02)
    return at, light(limb_elevation(orbit.positions(at), sun(at), limit("centre")))


def falls_below(share: float, at: Floats, xyz: Floats) -> float:
    """Give the first instant at which the illuminance is below a share of the Sun's."""
    return float(at[np.flatnonzero(xyz[:, 1] < share * SUNLIGHT_LX)[0]])


@pytest.mark.parametrize("row", BRIGHT, ids=str)
def test_illuminance_is_within_5_percent_of_an_independent_calculation(row: Sunrise) -> None:
    """Measured: 3.3 %, nearly all of it another collection of ozone's absorption."""
    (xyz,) = LimbLight(row.height, row.floor)([row.elevation])
    assert xyz == pytest.approx(row.xyz, rel=0.05)


@pytest.mark.parametrize("row", BRIGHT, ids=str)
def test_colour_temperature_is_within_1_5_percent_of_the_same_calculation(row: Sunrise) -> None:
    (kelvin,) = cct(LimbLight(row.height, row.floor)([row.elevation]))
    assert kelvin == pytest.approx(row.kelvin, rel=0.015)


def test_the_first_ray_over_the_ground_is_as_faint_as_in_the_same_calculation() -> None:
    """A third of a thousandth of a lux, 0.2 deg above the last ray at all: only the order of size is sure."""
    (faint,) = [row for row in SUNRISES if row.xyz[1] < 1.0]
    found = LimbLight(faint.height, faint.floor)([faint.elevation])[0, 1]
    assert found == pytest.approx(faint.xyz[1], rel=0.5)


@pytest.mark.parametrize("beta", TRANSITION)
def test_from_95_to_1_percent_the_light_falls_in_the_studys_seconds(beta: float) -> None:
    """8 %: the study has rows of a second, the bending 7 % less near the ground, and a sphere for the Earth."""
    at, xyz = evening(beta, CLEAR)
    seconds = falls_below(0.01, at, xyz) - falls_below(0.95, at, xyz)
    assert seconds == pytest.approx(TRANSITION[beta], rel=0.08)


def test_at_high_beta_the_sunset_lasts_more_than_two_minutes() -> None:
    """138 s in the study at a beta angle of 68 deg."""
    at, xyz = evening(68.0, CLEAR)
    assert falls_below(0.01, at, xyz) - falls_below(0.95, at, xyz) == pytest.approx(138.0, rel=0.05)


def test_the_colours_come_in_the_order_that_crews_tell() -> None:
    """White, a short cool phase from ozone, white again, then warm to deep red with the last hundreds of lux."""
    at, xyz = evening(0.0, CLEAR)
    last = falls_below(0.001, at, xyz)
    before = (60, 17, 12, 8, 1)  # s
    kelvin = dict(zip(before, cct(xyz[np.searchsorted(at, last - np.array(before))]), strict=True))
    assert kelvin[60] == pytest.approx(5930, abs=20)
    assert kelvin[17] > 8000
    assert 4000 < kelvin[12] < 6000
    assert 2000 < kelvin[8] < 3200
    assert kelvin[1] < 1500


def test_the_concepts_page_tells_the_sunset_as_it_is() -> None:
    """5 % of the light and of the colour, in each row of the page's table."""
    page = (Path(__file__).parents[2] / "docs" / "concepts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([\d,]+) lx \| (\d+) K", page, flags=re.MULTILINE)
    at, xyz = evening(0.0, CLEAR)
    last = falls_below(0.001, at, xyz)
    for seconds, lux, kelvin in rows:
        here = xyz[np.searchsorted(at, last - float(seconds))]
        assert here[1] == pytest.approx(float(lux.replace(",", "")), rel=0.05)
        assert cct([here])[0] == pytest.approx(float(kelvin), rel=0.05)
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("depression", "lux", "kelvin"),
    [(20.1, 2800, 3080), (19.9, 5600, 4900), (19.7, 13_600, 7900), (19.4, 52_000, None), (19.0, 116_000, 6270)],
)  # fmt: skip
def test_the_beam_is_that_of_the_planners_table(depression: float, lux: float, kelvin: float | None) -> None:
    """Another renderer's figures for 410 km: 15 % or 0.02 deg of its sphere of 6371 km, 6 % of the colour."""
    height = 410.0
    dip = float(np.degrees(np.arccos(EQUATOR_KM / (EQUATOR_KM + height))))
    here = LimbLight(height, 0.0)(dip - np.array([depression, depression - 0.02]))
    assert here[0, 1] < lux * 1.15 and here[1, 1] > lux * 0.85
    if kelvin:
        assert cct(here).mean() == pytest.approx(kelvin, rel=0.06)


@given(st.floats(3.5, 90.0), st.floats(200.0, 1500.0))
def test_well_above_the_limb_the_sun_is_whole(elevation: float, height: float) -> None:
    (xyz,) = LimbLight(round(height, -2))([elevation])
    assert xyz == pytest.approx(tristimulus(sunlight()), rel=2e-4)


@given(st.floats(-90.0, -1.5), st.sampled_from([200.0, 420.0, 1500.0]))
def test_well_below_the_limb_there_is_no_light(elevation: float, height: float) -> None:
    assert np.all(LimbLight(height)([elevation]) == 0.0)


@given(ELEVATIONS, st.floats(0.001, 1.0))
def test_as_the_sun_climbs_the_light_grows(elevation: float, more: float) -> None:
    before, after = CLEAR([elevation, elevation + more])
    assert np.all(after >= before * (1 - 1e-9))


@given(ELEVATIONS, st.floats(0.0, 20.0), st.floats(0.0, 10.0))
def test_higher_clouds_take_light_and_never_give_any(elevation: float, floor: float, more: float) -> None:
    low, high = (LimbLight(floor_km=round(km)) for km in (floor, floor + more))
    assert np.all(high([elevation]) <= low([elevation]) + 1e-5 * SUNLIGHT_LX)


@pytest.mark.parametrize("height", [200.0, 420.0, 1500.0])
@pytest.mark.parametrize("floor", [0.0, 8.0, 15.0])
def test_light_begins_with_the_refracted_ray_over_the_clouds(height: float, floor: float) -> None:
    """The limit `refracted` and the light speak of the same ray: none 0.01 deg earlier, some 0.01 deg later."""
    distance = EQUATOR_KM + height
    angle = np.arccos((EQUATOR_KM + floor + float(lift(floor))) / distance)
    here = np.array([[0.0, distance, 0.0]])
    first = Limit("ray", "upper", floor, float(bending(floor)))
    zenith = np.pi / 2 + angle + np.radians(0.2665 + first.refraction)
    sun = 149597870.7 * np.array([[np.sin(zenith), np.cos(zenith), 0.0]])
    edge = float(limb_elevation(here, sun, limit("centre"))[0])
    assert limb_elevation(here, sun, first)[0] == pytest.approx(0.0, abs=0.004)
    before, after = LimbLight(height, floor)([edge - 0.01, edge + 0.01])
    assert before[1] == 0.0
    assert after[1] > 0.0


def test_the_disc_is_darker_at_its_limb_so_half_of_it_gives_half_and_a_tenth_gives_less() -> None:
    """Without air only geometry is left; by hand: the middle of the disc is 1, its limb 0.3 as bright."""
    shares = module._disc_below(np.array([-1.0, -0.8, 0.0, 0.8, 1.0]))
    assert shares[[0, 2, 4]] == pytest.approx([0.0, 0.5, 1.0])
    assert shares[1] + shares[3] == pytest.approx(1.0)
    flat = (np.arccos(0.8) - 0.8 * 0.6) / np.pi
    assert shares[1] < 0.85 * flat


def test_the_share_of_the_disc_is_the_sum_over_its_points() -> None:
    side = (np.arange(2000) + 0.5) / 1000 - 1.0
    x, y = np.meshgrid(side, side)
    m = np.sqrt(np.clip(1.0 - x**2 - y**2, 0.0, None))
    bright = np.where(m > 0, 0.30 + 0.93 * m - 0.23 * m**2, 0.0)
    for height in (-0.9, -0.3, 0.2, 0.7):
        summed = bright[side < height].sum() / bright.sum()
        assert float(module._disc_below(np.array(height))) == pytest.approx(summed, abs=5e-4)


def test_the_table_is_as_good_as_a_far_finer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """0.01 % of the full Sun everywhere, and 2 % of the light itself where there are 50 lx or more."""
    at = np.random.default_rng(5).uniform(-0.9, 2.6, 4000)
    for floor in (0.0, 8.0):
        coarse = LimbLight(floor_km=floor)(at)
        with monkeypatch.context() as finer:
            module._table.cache_clear()
            finer.setattr(module, "_TANGENT_STEP_KM", 0.1)
            finer.setattr(module, "_ELEVATION_STEP", module._ELEVATION_STEP / 4)
            fine = LimbLight(floor_km=floor)(at)
        module._table.cache_clear()
        away = np.abs(coarse - fine)
        assert away.max() < 1e-4 * SUNLIGHT_LX
        lit = fine[:, 1] > 50.0
        assert (away[lit, 1] / fine[lit, 1]).max() < 0.02


def test_energy_is_kept_where_the_air_only_bends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spread and gathered: with clear air of full transmission, the beam is thinned by as much as it is spread.

    Over all elevations of the Sun's centre the light adds up to that of the directions in which rays reach the station:
    the full Sun from the seen edge of the ground upwards, not from the true one.
    """
    monkeypatch.setattr(Rays, "transmission", lambda self, air: np.ones((len(self.tangent), 41)))
    module._table.cache_clear()
    elevation = np.arange(-1.6, 6.0, 0.002)
    light = LimbLight(420.0, 0.0)(elevation)[:, 1] / float(tristimulus(sunlight())[1])
    module._table.cache_clear()
    distance = EQUATOR_KM + 420.0
    seen = np.degrees(np.arcsin((EQUATOR_KM + float(lift(0.0))) / distance) - np.arcsin(EQUATOR_KM / distance))
    assert 6.0 - light.sum() * 0.002 == pytest.approx(seen, abs=0.006)


def test_from_higher_up_the_light_grows_over_a_narrower_angle() -> None:
    """The limb is farther away: 20 km of air are 0.7 deg from 250 km and 0.3 deg from 1500 km."""
    grid = np.arange(-1.5, 4.0, 0.001)
    widths = []
    for height in (250.0, 420.0, 1500.0):
        light = LimbLight(height)(grid)[:, 1] / SUNLIGHT_LX
        widths.append(float(np.interp(0.95, light, grid) - np.interp(0.01, light, grid)))
    assert widths[0] > widths[1] > widths[2]
    assert widths[0] / widths[2] == pytest.approx(1.7, abs=0.4)


def test_dust_and_ozone_are_asked_of_the_air_that_is_given() -> None:
    usual, tropics, pinatubo = (LimbLight(air=air)([0.4])[0] for air in (Air(), Air(ozone=250.0), Air(dust=0.15)))
    assert tropics[1] > 1.1 * usual[1]
    assert pinatubo[1] < 0.2 * usual[1]


def test_one_elevation_or_none_or_a_million_are_answered() -> None:
    assert CLEAR([]).shape == (0, 3)
    assert CLEAR(np.zeros((2, 3))).shape == (2, 3, 3)
    assert CLEAR(np.linspace(-90, 90, 1_000_000)).shape == (1_000_000, 3)


@given(st.floats(200.0, 1500.0), st.floats(-0.6, 4.0))
def test_between_two_heights_light_is_that_of_the_height_itself(height: float, elevation: float) -> None:
    """0.2 %, and a fifth of a lux of the first rays. The station is 25 km higher in the south than in the north."""
    found = limb_light(np.array([elevation, 0.9 * elevation]), np.array([height, 420.0]))
    assert found[0] == pytest.approx(LimbLight(height)([elevation])[0], rel=2e-3, abs=0.2)
    assert found[1] == pytest.approx(LimbLight(420.0)([0.9 * elevation])[0], rel=1e-9)


def test_far_from_the_limb_light_is_all_or_none_at_any_height() -> None:
    found = limb_light(np.array([90.0, 9.0, -9.0]), np.array([420.0, 1500.0, 200.0]))
    assert found[:2] == pytest.approx(np.stack([tristimulus(sunlight())] * 2))
    assert not found[2].any()


def test_a_height_just_outside_counts_as_the_nearest_and_one_in_the_air_is_refused() -> None:
    assert limb_light(np.zeros(1), np.array([195.0]))[0] == pytest.approx(LimbLight(200.0)([0.0])[0])
    with pytest.raises(SkyError, match="E345"):
        limb_light(np.zeros(1), np.array([150.0]))


@pytest.mark.parametrize("height", [420_000.0, 199.0, 1501.0, float("nan")])
def test_a_station_in_the_air_or_far_out_is_refused(height: float) -> None:
    with pytest.raises(SkyError, match=r"E345 light through the limb .*\nhint: give 200 to 1500 km"):
        LimbLight(height)


@pytest.mark.parametrize("floor", [-1.0, 31.0, float("nan")])
def test_clouds_under_the_ground_or_in_space_are_refused(floor: float) -> None:
    with pytest.raises(SkyError, match=r"E345 no clouds reach .*\nhint: give 0 to 30 km"):
        LimbLight(floor_km=floor)
