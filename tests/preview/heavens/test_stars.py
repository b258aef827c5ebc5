"""The stars: where Skyfield has them, as bright as they are, and not before the Earth or the Moon."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.errors import PreviewError
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.stars import ZERO_LX, Stars, temperature, visual
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM, geodetic, to_fixed
from tests.preview.heavens.sights import PIXEL, Sight, blank, dark_earth, eye_at, lux, middle_of, open_sky, stars
from tests.skyfield_peer import bodies, times

Floats = NDArray[np.float64]

# Right ascension in hours and declination in deg, J2000, proper motion east and north in mas a year, magnitude V:
# SIMBAD's values from memory, rounded; places to 1 arcsec.
BRIGHT = {
    "Sirius": (6.7524770, -16.716116, -546.0, -1223.1, -1.46),
    "Canopus": (6.3991972, -52.695661, 19.9, 23.2, -0.74),
    "Arcturus": (14.2610204, 19.182410, -1093.4, -2000.1, -0.05),
    "Vega": (18.6156490, 38.783690, 200.9, 286.2, 0.03),
    "Betelgeuse": (5.9195293, 7.407064, 27.5, 11.3, 0.42),
    "Rigel": (5.2422979, -8.201638, 1.3, 0.5, 0.13),
    "Acrux": (12.4433042, -63.099093, -35.8, -14.9, 0.77),
    "Gacrux": (12.5194333, -57.113213, 28.2, -265.1, 1.63),
    "Barnard": (17.9634722, 4.693388, -798.6, 10328.1, 9.51),
}
WIDTH, HEIGHT = 64, 36


def overhead(direction: Floats, **settings: Any) -> Eye:
    """Give a camera that looks straight up at an Earth-fixed direction, north being up."""
    lat, lon, _ = (float(of[0]) for of in geodetic(direction[None] * EQUATOR_KM * 10.0))
    up = np.array([0.0, 0.0, 1.0])
    return eye_at((lat, lon), direction, WIDTH, HEIGHT, up=up, **settings)


def apparent(name: str, when: str) -> Floats:
    """Give Skyfield's apparent direction of a star from the Earth's centre, Earth-fixed."""
    from skyfield.api import Star
    from skyfield.sgp4lib import TEME

    hours, degrees, east, north, _ = BRIGHT[name]
    star = Star(ra_hours=hours, dec_degrees=degrees, ra_mas_per_year=east, dec_mas_per_year=north)
    at = np.array([instant(when)])
    seen = bodies()["earth"].at(times(at)).observe(star).apparent().frame_xyz(TEME).au.T
    found: Floats = to_fixed(seen, at)[0]
    return found / np.linalg.norm(found)


def of_date(ra: float, dec: float, when: str) -> Floats:
    """Give the Earth-fixed direction of a place among the stars, J2000 in deg."""
    from cupola.sky.teme import from_mean_equator, terrestrial_days

    at, a, d = np.array([instant(when)]), math.radians(ra), math.radians(dec)
    place = np.array([[math.cos(d) * math.cos(a), math.cos(d) * math.sin(a), math.sin(d)]])
    found: Floats = to_fixed(from_mean_equator(place, terrestrial_days(at)), at)[0]
    return found


@pytest.mark.parametrize("when", ["2021-10-08T20:00:00Z", "2046-03-21T05:00:00Z"])
@pytest.mark.parametrize("name", sorted(BRIGHT))
def test_a_star_stands_in_skyfields_pixel_or_the_next(name: str, when: str) -> None:
    """35 mm, 1920 pixels across; Barnard's star moves by 10 arcsec a year, aberration by 20 arcsec in one."""
    way = apparent(name, when)
    eye = overhead(way, when=when)
    column, row = eye.places(way[None], WIDTH, HEIGHT)
    picture = blank(WIDTH, HEIGHT)
    stars().add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
    i, j = round(float(row[0])), round(float(column[0]))
    top = np.unravel_index(luminance(picture[i - 3 : i + 4, j - 3 : j + 4]).argmax(), (7, 7))
    assert abs(top[0] - 3) <= 1 and abs(top[1] - 3) <= 1


@pytest.mark.parametrize("name", ["Sirius", "Arcturus", "Vega", "Rigel", "Acrux"])
def test_bright_stars_stand_to_a_tenth_of_a_pixel_where_skyfield_has_them(name: str) -> None:
    way = apparent(name, "2021-10-08T20:00:00Z")
    eye = overhead(way)
    picture = blank(WIDTH, HEIGHT)
    stars().add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
    column, row = eye.places(way[None], WIDTH, HEIGHT)
    i, j = round(float(row[0])), round(float(column[0]))
    found = middle_of(picture[i - 2 : i + 3, j - 2 : j + 3])
    assert found == pytest.approx((float(column[0]) - j + 2, float(row[0]) - i + 2), abs=0.1)


@pytest.mark.parametrize("when", ["2021-10-08T20:00:00Z", "2022-01-05T08:00:00Z"])
@pytest.mark.parametrize("name", ["Sirius", "Arcturus", "Vega", "Rigel", "Canopus"])
def test_through_a_long_lens_stars_are_displaced_by_the_earths_speed(name: str, when: str) -> None:
    """A pixel is 7.6 arcsec wide; aberration is up to 20.5, three quarters of a year of Arcturus 1.7."""
    way = apparent(name, when)
    eye = overhead(way, when=when, pixel=PIXEL / 10.0)
    picture = blank(WIDTH, HEIGHT)
    stars().add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
    column, row = eye.places(way[None], WIDTH, HEIGHT)
    assert middle_of(picture) == pytest.approx((float(column[0]), float(row[0])), abs=0.5)


def test_no_star_is_drawn_on_pixels_that_meet_the_ground() -> None:
    eye, sight = overhead(apparent("Vega", "2021-10-08T20:00:00Z")), open_sky(WIDTH, HEIGHT)
    picture = blank(WIDTH, HEIGHT)
    stars().add(picture, Sight(sight.through, np.full_like(sight.tangent, -1.0)), eye, Air())
    assert picture.sum() == 0.0


def test_orion_hangs_with_betelgeuse_high_on_the_left_and_rigel_low_on_the_right() -> None:
    """North is up; the belt is in a row between them."""
    way = of_date(83.8, -0.5, "2021-10-08T20:00:00Z")
    width, height = 240, 240
    lat, lon, _ = (float(of[0]) for of in geodetic(way[None] * EQUATOR_KM * 10.0))
    eye = eye_at((lat, lon), way, width, height, pixel=0.002, up=np.array([0.0, 0.0, 1.0]))
    picture = blank(width, height)
    stars().add(picture, open_sky(width, height), eye, Air())
    light = luminance(picture)
    places = {}
    for name, ra, dec in (
        ("Betelgeuse", 88.79, 7.41), ("Rigel", 78.63, -8.20), ("Bellatrix", 81.28, 6.35), ("Saiph", 86.94, -9.67),
        ("Alnitak", 85.19, -1.94), ("Alnilam", 84.05, -1.20), ("Mintaka", 83.00, -0.30),
    ):  # fmt: skip
        column, row = eye.places(of_date(ra, dec, "2021-10-08T20:00:00Z")[None], width, height)
        i, j = round(float(row[0])), round(float(column[0]))
        places[name] = (i, j)
        near = light[i - 1 : i + 2, j - 1 : j + 2].sum()
        assert near > 0.7 * light[i - 5 : i + 6, j - 5 : j + 6].sum(), name
    assert places["Betelgeuse"][0] < 120 < places["Rigel"][0]
    assert places["Betelgeuse"][1] < 120 < places["Rigel"][1]
    assert places["Alnitak"][1] < places["Alnilam"][1] < places["Mintaka"][1]
    brightest = np.unravel_index(light.argmax(), light.shape)
    assert min(math.dist(brightest, places[name]) for name in ("Betelgeuse", "Rigel")) < 2.0


def test_the_southern_cross_points_south() -> None:
    """Acrux at its foot is the brightest, Gacrux at its head the reddest."""
    way = of_date(187.5, -60.0, "2021-10-08T20:00:00Z")
    width, height = 120, 120
    lat, lon, _ = (float(of[0]) for of in geodetic(way[None] * EQUATOR_KM * 10.0))
    eye = eye_at((lat, lon), way, width, height, pixel=0.002, up=np.array([0.0, 0.0, 1.0]))
    picture = blank(width, height)
    stars().add(picture, open_sky(width, height), eye, Air())
    rows = {}
    for name in ("Acrux", "Gacrux"):
        column, row = eye.places(apparent(name, "2021-10-08T20:00:00Z")[None], width, height)
        i, j = round(float(row[0])), round(float(column[0]))
        rows[name] = (i, picture[i - 1 : i + 2, j - 1 : j + 2].sum((0, 1)))
    assert rows["Acrux"][0] > 60 > rows["Gacrux"][0]
    assert rows["Gacrux"][1][0] > 1.5 * rows["Gacrux"][1][2]
    assert rows["Acrux"][1][2] > rows["Acrux"][1][0]
    assert luminance(rows["Acrux"][1]) > luminance(rows["Gacrux"][1])


def test_there_are_as_many_stars_to_each_magnitude_as_on_charts() -> None:
    """The Yale catalogue of bright stars has 8,400 to 6.5; Allen (1976) some 4,900 to 6.0 and 530 to 4.0."""
    magnitude = -2.5 * np.log10(luminance(stars().light) / ZERO_LX)
    assert (magnitude < 6.5).sum() == pytest.approx(8400, rel=0.08)
    assert (magnitude < 6.0).sum() == pytest.approx(4900, rel=0.08)
    assert (magnitude < 4.0).sum() == pytest.approx(530, rel=0.08)


def test_all_stars_together_light_the_sky_as_a_third_to_a_half_of_the_stars_do() -> None:
    """The mean sky of all stars is 105 of magnitude 10 to the square degree (Roach and Gordon 1973), 8e-5 cd/m2."""
    mean = float(luminance(stars().light.astype(float)).sum()) / (4.0 * math.pi)
    everything = 105.0 * ZERO_LX * 1e-4 / math.radians(1.0) ** 2
    assert 0.3 < mean / everything < 0.6


@pytest.mark.parametrize(("name", "magnitude"), [(name, row[4]) for name, row in BRIGHT.items()])
def test_a_stars_light_in_the_picture_is_that_of_its_magnitude(name: str, magnitude: float) -> None:
    """Hipparcos' own V of variable and double stars is up to a fifth of a magnitude off."""
    way = apparent(name, "2021-10-08T20:00:00Z")
    eye = overhead(way)
    picture = blank(WIDTH, HEIGHT)
    stars().add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
    column, row = eye.places(way[None], WIDTH, HEIGHT)
    i, j = round(float(row[0])), round(float(column[0]))
    near = blank(WIDTH, HEIGHT)
    near[i - 3 : i + 4, j - 3 : j + 4] = picture[i - 3 : i + 4, j - 3 : j + 4]
    assert lux(near, eye) == pytest.approx(ZERO_LX * 10.0 ** (-0.4 * magnitude), rel=0.2)


def test_the_light_of_a_picture_is_that_of_the_stars_in_it() -> None:
    """The Pleiades' neighbourhood, 90 deg wide: pixels of a wide picture are not alike, and no light is lost."""
    way = of_date(56.0, 24.0, "2021-10-08T20:00:00Z")
    lat, lon, _ = (float(of[0]) for of in geodetic(way[None] * EQUATOR_KM * 10.0))
    eye = eye_at((lat, lon), way, 100, 100, pixel=0.02)
    picture = blank(100, 100)
    stars().add(picture, open_sky(100, 100), eye, Air())
    turn = np.stack([of_date(0.0, 0.0, "2021-10-08T20:00:00Z"), of_date(90.0, 0.0, "2021-10-08T20:00:00Z"),
                     of_date(0.0, 90.0, "2021-10-08T20:00:00Z")])  # fmt: skip
    columns, rows = eye.places(stars().directions @ turn, 100, 100)
    inside = (columns > -0.5) & (columns < 99.5) & (rows > -0.5) & (rows < 99.5)
    assert lux(picture, eye) == pytest.approx(float(luminance(stars().light[inside].astype(float)).sum()), rel=0.01)


def one_star(way: Floats, eye: Eye) -> Stars:
    """Give a star of magnitude 0 that appears, without air, near an Earth-fixed direction."""
    frame = np.stack([of_date(*place, "2021-10-08T20:00:00Z") for place in ((0.0, 0.0), (90.0, 0.0), (0.0, 90.0))])
    there = (frame @ way).astype(np.float32)[None]
    return Stars(there, np.zeros((1, 3), np.float32), np.full((1, 3), ZERO_LX, np.float32))


def test_a_star_behind_the_earth_is_not_drawn_and_one_above_it_is() -> None:
    eye = eye_at((0.0, 0.0), np.array([-0.35, 1.0, 0.0]), 60, 60, pixel=0.005)
    edge = Edge.before(eye.position, Air())
    for angle, drawn in ((edge.true[0] - 0.02, False), (edge.seen[-1] + 0.02, True)):
        way = np.array([-math.cos(angle), math.sin(angle), 0.0])
        picture = blank(60, 60)
        one_star(way, eye).add(picture, dark_earth(eye, 60, 60), eye, Air())
        assert (picture.sum() > 0.0) == drawn


def test_a_star_just_behind_the_edge_is_lifted_into_sight_dimmed_and_reddened() -> None:
    """One that stands where rays of 12 km come from: two thirds of a degree lower than where it is seen."""
    eye = eye_at((0.0, 0.0), np.array([-0.35, 1.0, 0.0]), 120, 120, pixel=0.001)
    edge = Edge.before(eye.position, Air())
    node = int(np.searchsorted(edge.tangent, 12.0))
    way = np.array([-math.cos(edge.true[node]), math.sin(edge.true[node]), 0.0])
    picture = blank(120, 120)
    one_star(way, eye).add(picture, dark_earth(eye, 120, 120), eye, Air())
    seen = np.array([-math.cos(edge.seen[node]), math.sin(edge.seen[node]), 0.0])
    column, row = eye.places(seen[None], 120, 120)
    assert middle_of(picture) == pytest.approx((float(column[0]), float(row[0])), abs=0.3)
    squeezed = np.gradient(edge.seen, edge.true)[node]
    left = luminance(edge.light[node]) * squeezed
    assert lux(picture, eye) == pytest.approx(ZERO_LX * float(left), rel=0.25)  # one pixel is 2 km of air
    assert picture[..., 0].sum() > 1.3 * picture[..., 2].sum()


def test_no_star_shines_through_the_moon() -> None:
    eye = eye_at((0.0, 0.0), np.array([1.0, 0.0, 0.0]), WIDTH, HEIGHT)
    sight = eye.moon - eye.position
    eye = eye_at((0.0, 0.0), sight, WIDTH, HEIGHT)
    for aside, drawn in ((0.0, False), (0.004, False), (0.006, True)):
        way = sight / np.linalg.norm(sight) + aside * eye.right
        picture = blank(WIDTH, HEIGHT)
        one_star(way / np.linalg.norm(way), eye).add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
        assert (picture.sum() > 0.0) == drawn


def test_what_stands_before_a_star_takes_its_share() -> None:
    eye = eye_at((0.0, 0.0), np.array([1.0, 0.2, 0.0]), WIDTH, HEIGHT)
    clear, veiled = blank(WIDTH, HEIGHT), blank(WIDTH, HEIGHT)
    sight = open_sky(WIDTH, HEIGHT)
    half = Sight(sight.through * np.array([0.5, 0.25, 0.125], np.float32), sight.tangent)
    stars().add(clear, sight, eye, Air())
    stars().add(veiled, half, eye, Air())
    assert clear.sum() > 0.0
    np.testing.assert_allclose(veiled, clear * [0.5, 0.25, 0.125], rtol=1e-5, atol=1e-12)


def test_a_longer_lens_makes_a_star_brighter_in_its_pixel_and_no_brighter_in_all() -> None:
    way = apparent("Vega", "2021-10-08T20:00:00Z")
    found = []
    for pixel in (PIXEL, PIXEL / 4.0):
        eye = overhead(way, pixel=pixel)
        picture = blank(WIDTH, HEIGHT)
        stars().add(picture, open_sky(WIDTH, HEIGHT), eye, Air())
        found.append((float(luminance(picture).max()), lux(picture, eye)))
    assert found[1][0] == pytest.approx(16.0 * found[0][0], rel=0.6)
    assert found[1][1] == pytest.approx(found[0][1], rel=0.01)


@given(st.floats(-0.4, 2.0))
def test_redder_stars_are_cooler(colour: float) -> None:
    assert temperature(np.array(colour)) > temperature(np.array(colour + 0.01)) or colour > 1.98


def test_the_suns_colour_is_its_temperature() -> None:
    """B - V of 0.65 and 5772 K."""
    assert float(temperature(np.array(0.65))) == pytest.approx(5772.0, rel=0.02)


def test_visual_magnitudes_come_out_of_hipparcos_own() -> None:
    """Arcturus: Hp 0.111, B - V 1.239, V -0.05. Where B - V is 0, Hp and V are the same."""
    assert float(visual(np.array(0.111), np.array(1.239))) == pytest.approx(-0.05, abs=0.01)
    assert float(visual(np.array(5.0), np.array(0.0))) == pytest.approx(5.0, abs=0.01)


def test_the_catalogue_is_brightest_first_and_small() -> None:
    shine = luminance(stars().light)
    assert (np.diff(shine) < 0.02 * shine[1:]).all()  # a colour that no screen has is brighter by a trace
    assert len(shine) == 117_955
    assert sum(of.nbytes for of in (stars().directions, stars().motions, stars().light)) < 6e6
    assert np.linalg.norm(stars().directions, axis=1) == pytest.approx(1.0, abs=1e-6)


def test_without_the_catalogue_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.preview.heavens.catalogue.find_spec", lambda _: None)
    with pytest.raises(PreviewError, match="E810 there are no stars"):
        Stars.read()
