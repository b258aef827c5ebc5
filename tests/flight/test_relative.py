"""Relative motion: against both orbits flown out by themselves, and against the closed forms of textbooks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.flight.relative import propagate, response, transfer, transition
from cupola.places.attitude import local_vertical

MU = 398600.4418e9
RADIUS = 6_795_000.0
W = float(np.sqrt(MU / RADIUS**3))
TURN = 2 * np.pi / W

Floats = NDArray[np.float64]


def runge_kutta(slope: Callable[[float, Floats], Floats], state: Floats, seconds: float, steps: int) -> Floats:
    h, t = seconds / steps, 0.0
    for _ in range(steps):
        a = slope(t, state)
        b = slope(t + h / 2, state + h / 2 * a)
        c = slope(t + h / 2, state + h / 2 * b)
        d = slope(t + h, state + h * c)
        state, t = state + h / 6 * (a + 2 * b + 2 * c + d), t + h
    return state


def station(t: float, motion: float = W) -> tuple[Floats, Floats]:
    """Give a station on an inclined circle, by itself: m and m/s, inertial."""
    u, tilt, radius = motion * t + 0.3, np.radians(51.6), (MU / motion**2) ** (1 / 3)
    ahead = np.array([-np.sin(u), np.cos(u) * np.cos(tilt), np.cos(u) * np.sin(tilt)])
    up = np.array([np.cos(u), np.sin(u) * np.cos(tilt), np.sin(u) * np.sin(tilt)])
    return radius * up, radius * motion * ahead


def frame(t: float, motion: float = W) -> Floats:
    """Give the matrix from the inertial frame to the local vertical one: the room `places` says which it is."""
    position, velocity = station(t, motion)
    turned: Floats = local_vertical(position[None], velocity[None])[0]
    return turned


def flown_out(state: Floats, seconds: float, push: Floats, motion: float = W) -> Floats:
    """Fly a craft by Newton's law about the Earth's middle, and give where it then is beside the station."""
    spin = np.array([0.0, -motion, 0.0])  # of the local vertical frame, about the axis against the orbit's normal
    position, velocity = station(0.0, motion)
    back = frame(0.0, motion).T
    start = np.concatenate(
        [position + back @ state[:3], velocity + back @ (state[3:] + np.cross(spin, state[:3]))],
    )

    def slope(t: float, s: Floats) -> Floats:
        pull = -MU * s[:3] / np.linalg.norm(s[:3]) ** 3
        return np.concatenate([s[3:], pull + frame(t, motion).T @ push])

    stop = runge_kutta(slope, start, seconds, 2 + int(seconds / 7))  # 7 s: 4 mm in a revolution
    position, velocity = station(seconds, motion)
    away = frame(seconds, motion) @ (stop[:3] - position)
    return np.concatenate([away, frame(seconds, motion) @ (stop[3:] - velocity) - np.cross(spin, away)])


@pytest.mark.parametrize(
    ("state", "push"),
    [
        ([100.0, 0, 0, 0, 0, 0], [0.0, 0, 0]),
        ([0, 50.0, 0, 0, 0.05, 0], [0.0, 0, 0]),
        ([-200.0, 20, 150, 0.1, -0.05, -0.1], [0.0, 0, 0]),
        ([0.0, 0, 0, 0, 0, 0], [1e-5, 2e-5, -1e-5]),
        ([-100.0, 20, 50, 0.1, 0, 0], [-2e-5, 1e-5, 3e-5]),
    ],
)
def test_it_is_where_both_orbits_flown_out_by_themselves_put_it(state: list[float], push: list[float]) -> None:
    """What is left out is of second order: measured, at most 0.03 % of the way after a revolution."""
    start, steady = np.array(state), np.array(push)
    for seconds in (60.0, TURN / 4, TURN):
        found = propagate(start, W, seconds, steady)
        real = flown_out(start, seconds, steady)
        far = max(np.abs(found[:3]).max(), 100.0)
        assert np.abs(found[:3] - real[:3]).max() < 3e-4 * far
        assert np.abs(found[3:] - real[3:]).max() < 3e-4 * W * far


def test_half_an_hour_a_few_hundred_metres_out_is_true_to_five_centimetres() -> None:
    """As long and as far as an approach is; measured 3 cm."""
    start, steady = np.array([-285.0, 20, 285, 0.3, 0, -0.2]), np.zeros(3)
    found, real = propagate(start, W, 1800.0, steady), flown_out(start, 1800.0, steady)
    assert np.abs(found - real)[:3].max() < 0.05


# Closed forms: W. Fehse, Automated Rendezvous and Docking of Spacecraft (2003), ch. 3.3.


def test_a_football_orbit_is_twice_as_long_as_it_is_high_and_closes() -> None:
    """The ellipse of a craft that neither gains nor falls behind: x' = 2 w z at its lowest."""
    low = np.array([0, 0, 100.0, 2 * W * 100.0, 0, 0])
    quarter, half = propagate(low, W, TURN / 4), propagate(low, W, TURN / 2)
    assert quarter[:3] == pytest.approx([200.0, 0, 0], abs=1e-9)
    assert half[:3] == pytest.approx([0, 0, -100.0], abs=1e-9)
    assert propagate(low, W, TURN) == pytest.approx(low, abs=1e-9)


def test_a_push_along_the_flight_hops_backward_by_three_revolutions_of_itself() -> None:
    """Along V-bar: 6 pi dv / w in a revolution, and 4 dv / w high halfway."""
    dv = 0.1
    half, whole = (propagate(np.array([0, 0, 0, dv, 0, 0]), W, share * TURN) for share in (0.5, 1.0))
    assert half[2] == pytest.approx(-4 * dv / W)
    assert whole[:3] == pytest.approx([-6 * np.pi * dv / W, 0, 0], abs=1e-9)


def test_a_push_down_hops_forward_by_four_of_itself_in_half_a_revolution() -> None:
    """Along V-bar by radial pushes: 4 dv / w, dv / w below halfway there, and back where it was after a revolution."""
    dv = 0.1
    start = np.array([0, 0, 0, 0, 0, dv])
    quarter, half, whole = (propagate(start, W, share * TURN) for share in (0.25, 0.5, 1.0))
    assert quarter[2] == pytest.approx(dv / W)
    assert half[:3] == pytest.approx([4 * dv / W, 0, 0], abs=1e-9)
    assert half[5] == pytest.approx(-dv)
    assert whole == pytest.approx(start, abs=1e-12)


def test_what_is_let_go_below_runs_ahead_by_twelve_pi_of_its_depth() -> None:
    """Let go on R-bar at rest: 12 pi z in a revolution."""
    assert propagate(np.array([0, 0, 10.0, 0, 0, 0]), W, TURN)[:3] == pytest.approx([120 * np.pi, 0, 10.0])


def test_a_craft_in_a_lower_circle_gains_by_one_and_a_half_of_its_depth() -> None:
    later = propagate(np.array([0, 0, 50.0, 1.5 * W * 50.0, 0, 0]), W, 1000.0)
    assert later == pytest.approx([1.5 * W * 50.0 * 1000.0, 0, 50.0, 1.5 * W * 50.0, 0, 0])


def test_two_pushes_of_a_quarter_lift_a_craft_to_the_station_s_height() -> None:
    """The Hohmann transfer: w z / 4 twice, and 3 pi z / 4 ahead meanwhile."""
    depth, push = 1000.0, W * 1000.0 / 4
    low = np.array([0, 0, depth, 1.5 * W * depth + push, 0, 0])
    high = propagate(low, W, TURN / 2)
    assert high[:3] == pytest.approx([0.75 * np.pi * depth, 0, 0], abs=1e-6)
    assert high[3:] == pytest.approx([-push, 0, 0], abs=1e-9)


def test_what_stands_aside_swings_through_the_plane() -> None:
    assert propagate(np.array([0, 30.0, 0, 0, 0, 0]), W, TURN / 2)[1] == pytest.approx(-30.0)


def test_a_steady_push_along_the_flight_adds_up_as_in_the_book() -> None:
    """4 g/w^2 (1 - cos) - 3/2 g t^2 along, 2 g/w^2 (sin - wt) down."""
    push, t = 1e-3, 900.0
    found = propagate(np.zeros(6), W, t, np.array([push, 0, 0]))
    assert found[0] == pytest.approx(4 * push / W**2 * (1 - np.cos(W * t)) - 1.5 * push * t**2)
    assert found[2] == pytest.approx(2 * push / W**2 * (np.sin(W * t) - W * t))


STATES = st.lists(st.floats(-1.0, 1.0), min_size=6, max_size=6).map(lambda s: np.array(s) * [500, 500, 500, 1, 1, 1])


@given(state=STATES, one=st.floats(-3000.0, 3000.0), two=st.floats(-3000.0, 3000.0))
def test_two_stretches_are_one_and_back_is_where_it_was(state: Floats, one: float, two: float) -> None:
    there = transition(W, two) @ transition(W, one) @ state
    assert there == pytest.approx(transition(W, one + two) @ state, abs=1e-6)
    assert transition(W, -one) @ transition(W, one) @ state == pytest.approx(state, abs=1e-6)


@given(state=STATES, one=st.floats(1.0, 900.0), two=st.floats(1.0, 900.0))
def test_a_push_that_goes_on_is_the_same_in_two_pieces(state: Floats, one: float, two: float) -> None:
    push = np.array([0.01, -0.02, 0.03])
    halfway = propagate(state, W, one, push)
    assert propagate(halfway, W, two, push) == pytest.approx(propagate(state, W, one + two, push), abs=1e-6)


def test_for_a_moment_a_push_is_just_a_push() -> None:
    found = response(W, 0.01)
    assert found[:3] == pytest.approx(np.eye(3) * 0.01**2 / 2, abs=1e-8)
    assert found[3:] == pytest.approx(np.eye(3) * 0.01, abs=1e-6)


@given(start=STATES, stop=STATES, share=st.sampled_from([0.02, 0.1, 0.3, 0.45, 0.6, 0.9]))
def test_two_pushes_lead_from_any_state_to_any_other(start: Floats, stop: Floats, share: float) -> None:
    first, second = transfer(start, stop, W, share * TURN)
    arrived = propagate(start + np.concatenate([np.zeros(3), first]), W, share * TURN)
    assert arrived[:3] == pytest.approx(stop[:3], abs=1e-5)
    assert arrived[3:] + second == pytest.approx(stop[3:], abs=1e-8)


@pytest.mark.parametrize("share", [0.5, 1.0, 1.5, 2.0, 0.0, -0.2])
def test_after_half_a_revolution_and_after_a_whole_one_there_is_nothing_to_aim_with(share: float) -> None:
    with pytest.raises(SkyError, match=r"E709 no two pushes lead"):
        transfer(np.zeros(6), np.ones(6), W, share * TURN)
