"""`cupola breakdown`: bare scripts, first and later drafts, dry runs, and nothing lost on any failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.production import load
from tests.cli.conftest import Snapshot
from tests.small import SCREENPLAY

Capture = pytest.CaptureFixture[str]


def test_a_bare_script_is_shown_as_a_table(folder: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before = snapshot(folder)
    assert run(["breakdown", str(folder / "screenplay.fountain")]) == OK
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split() == ["scene", "pages", "heading", "speaking"]
    assert rows[1].split()[0] == "1"
    assert "INT. NAUKA - DAY" in rows[1]
    assert rows[1].endswith("ANNA")
    assert rows[-1] == "4 scenes, 4/8 page"
    assert snapshot(folder) == before


def test_json_has_the_screenplay(folder: Path, capsys: Capture) -> None:
    for name in ("", "screenplay.fountain"):
        assert run(["breakdown", str(folder / name), "--json"]) == OK
        found = json.loads(capsys.readouterr().out)
        assert set(found) == {"title", "scenes", "characters", "elements"}
        assert {"number", "heading", "eighths", "line"} <= set(found["scenes"][0])
        assert {"kind", "text", "line", "column"} <= set(found["elements"][0])


def test_warnings_of_a_bare_script_are_talk(folder: Path, capsys: Capture) -> None:
    path = folder / "screenplay.fountain"
    path.write_text(SCREENPLAY + "\n[[an open note\n")
    assert run(["breakdown", str(path), "--json"]) == OK
    found = capsys.readouterr()
    json.loads(found.out)
    assert "W202" in found.err


def test_the_first_breakdown_is_checked_clean_but_for_its_shots(folder: Path, capsys: Capture) -> None:
    (folder / "breakdown.yaml").unlink()
    assert run(["breakdown", str(folder)]) == OK
    found = capsys.readouterr()
    assert found.out == "4 scenes, all new\n"
    assert f"written: {folder / 'breakdown.yaml'}" in found.err
    assert run(["check", str(folder)]) == OK
    assert "give the scenes of" in capsys.readouterr().err


def test_a_dry_run_tells_what_it_would_do(folder: Path, capsys: Capture, snapshot: Snapshot) -> None:
    run(["breakdown", str(folder)])
    capsys.readouterr()
    before = snapshot(folder)
    assert run(["breakdown", str(folder), "--dry-run"]) == OK
    assert "nothing was written; breakdown.yaml would stay as it is" in capsys.readouterr().err
    (folder / "screenplay.fountain").write_text(SCREENPLAY.replace("Listen.", "Listen to it, my dear, listen."))
    assert run(["breakdown", str(folder), "--dry-run"]) == OK
    assert "nothing was written; breakdown.yaml would change" in capsys.readouterr().err
    assert (folder / "breakdown.yaml").read_bytes() == before["breakdown.yaml"]
    (folder / "breakdown.yaml").unlink()
    assert run(["breakdown", str(folder), "--dry-run"]) == OK
    assert not (folder / "breakdown.yaml").exists()


def test_a_script_without_a_production_can_be_broken_down(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "screenplay.fountain").write_text(SCREENPLAY)
    assert run(["breakdown", str(tmp_path)]) == OK
    assert (tmp_path / "breakdown.yaml").is_file()
    assert "next: cupola check" in capsys.readouterr().err


def test_files_have_the_names_that_the_production_gives_them(folder: Path) -> None:
    production = (folder / "production.yaml").read_text()
    (folder / "production.yaml").write_text(production + "screenplay: draft.fountain\nbreakdown: shots.yaml\n")
    (folder / "screenplay.fountain").rename(folder / "draft.fountain")
    before = (folder / "breakdown.yaml").read_bytes()
    assert run(["breakdown", str(folder)]) == OK
    assert (folder / "shots.yaml").is_file()
    assert (folder / "breakdown.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("screenplay.fountain", "Just words, no scene.\n", "E204"),
        ("screenplay.fountain", SCREENPLAY.replace("#2#", "#1#"), "E201"),
        ("breakdown.yaml", "schema: cupola/1\nscenes: [", "E104"),
        ("breakdown.yaml", "schema: cupola/1\nscenes: &a []\n", "E105"),
        ("breakdown.yaml", "schema: cupola/1\nscenes: 7\n", "E205"),
        ("production.yaml", "title: [", "E104"),
        ("production.yaml", "screenplay: ../elsewhere.fountain\n", "E102"),
        ("production.yaml", "breakdown: ../elsewhere.yaml\n", "E102"),
        ("production.yaml", "breakdown: /etc/elsewhere.yaml\n", "E102"),
        ("production.yaml", 'screenplay: "a\\0b"\n', "E101"),
    ],
)
def test_nothing_is_overwritten_when_anything_is_wrong(
    folder: Path, name: str, text: str, code: str, capsys: Capture, snapshot: Snapshot
) -> None:
    (folder / name).write_text(text)
    before = snapshot(folder.parent)
    assert run(["breakdown", str(folder)]) == FAULTS
    found = capsys.readouterr()
    assert code in found.err
    assert found.out == ""
    assert snapshot(folder.parent) == before


def test_a_file_that_is_no_screenplay_is_refused(folder: Path, capsys: Capture) -> None:
    binary = folder / "film.fountain"
    binary.write_bytes(b"INT. ROOM - DAY\n\n\xc3\x28\n")
    for path, code in ((binary, "E110"), (folder / "none.fountain", "E101"), (folder / ("x" * 300), "E101")):
        assert run(["breakdown", str(path)]) == FAULTS
        assert code in capsys.readouterr().err


def test_scenes_that_changed_take_the_colour_of_their_pages(folder: Path, capsys: Capture) -> None:
    assert run(["breakdown", str(folder)]) == OK
    changed = SCREENPLAY.replace("Listen.", "Listen to it, my dear, listen.") + "\nINT. NODE - DAY #5#\n\nNobody.\n"
    (folder / "screenplay.fountain").write_text(changed)
    capsys.readouterr()
    assert run(["breakdown", str(folder), "--revision", "blue"]) == OK
    assert capsys.readouterr().out.endswith("2 scenes on pages of the colour Blue\n")
    assert [scene.revision for scene in load(folder).scenes] == ["", "Blue", "", "", "Blue"]
    (folder / "screenplay.fountain").write_text(changed.replace("Nobody.", "Nobody is here, and nobody comes."))
    assert run(["breakdown", str(folder), "--revision", "Pink"]) == OK
    assert [scene.revision for scene in load(folder).scenes] == ["", "Blue", "", "", "Pink"]


def test_a_bare_script_has_no_pages_of_a_colour(folder: Path, capsys: Capture) -> None:
    assert run(["breakdown", str(folder / "screenplay.fountain"), "--revision", "Blue"]) == FAULTS
    assert "name a production" in capsys.readouterr().err
