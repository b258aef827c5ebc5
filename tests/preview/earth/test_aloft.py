"""Pictures from within the air: the horizon, the sky over it, the ground below, and no jump at the air's edge."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cupola.preview import colour
from cupola.preview.earth import Earth, Materials, Seen
from cupola.preview.earth.aloft import space
from cupola.preview.earth.ground import reflectance
from cupola.preview.earth.materials import LIGHT
from cupola.preview.tables import air_within
from cupola.sky.airlight import COARSE, AirTables
from cupola.sky.airlight.kernel import sun_at
from cupola.sky.airlight.within import AirWithin
from cupola.sky.atmosphere import lift
from cupola.sky.earth import EQUATOR_KM
from tests.preview.earth.views import Floats, camera

SIZE = 48


@cache
def tables() -> AirTables:
    return AirTables.made(fineness=COARSE)


@cache
def earth() -> Earth:
    """Grey land under the air that is made for trials."""
    grey = Materials.even((0.5, 0.5, 0.5))
    return Earth.read(tables(), grey, None, within=cache(_within))


def _within() -> AirWithin:
    return AirWithin.made(fineness=COARSE)


def looked(height: float, elevation: float, half: float = 0.3, sun: float = 50.0, azimuth: float = 90.0) -> Seen:
    """Look along the equator; the Sun stands so high, deg, in the east."""
    eye = camera(0.0, 0.0, height, azimuth, elevation, (half, half), (0.0, 90.0 - sun))
    return earth().seen(eye, SIZE, SIZE)


def luminance(seen: Seen) -> Floats:
    return colour.luminance(seen.light)


def horizon(seen: Seen, elevation: float, half: float) -> float:
    """Give the elevation at which the ground begins in the middle of a picture, deg."""
    row = int(np.flatnonzero(seen.tangent[:, SIZE // 2] < 0.0)[0])
    return elevation + math.degrees(math.atan((1.0 - 2.0 * row / SIZE) * half))


@pytest.mark.parametrize(("height", "dip"), [(1.0, 0.93), (7.5, 2.59), (10.7, 3.12), (60.0, 7.67)])
def test_the_horizon_lies_as_deep_as_bent_rays_have_it(height: float, dip: float) -> None:
    """From 10.7 km 3.3 deg on a sphere without air; Young has 1.76' times the root of metres near the ground."""
    half = 0.01
    found = -horizon(looked(height, -dip, half), -dip, half)
    bent = (EQUATOR_KM + float(lift(0.0))) / (EQUATOR_KM + height + float(lift(height)))
    assert found == pytest.approx(math.degrees(math.acos(bent)), abs=math.degrees(2.0 * half / SIZE))
    assert found == pytest.approx(dip, rel=0.02)
    assert found < math.degrees(math.acos(EQUATOR_KM / (EQUATOR_KM + height)))


@pytest.mark.parametrize("elevation", [-90.0, -30.0, -9.0])
def test_at_the_airs_edge_nothing_jumps(elevation: float) -> None:
    """2 % of the brightest; tables for trials are 3 % coarse themselves along the limb."""
    under, over = (luminance(looked(height, elevation, 0.2, azimuth=60.0)) for height in (99.97, 100.03))
    bound = 0.02 if elevation < -20.0 else 0.05
    assert np.abs(under - over).mean() < bound * over.mean()
    assert np.median(np.abs(under - over) / over.max()) < 0.02


def test_straight_down_from_12_km_there_is_less_air_than_from_space_and_more_than_none() -> None:
    light = [luminance(looked(height, -90.0, 0.05)).mean() for height in (0.02, 12.0, 200.0)]
    passed = [looked(height, -90.0, 0.05).through[..., 2].mean() for height in (0.02, 12.0, 200.0)]
    blue = [looked(height, -90.0, 0.05).light[..., 2].mean() for height in (0.02, 12.0, 200.0)]
    assert passed[0] == pytest.approx(1.0, abs=0.01)
    assert passed == sorted(passed, reverse=True)
    assert blue == sorted(blue)
    assert light[1] == pytest.approx(light[2], rel=0.05)  # what the air takes of grey ground it nearly gives back


def test_ground_just_below_is_lit_as_daylight_has_it() -> None:
    """A card of the ground under the tables' daylight: E rho / pi, to 10 %, as sRGB 0.5 is rounded to a code."""
    light = reflectance(LIGHT)
    rho = float(light[np.abs(np.arange(256) - 188).argmin()])  # sRGB 0.5 is code 188
    at = [sun_at(k / (COARSE.ground[1] - 1)) for k in range(COARSE.ground[1])]
    lux = float(np.interp(50.0, at, tables().daylight[0, :, 1]))
    found = float(np.median(luminance(looked(0.01, -90.0, 0.01))))
    assert found == pytest.approx(lux * rho / math.pi, rel=0.1)


def test_the_sky_is_brightest_over_the_horizon_and_bluest_overhead() -> None:
    seen = looked(7.5, 25.0, 0.4, azimuth=270.0)
    rows = luminance(seen)[:, SIZE // 2]
    assert (seen.tangent[0] == pytest.approx(7.5, abs=0.01)) and rows[-1] > 3.0 * rows[0]
    blue = seen.light[:, SIZE // 2, 2] / rows
    assert blue[0] > blue[-1] > 1.0
    assert (seen.through > 0.0).all() and (seen.through < 1.0).all()


def test_by_night_the_sky_is_dark() -> None:
    assert luminance(looked(7.5, 10.0, sun=-40.0)).max() < 1e-4


def test_a_camera_above_the_air_has_no_sky() -> None:
    assert space().height > 1e5
    assert (space().passed == 1.0).all()


def test_what_all_heights_share_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPOLA_CACHE", str(tmp_path))
    first = air_within(fineness=COARSE)
    air_within.cache_clear()
    again = air_within(fineness=COARSE)
    assert again is not first
    assert again.beams == pytest.approx(first.beams)
    air_within.cache_clear()
