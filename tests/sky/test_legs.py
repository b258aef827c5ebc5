"""Flights of several orbits: a burn keeps the place, and orbits that do not meet are refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Instants, Span, instant
from cupola.errors import SkyError
from cupola.sky import Keplerian, Orbit, Plane, subpoint
from cupola.sky.earth import EQUATOR_KM, MU
from cupola.sky.legs import Burn, Legs, after

LAUNCH = instant("2024-09-10T09:23:49Z")
PAD = (28.608, -80.604)
HIGH = Keplerian(LAUNCH, 190.0, 1400.0, Plane.over(*PAD, 51.7, LAUNCH, is_north=True), lowest=40.0)
PERIGEE = instant("2024-09-11T00:30:40Z")
"""When the flight is lowest for the ninth time: found by the error's own hint, and checked below."""


def legs(*burns: Burn, first: Keplerian = HIGH, days: float = 4.0, seam: float = 60.0) -> Legs:
    """Give a flight."""
    return Legs(first, burns, Span(first.epoch, first.epoch + days * DAY), largest_seam=seam)


def heights(course: Legs | Orbit, at: Instants) -> np.ndarray:
    """Give heights over the equatorial radius, km."""
    found: np.ndarray = np.linalg.norm(course.positions(at), axis=1) - EQUATOR_KM
    return found


def test_polaris_dawn_comes_down_from_1400_to_737_km() -> None:
    """A burn at the perigee, 190 km, lowers the apogee. By hand: a = (190 + 737) / 2 + 6378.137 km, 94 min."""
    flight = legs(Burn(PERIGEE, apogee=737.0, lasts=480.0))
    turn = np.linspace(0.0, 6200.0, 600)
    before, later = heights(flight, LAUNCH + turn), heights(flight, PERIGEE + 600.0 + turn)
    assert (before.min(), before.max()) == pytest.approx((190.0, 1400.0), abs=15.0)
    assert (later.min(), later.max()) == pytest.approx((190.0, 737.0), abs=15.0)
    axis = EQUATOR_KM + (190.0 + 737.0) / 2
    assert flight.revolution == pytest.approx(2 * np.pi * np.sqrt(axis**3 / MU), abs=1.0)
    assert flight.joints.tolist() == [PERIGEE] and flight.seams == ()


def test_the_craft_is_where_it_was_when_the_engine_stops() -> None:
    flight = legs(Burn(PERIGEE, apogee=737.0))
    before, later = flight.positions([PERIGEE - 1e-3, PERIGEE])
    assert np.linalg.norm(later - before) < 2.0
    (_, slow), (_, fast) = ((None, v) for v in np.linalg.norm(flight.states([PERIGEE, PERIGEE - 1e-3])[1], axis=1))
    assert 0.1 < fast - slow < 0.2  # vis-viva: 7.874 and 8.031 km/s at 6568 km


@settings(max_examples=30, deadline=None)
@given(
    st.floats(0.0, 3.0), st.floats(0.0, 180.0), st.floats(160.0, 700.0), st.floats(0.0, 900.0), st.floats(0.0, 359.0)
)
def test_a_burn_that_changes_nothing_changes_nothing(
    days: float, inclination: float, perigee: float, more: float, lowest: float
) -> None:
    first = Keplerian(LAUNCH, perigee, perigee + more, Plane(inclination, 20.0, 70.0), lowest, drag=0.0)
    course = Orbit([first.elements()], Span(LAUNCH, LAUNCH + 4 * DAY), farthest=math.inf)
    at = LAUNCH + days * DAY
    again = after(first, Burn(at))
    same = Orbit([again.elements()], Span(at, LAUNCH + 4 * DAY), farthest=math.inf)
    when = np.array([at, at + 3000.0])
    assert np.abs(same.positions(when) - course.positions(when)).max() < 10.0


def test_what_the_air_has_taken_by_then_is_not_given_back() -> None:
    """Thick air at a perigee of 190 km lowers the apogee by a hundred kilometres and more in three days."""
    first = Keplerian(LAUNCH, 190.0, 1400.0, HIGH.plane, 40.0, drag=1e-2)
    at = LAUNCH + 3 * DAY
    again = after(first, Burn(at))
    flown = Orbit([first.elements()], Span(LAUNCH, at + 1.0), farthest=math.inf)
    same = Orbit([again.elements()], Span(at, at + DAY), farthest=math.inf)
    highest = heights(flown, np.linspace(at - 6200.0, at, 400)).max()
    assert highest < 1300.0 and again.apogee == pytest.approx(highest, abs=15.0)
    assert np.linalg.norm(same.positions([at]) - flown.positions([at])) < 20.0


def test_of_a_round_orbit_the_burn_is_the_lowest_point_or_the_highest() -> None:
    round_ = Keplerian(LAUNCH, 400.0, 400.0, Plane(51.6, 0.0))
    at = LAUNCH + 20_000.0
    up, down = after(round_, Burn(at, apogee=700.0)), after(round_, Burn(at, perigee=250.0))
    assert (up.perigee, up.apogee) == pytest.approx((400.0, 700.0), abs=0.5)
    assert (down.perigee, down.apogee) == pytest.approx((250.0, 400.0), abs=0.5)
    assert math.cos(math.radians(up.plane.along - up.lowest)) == pytest.approx(1.0)
    assert math.cos(math.radians(down.plane.along - down.lowest)) == pytest.approx(-1.0)


def test_a_burn_where_the_orbits_do_not_meet_says_when_they_do() -> None:
    with pytest.raises(SkyError) as caught:
        legs(Burn(PERIGEE - 2600.0, apogee=737.0))
    (message,) = caught.value.messages
    assert message.code == "E747" and "km high before the burn of 2024-09-10T23:47" in message.text
    assert message.hint is not None and "burn at 2024-09-11T00:3" in message.hint
    assert not legs(Burn(PERIGEE - 2600.0, apogee=737.0), seam=900.0).seams


def test_burns_are_in_order_of_time() -> None:
    for burns in ([Burn(PERIGEE), Burn(PERIGEE - 60.0)], [Burn(LAUNCH)]):
        with pytest.raises(SkyError) as caught:
            legs(*burns)
        assert "is not after" in caught.value.messages[0].text


def test_a_height_that_is_not_possible_is_refused() -> None:
    with pytest.raises(SkyError) as caught:
        legs(Burn(PERIGEE, perigee=900.0, apogee=737.0))
    assert caught.value.messages[0].code == "E730"


def test_the_table_of_a_flight_is_its_orbits_within_a_few_metres() -> None:
    flight = legs(Burn(PERIGEE, apogee=737.0), days=2.0)
    at = np.linspace(flight.span.start, flight.span.stop, 3001)
    table = flight.ephemeris()
    assert np.abs(table.positions(at) - flight.positions(at)).max() < 0.005
    assert table.joints.tolist() == [PERIGEE]


def test_burns_outside_of_the_span_leave_only_their_orbits() -> None:
    span = Span(PERIGEE + DAY, PERIGEE + 2 * DAY)
    flight = Legs(HIGH, [Burn(PERIGEE, apogee=737.0)], span, largest_seam=60.0)
    assert flight.burns == () and len(flight.joints) == 0 and flight.events == ()
    assert heights(flight, np.linspace(span.start, span.stop, 2000)).max() < 760.0
    assert flight.age([span.start])[0] == pytest.approx(DAY)


def test_what_is_announced_and_how_old_it_is() -> None:
    flight = legs(Burn(PERIGEE, apogee=737.0, lasts=480.0))
    (burn,) = flight.events
    assert (burn.kind, burn.at) == ("burn", PERIGEE - 240.0)
    assert flight.age([PERIGEE - 60.0, PERIGEE]).tolist() == [PERIGEE - 60.0 - LAUNCH, 0.0]
    assert flight.timing_error([PERIGEE])[0] < flight.timing_error([PERIGEE - 1.0])[0]
    assert flight.identities == ()
    with pytest.raises(SkyError):
        flight.positions([LAUNCH - 60.0])


def test_fram2_goes_over_both_poles() -> None:
    """2025-04-01 01:46:50 UTC to the south, 90.01 deg, 425 to 450 km. By hand: from 28.6 N to the pole are 118.6 deg
    of a revolution of 93.3 min: 30.7 min."""
    launch = instant("2025-04-01T01:46:50Z")
    first = Keplerian(launch, 425.0, 450.0, Plane.over(*PAD, 90.01, launch, is_north=False))
    orbit = Orbit([first.elements()], Span(launch, launch + 3 * DAY), farthest=math.inf)
    at = launch + np.arange(0.0, 6000.0, 1.0)
    lat, _, height = subpoint(orbit.positions(at), at)
    assert lat.min() < -89.9 and lat.max() > 89.9 and lat[60] < lat[0]
    assert at[lat.argmin()] - launch == pytest.approx(30.7 * 60.0, abs=20.0)
    assert height.min() > 415.0 and height.max() < 480.0  # over the poles the ellipsoid lies 21 km lower
    satellite = orbit.satellites[0]
    assert abs(satellite.nodedot) * 1440.0 * 180.0 / math.pi < 0.005  # deg a day: a polar plane stands still
