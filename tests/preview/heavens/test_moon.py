"""The Moon in a picture: where Skyfield has it, with its phase, turned as it is, as bright as `sky.moon` says."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.disc import Disc, ground_at, relief, sides
from cupola.preview.heavens.moon import add_moon, ashen_luminance, face_of, ground
from cupola.sky.atmosphere import Air
from cupola.sky.earth import geodetic, to_fixed
from cupola.sky.moon import RADIUS_KM, open_moonlight, phase_angle
from tests.preview.heavens.sights import PIXEL, blank, eye_at, lux, middle_of
from tests.skyfield_peer import apparent_moon, bodies, times

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 96, 96
FULL, HALF, CRESCENT = "2021-10-20T15:00:00Z", "2021-10-13T03:00:00Z", "2021-10-09T00:00:00Z"
NEW = "2021-10-06T20:00:00Z"


def under(when: str, pixel: float = PIXEL, aside: float = 20.0, **size: int) -> Eye:
    """Give a camera that looks at the Moon from a place from which it stands high."""
    width, height = size.get("width", WIDTH), size.get("height", HEIGHT)
    moon = eye_at((0.0, 0.0), np.array([1.0, 0.0, 0.0]), width, height, when=when).moon
    lat, lon, _ = (float(of[0]) for of in geodetic(moon[None]))
    place = (lat * 0.5, lon + aside)
    eye = eye_at(place, np.array([0.0, 0.0, 1.0]), width, height, when=when)
    up = np.array([0.0, 0.0, 1.0])
    return eye_at(place, moon - eye.position, width, height, when=when, pixel=pixel, up=up)


def shot(eye: Eye, width: int = WIDTH, height: int = HEIGHT) -> NDArray[np.float32]:
    picture = blank(width, height)
    add_moon(picture, eye, Air())
    return picture


@pytest.mark.parametrize("when", [FULL, "2024-02-24T13:00:00Z", "2030-07-15T02:00:00Z"])
def test_the_full_moon_stands_within_a_pixel_of_skyfields(when: str) -> None:
    """35 mm, 1920 pixels across. Its seas draw its light aside by a fifth of a pixel."""
    eye = under(when)
    theirs = to_fixed(apparent_moon([eye.at]), np.array([eye.at]))[0] - eye.position
    column, row = eye.places(theirs[None], WIDTH, HEIGHT)
    assert middle_of(shot(eye)) == pytest.approx((float(column[0]), float(row[0])), abs=0.7)


@pytest.mark.parametrize("when", [FULL, HALF, CRESCENT, "2021-10-16T00:00:00Z", "2021-10-27T00:00:00Z"])
def test_as_much_of_it_is_lit_as_skyfield_has(when: str) -> None:
    """The station is 0.02 of a phase nearer to one side than the Earth's centre at most."""
    eye = under(when, PIXEL / 4.0, width=128, height=128)
    light = luminance(shot(eye, 128, 128))
    t = times([eye.at])
    earth, sun, moon = bodies()["earth"], bodies()["sun"], bodies()["moon"]
    theirs = float(earth.at(t).observe(moon).apparent().fraction_illuminated(sun)[0])
    radius = RADIUS_KM / np.linalg.norm(eye.moon - eye.position) / (PIXEL / 4.0)
    lit = float((light > 0.02 * light.max()).sum()) / (np.pi * radius**2)
    assert lit == pytest.approx(theirs, abs=0.025)


@pytest.mark.parametrize("when", [HALF, CRESCENT, "2021-10-16T00:00:00Z", "2021-10-28T00:00:00Z"])
def test_its_bright_side_is_where_the_sun_is(when: str) -> None:
    """The angle of its light's middle from its own middle, against Skyfield's bright limb: 6 deg, as seas are dark."""
    from skyfield.trigonometry import position_angle_of

    eye = under(when, PIXEL / 2.0)
    t = times([eye.at])
    earth = bodies()["earth"].at(t)
    sun, moon = (earth.observe(bodies()[name]).apparent() for name in ("sun", "moon"))
    theirs = float(position_angle_of(moon.radec(epoch="date"), sun.radec(epoch="date")).degrees[0])
    column, row = middle_of(shot(eye))
    middle = eye.places((eye.moon - eye.position)[None], WIDTH, HEIGHT)
    # position angles go from north over east, which is left of north in the sky
    ours = float(np.degrees(np.arctan2(float(middle[0][0]) - column, float(middle[1][0]) - row)))
    assert (ours - theirs + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=6.0)


@pytest.mark.parametrize("when", [FULL, HALF, CRESCENT, "2021-10-16T00:00:00Z"])
@pytest.mark.parametrize("pixel", [PIXEL, PIXEL * 2.0])
def test_its_light_is_that_of_the_light_model(when: str, pixel: float) -> None:
    eye = under(when, pixel)
    expected = float(open_moonlight(eye.position[None], eye.moon[None], eye.sun[None])[0])
    assert lux(shot(eye), eye) == pytest.approx(expected, rel=0.02)


def test_the_full_moon_is_some_4000_cd_m2() -> None:
    """Half of the daylit Earth's 7 kcd/m2, as lunar albedos of 0.07 to 0.12 in full sun make it."""
    light = luminance(shot(under(FULL, PIXEL / 4.0)))
    assert 3000.0 < np.median(light[light > 100.0]) < 6000.0


def test_the_dark_side_of_a_crescent_has_the_earths_light() -> None:
    """Nearly full Earth: 13 lx on the Moon, half a candela to the square metre."""
    eye = under("2021-10-08T00:00:00Z", PIXEL / 4.0)
    angle = float(phase_angle(eye.position[None], eye.moon[None], eye.sun[None])[0])
    assert angle > 150.0
    light = luminance(shot(eye))
    dark = light[(light > 0.05) & (light < 1.0)]
    assert len(dark) > 0.5 * (light > 0.05).sum()
    assert np.median(dark) == pytest.approx(ashen_luminance(eye) * float(ground().mean()), rel=0.25)
    assert 0.2 < np.median(dark) < 0.6


def test_at_new_moon_the_thin_crescent_is_no_brighter_than_the_full_moon() -> None:
    light = luminance(shot(under(NEW)))
    assert light.max() < 10_000.0


# Latitude and longitude east, deg; IAU Gazetteer.
DARK = {"Serenitatis": (27.0, 18.0), "Crisium": (16.0, 59.0), "Nubium": (-20.6, -17.0), "Humorum": (-24.5, -38.6)}
LIGHT = {"Tycho": (-43.3, -11.4), "southern highlands": (-30.0, 20.0), "Aristarchus": (23.7, -47.5)}


def test_seas_are_dark_and_highlands_and_rays_bright() -> None:
    seas = [ground_at(ground(), *np.radians(place)) for place in DARK.values()]
    lands = [ground_at(ground(), *np.radians(place)) for place in LIGHT.values()]
    assert max(seas) < 0.75 < 0.8 < min(lands)


def test_the_map_is_always_the_same_and_has_no_seam() -> None:
    assert ground() is ground()
    step = np.abs(ground()[:, 0] - ground()[:, -1])
    assert step.max() < 0.1


def test_mare_crisium_stands_to_the_right_and_tycho_below() -> None:
    """North is up: Crisium right of the middle and above it, Tycho below; both by their brightness in the picture."""
    eye = under(FULL, PIXEL / 8.0, width=256, height=256)
    light = luminance(shot(eye, 256, 256))
    disc = Disc.of(eye, eye.moon, RADIUS_KM)
    axes = face_of(eye, disc).axes
    found = {}
    for name, (lat, lon) in {"Crisium": DARK["Crisium"], "Tycho": LIGHT["Tycho"]}.items():
        phi, lam = np.radians(lat), np.radians(lon)
        normal = np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]) @ axes
        place = eye.moon + RADIUS_KM * normal - eye.position
        column, row = (float(of[0]) for of in eye.places(place[None], 256, 256))
        found[name] = (column - 128.0, row - 128.0, light[round(row), round(column)])
    assert found["Crisium"][0] > 40.0
    assert found["Tycho"][1] > 40.0
    assert found["Crisium"][2] < 0.7 * found["Tycho"][2]


def test_the_face_shows_the_side_that_looks_at_us() -> None:
    eye = under(FULL)
    disc = Disc.of(eye, eye.moon, RADIUS_KM)
    face = face_of(eye, disc)
    towards = face.axes @ (-disc.way)
    assert np.degrees(np.arccos(towards[0])) < 11.0  # libration and the station's parallax
    side, top = sides(disc.way)
    assert relief(0.0, 0.0, side, top, disc.way, face) > 0.3


def test_below_the_edge_of_the_air_there_is_no_moon() -> None:
    assert shot(under(FULL, aside=150.0)).sum() == 0.0


def test_the_setting_moon_is_flat_and_reddened() -> None:
    """As the Sun: where rays of 8 to 15 km bring it."""
    high = shot(under(FULL, PIXEL / 2.0, aside=60.0))
    aside = next(turn for turn in np.arange(109.0, 112.0, 0.05) if _edge_height(under(FULL, aside=float(turn))) < -0.1)
    low = shot(under(FULL, PIXEL / 2.0, aside=float(aside)))
    heights = [np.ptp(np.argwhere(luminance(of) > 0.0), axis=0) for of in (high, low)]
    assert min(heights[1]) < 0.8 * min(heights[0])
    tints = [of.sum((0, 1))[0] / of.sum((0, 1))[2] for of in (high, low)]
    assert tints[1] > tints[0]
    assert luminance(low.sum((0, 1))) < 0.3 * luminance(high.sum((0, 1)))


def _edge_height(eye: Eye) -> float:
    from cupola.sky.eclipse import limb_elevation, limit

    return float(limb_elevation(eye.position[None], eye.moon[None], limit("centre"))[0])


def test_the_instants_are_those_of_october_2021() -> None:
    """Full on the 20th at 14:57, new on the 6th at 11:05."""
    for when, angle in ((FULL, 10.0), (NEW, 170.0)):
        eye = under(when)
        found = float(phase_angle(eye.position[None], eye.moon[None], eye.sun[None])[0])
        assert (found < angle) == (angle < 90.0)
    assert instant(FULL) > instant(NEW)
