"""`cupola verify`: every broken rule with its line, the documents' changes said, and exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN

Capture = pytest.CaptureFixture[str]
FIELDS = ["code", "rule", "text", "shots", "people", "from", "to", "line", "hint"]


def edited(planned: Path, old: str, new: str) -> Path:
    """Change the plan by hand; give its path."""
    path = planned / "plan" / "plan.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def test_a_legal_plan_as_json(planned: Path, capsys: Capture) -> None:
    assert run(["verify", str(planned), "--json"]) == OK
    found = capsys.readouterr()
    assert json.loads(found.out) == {"ok": True, "rules": {}, "faults": []}
    assert "legal: 6 strips hold against every rule" in found.err


def test_broken_rules_as_json(planned: Path, capsys: Capture) -> None:
    edited(planned, 'escort: "eve"', 'escort: "piet"')
    edited(planned, "value: 125", "value: 130")
    assert run(["verify", str(planned), "--json"]) == FAULTS
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert all(list(f) == FIELDS for f in found["faults"])
    assert found["rules"] == {"the value is true": 1, "escort": 1}
    value, escort = found["faults"]
    assert (value["code"], value["from"], value["shots"]) == ("E511", None, [])
    assert (escort["code"], escort["people"]) == ("E524", ["piet"])
    lines = (planned / "plan" / "plan.yaml").read_text().splitlines()
    assert lines[value["line"] - 1] == "value: 130"
    assert lines[escort["line"] - 1] == f'  - shot: "{escort["shots"][0]}"'
    assert (value["hint"], escort["hint"]) == ("write value: 125", "Eve Escort could: write escort: eve")
    assert escort["from"] < escort["to"]


@pytest.mark.parametrize(("old", "new"), [('shot: "3A"', 'shot: "3"'), ('shot: "3A"', "shot: 3")])
def test_a_fault_stands_at_its_strip_with_a_caret(planned: Path, old: str, new: str, capsys: Capture) -> None:
    """Also where the shot's name is written without quotes and reads as a number."""
    edited(planned, old, new)
    assert run(["verify", str(planned)]) == FAULTS
    found = capsys.readouterr()
    first, source, caret, hint = next(said for said in found.out.split("\n\n") if "shot 3 (" in said).splitlines()
    assert re.search(r"E510 shot 3 \(7 Oct .*\) is not in the breakdown$", first)
    assert hint == 'hint: Did you mean "3B"?'
    assert source.strip().endswith(new)
    assert source[caret.index("^") :] == new.removeprefix("shot: ")
    assert found.err.endswith("(times are on the crew's clock, GMT)\n")


def test_one_broken_rule_is_one(planned: Path, capsys: Capture) -> None:
    edited(planned, "value: 125", "value: 130")
    assert run(["verify", str(planned)]) == FAULTS
    assert capsys.readouterr().err == ("1 broken rule: the value is true (times are on the crew's clock, GMT)\n")


def test_a_plan_in_a_file_of_its_own_is_proven(planned: Path, capsys: Capture, snapshot: Snapshot) -> None:
    other = planned.parent / "mine.yaml"
    other.write_text((planned / "plan" / "plan.yaml").read_text().replace('escort: "eve"', "escort: null", 1))
    before = snapshot(planned)
    assert run(["verify", str(planned), str(other)]) == FAULTS
    assert capsys.readouterr().out.startswith("mine.yaml:")
    assert run(["verify", str(planned)]) == OK
    assert snapshot(planned) == before, "nothing is written"


@pytest.mark.parametrize("name", ["nowhere.yaml", "x" * 300])
def test_a_plan_that_is_not_there_is_named(planned: Path, name: str, capsys: Capture) -> None:
    assert run(["verify", str(planned), str(planned / name)]) == FAULTS
    err = capsys.readouterr().err
    assert "E101" in err
    assert "bug" not in err


def test_when_the_documents_have_changed_it_says_so_and_goes_on(planned: Path, capsys: Capture) -> None:
    (planned / "breakdown.yaml").write_text(BREAKDOWN + "# a comment\n")
    assert run(["verify", str(planned)]) == OK
    err = capsys.readouterr().err
    assert "E503 the documents have changed since this plan was made" in err
    assert "digest: " in err
    assert "legal" in err
    (planned / "breakdown.yaml").write_text(BREAKDOWN.replace("takes: 3}", "takes: 2}", 1))
    assert run(["verify", str(planned)]) == FAULTS
    found = capsys.readouterr()
    assert re.search(r"E512 1A \(.*\): takes in the plan: 3; in the breakdown: 2", found.out)
