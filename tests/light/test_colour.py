"""Colour: against colour-science, the CIE's illuminants, and black bodies worked out by hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.light.colour import COOLEST_K, WARMEST_K, black_body, cct, chromaticity, mired
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]

AUTHORITY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "authorities" / "colour_temperature.json").read_text(encoding="utf-8")
)
POINTS = AUTHORITY["points"]
KELVINS = st.floats(1010.0, 90_000.0)


def xyz_of(x: float, y: float) -> list[float]:
    """Give XYZ with Y = 1 of a chromaticity."""
    return [x / y, 1.0, (1.0 - x - y) / y]


@pytest.mark.parametrize(
    ("low", "high", "within"), [(1000, 6500, 1e-3), (6500, 10_001, 2.5e-3), (10_001, 25_001, 1e-2)]
)
def test_the_colour_temperature_is_ohnos(low: float, high: float, within: float) -> None:
    """Ohno 2013 by colour-science, up to 0.04 off the locus; the observer in bands of 10 nm is the difference."""
    points = [p for p in POINTS if low <= p["cct_K"] < high]
    found = cct([xyz_of(*p["xy"]) for p in points])
    assert found == pytest.approx([p["cct_K"] for p in points], rel=within)
    assert len(points) > 10


@pytest.mark.parametrize("name", AUTHORITY["illuminants"])
def test_the_cies_illuminants_have_their_temperatures(name: str) -> None:
    lamp = AUTHORITY["illuminants"][name]
    assert cct([xyz_of(*lamp["xy"])])[0] == pytest.approx(lamp["cct_K"], rel=1.2e-3)


def test_the_sun_above_the_air_is_5930_kelvin() -> None:
    """ASTM G173-03 and the CIE 1931 observer by the nanometre: 5932 K, x 0.3234, y 0.3327."""
    (kelvin,) = cct([tristimulus(sunlight())])
    assert kelvin == pytest.approx(5932, abs=5)
    assert chromaticity([tristimulus(sunlight())])[0] == pytest.approx([0.3234, 0.3327], abs=2e-4)


def test_daylight_film_and_lamp_light_are_179_and_313_mired() -> None:
    assert mired([5600.0, 3200.0]) == pytest.approx([178.6, 312.5], abs=0.1)
    assert mired(mired(4321.0)) == pytest.approx(4321.0)


def test_a_quarter_cto_is_as_much_anywhere_in_mired_and_not_in_kelvin() -> None:
    """42 mired turn 5600 K to 4534 K and 3200 K to 2821 K."""
    turned = mired(mired([5600.0, 3200.0]) + 42.0)
    assert turned == pytest.approx([4534.0, 2821.0], abs=1.0)


@pytest.mark.parametrize(
    ("kelvin", "x", "y"),
    [(1000, 0.6528, 0.3444), (2856, 0.4475, 0.4075), (5000, 0.3451, 0.3516), (10_000, 0.2807, 0.2884)],
)
def test_black_bodies_have_the_published_chromaticities(kelvin: float, x: float, y: float) -> None:
    """Wyszecki and Stiles (1982), table 1(3.11)."""
    assert chromaticity(black_body([kelvin]))[0] == pytest.approx([x, y], abs=1.5e-3)


@given(KELVINS)
def test_a_black_body_has_its_own_temperature(kelvin: float) -> None:
    assert cct(black_body([kelvin]))[0] == pytest.approx(kelvin, rel=2e-4)


@given(KELVINS, st.floats(1e-6, 1e6))
def test_brightness_changes_no_colour(kelvin: float, times: float) -> None:
    light = black_body([kelvin])
    assert cct(times * light)[0] == pytest.approx(float(cct(light)[0]), rel=1e-9)
    assert chromaticity(times * light)[0] == pytest.approx(chromaticity(light)[0])


@given(KELVINS, st.floats(-0.045, 0.045))
def test_the_answer_is_the_nearest_point_of_the_locus(kelvin: float, off: float) -> None:
    """No other point, of 4000 at even steps of mired, is nearer in the CIE 1960 diagram by more than their spacing."""
    locus = uv(black_body(mired(np.linspace(1e6 / 95_000, 999.0, 4000))))
    middle, ahead = uv(black_body(mired(float(mired(kelvin)) + np.array([0.0, 0.1]))))
    along = (ahead - middle) / np.linalg.norm(ahead - middle)
    point = middle + off * np.array([-along[1], along[0]])
    total = 2.0 * point[0] - 8.0 * point[1] + 4.0
    (found,) = cct([xyz_of(3.0 * point[0] / total, 2.0 * point[1] / total)])
    ours = np.linalg.norm(uv(black_body([found]))[0] - point)
    assert ours <= np.linalg.norm(locus - point, axis=1).min() + 2e-6


def uv(xyz: Floats) -> Floats:
    """Give CIE 1960 u and v from x and y: 4x / (12y - 2x + 3), 6y / (12y - 2x + 3)."""
    x, y = chromaticity(xyz).T
    found: Floats = np.stack([4 * x, 6 * y], axis=-1) / (12 * y - 2 * x + 3)[:, None]
    return found


def test_where_there_is_no_light_there_is_no_colour() -> None:
    dark = np.zeros((2, 3))
    assert np.isnan(cct(dark)).all()
    assert np.isnan(chromaticity(dark)).all()
    mixed = cct([[0.0, 0.0, 0.0], xyz_of(0.3127, 0.329)])
    assert np.isnan(mixed[0]) and mixed[1] == pytest.approx(6504, abs=10)


@pytest.mark.parametrize(("x", "y"), [(0.2, 0.7), (0.3, 0.6), (0.35, 0.15)])
def test_green_and_purple_have_no_temperature(x: float, y: float) -> None:
    assert np.isnan(cct([xyz_of(x, y)])[0])


def test_redder_than_the_locus_knows_has_no_temperature_and_bluer_has_the_end_of_it() -> None:
    assert np.isnan(cct(black_body([0.9 * WARMEST_K]))[0])
    assert cct(black_body([2 * COOLEST_K]))[0] == pytest.approx(COOLEST_K, rel=1e-6)


def test_nothing_in_gives_nothing_out_and_any_shape_comes_back() -> None:
    assert cct(np.empty((0, 3))).shape == (0,)
    assert chromaticity(np.ones((4, 5, 3))).shape == (4, 5, 2)
    assert cct(np.ones((4, 5, 3))).shape == (4, 5)


@pytest.mark.parametrize(("away", "has_one"), [(0.045, True), (0.055, False), (-0.045, True), (-0.055, False)])
def test_beyond_0_05_from_the_locus_a_colour_has_no_temperature(away: float, has_one: bool) -> None:
    """CIE 15:2018; square to the locus at 4000 K, in the CIE 1960 diagram."""
    here, before, after = (uv_of(black_body([kelvin])[0]) for kelvin in (4000.0, 3990.0, 4010.0))
    along = (after - before) / np.linalg.norm(after - before)
    u, v = here + away * np.array([-along[1], along[0]])
    scale = 2 * u - 8 * v + 4
    found = cct([xyz_of(3 * u / scale, 2 * v / scale)])[0]
    assert np.isfinite(found) == has_one
    assert not has_one or found == pytest.approx(4000.0, rel=0.01)


def uv_of(xyz: Floats) -> Floats:
    """Give CIE 1960 u and v."""
    x, y, z = xyz
    found: Floats = np.array([4 * x, 6 * y]) / (x + 15 * y + 3 * z)
    return found
