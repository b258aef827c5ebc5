"""A map in copies: kept means, smooth seams and poles, one copy blending into the next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.preview.earth.pyramid import Pyramid, colour, copies, halved, value

SHARE = (np.arange(256) / 255.0).astype(np.float32)


def at(pyramid: Pyramid, level: float, across: float, down: float) -> float:
    return value(pyramid.codes, pyramid.plan, SHARE, level, across, down)


@pytest.fixture(scope="module")
def speckled() -> Pyramid:
    light = np.random.default_rng(1).random((64, 128)).astype(np.float32)
    return Pyramid.of(copies(light, SHARE))


def test_a_copy_is_half_as_fine_and_none_has_fewer_than_eight_rows(speckled: Pyramid) -> None:
    assert speckled.plan[:, 1:].tolist() == [[64, 128], [32, 64], [16, 32], [8, 16]]
    assert len(speckled.codes) == 64 * 128 + 32 * 64 + 16 * 32 + 8 * 16
    assert speckled.finest.shape == (64, 128, 1)


def test_halving_keeps_the_mean() -> None:
    light = np.random.default_rng(2).random((20, 40)).astype(np.float32)
    assert halved(light).mean() == pytest.approx(light.mean(), rel=1e-6)
    assert halved(light).shape == (10, 20)


def test_the_middle_of_a_cell_shows_its_code(speckled: Pyramid) -> None:
    row, column = 30, 77
    code = speckled.finest[row, column, 0]
    assert at(speckled, 0.0, (column + 0.5) / 128, (row + 0.5) / 64) == pytest.approx(code / 255.0, abs=1e-6)


def test_between_two_cells_stands_their_mean(speckled: Pyramid) -> None:
    codes = speckled.finest[30, 77:79, 0].astype(float)
    assert at(speckled, 0.0, 78 / 128, 30.5 / 64) == pytest.approx(codes.mean() / 255.0, abs=1e-6)


def test_there_is_no_seam_at_180_degrees(speckled: Pyramid) -> None:
    assert at(speckled, 0.0, 1e-9, 0.5) == pytest.approx(at(speckled, 0.0, 1.0 - 1e-9, 0.5), abs=1e-5)
    assert at(speckled, 0.3, -0.25, 0.5) == pytest.approx(at(speckled, 0.3, 0.75, 0.5), abs=1e-6)


def test_about_a_pole_all_meridians_show_much_the_same(speckled: Pyramid) -> None:
    seen = [at(speckled, 0.0, across, 1e-6) for across in np.linspace(0.0, 1.0, 40)]
    assert np.ptp(seen) < 0.2  # of 128 cells that differ by 1


@settings(max_examples=30, deadline=None)
@given(st.floats(0.0, 3.0), st.floats(-1.0, 2.0), st.floats(0.0, 1.0))
def test_an_even_map_is_even_at_all_places_and_copies(level: float, across: float, down: float) -> None:
    even = Pyramid.of(copies(np.full((64, 128), 0.6, np.float32), SHARE))
    assert at(even, level, across, down) == pytest.approx(0.6, abs=1e-6)


def test_a_copy_blends_into_the_next(speckled: Pyramid) -> None:
    fine, coarse = at(speckled, 1.0, 0.3, 0.4), at(speckled, 2.0, 0.3, 0.4)
    assert at(speckled, 1.25, 0.3, 0.4) == pytest.approx(0.75 * fine + 0.25 * coarse, abs=1e-6)
    assert at(speckled, 9.0, 0.3, 0.4) == pytest.approx(at(speckled, 3.0, 0.3, 0.4), abs=1e-3)


def test_a_kept_pyramid_is_read_as_it_was(speckled: Pyramid) -> None:
    again = Pyramid.read(speckled.named("map"), "map")
    assert again.codes is speckled.codes
    assert again.plan.tolist() == speckled.plan.tolist()


def test_light_is_averaged_and_not_its_codes() -> None:
    light = np.zeros((16, 32), np.float32)
    light[:, ::2] = 1.0
    decode = SHARE**2
    coarse = copies(light, decode.astype(np.float32))[1]
    assert decode[coarse[4, 4, 0]] == pytest.approx(0.5, abs=0.01)


def test_three_channels_are_read_as_one_by_one(speckled: Pyramid) -> None:
    rng = np.random.default_rng(5)
    single = [copies(rng.random((32, 64)).astype(np.float32), SHARE) for _ in range(3)]
    together = Pyramid.of([np.concatenate(one, axis=2) for one in zip(*single, strict=True)])
    seen = colour(together.codes, together.plan, SHARE, 0.7, 0.123, 0.456)
    assert seen == pytest.approx([at(Pyramid.of(one), 0.7, 0.123, 0.456) for one in single], abs=1e-6)
