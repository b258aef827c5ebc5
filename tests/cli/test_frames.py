"""`cupola preview --frames`: what is made, told, kept and filmed; with a studio that costs nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from cupola.cli import FAULTS, OK
from cupola.cli.frames import Asked, frames
from cupola.cli.rendering import Hired, rendered
from cupola.clock import Span
from cupola.errors import CupolaError
from cupola.preview.camera import files
from cupola.preview.frames import frame_at
from cupola.preview.series import Order
from cupola.preview.still import Still
from tests.preview.fakes import SETTINGS, open_fake, still
from tests.preview.test_movie import FAILS, WORKS, stand_in

Capture = pytest.CaptureFixture[str]
SPAN = Span(1_633_770_000.0, 1_633_770_030.0)


def asked(folder: Path, **changes: object) -> Asked:
    """Ask for a frame every ten seconds."""
    base = Asked(folder=folder, every="10s", fps=None, film=None, exr=False, hired=Hired(1), as_json=False)
    return replace(base, **changes)  # type: ignore[arg-type]


def passing(at: float) -> Still:
    """Give a fake still of an instant."""
    return still("pass", at)


def failing(at: float) -> Still:
    """Give a fake still that fails in the twentieth second."""
    return still("bad pass" if at == SPAN.start + 20.0 else "pass", at)


def test_the_frames_of_a_span_are_numbered_and_have_one_exposure(tmp_path: Path, capsys: Capture) -> None:
    assert frames(asked(tmp_path / "out"), passing, SPAN, open_fake) == OK
    names = ["frame-0001.png", "frame-0002.png", "frame-0003.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    found = capsys.readouterr()
    assert found.out == f"{tmp_path / 'out'}\n"
    assert "3 frames from 2021-10-09T09:00:00Z to 2021-10-09T09:00:20Z, at ISO 800, 1/48 s, T4.0, no ND" in found.err
    assert "3 frames made, 0 as they were" in found.err
    exposures = [frame.exposure for name in names if (frame := frame_at(tmp_path / "out" / name))]
    assert exposures == [str(SETTINGS)] * 3


def test_frames_of_a_longer_sequence_before_are_told_of(tmp_path: Path, capsys: Capture) -> None:
    frames(asked(tmp_path), passing, SPAN, open_fake)
    assert "another sequence" not in capsys.readouterr().err
    frames(asked(tmp_path), passing, Span(SPAN.start, SPAN.start + 10.0), open_fake)
    said = capsys.readouterr().err
    assert f"{tmp_path} holds 2 frames of another sequence, frame-0002 to frame-0003: move them away" in said


@pytest.mark.parametrize(("package", "exr"), [("PIL", False), ("OpenEXR", True)])
def test_without_what_writes_the_files_no_frame_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, exr: bool
) -> None:
    """Else a thousand frames would be made, and fail one by one."""
    monkeypatch.setattr(files, "find_spec", lambda name: None if name == package else object())
    with pytest.raises(CupolaError, match="E813"):
        frames(asked(tmp_path / "out", exr=exr), passing, SPAN, open_fake)
    with pytest.raises(CupolaError, match="E813"):
        rendered(
            [Order("one", still("one"), (tmp_path / f"one{'.exr' if exr else '.png'}",))], open_fake, Hired(1), 1, ""
        )
    assert not (tmp_path / "out").exists()


def test_no_frame_is_made_for_a_film_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(CupolaError, match="E845"):
        frames(asked(tmp_path / "out", film=tmp_path / "pass.gif"), passing, SPAN, open_fake)
    assert not (tmp_path / "out").exists()


def test_it_goes_on_where_it_was_interrupted(tmp_path: Path, capsys: Capture) -> None:
    frames(asked(tmp_path), passing, SPAN, open_fake)
    (tmp_path / "frame-0002.png").unlink()
    before = (tmp_path / "frame-0001.png").stat().st_mtime_ns
    capsys.readouterr()
    assert frames(asked(tmp_path), passing, SPAN, open_fake) == OK
    assert "1 frame made, 2 as they were" in capsys.readouterr().err
    assert (tmp_path / "frame-0001.png").stat().st_mtime_ns == before


def test_exr_stands_beside_png(tmp_path: Path) -> None:
    frames(asked(tmp_path, exr=True), passing, Span(SPAN.start, SPAN.start + 1.0), open_fake)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frame-0001.exr", "frame-0001.png"]


def test_by_the_cameras_frame_it_runs_as_fast_as_life(tmp_path: Path, capsys: Capture) -> None:
    rate = passing(0.0).sensor.frame_rate
    frames(asked(tmp_path, every="frame"), passing, Span(SPAN.start, SPAN.start + 0.5), open_fake)
    assert len(list(tmp_path.iterdir())) == round(rate / 2)


def test_a_failed_frame_is_named_and_the_rest_is_there(tmp_path: Path, capsys: Capture) -> None:
    assert frames(asked(tmp_path, film=tmp_path / "a.mp4"), failing, SPAN, open_fake) == FAULTS
    found = capsys.readouterr()
    assert "E842 1 of 3 frames failed: frame-0003; frame-0003: E307 no orbit then" in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frame-0001.png", "frame-0002.png"]


def test_json_tells_all_of_it(tmp_path: Path, capsys: Capture) -> None:
    frames(asked(tmp_path, as_json=True), failing, SPAN, open_fake)
    assert json.loads(capsys.readouterr().out) == {
        "folder": str(tmp_path),
        "film": None,
        "exposure": str(SETTINGS),
        "made": ["frame-0001", "frame-0002"],
        "kept": [],
        "failed": [{"frame": "frame-0003", "why": "E307 no orbit then"}],
    }


def test_where_there_is_ffmpeg_there_is_a_film(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path / "bin", WORKS)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    film = tmp_path / "pass.mp4"
    assert frames(asked(tmp_path / "out", film=film, fps=25.0), passing, SPAN, open_fake) == OK
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "out"), str(film)]
    call = json.loads(film.read_text())
    assert call[call.index("-framerate") + 1] == "25"
    assert call[call.index("-frames:v") + 1] == "3"


def test_where_there_is_no_ffmpeg_it_says_so_and_all_is_well(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert frames(asked(tmp_path / "out", film=tmp_path / "pass.mp4"), passing, SPAN, open_fake) == OK
    assert "no film: ffmpeg is not installed; the frames are whole" in capsys.readouterr().err


def test_a_film_that_fails_is_told_and_the_frames_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path / "bin", FAILS)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(CupolaError, match="E845"):
        frames(asked(tmp_path / "out", film=tmp_path / "pass.mp4"), passing, SPAN, open_fake)
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.parametrize("changes", [{"fps": 0.0}, {"fps": 1e9}, {"every": "-3s"}, {"every": "0s"}])
def test_impossible_rates_are_refused_before_anything_is_made(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(CupolaError, match="E843"):
        frames(asked(tmp_path / "out", **changes), passing, SPAN, open_fake)
    assert not (tmp_path / "out").exists()


def test_a_step_without_a_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CupolaError, match="E107 --every"):
        frames(asked(tmp_path, every="10"), passing, SPAN, open_fake)


@pytest.mark.parametrize(("cores", "cluster"), [(0, ""), (-1, ""), (5000, ""), (2, "tcp://there:8786")])
def test_hands_that_cannot_be_are_refused(cores: int, cluster: str) -> None:
    with pytest.raises(CupolaError, match="E843"):
        Hired(cores, cluster)


def test_where_all_is_there_no_cluster_is_asked(tmp_path: Path) -> None:
    frames(asked(tmp_path), passing, SPAN, open_fake)
    assert frames(asked(tmp_path, hired=Hired(cluster="tcp://127.0.0.1:1")), passing, SPAN, open_fake) == OK


def test_the_exposure_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    chosen = replace(SETTINGS, iso=1600.0)

    def set_by_hand(at: float) -> Still:
        return cast(Still, replace(cast(Any, passing(at)), exposure=chosen))

    frames(asked(tmp_path), set_by_hand, SPAN, open_fake)
    frame = frame_at(tmp_path / "frame-0001.png")
    assert frame is not None
    assert frame.exposure == str(chosen)


def test_json_names_the_film(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path / "bin", WORKS)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    film = tmp_path / "pass.mp4"
    assert frames(asked(tmp_path / "out", film=film, as_json=True), passing, SPAN, open_fake) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["film"] == str(film)
    assert found["made"] == ["frame-0001", "frame-0002", "frame-0003"]


def test_a_sequence_of_another_step_takes_the_place_of_the_one_before(tmp_path: Path, capsys: Capture) -> None:
    frames(asked(tmp_path), passing, SPAN, open_fake)
    capsys.readouterr()
    assert frames(asked(tmp_path, every="5s"), passing, SPAN, open_fake) == OK
    assert "5 frames made, 1 as they were" in capsys.readouterr().err  # the first is of the same instant


def test_a_holiday_in_the_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "frame-0001.png").write_bytes(b"my holiday")
    with pytest.raises(CupolaError, match="E844"):
        frames(asked(tmp_path), passing, SPAN, open_fake)
    assert (tmp_path / "frame-0001.png").read_bytes() == b"my holiday"
