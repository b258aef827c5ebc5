"""A film of numbered frames: the call of ffmpeg, without a shell, and what becomes of its failure."""

from __future__ import annotations

import json
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from cupola.errors import CupolaError
from cupola.preview.movie import arguments, film_program, make_film, refuse_film

STAND_IN = """\
#!{python}
import json, sys
from pathlib import Path
out = Path(sys.argv[-1].removeprefix("file:"))
{body}
"""
WORKS = "out.write_text(json.dumps(sys.argv[1:]))"
FAILS = 'out.write_text("half"); print("first line\\nUnknown encoder libx264", file=sys.stderr); sys.exit(1)'


def stand_in(folder: Path, body: str) -> str:
    """Write a program that stands in for ffmpeg."""
    program = folder / "ffmpeg"
    program.write_text(STAND_IN.format(python=sys.executable, body=body))
    program.chmod(0o755)
    return str(program)


def test_the_call_names_frames_rate_and_film() -> None:
    call = arguments("ffmpeg", Path("out/frames"), 4, 250, 24.0, Path("pass.mp4"))
    pairs = dict(pairwise(call))
    assert call[0] == "ffmpeg"
    assert pairs["-framerate"] == "24"
    assert pairs["-i"] == "file:out/frames/frame-%04d.png"
    assert pairs["-frames:v"] == "250"
    assert call[-1] == "file:pass.mp4"


@pytest.mark.parametrize("name", ["50% off", "-y", "a b", "$(touch x)", "http://there"])
def test_no_name_is_an_option_a_pattern_or_another_protocol(name: str) -> None:
    call = arguments("ffmpeg", Path(name), 4, 1, 24.0, Path(name) / "a.mp4")
    pairs = dict(pairwise(call))
    assert pairs["-i"] == f"file:{Path(name)!s}".replace("%", "%%") + "/frame-%04d.png"
    assert call[-1] == f"file:{Path(name)}/a.mp4"


@pytest.mark.parametrize("name", ["pass.avi.txt", "pass", "pass.png", "folder.mp4", "."])
def test_what_can_be_no_film_is_refused_before_its_frames_are_made(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(CupolaError, match=r"E845 .* is no name for a film"):
        refuse_film(tmp_path / name)
    refuse_film(tmp_path / "pass.MP4")


def test_the_film_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "films" / "pass.mp4"
    make_film(stand_in(tmp_path, WORKS), tmp_path, 4, 3, 25.0, out)
    assert json.loads(out.read_text())[-1] == f"file:{out.parent}/.part-pass.mp4"
    assert [path.name for path in out.parent.iterdir()] == ["pass.mp4"]


def test_a_failure_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "pass.mp4"
    out.write_text("the film of yesterday")
    with pytest.raises(CupolaError, match=r"E845 .*pass\.mp4: Unknown encoder libx264"):
        make_film(stand_in(tmp_path, FAILS), tmp_path, 4, 3, 25.0, out)
    assert out.read_text() == "the film of yesterday"
    assert not (tmp_path / ".part-pass.mp4").exists()


def test_a_program_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(CupolaError, match="E845"):
        make_film(str(tmp_path / "none"), tmp_path, 4, 3, 25.0, tmp_path / "pass.mp4")


def test_the_program_is_looked_for_where_programs_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert film_program() is None
    program = stand_in(tmp_path, WORKS)
    assert film_program() == program


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_ffmpeg_makes_a_film_of_frames_with_odd_sides(tmp_path: Path) -> None:
    for number in range(1, 5):
        Image.new("RGB", (33, 17), (40 * number, 20, 90)).save(tmp_path / f"frame-{number:04d}.png")
    out = tmp_path / "film.mp4"
    make_film("ffmpeg", tmp_path, 4, 3, 24.0, out)
    assert out.read_bytes()[4:8] == b"ftyp"


def test_what_ffmpeg_says_is_told_in_one_line(tmp_path: Path) -> None:
    program = stand_in(tmp_path, 'print("x" * 5000, file=sys.stderr); sys.exit(3)')
    with pytest.raises(CupolaError) as raised:
        make_film(program, tmp_path, 4, 3, 25.0, tmp_path / "pass.mp4")
    assert len(raised.value.messages[0].text) < 700


def test_a_program_that_says_nothing_is_known_by_its_exit_code(tmp_path: Path) -> None:
    with pytest.raises(CupolaError, match="exit code 3"):
        make_film(stand_in(tmp_path, "sys.exit(3)"), tmp_path, 4, 3, 25.0, tmp_path / "pass.mp4")
