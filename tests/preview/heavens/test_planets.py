"""The planets: where Skyfield has them, and as bright."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import DAY, instant
from cupola.preview.colour import luminance
from cupola.preview.heavens.planets import NAMES, magnitudes, planets
from cupola.preview.heavens.stars import ZERO_LX
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM, geodetic, to_fixed
from tests.preview.heavens.sights import blank, eye_at, middle_of, open_sky
from tests.skyfield_peer import bodies, times

Floats = NDArray[np.float64]

BODIES = ("mercury", "venus", "mars", "jupiter barycenter", "saturn barycenter")
INSTANTS = instant("2001-03-01T00:00:00Z") + np.arange(24.0) * 740.3 * DAY


def observed(name: str, at: float) -> Any:
    """Give Skyfield's astrometric position of a planet."""
    return bodies()["earth"].at(times([at])[0]).observe(bodies()[name])


@pytest.mark.parametrize("number", range(5), ids=NAMES)
def test_planets_stand_where_skyfield_has_them(number: int) -> None:
    apart = []
    for at in INSTANTS:
        theirs = observed(BODIES[number], float(at)).xyz.au
        ours = planets(float(at)).directions[number].astype(float)
        cosine = ours @ theirs / np.linalg.norm(theirs) / np.linalg.norm(ours)
        apart.append(np.degrees(np.arccos(min(float(cosine), 1.0))) * 3600.0)
    assert max(apart) < (12.0 if number < 2 else 100.0)


@pytest.mark.parametrize("number", range(5), ids=NAMES)
def test_planets_are_as_bright_as_skyfield_has_them(number: int) -> None:
    from skyfield.magnitudelib import planetary_magnitude

    for at in INSTANTS:
        theirs = float(planetary_magnitude(observed(BODIES[number], float(at))))
        ours = -2.5 * np.log10(float(luminance(planets(float(at)).light[number].astype(float))) / ZERO_LX)
        assert ours == pytest.approx(theirs, abs=0.1 if theirs < 3.0 else 0.2)  # it takes the Sun for the barycentre


def test_venus_nearly_before_the_sun_has_a_law_of_its_own() -> None:
    """At 170 deg: 236.058 - 479.25 + 242.48 and the distances, 0.72 and 0.29 au."""
    turn = np.radians(10.0)
    venus = 0.72 * np.array([1.0, 0.0, 0.0])
    sight = 0.29 * np.array([-np.cos(turn), np.sin(turn), 0.0])
    far = np.tile([5.0, 0.0, 0.0], (5, 1))
    sun, earth = far.copy(), far.copy()
    sun[1], earth[1] = venus, sight
    assert magnitudes(sun, earth)[1] == pytest.approx(-0.70 + 5.0 * np.log10(0.72 * 0.29), abs=0.05)


def test_saturns_rings_make_it_brighter_by_up_to_a_magnitude() -> None:
    flat = np.tile([0.0, 0.0, 0.0], (5, 1)) + np.array([9.5, 0.0, 0.0])
    tilted = flat.copy()
    pole = np.array([0.08547883, 0.07323576, 0.99364475])
    level = np.cross(pole, [0.0, 1.0, 0.0])
    for way, angle in ((flat, 0.0), (tilted, np.radians(26.0))):
        way[4] = 9.5 * (np.cos(angle) * level / np.linalg.norm(level) + np.sin(angle) * pole)
    assert magnitudes(flat, flat)[4] - magnitudes(tilted, tilted)[4] == pytest.approx(0.97, abs=0.05)


def test_jupiter_shines_in_the_picture_where_it_stands() -> None:
    """Aberration and the turn of the Earth in it; 35 mm, 1920 pixels, October 2021."""
    from skyfield.sgp4lib import TEME

    at = np.array([instant("2021-10-08T20:00:00Z")])
    seen = bodies()["earth"].at(times(at)).observe(bodies()["jupiter barycenter"]).apparent().frame_xyz(TEME).au.T
    way = to_fixed(seen, at)[0]
    lat, lon, _ = (float(of[0]) for of in geodetic(way[None] / np.linalg.norm(way) * EQUATOR_KM * 10.0))
    eye = eye_at((lat, lon), way, 64, 36, up=np.array([0.0, 0.0, 1.0]))
    picture = blank(64, 36)
    planets(eye.at).add(picture, open_sky(64, 36), eye, Air())
    column, row = eye.places(way[None], 64, 36)
    assert middle_of(picture) == pytest.approx((float(column[0]), float(row[0])), abs=1.2)
