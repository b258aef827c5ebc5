"""Points of light: none of it is lost, and it lies where it belongs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.heavens.splat import SPREAD, Frame, dab, pixel_of, prick, projected, shares, solid_angle
from tests.preview.heavens.sights import blank, eye_at, middle_of, solid_angles

INSIDE = st.floats(3.0, 16.0)
LIGHT = np.array([2.0, 1.0, 0.5])


@given(INSIDE, INSIDE, st.floats(0.2, 1.2))
def test_a_point_of_light_keeps_all_of_it(column: float, row: float, spread: float) -> None:
    picture = blank(20, 20)
    dab(picture, column, row, LIGHT, np.zeros((2, 5)), spread)
    assert picture.sum((0, 1)) == pytest.approx(LIGHT, rel=1e-4)


@given(INSIDE, INSIDE)
def test_a_small_point_keeps_all_of_its_light_and_lies_where_it_is(column: float, row: float) -> None:
    picture = blank(20, 20)
    prick(picture, column, row, *LIGHT)
    assert picture.sum((0, 1)) == pytest.approx(LIGHT, rel=1e-5)
    assert middle_of(picture) == pytest.approx((column, row), abs=1e-4)


@given(INSIDE, INSIDE)
def test_a_spread_point_lies_within_a_hundredth_of_a_pixel_of_its_place(column: float, row: float) -> None:
    picture = blank(20, 20)
    dab(picture, column, row, LIGHT, np.zeros((2, 5)), SPREAD)
    assert middle_of(picture) == pytest.approx((column, row), abs=0.01)


def test_shares_of_a_point_in_a_pixels_middle_are_even_on_both_sides() -> None:
    out = np.zeros(5)
    assert shares(7.0, SPREAD, out) == 5
    assert out == pytest.approx(out[::-1])
    assert out[2] == pytest.approx(0.6827, abs=1e-3)  # a bell within one deviation of its middle


@pytest.mark.parametrize(("column", "row"), [(-0.4, 5.0), (19.4, 19.4), (-2.9, -2.9), (22.0, 3.0)])
def test_a_point_on_the_rim_lights_only_what_is_in_the_picture(column: float, row: float) -> None:
    picture = blank(20, 20)
    dab(picture, column, row, LIGHT, np.zeros((2, 5)), SPREAD)
    prick(picture, column, row, *LIGHT)
    assert picture.sum() < 2.0 * LIGHT.sum()
    assert picture[5:15, 5:15].sum() == 0.0


@given(st.integers(0, 39), st.integers(0, 29))
def test_a_direction_falls_on_the_pixel_that_looks_along_it(column: int, row: int) -> None:
    eye = eye_at((10.0, 20.0), np.array([1.0, 0.5, -0.3]), 40, 30, pixel=0.02)
    ray = eye.rays(40, 30)[row, column]
    frame = Frame.of(eye, blank(40, 30))
    found = projected(frame, *(7.0 * ray))
    assert found[:2] == pytest.approx((column, row), abs=1e-9)
    assert found[2] == pytest.approx(solid_angles(eye, 40, 30)[row, column], rel=1e-9)
    assert pixel_of(frame, *found[:2]) == (row, column)


def test_what_is_behind_the_camera_or_beside_the_picture_has_no_place() -> None:
    eye = eye_at((10.0, 20.0), np.array([1.0, 0.5, -0.3]), 40, 30)
    frame = Frame.of(eye, blank(40, 30))
    assert projected(frame, *(-eye.forward))[2] == 0.0
    assert projected(frame, *(eye.forward + eye.right))[2] == 0.0


def test_the_pixels_of_a_wide_picture_add_up_to_its_solid_angle() -> None:
    """The closed form of a rectangle: 4 asin(a b / sqrt((1 + a2)(1 + b2)))."""
    eye = eye_at((0.0, 0.0), np.array([0.0, 1.0, 0.0]), 90, 60, pixel=0.03)
    frame, (across, along) = Frame.of(eye, blank(90, 60)), eye.tangents(90, 60)
    total = sum(solid_angle(frame, x, y) for x in across for y in along)
    a, b = eye.half
    assert total == pytest.approx(4.0 * np.arcsin(a * b / np.sqrt((1 + a * a) * (1 + b * b))), rel=1e-3)
