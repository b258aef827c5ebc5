"""`cupola training`: what is asked for and what time there is, and with a plan what is learnt by when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.cli.training import training_line
from cupola.plan.document import read_plan
from cupola.production import load
from tests.academy import write_academy
from tests.small import write_small

Capture = pytest.CaptureFixture[str]


def test_without_a_plan_it_says_what_is_asked_for_and_what_there_is(tmp_path: Path, capsys: Capture) -> None:
    folder = write_academy(tmp_path, ("hours: 11 h", "hours: 50 h"))
    assert run(["training", str(folder)]) == OK
    found = capsys.readouterr()
    lines = found.out.splitlines()
    assert lines[0].split() == ["course", "trainee", "wanted"]
    assert lines[1].split() == ["Theory", "Ada", "50", "h"]
    assert lines[3] == "Soyuz   Ada      8 h + exam"
    assert "Ada: 62 h asked for, 80 h there" in lines
    assert "Ivan: 50 h asked for, 40 h there: 10 h too little" in lines
    assert "next: cupola plan" in found.err


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a production with its plan."""
    folder = write_academy(tmp_path_factory.mktemp("academy"))
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
    return folder


def test_with_a_plan_it_says_what_is_learnt_by_when(planned: Path, capsys: Capture) -> None:
    assert run(["training", str(planned)]) == OK
    head, *rows = capsys.readouterr().out.rstrip().splitlines()
    assert head.split() == ["course", "trainee", "wanted", "planned", "missing", "first", "last", "ready"]
    assert [row.split()[:2] for row in rows] == [
        ["Theory", "Ada"],
        ["Theory", "Dina"],
        ["Soyuz", "Ada"],
        ["Soyuz", "Dina"],
    ]
    assert all("  -  2021-06-" in row and "before 2021-06-18" in row for row in rows)


def test_json_has_the_documented_keys(planned: Path, capsys: Capture) -> None:
    assert run(["training", str(planned), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["title", "ready_by", "planned", "courses", "capacity"]
    assert found["planned"] is True and found["ready_by"] == "2021-06-18T15:00:00Z"
    assert list(found["courses"][0]) == [
        *("course", "name", "trainee", "wanted_h", "planned_h", "missing_h"),
        *("exam", "first", "last", "ready", "days_before", "reason", "source", "confidence"),
    ]
    assert [(one["wanted_h"], one["planned_h"], one["exam"]) for one in found["courses"][1:3]] == [
        (11.0, 11.0, None),
        (8.0, 8.0, True),
    ]
    assert list(found["capacity"][0]) == ["id", "name", "asked_h", "there_h", "enough"]


def test_what_is_missing_has_its_reason(tmp_path: Path, capsys: Capture) -> None:
    folder = write_academy(
        tmp_path,
        ('- {from: "14:00", to: "18:00", is: film}', '- {from: "14:00", to: "18:00", is: station}'),
        ("hours: 11 h, lesson: 2 h", "hours: 40 h, lesson: 4 h"),
    )
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
    said = capsys.readouterr().out
    assert "training: 72 h of 96 h of all trainees together; not whole: 2 of 4, each course" in said
    assert "left out: scene 1\n" in said  # lessons are no scenes of the summary
    assert run(["training", str(folder)]) == OK
    found = capsys.readouterr().out
    assert "  40 h     28 h     12 h  " in found and "not whole" in found
    assert "Theory: theory-8A needs 4 h 00 min." in found


def test_the_plan_has_a_line_on_its_training(planned: Path) -> None:
    production = load(planned)
    line = training_line(production, read_plan(planned / "plan" / "plan.yaml").plan)
    assert line.startswith("training: 38 h of 38 h of all trainees together, all learnt by 2021-06-")


def test_a_plan_of_other_documents_is_refused(tmp_path: Path, planned: Path, capsys: Capture) -> None:
    folder = write_academy(tmp_path, ("hours: 11 h", "hours: 13 h"))
    (folder / "plan").mkdir()
    (folder / "plan" / "plan.yaml").write_bytes((planned / "plan" / "plan.yaml").read_bytes())
    assert run(["training", str(folder)]) == FAULTS
    assert "E503" in capsys.readouterr().err


def test_a_production_without_training_says_so(tmp_path: Path, capsys: Capture) -> None:
    assert run(["training", str(write_small(tmp_path))]) == FAULTS
    found = capsys.readouterr().err
    assert "E505" in found and "has no training" in found and "training:" in found


def test_light_that_never_comes_is_said_once_at_the_course(tmp_path: Path, capsys: Capture) -> None:
    """At 9 in the morning, in June, near Moscow the golden hour is long over."""
    folder = write_academy(tmp_path, ("set: sim, ", "set: sim, light: golden, "))
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
    said = capsys.readouterr().err
    assert said.count("W402") == 1
    line = next(line for line in said.splitlines() if "W402" in line)
    number = int(line.split(":")[1])
    assert line.startswith("production.yaml:")
    assert "light: golden" in (folder / "production.yaml").read_text().splitlines()[number - 1]
