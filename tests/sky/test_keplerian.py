"""An orbit told in figures flies where the figures say: height, plane, place, and the real ones of known flights."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, instant
from cupola.errors import SkyError
from cupola.sky import Keplerian, Orbit, Plane, parse_tle, subpoint
from cupola.sky.earth import EQUATOR_KM
from tests.small import ELEMENTS

LAUNCH = instant("2021-09-16T00:02:56Z")
PAD = (28.608, -80.604)


def flown(orbit: Keplerian, days: float = 3.0) -> Orbit:
    """Give the orbit from its epoch on."""
    return Orbit([orbit.elements()], Span(orbit.epoch, orbit.epoch + days * DAY), farthest=math.inf)


def heights(orbit: Orbit, turns: float = 1.0) -> np.ndarray:
    """Give heights over the equatorial radius, km, in the first revolutions."""
    at = np.linspace(orbit.span.start, orbit.span.start + turns * orbit.revolution, 400)
    found: np.ndarray = np.linalg.norm(orbit.positions(at), axis=1) - EQUATOR_KM
    return found


def test_a_circle_585_km_high_takes_96_minutes() -> None:
    """By hand: a = 6963.137 km; 2 pi sqrt(a^3 / 398600.4418) = 5782.5 s."""
    orbit = Keplerian(LAUNCH, 585.0, 585.0, Plane(51.6, 0.0))
    assert flown(orbit).revolution == pytest.approx(5782.5, abs=0.1)
    assert orbit.eccentricity == 0.0
    assert np.abs(heights(flown(orbit)) - 585.0).max() < 10.0  # the flattened Earth bends a circle by so much


def test_the_elements_of_the_station_come_back_from_their_own_figures() -> None:
    """Heights, plane and place are read off a real set, and the orbit made of them is within 20 m of it for a day."""
    (real,) = parse_tle(ELEMENTS)
    mean, e = real.mean, real.mean.eccentricity
    axis = (398600.4418 / (mean.motion * 2 * np.pi / DAY) ** 2) ** (1 / 3)
    anomaly = np.radians(mean.anomaly)
    true = mean.anomaly + np.degrees(2 * e * np.sin(anomaly) + 1.25 * e * e * np.sin(2 * anomaly))
    made = Keplerian(
        epoch=real.epoch,
        perigee=axis * (1 - e) - EQUATOR_KM,
        apogee=axis * (1 + e) - EQUATOR_KM,
        plane=Plane(mean.inclination, mean.node, mean.perigee + true),
        lowest=mean.perigee,
        drag=mean.drag,
    )
    span = Span(real.epoch, real.epoch + DAY)
    at = np.linspace(span.start, span.stop, 100)
    apart = Orbit([real], span).positions(at) - Orbit([made.elements()], span).positions(at)
    assert np.linalg.norm(apart, axis=1).max() < 0.02


def test_the_plane_over_a_pad_is_flown_over_that_pad() -> None:
    for is_north in (True, False):
        orbit = flown(Keplerian(LAUNCH, 585.0, 585.0, Plane.over(*PAD, 51.6, LAUNCH, is_north=is_north)))
        at = np.array([LAUNCH, LAUNCH + 10.0])
        lat, lon, _ = subpoint(orbit.positions(at), at)
        assert (lat[0], lon[0]) == pytest.approx(PAD, abs=0.2)  # geodetic and geocentric are 0.17 deg apart
        assert (lat[1] > lat[0]) == is_north and lon[1] > lon[0]


@given(
    st.floats(-51.0, 51.0),
    st.floats(-180.0, 180.0),
    st.floats(52.0, 128.0),
    st.booleans(),
)
def test_any_place_below_the_inclination_lies_in_the_plane_that_is_asked_for(
    lat: float, lon: float, inclination: float, is_north: bool
) -> None:
    plane = Plane.over(lat, lon, inclination, LAUNCH, is_north=is_north)
    orbit = flown(Keplerian(LAUNCH, 400.0, 400.0, plane), 0.1)
    at = np.array([LAUNCH, LAUNCH + 5.0])
    here, there, _ = subpoint(orbit.positions(at), at)
    assert here[0] == pytest.approx(lat, abs=0.25)
    assert abs((there[0] - lon + 180.0) % 360.0 - 180.0) * np.cos(np.radians(lat)) < 0.25
    assert (here[1] > here[0]) == is_north


def test_inspiration4_sees_its_horizon_23_deg_down() -> None:
    """The height is from the mission's record, the dip from geometry: arccos(R / (R + h))."""
    orbit = flown(Keplerian(LAUNCH, 575.0, 585.0, Plane.over(*PAD, 51.6, LAUNCH, is_north=True)))
    middle = float(heights(orbit).mean())
    assert middle == pytest.approx(580.0, abs=6.0)
    assert np.degrees(np.arccos(EQUATOR_KM / (EQUATOR_KM + middle))) == pytest.approx(23.5, abs=0.2)
    assert orbit.revolution / 60 == pytest.approx(96.2, abs=0.2)


def test_polaris_dawn_goes_from_190_to_1400_km() -> None:
    orbit = flown(Keplerian(instant("2024-09-10T12:00:00Z"), 190.0, 1400.0, Plane(51.7, 100.0), lowest=40.0))
    found = heights(orbit)
    assert found.min() == pytest.approx(190.0, abs=15.0)
    assert found.max() == pytest.approx(1400.0, abs=15.0)


def test_an_orbit_is_lowest_where_it_is_told_to_be() -> None:
    orbit = flown(Keplerian(LAUNCH, 200.0, 1000.0, Plane(51.6, 30.0, along=70.0), lowest=70.0))
    at = np.linspace(LAUNCH, LAUNCH + orbit.revolution, 1000)[:-1]
    lowest = at[int(np.linalg.norm(orbit.positions(at), axis=1).argmin())] - LAUNCH
    assert min(lowest, orbit.revolution - lowest) < 30.0


def test_fram2_flies_over_both_poles() -> None:
    """Launched southward from Florida into 90 deg, 425 to 450 km."""
    start = instant("2025-04-01T01:46:50Z")
    orbit = flown(Keplerian(start, 425.0, 450.0, Plane.over(*PAD, 90.0, start, is_north=False)))
    at = np.linspace(start, start + orbit.revolution, 2000)
    lat, _, _ = subpoint(orbit.positions(at), at)
    assert (lat.min() < -89.5, lat.max() > 89.5) == (True, True)
    assert lat[1] < lat[0]


def test_air_lowers_an_orbit_and_no_air_does_not() -> None:
    def after(drag: float) -> float:
        orbit = flown(Keplerian(LAUNCH, 300.0, 300.0, Plane(51.6, 0.0), drag=drag), 6.0)
        at = np.linspace(orbit.span.stop - orbit.revolution, orbit.span.stop, 200)
        return float(np.linalg.norm(orbit.positions(at), axis=1).mean())

    assert after(1e-3) < after(1e-4) - 1.0 < after(0.0) - 1.0


def test_an_orbit_of_ones_own_is_of_no_catalogue() -> None:
    assert flown(Keplerian(LAUNCH, 400.0, 400.0, Plane(51.6, 0.0))).identities == ()


@pytest.mark.parametrize(
    ("low", "high", "inclination", "words"),
    [
        (100.0, 400.0, 51.6, "from 100 to 400 km"),
        (400.0, 300.0, 51.6, "from 400 to 300 km"),
        (400.0, 36_000.0, 51.6, "from 400 to 36000 km"),
        (400.0, 400.0, 181.0, "an inclination of 181 deg"),
        (float("nan"), 400.0, 51.6, "from nan"),
    ],
)
def test_what_nothing_flies_is_refused(low: float, high: float, inclination: float, words: str) -> None:
    with pytest.raises(SkyError) as caught:
        Keplerian(LAUNCH, low, high, Plane(inclination, 0.0))
    assert (caught.value.messages[0].code, words in caught.value.messages[0].text) == ("E730", True)


@pytest.mark.parametrize(("lat", "inclination"), [(62.9, 51.6), (-62.9, 51.6), (0.5, 0.0), (62.9, 128.4)])
def test_a_place_too_far_from_the_equator_has_no_plane(lat: float, inclination: float) -> None:
    with pytest.raises(SkyError) as caught:
        Plane.over(lat, 40.0, inclination, LAUNCH, is_north=True)
    assert caught.value.messages[0].code == "E730"
    assert "outside an orbit" in caught.value.messages[0].text
