"""Noise goes, light stays, edges stay."""

import numpy as np
import pytest

from cupola.preview.inside.denoise import denoised
from tests.preview.inside.rooms import Floats

SHAPE = (40, 60)


def plane(shape: tuple[int, int] = SHAPE) -> tuple[Floats, Floats]:
    """Give normals and points of a wall that fills the picture."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    points = np.stack([columns * 0.01, rows * 0.01, np.zeros(shape)], axis=-1)
    return np.broadcast_to(np.array([0.0, 0.0, 1.0]), points.shape).copy(), points


def noisy(mean: float = 100.0) -> Floats:
    return np.random.default_rng(1).gamma(2.0, mean / 2.0, (*SHAPE, 3))


def test_an_even_light_stays_as_it_is() -> None:
    normals, points = plane()
    assert denoised(np.full((*SHAPE, 3), 7.0), normals, points) == pytest.approx(7.0)


def test_no_light_is_won_or_lost() -> None:
    normals, points = plane()
    light = noisy()
    assert denoised(light, normals, points).sum(axis=(0, 1)) == pytest.approx(light.sum(axis=(0, 1)), rel=1e-9)


def test_noise_falls_to_less_than_a_tenth() -> None:
    normals, points = plane()
    light = noisy()
    middle = denoised(light, normals, points)[10:-10, 10:-10]
    assert middle.std() < light.std() / 10


def test_light_does_not_run_over_an_edge() -> None:
    """Left a lit wall, right a dark one at right angles to it."""
    normals, points = plane()
    normals[:, 30:] = (1.0, 0.0, 0.0)
    light = np.zeros((*SHAPE, 3))
    light[:, :30] = 100.0
    found = denoised(light, normals, points)
    assert found[:, 29] == pytest.approx(100.0, rel=0.01)
    assert found[:, 30:].max() < 1.0


def test_light_does_not_run_to_a_wall_behind() -> None:
    normals, points = plane()
    points[:, 30:, 2] = -1.0
    light = np.zeros((*SHAPE, 3))
    light[:, :30] = 100.0
    assert denoised(light, normals, points)[:, 30:].max() < 1.0


def test_what_shows_no_surface_is_left_alone() -> None:
    normals, points = plane()
    normals[5:10, 5:10] = 0.0
    light = noisy()
    assert (denoised(light, normals, points)[5:10, 5:10] == light[5:10, 5:10]).all()


def test_darkness_stays_dark() -> None:
    normals, points = plane()
    assert denoised(np.zeros((*SHAPE, 3)), normals, points).max() == 0.0
