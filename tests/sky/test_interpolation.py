"""Interpolation tables: exact for polynomials of their degree, and close to smooth functions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.sky.interpolation import Table, inner_nodes, nodes, refined


@pytest.mark.parametrize("points", [2, 4, 8])
@given(data=st.data())
def test_polynomials_of_the_tables_degree_come_back(points: int, data: st.DataObject) -> None:
    coefficients = data.draw(st.lists(st.floats(-2, 2), min_size=points, max_size=points))
    start, stop, step = 100.0, 110.0, 0.75
    grid = nodes(start, stop, step, points)
    table = Table(start, step, np.polyval(np.array(coefficients), (grid - 105.0) / 5.0)[:, None], points)
    at = np.linspace(start, stop, 37)
    scale = max(np.abs(coefficients).max(), 1.0)
    assert np.allclose(table(at)[:, 0], np.polyval(coefficients, (at - 105.0) / 5.0), atol=1e-9 * scale)


def test_a_value_at_a_node_is_the_nodes_own() -> None:
    grid = nodes(0.0, 10.0, 1.0, 4)
    values = np.random.default_rng(7).normal(size=(len(grid), 3))
    inside = (grid >= 0.0) & (grid <= 10.0)
    assert np.allclose(Table(0.0, 1.0, values, 4)(grid[inside]), values[inside], atol=1e-14)


@pytest.mark.parametrize("points", [2, 4, 8])
@given(start=st.floats(-1e9, 2e9), length=st.floats(0.0, 1e5), step=st.floats(1.0, 9e4))
def test_nodes_reach_beyond_both_ends(points: int, start: float, length: float, step: float) -> None:
    grid = nodes(start, start + length, step, points)
    assert grid[points // 2 - 1] == pytest.approx(start)
    assert grid[-(points // 2)] >= start + length - 1e-6
    assert len(grid) >= points


def test_the_error_on_a_sine_falls_with_the_step_to_the_power_of_the_points() -> None:
    at = np.linspace(0.0, 10.0, 1001)
    error = {}
    for step in (0.5, 0.25):
        table = Table(0.0, step, np.sin(nodes(0.0, 10.0, step, 4))[:, None], 4)
        error[step] = np.abs(table(at)[:, 0] - np.sin(at)).max()
    assert error[0.5] / error[0.25] == pytest.approx(16.0, rel=0.15)


def test_no_instants_give_no_values() -> None:
    table = Table(0.0, 1.0, np.zeros((8, 3)), 4)
    assert table(np.empty(0)).shape == (0, 3)


@given(
    st.lists(st.floats(-2, 2), min_size=4, max_size=4), st.integers(4, 40), st.integers(1, 60),
)  # fmt: skip
def test_cubics_come_back_when_refined_from_the_second_node_on(
    coefficients: list[float], count: int, ratio: int
) -> None:
    def cubic(at: np.ndarray) -> np.ndarray:
        return np.polyval(np.array(coefficients), at / count)

    found = refined(cubic(np.arange(count, dtype=float)), ratio)
    assert found.shape == ((count - 3) * ratio,)
    assert np.allclose(found, cubic(1.0 + np.arange(len(found)) / ratio), atol=1e-12)


def test_single_precision_stays_single_precision_when_refined() -> None:
    found = refined(np.array([0.0, 1.0, 2.0, 3.0], np.float32), 2)
    assert found.dtype == np.float32
    assert found.tolist() == [1.0, 1.5]


@pytest.mark.parametrize("points", [2, 4, 8])
@given(start=st.floats(-1e9, 2e9), length=st.floats(1.0, 1e5), step=st.floats(1.0, 9e4))
def test_inner_nodes_meet_both_ends_and_go_no_further(points: int, start: float, length: float, step: float) -> None:
    at, even = inner_nodes(start, start + length, step, points)
    assert (at[0], at[-1]) == (start, start + length)
    assert len(at) >= points
    assert even <= step * (1 + 1e-9)
    assert np.allclose(np.diff(at), even, atol=1e-5)


@pytest.mark.parametrize("points", [2, 4, 8])
@given(data=st.data())
def test_a_table_within_gives_polynomials_back_at_its_ends_too(points: int, data: st.DataObject) -> None:
    coefficients = data.draw(st.lists(st.floats(-2, 2), min_size=points, max_size=points))
    grid, step = inner_nodes(100.0, 110.0, 0.75, points)
    table = Table.within(100.0, step, np.polyval(np.array(coefficients), (grid - 105.0) / 5.0)[:, None], points)
    at = np.linspace(100.0, 110.0, 37)
    scale = max(np.abs(coefficients).max(), 1.0)
    assert np.allclose(table(at)[:, 0], np.polyval(coefficients, (at - 105.0) / 5.0), atol=1e-9 * scale)


def test_what_is_refined_into_memory_at_hand_is_there() -> None:
    place = np.empty(8, np.float32)
    found = refined(np.array([0.0, 1.0, 2.0, 3.0, 4.0], np.float32), 4, place)
    assert np.shares_memory(found, place)
    assert place.tolist() == pytest.approx((1.0 + np.arange(8) / 4).tolist())
