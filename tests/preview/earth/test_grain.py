"""Grain where maps end: of mean 0, without seams, the same for ever."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cupola.preview.earth.grain import CELLS, DEVIATION, ROUND, grain, grained, layout
from cupola.preview.earth.pyramid import Packed


def at(level: float, across: float, down: float) -> tuple[float, float, float]:
    square = Packed.of(grain())
    return grained(square.codes, square.plan, level, layout(down), across, down)


def test_it_is_made_once_a_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPOLA_CACHE", str(tmp_path))
    made = grain.__wrapped__()
    monkeypatch.setattr("cupola.preview.earth.grain._square", None)
    found = grain.__wrapped__()
    assert (found.codes == made.codes).all()
    assert (found.plan == made.plan).all()
    assert not found.codes.flags.writeable


def test_each_field_has_mean_0_and_deviation_1() -> None:
    fields = DEVIATION[grain().finest].reshape(-1, 3)
    assert fields.mean(axis=0) == pytest.approx([0.0, 0.0, 0.0], abs=0.01)
    assert fields.std(axis=0) == pytest.approx([1.0, 1.0, 1.0], abs=0.02)


def test_the_fields_have_nothing_to_do_with_one_another() -> None:
    related = np.corrcoef(DEVIATION[grain().finest].reshape(-1, 3).T)
    assert np.abs(related - np.eye(3)).max() < 0.1


def test_seen_from_further_there_is_less_of_it() -> None:
    places = np.random.default_rng(1).random((400, 2)) * 0.01 + 0.3
    spread = [np.std([at(level, *place) for place in places], axis=0) for level in (0.0, 4.0, 7.0)]
    assert (spread[0] > spread[1]).all()
    assert (spread[1] > spread[2]).all()
    assert (spread[2] < 0.2).all()


def test_it_goes_on_over_180_deg() -> None:
    assert at(0.0, 1e-9, 0.4) == pytest.approx(at(0.0, 1.0 - 1e-9, 0.4), abs=1e-2)


@pytest.mark.parametrize("down", [0.2499, 0.1, 0.02])
def test_it_goes_on_where_it_is_laid_out_with_fewer_rounds(down: float) -> None:
    step = 1e-7
    assert at(0.0, 0.3, down) == pytest.approx(at(0.0, 0.3, down + step), abs=0.05)


def test_near_the_poles_there_are_fewer_rounds() -> None:
    assert layout(0.5) == 0.0
    assert layout(1.0 / 6.0) == pytest.approx(1.0, abs=0.01)  # 60 deg north: half as far around
    assert layout(0.9) == pytest.approx(layout(0.1))
    assert layout(1e-9) <= 6.0
    assert CELLS * ROUND == 2**17


def test_grounds_are_patches() -> None:
    """Half of all neighbours are nearly alike, though grounds differ: within a patch there is but a mottle."""
    grounds = DEVIATION[grain().finest[..., 0]]
    steps = np.abs(np.diff(grounds, axis=1))
    assert np.median(steps) < 0.35
    assert np.percentile(steps, 95) > 3.0 * np.median(steps)


def test_ground_falls_as_often_as_it_rises_and_more_ways_than_one() -> None:
    """Falls to the east, summed along a row, end about where they began: the square is a ring."""
    _, east, south = np.moveaxis(DEVIATION[grain().finest], 2, 0)
    heights = np.cumsum(east, axis=1)
    assert np.abs(heights[:, -1]).mean() < 0.15 * np.abs(east).sum(axis=1).mean()
    assert abs(np.corrcoef(east.ravel(), south.ravel())[0, 1]) < 0.1


def test_in_the_middle_of_a_cell_it_is_what_the_cell_has() -> None:
    row, column = 300, 700
    cell = at(0.0, (column + 0.5) / CELLS / ROUND, 0.5 + (row + 0.5) / CELLS / (ROUND / 2))
    assert cell == pytest.approx(DEVIATION[grain().finest[row, column]].tolist(), abs=1e-5)


def test_between_two_cells_it_is_between_them() -> None:
    row, column = 300, 700
    found = at(0.0, (column + 1.0) / CELLS / ROUND, 0.5 + (row + 0.5) / CELLS / (ROUND / 2))
    mean = DEVIATION[grain().finest[row, column : column + 2]].mean(axis=0)
    assert found == pytest.approx(mean.tolist(), abs=1e-5)


def test_the_square_goes_on_over_its_edges() -> None:
    step = 1e-9
    assert at(0.0, 1.0 / ROUND - step, 0.4) == pytest.approx(at(0.0, 1.0 / ROUND + step, 0.4), abs=1e-3)
    edge = 32.0 / (ROUND / 2)
    assert at(0.0, 0.3, edge - step) == pytest.approx(at(0.0, 0.3, edge + step), abs=1e-3)
