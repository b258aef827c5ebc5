"""How chases end, against the flights that were flown, and by the light at the station."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Instants, Span, instant
from cupola.flight.chase import Arrival, arrive
from cupola.flight.launch import Opportunity
from cupola.flight.vehicle import Daylight, Profile, vehicle
from cupola.light.edges import edges
from cupola.light.moment import Vantage
from cupola.sky import Orbit, limit
from tests.flight.flights import flown

MINUTE = 60.0
FAST = ("two-orbit", "four-orbit")
MS19 = flown()["Soyuz MS-19"]
LIGHT = Daylight(28 * MINUTE, 3 * MINUTE, 8 * MINUTE)
# By hand, and not as the automatic approach would have ended (12:12); aborted.
NOT_JUDGED = ("Soyuz MS-19", "Soyuz MS-10")
# In the light for half an hour and more around what is usual: contact came 19 and 25 min later than that, at sunset.
LATE = ("Soyuz MS-05", "Soyuz MS-13")
JUDGED = [name for name, one in flown().items() if one.profile in FAST and name not in NOT_JUDGED]


@cache
def course() -> Orbit:
    return MS19.orbit(DAY, DAY)


def profile(lasts: float, light: Daylight | None = LIGHT, least: float = 1.0, most: float = 6.0) -> Profile:
    """Give a way that takes so many hours."""
    hours = (lasts * 3600.0, 60.0)
    return Profile("test", (-30.0, 330.0), *hours, "", "low", least * 3600.0, most * 3600.0, 0.0, light)


@cache
def turns() -> tuple[Instants, Instants]:
    """Give sunrises and sunsets at the station for ten hours after the launch of MS-19."""
    seen = edges(Vantage(course()), Span(MS19.launch - 7200.0, MS19.launch + 8 * 3600.0), limit("centre"))
    return seen.sunrises, seen.sunsets


@cache
def chase(name: str) -> Arrival:
    """Give the chase of a launch as it is computed, on the way that was flown."""
    return next(one for one in found(name).arrivals if one.profile.name == flown()[name].profile)


@cache
def found(name: str) -> Opportunity:
    return flown()[name].found()


@cache
def off(name: str, way: Profile | None = None) -> float:
    """Give by how many minutes contact is later than it was; `way`: if that were the way."""
    one, half = flown()[name], DAY / 2
    assert one.contact is not None
    flight = arrive(one.orbit(half, half), way or chase(name).profile, one.launch, found(name).phase)
    return (flight.at - one.contact) / MINUTE


@pytest.mark.parametrize("name", [name for name in JUDGED if name not in LATE])
def test_contact_comes_within_ten_minutes_of_the_real_one(name: str) -> None:
    assert abs(off(name)) < 10.0


@pytest.mark.parametrize("name", LATE)
def test_two_came_later_than_that_within_the_spread_that_is_told(name: str) -> None:
    assert chase(name).edge == ""
    assert -chase(name).spread < off(name) * MINUTE < -10 * MINUTE


def test_contacts_that_the_light_moves_are_known_better() -> None:
    """Of the flights that arrived at night, or would have."""
    moved = [off(name) for name in JUDGED if chase(name).edge]
    assert len(moved) >= 8
    assert np.abs(moved).max() < 8.0


def test_without_the_light_no_length_of_a_chase_is_as_good() -> None:
    """Whatever four orbits are said to take, a third of the flights is off by more than ten minutes."""
    way = replace(vehicle("soyuz").profiles[1], daylight=None)
    names = [name for name in JUDGED if flown()[name].profile == "four-orbit"]
    wrong = [
        sum(abs(off(name, replace(way, lasts=length))) > 10.0 for name in names)
        for length in np.arange(way.least, way.most, 4 * MINUTE)
    ]
    assert sum(abs(off(name)) > 10.0 for name in names) == len(LATE) < min(wrong)
    assert min(wrong) >= 5


def test_nobody_made_contact_deep_in_the_night_or_at_dawn() -> None:
    """The rule itself, from the flights: no sooner than 25 min after sunrise, no later than 11 min after sunset."""
    for name in JUDGED:
        one = flown()[name]
        assert one.contact is not None
        seen = edges(Vantage(one.orbit()), Span(one.contact - 7200.0, one.contact + 60.0), limit("centre"))
        after_rise = (one.contact - seen.sunrises[-1]) / MINUTE
        after_set = (one.contact - seen.sunsets[-1]) / MINUTE
        assert after_rise > 25.0
        assert after_rise < after_set or after_set < 11.0


@cache
def usual_without(name: str) -> Profile:
    """Give the way of a flight with the usual length that the other flights give.

    That is the middle of the lengths for which most of the others are within ten minutes.
    """
    way = next(one for one in vehicle("soyuz").profiles if one.name == flown()[name].profile)
    others = [other for other in JUDGED if other != name and flown()[other].profile == way.name]
    lengths = np.arange(way.least, way.most, 4 * MINUTE)
    near = np.array([sum(abs(off(other, replace(way, lasts=t))) < 10.0 for other in others) for t in lengths])
    return replace(way, lasts=float(np.mean(lengths[near == near.max()])))


@pytest.mark.parametrize("name", [name for name in JUDGED if name not in LATE])
def test_a_flight_that_the_figures_do_not_know_is_found_within_thirteen_minutes(name: str) -> None:
    assert abs(off(name, usual_without(name))) < 13.0


def test_a_contact_in_the_night_is_moved_to_the_sunset_before_it_or_the_day_after() -> None:
    rises, sets = turns()
    down = next(at for at in sets if at > MS19.launch + 3 * 3600.0)
    rise = next(at for at in rises if at > down)
    middle = (down + 3 * MINUTE + rise + 28 * MINUTE) / 2
    for shift, edge, at in ((-60.0, "sunset", down + 3 * MINUTE), (60.0, "sunrise", rise + 28 * MINUTE)):
        flight = arrive(course(), profile((middle + shift - MS19.launch) / 3600.0), MS19.launch, 0.0)
        assert flight.edge == edge
        assert flight.at == pytest.approx(at, abs=0.2)
        assert flight.spread == LIGHT.spread


def test_a_contact_by_day_stays_where_it_is() -> None:
    _, sets = turns()
    at = next(at for at in sets if at > MS19.launch + 3 * 3600.0) - 10 * MINUTE
    flight = arrive(course(), profile((at - MS19.launch) / 3600.0), MS19.launch, 0.0)
    assert flight.at == pytest.approx(at)
    assert (flight.edge, flight.spread, flight.is_lit) == ("", 60.0, True)


def test_what_the_chase_cannot_last_is_not_waited_for() -> None:
    _, sets = turns()
    at = next(at for at in sets if at > MS19.launch + 3 * 3600.0) + 15 * MINUTE
    hours = (at - MS19.launch) / 3600.0
    tight = profile(hours, least=hours - 0.1, most=hours + 0.1)
    assert arrive(course(), tight, MS19.launch, 0.0).at == pytest.approx(at)
    assert arrive(course(), profile(hours, None), MS19.launch, 0.0).at == pytest.approx(at)


def test_where_the_orbit_ends_contact_is_the_usual_one_and_its_light_not_known() -> None:
    short = MS19.orbit(DAY, 3600.0)
    flight = arrive(short, profile(3.0), MS19.launch, 0.0)
    assert (flight.at - MS19.launch, flight.edge, flight.is_lit) == (3 * 3600.0, "", None)


@given(st.floats(1.5, 5.0))
@settings(max_examples=40, deadline=None)
def test_contact_is_always_by_day_and_moved_no_farther_than_it_must(lasts: float) -> None:
    rises, sets = turns()
    usual = MS19.launch + lasts * 3600.0
    flight = arrive(course(), profile(lasts), MS19.launch, 0.0)
    allowed = [(up + 28 * MINUTE, next(at for at in sets if at > up) + 3 * MINUTE) for up in rises[:-1]]
    assert any(first - 1 <= flight.at <= last + 1 for first, last in allowed)
    nearest = min(abs(min(max(usual, first), last) - usual) for first, last in allowed)
    assert abs(flight.at - usual) == pytest.approx(nearest, abs=1.0)


def test_a_longer_chase_takes_the_same_for_each_degree() -> None:
    dragon = vehicle("crew-dragon").profiles[0]
    lasting = [dragon.takes(phase) for phase in (0.0, 10.0, 20.0)]
    assert [b - a for a, b in pairwise(lasting)] == pytest.approx([10 * dragon.longer] * 2)
    assert dragon.longest == dragon.takes(330.0)


@pytest.mark.parametrize("name", [name for name, one in flown().items() if one.vehicle == "crew-dragon"])
def test_a_dragon_arrives_within_the_wide_spread_that_is_told(name: str) -> None:
    one = flown()[name]
    assert one.contact is not None
    assert abs(chase(name).at - one.contact) < chase(name).spread


def test_a_dragon_from_far_behind_takes_twenty_nine_hours() -> None:
    far = [name for name, one in flown().items() if one.vehicle == "crew-dragon" and found(name).phase > 180.0]
    assert len(far) >= 2
    assert max(abs(off(name)) for name in far) < 60.0


def test_the_film_crew_would_have_arrived_in_the_last_light() -> None:
    flight = chase("Soyuz MS-19")
    assert flight.at == pytest.approx(instant("2021-10-05T12:12Z"), abs=5 * MINUTE)
    assert flight.is_lit and flight.edge == ""
