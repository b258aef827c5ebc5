"""The film's curve, and the picture that it makes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.light.exposure import Exposure, ev100_of_luminance
from cupola.preview.camera.film import GREY, WHITE_STOPS, adaptation, curve, developed_as
from cupola.preview.camera.metering import KOMODO, automatic
from cupola.preview.colour import FROM_SRGB, encoded, luminance, of_xyz
from cupola.sky.spectrum import sunlight, tristimulus

SUN = of_xyz(tristimulus(sunlight()) / tristimulus(sunlight())[1])
"""White in sunlight outside the air, of luminance 1."""


def developed(colour: np.ndarray, key: float = 100.0) -> list[float]:
    picture = np.tile(np.asarray(colour, np.float32), (8, 8, 1))
    mean: list[float] = developed_as(picture, automatic(KOMODO, key)).mean(axis=(0, 1)).tolist()
    return mean


def test_middle_grey_stays_18_percent() -> None:
    assert curve(GREY) == pytest.approx(GREY)


def test_six_stops_over_grey_is_white_and_stays_white() -> None:
    assert curve([GREY * 2**WHITE_STOPS, 1e6]).tolist() == pytest.approx([1.0, 1.0])
    assert curve(GREY * 2 ** (WHITE_STOPS - 1)) < 1.0


@given(low=st.floats(0.0, 20.0), more=st.floats(1e-6, 5.0))
def test_more_light_is_never_darker(low: float, more: float) -> None:
    assert curve(low + more) >= curve(low) >= 0.0


def test_no_light_is_black() -> None:
    assert curve([0.0, -1.0]).tolist() == [0.0, 0.0]
    assert developed(np.zeros(3)) == [0.0, 0.0, 0.0]


def test_the_metered_luminance_comes_out_as_18_percent_of_white() -> None:
    code = float(encoded(GREY)) * 255
    assert developed(SUN * 100.0) == pytest.approx([code] * 3, abs=1.0)


def test_a_card_in_1000_lux_metered_there_is_grey_at_any_light() -> None:
    """57.3 cd/m2 asks for EV 8.8."""
    assert float(ev100_of_luminance(57.3)) == pytest.approx(8.84, abs=0.01)
    assert developed(SUN * 57.3, key=57.3) == pytest.approx(developed(SUN * 5730.0, key=5730.0), abs=0.5)


@pytest.mark.parametrize("stops", [-5.0, -3.0, -1.0, 1.0, 2.5, 4.0, 5.5])
def test_a_picture_is_developed_by_the_curve(stops: float) -> None:
    code = float(encoded(curve(GREY * 2.0**stops))) * 255
    assert developed(SUN * 100.0 * 2.0**stops) == pytest.approx([code] * 3, abs=1.0)


def test_sunlight_outside_the_air_is_white() -> None:
    assert adaptation() @ SUN == pytest.approx([1.0, 1.0, 1.0], abs=1e-3)
    white = developed(SUN * 1e5)
    assert white == [255.0, 255.0, 255.0]


def test_a_colour_that_a_screen_cannot_show_keeps_its_hue_side() -> None:
    """The green of airglow: less than no red in sRGB."""
    green = of_xyz([0.29 / 0.60, 1.0, 0.11 / 0.60]) * 100
    red_code, green_code, blue_code = developed(green)
    assert green_code > red_code and green_code > blue_code
    assert blue_code >= 0.0


def test_the_darkest_channel_of_a_light_beyond_the_screen_is_nought_and_not_wrapped() -> None:
    blue = FROM_SRGB @ np.array([-0.2, 0.0, 1.0]) * 200
    assert developed(blue)[2] > developed(blue)[0]


def test_soft_skies_have_no_steps() -> None:
    """Between two codes a picture is a mixture of both: the mean follows the light."""
    ramp = np.linspace(50.0, 52.0, 256, dtype=np.float32)
    picture = SUN.astype(np.float32) * np.repeat(ramp[None, :, None], 64, axis=0)
    code = developed_as(picture, automatic(KOMODO, 100.0))[..., 1].astype(float)
    means = code.mean(axis=0)
    assert np.abs(np.diff(np.convolve(means, np.ones(8) / 8, "valid"))).max() < 0.2
    assert len(np.unique(code)) >= 2


def test_a_picture_is_developed_alike_each_time() -> None:
    picture = (np.random.default_rng(1).random((32, 32, 3)) * 1000).astype(np.float32)
    settings = Exposure(12.0, 800.0, 1 / 48, 4.0, 0.0)
    assert (developed_as(picture, settings) == developed_as(picture.copy(), settings)).all()


def test_the_brightest_light_there_is_does_no_harm() -> None:
    assert developed(np.array([2e9, 2e9, 2e9])) == [255.0, 255.0, 255.0]
    assert luminance(SUN) == pytest.approx(1.0)
