"""Compiled functions: they give what they give uncompiled."""

from __future__ import annotations

import numpy as np
import pytest
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import by_row, compiled, spread, woven


@compiled
def total(values: NDArray[np.float64]) -> float:
    found = 0.0
    for value in values:
        found += value
    return found


@spread
def doubled(values: NDArray[np.float64], result: NDArray[np.float64]) -> None:
    for k in prange(len(values)):
        result[k] = 2.0 * values[k]


@woven
def signed(value: float) -> float:
    if value < 0.0:
        return -1.0
    return 1.0


@compiled
def signs(values: NDArray[np.float64]) -> float:
    found = 0.0
    for value in values:
        found += signed(value)
    return found


def test_a_woven_function_gives_the_same_inside_another_and_alone() -> None:
    assert signs(np.array([-3.0, 2.0, 5.0])) == 1.0
    assert signed(-0.5) == -1.0


def test_a_compiled_function_gives_what_it_gives_uncompiled() -> None:
    assert total(np.array([1.0, 2.0, 4.0])) == 7.0


def test_a_spread_function_does_every_part() -> None:
    values = np.arange(1000.0)
    result = np.empty_like(values)
    doubled(values, result)
    assert (result == 2.0 * values).all()


def test_each_row_is_worked_on_once() -> None:
    result = np.zeros((100, 8))

    def work(row: int) -> None:
        doubled(np.full(8, float(row)), result[row])

    by_row(100, work)
    assert (result == 2.0 * np.arange(100.0)[:, None]).all()


def test_what_fails_in_a_row_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        by_row(4, lambda row: print(1 // (row - 2)))
