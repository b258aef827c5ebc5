"""`cupola approve` and `cupola history`: nothing becomes the plan without a person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.plan.document import plan_text, read_plan
from cupola.production import load
from tests.cli.conftest import Snapshot
from tests.small import elements_behind

Capture = pytest.CaptureFixture[str]
SIGNED = ["--by", "Ann", "--cause", "the first plan", "--at", "2021-10-05T12:00Z"]


def approve(folder: Path, *draft: str) -> int:
    """Approve a draft, by default plan/plan.yaml."""
    return run(["approve", str(folder), *draft, *SIGNED])


@pytest.fixture
def approved(planned: Path) -> Path:
    """The small production with its plan approved."""
    assert approve(planned) == OK
    return planned


def test_a_plan_is_approved_into_a_file_of_its_own(planned: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before = snapshot(planned)
    assert approve(planned) == OK
    found = capsys.readouterr()
    assert found.out.strip() == str(planned / "plan" / "approved" / "0001.yaml")
    assert "plan/plan.yaml is the plan now, approved by Ann" in found.err
    after = snapshot(planned)
    assert set(after) - set(before) == {"plan/approved/0001.yaml"}
    assert {name: after[name] for name in before} == before


def test_a_draft_may_be_named_from_here_or_from_the_folder(
    approved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(["replan", str(approved), "--now", "2021-10-06T06:00Z"]) == OK
    assert approve(approved, "plan/draft-a.yaml") == OK
    assert run(["replan", str(approved), "--now", "2021-10-06T06:00Z"]) == OK
    monkeypatch.chdir(approved / "plan")
    assert approve(approved, "draft-a.yaml") == OK
    assert run(["history", str(approved), "--json"]) == OK
    out = capsys.readouterr().out
    assert [one["version"] for one in json.loads(out[out.index("[\n") :])] == [1, 2, 3]


def test_a_draft_outside_the_folder_is_refused(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    outside = tmp_path / "draft.yaml"
    outside.write_bytes((planned / "plan" / "plan.yaml").read_bytes())
    (planned / "plan" / "link.yaml").symlink_to(outside)
    for name in (str(outside), "../draft.yaml", "plan/link.yaml"):
        assert approve(planned, name) == FAULTS
        assert "E102" in capsys.readouterr().err
    assert not (planned / "plan" / "approved").exists()


@pytest.mark.parametrize("name", ["plan/none.yaml", "plan", "a\x00b", "x" * 5000])
def test_a_draft_that_is_not_there_is_named(planned: Path, name: str, capsys: Capture) -> None:
    assert approve(planned, name) == FAULTS
    assert "E101" in capsys.readouterr().err


def test_an_approval_without_an_instant_is_of_now(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.cli.approve.time.time", lambda: 1_633_500_000.0)
    assert run(["approve", str(planned), "--by", "Ann", "--cause", "x"]) == OK
    assert "time: 2021-10-06T06:00:00Z" in (planned / "plan" / "approved" / "0001.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("signed", "says"),
    [
        (["--by", "", "--cause", "x"], "E590 --by is a line"),
        (["--by", "Ann", "--cause", "x\ny"], "E590 --cause is a line"),
        (["--by", "Ann", "--cause", "x", "--at", "noon"], "E108 --at"),
    ],
)
def test_a_signature_that_is_none_is_refused(planned: Path, signed: list[str], says: str, capsys: Capture) -> None:
    assert run(["approve", str(planned), *signed]) == FAULTS
    assert says in capsys.readouterr().err
    assert not (planned / "plan" / "approved").exists()


def test_a_plan_of_yesterday_is_refused_when_somebody_has_approved_another(approved: Path, capsys: Capture) -> None:
    assert approve(approved) == FAULTS
    assert "E593 this plan was not made from plan/approved/0001.yaml, which Ann has approved" in capsys.readouterr().err


def test_a_new_plan_knows_which_one_it_takes_the_place_of(approved: Path) -> None:
    assert run(["plan", str(approved), "--work", "2"]) == OK
    assert read_plan(approved / "plan" / "plan.yaml").plan.parent == 1
    assert approve(approved) == OK


def test_planning_anew_when_shots_are_made_is_warned_of(approved: Path, capsys: Capture) -> None:
    assert run(["replan", str(approved), "--now", "2021-10-08T23:00Z"]) == OK
    assert approve(approved, "plan/draft-a.yaml") == OK
    assert run(["plan", str(approved), "--work", "2"]) == OK
    assert "shots are made by plan/approved/0002.yaml; this plan knows nothing of them" in capsys.readouterr().err


def test_history_says_who_why_when_and_what_changed(approved: Path, capsys: Capture) -> None:
    strip = read_plan(approved / "plan" / "plan.yaml").plan.strips[-1]
    busy = f"{strip.people[0]}:{_clock(strip.span.start)}..{_clock(strip.span.stop)}"
    assert run(["replan", str(approved), "--now", "2021-10-06T06:00Z", "--busy", busy]) == OK
    assert approve(approved, "plan/draft-a.yaml") == OK
    capsys.readouterr()
    assert run(["history", str(approved)]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "0001  2021-10-05T12:00:00Z  Ann: the first plan  (the first)"
    assert lines[1].startswith("0002  2021-10-05T12:00:00Z  Ann: the first plan  (")
    assert any(line.startswith(f"      {strip.shot}  ") and " → " in line for line in lines[2:])


def _clock(at: float) -> str:
    from cupola.clock import utc_text

    return utc_text(at)


def test_a_history_without_versions_says_what_to_do(planned: Path, capsys: Capture) -> None:
    assert run(["history", str(planned)]) == OK
    found = capsys.readouterr()
    assert found.out == ""
    assert "nothing is approved yet; next: cupola approve" in found.err


def test_verify_paper_and_explain_take_the_plan_in_force_and_say_so(approved: Path, capsys: Capture) -> None:
    (approved / "plan" / "plan.yaml").write_text("broken")
    for command in ("verify", "paper", "explain"):
        assert run([command, str(approved)]) == OK
        assert "plan/approved/0001.yaml, approved by Ann" in capsys.readouterr().err


def test_verify_names_a_chain_that_is_broken(approved: Path, capsys: Capture) -> None:
    file = approved / "plan" / "approved" / "0001.yaml"
    file.write_text(file.read_text("utf-8").replace("escort", "escort "), encoding="utf-8")
    assert run(["verify", str(approved)]) == FAULTS
    assert "E594 plan/approved/0001.yaml was edited after it was approved" in capsys.readouterr().err


def test_an_illegal_plan_is_not_approved_and_its_faults_are_named(planned: Path, capsys: Capture) -> None:
    plan = read_plan(planned / "plan" / "plan.yaml").plan
    (planned / "plan" / "plan.yaml").write_text(plan_text(replace(plan, value=1)), encoding="utf-8")
    assert approve(planned) == FAULTS
    err = capsys.readouterr().err
    assert "E591 the plan breaks 1 rule and cannot be approved" in err
    assert "E511" in err
    assert load(planned).folder == planned


def test_a_plan_from_the_beginning_says_what_the_one_in_force_knows(
    approved: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert (
        run(["replan", str(approved), "--now", "2021-10-06T06:00Z", "--event", "drill 2021-10-07T20:00Z..21:00Z"]) == OK
    )
    assert approve(approved, "plan/draft-a.yaml") == OK
    (tmp_path / "new.tle").write_text(elements_behind(5.0), encoding="utf-8")
    assert run(["retime", str(approved), "--orbit", str(tmp_path / "new.tle")]) == OK
    assert approve(approved, "plan/draft-retimed.yaml") == OK
    capsys.readouterr()
    assert run(["plan", str(approved), "--work", "3"]) == OK
    found = capsys.readouterr().err
    assert 'plan/approved/0003.yaml knows of "drill"; this plan does not' in found
    assert "plan/approved/0003.yaml flies on orbit/new.tle; this plan flies on the orbit of production.yaml" in found


def test_after_the_wrap_the_paper_tells_what_became_of_every_shot_and_why(approved: Path, capsys: Capture) -> None:
    """2A could not be shot; what else is in the plan was."""
    shots = [strip.shot for strip in read_plan(approved / "plan" / "plan.yaml").plan.strips]
    done = ",".join(shot for shot in shots if shot != "2A")
    assert run(["replan", str(approved), "--now", "2021-10-09T00:00Z", "--done", done]) == OK
    assert approve(approved, "plan/draft-a.yaml") == OK
    capsys.readouterr()
    assert run(["history", str(approved), "--json"]) == OK
    told = {change["shot"]: change for change in json.loads(capsys.readouterr().out)[-1]["changes"]}
    assert {shot: change["kind"] for shot, change in told.items()} == {"2A": "dropped", "2B": "unfinished"}
    assert told["2A"]["reason"] == "not shot as planned; it found no other place here"
    assert run(["paper", str(approved)]) == OK
    page = (approved / "paper" / "what-became.html").read_text("utf-8")
    assert "4 shot as planned, 1 shot in vain, 1 left out" in page
    assert "left out: not shot as planned; it found no other place here" in page
    assert (approved / "paper" / "what-became.pdf").is_file()


def test_the_paper_of_the_first_version_has_nothing_to_tell(approved: Path) -> None:
    assert run(["paper", str(approved)]) == OK
    assert not list((approved / "paper").glob("what-became.*"))
