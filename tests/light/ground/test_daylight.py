"""Clear daylight: the tables of three others, and no step anywhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.light.ground import clear_daylight

# elevation in deg: lx; Explanatory Supplement to the Astronomical Almanac (1992), what its twilights mean
TWILIGHT = {0.0: 759.0, -6.0: 3.4, -12.0: 0.008, -18.0: 0.00065}


def by_ies(elevation: float) -> float:
    """Give the clear-sky illuminance of IES RP-21 (1984; Gillette, Pierpoint, Treado), mean distance of the Sun, lx.

    Sun: 127.5 klx thinned by exp(-0.21 / sin h). Sky: 0.8 klx + 15.5 klx sqrt(sin h).
    """
    sine = np.sin(np.radians(elevation))
    return float(127_500 * np.exp(-0.21 / sine) * sine + 800 + 15_500 * np.sqrt(sine))


@pytest.mark.parametrize("elevation", TWILIGHT)
def test_twilights_are_as_bright_as_the_supplement_says(elevation: float) -> None:
    assert clear_daylight(elevation) == pytest.approx(TWILIGHT[elevation], rel=0.05)


@pytest.mark.parametrize("elevation", [10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 75.0, 90.0])
def test_by_day_it_is_the_illuminating_engineers_clear_sky_within_22_percent(elevation: float) -> None:
    assert clear_daylight(elevation) == pytest.approx(by_ies(elevation), rel=0.22)


def test_with_the_sun_overhead_it_is_some_128_klx() -> None:
    assert clear_daylight(90.0) == pytest.approx(128_800, rel=0.005)


def test_below_eighteen_degrees_the_sun_gives_nothing() -> None:
    assert clear_daylight([-18.01, -50.0, -90.0]).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("joint", [-12.0, -5.0, -0.8, 5.0, 20.0])
def test_the_pieces_meet_within_a_few_percent(joint: float) -> None:
    below, above = clear_daylight([joint - 1e-9, joint])
    assert below == pytest.approx(above, rel=0.03)


@given(st.floats(-18.0, 89.0))
def test_a_higher_sun_is_brighter(elevation: float) -> None:
    assert clear_daylight(elevation + 1.0) > clear_daylight(elevation)


def test_any_shape_goes_in_and_comes_out() -> None:
    assert clear_daylight(np.zeros((2, 3))).shape == (2, 3)
