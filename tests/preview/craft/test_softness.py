"""Softness: light is kept, and spread as far as a lens's disc does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.craft.softness import softened


def point(side: int = 121) -> np.ndarray:
    picture = np.zeros((side, side, 1), np.float32)
    picture[side // 2, side // 2] = 1000.0
    return picture


def spread(picture: np.ndarray) -> float:
    """Give the second moment along an axis, in square pixels."""
    away = np.arange(picture.shape[1]) - picture.shape[1] // 2
    return float((picture[..., 0].sum(axis=0) * away**2).sum() / picture.sum())


@given(radius=st.floats(0.6, 12.0))
def test_a_point_keeps_its_light(radius: float) -> None:
    assert softened(point(), radius).sum() == pytest.approx(1000.0, rel=1e-3)


@pytest.mark.parametrize("radius", [1.5, 2.5, 4.0])
def test_it_spreads_as_far_as_a_disc(radius: float) -> None:
    """A disc's second moment along an axis is a quarter of its radius squared."""
    assert spread(softened(point(), radius)) == pytest.approx(radius**2 / 4, rel=0.12)


def test_a_wide_disc_is_worked_out_coarsely_and_spreads_alike() -> None:
    assert spread(softened(point(), 14.0)) == pytest.approx(14.0**2 / 4, rel=0.1)


def test_a_sharp_picture_is_left_alone() -> None:
    picture = point()
    assert softened(picture, 0.2) is picture


@pytest.mark.parametrize("radius", [1.0, 5.0, 20.0])
def test_an_even_picture_stays_even_to_its_edge(radius: float) -> None:
    assert softened(np.full((40, 50, 4), 2.0, np.float32), radius) == pytest.approx(2.0, rel=1e-4)


def test_it_is_the_same_along_rows_and_columns() -> None:
    found = softened(point(61), 2.2)[..., 0]
    assert found == pytest.approx(found.T, abs=1e-3)
    assert found == pytest.approx(found[::-1, ::-1], abs=1e-2)
