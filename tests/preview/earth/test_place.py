"""What pixels show: coasts are looked for once a square."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.preview.earth.kernel import ACROSS, DOWN, FINE, SPOT
from cupola.preview.earth.materials import SHARE
from cupola.preview.earth.place import _all_of_it
from tests.preview.earth.test_ground import half_sea
from tests.preview.earth.views import Floats

LEVEL = 10.0
"""Of the mask's cells, 1024 around the equator."""


def square(across: float, down: float, cells: float, turn: float = 0.0) -> Floats:
    """Give the corners of a square whose pixels are some cells of the mask wide."""
    found = np.zeros((2, 2, SPOT))
    found[..., FINE] = np.log2(cells) - LEVEL
    side = 8.0 * cells / 1024.0
    for i in range(2):
        for j in range(2):
            x, y = (j - 0.5) * side, (i - 0.5) * side
            found[i, j, ACROSS] = across + x * np.cos(turn) - y * np.sin(turn)
            found[i, j, DOWN] = down + 2.0 * (x * np.sin(turn) + y * np.cos(turn))
    return found


def all_of_it(spots: Floats) -> float:
    _, cover = half_sea()
    return _all_of_it(cover.codes, cover.plan, SHARE, LEVEL, spots, 0, 0)


def test_the_open_sea_and_the_middle_of_land_are_told_for_a_whole_square() -> None:
    assert all_of_it(square(0.25, 0.5, 0.5)) == 1.0
    assert all_of_it(square(0.75, 0.5, 0.5)) == 0.0


@pytest.mark.parametrize("turn", [0.0, 0.6, 2.1])
@pytest.mark.parametrize("off", [-0.006, -0.003, 0.0, 0.003, 0.006])
def test_a_square_with_a_coast_in_it_is_looked_at_pixel_by_pixel(off: float, turn: float) -> None:
    assert all_of_it(square(0.5 + off * 0.5, 0.5, 1.0, turn)) == -1.0


def test_a_square_wider_than_where_a_coast_is_looked_for_is_looked_at_pixel_by_pixel() -> None:
    assert all_of_it(square(0.25, 0.5, 1.5)) == -1.0
