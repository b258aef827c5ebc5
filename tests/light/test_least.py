"""When something is least: against the bottom of parabolas."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Instants
from cupola.light.least import least


def test_the_bottom_of_each_valley_is_found_in_its_own_span() -> None:
    def wave(at: Instants) -> Instants:
        return np.cos(2 * np.pi * at / 100.0)

    found = least(wave, np.array([0.0, 110.0]), np.array([100.0, 190.0]), 21)
    assert found == pytest.approx([50.0, 150.0], abs=0.5)


def test_what_falls_to_an_end_is_least_at_that_end() -> None:
    first, last = np.array([3.0]), np.array([8.0])
    assert least(lambda at: at, first, last, 21) == [3.0]
    assert least(lambda at: -at, first, last, 21) == [8.0]


@given(st.floats(0.0, 1.0), st.floats(1.0, 5000.0), st.integers(5, 41))
def test_two_rounds_of_looks_find_it_to_two_parts_in_their_square(place: float, length: float, looks: int) -> None:
    bottom = place * length
    (found,) = least(lambda at: (at - bottom) ** 2, np.array([0.0]), np.array([length]), looks)
    assert abs(found - bottom) <= length / (looks - 1) ** 2 * (1 + 1e-6) + 1e-9
