"""The mean plane of an orbit, and when a place lies in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span
from cupola.errors import SkyError
from cupola.flight.plane import crossings, mean_planes
from cupola.sky import Orbit
from cupola.sky.earth import from_fixed, surface_point
from tests.flight.flights import flown, inclined

MS19 = flown()["Soyuz MS-19"]
ORBIT = MS19.orbit(2 * DAY, 2 * DAY)
SPAN = Span(MS19.launch - DAY, MS19.launch + DAY)


def test_the_mean_plane_is_that_of_sgp4s_own_mean_elements() -> None:
    at = np.linspace(SPAN.start, SPAN.stop, 9)
    planes, record = mean_planes(ORBIT, at), ORBIT.satellites[0]
    for k, when in enumerate(at):
        record.sgp4_tsince((when - ORBIT.sets[0].epoch) / 60.0)
        assert np.degrees(planes.node[k]) % 360 == pytest.approx(np.degrees(record.Om) % 360, abs=2e-4)
        assert np.degrees(planes.inclination[k]) == pytest.approx(np.degrees(record.im), abs=2e-4)


@settings(max_examples=25, deadline=None)
@given(lat=st.floats(-51.0, 51.0), lon=st.floats(-180.0, 180.0))
def test_at_a_crossing_the_place_lies_in_the_plane_and_between_two_it_does_not(lat: float, lon: float) -> None:
    found = crossings(ORBIT, lat, lon, SPAN)
    assert 3 <= len(found) <= 5
    at = np.array([when for when, _ in found])
    assert _height(lat, lon, at) == pytest.approx(np.zeros(len(at)), abs=0.05)
    grid = np.linspace(SPAN.start, SPAN.stop, 5761)
    turns = np.flatnonzero(np.diff(np.sign(_height(lat, lon, grid))))
    assert len(turns) == len(found)


@pytest.mark.parametrize("is_north", [True, False])
def test_a_rocket_that_leaves_north_flies_with_the_station(is_north: bool) -> None:
    at = next(at for at, north in crossings(ORBIT, 30.0, 10.0, SPAN) if north is is_north)
    when = np.array([at])
    argument = mean_planes(ORBIT, when).arguments(from_fixed(surface_point(30.0, 10.0), when))[0]
    assert (np.cos(argument) > 0) is np.bool_(is_north)


def test_a_place_beyond_the_inclination_is_refused_with_the_reach() -> None:
    with pytest.raises(SkyError, match=r"E703 51\.9 deg N lies outside an orbit of 51\.65 deg") as error:
        crossings(ORBIT, 51.9, 128.3, SPAN)
    hint = "launch from a site within 51.8 deg of the equator, or into an orbit of 51.7 deg or more"
    assert error.value.messages[0].hint == hint


def test_the_reach_that_is_told_is_that_of_places_on_the_flattened_earth() -> None:
    """51.8 deg north lies 51.6 deg from the equator as the orbit counts it, and the plane of the ISS comes there."""
    assert crossings(ORBIT, 51.8, 60.0, SPAN)
    with pytest.raises(SkyError, match="E703"):
        crossings(ORBIT, 51.87, 60.0, SPAN)


def test_nothing_crosses_the_plane_of_an_orbit_over_the_equator() -> None:
    for lat in (0.0, 2.0, 46.0):
        with pytest.raises(SkyError, match=r"E769 an orbit of 0\.00 deg inclination lies over the equator"):
            crossings(inclined(0.0, SPAN), lat, 10.0, SPAN)


@pytest.mark.parametrize("inclination", [5.0, 90.0, 97.5, 142.0])
def test_planes_of_every_slant_are_crossed_twice_a_day(inclination: float) -> None:
    orbit = inclined(inclination, SPAN)
    found = crossings(orbit, 3.0, 10.0, SPAN)
    assert 3 <= len(found) <= 5
    assert _height(3.0, 10.0, np.array([at for at, _ in found]), orbit) == pytest.approx(np.zeros(len(found)), abs=0.05)


def test_a_position_is_as_far_along_its_orbit_as_it_flew() -> None:
    at = np.array([SPAN.start, SPAN.start + ORBIT.revolution / 4])
    u = mean_planes(ORBIT, at).arguments(ORBIT.positions(at))
    assert np.degrees((u[1] - u[0]) % (2 * np.pi)) == pytest.approx(90.0, abs=0.3)


def _height(lat: float, lon: float, at: np.ndarray, orbit: Orbit = ORBIT) -> np.ndarray:
    """Give by how many km a place stands beside the plane."""
    planes = mean_planes(orbit, at)
    normal = np.stack(
        [
            np.sin(planes.node) * np.sin(planes.inclination),
            -np.cos(planes.node) * np.sin(planes.inclination),
            np.cos(planes.inclination),
        ],
        axis=-1,
    )
    height: np.ndarray = np.einsum("ni,ni->n", normal, from_fixed(surface_point(lat, lon), at))
    return height
