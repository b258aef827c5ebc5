"""What goes out comes back: each form that Cupola itself reads again brings in nothing that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import OK, run
from cupola.script import read, scenes
from cupola.tree import parse
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]


def facts(folder: Path, file: Path, capsys: Capture) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run(["import", str(folder), str(file), "--json", "--dry-run"]) == OK
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["facts"]
    return found


def test_a_board_of_movie_magic_brings_only_the_cast_that_speaks(
    planned: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(["export", str(planned), "--as", "sex", "-o", str(tmp_path / "out")]) == OK
    found = facts(planned, tmp_path / "out" / "breakdown.sex", capsys)
    assert {(one["field"], one["what"]) for one in found} == {("cast", "added")}
    assert run(["import", str(planned), str(tmp_path / "out" / "breakdown.sex")]) == OK
    assert run(["export", str(planned), "--as", "sex", "-o", str(tmp_path / "again")]) == OK
    first, second = (tmp_path / name / "breakdown.sex" for name in ("out", "again"))
    assert first.read_bytes() == second.read_bytes()
    assert facts(planned, second, capsys) == []


def test_the_cast_list_brings_nothing_new(planned: Path, tmp_path: Path, capsys: Capture, snapshot: Snapshot) -> None:
    assert run(["export", str(planned), "--as", "csv", "-o", str(tmp_path / "out")]) == OK
    before = snapshot(planned)
    assert facts(planned, tmp_path / "out" / "cast-list.csv", capsys) == []
    assert snapshot(planned) == before


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_cast_list_says_in_any_language_which_number_is_whose(
    planned: Path, language: str, tmp_path: Path, snapshot: Snapshot
) -> None:
    out = tmp_path / "out"
    assert run(["export", str(planned), "--as", "csv", "--language", language, "-o", str(out)]) == OK
    before = snapshot(planned)
    assert run(["import", str(planned), str(out / "cast-list.csv")]) == OK
    cast = parse((planned / "columns.yaml").read_text("utf-8"), "columns.yaml").root.get("cast")
    assert cast and cast.word("1") == "ANNA"
    (planned / "columns.yaml").unlink()
    assert snapshot(planned) == before


@pytest.mark.parametrize("ending", ["fountain", "fdx"])
def test_a_screenplay_that_went_out_keeps_its_breakdown(planned: Path, ending: str, capsys: Capture) -> None:
    script = planned / "screenplay.fountain"
    assert run(["breakdown", str(planned)]) == OK
    before = (planned / "breakdown.yaml").read_bytes()
    cut = [(one.number, one.heading, one.fingerprint) for one in scenes(read(script))]
    assert run(["convert", str(script), "-o", str(planned / f"out.{ending}")]) == OK
    assert run(["convert", str(planned / f"out.{ending}"), "-o", str(planned / "back.fountain")]) == OK
    script.write_bytes((planned / "back.fountain").read_bytes())
    assert [(one.number, one.heading, one.fingerprint) for one in scenes(read(script))] == cut
    assert run(["breakdown", str(planned)]) == OK
    assert (planned / "breakdown.yaml").read_bytes() == before


def test_everything_for_programs_holds_the_documents_as_they_are(planned: Path, tmp_path: Path) -> None:
    assert run(["export", str(planned), "--as", "json", "-o", str(tmp_path / "out")]) == OK
    whole = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))
    for name in ("production", "breakdown"):
        assert whole[name] == parse((planned / f"{name}.yaml").read_text("utf-8"), name).root.plain()
