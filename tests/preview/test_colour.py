"""Colours: their whites, their luminance, and there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.colour import (
    FROM_SRGB,
    LUMINANCE,
    TO_SRGB,
    TO_XYZ,
    decoded,
    encoded,
    luminance,
    of_xyz,
)

D65 = np.array([0.95047, 1.0, 1.08883])
Channel = st.floats(0.0, 1.0)


def test_the_luminance_of_the_primaries_is_that_of_the_recommendation() -> None:
    """ITU-R BT.2020-2, table 4: Y = 0.2627 R + 0.6780 G + 0.0593 B."""
    assert pytest.approx([0.2627, 0.6780, 0.0593], abs=1e-4) == LUMINANCE


def test_the_white_of_both_spaces_is_d65() -> None:
    assert of_xyz(D65) == pytest.approx([1.0, 1.0, 1.0], abs=2e-3)
    assert TO_SRGB @ np.ones(3) == pytest.approx([1.0, 1.0, 1.0], abs=1e-3)


def test_the_red_of_srgb_lies_inside_rec_2020() -> None:
    """ITU-R BT.2087-0, eq. 1: linear BT.709 red is (0.6274, 0.0691, 0.0164) in BT.2020."""
    assert FROM_SRGB @ np.array([1.0, 0.0, 0.0]) == pytest.approx([0.6274, 0.0691, 0.0164], abs=1e-3)


def test_the_green_of_airglow_has_less_than_no_red_in_srgb_but_some_in_rec_2020() -> None:
    """557.7 nm in a little white light: x 0.29, y 0.60."""
    xyz = np.array([0.29 / 0.60, 1.0, 0.11 / 0.60])
    assert (of_xyz(xyz) > 0).all()
    assert (TO_SRGB @ of_xyz(xyz))[0] < 0


@given(red=Channel, green=Channel, blue=Channel)
def test_there_and_back_is_the_same_colour(red: float, green: float, blue: float) -> None:
    colour = np.array([red, green, blue])
    assert of_xyz(TO_XYZ @ colour) == pytest.approx(colour, abs=1e-9)
    assert decoded(encoded(colour)) == pytest.approx(colour, abs=1e-6)
    assert luminance(colour) == pytest.approx((TO_XYZ @ colour)[1])


def test_half_of_the_light_is_code_188_of_255() -> None:
    """IEC 61966-2-1: 0.5 encodes as 0.7354."""
    assert encoded(0.5) == pytest.approx(0.7354, abs=1e-4)
    assert encoded([-1.0, 0.0, 1.0, 7.0]).tolist() == pytest.approx([0.0, 0.0, 1.0, 1.0])


def test_colours_of_a_whole_picture_are_turned_at_once() -> None:
    picture = np.random.default_rng(1).random((4, 5, 3))
    assert luminance(picture).shape == (4, 5)
    assert of_xyz(picture)[2, 3] == pytest.approx(of_xyz(picture[2, 3]))
