"""A ship in the hands of somebody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.flight.craft import craft
from cupola.flight.pilot import Line, Pilot
from cupola.flight.relative import Floats, propagate
from cupola.places import YawPitchRoll, load_station
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
