"""The stand-in: which way it looks, how large it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.colour import luminance
from cupola.preview.inside.actor import CARD, FACE_M, grey_card, stand_in, turned
from tests.preview.inside.rooms import FORWARD, UP

HEAD = np.array([0.1, 0.2, 0.3])


def test_the_nose_points_where_the_face_looks() -> None:
    body = {one.name: one for one in stand_in(HEAD, FORWARD, UP)}
    tip = (body["nose"].centre - HEAD) @ FORWARD + body["nose"].half[0]
    assert FACE_M <= tip < FACE_M + 0.01


def test_the_body_hangs_below_the_head_even_when_the_head_looks_down() -> None:
    looking = (FORWARD - UP) / np.sqrt(2)
    body = {one.name: one for one in stand_in(HEAD, looking, UP)}
    assert body["torso"].centre[2] == pytest.approx(HEAD[2] - 0.45)
    assert (body["nose"].centre - HEAD) @ looking == pytest.approx(0.09, abs=0.02)


def test_a_head_is_about_23_by_15_cm() -> None:
    body = {one.name: one for one in stand_in(HEAD, FORWARD, UP)}
    top = max((one.centre[2] + one.half[2]) for one in body.values())
    chin = body["chin"].centre[2] - body["chin"].half[2]
    assert 0.21 < top - chin < 0.27
    assert 2 * body["skull"].half[1] == pytest.approx(0.15, abs=0.01)


def test_skin_reflects_as_the_colour_checker_s_light_skin() -> None:
    """Patch 2 has a luminous reflectance of 35 %."""
    skull = stand_in(HEAD, FORWARD, UP)[0]
    assert luminance(skull.reflectance) == pytest.approx(0.35, abs=0.01)


def test_the_card_throws_18_percent_back_and_faces_as_it_is_told() -> None:
    card = grey_card(HEAD, FORWARD, UP)
    assert luminance(CARD) == pytest.approx(0.18)
    assert card.axes[0] == pytest.approx(FORWARD)
    assert card.half[0] < 0.01 < card.half[1]


@given(st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1))
def test_axes_stand_square_whichever_way_it_looks(facing: tuple[float, float, float]) -> None:
    axes = turned(np.array(facing), UP)
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)
    assert np.cross(axes[0], axes[2]) == pytest.approx(axes[1], abs=1e-9)
