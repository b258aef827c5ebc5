"""`cupola paper`: where it writes, what it needs, and nothing left behind on a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]


def test_paper_goes_where_it_is_told(planned: Path, tmp_path: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before = snapshot(planned)
    assert run(["paper", str(planned), "--out", str(tmp_path / "for the board")]) == OK
    found = capsys.readouterr()
    assert sorted(found.out.splitlines()) == sorted(str(p) for p in (tmp_path / "for the board").iterdir())
    assert found.err == f"next: open {tmp_path / 'for the board' / 'index.html'}\n"
    assert snapshot(planned) == before


def test_a_production_or_an_ejection_must_be_named(capsys: Capture) -> None:
    assert run(["paper"]) == FAULTS
    assert "E505 name a production folder\nhint: cupola paper PRODUCTION" in capsys.readouterr().err


def test_templates_that_are_there_already_are_kept(tmp_path: Path, capsys: Capture) -> None:
    mine = tmp_path / "mine"
    assert run(["paper", "--eject", str(mine)]) == OK
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(str(p) for p in mine.rglob("*") if p.is_file())
    (mine / "callsheet.typ").write_text("my own work")
    assert run(["paper", "--eject", str(mine)]) == FAULTS
    assert "E601" in capsys.readouterr().err
    assert (mine / "callsheet.typ").read_text() == "my own work"


def test_a_file_where_the_folder_should_be_is_named(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("mine")
    assert run(["paper", str(planned), "--out", str(tmp_path / "file")]) == FAULTS
    err = capsys.readouterr().err
    assert "E101" in err
    assert "bug" not in err
    assert (tmp_path / "file").read_text() == "mine"


def test_templates_that_are_not_there_are_named(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["paper", str(planned), "--templates", str(tmp_path / "none")]) == FAULTS
    assert "E601" in capsys.readouterr().err
    assert not (planned / "paper").exists()


def test_paper_is_written_in_the_language_that_is_asked_for(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["paper", str(planned), "--out", str(tmp_path / "ru"), "--language", "ru"]) == OK
    capsys.readouterr()
    assert "КПП" in (tmp_path / "ru" / "index.html").read_text("utf-8")


def test_each_language_that_somebody_reads_has_a_folder_of_its_own(planned: Path, tmp_path: Path) -> None:
    document = planned / "production.yaml"
    document.write_text(document.read_text("utf-8").replace("dina: {", "dina: {language: ru, "), encoding="utf-8")
    assert run(["plan", str(planned), "--work", "1"]) == OK
    assert run(["paper", str(planned), "--out", str(tmp_path / "out")]) == OK
    assert (tmp_path / "out" / "ru" / "stripboard.pdf").is_file()
    assert 'href="ru/index.html"' in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_language_that_there_is_not_leaves_no_paper(planned: Path, capsys: Capture) -> None:
    assert run(["paper", str(planned), "--language", "klingon"]) == FAULTS
    assert "E780" in capsys.readouterr().err
    assert not (planned / "paper").exists()
