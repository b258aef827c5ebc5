"""The mean plane of an orbit, and when a place lies in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span
from cupola.errors import SkyError
from cupola.flight.plane import crossings, mean_planes
from cupola.sky.earth import from_fixed, surface_point
from tests.flight.flights import flown

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
    assert error.value.messages[0].hint == "launch from a site within 51.6 deg of the equator"


def test_a_position_is_as_far_along_its_orbit_as_it_flew() -> None:
    at = np.array([SPAN.start, SPAN.start + ORBIT.revolution / 4])
    u = mean_planes(ORBIT, at).arguments(ORBIT.positions(at))
    assert np.degrees((u[1] - u[0]) % (2 * np.pi)) == pytest.approx(90.0, abs=0.3)


def _height(lat: float, lon: float, at: np.ndarray) -> np.ndarray:
    """Give by how many km a place stands beside the plane."""
    planes = mean_planes(ORBIT, at)
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
