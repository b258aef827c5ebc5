"""The discs of Sun and Moon: where they lie in a picture, and how they shine over their face."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.preview.heavens.disc import Disc, Face, ground_at, relief, shine_of, sides, sunny
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.splat import Frame
from cupola.sky.atmosphere import Air
from cupola.sky.earth import geodetic
from cupola.sky.sun import RADIUS_KM
from tests.preview.heavens.sights import blank, eye_at

Floats = NDArray[np.float64]

WAY = np.array([1.0, 0.0, 0.0])
PLAIN = np.ones((4, 8), np.float32)


def face(angle: float, ashen: float = 0.0) -> Face:
    """Give a plain face that the Sun lights from an angle, deg, off the viewer's side."""
    turn = np.radians(angle)
    sun = np.array([-np.cos(turn), np.sin(turn), 0.0])
    return Face(np.ones(3), np.eye(3), sun, PLAIN, ashen)


def test_the_suns_brightness_over_its_disc_has_the_mean_1() -> None:
    radius = (np.arange(4000) + 0.5) / 4000.0
    shine = np.array([sunny(float(part)) for part in radius])
    assert float((shine * 2.0 * radius).mean()) == pytest.approx(1.0, abs=1e-4)


def test_the_suns_rim_is_a_third_as_bright_as_its_middle() -> None:
    """Cox (2000), section 14.7, at 0.55 micrometres: 0.30 of it."""
    assert sunny(1.0) / sunny(0.0) == pytest.approx(0.30, abs=0.01)


def test_the_full_moon_is_as_bright_at_its_rim_as_in_its_middle() -> None:
    side, top = sides(WAY)
    found = [relief(part, 0.0, side, top, WAY, face(0.0)) for part in (0.0, 0.5, 0.9, 0.99)]
    assert found == pytest.approx([1.0] * 4)


@pytest.mark.parametrize("angle", [30.0, 60.0, 90.0, 120.0])
def test_a_phase_shines_as_the_law_of_lommel_and_seeliger_has_it(angle: float) -> None:
    """In closed form: 1 - sin(a/2) tan(a/2) ln cot(a/4), as a share of the full disc (pi/4 of its square)."""
    half = np.radians(angle) / 2.0
    law = 1.0 - np.sin(half) * np.tan(half) * np.log(1.0 / np.tan(half / 2.0))
    found = shine_of(Disc(WAY, 0.0045), face(angle), 200)
    assert found == pytest.approx(np.pi / 4.0 * law, rel=0.01)


def test_the_night_side_is_dark_but_for_the_ashen_light() -> None:
    side, top = sides(WAY)
    to_sun = float(side @ np.array([0.0, 1.0, 0.0]))
    assert relief(-0.5 * to_sun, 0.0, side, top, WAY, face(90.0)) == 0.0
    assert relief(-0.5 * to_sun, 0.0, side, top, WAY, face(90.0, 0.01)) == pytest.approx(0.01)
    assert relief(0.5 * to_sun, 0.0, side, top, WAY, face(90.0)) > 0.5


@given(st.floats(-1.5, 1.5), st.floats(-3.14, 3.14))
def test_a_map_is_read_between_its_points_and_around_its_seam(lat: float, lon: float) -> None:
    rows = np.radians(90.0 - (np.arange(90) + 0.5) * 2.0)
    columns = np.radians((np.arange(180) + 0.5) * 2.0 - 180.0)
    ground = (np.sin(rows)[:, None] + 0.3 * np.cos(columns)[None, :]).astype(np.float32)
    assert ground_at(ground, lat, lon) == pytest.approx(np.sin(lat) + 0.3 * np.cos(lon), abs=2e-3)


@given(st.floats(0.0, 6.28), st.floats(-1.5, 1.5))
def test_the_sides_of_a_direction_are_square_to_it(lon: float, lat: float) -> None:
    way = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    axes = np.stack([*sides(way), way])
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)


def test_a_disc_beside_the_picture_has_no_box_and_one_in_it_a_small_one() -> None:
    lat, lon, _ = (float(of[0]) for of in geodetic(eye_at((0.0, 0.0), WAY, 192, 108).sun[None]))
    sight = eye_at((lat, lon), WAY, 192, 108).sun
    for forward, there in ((sight, True), (-sight, False), (np.cross(sight, [0.0, 0.0, 1.0]), False)):
        turned = eye_at((lat, lon), forward, 192, 108)
        frame, edge = Frame.of(turned, blank(192, 108)), Edge.before(turned.position, Air())
        box = Disc.of(turned, turned.sun, RADIUS_KM).box(frame, edge, turned)
        assert (box is not None) == there
        if box is not None:
            top, bottom, left, right, fine = box
            assert top < 54 < bottom and left < 96 < right
            assert 20 < bottom - top < 36 and 20 < right - left < 36
            assert fine >= 2
