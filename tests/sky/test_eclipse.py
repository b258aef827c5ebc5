"""Limb, limits, refraction: against walking along the ray, Skyfield's sphere, and an own integral through the air."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.sky import limb_elevation, limit
from cupola.sky.atmosphere import bending, lift
from cupola.sky.earth import EQUATOR_KM, geodetic, stretched, surface_point
from cupola.sky.eclipse import LIMIT_WORDS, Limit, climbing
from cupola.sky.sun import AU_KM, RADIUS_KM, sun_position
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, geometric_sun, satellite, times

Floats = NDArray[np.float64]
CENTRE = limit("centre")

# US Standard Atmosphere 1976 (COESA): height in km, density in kg/m3
US76 = (
    (0, 1.2250), (2, 1.0066), (4, 0.81935), (6, 0.66011), (8, 0.52579), (10, 0.41351), (12, 0.31194), (14, 0.22786),
    (16, 0.16647), (18, 0.12165), (20, 0.08891), (25, 0.040084), (30, 0.018410), (35, 0.0084634), (40, 0.0039957),
    (50, 0.0010269), (60, 3.0968e-4), (70, 8.2829e-5), (80, 1.8458e-5),
)  # fmt: skip


def circle(radius: float, angles: Floats) -> Floats:
    """Give points in the plane of x and y, shape (n, 3)."""
    return radius * np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=1)


def test_behind_the_earth_it_is_dark_and_before_it_light() -> None:
    sun = np.array([[AU_KM, 0.0, 0.0]])
    for word in LIMIT_WORDS:
        assert limb_elevation(np.array([[6800.0, 0.0, 0.0]]), sun, limit(word))[0] > 100.0
        assert limb_elevation(np.array([[-6800.0, 0.0, 0.0]]), sun, limit(word))[0] < -60.0


def test_over_the_terminator_the_sun_stands_as_high_as_the_limb_dips() -> None:
    """From 420 km over the equator the limb is 20.2 deg below the horizontal."""
    height = np.degrees(np.arccos(EQUATOR_KM / (EQUATOR_KM + 420.0)))
    (found,) = limb_elevation(np.array([[0.0, EQUATOR_KM + 420.0, 0.0]]), np.array([[AU_KM, 0.0, 0.0]]), CENTRE)
    assert found == pytest.approx(height, abs=0.003)


@given(
    st.floats(-80, 80), st.floats(-180, 180), st.floats(300, 1500), st.floats(-0.41, 0.41), st.floats(0, 6.28),
    st.sampled_from([0.0, 8.0, 28.0]),
)  # fmt: skip
def test_the_sign_agrees_with_the_lowest_height_of_the_ray_to_the_sun(
    lat: float, lon: float, height: float, declination: float, hour: float, limb: float
) -> None:
    """The geodetic height along the straight ray is an independent judge; 50 m are left for the raised limb's shape."""
    position = surface_point(lat, lon, height)
    cos = np.cos(declination)
    sun = AU_KM * np.array([cos * np.cos(hour), cos * np.sin(hour), np.sin(declination)])
    ray = (sun - position) / np.linalg.norm(sun - position)
    nearest = max(-float(position @ ray), 0.0)
    steps = nearest + np.linspace(-min(nearest, 50.0), 50.0, 401)
    lowest = geodetic(position + steps[:, None] * ray)[2].min()
    if abs(lowest - limb) > 0.05 and nearest > 0:
        found = limb_elevation(position[None, :], sun[None, :], Limit("test", "centre", limb))[0]
        assert (found > 0) == (lowest > limb)


def test_upper_and_lower_limb_are_half_a_disc_from_the_centre() -> None:
    position, sun = circle(6800.0, np.linspace(0, 6, 50)), np.array([[AU_KM, 0.0, 0.0]])
    centre, upper, lower = (
        limb_elevation(position, np.broadcast_to(sun, position.shape), limit(word))
        for word in ("centre", "umbra", "penumbra")
    )
    radius = np.degrees(RADIUS_KM / AU_KM)
    assert upper - centre == pytest.approx(radius, abs=1e-4)
    assert centre - lower == pytest.approx(radius, abs=1e-4)


def test_a_raised_limb_hides_the_sun_earlier() -> None:
    """Seen from 420 km the limb is 2350 km away: 10 km of height are 0.244 deg."""
    position, sun = np.array([[0.0, EQUATOR_KM + 420.0, 0.0]]), np.array([[AU_KM, 0.0, 0.0]])
    low, high = (limb_elevation(position, sun, limit("centre", h))[0] for h in (0.0, 10.0))
    assert low - high == pytest.approx(0.243, abs=0.003)


def test_refraction_lets_the_sun_be_seen_longer() -> None:
    """By the bending, less what the ray seems lifted: from 2330 km away, 0.76 km are 0.0187 deg."""
    position, sun = np.array([[0.0, EQUATOR_KM + 420.0, 0.0]]), np.array([[AU_KM, 0.0, 0.0]])
    hard, bent = (limb_elevation(position, sun, limit(word, 8.0))[0] for word in ("umbra", "refracted"))
    assert float(lift(8.0)) == pytest.approx(0.76, abs=0.01)
    assert bent - hard == pytest.approx(float(bending(8.0)) - 0.0187, abs=3e-4)


@pytest.mark.parametrize(
    ("height", "tangent"), [(420.0, 0.0), (420.0, 8.0), (420.0, 28.0), (250.0, 8.0), (1000.0, 8.0)]
)
def test_the_refracted_limit_is_the_ray_traced_through_the_air(height: float, tangent: float) -> None:
    """The Sun is on the limit where its ray, followed from the tangent point by small steps, comes to the station.

    A ray that comes along x and is turned by an angle is, outside the air, the tangent of the circle with its impact
    parameter at that angle from y. 0.012 deg, 0.2 s: the published densities are read by straight lines.
    """
    impact, turned = followed_ray(tangent)
    radius = EQUATOR_KM + height
    place = np.arccos(impact / radius) + 2.0 * turned  # from the terminator towards the night, Sun along -x
    position = radius * np.array([[np.sin(place), np.cos(place), 0.0]])
    sun = np.array([[-AU_KM, 0.0, 0.0]])
    found = limb_elevation(position, sun, Limit("ray", "centre", tangent, float(bending(tangent))))[0]
    assert found == pytest.approx(0.0, abs=0.012)


def followed_ray(tangent: float) -> tuple[float, float]:
    """Give impact parameter in km, and half the bending in rad, by Snell's law in shells, thin at the tangent point."""
    edges = tangent + np.linspace(0.0, np.sqrt(110.0 - tangent), 10_001) ** 2
    heights, densities = np.array(US76, float).T
    middles = 0.5 * (edges[1:] + edges[:-1])
    index = 1.0 + 2.778e-4 * np.exp(np.interp(middles, heights, np.log(densities / 1.225)))
    lowest = EQUATOR_KM + tangent
    impact = index[0] * lowest
    radius = EQUATOR_KM + edges
    within = np.arcsin(np.clip(impact / (index * radius[1:]), -1.0, 1.0))
    beyond = np.arcsin(np.clip(impact / (np.append(index[1:], 1.0) * radius[1:]), -1.0, 1.0))
    return float(impact), float((beyond - within).sum())


def test_lit_or_not_agrees_with_skyfield_on_skyfields_sphere() -> None:
    """Stretch undone and the radius 6378.1366 km, as `is_sunlit` has it: the same answer 1 s from each edge."""
    orbit = one_set_orbit()
    at = np.arange(orbit.span.start, orbit.span.start + 86400.0, 60.0)
    theirs = satellite(one_set()).at(times(at)).is_sunlit(bodies())
    position, sun = orbit.states(at)[0], geometric_sun(at)
    flat = np.array([1.0, 1.0, 1.0 - 1 / 298.257223563])
    found = limb_elevation(position * flat, sun * flat, Limit("sphere", "centre", 6378.1366 - EQUATOR_KM))
    certain = np.abs(found) > 0.06
    assert np.array_equal((found > 0)[certain], theirs[certain])
    assert certain.mean() > 0.99


def integral_of_bending(tangent: float) -> float:
    """Give the deflection in deg of a ray with a tangent height in km: the refraction integral through US76.

    2.778e-4 at 1.225 kg/m3 is the refractivity of air at 0.55 µm; b is the impact parameter. With r = r0 + s² the
    integrand has no pole.
    """
    heights, densities = np.array(US76, float).T

    def refractivity(height: Floats) -> Floats:
        value: Floats = 2.778e-4 * np.exp(np.interp(height, heights, np.log(densities / 1.225)))
        return value

    s = np.linspace(1e-3, np.sqrt(79.0 - tangent), 200_001)
    height = tangent + s**2
    radius, lowest = EQUATOR_KM + height, EQUATOR_KM + tangent
    index = 1.0 + refractivity(height)
    slope = (refractivity(height + 1e-3) - refractivity(height - 1e-3)) / 2e-3
    impact = (1.0 + refractivity(np.array([tangent]))[0]) * lowest
    integrand = -2.0 * impact * slope / index / np.sqrt((index * radius) ** 2 - impact**2) * 2.0 * s
    return float(np.degrees(np.trapezoid(integrand, s)))


@pytest.mark.parametrize("tangent", [0.5, 5.0, 8.0, 10.0, 15.0, 20.0, 25.0, 28.0, 30.0])
def test_bending_agrees_with_the_refraction_integral_through_the_published_table(tangent: float) -> None:
    """3 %: the published densities are 2 and 5 km apart and read by straight lines; at 8 km 0.2 s of a sunrise."""
    assert float(bending(tangent)) == pytest.approx(integral_of_bending(tangent), rel=0.03)


@pytest.mark.parametrize(
    ("word", "part", "height", "refraction"),
    [
        ("centre", "centre", 0.0, 0.0),
        ("umbra", "upper", 0.0, 0.0),
        ("penumbra", "lower", 0.0, 0.0),
        ("refracted", "upper", 8.0, 0.5057),
    ],
)
def test_each_limit_says_what_it_means(word: str, part: str, height: float, refraction: float) -> None:
    found = limit(word)
    assert (found.name, found.part, found.height) == (word, part, height)
    assert found.refraction == pytest.approx(refraction, abs=1e-3)
    assert f"{height:g} km above the WGS84 ellipsoid" in str(found)


def test_an_unknown_limit_and_a_limb_outside_the_air_are_refused() -> None:
    with pytest.raises(SkyError, match=r'E309 .*"penumbr" is unknown\nhint: Did you mean "penumbra"'):
        limit("penumbr")
    for height in (-1.0, 101.0, float("nan")):
        with pytest.raises(SkyError, match="E309"):
            limit("centre", height)


def test_the_sun_climbs_from_midnight_to_noon_and_sinks_from_noon_to_midnight() -> None:
    angles = np.array([-2.0, -0.5, 0.5, 2.0])  # the Sun stands at angle 0; the station turns to greater angles
    velocity = 7.66 * np.stack([-np.sin(angles), np.cos(angles), np.zeros(4)], axis=1)
    sun = np.broadcast_to([AU_KM, 0.0, 0.0], (4, 3))
    assert (climbing(circle(6800.0, angles), velocity, sun) > 0).tolist() == [True, True, False, False]


def test_the_rate_of_climb_is_that_of_the_sun_in_the_sky_of_the_real_orbit() -> None:
    """Against half a second before and after, on the ellipsoid stretched to a sphere."""
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-08T02:00Z")
    at = np.linspace(orbit.span.start + 1.0, orbit.span.stop - 1.0, 200)
    sun = sun_position(at)

    def height(when: Floats) -> Floats:
        here, sight = stretched(orbit.positions(when)), stretched(sun - orbit.positions(when))
        lengths = np.linalg.norm(here, axis=1) * np.linalg.norm(sight, axis=1)
        sine: Floats = np.einsum("ni,ni->n", here, sight) / lengths
        return sine

    rate = (height(at + 0.5) - height(at - 0.5)) * np.linalg.norm(stretched(orbit.positions(at)), axis=1)
    assert climbing(*orbit.states(at), sun) == pytest.approx(rate, abs=2e-3)
