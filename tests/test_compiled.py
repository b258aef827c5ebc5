"""Compiled functions: they give what they give uncompiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled


@compiled
def total(values: NDArray[np.float64]) -> float:
    found = 0.0
    for value in values:
        found += value
    return found


def test_a_compiled_function_gives_what_it_gives_uncompiled() -> None:
    assert total(np.array([1.0, 2.0, 4.0])) == 7.0
