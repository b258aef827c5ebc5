"""Land, sea and clouds of a place: coasts rounded, climate laid over them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.earth import pyramid
from cupola.preview.earth.ground import WHITEST, brightness, reflectance, sea_at, smooth_bits, wetted
from cupola.preview.earth.materials import LIGHT, SHARE
from cupola.preview.earth.pyramid import Pyramid

SHARES = st.floats(0.0, WHITEST)


def half_sea() -> tuple[pyramid.Codes, Pyramid]:
    """Give a mask that is sea in the west, and its coarser copies."""
    mask = np.zeros((512, 1024), np.bool_)
    mask[:, :512] = True
    share = mask.reshape(128, 4, 256, 4).mean(axis=(1, 3)).astype(np.float32)
    return np.packbits(mask, axis=1), Pyramid.of(pyramid.copies(share, SHARE))


def sea(level: float, across: float, grain: float = 0.0) -> float:
    bits, cover = half_sea()
    return sea_at(bits, cover.codes, cover.plan, SHARE, level, across, 0.5, grain)


@pytest.mark.parametrize(
    ("code", "expected"),  # the Blue Marble's means over 20 x 20 cells, and what satellites measure
    [
        ((206, 180, 138), (0.45, 0.34, 0.22)),  # Libya 4
        ((23, 36, 9), (0.03, 0.045, 0.02)),  # the Amazon's forest
        ((59, 65, 28), (0.07, 0.08, 0.04)),  # farmland about Paris
        ((253, 253, 253), (0.85, 0.85, 0.85)),  # Greenland
    ],
)
def test_desert_forest_fields_and_snow_reflect_what_they_do(
    code: tuple[int, int, int], expected: tuple[float, float, float]
) -> None:
    assert reflectance(LIGHT[list(code)]) == pytest.approx(expected, rel=0.12, abs=0.004)


def test_what_is_lighter_in_the_map_is_lighter_on_the_ground() -> None:
    assert (np.diff(reflectance(LIGHT)) > 0.0).all()
    assert 0.0 < reflectance(LIGHT)[0] < 0.01 and reflectance(LIGHT)[-1] < 0.9


@pytest.mark.parametrize("level", [-4.0, 0.0, 0.9, 1.5, 2.0, 3.3])
def test_far_from_a_coast_there_is_sea_or_none_at_any_distance(level: float) -> None:
    assert sea(level, 0.25) == pytest.approx(1.0)
    assert sea(level, 0.75) == pytest.approx(0.0)


@pytest.mark.parametrize("level", [-4.0, 0.0, 1.5, 2.0])
def test_a_straight_coast_lies_between_its_cells(level: float) -> None:
    cell = 1.0 / 1024
    assert sea(level, 0.5) == pytest.approx(0.5, abs=0.02)
    assert sea(level, 0.5 - 4.0 * cell) > 0.8
    assert sea(level, 0.5 + 4.0 * cell) < 0.2


def test_near_by_a_coast_is_sharper_than_the_mask() -> None:
    cell = 1.0 / 1024
    assert sea(-4.0, 0.5 + 0.2 * cell) < sea(0.0, 0.5 + 0.2 * cell) < 0.5


def test_from_one_copy_to_the_next_a_coast_changes_by_little() -> None:
    across = 0.5 + 1.3 / 1024
    for level in (1.0, 2.0):
        assert sea(level - 1e-6, across) == pytest.approx(sea(level, across), abs=1e-3)


def test_grain_moves_a_coast_but_makes_no_sea_inland() -> None:
    assert sea(-2.0, 0.5, 1.0) > sea(-2.0, 0.5) > sea(-2.0, 0.5, -1.0)
    assert sea(-2.0, 0.7, 5.0) == 0.0


def test_bits_are_read_in_their_order_and_around_the_earth() -> None:
    mask = np.zeros((16, 32), np.bool_)
    mask[5, 31] = True
    bits = np.packbits(mask, axis=1)
    assert smooth_bits(bits, 31.5 / 32, 5.5 / 16) == pytest.approx(0.75**2)
    assert smooth_bits(bits, 0.5 / 32, 5.5 / 16) == pytest.approx(0.125 * 0.75)
    assert smooth_bits(bits, 2.5 / 32, 5.5 / 16) == 0.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_an_even_mask_reads_even(across: float, down: float) -> None:
    assert smooth_bits(np.full((16, 4), 255, np.uint8), across, down) == pytest.approx(1.0)


@given(SHARES, st.floats(0.02, 30.0))
def test_climate_keeps_clouds_between_none_and_all(cloud: float, odds: float) -> None:
    found = wetted(cloud, odds)
    assert 0.0 <= found <= WHITEST + 1e-9
    assert (found >= cloud - 1e-9) if odds >= 1.0 else (found <= cloud + 1e-9)


@given(SHARES)
def test_even_odds_leave_clouds_as_they_are(cloud: float) -> None:
    assert wetted(cloud, 1.0) == pytest.approx(cloud)


def test_slopes_towards_the_sun_are_lighter_and_none_is_black() -> None:
    assert brightness(1.0, 0.1, 0.0, 0.0) == 1.0
    assert brightness(1.0, 0.1, 0.0, 0.3) == pytest.approx(1.3)
    assert brightness(1.0, 0.1, 0.0, -3.0) == 0.15


def test_fields_differ_more_from_patch_to_patch_than_forest_and_desert() -> None:
    forest, fields, desert = (brightness(1.0, green, 1.0, 0.0) - 1.0 for green in (0.03, 0.085, 0.4))
    assert fields > 1.8 * forest > 0.0
    assert fields > 1.8 * desert > 0.0
