"""What is outside as a light."""

import numpy as np
import pytest

from cupola.clock import instant
from cupola.light.meter import Surroundings
from cupola.light.moment import Moment, Vantage
from cupola.places import load_station
from cupola.preview.colour import luminance
from cupola.preview.inside.sky import DIRECTIONS, Sky, pictured, plain
from cupola.sky.earth import pierced, sine_of_elevation
from cupola.sky.spectrum import SUNLIGHT_LX
from tests.october import one_set_orbit
from tests.preview.inside.rooms import Floats, sky

ISS = load_station("iss")
DOWN = np.array([0.0, 0.0, 1.0])


def noon() -> Moment:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    return Vantage(orbit, attitude=ISS.attitude).at(np.array([instant("2021-10-08T12:39:30Z")]))


def test_the_six_pictures_cover_the_whole_sky() -> None:
    assert 6 * sky(side=48).solid_angles().sum() == pytest.approx(4 * np.pi, rel=2e-4)


def test_an_even_sky_gives_pi_times_its_luminance() -> None:
    assert luminance(sky(1000.0, 48).lux(DOWN)) == pytest.approx(1000 * np.pi, rel=2e-3)


def test_pixels_look_as_the_bases_say() -> None:
    """The axis of a picture lies between its middle pixels, its first row is above."""
    rays = sky(side=16).rays()
    for face, (forward, right, up) in enumerate(sky(side=16).bases):
        assert forward == pytest.approx(DIRECTIONS[face])
        assert rays[face, 7:9, 7:9].mean(axis=(0, 1)) @ forward > 0.99
        assert rays[face, 0, 8] @ up > 0.5
        assert rays[face, 8, 15] @ right > 0.5


def test_each_picture_is_taken_along_its_own_direction() -> None:
    seen: list[Floats] = []

    def picture(direction: Floats, side: int) -> Floats:
        seen.append(direction)
        return np.full((side, side, 3), float(len(seen)))

    found = pictured(picture, 4)
    assert np.array(seen) == pytest.approx(DIRECTIONS)
    assert found.faces[:, 0, 0, 0].tolist() == [1, 2, 3, 4, 5, 6]


def test_a_plain_earth_is_as_bright_below_as_albedo_and_sun_make_it() -> None:
    """Lambert: L = albedo / pi times the light on the ground."""
    moment = noon()
    found = plain(moment, Surroundings(albedo=0.3), 32)
    ray = found.rays()[4, 16, 16]
    points, _ = pierced(moment.position, (ray @ moment.body[0])[None])
    lit = float(sine_of_elevation(points, moment.sun)[0])
    assert luminance(found.faces[4, 16, 16]) == pytest.approx(0.3 / np.pi * SUNLIGHT_LX * lit, rel=0.01)
    assert luminance(found.faces[5]).max() == 0.0


def test_a_brighter_earth_is_brighter_by_its_albedo() -> None:
    dark, bright = (plain(noon(), Surroundings(albedo=share), 8) for share in (0.1, 0.8))
    assert bright.faces == pytest.approx(8 * dark.faces)


def test_a_sky_without_light_is_dark() -> None:
    assert Sky(np.zeros((6, 4, 4, 3))).is_dark
    assert not sky().is_dark
    assert sky().scaled(0.0).is_dark
