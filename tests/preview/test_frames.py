"""Frames as files: what they say of themselves, and which files are no frames of ours."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from cupola.preview.frames import KINDS, frame_at, frame_in
from cupola.preview.still import developed
from tests.preview.fakes import SETTINGS, FakeStudio, still, write_frame


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_says_what_it_is_of(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"one{kind}"
    write_frame(file, FakeStudio().take(still("12B")))
    found = frame_at(file)
    assert found is not None
    assert (found.file, found.key) == (file, still("12B").key())
    assert found.exposure == str(SETTINGS) == "ISO 800, 1/48 s, T4.0, no ND"
    assert found.remarks == ("of 12B", "the Sun is behind the station")


def test_a_frame_is_found_by_its_key(tmp_path: Path) -> None:
    taken = FakeStudio().take(still("12B"))
    write_frame(tmp_path / f"{still('12B').key()}.png", taken)
    assert frame_in(tmp_path, still("12B").key()) is not None
    assert frame_in(tmp_path, still("12C").key()) is None
    assert frame_in(tmp_path / "nowhere", still("12B").key()) is None


def test_a_frame_under_the_name_of_another_is_not_it(tmp_path: Path) -> None:
    write_frame(tmp_path / f"{still('12C').key()}.png", FakeStudio().take(still("12B")))
    assert frame_in(tmp_path, still("12C").key()) is None


def test_a_frame_of_another_version_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a later Cupola would show may be another picture."""
    key = still("12B").key()
    monkeypatch.setattr("cupola.preview.frames.__version__", "0.0.9")
    write_frame(tmp_path / f"{key}.png", FakeStudio().take(still("12B")))
    assert frame_in(tmp_path, key) is not None
    monkeypatch.undo()
    assert frame_in(tmp_path, key) is None
    found = frame_at(tmp_path / f"{key}.png")  # it is one of ours all the same
    assert found is not None
    assert (found.key, found.version) == (key, "0.0.9")


def test_a_picture_of_somebody_else_is_no_frame(tmp_path: Path) -> None:
    Image.new("RGB", (16, 16)).save(tmp_path / "holiday.png")
    assert frame_at(tmp_path / "holiday.png") is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_says_whose_work_is_in_it(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"one{kind}"
    write_frame(file, replace(FakeStudio().take(still("12B")), credits=("Land: NASA", "Stars: ESA")))
    if kind == ".png":
        with Image.open(file) as picture:
            told = picture.info["Credits"]
    else:
        with OpenEXR.File(str(file), header_only=True) as light:
            told = light.header()["Credits"]
    assert told == "Land: NASA\nStars: ESA"


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.binary(max_size=400))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_no_frame(tmp_path: Path, kind: str, data: bytes) -> None:
    file = tmp_path / f"one{kind}"
    file.write_bytes(data)
    assert frame_at(file) is None


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_frame_is_none_or_says_the_whole_truth(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"one{kind}"
    write_frame(file, FakeStudio().take(still("12B")))
    whole = file.read_bytes()
    for share in (0.1, 0.3, 0.5):
        file.write_bytes(whole[: int(len(whole) * share)])
        found = frame_at(file)
        assert found is None or found.key == still("12B").key()


def test_a_remark_of_several_lines_comes_back_as_several(tmp_path: Path) -> None:
    taken = FakeStudio().take(still("12B"))
    write_frame(tmp_path / "one.png", replace(taken, remarks=("one\ntwo", "", "дальше: край Земли")))
    found = frame_at(tmp_path / "one.png")
    assert found is not None
    assert found.remarks == ("one", "two", "дальше: край Земли")


def test_a_frame_that_talks_for_ever_is_cut_short(tmp_path: Path) -> None:
    taken = FakeStudio().take(still("12B"))
    write_frame(tmp_path / "one.png", replace(taken, remarks=("x" * 100_000,)))
    found = frame_at(tmp_path / "one.png")
    assert found is not None
    assert len(found.remarks[0]) < 10_000


def test_the_picture_of_a_frame_is_the_developed_light(tmp_path: Path) -> None:
    taken = FakeStudio().take(still("12B"))
    write_frame(tmp_path / "one.png", taken)
    with Image.open(tmp_path / "one.png") as picture:
        assert np.array_equal(np.asarray(picture), developed(taken))


def test_without_the_package_that_reads_pictures_nothing_is_known_of_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`cupola paper` then prints call sheets without frames."""
    write_frame(tmp_path / "one.png", FakeStudio().take(still("one")))
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert frame_at(tmp_path / "one.png") is None
