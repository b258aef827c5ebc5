"""Panes of glass at a slant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.craft.glass import ANGLES, INDEX, passed, tables


def test_one_surface_of_fused_silica_mirrors_three_and_a_half_percent() -> None:
    """R = ((n - 1) / (n + 1))^2 = 0.0347; a pane has two: (1 - R) / (1 + R) = 0.933."""
    assert passed(1.0, panes=1) == pytest.approx(0.9329, abs=1e-4)


def test_four_bare_panes_pass_78_percent_straight_out() -> None:
    assert passed(1.0) == pytest.approx(0.7768, abs=1e-3)


def test_at_brewsters_angle_one_polarisation_passes_whole() -> None:
    cosine = 1.0 / np.sqrt(1.0 + INDEX**2)
    assert passed(cosine, panes=1000) == pytest.approx(0.5, abs=0.01)


@given(cosine=st.floats(0.0, 1.0), panes=st.integers(1, 6))
def test_more_panes_pass_less_and_never_more_than_all(cosine: float, panes: int) -> None:
    assert 0.0 <= passed(cosine, panes + 1) <= passed(cosine, panes) <= 1.0


def test_up_to_45_degrees_the_slant_costs_next_to_nothing_and_at_75_half() -> None:
    share = passed(np.cos(np.radians([0.0, 45.0, 75.0, 89.9])))
    assert share[1] / share[0] > 0.95
    assert 0.4 < share[2] / share[0] < 0.75
    assert share[3] < 0.03


@pytest.mark.parametrize("transmission", [0.5, 0.8, 0.9])
def test_straight_out_a_window_passes_what_its_data_say(transmission: float) -> None:
    passes, mirrors = tables(transmission)
    assert len(passes) == ANGLES
    assert passes[-1] == pytest.approx(transmission)
    assert ((passes + mirrors) <= 1.0 + 1e-9).all()
    assert (np.diff(passes) >= -1e-12).all() and passes[0] < 1e-3


def test_good_glass_mirrors_only_what_it_does_not_pass() -> None:
    assert tables(0.9)[1][-1] == pytest.approx(0.1)
    assert tables(0.5)[1][-1] == pytest.approx(1.0 - passed(1.0))
