"""Glare: it keeps the light, and lays it about what is bright."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.camera.glare import SHARE, wings, with_glare


def test_the_wings_hold_all_the_light_that_goes_into_them() -> None:
    assert wings(60, 1.5).sum() == pytest.approx(1.0, abs=1e-5)


def test_the_wings_are_the_same_in_all_directions_and_fall_off() -> None:
    found = wings(40, 1.2)
    assert found == pytest.approx(found.T)
    assert found == pytest.approx(found[::-1])
    assert (np.diff(found[40, 40:]) < 0).all()


def test_far_out_the_wings_fall_with_the_third_power() -> None:
    found = wings(200, 1.0)[200, 200:]
    assert found[100] / found[50] == pytest.approx(1 / 8, rel=0.01)


@given(row=st.integers(60, 75), column=st.integers(115, 125), light=st.floats(1.0, 1e9))
def test_a_point_in_the_middle_keeps_its_light_within_one_percent(row: int, column: int, light: float) -> None:
    picture = np.zeros((135, 240, 3), np.float32)
    picture[row, column] = light
    assert with_glare(picture).sum() == pytest.approx(3 * light, rel=0.01)


def test_a_point_keeps_all_but_the_glare_in_its_pixel() -> None:
    picture = np.zeros((135, 240, 3), np.float32)
    picture[67, 120, 1] = 1e6
    found = with_glare(picture)
    assert 1.0 - SHARE < found[67, 120, 1] / 1e6 < 1.0 - 0.9 * SHARE
    assert found[60, 120, 1] > found[40, 120, 1] > 0
    assert (found[..., 0] == 0).all()


def test_an_even_picture_stays_even_in_its_middle() -> None:
    found = with_glare(np.full((270, 480, 3), 100.0, np.float32))
    assert found[135, 240] == pytest.approx([100.0] * 3, rel=0.005)


def test_no_light_is_ever_less_than_none() -> None:
    picture = np.random.default_rng(3).random((67, 121, 3)).astype(np.float32) ** 20 * 1e6
    assert with_glare(picture).min() >= 0.0


def test_without_glare_nothing_is_touched() -> None:
    picture = np.random.default_rng(3).random((33, 47, 3)).astype(np.float32)
    assert with_glare(picture, 0.0) is picture


def test_a_very_small_picture_has_glare_too() -> None:
    assert np.isfinite(with_glare(np.ones((16, 16, 3), np.float32))).all()


def test_the_wings_end_without_an_edge() -> None:
    found = wings(80, 1.0)[80, 80:]
    assert found[79] < 0.15 * found[70] < 0.15 * found[40]
    assert found[80] == 0.0
