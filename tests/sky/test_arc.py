"""Arcs: what lies between states is right to two metres with every other left out, and exact for what is simple."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.sky.arc import Arc
from cupola.sky.frame import to_teme
from tests.authorities.frames_and_states import BETWEEN
from tests.october import one_set_orbit
from tests.sky.messages import circle, nasa_states

QUIET = slice(0, 110)
"""NASA's states every four minutes, before the step of 26 February that meets the reboost."""


def cubic(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give a polynomial of degree 3, and its slope."""
    t = (at - at[0]) / 100.0
    value = np.stack([t**3, 7000 + t, 1 - t**2], axis=-1)
    slope = np.stack([3 * t**2, np.ones_like(t), -2 * t], axis=-1) / 100.0
    return value, slope


@pytest.mark.parametrize("count", [2, 3, 4, 9])
def test_a_cubic_is_met_exactly_by_two_states_or_more(count: int) -> None:
    at = np.cumsum(np.linspace(50.0, 90.0, count))
    when = np.linspace(at[0], at[-1], 50)
    shifted = np.concatenate([at[:1], when])
    found, slope = Arc(at, *cubic(at))(when)
    value, expected = cubic(shifted)
    assert np.allclose(found, value[1:], atol=1e-9)
    assert np.allclose(slope, expected[1:], atol=1e-11)


def test_four_states_meet_a_polynomial_of_degree_seven_exactly() -> None:
    at = np.array([0.0, 1.0, 2.5, 3.0])
    polynomial = np.polynomial.Polynomial([1.0, -2.0, 0.5, 0.25, -0.125, 0.5, 0.0625, -0.03125])
    arc = Arc(at, np.tile(polynomial(at)[:, None], 3), np.tile(polynomial.deriv()(at)[:, None], 3))
    when = np.linspace(0.0, 3.0, 31)
    assert np.allclose(arc(when)[0][:, 0], polynomial(when), atol=1e-12)
    assert np.allclose(arc(when)[1][:, 0], polynomial.deriv()(when), atol=1e-11)


def test_at_its_states_it_is_the_states() -> None:
    at, position, velocity = nasa_states()
    found, speed = Arc(at[QUIET], position[QUIET], velocity[QUIET])(at[QUIET])
    assert np.abs(found - position[QUIET]).max() < 1e-9
    assert np.abs(speed - velocity[QUIET]).max() < 1e-12


def test_every_other_of_nasas_states_left_out_is_found_again_within_metres() -> None:
    """States eight minutes apart: measured 2.1 m; 28 m at worst in a first or last step, where it reads one-sidedly.

    The error falls with the eighth power of the step: at NASA's four minutes it is a hundredth of this.
    """
    at, position, velocity = (each[QUIET] for each in nasa_states())
    assert set(np.diff(at)) == {240.0}
    arc = Arc(at[::2], position[::2], velocity[::2])
    missed = np.linalg.norm(arc(at[:-1])[0] - position[:-1], axis=1)
    assert 1e-4 < missed[3:-3].max() < 2.2e-3
    assert missed.max() < 30e-3


def test_between_states_four_minutes_apart_sgp4_is_met_within_two_metres() -> None:
    """Measured 0.6 m, and 1.6 m at the ends: the velocity of SGP4 is not quite the slope of its position."""
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    at = np.arange(orbit.span.start, orbit.span.stop, 240.0)
    when = np.linspace(at[0], at[-1], 5000)
    arc = Arc(at, *orbit.states(at))
    assert np.linalg.norm(arc(when)[0] - orbit.positions(when), axis=1).max() < 2e-3


@pytest.mark.parametrize("date", BETWEEN)
def test_states_between_nasas_agree_with_another_reader_within_a_centimetre(date: str) -> None:
    """The package oem 0.4.5, Hermite of degree 7; which states it takes is its own choice."""
    at, position, velocity = nasa_states()
    side = slice(0, 110) if at[110] > instant(date) else slice(-80, None)
    when = np.array([instant(date)])
    expected, speed = to_teme("EME2000", when, *(np.array([each]) for each in BETWEEN[date]))
    found = Arc(at[side], position[side], velocity[side])(when)
    assert np.linalg.norm(found[0] - expected) < 1e-5
    assert np.linalg.norm(found[1] - speed) < 1e-7


@given(st.floats(0.001, 59.0), st.floats(0.0, 1.0))
def test_a_state_close_to_another_does_not_spoil_what_is_between(gap: float, share: float) -> None:
    """Positions rounded to a metre: a close pair would magnify that a million times."""
    at, _, _ = circle(12, 240.0)
    at = np.sort(np.append(at, at[5] + gap))
    rate = np.sqrt(398600.4418 / 6800.0**3)
    turn = rate * (at - at[0])
    position = 6800.0 * np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=-1)
    velocity = 6800.0 * rate * np.stack([-np.sin(turn), np.cos(turn), 0 * turn], axis=-1)
    when = np.array([at[0] + share * (at[-1] - at[0])])
    found = Arc(at, np.round(position, 3), np.round(velocity, 6))(when)[0][0]
    angle = rate * (when[0] - at[0])
    assert np.linalg.norm(found - 6800.0 * np.array([np.cos(angle), np.sin(angle), 0.0])) < 20e-3


def test_a_state_a_blink_before_the_last_one_does_no_harm() -> None:
    """A metre of rounding in a state 10 ms before the last one would be 100 m/s of speed."""
    at, position, velocity = circle(8, 240.0)
    blink = np.append(at[:-1], [at[-1] - 0.01, at[-1]])
    near = position[-1] - 0.01 * velocity[-1] + [1e-3, 0.0, 0.0]
    positions = np.vstack([position[:-1], near[None], position[-1:]])
    velocities = np.vstack([velocity[:-1], velocity[-1:], velocity[-1:]])
    when = np.linspace(at[-2], at[-1], 50)
    found = Arc(blink, positions, velocities)(when)[0] - Arc(at, position, velocity)(when)[0]
    assert np.abs(found).max() < 1e-9
