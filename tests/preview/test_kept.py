"""What a machine works out once is made once, is whole or made again, and never stands in the way."""

from __future__ import annotations

import json
import os
import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from cupola.errors import Message
from cupola.preview import kept as module
from cupola.preview.kept import INDEX, PART, VARIABLE, cache_folder, kept

Floats = NDArray[np.float32]


class Maker:
    """Makes a small table, and counts how often."""

    def __init__(self, value: float = 1.0) -> None:
        self.times, self.value = 0, value

    def __call__(self, on_step: Callable[[float], None]) -> dict[str, Floats]:
        self.times += 1
        on_step(1.0)
        return {"table": np.full((3, 4), self.value, np.float32), "row": np.arange(5, dtype=np.float32)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def home(folder: Path, name: str = "air") -> Path:
    """Give the folder of the one thing that is kept."""
    (found,) = (folder / name).iterdir()
    return found


def test_a_thing_is_made_once_and_then_read() -> None:
    maker = Maker()
    first, second = kept("air", "a", maker), kept("air", "a", maker)
    assert maker.times == 1
    assert first.keys() == second.keys() == {"table", "row"}
    assert np.array_equal(first["table"], second["table"])
    assert second["row"].dtype == np.float32


def test_another_key_or_name_is_another_thing() -> None:
    assert kept("air", "a", Maker(1.0))["table"][0, 0] == 1.0
    assert kept("air", "b", Maker(2.0))["table"][0, 0] == 2.0
    assert kept("sea", "a", Maker(3.0))["table"][0, 0] == 3.0
    assert kept("air", "a", Maker(4.0))["table"][0, 0] == 1.0


def test_a_maker_whose_text_changed_makes_anew(tmp_path: Path) -> None:
    text = tmp_path / "maker.py"
    text.write_text("one")
    source = types.ModuleType("maker")
    source.__file__ = str(text)
    maker = Maker()
    kept("air", "a", maker, sources=[source])
    kept("air", "a", maker, sources=[source])
    assert maker.times == 1
    text.write_text("two")
    kept("air", "a", maker, sources=[source])
    assert maker.times == 2


def test_what_is_given_cannot_be_written_to_made_or_read() -> None:
    """So that compiled code, for which that is another kind of array, is compiled once."""
    maker = Maker()
    for found in (kept("air", "a", maker), kept("air", "a", maker)):
        assert type(found["table"]) is np.ndarray
        assert not found["table"].flags.writeable


def test_progress_is_told_while_it_is_made_and_not_after() -> None:
    told: list[float] = []
    kept("air", "a", Maker(), told.append)
    kept("air", "a", Maker(), told.append)
    assert told == [1.0]


def cut(home: Path) -> None:
    file = home / "table.npy"
    file.write_bytes(file.read_bytes()[:-4])


def turn_a_bit(home: Path) -> None:
    file = home / "table.npy"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)


def lose_a_table(home: Path) -> None:
    (home / "row.npy").unlink()


def lose_the_index(home: Path) -> None:
    (home / INDEX).unlink()


def spoil_the_index(home: Path) -> None:
    (home / INDEX).write_text("[1, 2")


def make_it_a_list(home: Path) -> None:
    (home / INDEX).write_text("[1, 2]")


def empty_a_table(home: Path) -> None:
    (home / "table.npy").write_bytes(b"")


@pytest.mark.parametrize(
    "damage", [cut, turn_a_bit, lose_a_table, lose_the_index, spoil_the_index, make_it_a_list, empty_a_table]
)
def test_a_damaged_thing_is_made_again_and_whole(folder: Path, damage: Callable[[Path], None]) -> None:
    kept("air", "a", Maker(1.0))
    damage(home(folder))
    maker = Maker(2.0)
    assert (kept("air", "a", maker)["table"] == 2.0).all()
    assert (kept("air", "a", maker)["table"] == 2.0).all()
    assert maker.times == 1
    assert sorted(file.name for file in home(folder).iterdir()) == [INDEX, "row.npy", "table.npy"]


def test_a_large_array_is_known_by_its_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SUMMED_BYTES", 40)
    kept("air", "a", Maker())
    assert json.loads((home(folder) / INDEX).read_text()) == {
        "table": [48, 0],
        "row": [20, crc32(np.arange(5, dtype="<f4").tobytes())],
    }
    cut(home(folder))
    maker = Maker()
    kept("air", "a", maker)
    assert maker.times == 1


def test_of_two_processes_the_first_ones_arrays_stay(folder: Path) -> None:
    """The second finds, once it has made its own, that there are some."""

    def late(on_step: Callable[[float], None]) -> dict[str, Floats]:
        kept("air", "a", Maker(1.0))
        return Maker(2.0)(on_step)

    assert (kept("air", "a", late)["table"] == 1.0).all()
    assert not home(folder).name.startswith(PART)


def test_a_folder_that_is_a_file_is_told_and_work_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_text("not a folder")
    maker = Maker()
    assert (kept("air", "a", maker)["table"] == 1.0).all()
    assert not kept("air", "a", maker)["table"].flags.writeable
    assert maker.times == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("W800 air cannot be kept in ")
    assert "hint: it is made again each time, and so are others; make room there, or name another folder" in told.err


def test_what_keeps_ten_things_from_being_kept_is_said_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write_text("not a folder")
    for name in ("air", "coast", "stars"):
        kept(name, "a", Maker())
    assert capsys.readouterr().err.count("W800") == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be written here")
def test_a_folder_that_may_not_be_written_to_is_told(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o500)
    told: list[Message] = []
    kept("air", "a", Maker(), tell=told.append)
    assert [message.code for message in told] == ["W800"]


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    told: list[Message] = []
    assert (kept("air", "a", Maker(), tell=told.append)["table"] == 1.0).all()
    assert [message.text for message in told] == [f"air cannot be kept in {folder}: No space left on device"]
    assert list((folder / "air").iterdir()) == []


def test_a_maker_that_fails_keeps_nothing(folder: Path) -> None:
    def fails(_: Callable[[float], None]) -> dict[str, Floats]:
        raise ValueError("no picture")

    with pytest.raises(ValueError, match="no picture"):
        kept("air", "a", fails)
    assert not folder.exists()


def test_eight_things_of_a_name_stay_those_used_last(folder: Path) -> None:
    for k in range(8):
        kept("air", str(k), Maker(k))
        os.utime(max((folder / "air").iterdir(), key=lambda one: one.stat().st_ctime), (1000.0 + k, 1000.0 + k))
    kept("air", "0", Maker(0.0))  # used again: now the youngest
    kept("air", "8", Maker(8.0))
    assert len(list((folder / "air").iterdir())) == 8
    makers = {k: Maker(k) for k in (0, 1)}
    for k, maker in makers.items():
        kept("air", str(k), maker)
    assert {k: maker.times for k, maker in makers.items()} == {0: 0, 1: 1}


def test_what_a_stopped_process_left_is_thrown_away_after_a_day(folder: Path) -> None:
    for name, ago in (("old", 90_000.0), ("new", 600.0)):
        part = folder / "air" / (PART + name)
        part.mkdir(parents=True)
        at = part.stat().st_mtime - ago
        os.utime(part, (at, at))
    kept("air", "a", Maker())
    assert [one.name for one in (folder / "air").iterdir() if one.name.startswith(PART)] == [PART + "new"]


def test_the_folder_is_that_of_the_system_unless_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "here")
    monkeypatch.chdir(tmp_path)
    assert cache_folder() == tmp_path / "here"
    monkeypatch.setenv(VARIABLE, "")
    assert cache_folder().name.lower() == "cupola"
    monkeypatch.delenv(VARIABLE)
    assert cache_folder().name.lower() == "cupola"
    assert cache_folder().is_absolute()


@given(
    arrays.arrays(
        st.sampled_from([np.float16, np.float32, np.float64, np.uint8, np.int32, np.bool_]),
        arrays.array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=5),
    )
)
def test_an_array_comes_back_as_it_was(array: NDArray[np.generic]) -> None:
    for _ in range(2):
        found = kept("any", "a", lambda _: {"one": array, "turned": array.T})
        assert found["one"].dtype == array.dtype
        assert np.array_equal(found["one"], array, equal_nan=array.dtype.kind == "f")
        assert found["turned"].shape == array.T.shape
    shutil.rmtree(cache_folder())
