"""Forms of lumps: distances that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.inside.form import Form, Lump, modelled, worn

BOX = ((-0.1, -0.1, -0.1), (0.1, 0.1, 0.1), 0.01)
BALL = Lump((0.0, 0.0, 0.0), (0.05, 0.05, 0.05))


def at(form: Form, *place: float) -> float:
    """Give the distance at the place of the grid that is next."""
    share = (np.array(place) - form.middle) / form.half
    index = np.round((share + 1) / 2 * (np.array(form.away.shape) - 1)).astype(int)
    return float(form.away[tuple(index)])


@given(st.tuples(*[st.floats(-0.2, 0.2)] * 3))
def test_a_ball_is_as_far_away_as_its_middle_less_its_radius(place: tuple[float, float, float]) -> None:
    assert BALL.away(np.array(place)) == pytest.approx(np.linalg.norm(place) - 0.05, abs=1e-9)


def test_an_ellipsoid_ends_at_its_half_sizes() -> None:
    lump = Lump((0.1, 0.0, 0.2), (0.03, 0.02, 0.01))
    for k in range(3):
        tip = np.array(lump.middle) + lump.half[k] * np.eye(3)[k]
        assert lump.away(tip) == pytest.approx(0.0, abs=1e-9)
        assert lump.away(tip + 1e-3 * np.eye(3)[k]) == pytest.approx(1e-3, rel=0.1)
    assert lump.away(np.array(lump.middle)) == -0.01


def test_a_rod_is_as_thick_as_it_is_told_at_its_ends() -> None:
    rod = Lump((0.0, 0.0, 0.0), (0.02, 0.01, 0.0), end=(0.1, 0.0, 0.0))
    assert rod.away(np.array([[0.0, 0.05, 0.0], [0.1, 0.05, 0.0], [0.05, 0.05, 0.0]])) == pytest.approx(
        [0.03, 0.04, 0.035]
    )
    assert rod.away(np.array([[-0.05, 0.0, 0.0], [0.15, 0.0, 0.0]])) == pytest.approx([0.03, 0.04])


def test_a_grid_goes_from_corner_to_corner_with_a_place_in_the_middle() -> None:
    form = modelled((BALL,), (-0.1, -0.1, -0.08), (0.06, 0.1, 0.1), 0.01)
    assert form.away.shape == (17, 21, 19)
    assert form.middle == pytest.approx([-0.02, 0.0, 0.01])
    assert at(form, 0.0, 0.0, 0.0) == pytest.approx(-0.05)
    assert at(form, -0.1, 0.0, 0.0) == pytest.approx(0.05)
    assert modelled((BALL,), (-0.1, -0.1, -0.1), (0.1, 0.1, 0.1), 0.011).away.shape[1] % 2 == 1


def test_what_is_modelled_to_the_right_is_to_the_left() -> None:
    form = modelled((Lump((0.0, 0.05, 0.02), (0.02, 0.02, 0.02)),), *BOX)
    assert at(form, 0.0, 0.05, 0.02) == at(form, 0.0, -0.05, 0.02) == pytest.approx(-0.02)
    assert np.array_equal(form.away, form.away[:, ::-1])
    assert at(form, 0.0, 0.0, 0.02) == pytest.approx(0.03)


def test_a_seam_is_filled_and_a_hollow_is_taken_away() -> None:
    other = Lump((0.06, 0.0, 0.0), (0.05, 0.05, 0.05), blend=0.04)
    form = modelled((BALL, other), *BOX)
    seam = np.hypot(0.03, 0.06) - 0.05
    assert at(form, 0.03, 0.0, 0.06) == pytest.approx(seam - 0.01, abs=1e-6)
    assert at(form, -0.05, 0.0, 0.0) == pytest.approx(0.0, abs=1e-6)
    pressed = modelled((BALL, Lump((0.05, 0.0, 0.0), (0.02, 0.02, 0.02), blend=0.0, is_hollow=True)), *BOX)
    assert at(pressed, 0.04, 0.0, 0.0) == pytest.approx(0.01)
    assert at(pressed, 0.0, 0.0, 0.0) == pytest.approx(-0.03)
    assert at(pressed, -0.04, 0.0, 0.0) == pytest.approx(-0.01)


def test_what_is_worn_lies_so_thick_on_a_form_and_nowhere_else() -> None:
    cap = worn((BALL,), (Lump((0.0, 0.0, 0.06), (0.04, 0.04, 0.04)),), 0.01, *BOX)
    assert at(cap, 0.0, 0.0, 0.06) == pytest.approx(0.0, abs=1e-6)
    assert at(cap, 0.0, 0.0, 0.05) == pytest.approx(-0.01)
    assert at(cap, 0.0, 0.0, 0.01) == pytest.approx(0.01)
    assert at(cap, 0.05, 0.0, 0.0) > 0.02
