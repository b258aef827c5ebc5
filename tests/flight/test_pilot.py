"""A ship in the hands of somebody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.flight.craft import craft, shipped_crafts
from cupola.flight.pilot import Line, Pilot
from cupola.flight.relative import Floats, propagate
from cupola.places import YawPitchRoll, load_station
from tests.flight.test_relative import flown_out
from tests.flight.visits import LEVEL, MOTION, sharp

ISS = load_station("iss")
SOYUZ = craft("soyuz")
LINE = Line.to(ISS.port("rassvet"), SOYUZ, LEVEL)


def pilot() -> Pilot:
    """Give a pilot of a ship without errors."""
    one = sharp(SOYUZ)
    return Pilot(one, LINE, MOTION, one.automatic, 0)


def nowhere(seen: Floats) -> tuple[Floats, Floats]:
    return seen, np.zeros(3)


def test_the_middle_of_a_ship_at_its_port_is_its_reach_out_on_the_axis() -> None:
    assert LINE.contact == pytest.approx([-10.9, 0.0, 11.8 + 3.4])
    assert LINE.axis == pytest.approx([0, 0, 1])
    assert LINE.distance(LINE.point(60.0)) == pytest.approx(60.0)
    assert LINE.along(LINE.point(60.0) + np.array([3.0, 4.0, 0.0])) == pytest.approx(60.0)


def test_the_line_turns_with_the_station() -> None:
    """Pitched up by 90 deg, a station's nadir ports look forward along the flight, as Operating an Outpost tells."""
    line = Line.to(ISS.port("rassvet"), SOYUZ, YawPitchRoll(0.0, 90.0, 0.0))
    assert line.axis == pytest.approx([1, 0, 0], abs=1e-12)
    assert line.axes @ line.axes.T == pytest.approx(np.eye(3), abs=1e-12)


def test_where_nobody_steers_it_drifts_by_clohessy_and_wiltshire() -> None:
    one = pilot()
    one.craft = replace(one.craft, thrust=0.0)
    start = one.state
    for _ in range(100):
        one.step(nowhere)
    assert one.state == pytest.approx(propagate(start, MOTION, 100.0), abs=1e-9)
    assert (one.spent, one.seconds, len(one.states)) == (0.0, 100.0, 101)


def test_thrusters_give_no_more_than_their_force() -> None:
    one = pilot()
    one.step(lambda seen: (seen, np.array([5.0, 0.0, 0.0])))
    assert one.state[3] == pytest.approx(260.0 / 6950.0, rel=0.05)
    assert one.spent == pytest.approx(260.0 / 6950.0)


def test_an_error_of_speed_within_the_slack_is_let_stand() -> None:
    one = pilot()
    one.hand = replace(one.hand, slack=0.02)
    one.step(lambda seen: (seen, np.array([0.019, 0.0, -0.021])))
    assert one.spent == pytest.approx(0.021)


def test_thrusters_are_set_anew_when_it_is_time() -> None:
    one, looks = pilot(), []
    one.hand = replace(one.hand, steers=3)

    def aim(seen: Floats) -> tuple[Floats, Floats]:
        looks.append(one.seconds)
        return seen, np.zeros(3)

    for _ in range(7):
        one.step(aim)
    assert looks == [0.0, 3.0, 6.0]


def test_an_error_of_place_is_worked_off() -> None:
    one = pilot()
    goal = one.state[:3] + np.array([4.0, -3.0, 2.0])
    for _ in range(150):
        one.step(lambda seen: (goal, np.zeros(3)))
    assert one.state[:3] == pytest.approx(goal, abs=0.05)


def test_who_looks_amiss_is_amiss_by_that_beside_the_axis_and_never_along_it() -> None:
    one = pilot()
    one.take(replace(one.hand, aim=1.0))
    seen: list[Floats] = []

    def aim(place: Floats) -> tuple[Floats, Floats]:
        seen.append(place - one.state[:3])
        return place, np.zeros(3)

    one.step(aim)
    across = LINE.axes @ seen[0]
    assert across[0] == pytest.approx(0.0, abs=1e-9)
    assert 0.01 < np.hypot(*across[1:]) < 5.0


@pytest.mark.parametrize("distance", [20.0, 200.0])
def test_the_blur_of_a_look_grows_with_the_distance(distance: float) -> None:
    one = pilot()
    one.take(replace(one.hand, angle=0.5, steers=1))
    one.state = np.array([*LINE.point(distance), 0.0, 0.0, 0.0])
    off: list[Floats] = []

    def aim(place: Floats) -> tuple[Floats, Floats]:
        off.append(place - one.state[:3])
        one.state = np.array([*LINE.point(distance), 0.0, 0.0, 0.0])
        return place, np.zeros(3)

    for _ in range(400):
        one.step(aim)
    assert np.std(off) == pytest.approx(np.radians(0.5) * distance, rel=0.1)


def test_the_same_seed_is_the_same_ship_and_another_is_another() -> None:
    one, same, other = (Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, seed) for seed in (3, 3, 4))
    assert (one.state == same.state).all()
    assert one.askew == same.askew
    assert not (one.state == other.state).any()


def flight(seed: int = 0) -> Pilot:
    """Give a pilot of a real Soyuz who has come down the axis for five minutes."""
    one = Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, seed)
    one.state = np.array([*LINE.point(170.0), 0.0, 0.0, 0.0])
    one.states = [one.state]
    for _ in range(300):
        one.step(lambda seen: (LINE.point(LINE.along(seen)), -one.hand.speed(LINE.along(seen)) * LINE.axis))
    return one


def pushes(one: Pilot) -> Floats:
    """Give what must have pushed a ship from each of its states to the next, m/s2, shape (n, 3)."""
    before, after = np.array(one.states[:-1]), np.array(one.states[1:])
    drifted = np.array([propagate(state, MOTION, 1.0) for state in before])
    turned = np.eye(3) + MOTION * np.array([[0.0, 0, 1], [0, 0, 0], [-1, 0, 0]])  # the frame turns while it pushes
    pushed: Floats = np.linalg.solve(turned, (after - drifted)[:, 3:].T).T
    return pushed


@pytest.mark.parametrize("seed", range(4))
def test_nothing_but_the_thrusters_within_their_force_moves_it_from_second_to_second(seed: int) -> None:
    found = pushes(flight(seed)) @ LINE.axes.T
    assert np.abs(found).max() <= 260.0 / 6950.0 * 1.001


def test_what_is_spent_is_the_sum_of_what_pushed_along_each_axis() -> None:
    one = flight()
    assert np.abs(pushes(one) @ LINE.axes.T).sum() == pytest.approx(one.spent, rel=1e-3)


def test_flown_out_by_newton_s_law_the_same_pushes_lead_to_the_same_place() -> None:
    """300 s of thrusters about a real orbit, by Runge and Kutta's method: within a centimetre."""
    one = flight()
    state = one.states[0]
    for push in pushes(one):
        state = flown_out(state, 1.0, push, MOTION)
    assert state[:3] == pytest.approx(one.state[:3], abs=0.01)
    assert state[3:] == pytest.approx(one.state[3:], abs=1e-4)


def test_who_takes_over_brings_errors_of_their_own() -> None:
    one = Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, 0)
    before = one.askew
    one.take(SOYUZ.by_hand)
    assert one.askew != before
    assert one.hand is SOYUZ.by_hand


def test_ships_point_amiss_by_what_their_data_say() -> None:
    """Two angles of 0.7 deg each: the mean of their sum is 0.7 times the root of pi / 2."""
    askew = [Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, seed).askew for seed in range(300)]
    assert np.mean(askew) == pytest.approx(0.7 * np.sqrt(np.pi / 2), rel=0.1)


def test_a_rendezvous_ends_about_where_its_data_say() -> None:
    states = np.array([Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, seed).state for seed in range(300)])
    assert states[:, :3].mean(axis=0) == pytest.approx([-285.0, 20.0, 285.0], abs=3.0)
    assert states[:, :3].std(axis=0) == pytest.approx([15.0] * 3, rel=0.15)
    assert states[:, 3:].std(axis=0) == pytest.approx([0.15] * 3, rel=0.15)


@pytest.mark.parametrize("key", list(shipped_crafts()))
@pytest.mark.parametrize("turning", [LEVEL, YawPitchRoll(-4.0, -3.0, 0.0), YawPitchRoll(180.0, 0.0, 0.0)])
def test_every_port_has_a_line_whose_axes_are_square_and_whose_end_is_a_reach_from_the_port(
    key: str, turning: YawPitchRoll
) -> None:
    one = craft(key)
    for port in ISS.ports.values():
        line = Line.to(port, one, turning)
        assert line.axes @ line.axes.T == pytest.approx(np.eye(3), abs=1e-12)
        assert turning.matrix() @ line.axis == pytest.approx(np.array(port.axis), abs=1e-12)
        away = turning.matrix() @ line.contact - np.array(port.at)
        assert away == pytest.approx(one.reach * np.array(port.axis), abs=1e-9)
