"""How a place is lit: the glint by Cox and Munk, shadows, lamps below the horizon."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cupola.preview.colour import luminance
from cupola.preview.earth import weather
from cupola.preview.earth.bent import Bent
from cupola.preview.earth.ground import SEA, WHITEST
from cupola.preview.earth.shine import (
    AIR,
    DIRECT,
    GLINT,
    HIGH_AIR,
    HIGH_DIRECT,
    HIGH_SKY,
    LIT,
    LONGEST,
    SKY,
    SLANT,
    STEEPEST,
    THROUGH,
    TILT,
    Airs,
    ground_light,
    limb_light,
    mirrored,
)
from cupola.sky.airlight import COARSE, AirTables
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.spectrum import SUNLIGHT_LX
from tests.preview.earth.views import Floats, plain_tables

BENT = Bent.of(Air(), 6.0)
IN_SPACE = np.array([-1.0, -1.0])


def lit(elevation: float, azimuth: float = 0.0, cosine: float = 0.9, tables: AirTables | None = None) -> Floats:
    """Light a place at 0 deg north and east; the Sun's azimuth from the north, the camera in the east."""
    e, a = np.radians([elevation, azimuth])
    lamps = np.array([[math.sin(e), math.cos(e) * math.sin(a), math.cos(e) * math.cos(a), 1.0, 1.0, 1.0]])
    out = np.zeros(LIT, np.float32)
    airs = Airs.of(tables or plain_tables(air=50.0))
    ground_light(airs, BENT, lamps, IN_SPACE, np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), cosine, out)
    return out.astype(float)


def test_the_glint_is_brightest_in_the_mirrors_place() -> None:
    up, aside = math.sin(math.radians(40.0)), math.cos(math.radians(40.0))
    mirror = mirrored(up, up, up * up - aside * aside)
    assert mirror > 10.0 * mirrored(up, up, up * up + aside * aside)
    assert mirror > 3.0 * mirrored(up, up, up * up)


def test_overhead_the_glint_is_as_cox_and_munk_have_it() -> None:
    width = 0.003 + 0.00512 * 6.0
    assert mirrored(1.0, 1.0, 1.0) == pytest.approx(0.02 / (4.0 * width), rel=1e-6)


def test_all_glint_together_sends_back_no_more_than_water_mirrors() -> None:
    """Under a Sun overhead: radiance of white ground times this, over the half sphere, is 2 % of the light."""
    slants = (np.arange(2000) + 0.5) / 2000 * math.pi / 2
    cosines = np.cos(slants)
    found = np.array([mirrored(1.0, c, c) for c in cosines])
    total = (found / math.pi * cosines * 2.0 * math.pi * np.sin(slants)).sum() * math.pi / 2 / 2000
    assert total == pytest.approx(0.021, abs=0.003)


def test_level_ground_is_lit_by_the_sine_of_the_suns_elevation() -> None:
    assert lit(30.0)[DIRECT] == pytest.approx(500.0, rel=1e-3)
    assert lit(-5.0)[DIRECT] == 0.0
    assert lit(-5.0)[GLINT] == 0.0


def test_clouds_catch_a_little_light_from_beside() -> None:
    assert 0.0 < lit(-3.0)[HIGH_DIRECT] < 100.0
    assert lit(60.0)[HIGH_DIRECT] == pytest.approx(1000.0 * math.sin(math.radians(60.0)), rel=0.02)


def test_a_sun_too_deep_lights_nothing() -> None:
    assert not lit(-25.0)[:THROUGH].any()


def test_two_lamps_add_up() -> None:
    out = np.zeros(LIT, np.float32)
    lamp = [1.0, 0.0, 0.0, 0.5, 0.5, 0.5]
    airs, top, back = Airs.of(plain_tables(air=50.0)), np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
    ground_light(airs, BENT, np.array([lamp, lamp]), IN_SPACE, top, back, 0.9, out)
    assert out[AIR : AIR + 21] == pytest.approx(lit(90.0)[AIR : AIR + 21], rel=1e-4)


def test_a_shadow_falls_from_where_the_sun_is() -> None:
    east, north = lit(45.0, 90.0), lit(45.0, 0.0)
    assert east[SLANT] == pytest.approx(1.0 / (2.0 * math.pi * EQUATOR_KM), rel=1e-3)
    assert east[SLANT + 1] == pytest.approx(0.0, abs=1e-8)
    assert north[SLANT + 1] == pytest.approx(-1.0 / (math.pi * EQUATOR_KM), rel=1e-3)
    assert east[SLANT + 2] == pytest.approx(1.0, rel=1e-3)
    assert lit(1.0, 90.0)[SLANT + 2] == LONGEST


def test_ground_that_falls_towards_the_sun_is_lighter_by_the_cotangent_of_its_height() -> None:
    east, north = lit(45.0, 90.0), lit(30.0, 0.0)
    assert east[TILT : TILT + 2] == pytest.approx([1.0, 0.0], abs=1e-3)
    assert north[TILT : TILT + 2] == pytest.approx([0.0, -(3.0**0.5)], abs=1e-3)
    assert lit(2.0, 90.0)[TILT] == pytest.approx(STEEPEST)


def test_less_comes_through_the_air_aslant_and_blue_least() -> None:
    steep, flat = lit(45.0, cosine=1.0)[THROUGH : THROUGH + 3], lit(45.0, cosine=0.2)[THROUGH : THROUGH + 3]
    assert (steep > flat).all()
    assert steep[0] > steep[1] > steep[2]
    assert 0.75 < steep[1] < 0.85  # straight up: depth 0.1 of haze, 0.1 of molecules, 0.03 of ozone at 550 nm


def test_the_limb_is_bluest_away_from_the_horizon_and_red_at_sunset() -> None:
    airs = Airs.of(AirTables.made(fineness=COARSE))
    top, way = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])

    def colour(height: float, elevation: float) -> Floats:
        e = math.radians(elevation)
        out = np.zeros(3, np.float32)
        limb_light(airs.limb, np.array([[math.sin(e), math.cos(e), 0.0, 1.0, 1.0, 1.0]]), height, top, way, out)
        return out.astype(float)

    high, low = colour(35.0, 40.0), colour(4.0, -1.0)
    assert high[2] > 1.3 * high[0]
    assert low[0] > 2.0 * low[2]
    assert not colour(20.0, -30.0).any()


def test_the_earth_sends_back_three_tenths_of_the_suns_light() -> None:
    """0.29 to 0.31 (CERES: Loeb and others 2018): the tables' air, skies of ours, sea, and land of 0.14."""
    airs, count = Airs.of(AirTables.made(fineness=COARSE)), 6
    steps = (np.arange(count) + 0.5) / count
    sent, fallen = np.zeros(3), 0.0  # by sea, land and white cloud; even in area and in solid angle
    for sine in steps:
        lamps = np.array([[sine, math.sqrt(1.0 - sine**2), 0.0, 1.0, 1.0, 1.0]])
        fallen += float(sine) * SUNLIGHT_LX * count**2
        for cosine in steps:
            for turn in steps * math.pi:
                out = np.zeros(LIT, np.float32)
                back = np.array([0.0, math.cos(turn), math.sin(turn)])
                ground_light(airs, BENT, lamps, IN_SPACE, np.array([1.0, 0.0, 0.0]), back, cosine, out)
                air, sky, direct, glint, high_air, high_sky, high = (
                    float(luminance(out[first : first + 3].astype(float)))
                    for first in (AIR, SKY, DIRECT, GLINT, HIGH_AIR, HIGH_SKY, HIGH_DIRECT)
                )
                white, below = sky + direct, float(luminance(np.array(SEA)))
                found = np.array([air + below * white + glint, air + 0.14 * white, high_air + high_sky + high])
                sent += found * cosine * 2.0 * math.pi
    sea, land, cloud = sent / fallen
    share = _share_of_clouds()
    assert (0.71 * sea + 0.29 * land) * (1.0 - share) + cloud * share == pytest.approx(0.30, abs=0.01)


def _share_of_clouds() -> float:
    """Give what clouds send back in the mean of three skies, by the Sun that falls on each zone in a year, about."""
    rows = 96
    odds = weather.climate(rows)[0]
    odds = odds / (1.0 - odds)
    part = np.mean([weather.sky(seed, rows)[0] for seed in (1, 2, 3)], axis=0) / WHITEST
    weight = np.cos(np.radians(90.0 - (np.arange(rows) + 0.5) * 180.0 / rows)) ** 2
    share = (WHITEST * part * odds / (1.0 + part * (odds - 1.0))).mean(axis=1)
    return float((share * weight).sum() / weight.sum())
