"""Clouds over pixels: read at nodes or at each pixel, they are the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cupola.preview.earth import Clouds, Earth, Materials, pyramid
from cupola.preview.earth.ground import WHITEST
from cupola.preview.earth.kernel import FINE, SIDE, SPOT
from cupola.preview.earth.materials import SHARE
from cupola.preview.earth.overcast import CLOUD, SHADE, SIDEWAYS, _apart, overcast
from cupola.preview.earth.pyramid import Floats32, Pyramid
from cupola.preview.earth.squares import EVEN, OWN, PIXELS, SQUARES, empty_run, fill
from tests.preview.earth.views import Floats, camera, corners_of, plain_tables, scene_of

COUNT = SQUARES * PIXELS


def over(share: Floats32, is_own: bool = False, deep: float = 0.0) -> tuple[Floats32, Floats32]:
    """Give the clouds of a map over a run, read at nodes and at pixels."""
    even = Clouds.even(0.3)
    sky = replace(even, cover=Pyramid.of(pyramid.copies(share, SHARE)), is_own=is_own)
    earth = Earth.read(plain_tables(), Materials.even(), sky)
    eye = camera(10.0, 20.0, 410.0, 30.0, -70.0, (0.05, 0.05), (10.0 + deep, 20.0))
    scene, run = scene_of(earth, eye, SIDE * SQUARES), empty_run()
    found = corners_of(scene, SIDE * SQUARES, SIDE)
    fill(scene, (SIDE * SQUARES, SIDE), found, 0, 0, run)
    assert (run.kinds == EVEN).all()
    both = []
    for kind in (EVEN, OWN):
        run.kinds[:] = kind
        clouds = np.zeros((COUNT, 3), np.float32)
        overcast(scene.ground, scene.weather.is_own, found, (0, 0), run, clouds)
        both.append(clouds)
    return both[0], both[1]


def waves(rows: int = 2048) -> Floats32:
    """Give a map of clouds as rough as clouds are: from end to end in some ten cells."""
    down, across = np.indices((rows, 2 * rows)).astype(np.float32)
    found: Floats32 = (WHITEST / 2 * (1.0 + np.sin(across / 3.0) * np.sin(down / 4.0))).astype(np.float32)
    return found


def test_an_even_sky_is_even_and_catches_as_much_of_the_sun_as_if_it_were_level() -> None:
    for found in over(np.full((64, 128), 0.4, np.float32)):
        assert found[:, CLOUD] == pytest.approx(0.4, abs=2e-3)
        assert found[:, SIDEWAYS] == pytest.approx(1.0, abs=1e-4)
        assert found[:, SHADE] == pytest.approx(0.6, abs=2e-3)


def test_read_at_nodes_clouds_are_what_they_are_at_each_pixel() -> None:
    at_nodes, at_pixels = over(waves(), deep=-40.0)
    assert np.ptp(at_pixels[:, CLOUD]) > 0.05
    assert not (at_nodes == at_pixels).all()
    assert at_nodes == pytest.approx(at_pixels, abs=0.03)


def corner(fine: float) -> Floats:
    found = np.zeros((2, 2, SPOT))
    found[..., FINE] = fine
    return found


@pytest.mark.parametrize(
    ("cells", "pixels"), [(1 / 16.0, 8), (1 / 8.0, 4), (1 / 4.0, 2), (0.3, 1), (2.0, 1), (1e-4, 8)]
)
def test_nodes_stand_half_a_cell_apart_at_most(cells: float, pixels: int) -> None:
    found = _apart(corner(float(np.log2(cells)) - 12.0), 0, 0, 12.0)
    assert found == pixels
    assert found == 1 or found * cells <= 0.5
