"""Kinds of clouds from near: as much of each as the map has, each in its own way, without seams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.compiled import woven
from cupola.preview.earth import kinds
from cupola.preview.earth.grain import layout
from cupola.preview.earth.kinds import KINDS, blend, contrast_at, drawing, painted, rank
from cupola.preview.earth.pyramid import Floats32, Packed, Places, Pyramid

SQUARES, CONTRAST = kinds.squares(256)
PACKED = Packed.of(SQUARES)
RAMPS = kinds.ramps()
AMOUNTS = st.floats(0.0, 1.0)
TURNS = st.floats(-1.0, 2.0)


@woven
def _near(
    codes: NDArray[np.uint32],
    plan: Places,
    contrast: Floats32,
    ramps: Floats32,
    level: float,
    laid: float,
    kind: float,
    across: float,
    down: float,
    amount: float,
) -> float:
    mix = blend(laid, kind)
    copy, keeps = contrast_at(contrast, mix, level)
    return painted(rank(codes, plan, copy, mix, across, down), drawing(ramps, mix, amount), keeps, amount)


def near(kind: float, across: float, down: float, amount: float, level: float = 0.0) -> float:
    """Give what a place sends back as the pixels of a picture are drawn; `level` counts from the squares' own cells."""
    return _near(PACKED.codes, PACKED.plan, CONTRAST, RAMPS, level, layout(down), kind, across, down, amount)


def shown(kind: int, amount: float) -> Floats32:
    """Give a whole square as it is drawn where the map has an amount."""
    ranks = SQUARES.finest[..., kind] / 255.0
    rim, width, bright = RAMPS[kind, round(amount * kinds.AMOUNTS)]
    part = np.clip((ranks - rim) / width, 0.0, 1.0)
    found: Floats32 = (bright * part * (2.0 - part)).astype(np.float32)
    return found


@pytest.mark.parametrize("kind", range(len(KINDS)))
@pytest.mark.parametrize("amount", [0.03125, 0.25, 0.5, 0.75, 1.0])
def test_a_square_has_as_much_cloud_as_the_map(kind: int, amount: float) -> None:
    assert shown(kind, amount).mean() == pytest.approx(amount, abs=0.012)


@pytest.mark.parametrize("kind", [0.0, 0.5, 1.0, 1.5, 2.2, 3.0])
@pytest.mark.parametrize("down", [0.5, 0.31, 0.25, 0.21])
def test_places_of_a_sky_have_as_much_cloud_as_the_map(kind: float, down: float) -> None:
    """Also between two kinds, and where one layout of the squares fades into the next."""
    places = np.random.default_rng(5).random((2000, 2)) * (1.0, 1.0 / 64.0)
    for amount in (0.2, 0.6):
        found = [near(kind, x, down + y, amount) for x, y in places]
        assert np.mean(found) == pytest.approx(amount, abs=0.035)


@given(st.floats(0.0, 3.0), TURNS, AMOUNTS, AMOUNTS, st.floats(-4.0, 9.0))
def test_there_is_never_less_than_none_nor_more_than_all(
    kind: float, across: float, down: float, amount: float, level: float
) -> None:
    assert -1e-6 <= near(kind, across, down, amount, level) <= kinds.THICKEST + 1e-6


@given(st.floats(0.0, 3.0), TURNS, AMOUNTS)
def test_a_clear_sky_is_clear_and_a_white_one_has_no_gaps(kind: float, across: float, down: float) -> None:
    assert near(kind, across, down, 0.0) == pytest.approx(0.0, abs=0.01)
    assert near(kind, across, down, 1.0) > 0.5


@given(st.floats(0.0, 3.0), TURNS, AMOUNTS, AMOUNTS)
def test_from_afar_there_is_but_the_map(kind: float, across: float, down: float, amount: float) -> None:
    assert near(kind, across, down, amount, 7.0) == pytest.approx(amount, abs=0.02)


def test_puffs_leave_gaps_and_sheets_hardly() -> None:
    clear = [float((shown(kind, 0.375) < 0.02).mean()) for kind in range(4)]
    assert clear[1] > 0.2 > 0.05 > clear[3]
    contrast = [float(shown(kind, 0.5).std()) for kind in range(4)]
    assert min(contrast[:2]) > 1.3 * contrast[3]


def test_cells_are_wide_and_puffs_small() -> None:
    """How far a rank is like that beside it, 1.5 km on."""
    like = [np.corrcoef(one.ravel(), np.roll(one, 5, axis=1).ravel())[0, 1] for one in np.moveaxis(_ranks(), 2, 0)]
    assert like[1] < like[0] < like[3]
    assert like[1] < like[2]


def _ranks() -> Floats32:
    return SQUARES.finest.astype(np.float32)


@pytest.mark.parametrize("copy", [0, 2, 4])
def test_each_rank_is_as_frequent_as_any_other_in_each_copy(copy: int) -> None:
    start, rows, columns = SQUARES.plan[copy]
    codes = SQUARES.codes[start : start + rows * columns].astype(float) / 255.0
    assert codes.mean(axis=0) == pytest.approx([0.5] * 4, abs=0.01)
    assert codes.std(axis=0) == pytest.approx([12**-0.5] * 4, abs=0.01)


def test_squares_go_on_over_their_edges() -> None:
    for one in np.moveaxis(_ranks(), 2, 0):
        inner = np.abs(np.diff(one, axis=1)).mean()
        assert np.abs(one[:, 0] - one[:, -1]).mean() < 1.5 * inner
        assert np.abs(one[0] - one[-1]).mean() < 1.5 * np.abs(np.diff(one, axis=0)).mean()


def test_one_kind_becomes_the_next_without_a_step() -> None:
    for edge in (0.35, 0.65, 1.0, 2.0, 2.65):
        for x in (0.101, 0.234, 0.77):
            assert near(edge - 1e-4, x, 0.44, 0.5) == pytest.approx(near(edge + 1e-4, x, 0.44, 0.5), abs=0.02)


def test_squares_are_the_same_each_time() -> None:
    again, _ = kinds.squares(64)
    other, _ = kinds.squares(64)
    assert isinstance(again, Pyramid)
    assert np.array_equal(again.codes, other.codes)
    assert not again.codes.flags.writeable
