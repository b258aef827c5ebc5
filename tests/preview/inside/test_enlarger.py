"""A small picture made large: even light stays even, edges stay where they are."""

import numpy as np
import pytest

from cupola.preview.inside.enlarger import cover, enlarged
from cupola.preview.inside.pose import Pose
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, Floats

LARGE, STEP = (22, 31), 3
VIEW = Pose(np.zeros(3), FORWARD, RIGHT, UP, (0.6, 0.6 * 22 / 31), 31, 22)
SMALL = VIEW.coarser(STEP)


def wall(view: Pose, *, corner: float = np.inf) -> tuple[Floats, Floats]:
    """Give normals and points of a wall 1 m away that turns by a right angle to the right of a corner."""
    rays = view.rays()
    points = rays / rays[..., :1]
    normals = np.broadcast_to(-FORWARD, points.shape).copy()
    beside = points[..., 1] > corner
    normals[beside], points[beside] = -RIGHT, rays[beside] / rays[beside][:, 1:2] * corner
    return normals, points


def test_a_coarser_view_has_the_same_axis_and_pixels_three_times_as_wide() -> None:
    assert (SMALL.width, SMALL.height) == (11, 8)
    assert SMALL.half[0] / SMALL.width == pytest.approx(3 * VIEW.half[0] / VIEW.width)
    assert SMALL.half[1] / SMALL.height == pytest.approx(3 * VIEW.half[1] / VIEW.height)


def test_what_of_the_small_picture_is_in_the_large_one_is_all_of_the_large_one() -> None:
    found = cover(LARGE, (8, 11), STEP)
    assert found.sum() * STEP**2 == pytest.approx(22 * 31)
    assert found[3, 4] == 1.0
    assert found[0, 4] == pytest.approx(1.0 - 1.0 / 3.0)  # 24 rows for 22: one beyond at either side


def test_even_light_stays_even() -> None:
    found = enlarged(np.full((8, 11, 3), 7.0), wall(SMALL), wall(VIEW), STEP)
    assert found == pytest.approx(7.0)


def test_light_that_grows_evenly_grows_evenly() -> None:
    """The light is the place on the wall: so the two pictures lie on each other."""
    light = 10.0 + wall(SMALL)[1]
    found = enlarged(light, wall(SMALL), wall(VIEW), STEP)
    assert found[3:-3, 3:-3] == pytest.approx((10.0 + wall(VIEW)[1])[3:-3, 3:-3], abs=1e-9)


def test_an_edge_is_as_sharp_as_the_large_picture_shows_it() -> None:
    small, large = wall(SMALL, corner=0.12), wall(VIEW, corner=0.12)
    light = np.where(small[0][..., :1] < -0.5, 100.0, 1.0) * np.ones(3)
    found = enlarged(light, small, large, STEP)
    front = large[0][..., 0] < -0.5
    assert found[front] == pytest.approx(100.0)
    assert found[~front] == pytest.approx(1.0)


def test_where_nothing_is_seen_there_is_no_light() -> None:
    normals, points = wall(VIEW)
    normals[:5] = 0.0
    found = enlarged(np.ones((8, 11, 3)), wall(SMALL), (normals, points), STEP)
    assert (found[:5] == 0.0).all()
    assert found[5:].min() > 0.0


def test_a_picture_of_its_own_size_is_left_as_it_is() -> None:
    light = np.random.default_rng(1).random((22, 31, 3))
    assert enlarged(light, wall(VIEW), wall(VIEW), 1) is light
