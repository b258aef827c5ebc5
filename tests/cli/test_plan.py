"""`cupola plan`: what it says, what it writes, when it refuses, and how it ends early."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import BUG, FAULTS, INTERRUPTED, OK, USAGE, run
from cupola.cli.plan import _line, _Talk, summary
from cupola.errors import Message, PlanError
from cupola.plan.document import read_plan
from cupola.plan.figures import Money
from cupola.plan.result import Plan
from cupola.plan.search.solve import Progress
from cupola.plan.verify import verify
from cupola.production import load
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN, PRODUCTION, write_small

Capture = pytest.CaptureFixture[str]
NO_SHOTS = BREAKDOWN[: BREAKDOWN.index("    shots:")]


def test_json_is_the_plan_that_is_written(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "3", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "title",
        "digest",
        "value",
        "bound",
        "total",
        "gap",
        "money",
        "robustness",
        "stop",
        "parent",
        "now",
        "done",
        "orbit",
        "strips",
        "boneyard",
        "warnings",
    ]
    assert (found["money"]["total_usd"], found["money"]["rigging_s"]) == (0, 3600 * found["money"]["rigs"])
    assert found["robustness"]["in_the_can"][-1] == 125
    assert (found["value"], found["bound"], found["total"], found["gap"]) == (125, 125, 125, 0)
    written = read_plan(folder / "plan" / "plan.yaml").plan
    assert [s["shot"] for s in found["strips"]] == [s.shot for s in written.strips]
    strip = found["strips"][0]
    assert list(strip) == ["shot", "scene", "set", "people", "camera", "lock", "passes"]
    assert list(strip["passes"][0]) == ["setup", "takes", "escort"]
    later = next(s for s in found["strips"] if s["shot"] == "1B")["passes"][1]
    assert later["setup"] is None
    assert later["escort"] is None
    assert all(at.endswith("Z") for s in found["strips"] for p in s["passes"] for take in p["takes"] for at in take)


def test_what_is_left_out_is_said_and_is_no_fault(left_out: Path, capsys: Capture) -> None:
    assert run(["plan", str(left_out), "--work", "3"]) == OK
    out = capsys.readouterr().out
    assert "2 of 3 scenes, 4 of 6 shots" in out
    assert out.rstrip().endswith("left out: scene 2")
    assert run(["plan", str(left_out), "--work", "3", "--json"]) == OK
    bones = json.loads(capsys.readouterr().out)["boneyard"]
    assert [bone["shot"] for bone in bones] == ["2A", "2B"]
    assert all(set(bone) == {"shot", "scene", "reason"} and bone["reason"] for bone in bones)


def test_several_scenes_left_out_are_many(planned: Path) -> None:
    production, plan = load(planned), read_plan(planned / "plan" / "plan.yaml").plan
    empty = replace(plan, strips=(), value=0)
    assert summary(production, empty).splitlines()[-1] == "left out: scenes 1, 2, 3"
    assert "left out" not in summary(production, plan)


def test_the_price_is_said_where_somebody_has_one(tmp_path: Path, capsys: Capture) -> None:
    text = PRODUCTION.replace("groups: [usos], day: helper", "groups: [usos], price: 36000 USD/h, day: helper")
    assert run(["plan", str(write_small(tmp_path, production=text)), "--work", "3"]) == OK
    seconds = sum(
        p.span.length for s in read_plan(tmp_path / "plan" / "plan.yaml").plan.strips for p in s.passes if p.escort
    )
    out = capsys.readouterr().out
    assert f"cost: {seconds * 10:,.0f} US dollars (on the shots {seconds * 10:,.0f})" in out
    assert "crew time: rigging " in out


def test_a_time_limit_gives_a_legal_plan_and_says_that_it_is_not_repeatable(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--time", "2s"]) == OK
    found = capsys.readouterr()
    assert "another run may give another plan" in found.err
    assert " left" in found.err, "the time that is left is shown"
    assert verify(load(folder), read_plan(folder / "plan" / "plan.yaml").plan) == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--work", "0"], "E107 --work 0: give a number above 0"),
        (["--work=-1"], "E107 --work -1: give a number above 0"),
        (["--work", "nan"], "E107 --work nan"),
        (["--work", "inf"], "E107 --work inf"),
        (["--seed=-1"], "E107 --seed -1: give a whole number from 0 to 2147483647"),
        (["--seed", "2147483648"], "E107 --seed 2147483648"),
        (["--time", "2"], "E107 --time: 2 has no unit"),
        (["--time", "2 km"], "E107 --time: "),
        (["--time", "0.5 s"], "give at least 1 s"),
        (["--time", "2s", "--work", "60"], "E107 --time and --work both say when to stop"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(
    folder: Path, asked: list[str], says: str, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(folder)
    assert run(["plan", str(folder), *asked]) == FAULTS
    found = capsys.readouterr()
    assert says in found.err
    assert found.out == ""
    assert "looking for" not in found.err
    assert snapshot(folder) == before


def test_locks_of_an_old_plan_that_is_not_understood_are_not_passed_over_in_silence(
    planned: Path, capsys: Capture
) -> None:
    plan = planned / "plan" / "plan.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("    camera:", "    lock: yes please\n    camera:", 1), encoding="utf-8"
    )
    assert run(["plan", str(planned), "--work", "3"]) == OK
    found = capsys.readouterr().err
    assert "E106 shot 1A: lock: input should be" in found
    assert "the old plan is not understood, so nothing of it is locked" in found


def test_a_word_for_a_number_is_not_understood(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "lots"]) == USAGE
    assert 'unable to convert "lots"' in capsys.readouterr().err


@pytest.mark.parametrize("seed", ["0", "2147483647"])
def test_any_seed_gives_a_plan_of_the_same_worth(folder: Path, seed: str, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "2", "--seed", seed]) == OK
    assert "value 125" in capsys.readouterr().out


def test_however_little_work_gives_a_legal_plan(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "1e-9"]) == OK
    assert "verified against every rule" in capsys.readouterr().out
    assert verify(load(folder), read_plan(folder / "plan" / "plan.yaml").plan) == ()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is stopped before it has any plan."""

    def stopped(*_: object, **__: object) -> Plan:
        raise PlanError(Message("E501", "the search was stopped before it had a plan"))

    monkeypatch.setattr("cupola.cli.plan.make", stopped)


@pytest.mark.usefixtures("hasty")
def test_a_search_without_any_plan_keeps_the_old_one_and_says_what_it_is_worth(
    planned: Path, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(planned)
    assert run(["plan", str(planned)]) == FAULTS
    err = capsys.readouterr().err
    assert "E501 the search was stopped before it had a plan" in err
    assert "what there is: the plan of before, as it was; its value is 125 of at most 125" in err
    assert snapshot(planned) == before


@pytest.mark.usefixtures("hasty")
def test_a_first_search_without_any_plan_says_that_there_is_none(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder)]) == FAULTS
    assert "what there is: no plan that can be read; nothing was written" in capsys.readouterr().err
    assert not (folder / "plan").exists()


def test_nothing_to_plan_is_said(tmp_path: Path, capsys: Capture) -> None:
    assert run(["plan", str(write_small(tmp_path, breakdown=NO_SHOTS))]) == FAULTS
    assert "E506" in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_when_no_scene_fits_the_plan_is_written_and_ends_with_1(tmp_path: Path, capsys: Capture) -> None:
    text = PRODUCTION.replace("first_shot: 2021-10-06T06:00:00Z", "first_shot: 2021-10-06T09:50:00Z")
    text = text.replace("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T10:10:00Z")
    assert run(["plan", str(write_small(tmp_path, production=text)), "--work", "2"]) == FAULTS
    found = capsys.readouterr()
    assert "0 of 3 scenes, 0 of 6 shots" in found.out
    assert len(read_plan(tmp_path / "plan" / "plan.yaml").plan.boneyard) == 6


def test_an_illegal_plan_is_a_bug_and_is_not_written(
    planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, snapshot: Snapshot
) -> None:
    production, plan = load(planned), read_plan(planned / "plan" / "plan.yaml").plan
    wrong = replace(plan, value=plan.value - 1)
    assert verify(production, wrong)
    monkeypatch.setattr("cupola.cli.plan.make", lambda *_, **__: wrong)
    before = snapshot(planned)
    assert run(["plan", str(planned)]) == BUG
    err = capsys.readouterr().err
    assert "E511 the plan says value 124; its scenes are worth 125" in err
    assert "not legal, so it was not written; this is a bug in Cupola" in err
    assert snapshot(planned) == before


def refusing(error: OSError) -> Callable[..., Any]:
    """Give a function that raises an error of the disk."""

    def refuse(*_: object, **__: object) -> Any:
        raise error

    return refuse


@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied"), OSError(30, "Read-only file system"), OSError(28, "No space left")],
)
def test_a_folder_that_cannot_be_written_keeps_what_it_had(
    planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, snapshot: Snapshot, error: OSError
) -> None:
    before = snapshot(planned)
    monkeypatch.setattr("cupola.store.tempfile.mkstemp", refusing(error))
    assert run(["plan", str(planned), "--work", "2"]) == FAULTS
    found = capsys.readouterr()
    assert f"plan.yaml cannot be written: {error.strerror}" in found.err
    assert "3 of 3 scenes" not in found.out, "nothing is shown that is not kept"
    assert snapshot(planned) == before


def test_a_disk_that_fills_up_while_writing_keeps_the_old_plan(
    planned: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    before = snapshot(planned)
    monkeypatch.setattr("cupola.store.os.fsync", refusing(OSError(28, "No space left on device")))
    assert run(["plan", str(planned), "--work", "2"]) == FAULTS
    assert snapshot(planned) == before


def test_a_file_where_the_plans_folder_should_be_is_named(folder: Path, capsys: Capture) -> None:
    (folder / "plan").write_text("mine")
    assert run(["plan", str(folder), "--work", "2"]) == FAULTS
    assert "E101" in capsys.readouterr().err
    assert (folder / "plan").read_text() == "mine"


def test_ctrl_c_while_the_documents_are_read_ends_with_130(
    planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(planned)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["cupola.production.load"], "read_elements", interrupted)
    for command in ("check", "plan", "light", "verify"):
        assert run([command, str(planned)]) == INTERRUPTED
        found = capsys.readouterr()
        assert found.err.endswith("interrupted; nothing was written\n")
        assert found.out == ""
    assert snapshot(planned) == before


WAITS = """
import sys
from cupola.cli import run
from cupola.plan.search import solve

def slow(self):
    print("searching", file=sys.stderr, flush=True)
    self._interrupt._set.wait(30)
    from cupola.errors import Message, PlanError
    raise PlanError(Message("E501", "no plan was found within the limit"))

solve._Search.run = slow
sys.exit(run(["plan", sys.argv[1]]))
"""


def test_ctrl_c_before_there_is_any_plan_ends_with_1_and_writes_nothing(planned: Path, snapshot: Snapshot) -> None:
    before = snapshot(planned)
    process = subprocess.Popen([sys.executable, "-c", WAITS, str(planned)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "searching" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    rest = process.communicate()[1]
    assert process.returncode == FAULTS, rest
    assert "stopping; what has been found so far is kept" in rest
    assert "E501" in rest
    assert snapshot(planned) == before


def test_an_error_in_the_search_is_a_bug_and_not_a_silent_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("cupola.cli.plan.make", refusing(ZeroDivisionError("on purpose")))  # type: ignore[arg-type]
    assert run(["plan", str(folder)]) == BUG
    report = Path(capsys.readouterr().err.rsplit(": ", 1)[1].strip())
    assert "on purpose" in report.read_text()
    report.unlink()


def test_progress_off_a_terminal_is_a_line_at_the_start_of_each_stage(capsys: Capture) -> None:
    talk = _Talk()
    for value in range(5):
        talk(Progress("value", value, 10, 1.5, 60.0))
    talk(Progress("money", 4, 8, 2.0, float("inf"), Money(shots=123456, rigging_s=7200), 129600))
    talk(Progress("money", 4, 8, 2.0, float("inf"), Money(rigging_s=3600), 129600))
    talk.end()
    assert capsys.readouterr().err.splitlines() == [
        "  1.5 s  value 0, at most 10, gap 100.0%, 1 min left",
        "  2.0 s  value 4, gap 50.0%; 1,235 USD, rigs and borrowed 2 h 00 min, lead 1.5 days",
    ]
    assert _line(Progress("money", 4, 4, 2.0, 90.0, Money(rigging_s=3600))).endswith(
        "gap 0.0%, 1 min 30 s left; rigs and borrowed 1 h 00 min, lead 0.0 days"
    )


def test_progress_on_a_terminal_is_one_line_that_changes(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    talk = _Talk()
    talk(Progress("value", 0, 0, 0.0, float("inf")))
    talk(Progress("money", 0, 0, 0.1, float("inf"), Money()))
    talk.end()
    err = capsys.readouterr().err
    assert err.count("\r") == 2
    assert err.count("\n") == 1
    assert "gap 0.0%" in err, "of nothing, nothing is missing"


def test_a_plan_with_nothing_in_it_has_no_gap() -> None:
    assert Plan("t", "d", (), (), 0, 0, 0, Money(), "s").gap == 0
    assert Plan("t", "d", (), (), 3, 4, 9, Money(), "s").gap == 0.25


BLIND = BREAKDOWN.replace("light: sun, window: cupola.top,\n         view: earth-day", "light: eclipse, window: cupola.top,\n         view: earth-day")  # fmt: skip  # noqa: E501
"""A breakdown in which 3A wants the day side of the Earth at night."""


def test_a_shot_that_can_never_be_shot_is_named_at_its_line_before_the_search(tmp_path: Path, capsys: Capture) -> None:
    folder = write_small(tmp_path, breakdown=BLIND)
    assert run(["plan", str(folder), "--work", "2", "--json"]) == OK
    out, err = capsys.readouterr()
    (warning,) = json.loads(out)["warnings"]
    line = next(k for k, text in enumerate(BLIND.splitlines(), 1) if "view: earth-day" in text)
    assert (warning["code"], warning["file"], warning["line"]) == ("W402", "breakdown.yaml", line)
    assert "shot 3A can never be shot: 3A needs eclipse with the day side of the Earth" in warning["text"]
    said = err.splitlines()
    told = next(k for k, text in enumerate(said) if text.startswith(f"breakdown.yaml:{line}:"))
    assert said[told + 1].strip().startswith("view: earth-day")
    assert told < next(k for k, text in enumerate(said) if "value" in text and "at most" in text)


def test_a_lock_out_of_its_light_ends_with_1_before_the_search(folder: Path, capsys: Capture) -> None:
    text = BREAKDOWN.replace("shot: 2A,", "shot: 2A, lock: 2021-10-07T11:41:00Z,")
    write_small(folder, breakdown=text)
    assert run(["plan", str(folder), "--work", "2"]) == FAULTS
    found = capsys.readouterr()
    assert "E470 shot 2A is locked to 2021-10-07T11:41:00Z: " in found.err
    assert "breakdown.yaml:24:26:" in found.err
    assert "hint: the nearest instant at which it can begin is 2021-10-0" in found.err
    assert "at most" not in found.err
    assert not (folder / "plan").exists()


def test_a_lock_of_the_old_plan_that_cannot_hold_is_named_in_that_plan(
    planned: Path, capsys: Capture, snapshot: Snapshot
) -> None:
    path = planned / "plan" / "plan.yaml"
    locked = path.read_text().replace('  - shot: "2B"\n', '  - shot: "2B"\n    lock: true\n')
    assert "lock: true" in locked
    path.write_text(locked)
    text = BREAKDOWN.replace("cast: [piet], crew: [dina], light: eclipse", "cast: [piet], crew: [dina], light: sunrise")
    (planned / "breakdown.yaml").write_text(text)
    before = snapshot(planned)
    assert run(["plan", str(planned), "--work", "2"]) == FAULTS
    err = capsys.readouterr().err
    assert "plan/plan.yaml:" in err
    assert "E574 shot 2B is locked to 2021-10-0" in err
    assert "hint: take `lock: true` out; the nearest instant" in err
    assert snapshot(planned) == before
