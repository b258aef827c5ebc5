"""Squares of a picture: what they show decides how their pixels are lit."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.preview.earth import Clouds, Earth, Materials
from cupola.preview.earth.ground import AROUND_KM
from cupola.preview.earth.kernel import FINE, FOOT, SIDE, Scene
from cupola.preview.earth.squares import EMPTY, EVEN, OWN, PIXELS, SQUARES, Run, empty_run, fill
from cupola.preview.eye import Eye
from tests.preview.earth.views import camera, corners_of, plain_tables, scene_of

SIZE = (64, 640)
LIMB = camera(0.0, 30.0, 410.0, 90.0, -20.0, (0.03, 0.3), (0.0, 30.0))


@pytest.fixture(scope="module")
def white() -> Earth:
    return Earth.read(plain_tables(), Materials.even((0.5, 0.5, 0.5)), Clouds.even(0.0))


@pytest.fixture(scope="module")
def scene(white: Earth) -> Scene:
    return scene_of(white, LIMB, SIZE[0])


def column(scene: Scene, row: int) -> Run:
    """Give the run at the left edge in a row of squares."""
    run = empty_run()
    fill(scene, SIZE, corners_of(scene, *SIZE), row, 0, run)
    return run


def test_space_is_empty_the_edge_has_its_own_rays_and_the_ground_is_read_between_corners(scene: Scene) -> None:
    kinds = [int(column(scene, row).kinds[0]) for row in range(SIZE[1] // SIDE)]
    assert set(kinds) == {EMPTY, OWN, EVEN}
    assert kinds == sorted(kinds, key=[EMPTY, OWN, EVEN].index)


def test_beyond_the_picture_there_is_nothing(scene: Scene) -> None:
    run = empty_run()
    fill(scene, (20, 64), corners_of(scene, 20, 64), 0, 0, run)
    assert (run.kinds[3:] == EMPTY).all()


def test_between_corners_stands_what_each_ray_would_find(scene: Scene) -> None:
    row = SIZE[1] // SIDE - 2
    even, own = column(scene, row), empty_run()
    found = corners_of(scene, *SIZE)
    found.seen[row, :] = 0.01  # so low that each looks for itself
    fill(scene, SIZE, found, row, 0, own)
    assert even.kinds[0] == EVEN
    assert own.kinds[0] == OWN
    assert even.spots[:PIXELS, :FOOT] == pytest.approx(own.spots[:PIXELS, :FOOT], abs=2e-6)  # a tenth of a pixel
    assert even.spots[:PIXELS, FOOT] == pytest.approx(own.spots[:PIXELS, FOOT], rel=1e-3)
    assert even.lit[:PIXELS] == pytest.approx(own.lit[:PIXELS], rel=0.01, abs=1e-3)


def test_how_fine_a_pixel_is_follows_from_how_wide_it_is(scene: Scene) -> None:
    run = column(scene, SIZE[1] // SIDE - 2)
    wide = run.spots[:PIXELS, FOOT]
    assert AROUND_KM * np.exp2(run.spots[:PIXELS, FINE]) == pytest.approx(wide, rel=1e-3)


def test_a_run_has_room_for_all_its_pixels() -> None:
    run = empty_run()
    assert len(run.seen) == len(run.lit) == SQUARES * PIXELS == SQUARES * SIDE**2


@pytest.mark.parametrize("eye", [
    camera(0.0, 180.0, 410.0, 0.0, -90.0, (0.03, 0.03), (0.0, 180.0)),
    camera(89.9, 0.0, 410.0, 0.0, -90.0, (0.03, 0.03), (60.0, 0.0)),
])  # fmt: skip
def test_a_seam_of_the_maps_is_not_read_across(white: Earth, eye: Eye) -> None:
    scene, run = scene_of(white, eye, 64), empty_run()
    kinds = []
    for row in range(8):
        fill(scene, (64, 64), corners_of(scene, 64, 64), row, 0, run)
        kinds += run.kinds.tolist()
    assert OWN in kinds
