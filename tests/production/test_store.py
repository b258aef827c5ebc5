"""Files are written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cupola.errors import DocumentError
from cupola.production import write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", "ж")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "ж".encode()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"], "nothing is left beside it"


def test_a_process_killed_before_the_end_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    target.write_text("old")
    code = f"""
import os, pathlib
from cupola.production import store
store.os.fsync = lambda _: os._exit(9)
store.write_whole(pathlib.Path({str(target)!r}), "new" * 1000)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert target.read_text() == "old"


def test_a_place_that_cannot_be_written_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DocumentError, match="cannot be written"):
        write_whole(tmp_path / "file" / "below", "x")
