"""The legs of an approach."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.flight.craft import craft
from cupola.flight.legs import BreakOff, Descent, FlyAround, Keep
from cupola.flight.pilot import Line, Pilot
from cupola.places import load_station
from tests.flight.visits import LEVEL, MOTION, sharp

SOYUZ = sharp(craft("soyuz"))
LINE = Line.to(load_station("iss").port("rassvet"), SOYUZ, LEVEL)


@pytest.fixture
def pilot() -> Pilot:
    return Pilot(SOYUZ, LINE, MOTION, SOYUZ.automatic, 0)


def test_a_fly_around_goes_evenly_on_an_arc_and_ends_where_it_should(pilot: Pilot) -> None:
    start, stop = np.array([-300.0, 0.0, 0.0]), np.array([0.0, 0.0, 300.0])
    leg, places = FlyAround(start, stop), []
    while not leg.is_over(pilot):
        place, speed = leg.aim(pilot, start)
        places.append(place)
        assert np.linalg.norm(place) == pytest.approx(300.0)
        assert np.linalg.norm(speed) <= 1.0 + 1e-3
    assert places[-1] == pytest.approx(stop)
    # a quarter of a circle of 300 m at 1 m/s, in steps of a second
    assert len(places) == pytest.approx(np.pi / 2 * 300.0, abs=2)


def test_a_fly_around_never_comes_nearer_than_the_nearer_of_its_ends(pilot: Pilot) -> None:
    leg = FlyAround(np.array([-285.0, 20.0, 285.0]), np.array([-24.0, 0.0, -185.0]))
    heights = [np.linalg.norm(leg.aim(pilot, np.zeros(3))[0]) for _ in range(900)]
    assert min(heights) == pytest.approx(np.hypot(24.0, 185.0))
    assert leg.is_over(pilot)


def test_from_the_far_side_a_fly_around_goes_past_the_side_and_not_through(pilot: Pilot) -> None:
    leg = FlyAround(np.array([0.0, 0.0, 400.0]), np.array([0.0, 0.0, -200.0]))
    places = np.array([leg.aim(pilot, np.zeros(3))[0] for _ in range(1000)])
    assert np.linalg.norm(places, axis=1).min() == pytest.approx(200.0)
    assert np.abs(places[:, 1]).max() > 290.0
    assert np.abs(places[:, 0]).max() < 1e-6


def test_a_fly_around_to_where_it_is_is_over_at_once(pilot: Pilot) -> None:
    leg = FlyAround(np.array([0.0, 0.0, 200.0]), np.array([0.0, 0.0, 200.0]))
    leg.aim(pilot, np.zeros(3))
    assert leg.is_over(pilot)


def test_keeping_is_counted_from_when_it_began(pilot: Pilot) -> None:
    leg = Keep(LINE.point(180.0), 60.0)
    pilot.seconds = 500.0
    assert not leg.is_over(pilot)
    assert leg.aim(pilot, np.zeros(3))[0] == pytest.approx(LINE.point(180.0))
    pilot.seconds = 559.0
    leg.aim(pilot, np.zeros(3))
    assert not leg.is_over(pilot)
    pilot.seconds = 560.0
    assert leg.is_over(pilot)


def test_a_descent_aims_beside_where_the_ship_is_with_the_speed_of_its_distance(pilot: Pilot) -> None:
    leg = Descent(20.0)
    place, speed = leg.aim(pilot, LINE.point(50.0) + np.array([1.0, -2.0, 0.0]))
    assert place == pytest.approx(LINE.point(50.0))
    assert speed == pytest.approx([0.0, 0.0, -0.35])
    for distance, is_over in ((20.1, False), (20.0, True), (5.0, True)):
        pilot.state = np.array([*LINE.point(distance), 0.0, 0.0, 0.0])
        assert leg.is_over(pilot) is is_over


def test_breaking_off_leads_straight_away_from_the_port_as_far_as_it_came_from(pilot: Pilot) -> None:
    leg = BreakOff()
    pilot.state = np.array([*LINE.point(30.0), 0.0, 0.0, -0.2])
    _, speed = leg.aim(pilot, pilot.state[:3])
    assert speed == pytest.approx([0.0, 0.0, 1.0])
    lowest = 30.0
    while not leg.is_over(pilot):
        pilot.step(lambda seen: leg.aim(pilot, seen))
        lowest = min(lowest, pilot.distance)
    assert lowest > 29.0
    assert np.linalg.norm(pilot.state[:3]) == pytest.approx(np.linalg.norm(SOYUZ.arrives), abs=1.5)
