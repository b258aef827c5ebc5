"""Light within the air: against random paths of light, against what is seen from above, and by height."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.light.ground import clear_daylight
from cupola.sky.airlight import COARSE, AirTables
from cupola.sky.airlight.kernel import Medium, sun_at, sun_place
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.airlight.tables import eye
from cupola.sky.airlight.views import azimuth_at
from cupola.sky.airlight.within import (
    AZIMUTHS,
    SKY_VIEWS,
    AirWithin,
    Around,
    _follow,
    cloud_height,
    edge_cosine,
    sky_at,
    sky_place,
)
from tests.sky.airlight.paths import radiance
from tests.sky.airlight.test_kernel import ALBEDO, BANDS, columns

Floats = NDArray[np.float64]


@cache
def within() -> AirWithin:
    return AirWithin.made(fineness=COARSE)


@cache
def three_bands() -> Medium:
    """Give the same in blue, green and red alone."""
    return Medium(*(np.ascontiguousarray(of[..., BANDS]) for of in within().medium))


@cache
def around(height: float, elevation: float) -> Around:
    return within().around(height, np.sin(np.radians([elevation])))


def followed(height: float, cosine: float, elevation: float, turn: int) -> Floats:
    """Give a ray's light in blue, green and red; `turn` counts the azimuths of the Sun."""
    length, light, passed = -1.0, np.zeros((1, AZIMUTHS, 3)), np.zeros(3)
    if cosine < edge_cosine(height):
        radius = RADIUS_KM + height
        length = -radius * cosine - math.sqrt(radius**2 * (cosine**2 - 1.0) + RADIUS_KM**2)
    _follow(three_bands(), np.eye(3), height, cosine, length, np.sin(np.radians([elevation])), light, passed)
    found: Floats = light[0, turn]
    return found


# Height, cosine from straight up, the Sun's elevation, its place on the axis of azimuths.
ZENITH = (10.0, 0.99999, 45.0, 16)
LEVEL = (10.0, 0.02, 30.0, 16)
SINKING = (50.0, -0.11, 20.0, 24)
DOWN = (12.0, -0.6, 50.0, 20)
LOW = (0.5, 0.3, 20.0, 20)


@pytest.mark.parametrize("ray", [ZENITH, LEVEL, SINKING, DOWN, LOW])
@pytest.mark.parametrize("band", range(3))
def test_light_from_within_is_near_that_of_random_paths(ray: tuple[float, float, float, int], band: int) -> None:
    """6 % and three standard errors of 20,000 paths; the ground at the end of a ray is taken off."""
    height, cosine, elevation, turn = ray
    azimuth, e = azimuth_at(turn / (AZIMUTHS - 1)), math.radians(elevation)
    start = np.array([0.0, 0.0, RADIUS_KM + height])
    way = np.array([math.sqrt(1.0 - cosine**2), 0.0, cosine])
    sun = np.array([math.cos(e) * math.cos(azimuth), math.cos(e) * math.sin(azimuth), math.sin(e)])
    mean, error = radiance(*columns(band), ALBEDO, start, way, sun, 20_000, 40, 7)
    found = followed(*ray)[band]
    if cosine < edge_cosine(height):
        mean -= _of_ground(height, cosine, elevation, band)
    assert found == pytest.approx(mean, abs=0.06 * mean + 3 * error)


def _of_ground(height: float, cosine: float, elevation: float, band: int) -> float:
    """Give what even ground adds to a steep ray: Sun and sky on it, through the air between, which is nearly flat."""
    extinction = columns(band)[2]
    column = float(np.trapezoid(extinction[: int(height * 10) + 1], dx=0.1))
    raised = math.sin(math.radians(elevation))
    at = np.array([sun_at(k / 47) for k in range(48)])
    sky = float(np.interp(elevation, at, within().skies[0][:, BANDS[band]]))
    beam = float(np.interp(elevation, at, within().beams[0][:, BANDS[band]]))
    return ALBEDO / math.pi * (beam * raised + sky) * math.exp(column / cosine)


def test_the_sky_adds_up_to_the_skylight_on_the_ground() -> None:
    """Skylight is integrated by other rays for the table; with the Sun's it is that of a clear day.

    30 % of Janiczek and DeYoung, U.S. Naval Observatory Circular 171, 1987.
    """
    cosines = np.array([sky_at(k / (SKY_VIEWS - 1), 0.001) for k in range(SKY_VIEWS)])
    azimuths = np.array([azimuth_at(k / (AZIMUTHS - 1)) for k in range(AZIMUTHS)])
    rings = np.trapezoid(around(0.001, 30.0).sky[:, 0, :, 1], azimuths, axis=1) * 2.0
    above = cosines > 0.0
    found = float(np.trapezoid((rings * cosines)[above], cosines[above]))
    at = [sun_at(k / (COARSE.ground[1] - 1)) for k in range(COARSE.ground[1])]
    sky, beam = (float(np.interp(30.0, at, of[0] @ eye()[1])) for of in (within().skies, within().beams))
    assert found == pytest.approx(sky, rel=0.06)
    assert beam * 0.5 + found == pytest.approx(float(clear_daylight(30.0)), rel=0.30)


def test_higher_up_the_sky_is_darker_and_bluer() -> None:
    """At 10 km a quarter of the air is left, and no haze: a fifth of the zenith's luminance at sea level."""
    low, high = (around(height, 45.0).sky[-1, 0, 0] for height in (0.05, 10.0))
    assert 0.13 < high[1] / low[1] < 0.30
    assert high[2] / high[1] > low[2] / low[1] > 1.2
    assert around(40.0, 45.0).sky[-1, 0, 0, 1] < 0.02 * low[1]


def test_from_the_airs_edge_the_ground_is_that_of_space() -> None:
    fine = replace(COARSE, ground=(*COARSE.ground[:3], 40))
    tables, found = AirTables.made(fineness=fine), around(99.99, 40.0)
    sun = round(sun_place(40.0) * (COARSE.ground[1] - 1))
    assert found.shaded[:, 4:, sun] == pytest.approx(tables.shaded[:, 4:, sun], rel=0.02)
    assert found.lit[:, 4:, sun] == pytest.approx(tables.lit[:, 4:, sun], rel=0.02)
    # straight down the Sun stands as high as it does over the camera, in any azimuth
    at = sun_place(40.0) * (COARSE.ground[1] - 1)
    low, part = int(at), at - int(at)
    below = tables.ground[0, -1, low, 0] * (1 - part) + tables.ground[0, -1, low + 1, 0] * part
    assert found.below[0, -1, 0, 0] == pytest.approx(below, rel=0.03)


def test_looking_down_there_is_less_air_the_lower_one_is() -> None:
    light = [around(height, 40.0).below[0, -1, 0, 0, 1] for height in (0.5, 3.0, 12.0, 90.0)]
    passed = [around(height, 40.0).passed[0, -1, 17] for height in (0.5, 3.0, 12.0, 90.0)]
    assert light == sorted(light)
    assert passed == sorted(passed, reverse=True)


@pytest.mark.parametrize("height", [7.5, 60.0])
def test_at_the_horizon_sky_and_ground_meet(height: float) -> None:
    found = around(height, 35.0)
    assert found.sky[0, 0] == pytest.approx(found.below[0, 0, 0], rel=0.05)


def test_a_second_lamp_has_its_own_light() -> None:
    both = within().around(8.0, np.sin(np.radians([40.0, -30.0])))
    assert both.sky[:, 0] == pytest.approx(around(8.0, 40.0).sky[:, 0])
    assert both.sky[:, 1].max() < 1e-6


def test_clouds_stand_below_whoever_looks() -> None:
    assert [cloud_height(height) for height in (1.0, 8.0, 50.0)] == [0.5, 4.0, 6.0]


def test_what_is_kept_is_what_was_made() -> None:
    again = AirWithin.of(within().arrays(), COARSE)
    assert again.around(5.0, np.array([0.5])).sky == pytest.approx(within().around(5.0, np.array([0.5])).sky)


@given(st.floats(0.0, 1.0), st.floats(0.01, 99.0))
def test_places_of_the_sky_lead_back(place: float, height: float) -> None:
    assert sky_place(sky_at(place, height), height) == pytest.approx(place, abs=1e-6)
    assert edge_cosine(height) - 1e-12 <= sky_at(place, height) <= 1.0
