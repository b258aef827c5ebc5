"""The Moon: within 0.01 deg of Skyfield and DE421, its phases at the almanac's minutes, and its light."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import DAY, Span, instant
from cupola.sky.earth import EQUATOR_KM, surface_point
from cupola.sky.moon import (
    FULL_MOON_LX,
    MEAN_DISTANCE_KM,
    MoonTable,
    angular_radius,
    moon_position,
    moonlight,
    open_moonlight,
    phase_angle,
)
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM, sun_position
from tests.october import STAY, stay_orbit
from tests.skyfield_peer import apparent_moon, bodies, geometric_moon, times

Floats = NDArray[np.float64]
CENTRE = np.zeros((1, 3))
SUN = np.array([[AU_KM, 0.0, 0.0]])


def degrees(one: Vectors, two: Vectors) -> Floats:
    """Give the angles between vectors, shape (n, 3), in deg."""
    cross = np.linalg.norm(np.cross(one, two), axis=1)
    angle: Floats = np.degrees(np.arctan2(cross, np.einsum("ni,ni->n", one, two)))
    return angle


def moon_at(angle: float, distance: float = MEAN_DISTANCE_KM) -> Vectors:
    """Give a Moon in the plane of x and y whose phase angle from the Earth's centre is nearly an angle in deg."""
    turn = np.radians(180.0 - angle)
    return distance * np.array([[np.cos(turn), np.sin(turn), 0.0]])


def elongation(text: str) -> float:
    """Give by how much the Moon's ecliptic longitude is ahead of the Sun's, in deg, -180 to 180."""
    at = np.array([instant(text)])
    tilt = np.radians(23.4367)  # mean obliquity of 2021
    longitudes = []
    for ((x, y, z),) in (moon_position(at), sun_position(at)):
        longitudes.append(np.degrees(np.arctan2(y * np.cos(tilt) + z * np.sin(tilt), x)))
    return float((longitudes[0] - longitudes[1] + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize("year", [2001, 2010, 2021, 2030, 2049])
def test_the_apparent_moon_agrees_with_skyfield_in_any_year(year: int) -> None:
    """0.01 deg is what the light match needs; measured: 0.0034 deg at most, and 25 km of distance."""
    at = instant(f"{year}-01-01T00:00Z") + np.arange(120.0) * 3.05 * DAY
    ours = moon_position(at)
    assert degrees(ours, apparent_moon(at)).max() < 0.005
    distance = np.linalg.norm(geometric_moon(at), axis=1)
    assert np.abs(np.linalg.norm(ours, axis=1) - distance).max() < 40.0


def test_light_time_is_in() -> None:
    """The Moon is seen where it was 1.28 s ago, 0.7 arcsec behind.

    Over 22 years the series' errors of 2.7 arcsec rms along the path average to -0.4; without light time it would be
    0.3, with its sign turned 1.0 arcsec.
    """
    at = instant("2010-01-01T00:00Z") + np.arange(600.0) * 13.37 * DAY
    ours, theirs = moon_position(at), apparent_moon(at)
    ahead = moon_position(at + 60.0) - ours
    along = np.einsum("ni,ni->n", ours - theirs, ahead / np.linalg.norm(ahead, axis=1, keepdims=True))
    assert np.degrees(along / MEAN_DISTANCE_KM).mean() * 3600 == pytest.approx(-0.42, abs=0.15)


def test_from_the_station_the_moon_stands_up_to_a_degree_elsewhere() -> None:
    """The direction is the Moon less the station's position: Skyfield's geocentric Moon, seen from our orbit."""
    at = np.linspace(STAY.start + 60.0, STAY.stop - 60.0, 400)
    position = stay_orbit().states(at)[0]
    ours = degrees(moon_position(at) - position, apparent_moon(at) - position)
    assert ours.max() < 0.005
    parallax = degrees(moon_position(at) - position, moon_position(at))
    assert 0.9 < parallax.max() < 1.1


@pytest.mark.parametrize(
    ("text", "longitude"),
    [
        ("2021-10-06T11:05Z", 0.0),
        ("2021-10-13T03:25Z", 90.0),
        ("2021-10-20T14:57Z", 180.0),
        ("2021-10-28T20:05Z", -90.0),
    ],
)
def test_the_phases_of_october_2021_come_at_the_almanacs_minute(text: str, longitude: float) -> None:
    """The Moon gains half a degree an hour on the Sun: 0.01 deg are 1.2 min. Opposition may read as -180."""
    away = (elongation(text) - longitude + 180.0) % 360.0 - 180.0
    assert away == pytest.approx(0.0, abs=0.012)


def test_the_table_agrees_with_the_series() -> None:
    for span in (STAY, Span(instant("2021-04-01T00:00Z"), instant("2021-10-01T00:00Z"))):
        at = np.linspace(span.start, span.stop, 3000)
        ours, series = MoonTable(span)(at), moon_position(at)
        assert np.degrees(np.linalg.norm(ours - series, axis=1) / MEAN_DISTANCE_KM).max() * 3600 < 0.001


def test_the_phase_angle_and_the_lit_share_are_skyfields() -> None:
    at = np.linspace(STAY.start, STAY.stop, 40)
    bodies_ = bodies()
    seen = bodies_["earth"].at(times(at)).observe(bodies_["moon"])
    theirs = seen.phase_angle(bodies_["sun"]).degrees
    ours = phase_angle(np.zeros((40, 3)), moon_position(at), sun_position(at))
    assert np.abs(ours - theirs).max() < 0.02


@pytest.mark.parametrize(("angle", "within"), [(0.0, 1e-6), (60.0, 0.16), (90.0, 0.16), (150.0, 0.16), (180.0, 1e-6)])
def test_the_phase_angle_is_nought_at_full_moon_and_180_at_new_moon(angle: float, within: float) -> None:
    """Seen from the Earth; the Sun is 389 times as far, which is 0.15 deg at the quarters."""
    assert phase_angle(CENTRE, moon_at(angle), SUN)[0] == pytest.approx(angle, abs=within)


def test_the_moon_is_half_a_degree_wide_and_wider_when_near() -> None:
    radii = [float(angular_radius(CENTRE, moon_at(0.0, distance))[0]) for distance in (356_500.0, 384_400.0, 406_700.0)]
    assert 2 * np.array(radii) == pytest.approx([0.5584, 0.5179, 0.4895], abs=1e-4)


def test_full_moon_is_a_third_of_a_lux() -> None:
    """Krisciunas and Schaefer's own constant for full Moon: 10^(-0.4 · 3.84) footcandles, 0.313 lx."""
    here = np.array([[EQUATOR_KM + 420.0, 0.0, 0.0]]) * [-1.0, 1.0, 1.0]
    light = moonlight(here, moon_at(0.0, MEAN_DISTANCE_KM + EQUATOR_KM + 420.0), SUN)[0]
    assert light == pytest.approx(FULL_MOON_LX, rel=0.01)
    assert light == pytest.approx(10 ** (-0.4 * 3.84) * 10.764, rel=0.03)


def test_half_moon_is_a_tenth_of_full_moon_and_not_a_half() -> None:
    """Allen: 2.34 and 0.26 magnitudes at 90 deg. By the lit area it would be a half.

    5 %: seen from over the pole, full Moon is a degree short of full.
    """
    here = np.array([[0.0, 0.0, EQUATOR_KM + 420.0]])
    full, half = (float(moonlight(here, moon_at(angle), SUN)[0]) for angle in (0.0, 90.0))
    assert half / full == pytest.approx(10 ** (-0.4 * 2.60), rel=0.05)


def test_near_the_earth_the_moon_is_brighter_by_the_square_of_the_distance() -> None:
    near, far = (moonlight(np.array([[0.0, 0.0, 6800.0]]), moon_at(30.0, d), SUN)[0] for d in (356_500.0, 406_700.0))
    assert near / far == pytest.approx((406_700 / 356_500) ** 2, rel=0.01)


@given(st.floats(0.0, 170.0), st.floats(0.5, 10.0))
def test_moonlight_falls_as_the_moon_wanes(angle: float, more: float) -> None:
    here = np.array([[0.0, 0.0, EQUATOR_KM + 420.0]])
    light = [float(moonlight(here, moon_at(a), SUN)[0]) for a in (angle, angle + more)]
    assert light[0] > light[1] > 0.0


@given(st.floats(-70, 70), st.floats(-180, 180), st.floats(250, 1000))
def test_behind_the_earth_there_is_no_moonlight_and_at_the_zenith_all_of_it(
    lat: float, lon: float, height: float
) -> None:
    here = surface_point(lat, lon, height)[None, :]
    up = here / np.linalg.norm(here)
    sun = AU_KM * np.cross(up, [[0.3, 0.4, 0.5]])
    over, under = (moonlight(here, side * MEAN_DISTANCE_KM * up, sun)[0] for side in (1.0, -1.0))
    assert under == 0.0
    assert over > 0.02


def test_on_the_limb_half_of_the_moon_is_seen() -> None:
    """The disc crosses the limb within half a degree: none, a quarter, half, all."""
    radius = EQUATOR_KM + 420.0
    limb = 90.0 + np.degrees(np.arccos(EQUATOR_KM / radius))
    here = np.array([[0.0, radius, 0.0]])
    sun = np.array([[0.0, 0.0, -AU_KM]])
    light = []
    for beyond in (0.3, 0.13, 0.0, -0.3):
        zenith = np.radians(limb + beyond)
        moon = here + MEAN_DISTANCE_KM * np.array([[np.sin(zenith), np.cos(zenith), 0.0]])
        light.append(float(moonlight(here, moon, sun)[0]))
    assert light[0] == 0.0
    assert light[1] / light[3] == pytest.approx(0.25, abs=0.02)
    assert light[2] / light[3] == pytest.approx(0.5, abs=0.02)


def test_the_stay_had_no_useful_moonlight_before_the_twelfth_of_october() -> None:
    """New Moon on the 6th: below a hundredth of a lux until the 12th; on the 16th nearly a quarter of full Moon."""
    for text, low, high in (("2021-10-07", 0.0, 0.001), ("2021-10-11", 0.001, 0.02), ("2021-10-16", 0.05, 0.15)):
        at = instant(f"{text}T00:00Z") + np.arange(0.0, 5600.0, 20.0)
        light = moonlight(stay_orbit().states(at)[0], moon_position(at), sun_position(at))
        assert low <= light.max() <= high, text
        assert light.min() == 0.0


def test_the_moon_is_lit_by_the_square_of_the_suns_nearness() -> None:
    """In January the Sun is 3.4 % nearer than in July, and the Moon 7 % brighter."""
    here = np.array([[0.0, 0.0, EQUATOR_KM + 420.0]])
    near, far = (float(moonlight(here, moon_at(60.0), au * SUN)[0]) for au in (0.983, 1.017))
    assert near / far == pytest.approx((1.017 / 0.983) ** 2, rel=1e-3)


def test_a_moon_that_the_earth_hides_is_dark_but_has_its_own_light() -> None:
    behind, moon = np.array([[-EQUATOR_KM - 420.0, 0.0, 0.0]]), moon_at(0.0)
    moon = np.abs(moon) * [[1.0, 0.0, 0.0]]
    sun = np.array([[0.0, AU_KM, 0.0]])
    assert moonlight(behind, moon, sun)[0] == 0.0
    assert open_moonlight(behind, moon, sun)[0] > 0.01
    before = -behind
    assert moonlight(before, moon, sun)[0] == pytest.approx(open_moonlight(before, moon, sun)[0])
