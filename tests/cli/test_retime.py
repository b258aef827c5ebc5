"""`cupola retime`: the plan on a new orbit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, INTERRUPTED, OK, run
from cupola.clock import utc_text
from cupola.plan.document import read_plan
from tests.cli.conftest import Snapshot
from tests.small import elements_behind


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Elements after which everything comes a minute later."""
    path = tmp_path / "iss-late.tle"
    path.write_text(elements_behind(61.0), encoding="utf-8")
    return path


def test_the_plan_goes_with_its_light_and_the_draft_is_legal_on_the_new_orbit(
    planned: Path, later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["retime", str(planned), "--orbit", str(later)])
    found = capsys.readouterr()
    assert code == OK, found.err
    assert "re-timed" in found.out.splitlines()[0]
    assert "1 min 01 s later" in found.out
    draft = planned / "plan" / "draft-retimed.yaml"
    assert 'orbit: ["orbit/iss-late.tle"]' in draft.read_text("utf-8")
    assert (planned / "orbit" / "iss-late.tle").read_bytes() == later.read_bytes()
    assert run(["verify", str(planned), str(draft)]) == OK
    draft.write_text(draft.read_text("utf-8").replace('  orbit: ["orbit/iss-late.tle"]\n', ""), encoding="utf-8")
    assert run(["verify", str(planned), str(draft)]) == FAULTS, "under the old orbit it is not"


def test_elements_that_are_exchanged_after_the_plan_was_re_timed_are_seen(
    planned: Path, later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["retime", str(planned), "--orbit", str(later)]) == OK
    draft = planned / "plan" / "draft-retimed.yaml"
    there = planned / "orbit" / "iss-late.tle"
    assert f'orbit_sha256: ["{hashlib.sha256(later.read_bytes()).hexdigest()}"]' in draft.read_text("utf-8")
    there.write_text(elements_behind(300.0), encoding="utf-8")
    capsys.readouterr()
    for command in (["verify", str(planned), str(draft)], ["approve", str(planned), str(draft)]):
        by = ["--by", "Ann", "--cause", "reboost"] if command[0] == "approve" else []
        assert run([*command, *by]) == FAULTS
        assert capsys.readouterr().err.startswith("E597 orbit/iss-late.tle is not the file that the plan was re-timed")
    there.write_bytes(later.read_bytes())
    assert run(["verify", str(planned), str(draft)]) == OK


def test_the_same_as_data(planned: Path, later: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["retime", str(planned), "--orbit", str(later), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    shifts = {one["shot"]: one["light_shift_s"] for one in found["strips"]}
    assert found["draft"] == "plan/draft-retimed.yaml"
    assert shifts["1B"] == pytest.approx(61.0, abs=1.0)
    assert all(one["after"] and one["reason"] is None for one in found["strips"])


def test_what_is_wrong_is_said_and_nothing_is_written(
    planned: Path, later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.tle").write_text("<html></html>", encoding="utf-8")
    for extra, code in (
        (["--orbit", str(tmp_path / "page.tle")], "E327"),
        (["--orbit", str(tmp_path / "none.tle")], "E101"),
        (["--orbit", str(later), "--now", "tomorrow"], "E108"),
        ([], "E107"),
    ):
        assert run(["retime", str(planned), *extra]) == FAULTS
        assert code in capsys.readouterr().err
    assert not (planned / "plan" / "draft-retimed.yaml").exists()


def test_interrupted_between_two_files_it_names_the_one_that_is_there(
    planned: Path, later: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cupola.cli.retime.write_whole", interrupted)
        assert run(["retime", str(planned), "--orbit", str(later)]) == INTERRUPTED
        there = planned / "orbit" / "iss-late.tle"
        assert capsys.readouterr().err.splitlines()[-1] == f"interrupted; already written: {there}"
        assert there.exists()
        assert run(["retime", str(planned), "--orbit", str(later)]) == INTERRUPTED
        assert capsys.readouterr().err.endswith("\ninterrupted; nothing was written\n"), "it was there before"


def test_an_orbit_that_cannot_be_flown_is_not_brought_in_and_its_name_stays_free(
    planned: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    new, before = tmp_path / "new.tle", snapshot(planned)
    new.write_text(elements_behind(61.0).replace("15.48", "15.49"), encoding="utf-8")
    assert run(["retime", str(planned), "--orbit", str(new)]) == FAULTS
    assert "E302" in capsys.readouterr().err
    assert snapshot(planned) == before
    new.write_text(elements_behind(61.0), encoding="utf-8")
    assert run(["retime", str(planned), "--orbit", str(new), "--orbit", str(new)]) == OK
    assert 'orbit: ["orbit/new.tle"]' in (planned / "plan" / "draft-retimed.yaml").read_text("utf-8"), "named once"


def test_what_is_under_way_and_loses_its_light_is_named(
    planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1B waits for its second sunrise when elements come by which that is ten minutes later."""
    strip = read_plan(planned / "plan" / "plan.yaml").plan.strip("1B")
    assert strip and len(strip.passes) == 2
    (tmp_path / "new.tle").write_text(elements_behind(600.0), encoding="utf-8")
    now = utc_text(strip.passes[0].span.stop)
    assert run(["retime", str(planned), "--orbit", str(tmp_path / "new.tle"), "--now", now]) == FAULTS
    found = capsys.readouterr()
    assert "1B began before the new elements came and cannot go on as planned" in found.err
    assert not (planned / "plan" / "draft-retimed.yaml").exists()
