"""All that shines in a picture together, and what happens where a part is missing."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.errors import PreviewError
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens import Heavens
from cupola.preview.heavens.edge import Edge
from cupola.preview.outside import Lights
from cupola.sky.atmosphere import Air
from cupola.sky.earth import geodetic, surface_point
from tests.preview.heavens.sights import blank, dark_earth, eye_at, lux, open_sky, stars, towns

WIDTH, HEIGHT = 160, 90


def heavens() -> Heavens:
    return Heavens(Air(), stars(), towns())


def picture_of(these: Heavens, eye: Eye) -> NDArray[np.float32]:
    picture = blank(WIDTH, HEIGHT)
    these.add(picture, dark_earth(eye, WIDTH, HEIGHT), eye)
    return picture


def italy(pixel: float = 0.004) -> Eye:
    """Look over Italy at night to the limb."""
    place = surface_point(46.0, 8.0, 420.0)
    return eye_at((46.0, 8.0), surface_point(37.0, 16.0, 0.0) - place, WIDTH, HEIGHT, pixel=pixel)


def test_a_night_has_towns_below_the_glow_along_the_limb_and_stars_above() -> None:
    eye = italy()
    light, tangent = luminance(picture_of(heavens(), eye)), dark_earth(eye, WIDTH, HEIGHT).tangent
    assert light[tangent < 0.0].max() > 0.03
    limb = light[(tangent > 85.0) & (tangent < 95.0)]
    assert len(limb) == 0 or np.median(limb) > 1e-3
    stars_ = light[tangent > 121.0]
    assert stars_.max() < 0.1
    assert np.median(stars_) < 1e-4 < stars_.max()


def test_parts_that_are_left_out_leave_no_light() -> None:
    eye = italy()
    tangent = dark_earth(eye, WIDTH, HEIGHT).tangent
    bare = luminance(picture_of(Heavens(), eye))
    assert bare[tangent > 121.0].sum() == 0.0
    assert bare[tangent < 0.0].max() < 1e-3  # the glow of the air alone


def test_the_same_instant_is_the_same_picture() -> None:
    assert (picture_of(heavens(), italy()) == picture_of(heavens(), italy())).all()


def test_light_is_added_to_what_is_there() -> None:
    eye = italy()
    alone = picture_of(heavens(), eye)
    over = np.full((HEIGHT, WIDTH, 3), 2.0, np.float32)
    heavens().add(over, dark_earth(eye, WIDTH, HEIGHT), eye)
    np.testing.assert_allclose(over, alone + 2.0, atol=1e-5)


def test_no_pixel_is_below_nothing() -> None:
    sun = italy().sun
    lat, lon, _ = (float(of[0]) for of in geodetic(sun[None]))
    for turn in (0.0, 60.0, 108.0, 109.5, 180.0):
        eye = eye_at((lat, lon + turn), sun, WIDTH, HEIGHT, pixel=0.001)
        picture = picture_of(heavens(), eye)
        assert np.isfinite(picture).all()
        assert luminance(picture).min() >= 0.0


def test_what_is_not_installed_is_left_out_with_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.preview.heavens.catalogue.find_spec", lambda _: None)
    read = Heavens.read()
    assert (read.stars, read.towns) == (None, None)
    assert [remark.code for remark in read.remarks] == ["E810", "E810"]
    assert all("cupola[preview]" in str(remark.hint) for remark in read.remarks)
    assert read.credits == ()


def test_what_is_installed_is_read_and_credited() -> None:
    read = Heavens.read(candela=40.0)
    assert read.towns is not None and read.towns.candela == 40.0
    assert read.remarks == ()
    assert len(read.credits) == 2
    assert "GeoNames" in " ".join(read.credits) and "CC BY 4.0" in " ".join(read.credits)
    assert "Hipparcos" in " ".join(read.credits)


def test_an_impossible_light_of_towns_is_an_error_and_no_remark() -> None:
    with pytest.raises(PreviewError, match="E812"):
        Heavens.read(candela=-5.0)


def sunward(elevation: float, height: float) -> Eye:
    """Look at the Sun from a height, km, where it stands so high, deg."""
    eye = eye_at((0.0, 0.0), np.array([1.0, 0.0, 0.0]), WIDTH, HEIGHT, pixel=2e-4)
    noon = np.degrees(np.arctan2(eye.sun[1], eye.sun[0]))
    position = surface_point(0.0, float(noon) - (90.0 - elevation), height)
    way = Edge.before(position, Air()).appearing((eye.sun - position)[None])[0]
    side = np.cross(way, np.array([0.0, 0.0, 1.0]))
    side /= np.linalg.norm(side)
    return replace(eye, position=position, forward=way, right=side, up=np.cross(side, way))


def test_from_within_the_air_the_sun_is_dimmed_by_what_is_above() -> None:
    """Through two columns of air: of depth 0.23 at sea level, Rayleigh, ozone, haze; of 0.06 at 10 km."""
    left = []
    for height in (0.05, 10.0, 200.0):
        eye = sunward(30.0, height)
        picture = blank(WIDTH, HEIGHT)
        heavens().add(picture, open_sky(WIDTH, HEIGHT), eye)
        left.append(lux(picture, eye))
    assert left[0] / left[2] == pytest.approx(np.exp(-2 * 0.23), abs=0.02)
    assert left[1] / left[2] == pytest.approx(np.exp(-2 * 0.061), abs=0.02)


def test_it_is_what_a_picture_of_the_outside_takes() -> None:
    taken: Lights = heavens()
    taken.add(blank(WIDTH, HEIGHT), _whole_sight(), italy())


class _Whole:
    """A sight with the Earth's light as well."""

    def __init__(self, eye: Eye) -> None:
        dark = dark_earth(eye, WIDTH, HEIGHT)
        self.light, self.through, self.tangent = blank(WIDTH, HEIGHT), dark.through, dark.tangent


def _whole_sight() -> _Whole:
    return _Whole(italy())


def test_lists_are_kept_and_read_again_in_a_moment() -> None:
    Heavens.read()
    begun = time.process_time()
    Heavens.read()
    assert time.process_time() - begun < 0.5
