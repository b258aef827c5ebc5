"""The Sun in a picture: as much light as the light table has, flattened and reddened by the air."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.sun import LUMINANCE, add_sun
from cupola.sky.air import LimbLight
from cupola.sky.atmosphere import Air
from cupola.sky.earth import surface_point
from cupola.sky.eclipse import limb_elevation, limit
from cupola.sky.moon import RADIUS_KM as MOON_KM
from cupola.sky.sun import AU_KM, RADIUS_KM
from tests.preview.heavens.sights import PIXEL, blank, eye_at, lux
from tests.preview.heavens.test_edge import traced

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 160, 120
LIGHT = LimbLight(420.0)


def sun_at(elevation: float, pixel: float, lat: float = 0.0) -> Eye:
    """Give a camera that looks where the Sun appears when its middle is so high over the hard limb, deg."""
    sun = eye_at((0.0, 0.0), np.array([1.0, 0.0, 0.0]), WIDTH, HEIGHT).sun
    noon = float(np.degrees(np.arctan2(sun[1], sun[0])))
    near, far = 40.0, 130.0
    for _ in range(50):
        lon = (near + far) / 2.0
        high = float(limb_elevation(surface_point(lat, noon - lon, 420.0)[None], sun[None], limit("centre"))[0])
        near, far = (lon, far) if high > elevation else (near, lon)
    place = (lat, noon - near)
    position = surface_point(*place, 420.0)
    sight = (sun - position) / np.linalg.norm(sun - position)
    forward = Edge.before(position, Air()).appearing(sight[None])[0]
    return eye_at(place, forward, WIDTH, HEIGHT, pixel=pixel)


def shot(eye: Eye) -> NDArray[np.float32]:
    picture = blank(WIDTH, HEIGHT)
    add_sun(picture, eye, Air())
    return picture


@pytest.mark.parametrize("lat", [0.0, 45.0])
@pytest.mark.parametrize("pixel", [PIXEL, PIXEL * 2.2])
@pytest.mark.parametrize("elevation", [5.0, 1.0, 0.7, 0.5, 0.3, 0.0, -0.2])
def test_the_light_of_the_disc_is_that_of_the_light_table(elevation: float, pixel: float, lat: float) -> None:
    """Within 2 %, at 35 and at 16 mm, while it falls from 133,000 to 1,500 lx."""
    eye = sun_at(elevation, pixel, lat)
    expected = float(LIGHT(np.array([elevation]))[0, 1]) * (AU_KM / np.linalg.norm(eye.sun)) ** 2
    assert lux(shot(eye), eye) == pytest.approx(expected, rel=0.02)


def test_through_a_long_lens_it_is_the_same_light() -> None:
    eye = sun_at(0.4, PIXEL / 4.0)
    expected = float(LIGHT(np.array([0.4]))[0, 1]) * (AU_KM / np.linalg.norm(eye.sun)) ** 2
    assert lux(shot(eye), eye) == pytest.approx(expected, rel=0.01)


def test_above_the_air_the_disc_is_1_96e9_cd_m2_and_its_middle_brighter() -> None:
    assert pytest.approx(1.96e9, rel=0.005) == LUMINANCE
    light = luminance(shot(sun_at(20.0, PIXEL / 2.0)))
    assert light.max() == pytest.approx(LUMINANCE * 1.0 / (0.30 + 0.93 * 2.0 / 3.0 - 0.115), rel=0.01)
    assert light[light > 0.0].mean() == pytest.approx(LUMINANCE, rel=0.06)


def test_it_has_the_suns_colour_and_width() -> None:
    eye = sun_at(20.0, PIXEL / 4.0)
    light = shot(eye)
    total = light.sum((0, 1)) / luminance(light).sum()
    full = Edge.before(eye.position, Air()).light[-1]
    assert total == pytest.approx(full, rel=1e-3)
    across = int((luminance(light).max(0) > 0.2 * LUMINANCE).sum())
    assert across * PIXEL / 4.0 == pytest.approx(2.0 * RADIUS_KM / np.linalg.norm(eye.sun), rel=0.02)


def test_the_low_sun_is_as_flat_as_an_independent_trace_of_its_rays_has_it() -> None:
    """A step-by-step trace sends rays from both rims as they are seen to both rims as they are, 0.53 deg apart."""
    pixel = PIXEL / 6.0
    eye = sun_at(0.4, pixel)
    light = luminance(shot(eye))
    rows, columns = (np.flatnonzero(light.max(axis) > 0.05 * light.max()) for axis in (1, 0))
    down = -eye.position / np.linalg.norm(eye.position)
    level = float(np.arccos(eye.forward @ down))
    rims = [traced(level + (HEIGHT / 2.0 - row) * pixel)[0] for row in (rows[0], rows[-1] + 1)]
    width = 2.0 * RADIUS_KM / float(np.linalg.norm(eye.sun))
    assert rims[0] - rims[1] == pytest.approx(width, rel=0.03)
    assert len(columns) * pixel == pytest.approx(width, rel=0.02)
    assert len(columns) > 1.4 * len(rows)


def test_the_setting_sun_is_two_to_three_times_as_wide_as_high() -> None:
    light = luminance(shot(sun_at(0.0, PIXEL / 4.0)))
    rows, columns = (int((light.max(axis) > 0.0).sum()) for axis in (1, 0))
    assert 2.0 < columns / rows < 3.2


def test_it_reddens_downwards() -> None:
    picture = shot(sun_at(0.0, PIXEL / 4.0))
    rows = np.flatnonzero(luminance(picture).max(1) > 0.0)
    top, bottom = (picture[row].sum(0) for row in (rows[2], rows[-3]))
    assert bottom[0] / bottom[2] > 3.0 * top[0] / top[2]
    assert luminance(bottom) < 0.5 * luminance(top)


def test_it_is_gone_when_the_light_table_has_none() -> None:
    assert shot(sun_at(-0.7, PIXEL)).sum() == 0.0


def test_it_is_not_drawn_by_a_camera_that_looks_elsewhere() -> None:
    eye = sun_at(10.0, PIXEL)
    assert shot(eye_at((0.0, 0.0), -eye.forward, WIDTH, HEIGHT)).sum() == 0.0


def test_the_moon_before_it_hides_it() -> None:
    """A Moon that is drawn as wide as the Sun or wider leaves nothing; one half a width aside leaves some."""
    eye = sun_at(20.0, PIXEL)
    sight = (eye.sun - eye.position) / np.linalg.norm(eye.sun - eye.position)
    near = eye.position + sight * 3.6e5
    whole = lux(shot(eye), eye)
    for aside, least, most in ((0.0, 0.0, 1e-9), (MOON_KM, 0.3, 0.7), (3.0 * MOON_KM, 0.999, 1.001)):
        moved = replace(eye, moon=near + aside * eye.right)
        assert least <= lux(shot(moved), eye) / whole <= most
