"""`cupola new`: the files it names, the command that comes next, and its mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from cupola.cli.commands.documents import new
from cupola.production.template import TEMPLATES

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_files_are_named_and_check_comes_next(template: str, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "film"
    assert run(["new", str(folder), "--from", template]) == OK
    found = capsys.readouterr()
    assert all(Path(line).is_file() for line in found.out.splitlines())
    assert found.out.splitlines()[-1] == str(folder / "production.yaml")
    assert found.err.splitlines()[-1] == f"next: cupola check {folder}"
    assert run(["check", str(folder)]) == OK
    assert capsys.readouterr().out == ""


def test_the_command_line_knows_the_templates_that_there_are() -> None:
    assert get_args(get_type_hints(new)["from_"]) == TEMPLATES


def test_the_title_is_what_check_calls_the_film(tmp_path: Path, capsys: Capture) -> None:
    assert run(["new", str(tmp_path / "film"), "--from", "ground", "--title", '-"Ebb" # 2']) == OK
    capsys.readouterr()
    assert run(["check", str(tmp_path / "film")]) == OK
    assert capsys.readouterr().err.startswith('-"Ebb" # 2: 3 scenes')


def test_the_folder_that_one_is_in_can_be_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", ".", "--from", "ground"]) == OK
    assert "production.yaml" in capsys.readouterr().out.splitlines()
    assert (tmp_path / "production.yaml").is_file()


def test_a_folder_that_is_taken_and_a_title_of_two_lines_are_faults(tmp_path: Path, capsys: Capture) -> None:
    assert run(["new", str(tmp_path / "film"), "--from", "ground", "--title", "a\nb"]) == FAULTS
    assert "E762" in capsys.readouterr().err
    (tmp_path / "kept").write_text("")
    assert run(["new", str(tmp_path), "--from", "ground"]) == FAULTS
    found = capsys.readouterr()
    assert "E760" in found.err and "hint: name an empty folder" in found.err and found.out == ""


def test_an_unknown_template_and_a_missing_one_are_not_understood(tmp_path: Path, capsys: Capture) -> None:
    assert run(["new", str(tmp_path / "film"), "--from", "moon"]) == USAGE
    assert '"free-flyer"' in capsys.readouterr().err
    assert run(["new", str(tmp_path / "film")]) == USAGE
    assert not (tmp_path / "film").exists()
