"""The tables of airlight: daylight on the ground, what the ground looks like from space, and their keeping."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.light.colour import cct, chromaticity
from cupola.light.ground import clear_daylight
from cupola.sky.airlight import AirTables
from cupola.sky.airlight.kernel import Medium, again_table, sun_at, sun_place, sunshine_table
from cupola.sky.airlight.profile import Profile
from cupola.sky.airlight.tables import eye
from cupola.sky.airlight.views import daylight_table, ground_table
from cupola.sky.atmosphere import Air

Floats = NDArray[np.float64]

SUNS = 48


@cache
def coarse() -> Medium:
    """Give the usual air with coarser tables than those of a picture."""
    profile = Profile.of(Air())
    table = sunshine_table(profile.extinction, 48, 192, 200)
    once = Medium(profile.molecules, profile.particles, profile.extinction, table, np.zeros((2, 2, 41)))
    return once._replace(again=again_table(once, 0.25, 20, 48, 64, 16))


@cache
def daylight() -> Floats:
    direct, _, sky = daylight_table(coarse(), 0.0, SUNS, 256, 24)
    lux: Floats = (direct + sky) @ eye()[1]
    return lux


def test_the_eye_sees_the_whole_sun_as_it_is_above_the_air() -> None:
    """133.1 klx, ASTM G173-03."""
    assert eye()[1].sum() == pytest.approx(133_100, rel=2e-3)


@pytest.mark.parametrize("elevation", [90.0, 60.0, 30.0, 20.0, 10.0, 5.0, 1.0, 0.0, -3.0, -5.0, -6.0, -7.0])
def test_daylight_is_that_of_a_clear_day_over_five_decades(elevation: float) -> None:
    """30 % of Janiczek and DeYoung (U.S. Naval Observatory Circular 171, 1987), from 129,000 lx to one.

    With the Sun 10 to 30 deg high the illuminating engineers' clear sky (IES RP-21) is as much as 20 % brighter than
    theirs, as these tables are. Below -7 deg starlight and airglow, which are in theirs, begin to count.
    """
    at = np.array([sun_at(k / (SUNS - 1)) for k in range(SUNS)])
    found = float(np.exp(np.interp(elevation, at, np.log(daylight() + 1e-12))))
    assert found == pytest.approx(float(clear_daylight(elevation)), rel=0.30)


def test_the_whole_sun_above_the_air_is_nearly_white() -> None:
    """x 0.3234, y 0.3327, 5930 K: ASTM G173-03 and the CIE 1931 observer."""
    xyz = eye().sum(axis=1)
    assert chromaticity(xyz) == pytest.approx([0.3234, 0.3327], abs=3e-4)
    assert float(cct(xyz[None])[0]) == pytest.approx(5930, abs=15)


def test_daylight_grows_with_the_sun() -> None:
    assert np.all(np.diff(daylight()) >= 0)
    assert daylight()[0] < 1e-6


def test_air_before_the_ground_is_blue_and_brighter_towards_the_horizon() -> None:
    """Sunlit air over black ground is blue, and thicker, so brighter and less clear, towards the horizon."""
    light, passed = ground_table(coarse(), eye(), 0.0, 10, 12, 6, 20)
    noon = light[-1, round(sun_place(60.0) * 11), 0]
    rim = light[1, round(sun_place(60.0) * 11), 0]
    assert noon[2] > noon[1] > 1000.0
    assert rim[1] > 2 * noon[1]
    assert passed[-1, 17] > passed[-1, 7] > passed[0, 7]
    assert np.all((passed >= 0) & (passed <= 1))


def test_tables_are_made_again_of_what_they_gave_and_of_nothing_else() -> None:
    shapes = {
        "limb": (72, 128, 40, 3),
        "ground": (2, 40, 96, 24, 3),
        "shaded": (2, 40, 96, 3),
        "lit": (2, 40, 96, 3),
        "daylight": (2, 96, 3),
    }
    arrays = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    tables = AirTables.of(arrays)
    assert tables is not None
    assert {name: table.shape for name, table in tables.arrays().items()} == shapes
    assert AirTables.of({**arrays, "limb": np.zeros((3, 3), np.float32)}) is None
    assert AirTables.of({name: table for name, table in arrays.items() if name != "lit"}) is None


@pytest.mark.parametrize("albedo", [-0.1, 1.1, float("nan")])
def test_ground_that_reflects_more_than_all_is_refused(albedo: float) -> None:
    with pytest.raises(SkyError, match="E347"):
        AirTables.made(albedo=albedo)
