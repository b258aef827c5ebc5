"""The ground track of The Challenge's orbit."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from cupola.clock import DAY, Span, instant
from cupola.light import Almanac
from cupola.light.track import Revolution, ground_track
from cupola.places import load_station
from cupola.sky.earth import sine_of_elevation, surface_point, to_fixed
from tests.october import stay_orbit

MIDNIGHT = instant("2021-10-09T00:00Z")


@cache
def almanac(hours: float = 24.0) -> Almanac:
    """Give the almanac of 9 October from midnight on."""
    return Almanac(stay_orbit(), load_station("iss"), Span(MIDNIGHT, MIDNIGHT + hours * 3600.0))


@cache
def track(hours: float = 24.0) -> tuple[Revolution, ...]:
    """Give its ground track."""
    return ground_track(almanac(hours))


def test_a_day_has_fifteen_revolutions_and_a_part() -> None:
    found = track()
    assert len(found) == 16
    assert {round(r.span.length) for r in found[:-1]} == {round(stay_orbit().revolution)}
    assert found[-1].span.length < found[0].span.length


def test_revolutions_follow_each_other_and_fill_the_span() -> None:
    found = track()
    assert (found[0].span.start, found[-1].span.stop) == (MIDNIGHT, MIDNIGHT + DAY)
    assert all(a.span.stop == pytest.approx(b.span.start) for a, b in pairwise(found))


def test_the_track_stays_within_the_orbits_inclination() -> None:
    for revolution in track():
        assert np.abs(revolution.lat).max() < 51.9
        assert np.abs(revolution.lon).max() <= 180.0
    assert max(float(r.lat.max()) for r in track()) > 51.7


def test_each_revolution_lies_about_23_degrees_farther_west() -> None:
    starts = np.degrees(np.unwrap(np.radians([float(r.lon[0]) for r in track()])))
    assert np.diff(starts) == pytest.approx(-23.2, abs=0.4)


def test_sunrises_and_sunsets_are_those_of_the_phases() -> None:
    eclipse = almanac().phases()["eclipse"]
    rises = [p.at for r in track() for p in r.sunrises]
    sets = [p.at for r in track() for p in r.sunsets]
    assert rises == eclipse.stops[eclipse.stops < MIDNIGHT + DAY].tolist()
    assert sets == eclipse.starts[eclipse.starts > MIDNIGHT].tolist()


def test_a_point_lies_on_the_track() -> None:
    for revolution in track():
        for point in (*revolution.sunrises, *revolution.sunsets):
            assert point.at in revolution.span
            assert point.lat == pytest.approx(np.interp(point.at, revolution.at, revolution.lat), abs=0.01)


def test_it_is_lit_but_in_eclipse() -> None:
    eclipse = almanac().phases()["eclipse"]
    for revolution in track():
        assert (revolution.lit == ~eclipse.contains(revolution.at)).all()


def test_the_edges_of_the_span_are_no_sunrises() -> None:
    """An hour that begins and ends in eclipse has only the two edges within it."""
    dark = almanac().phases()["eclipse"]
    begin, end = float(dark.starts[3]) + 60.0, float(dark.stops[4]) - 60.0
    short = Almanac(stay_orbit(), load_station("iss"), Span(begin, end))
    points = [(len(r.sunrises), len(r.sunsets)) for r in ground_track(short)]
    assert (sum(a for a, _ in points), sum(b for _, b in points)) == (1, 1)


def test_landmarks_are_those_in_whose_sky_the_station_stands_ten_degrees_high() -> None:
    for landmark, span in track(1.5)[0].overhead[:20]:
        at = np.array([(span.start + span.stop) / 2, span.start - 5.0, span.stop + 5.0])
        inside = (at >= MIDNIGHT) & (at <= MIDNIGHT + 5400.0)
        station = to_fixed(stay_orbit().positions(at[inside]), at[inside])
        point = np.broadcast_to(surface_point(landmark.lat, landmark.lon), station.shape)
        high = np.degrees(np.arcsin(sine_of_elevation(point, station)))
        assert high[0] > 10.0
        assert (high[1:] < 10.0).all()


def test_the_landmark_longest_in_sight_comes_first() -> None:
    for revolution in track():
        lengths = [span.length for _, span in revolution.overhead]
        assert lengths == sorted(lengths, reverse=True)
        assert all(revolution.span.covers(span) for _, span in revolution.overhead)


def test_the_sun_stands_over_the_south_in_october_and_moves_west() -> None:
    points = [r.subsolar for r in track()]
    assert all(-6.7 < p.lat < -6.0 for p in points)
    assert all(p.at == pytest.approx((r.span.start + r.span.stop) / 2) for p, r in zip(points, track(), strict=True))
    west = np.diff(np.degrees(np.unwrap(np.radians([p.lon for p in points[:-1]]))))
    assert west == pytest.approx(-360.0 * stay_orbit().revolution / DAY, abs=0.05)


def test_a_few_minutes_are_a_part_of_one_revolution() -> None:
    (only,) = track(0.1)
    assert (only.at[0], only.at[-1]) == (MIDNIGHT, MIDNIGHT + 360.0)


def test_a_second_has_a_track_too() -> None:
    (only,) = track(1 / 3600)
    assert (only.span.length, len(only.at)) == (1.0, 2)
