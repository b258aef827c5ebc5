"""The way down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.flight.capsule import capsule
from cupola.flight.descent import ENTRY_KM, State, _stepped, fall
from cupola.sky import surface_point
from cupola.sky.earth import MU
from tests.flight.landings import landed

ORBIT = landed()["Soyuz MS-18"].orbit()
BURN = instant("2021-10-17T03:41:38Z")
SOYUZ = capsule("soyuz")


def test_the_descent_of_the_film_crew_is_that_of_the_station_schedules() -> None:
    """Burn 03:41:38, air about 04:13, parachute about 04:21, four to five g: NASA's timeline of MS-18."""
    found = fall(ORBIT, SOYUZ, BURN)
    assert found.entry == pytest.approx(instant("2021-10-17T04:13:00Z"), abs=90.0)
    assert found.parachute == pytest.approx(instant("2021-10-17T04:21:00Z"), abs=60.0)
    assert found.landing - found.parachute == SOYUZ.sinks
    assert 3.5 < found.load < 5.0
    assert found.lat == pytest.approx(47.35, abs=0.6)
    assert found.lon == pytest.approx(69.6, abs=0.6)


def test_a_capsule_without_lift_falls_harder_and_shorter() -> None:
    """A ballistic entry: eight to nine g, some 400 km short, as on Soyuz TMA-11."""
    flown, thrown = fall(ORBIT, SOYUZ, BURN), fall(ORBIT, replace(SOYUZ, lift=0.0), BURN)
    assert 7.5 < thrown.load < 9.5
    gap = np.linalg.norm(surface_point(flown.lat, flown.lon) - surface_point(thrown.lat, thrown.lon))
    assert 200.0 < gap < 500.0
    assert thrown.parachute < flown.parachute


def test_an_hour_later_the_earth_has_turned() -> None:
    one, next_turn = fall(ORBIT, SOYUZ, BURN), fall(ORBIT, SOYUZ, BURN + ORBIT.revolution)
    west = (one.lon - next_turn.lon) % 360.0
    assert west == pytest.approx(360.9856 * ORBIT.revolution / 86400.0, abs=0.5)


def test_a_burn_that_is_too_small_brings_nobody_down() -> None:
    with pytest.raises(SkyError, match="E719"):
        fall(ORBIT, replace(SOYUZ, slows=0.02), BURN)


def test_the_fall_to_the_air_takes_as_long_as_an_ellipse_does() -> None:
    """Kepler's equation from the apogee of the orbit that the burn leaves, without air or flattening: within 30 s."""
    position, velocity = ORBIT.states(np.array([BURN + SOYUZ.burn / 2]))
    radius, speed = float(np.linalg.norm(position)), float(np.linalg.norm(velocity)) - SOYUZ.slows
    axis = 1 / (2 / radius - speed**2 / MU)
    share = radius / axis - 1  # eccentricity, from the apogee
    low = 6367.0 + ENTRY_KM
    anomaly = np.arccos((1 - low / axis) / share)  # from the perigee, on the way in
    fell = (np.pi - (anomaly - share * np.sin(anomaly))) * np.sqrt(axis**3 / MU)
    found = fall(ORBIT, SOYUZ, BURN)
    assert found.entry - (BURN + SOYUZ.burn / 2) == pytest.approx(fell, abs=60.0)


def test_the_load_is_the_more_the_less_lift_points_up_and_the_way_the_shorter() -> None:
    lifts = (0.0, 0.05, 0.1, 0.15)
    falls = [fall(ORBIT, replace(SOYUZ, lift=lift), BURN) for lift in lifts]
    loads = [one.load for one in falls]
    assert loads == sorted(loads, reverse=True)
    assert [one.lon for one in falls] == sorted(one.lon for one in falls)


def test_a_heavier_capsule_comes_down_farther_and_a_stronger_burn_sooner() -> None:
    usual = fall(ORBIT, SOYUZ, BURN)
    assert fall(ORBIT, replace(SOYUZ, ballistic=2 * SOYUZ.ballistic), BURN).lon > usual.lon
    assert fall(ORBIT, replace(SOYUZ, slows=1.3 * SOYUZ.slows), BURN).entry < usual.entry - 120.0


def test_without_air_or_burn_the_energy_stays_what_it_is() -> None:
    """A revolution of the integrator alone: the energy with the flattening's potential holds to a part in 1e7."""

    def energy(state: State) -> float:
        radius = float(np.linalg.norm(state[:3]))
        oblate = 1.08262668e-3 * (6378.137 / radius) ** 2 * (1.5 * (state[2] / radius) ** 2 - 0.5)
        return float(state[3:] @ state[3:] / 2 - MU / radius * (1 - oblate))

    position, velocity = ORBIT.states(np.array([BURN]))
    state = np.concatenate([position[0], velocity[0]])
    before = energy(state)
    for _ in range(280):
        state = _stepped(state, 20.0, SOYUZ, 0.0)
    assert energy(state) == pytest.approx(before, rel=1e-7)


@settings(max_examples=8, deadline=None)
@given(later=st.floats(0.0, 5500.0))
def test_from_any_place_of_the_orbit_the_way_down_takes_fifty_to_sixty_minutes(later: float) -> None:
    found = fall(ORBIT, SOYUZ, BURN + later)
    assert 50 * 60.0 < found.landing - found.burn < 60 * 60.0
    assert found.burn < found.entry < found.parachute < found.landing
    assert abs(found.lat) < 52.5
