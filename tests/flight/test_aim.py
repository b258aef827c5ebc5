"""Burns that bring a capsule down at a point."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import SkyError
from cupola.flight.aim import aims, northward
from cupola.flight.capsule import Capsule, capsule
from cupola.flight.descent import Fall, fall
from cupola.flight.plane import mean_planes
from cupola.flight.zone import Point, Zone
from cupola.sky import Orbit
from cupola.sky.earth import from_fixed, surface_point
from tests.flight.landings import landed

AX2 = landed()["Ax-2"]
DRAGON = capsule("crew-dragon")


@cache
def course() -> Orbit:
    return AX2.orbit()


def at(lat: float, lon: float) -> Zone:
    """Give a zone of one point."""
    return Zone("here", "Here", "", "either", 150.0, (Point("here", lat, lon),))


def down(craft: Capsule, zone: Zone, first: float, last: float) -> list[Fall]:
    """Give the descents of burns between two hours after undocking."""
    burns = Span(AX2.undock + first * 3600.0, AX2.undock + last * 3600.0)
    return [one for one, _ in aims(course(), craft, zone, burns, AX2.undock)]


def off(one: Fall, lat: float, lon: float) -> float:
    return float(np.linalg.norm(surface_point(lat, lon) - surface_point(one.lat, one.lon)))


@given(lat=st.floats(-40.0, 40.0), lon=st.floats(-180.0, 180.0))
@settings(max_examples=4, deadline=None)
def test_a_capsule_that_may_gain_as_it_likes_hits_any_point_unless_it_would_have_to_wait(
    lat: float, lon: float
) -> None:
    found = down(replace(DRAGON, gains=1.0), at(lat, lon), 6.0, 30.0)
    assert 1 <= len(found) <= 3
    assert all(off(one, lat, lon) < 3.0 or one.ahead == 0.0 for one in found)


def test_it_lands_when_the_turning_earth_carries_the_point_through_the_plane() -> None:
    """But for what the parachute drifts with the air: a few minutes."""
    for one in down(replace(DRAGON, gains=1.0), at(29.5, -86.2), 6.0, 30.0):
        when = np.array([one.landing])
        plane, there = mean_planes(course(), when), from_fixed(surface_point(29.5, -86.2), when)[0]
        normal = np.array(
            [
                np.sin(plane.node[0]) * np.sin(plane.inclination[0]),
                -np.cos(plane.node[0]) * np.sin(plane.inclination[0]),
                np.cos(plane.inclination[0]),
            ]
        )
        assert abs(normal @ there) < 150.0


def test_who_can_gain_little_comes_as_near_as_that_allows() -> None:
    site = at(29.5, -86.2)
    (full,) = down(DRAGON, site, 9.0, 13.0)
    scanty = replace(DRAGON, gains=120.0 / (full.burn - AX2.undock))
    (short,) = down(scanty, site, 9.0, 13.0)
    assert full.ahead > 200.0
    assert short.ahead == pytest.approx(120.0, abs=2.0)
    assert off(full, 29.5, -86.2) < 3.0 < off(short, 29.5, -86.2) < 150.0


def test_without_gain_it_comes_down_abeam_on_the_stations_pass() -> None:
    (one,) = down(replace(DRAGON, gains=0.0), at(29.5, -86.2), 10.0, 12.0)
    assert one.ahead == 0.0
    again = fall(course(), DRAGON, one.burn)
    assert (again.lat, again.lon) == (one.lat, one.lon)
    later = fall(course(), DRAGON, one.burn + 5.0)
    assert off(one, 29.5, -86.2) < off(later, 29.5, -86.2)


def test_the_same_point_is_come_to_from_the_south_and_from_the_north() -> None:
    ways = [northward(course(), one) for one in down(replace(DRAGON, gains=1.0), at(29.5, -86.2), 6.0, 30.0)]
    assert set(ways) == {True, False}


def test_a_zone_too_far_north_is_refused() -> None:
    with pytest.raises(SkyError, match="E717"):
        down(DRAGON, at(60.0, 0.0), 6.0, 8.0)


def test_a_point_just_beyond_the_orbit_is_come_near_to_on_a_pass() -> None:
    found = down(replace(DRAGON, gains=1.0), at(52.6, 0.0), 6.0, 30.0)
    assert found and all(one.ahead == 0.0 for one in found)
