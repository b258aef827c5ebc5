"""The glow of the night air: as bright as it is measured, along its shell, and only at night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.airglow import GREEN_R, SODIUM_R, add_airglow, all_by_day, crossings, night, zenith
from cupola.preview.heavens.edge import Edge
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM, stretched
from tests.preview.heavens.sights import Sight, blank, dark_earth, eye_at

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 40, 200
MIDNIGHT, NOON = "2021-10-08T23:48:00Z", "2021-10-08T11:48:00Z"


def limb(when: str, pixel: float = 0.0006, aside: float = 0.0) -> Eye:
    """Give a camera over the Gulf of Guinea that looks at the limb, 16 deg below its horizon, north and aside, deg."""
    turn = np.radians(aside)
    ahead = np.array([-np.sin(np.radians(16.0)), np.sin(turn), np.cos(turn)])
    return eye_at((0.0, 0.0), ahead, WIDTH, HEIGHT, when=when, pixel=pixel)


def glow(eye: Eye, sight: Sight | None = None) -> Floats:
    picture = blank(WIDTH, HEIGHT)
    add_airglow(picture, sight or dark_earth(eye, WIDTH, HEIGHT), eye)
    return luminance(picture.astype(float))


def heights(eye: Eye) -> Floats:
    """Give the heights above the ground, km, at which straight rays of the middle column pass."""
    rays, place = stretched(eye.rays(WIDTH, HEIGHT)[:, WIDTH // 2]), stretched(eye.position)
    found: Floats = np.linalg.norm(np.cross(place, rays / np.linalg.norm(rays, axis=-1)[:, None]), axis=-1) - EQUATOR_KM
    return found


def test_the_green_line_straight_up_is_its_photons() -> None:
    """250 R are 2.0e12 photons of 3.56e-19 J from a m2 into a sr; the eye takes 681 lm from a watt: 4.8e-5 cd/m2."""
    assert float(luminance(zenith(557.7, GREEN_R))) == pytest.approx(4.83e-5, rel=0.01)
    assert float(luminance(zenith(589.3, SODIUM_R))) == pytest.approx(4.2e-6, rel=0.03)


def test_the_line_is_green_and_nothing_is_below_nothing() -> None:
    for nm in (557.7, 589.3):
        assert (zenith(nm, 1.0) >= 0.0).all()
    green, yellow = zenith(557.7, 1.0), zenith(589.3, 1.0)
    assert green[1] > green[0] > green[2]
    assert yellow[0] > yellow[1]


def test_the_limb_glows_with_some_two_millicandela_about_95_km_up() -> None:
    eye = limb(MIDNIGHT)
    column = glow(eye)[:, WIDTH // 2]
    assert 1.5e-3 < column.max() < 4e-3
    assert heights(eye)[column.argmax()] == pytest.approx(93.0, abs=5.0)


def test_the_limb_is_brighter_by_van_rhijns_law() -> None:
    """Before the ground: a crossing is longer by 1 / sqrt(1 - (r / (R + h))2), r the ray's least distance."""
    straight = float(luminance(zenith(557.7, GREEN_R) + zenith(589.3, SODIUM_R)))
    light = luminance(crossings())
    for index, tangent in ((0, -60.0), (240, 0.0), (440, 50.0)):
        ratio = (EQUATOR_KM + tangent) / (EQUATOR_KM + 96.5)
        assert light[index] == pytest.approx(straight / np.sqrt(1.0 - ratio**2), rel=0.03)


def test_straight_down_it_glows_as_straight_up() -> None:
    eye = eye_at((0.0, 0.0), np.array([-1.0, 0.0, 0.0]), WIDTH, HEIGHT, when=MIDNIGHT)
    expected = float(luminance(zenith(557.7, GREEN_R) + zenith(589.3, SODIUM_R)))
    assert glow(eye)[HEIGHT // 2, WIDTH // 2] == pytest.approx(expected, rel=0.02)


def test_the_light_of_both_sides_of_the_shell_is_seen_beside_the_earth_and_of_one_before_it() -> None:
    eye = limb(MIDNIGHT, 0.0009)
    sight = dark_earth(eye, WIDTH, HEIGHT)
    clear = glow(eye, replace(sight, through=np.ones_like(sight.through)))
    shut = glow(eye, replace(sight, through=np.zeros_like(sight.through)))
    beside = sight.tangent >= 0.0
    shining = clear > 0.0
    np.testing.assert_allclose(clear[beside & shining], 2.0 * shut[beside & shining], rtol=1e-4)
    np.testing.assert_allclose(clear[~beside], shut[~beside], rtol=1e-6)
    assert (~beside).any() and (beside & shining).any()


def test_above_120_km_there_is_none() -> None:
    eye = limb(MIDNIGHT)
    column = glow(eye)[:, WIDTH // 2]
    high = heights(eye) > 121.0
    assert high.any() and (column[high] == 0.0).all()
    assert (column[(heights(eye) > 60.0) & ~high & (heights(eye) < 110.0)] > 0.0).all()


def test_by_day_there_is_none() -> None:
    assert glow(limb(NOON)).sum() == 0.0


def test_at_dusk_it_begins_where_the_shell_has_left_the_sun() -> None:
    """Over the Gulf of Guinea after sunset: the west is still without it, the east has all."""
    west, east = (glow(limb("2021-10-08T18:20:00Z", aside=turn)).max() for turn in (-80.0, 80.0))
    assert west < 0.2 * east
    assert east > 1e-3


@pytest.mark.parametrize(("elevation", "share"), [(10.0, 0.0), (-6.0, 0.0), (-8.0, 0.5), (-10.0, 1.0), (-60.0, 1.0)])
def test_the_shell_glows_in_the_earths_shadow(elevation: float, share: float) -> None:
    """At 97 km the Sun sets at -9.9 deg: acos(6371 / 6468)."""
    assert night(float(np.sin(np.radians(elevation)))) == pytest.approx(share, abs=0.02)


def test_it_comes_from_the_pixels_that_look_at_it_whatever_their_size() -> None:
    """A surface keeps its brightness."""
    coarse, fine = (glow(limb(MIDNIGHT, pixel)).max() for pixel in (0.0012, 0.0006))
    assert coarse == pytest.approx(fine, rel=0.03)


def test_the_shell_lies_outside_what_the_air_bends() -> None:
    edge = Edge.before(limb(MIDNIGHT).position, Air())
    at = np.interp(90.0, edge.tangent, edge.seen - edge.true)
    assert at < np.radians(1e-4)


def test_an_eye_below_the_shell_has_it_overhead_and_nothing_below() -> None:
    high = eye_at((0.0, 0.0), np.array([1.0, 0.0, 0.0]), WIDTH, HEIGHT, when=MIDNIGHT)
    low = replace(high, position=high.position * (EQUATOR_KM + 10.0) / np.linalg.norm(high.position))
    sight = Sight(np.ones((HEIGHT, WIDTH, 3), np.float32), np.full((HEIGHT, WIDTH), 10.0, np.float32))
    expected = float(luminance(zenith(557.7, GREEN_R) + zenith(589.3, SODIUM_R)))
    assert glow(low, sight)[HEIGHT // 2, WIDTH // 2] == pytest.approx(expected, rel=0.02)
    ground = Sight(sight.through, np.full((HEIGHT, WIDTH), -5.0, np.float32))
    assert glow(replace(low, forward=-low.forward, right=-low.right), ground).max() == 0.0
    assert glow(high, sight).max() == 0.0  # up there it is below


@pytest.mark.parametrize("hour", range(0, 24, 2))
def test_where_the_sun_is_said_to_shine_on_all_of_the_shell_nothing_of_it_glows(
    hour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    eye = limb(f"2021-10-08T{hour:02d}:48:00Z", pixel=0.003)
    sun, place = stretched(eye.sun), stretched(eye.position)
    by_day = all_by_day(place, sun / np.linalg.norm(sun))
    monkeypatch.setattr("cupola.preview.heavens.airglow.all_by_day", lambda place, sun: False)
    assert not (by_day and glow(eye).any())
    assert by_day == (hour in (8, 10, 12, 14))
