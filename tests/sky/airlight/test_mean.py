"""The maker of the mean Earth's tables makes what is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cupola.sky import earthlight
from cupola.sky.airlight import Fineness, mean
from cupola.sky.airlight.kernel import sun_at
from cupola.sky.airlight.mean import albedo, made
from cupola.sky.earthlight import EarthLight
from cupola.sky.spectrum import SUNLIGHT_LX

TINY = Fineness((24, 64, 24), (8, 24, 24, 6), (8, 20, 5, 16), (8, 24, 5, 8), (32, 8))


def white_ball(height: float = 0.0) -> EarthLight:
    """Give an Earth without air that reflects all light, alike in all directions."""
    at = np.array([sun_at(k / 199) for k in range(200)])
    lit = np.maximum(np.sin(np.radians(at)), 0.0) * SUNLIGHT_LX / np.pi
    return EarthLight(np.tile(lit[None, None, :, None], (3, 2, 1, 2)), np.full((3, 2, 2, 2), height))


def test_a_white_earth_without_air_reflects_all_light() -> None:
    assert albedo(white_ball()) == pytest.approx(1.0, abs=2e-3)


def test_a_glowing_limb_adds_what_its_ring_sends() -> None:
    """A ring of 100 km about a disc of 6371 km, as bright all round and under every Sun."""
    ring = ((6471.0 / 6371.0) ** 2 - 1.0) * np.pi
    assert albedo(white_ball(100.0)) - albedo(white_ball()) == pytest.approx(4 * ring * 100.0 / SUNLIGHT_LX, rel=1e-3)


def test_what_is_made_coarsely_is_near_to_what_is_kept() -> None:
    kept, coarse = earthlight._tables(), made(TINY)
    assert kept.keys() == coarse.keys()
    assert coarse["albedo"] == pytest.approx(kept["albedo"], rel=0.1)
    for name in ("ground", "limb", "added_ground", "added_limb"):
        assert kept[name].ndim == coarse[name].ndim == 4
        assert not coarse[name][:, :, 0].any()
    assert coarse["ground"][1, -1, -1, 0] == pytest.approx(kept["ground"][1, -1, -1, 0], rel=0.1)


def test_the_maker_writes_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "earthlight.npz"
    monkeypatch.setattr(mean, "TARGET", target)
    monkeypatch.setattr(mean, "FINENESS", TINY)
    mean.main()
    with np.load(target) as kept:
        assert set(kept.files) == set(earthlight._tables())
        assert kept["ground"].dtype == np.float16
        assert kept["albedo"].dtype == np.float64
