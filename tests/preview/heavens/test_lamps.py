"""Lamps of made-up streets: even, always the same, ashore, and on at night."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.light.colour import cct
from cupola.preview.colour import TO_XYZ, luminance
from cupola.preview.heavens.lamps import (
    DENSITY,
    ashore,
    by_the_sea,
    chance_of,
    lamp_light,
    lamps_on,
    patterns,
    radius_of,
    wet,
)

WEST_IS_LAND = np.zeros((90, 45), np.uint8)
WEST_IS_LAND[:, 23:] = 255
"""Sea from 4 deg east on."""


@pytest.mark.parametrize(("elevation", "share"), [(20.0, 0.0), (-4.0, 0.0), (-6.0, 0.5), (-8.0, 1.0), (-70.0, 1.0)])
def test_lamps_go_on_while_the_sun_sinks_from_4_to_8_deg(elevation: float, share: float) -> None:
    assert lamps_on(float(np.sin(np.radians(elevation)))) == pytest.approx(share, abs=0.01)


@given(st.integers(0, 2**40))
def test_a_chance_is_a_share_and_always_the_same(seed: int) -> None:
    assert 0.0 <= chance_of(seed) < 1.0
    assert chance_of(seed) == chance_of(seed)


def test_chances_are_even() -> None:
    drawn = np.array([chance_of(seed) for seed in range(20_000)])
    assert drawn.mean() == pytest.approx(0.5, abs=0.01)
    assert drawn.std() == pytest.approx(12.0**-0.5, abs=0.005)
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.03


def test_patterns_are_small_and_always_the_same() -> None:
    assert patterns() is patterns()
    assert patterns().nbytes < 8e6


def test_patterns_are_made_once_a_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPOLA_CACHE", str(tmp_path))
    made = patterns.__wrapped__()
    assert (made == patterns()).all()
    monkeypatch.setattr("cupola.preview.heavens.lamps._patterns", None)
    assert (patterns.__wrapped__() == made).all()


def test_the_middle_of_a_pattern_is_the_towns_and_no_lamp_stands_farther_out_than_five_radii() -> None:
    for pattern in patterns():
        assert np.abs(np.median(pattern[:, :2], axis=0)).max() < 0.08
        assert np.hypot(pattern[:, 0], pattern[:, 1]).max() < 5.0


def test_a_pattern_thins_out() -> None:
    """More than half of the lamps stand within a radius, on a sixth of the ground of all."""
    for pattern in patterns():
        away = np.hypot(pattern[:, 0], pattern[:, 1])
        inner, outer = (away < 0.5).sum() / 0.25, ((away > 1.0) & (away < 1.5)).sum() / 1.25
        assert inner > 3.0 * outer
        assert 0.5 < (away < 1.0).mean() < 0.9


def test_the_first_lamps_of_a_pattern_stand_as_all_do() -> None:
    for pattern in patterns():
        few, all_ = (np.hypot(of[:, 0], of[:, 1]) for of in (pattern[:3000], pattern))
        assert few.mean() == pytest.approx(all_.mean(), rel=0.06)


def test_sodium_is_a_light_of_some_2000_k_and_led_one_of_4000_k() -> None:
    light = lamp_light()
    assert luminance(light) == pytest.approx([1.0, 1.0], abs=0.01)
    assert cct(light @ TO_XYZ.T) == pytest.approx([2000.0, 4000.0], rel=0.1)


@given(st.floats(-1.4, 1.4), st.floats(-3.1, 3.1))
def test_a_place_is_wet_where_its_bit_is_set(lat: float, lon: float) -> None:
    if abs(lon - np.radians(4.0)) > 1e-3:
        assert wet(WEST_IS_LAND, lat, lon) == (lon > np.radians(4.0))


def test_each_bit_of_a_byte_is_one_cell_westmost_first() -> None:
    sea = np.array([[0b1010_0000]], np.uint8)
    found = [wet(sea, 0.0, np.radians(-180.0 + 45.0 * (k + 0.5))) for k in range(8)]
    assert found == [True, False, True, *[False] * 5]


@given(st.floats(-30.0, 30.0), st.floats(-30.0, 30.0))
def test_a_lamp_in_the_sea_comes_ashore_and_one_on_land_stays(across: float, along: float) -> None:
    lat, lon = np.radians(40.0), np.radians(3.9)
    found = ashore(WEST_IS_LAND, lat, lon, across, along)
    assert not wet(WEST_IS_LAND, lat + found[1] / 6371.0, lon + found[0] / (6371.0 * np.cos(lat)))
    if not wet(WEST_IS_LAND, lat + along / 6371.0, lon + across / (6371.0 * np.cos(lat))):
        assert found == (across, along)
    assert np.hypot(*found) <= np.hypot(across, along) + 1e-9


def test_a_town_knows_whether_it_lies_by_the_sea() -> None:
    lat = np.radians(40.0)
    assert by_the_sea(WEST_IS_LAND, lat, np.radians(3.9), 5.0)
    assert not by_the_sea(WEST_IS_LAND, lat, np.radians(2.0), 5.0)


def test_a_shore_between_cells_is_no_stair() -> None:
    """One cell of sea, 0 to 1 deg north and west: the shore cuts its corners."""
    sea = np.zeros((180, 45), np.uint8)
    sea[89, 22] = 0b00010000
    assert wet(sea, np.radians(0.5), np.radians(-0.5))
    assert not wet(sea, np.radians(0.9), np.radians(-0.9))


def test_larger_towns_are_denser() -> None:
    density = [people / (np.pi * radius_of(people) ** 2) for people in (1e5, 1e6, 1e7)]
    assert density[0] == pytest.approx(DENSITY)
    assert density[0] < density[1] < density[2] < 2.5 * density[0]


def test_a_town_has_quarters_and_roads() -> None:
    """Lamps are clustered: squares of a twentieth of a radius hold none or many, as chance alone would not have it."""
    for pattern in patterns():
        counts, _, _ = np.histogram2d(pattern[:, 0], pattern[:, 1], bins=60, range=[[-1.5, 1.5]] * 2)
        ring = np.hypot(*np.meshgrid(*[np.linspace(-1.475, 1.475, 60)] * 2))
        middle = counts[(ring > 0.55) & (ring < 0.75)]
        assert middle.var() > 8.0 * middle.mean()
