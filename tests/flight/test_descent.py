"""The way down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.flight.capsule import capsule
from cupola.flight.descent import ENTRY_KM, fall
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
    assert (found.lat, found.lon) == (pytest.approx(47.35, abs=0.6), pytest.approx(69.6, abs=0.6))


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
