"""`cupola storyboard`: frames taken once, cards for the rest, and the frames on the call sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from cupola.cli import FAULTS, OK, run
from cupola.cli.desk import open_production
from cupola.errors import CupolaError, Message
from cupola.preview import series
from cupola.preview.planned import Planned
from cupola.preview.still import Opening, Still, Taken
from cupola.steps import OnStep
from tests.cli.conftest import Snapshot
from tests.preview.fakes import FakeStudio
from tests.publish.reading import pages

Capture = pytest.CaptureFixture[str]
NAMES = [
    "storyboard-story.pdf",
    "contact-sheet-story.png",
    "storyboard-shooting.pdf",
    "contact-sheet-shooting.png",
]


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStudio]:
    """A studio that costs nothing, in place of the real one."""
    fake = FakeStudio()

    def opened(self: Opening, on_step: OnStep) -> FakeStudio:
        return fake

    monkeypatch.setattr(Opening, "__call__", opened)
    monkeypatch.setattr(series, "_STUDIOS", {})
    yield fake


def windows(folder: Path) -> int:
    """Count the shots that have a window."""
    return sum(1 for shot in open_production(folder).shots.values() if shot.need.window)


def test_frames_are_taken_once_and_kept_by_their_keys(planned: Path, studio: FakeStudio, capsys: Capture) -> None:
    assert run(["storyboard", str(planned)]) == OK
    found = capsys.readouterr()
    assert found.out.splitlines() == [str(planned / "paper" / name) for name in NAMES]
    count = windows(planned)
    assert count == len(studio.taken) == len(list((planned / "paper" / "frames").iterdir())) > 0
    assert f"{count} frames taken, 0 as they were" in found.err
    assert run(["storyboard", str(planned)]) == OK
    assert f"0 frames taken, {count} as they were" in capsys.readouterr().err
    assert len(studio.taken) == count


def test_a_draft_takes_nothing_and_writes_where_it_is_told(
    planned: Path, tmp_path: Path, studio: FakeStudio, snapshot: Snapshot
) -> None:
    before = snapshot(planned)
    assert run(["storyboard", str(planned), "--draft", "-o", str(tmp_path / "wall"), "--order", "story"]) == OK
    assert sorted(path.name for path in (tmp_path / "wall").iterdir()) == sorted(NAMES[:2])
    assert studio.taken == []
    assert snapshot(planned) == before


def test_where_no_shot_has_a_window_it_says_so_and_promises_no_frames(
    planned: Path, studio: FakeStudio, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("cupola.cli.storyboard.planned_stills", lambda *_: Planned({}, ()))
    assert run(["storyboard", str(planned), "--order", "story"]) == OK
    found = capsys.readouterr()
    assert "every shot is a card" in found.err
    assert "frames taken" not in found.err
    assert found.err.splitlines()[-1] == f"next: open {planned / 'paper' / NAMES[0]}"


def test_what_comes_next_names_the_call_sheets_where_there_are_frames(
    planned: Path, studio: FakeStudio, capsys: Capture
) -> None:
    run(["storyboard", str(planned), "--draft", "--order", "story"])
    assert "call sheets" not in capsys.readouterr().err
    run(["storyboard", str(planned), "--order", "story"])
    assert f"cupola paper {planned} now shows the frames on the call sheets" in capsys.readouterr().err


def test_under_another_sky_all_frames_are_taken_anew_and_call_sheets_find_them(
    planned: Path, tmp_path: Path, studio: FakeStudio, capsys: Capture
) -> None:
    assert run(["storyboard", str(planned), "--order", "story", "--clouds", "none"]) == OK
    assert f"cupola paper {planned} --clouds none now shows" in capsys.readouterr().err
    for sky, frames in (([], False), (["--clouds", "none"], True)):
        out = tmp_path / "-".join(["paper", *sky])
        assert run(["paper", str(planned), "--out", str(out), *sky]) == OK
        assert any(b"data:image/jpeg" in file.read_bytes() for file in out.glob("call-sheet-*.html")) is frames
    taken = len(studio.taken)
    run(["storyboard", str(planned), "--order", "story"])
    assert len(studio.taken) == 2 * taken


def test_sheets_are_a4_or_letter(planned: Path, tmp_path: Path, studio: FakeStudio) -> None:
    for size, wide in (("a4", 842), ("letter", 792)):
        out = tmp_path / size
        assert run(["storyboard", str(planned), "--draft", "-o", str(out), "--order", "story", "--size", size]) == OK
        assert round(pages(out / NAMES[0])[0].get_width()) == wide


def test_the_frames_change_the_storyboard(planned: Path, tmp_path: Path, studio: FakeStudio) -> None:
    run(["storyboard", str(planned), "--draft", "-o", str(tmp_path / "cards")])
    run(["storyboard", str(planned), "-o", str(tmp_path / "frames")])
    for name in NAMES:
        assert (tmp_path / "cards" / name).read_bytes() != (tmp_path / "frames" / name).read_bytes()


def test_a_call_sheet_shows_the_frames_that_fit_and_without_them_is_as_before(
    planned: Path, tmp_path: Path, studio: FakeStudio, snapshot: Snapshot
) -> None:
    frames = planned / "paper" / "frames"
    frames.mkdir(parents=True)
    Image.new("RGB", (96, 54)).save(frames / "holiday.png")
    assert run(["paper", str(planned), "--out", str(tmp_path / "before")]) == OK
    assert run(["storyboard", str(planned), "--order", "story"]) == OK
    for file in sorted(frames.glob("????????????????????????.png"))[1:]:  # all but one are now of other stills
        file.rename(file.with_name(f"{'0' * 20}{file.stem[:4]}.png"))
    assert run(["paper", str(planned), "--out", str(tmp_path / "after")]) == OK
    before, after = snapshot(tmp_path / "before"), snapshot(tmp_path / "after")
    changed = sorted(name for name in before if before[name] != after[name])
    assert [name[:10] + name[-4:] for name in changed] == ["call-sheethtml", "call-sheet.pdf"]
    assert b"data:image/jpeg" not in b"".join(before.values())
    assert b"".join(after.values()).count(b"data:image/jpeg") == 1


def test_without_the_pictures_of_the_earth_cards_are_drawn_and_it_says_what_to_install(
    planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def closed(self: Opening, on_step: OnStep) -> FakeStudio:
        raise CupolaError(Message("E805", "the maps are not installed", hint='pip install "cupola[preview]"'))

    monkeypatch.setattr(Opening, "__call__", closed)
    monkeypatch.setattr(series, "_STUDIOS", {})
    assert run(["storyboard", str(planned)]) == FAULTS
    found = capsys.readouterr()
    assert 'E805 the maps are not installed\nhint: pip install "cupola[preview]"' in found.err
    assert "drawn without the frames that are missing" in found.err
    assert found.out.splitlines() == [str(planned / "paper" / name) for name in NAMES]


def test_a_frame_that_fails_is_named_and_its_card_drawn(
    planned: Path, studio: FakeStudio, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    real = studio.take

    def take(still: Still) -> Taken:
        if not studio.taken:
            studio.taken.append("failed")
            raise CupolaError(Message("E307", "no orbit then"))
        return real(still)

    monkeypatch.setattr(studio, "take", take)
    assert run(["storyboard", str(planned), "--cores", "1"]) == FAULTS
    found = capsys.readouterr()
    assert f"E842 1 of {windows(planned)} frames failed: " in found.err
    assert len(found.out.splitlines()) == 4


def test_hands_and_languages_that_there_are_not_are_refused_first(
    planned: Path, studio: FakeStudio, capsys: Capture
) -> None:
    for wrong, code in ((["--cores", "0"], "E843"), (["--language", "klingon"], "E780")):
        assert run(["storyboard", str(planned), *wrong]) == FAULTS
        assert code in capsys.readouterr().err
    assert not (planned / "paper").exists()


def test_a_production_without_a_plan_has_no_storyboard(folder: Path, capsys: Capture) -> None:
    assert run(["storyboard", str(folder)]) == FAULTS
    assert not (folder / "paper").exists()


def test_each_language_has_a_folder_of_its_own(planned: Path, tmp_path: Path, studio: FakeStudio) -> None:
    assert run(["storyboard", str(planned), "--draft", "--language", "ru", "-o", str(tmp_path / "ru")]) == OK
    assert sorted(path.name for path in (tmp_path / "ru").iterdir()) == sorted(NAMES)
