"""The Moon's surface: the Sun over it by Meeus' example, by the phases, and over places where people were."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.clock import DAY, Instants, instant
from cupola.sky import selene
from cupola.sky.moon import moon_position
from cupola.sky.orbit import Vectors
from cupola.sky.sun import sun_position
from cupola.sky.teme import from_mean_equator, terrestrial_days


def under_sun(at: Instants) -> tuple[Instants, Instants]:
    """Give the place under the Sun."""
    return selene.under_sun(at, sun_position(at), moon_position(at))


def sun_over_moon(lat: float, lon: float, at: Instants) -> Vectors:
    """Give the Sun over a place."""
    return selene.sun_over_moon(lat, lon, at, sun_position(at), moon_position(at))


def test_meeus_example() -> None:
    """Astronomical Algorithms, chapter 53, 12 April 1992, 0 h TD: 67.89 deg east, 1.46 north (quoted from memory).

    That has 0.03 deg of physical libration in it, which is left out here.
    """
    north, east = under_sun(np.array([instant("1992-04-12T00:00:00Z") - 59.2]))
    assert east[0] == pytest.approx(67.89, abs=0.05)
    assert north[0] == pytest.approx(1.46, abs=0.05)


@pytest.mark.parametrize(
    ("when", "east"),
    [("2021-10-06T11:05:00Z", 180.0), ("2021-10-13T03:25:00Z", 90.0), ("2021-10-20T14:57:00Z", 0.0)],
)
def test_the_sun_stands_over_the_far_side_at_new_moon_and_over_the_middle_at_full(when: str, east: float) -> None:
    """Phases of October 2021; libration in longitude moves the middle by up to 8 deg."""
    (found,) = under_sun(np.array([instant(when)]))[1]
    assert abs((found - east + 180.0) % 360.0 - 180.0) < 8.0


def test_the_sun_never_goes_far_from_the_equator() -> None:
    north, _ = under_sun(instant("2026-01-01T00:00Z") + np.arange(0.0, 365.0, 3.0) * DAY)
    assert 1.3 < np.abs(north).max() < 1.6


def test_a_day_lasts_29_and_a_half() -> None:
    at = instant("2026-01-01T00:00Z") + np.arange(0.0, 365.0, 0.25) * DAY
    high = sun_over_moon(0.0, 0.0, at)[:, 2] > 0
    rises = at[1:][high[1:] & ~high[:-1]]
    assert np.diff(rises).mean() / DAY == pytest.approx(29.53, abs=0.05)


def test_apollo_11_landed_in_a_low_morning_sun() -> None:
    """20 July 1969, 20:17:40, 0.67 N 23.47 E: the Sun was 10.8 deg high in the east (mission report; own knowledge)."""
    east, north, up = sun_over_moon(0.674, 23.473, np.array([instant("1969-07-20T20:17:40Z")]))[0]
    assert np.degrees(np.arctan2(up, np.hypot(east, north))) == pytest.approx(10.8, abs=0.3)
    assert east > 0 and abs(north) < 0.1 * east


def test_the_south_pole_has_the_sun_on_the_horizon_all_around() -> None:
    at = instant("2026-11-01T00:00Z") + np.arange(0.0, 30.0, 0.5) * DAY
    east, north, up = sun_over_moon(-90.0, 0.0, at).T
    assert np.abs(np.degrees(np.arctan2(up, np.hypot(east, north)))).max() < 1.6


def iau_pole(at: Instants) -> Vectors:
    """Give the Moon's north pole, TEME, by the IAU's working group (Archinal and others 2011; main terms, 0.01 deg)."""
    days = (at - instant("2000-01-01T12:00:00Z")) / DAY
    starts = ((125.045, -0.0529921), (250.089, -0.1059842), (260.008, 13.0120009), (176.625, 13.3407154))
    first, second, third, fourth = (np.radians(start + rate * days) for start, rate in starts)
    right = 269.9949 + 0.0031 * days / 36525 - 3.8787 * np.sin(first) - 0.1204 * np.sin(second)
    right += 0.0700 * np.sin(third) - 0.0172 * np.sin(fourth)
    up = 66.5392 + 0.0130 * days / 36525 + 1.5419 * np.cos(first) + 0.0239 * np.cos(second)
    up += -0.0278 * np.cos(third) + 0.0068 * np.cos(fourth)
    ra, dec = np.radians(right), np.radians(up)
    pole = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)
    return from_mean_equator(pole, terrestrial_days(at))


def test_the_moons_north_is_the_iaus_to_a_twentieth_of_a_degree() -> None:
    at = instant("2003-02-01T00:00:00Z") + np.arange(60.0) * 173.3 * DAY
    north = selene.lunar_axes(at, moon_position(at))[:, 2]
    assert np.degrees(np.arccos(np.einsum("ni,ni->n", north, iau_pole(at)))).max() < 0.05  # physical libration


def test_the_moons_axes_are_right_handed_and_put_the_sun_where_it_stands() -> None:
    at = instant("2021-10-01T00:00:00Z") + np.arange(40.0) * 1.7 * DAY
    axes = selene.lunar_axes(at, moon_position(at))
    np.testing.assert_allclose(np.linalg.det(axes), 1.0, atol=1e-12)
    sight = np.einsum("nij,nj->ni", axes, sun_position(at) - moon_position(at))
    north, east = under_sun(at)
    assert np.degrees(np.arctan2(sight[:, 1], sight[:, 0])) == pytest.approx(east, abs=0.01)
    assert np.degrees(np.arcsin(sight[:, 2] / np.linalg.norm(sight, axis=1))) == pytest.approx(north, abs=0.01)
