"""A lens's angles, and which way is up in a picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import SkyError
from cupola.light.lens import Framing, Lens


def test_a_lens_is_told_to_a_tenth_and_its_sensor_to_a_hundredth_of_a_millimetre() -> None:
    assert str(Lens(12.0133, 25.3512, 14.26)) == "12 mm on 25.35 x 14.26 mm"
    assert str(Lens(2.75, 6.17, 3.47)) == "2.8 mm on 6.17 x 3.47 mm"


def test_a_lens_as_long_as_half_its_sensor_is_wide_sees_90_deg() -> None:
    assert Lens(18.0, width=36.0, height=24.0).half_angles[0] == pytest.approx(45.0)


def test_35_mm_on_super_35_sees_39_deg_across() -> None:
    """The usual tables give 39.1 deg for a sensor of 24.89 mm."""
    across, up = Lens(35.0).half_angles
    assert 2 * across == pytest.approx(39.1, abs=0.1)
    assert up < across


@given(focal=st.floats(4.0, 1000.0), longer=st.floats(1.01, 4.0))
def test_a_longer_lens_sees_less(focal: float, longer: float) -> None:
    assert Lens(focal * longer).half_angles < Lens(focal).half_angles


@pytest.mark.parametrize(
    ("focal", "width"), [(0.0, 24.9), (-35.0, 24.9), (float("nan"), 24.9), (35.0, 0.0), (1e6, 24.9)]
)
def test_what_is_no_lens_is_refused(focal: float, width: float) -> None:
    with pytest.raises(SkyError, match="E360"):
        Lens(focal, width)


def test_a_picture_toward_the_horizon_has_the_zenith_up_and_starboard_to_the_right_of_forward() -> None:
    framing = Framing.of((1.0, 0.0, 0.0))
    assert framing.up.tolist() == [0.0, 0.0, -1.0]
    assert framing.right.tolist() == [0.0, 1.0, 0.0]


def test_a_picture_straight_down_has_the_flight_direction_up() -> None:
    framing = Framing.of((0.0, 0.0, 1.0))
    assert framing.up.tolist() == [1.0, 0.0, 0.0]
    assert framing.right.tolist() == [0.0, 1.0, 0.0], "starboard, as on a map with the flight up"


@given(st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1))
def test_the_axes_of_a_picture_are_square_and_right_handed(axis: tuple[float, float, float]) -> None:
    framing = Framing.of(axis)
    axes = np.stack([framing.right, framing.up, -framing.axis])
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1.0)


def test_what_is_45_deg_to_starboard_stands_one_to_the_right_in_the_picture() -> None:
    framing = Framing.of((1.0, 0.0, 0.0))
    right, up = framing.place(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.5], [-1.0, 0.0, 0.0]]))
    assert right[:2].tolist() == [1.0, 0.0]
    assert up[:2].tolist() == [0.0, -0.5], "what is lower stands lower"
    assert np.isnan(right[2]), "what is behind the camera is not in the picture"


@pytest.mark.parametrize(("down", "is_flight_up"), [(29.0, False), (60.0, False), (66.0, True), (80.0, True)])
def test_a_window_that_looks_down_by_more_than_64_deg_has_the_flight_up(down: float, is_flight_up: bool) -> None:
    ahead, below = np.cos(np.radians(down)), np.sin(np.radians(down))
    up = Framing.of((0.0, float(ahead), float(below))).up
    assert up == pytest.approx([1.0, 0.0, 0.0] if is_flight_up else [0.0, below, -ahead])
