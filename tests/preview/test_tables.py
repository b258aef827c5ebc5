"""The light of the air is worked out once for each kind of air, and is the same whether made or kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cupola.errors import SkyError
from cupola.preview.kept import VARIABLE
from cupola.preview.tables import air_tables
from cupola.sky.airlight import AirTables, Fineness
from cupola.sky.atmosphere import Air

TINY = Fineness((8, 16, 8), (4, 6, 8, 4), (4, 6, 3, 8), (4, 6, 3, 8), (16, 8))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def test_the_light_of_an_air_is_worked_out_once() -> None:
    told: list[float] = []
    first = air_tables(on_step=told.append, fineness=TINY)
    assert told[-1] == 1.0
    assert told == sorted(told)
    told.clear()
    second = air_tables(on_step=told.append, fineness=TINY)
    assert told == []
    for name, table in AirTables.made(fineness=TINY).arrays().items():
        assert np.array_equal(first.arrays()[name], table), name
        assert np.array_equal(second.arrays()[name], table), name


@pytest.mark.parametrize("other", [Air(ozone=400.0), Air(haze=0.3), Air(dust=0.1)])
def test_another_air_has_a_light_of_its_own(folder: Path, other: Air) -> None:
    usual, found = air_tables(fineness=TINY), air_tables(other, fineness=TINY)
    assert not np.array_equal(usual.limb, found.limb)
    assert len(list((folder / "air").iterdir())) == 2


def test_other_ground_has_a_light_of_its_own() -> None:
    assert air_tables(albedo=0.8, fineness=TINY).daylight[0, -1, 1] > air_tables(fineness=TINY).daylight[0, -1, 1]


def test_ground_that_reflects_more_than_all_is_refused(folder: Path) -> None:
    with pytest.raises(SkyError, match="E347"):
        air_tables(albedo=1.1, fineness=TINY)
    assert not (folder / "air").exists()


def test_tables_of_another_fineness_are_other_tables() -> None:
    assert air_tables(fineness=TINY).limb.shape == (4, 6, 3, 3)
    finer = Fineness((8, 16, 8), (4, 6, 8, 4), (5, 6, 3, 8), (4, 6, 3, 8), (16, 8))
    assert air_tables(fineness=finer).limb.shape == (5, 6, 3, 3)
