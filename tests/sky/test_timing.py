"""Timing errors: the model is near what was measured, and what two sets disagree by is never denied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY
from cupola.sky.timing import DISTURBED, QUIET, TimingModel, timing_error
from tests.authorities.frames_and_states import DAYS, DISTURBED_KM, QUIET_KM, QUIET_PAIRS, RAISED_PAIRS

SPEED = 7.66
AGES = np.array(DAYS) * DAY


def between(age: float, which: int, gaps: list[float], jumps: list[float], model: TimingModel = QUIET) -> float:
    """Give the error at one instant."""
    return float(timing_error(model, np.array([age]), np.array(gaps), np.array([which]), jumps)[0])


def test_the_quiet_model_is_the_measured_root_mean_square_within_a_fifth() -> None:
    measured = np.sqrt(np.mean(np.array(QUIET_KM) ** 2, axis=0)) / SPEED
    assert np.abs(QUIET(AGES) / measured - 1).max() < 0.2


def test_the_disturbed_model_is_the_measured_error_within_a_tenth() -> None:
    assert np.abs(DISTURBED(AGES) / (np.array(DISTURBED_KM) / SPEED) - 1).max() < 0.1


def test_the_station_in_october_2021_lies_within_two_of_the_models() -> None:
    """Quiet pairs of sets within twice the quiet model; across the manoeuvre above it, and below the disturbed one."""
    assert all(error < 2 * QUIET(days * DAY) for days, error in QUIET_PAIRS)
    assert all(QUIET(days * DAY) < error < DISTURBED(days * DAY) for days, error in RAISED_PAIRS)


def test_the_error_is_that_of_three_causes() -> None:
    model = TimingModel(start=2.0, drift=3.0, drag=6.0)
    assert model(0.0) == 2.0
    assert model(DAY) == 7.0
    assert model(-DAY) == 7.0


def test_a_set_that_stands_alone_has_the_model_s_error() -> None:
    assert between(3 * DAY, 0, [], []) == QUIET(3 * DAY)


def test_sets_that_disagree_as_expected_change_nothing() -> None:
    jump = float(np.sqrt(2) * QUIET(3 * DAY))
    assert between(2 * DAY, 0, [6 * DAY], [jump]) == pytest.approx(float(QUIET(2 * DAY)))


def test_sets_that_disagree_more_raise_the_error_on_both_sides_of_the_seam() -> None:
    jump = float(10 * np.sqrt(2) * QUIET(3 * DAY))
    for age, which in ((2 * DAY, 0), (-1 * DAY, 1)):
        assert between(age, which, [6 * DAY], [-jump]) == pytest.approx(10 * float(QUIET(age)))


def test_sets_that_agree_lower_the_error_to_a_half_at_most() -> None:
    assert between(3 * DAY, 0, [6 * DAY], [0.0]) == pytest.approx(0.5 * float(QUIET(3 * DAY)))


def test_before_the_first_and_after_the_last_set_nothing_is_compared() -> None:
    assert between(-2 * DAY, 0, [6 * DAY], [1e3]) == QUIET(2 * DAY)
    assert between(2 * DAY, 1, [6 * DAY], [1e3]) == QUIET(2 * DAY)


@given(st.floats(0.01, 20.0), st.floats(-200.0, 200.0))
def test_where_two_sets_meet_the_error_is_at_least_half_the_jump(days: float, jump: float) -> None:
    """One of the two is off by that much."""
    gap = days * DAY
    for age, which in ((gap / 2, 0), (-gap / 2, 1)):
        assert between(age, which, [gap], [jump]) >= abs(jump) / 2


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_older_sets_are_never_better(one: float, other: float) -> None:
    young, old = sorted((one, other))
    assert QUIET(young * DAY) <= QUIET(old * DAY) <= DISTURBED(old * DAY)
