"""Gravity as a condition: when it holds where, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import Span, instant
from cupola.errors import SkyError
from cupola.light import Almanac, Need
from cupola.light.gravity import gravity_of, has_gravity
from cupola.light.ground import GroundAlmanac, GroundSets, holds_on_ground
from cupola.places import load_station
from cupola.places.aircraft import Flights, aircraft
from cupola.places.ground import Location
from tests.october import one_set_orbit

FIELD = Location("field", 55.878, 38.062)
START = instant("2026-07-08T08:00:00Z")
FLIGHTS = Flights.of(aircraft("b727", {}), (START,), FIELD, (56.8, 39.4))
DAY = Span(START - 3600.0, START + 9 * 3600.0)
CABIN = Need(location=FLIGHTS.sky, flights=FLIGHTS)


def test_any_gravity_is_there_all_the_time() -> None:
    for need in (CABIN, Need(), Need(location=FIELD)):
        assert list(has_gravity(need, DAY)) == [DAY]


def test_aboard_everything_floats_and_on_the_ground_nothing_does() -> None:
    assert list(has_gravity(Need(gravity="weightless"), DAY)) == [DAY]
    assert list(has_gravity(Need(gravity="earth", location=FIELD), DAY)) == [DAY]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(gravity="weightless", location=FIELD), "is never there"),
        (Need(gravity="earth"), "is never there"),
        (Need(gravity="wieghtless"), "is unknown"),
        (replace(CABIN, gravity="mars", flights=replace(FLIGHTS, craft=aircraft("a310", {}))), "is never there"),
    ],
)
def test_a_gravity_that_is_never_there_is_refused(need: Need, words: str) -> None:
    with pytest.raises(SkyError) as caught:
        has_gravity(need, DAY)
    message = caught.value.messages[0]
    assert (message.code, words in message.text) == ("E734", True)
    assert message.hint is not None and gravity_of(need)[0] in message.hint


def test_a_flight_knows_the_gravities_that_it_flies() -> None:
    assert gravity_of(CABIN) == ("earth", "heavy", "mars", "moon", "weightless")


def test_the_almanac_gives_whole_parabolas_to_the_second() -> None:
    """By hand: 25 min of climb, pull-up of 25 s; the fourth parabola is the first weightless one: 3 x 150 s later."""
    (found,) = GroundSets(DAY).opportunities([replace(CABIN, gravity="weightless")])
    first = START + 25 * 60 + 3 * 150 + 25
    assert (found.starts[0], found.stops[0]) == (first, first + 22.0)
    assert len(found) == 12


def test_gravity_and_light_are_asked_together() -> None:
    """In July over Moscow the Sun is 54 deg high at noon: every parabola is in daylight, none at night."""
    almanac = GroundAlmanac(FLIGHTS.sky, DAY)
    day, night = almanac.opportunities([replace(CABIN, gravity="moon", light=word) for word in ("day", "night")])
    assert (len(day), len(night)) == (2, 0)
    at = np.concatenate([day.starts, day.stops - 0.01])
    assert holds_on_ground(replace(CABIN, light="day"), FLIGHTS.sky, at).all()


def test_light_and_gravity_that_are_both_wrong_are_told_at_once() -> None:
    wrong = [replace(CABIN, light="eclipse"), Need(gravity="moon", location=FIELD)]
    with pytest.raises(SkyError) as caught:
        GroundSets(DAY).opportunities(wrong)
    assert [message.code for message in caught.value.messages] == ["E372", "E734"]


def test_a_need_says_what_gravity_it_asks_for() -> None:
    assert str(replace(CABIN, gravity="weightless", light="day")) == "day, gravity weightless"
    assert str(CABIN) == "any light"


def test_a_station_has_no_gravity_but_that_of_free_fall() -> None:
    span = Span(instant("2021-10-06T00:00Z"), instant("2021-10-06T06:00Z"))
    almanac = Almanac(one_set_orbit(), load_station("iss"), span)
    (found,) = almanac.opportunities([Need(gravity="weightless")])
    assert list(found) == [span]
    with pytest.raises(SkyError) as caught:
        almanac.opportunities([Need(gravity="earth")])
    assert caught.value.messages[0].code == "E734"
