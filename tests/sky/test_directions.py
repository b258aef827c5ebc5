"""Sun, Moon, beta and subpoint beside two authorities that share no code with us: Skyfield on DE421, and astropy."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.sky import MoonTable, SunTable, beta_angle, moon_position, subpoint, sun_position, surface_point
from cupola.sky.orbit import Vectors
from tests.authorities.astropy import astropy_sky
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, satellite, times

Floats = NDArray[np.float64]

DIRECTION_DEG, BETA_DEG, SUBPOINT_KM = 0.01, 0.02, 0.1


def degrees(one: Vectors, two: Vectors) -> Floats:
    """Give the angles between vectors, shape (n, 3), in deg."""
    cross = np.linalg.norm(np.cross(one, two), axis=-1)
    angle: Floats = np.degrees(np.arctan2(cross, np.einsum("ni,ni->n", one, two)))
    return angle


@cache
def instants() -> Instants:
    """Give 500 instants of the twelve days."""
    span = one_set_orbit().span
    return np.linspace(span.start, span.stop, 500)


def seen_by_skyfield(body: str) -> Vectors:
    """Give the apparent direction of a body from the moving station, TEME: with its own aberration of 5 arcsec."""
    from skyfield.sgp4lib import TEME

    station = bodies()["earth"] + satellite(one_set())
    found: Vectors = station.at(times(instants())).observe(bodies()[body]).apparent().frame_xyz(TEME).km.T
    return found


def test_the_sun_from_the_station_is_within_a_hundredth_of_a_degree_of_skyfields() -> None:
    """Measured: 0.0016 deg, which is the station's own speed. Sun and limb share it, so that no sunrise moves."""
    ours = SunTable(one_set_orbit().span)(instants()) - one_set_orbit().positions(instants())
    apart = degrees(ours, seen_by_skyfield("sun"))
    assert apart.max() < DIRECTION_DEG
    assert apart.max() < 0.002


def test_the_moon_from_the_station_is_within_a_hundredth_of_a_degree_of_skyfields() -> None:
    ours = MoonTable(one_set_orbit().span)(instants()) - one_set_orbit().positions(instants())
    assert degrees(ours, seen_by_skyfield("moon")).max() < DIRECTION_DEG


def test_beta_is_within_a_fiftieth_of_a_degree_of_skyfields() -> None:
    """Both by the plane of the moment: Skyfield's states and its Sun, in the frame of the stars."""
    here = satellite(one_set()).at(times(instants()))
    earth = bodies()["earth"].at(times(instants()))
    normal = np.cross(here.position.km.T, here.velocity.km_per_s.T)
    sun = earth.observe(bodies()["sun"]).apparent().position.km.T
    theirs = 90.0 - degrees(normal, sun)
    ours = beta_angle(*one_set_orbit().states(instants()), sun_position(instants()))
    assert np.abs(ours - theirs).max() < BETA_DEG


@pytest.mark.parametrize(("position", "theirs"), [(sun_position, "sun"), (moon_position, "moon")])
def test_sun_and_moon_are_within_a_hundredth_of_a_degree_of_astropys(position: object, theirs: str) -> None:
    assert callable(position)
    assert degrees(position(astropy_sky().at), getattr(astropy_sky(), theirs)).max() < DIRECTION_DEG


def test_beta_is_within_a_fiftieth_of_a_degree_of_astropys() -> None:
    at = astropy_sky().at
    ours = beta_angle(*one_set_orbit().states(at), sun_position(at))
    assert np.abs(ours - astropy_sky().beta).max() < BETA_DEG


def test_the_subpoint_is_within_100_m_of_astropys() -> None:
    """astropy has UT1 and the motion of the pole, which are left out here."""
    sky = astropy_sky()
    latitude, longitude, height = subpoint(one_set_orbit().positions(sky.at), sky.at)
    here = np.array([surface_point(a, b) for a, b in zip(latitude, longitude, strict=True)])
    there = np.array([surface_point(a, b) for a, b in zip(sky.latitude, sky.longitude, strict=True)])
    assert np.linalg.norm(here - there, axis=-1).max() < SUBPOINT_KM
    assert np.abs(height - sky.height).max() < 0.01
