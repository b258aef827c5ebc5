"""Boxes and ellipsoids, and what they are painted with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.colour import FROM_SRGB, luminance
from cupola.preview.inside.actor import turned
from cupola.preview.inside.solid import BOX, box, paint

Share = st.floats(0.0, 1.0)


def test_a_box_between_two_corners_has_its_middle_and_half_its_size() -> None:
    one = box("rack", [0.0, -1.0, 2.0], [1.0, 1.0, 2.5], np.eye(3), paint(0.6))
    assert (one.kind, one.lamp) == (BOX, -1)
    assert one.centre == pytest.approx([0.5, 0.0, 2.25])
    assert one.half == pytest.approx([0.5, 1.0, 0.25])


def test_the_order_of_the_corners_does_not_matter() -> None:
    one, two = (
        box("a", *corners, np.eye(3), paint(0.6)) for corners in (([0, 0, 0], [1, 2, 3]), ([1, 2, 3], [0, 0, 0]))
    )
    assert one.half == pytest.approx(two.half) and one.centre == pytest.approx(two.centre)


@given(st.tuples(*(st.floats(-1.0, 1.0) for _ in range(3))).filter(lambda one: np.linalg.norm(one) > 0.1))
def test_corners_are_told_along_the_axes(facing: tuple[float, float, float]) -> None:
    axes = turned(np.array(facing), np.array([0.0, 0.0, 1.0]))
    one = box("a", [1.0, 2.0, 3.0], [2.0, 4.0, 6.0], axes, paint(0.6))
    assert axes @ one.centre == pytest.approx([1.5, 3.0, 4.5])


@given(Share)
def test_grey_paint_is_grey_and_throws_back_its_share(share: float) -> None:
    grey = paint(share)
    assert grey == pytest.approx(np.full(3, share), abs=2e-3)
    assert luminance(grey) == pytest.approx(share, abs=1e-3)


@given(Share, Share, Share)
def test_no_paint_throws_back_more_than_falls_on_it_or_less_than_nothing(red: float, green: float, blue: float) -> None:
    found = paint(red, green, blue)
    assert ((found >= 0.0) & (found <= 1.0)).all()
    assert found == pytest.approx(FROM_SRGB @ [red, green, blue], abs=2e-3)
