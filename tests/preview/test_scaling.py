"""Pictures made coarser and finer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.preview.scaling import grown, mix_in, shrunk


def test_four_pixels_become_their_mean() -> None:
    picture = np.arange(16, dtype=np.float32).reshape(4, 4, 1)
    assert shrunk(picture, 2)[..., 0].tolist() == [[2.5, 4.5], [10.5, 12.5]]


@given(height=st.integers(3, 21), width=st.integers(3, 21), factor=st.sampled_from([2, 4]))
def test_an_even_picture_stays_even_at_any_size(height: int, width: int, factor: int) -> None:
    picture = np.full((height, width, 2), 3.5, np.float32)
    small = shrunk(picture, factor)
    assert small.shape == (-(-height // factor), -(-width // factor), 2)
    assert grown(small, height, width, factor) == pytest.approx(picture)


def test_a_slope_comes_back_as_a_slope() -> None:
    slope = np.repeat(np.arange(64, dtype=np.float32)[None, :, None], 8, axis=0)
    back = grown(shrunk(slope, 4), 8, 64, 4)
    assert back[:, 2:-2] == pytest.approx(slope[:, 2:-2], abs=1e-4)


def test_light_is_kept() -> None:
    picture = np.random.default_rng(2).random((40, 60, 3)).astype(np.float32)
    assert shrunk(picture, 4).mean() == pytest.approx(picture.mean(), rel=1e-5)


@given(share=st.floats(0.0, 1.0), width=st.integers(5, 30))
def test_a_share_of_a_picture_gives_way_to_a_coarse_one(share: float, width: int) -> None:
    rng = np.random.default_rng(4)
    picture, coarse = rng.random((9, width, 3)).astype(np.float32), rng.random((3, -(-width // 4), 3), np.float32)
    wanted = (1.0 - share) * picture + share * grown(coarse, 9, width, 4)
    mix_in(picture, coarse, 4, share)
    assert picture == pytest.approx(wanted, abs=1e-5)
