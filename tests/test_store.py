"""Files are written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cupola import store
from cupola.errors import DocumentError
from cupola.store import write_all, write_new, write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", "ж")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "ж".encode()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"], "nothing is left beside it"


def test_a_process_killed_before_the_end_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    target.write_text("old")
    code = f"""
import os, pathlib
from cupola import store
store.os.fsync = lambda _: os._exit(9)
store.write_whole(pathlib.Path({str(target)!r}), "new" * 1000)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert target.read_text() == "old"


def test_a_place_that_cannot_be_written_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DocumentError, match="cannot be written"):
        write_whole(tmp_path / "file" / "below", "x")


def test_an_old_file_is_replaced_whole_and_its_neighbours_stay(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("a much longer text than the new one")
    (tmp_path / "other.yaml").write_text("other")
    write_whole(tmp_path / "plan.yaml", "new")
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"plan.yaml": "new", "other.yaml": "other"}


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"\x00\xff\r\n")
    assert (tmp_path / "a.pdf").read_bytes() == b"\x00\xff\r\n"


def test_a_file_can_be_read_by_others(tmp_path: Path) -> None:
    """A temporary file is its maker's alone; what comes of it is an ordinary file."""
    write_whole(tmp_path / "a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text("kept")
    (tmp_path / "plan.yaml").symlink_to(tmp_path / "kept.yaml")
    write_whole(tmp_path / "plan.yaml", "new")
    assert (tmp_path / "kept.yaml").read_text() == "kept"
    assert (tmp_path / "plan.yaml").read_text() == "new"


@pytest.mark.parametrize("step", ["os.fsync", "os.fdopen", "Path.replace", "Path.chmod", "tempfile.mkstemp"])
def test_whatever_step_fails_the_old_file_stays_and_nothing_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "plan.yaml").write_text("old")
    monkeypatch.setattr(f"cupola.store.{step}", failing)
    with pytest.raises(DocumentError, match=r"plan\.yaml cannot be written: No space left on device"):
        write_whole(tmp_path / "plan.yaml", "new")
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"plan.yaml": "old"}


def test_an_interrupted_write_leaves_nothing_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "plan.yaml").write_text("old")
    monkeypatch.setattr("cupola.store.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "plan.yaml", "new")
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"plan.yaml": "old"}


def test_what_is_written_is_noted_and_what_was_there_or_failed_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WRITTEN", [])
    write_whole(tmp_path / "a", "x")
    write_new(tmp_path / "b", "x")
    write_new(tmp_path / "b", "y")
    monkeypatch.setattr("cupola.store.os.fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "c", "x")
    assert list(store.WRITTEN) == [tmp_path / "a", tmp_path / "b"], "b once, and c never"


def test_a_new_file_is_written_once_and_never_over_an_old_one(tmp_path: Path) -> None:
    assert write_new(tmp_path / "a" / "0001.yaml", "first")
    assert not write_new(tmp_path / "a" / "0001.yaml", "second")
    assert {p.name: p.read_text() for p in (tmp_path / "a").iterdir()} == {"0001.yaml": "first"}


def test_a_new_file_where_a_folder_cannot_be_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DocumentError, match="cannot be written"):
        write_new(tmp_path / "file" / "below", "x")


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").write_text("old")
    write_all({tmp_path / "a": "1", tmp_path / "sub" / "c": b"2"})
    assert ((tmp_path / "a").read_text(), (tmp_path / "sub" / "c").read_text()) == ("1", "2")
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("cupola.store.os.fsync", full)
    with pytest.raises(DocumentError, match="b cannot be written: No space left on device"):
        write_all({tmp_path / "a": "new", tmp_path / "b": "new", tmp_path / "d": "new"})
    found = {p.name: p.read_text() for p in tmp_path.iterdir() if p.is_file()}
    assert found == {"a": "1", "b": "old"}


def test_a_folder_in_the_place_of_a_file_stops_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(DocumentError, match="b cannot be written: Is a directory"):
        write_all({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for below in ("a", "b/c"):
        with pytest.raises(DocumentError, match=r"/file is a file, no folder"):
            write_whole(tmp_path / "file" / below, "x")
        with pytest.raises(DocumentError, match=r"/file is a file, no folder"):
            write_new(tmp_path / "file" / below, "x")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "d/" * 3000 + "x"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_user(tmp_path: Path, name: str) -> None:
    for write in (write_whole, write_new):
        with pytest.raises(DocumentError, match="cannot be written"):
            write(tmp_path / name, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DocumentError, match="cannot be written"):
        write_whole(tmp_path / "link" / "a", "x")


def test_a_device_or_a_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="not a plain file"):
        write_whole(tmp_path / "pipe", "x")
    assert (tmp_path / "pipe").is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]
