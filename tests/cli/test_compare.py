"""`cupola plan --compare`: two drafts in a table that fits a terminal, or as data; nothing is planned or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.cli.compare import WIDTH, _names
from cupola.plan.figures import PARTS
from tests.cli.conftest import Snapshot
from tests.small import elements_behind

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def drafts(planned: Path) -> tuple[Path, Path]:
    """Give the production's folder and a draft in it that was edited by hand: another escort, another time."""
    text = (planned / "plan" / "plan.yaml").read_text(encoding="utf-8")
    assert 'escort: "eve"' in text
    draft = planned / "plan" / "draft-a.yaml"
    draft.write_text(text.replace('escort: "eve"', 'escort: "piet"', 1), encoding="utf-8")
    return planned, draft


def test_the_second_draft_is_the_production_s_own_plan(drafts: tuple[Path, Path], capsys: Capture) -> None:
    folder, draft = drafts
    assert run(["plan", str(folder), "--compare", str(draft)]) == FAULTS, "the draft breaks a rule"
    out = capsys.readouterr().out
    head = out.splitlines()[0]
    assert head.split() == ["A", "Small", "Step", "draft-a.yaml", "plan.yaml"]
    assert "rules that draft-a.yaml breaks: 1" in out
    assert "rules that plan.yaml breaks" not in out
    assert "E524" in out
    assert "escorts piet → eve" in out or "escorts piet, eve → eve" in out
    assert "strips that stay where they are: 6" in out


def test_once_a_plan_is_approved_a_draft_is_laid_beside_that_one(drafts: tuple[Path, Path], capsys: Capture) -> None:
    folder, draft = drafts
    own = folder / "plan" / "plan.yaml"
    draft.write_bytes(own.read_bytes())
    assert run(["approve", str(folder), "--by", "Ann", "--cause", "the first"]) == OK
    own.unlink()
    capsys.readouterr()
    assert run(["plan", str(folder), "--compare", str(draft)]) == OK
    found = capsys.readouterr()
    assert found.out.splitlines()[0].split()[-2:] == ["draft-a.yaml", "0001.yaml"]
    assert found.err.splitlines()[-1] == f"next: cupola verify {folder} {folder / 'plan' / 'approved' / '0001.yaml'}"


def test_the_table_fits_and_has_every_part_and_day(drafts: tuple[Path, Path], capsys: Capture) -> None:
    folder, draft = drafts
    run(["plan", str(folder), "--compare", str(draft), str(folder / "plan" / "plan.yaml")])
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= WIDTH
    rows = {line[:43].strip(): line[43:].split() for line in lines}
    assert rows["scenes"] == ["3", "of", "3", "3", "of", "3"]
    assert rows["value of the scenes"] == ["125", "125"]
    assert rows["rules that are broken"] == ["1", "none"]
    assert rows["value in the can, 8 October"] == ["125", "125"]
    assert sum(name.startswith("value in the can") for name in rows) == 3
    assert "before the wrap in the mean" in rows


def test_a_plan_and_itself_are_legal_and_alike(planned: Path, capsys: Capture) -> None:
    plan = str(planned / "plan" / "plan.yaml")
    assert run(["plan", str(planned), "--compare", plan, plan]) == OK
    found = capsys.readouterr()
    assert "→" not in found.out
    assert "only in" not in found.out
    assert "next: cupola verify" in found.err


def test_scenes_of_one_draft_alone_are_named_with_their_worth(planned: Path, left_out: Path, capsys: Capture) -> None:
    """The plan of a production in which scene 2 does not fit, laid beside one in which it does."""
    other = left_out / "plan" / "plan.yaml"
    assert run(["plan", str(planned), "--compare", str(other)]) in (OK, FAULTS)
    found = capsys.readouterr()
    assert "only in planned/" not in found.out
    assert "scene 2 (worth 40)" in found.out
    assert "E503" in found.err, "its documents were others"


def test_both_drafts_as_data(drafts: tuple[Path, Path], capsys: Capture, snapshot: Snapshot) -> None:
    folder, draft = drafts
    before = snapshot(folder)
    assert run(["plan", str(folder), "--compare", str(draft), "--json"]) == FAULTS
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["a", "b", "only_a", "only_b", "staying", "moves", "recast"]
    assert (found["a"]["name"], found["b"]["name"]) == ("draft-a.yaml", "plan.yaml")
    assert {f"{part}_usd" for part in PARTS} <= set(found["a"]["money"])
    assert found["a"]["robustness"]["in_the_can"][-1] == 125
    assert [fault["code"] for fault in found["a"]["faults"]] == ["E524"]
    assert found["recast"][0]["what"] == "escorts"
    assert snapshot(folder) == before, "nothing is written"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--compare"], "E636 --compare with 0 drafts: give one or two"),
        (["--compare", "a", "b", "c"], "E636 --compare with 3 drafts"),
        (["--compare", "a", "--seed", "3"], "E636 --compare makes no plan, so --seed does nothing"),
        (["--compare", "a", "--work", "60"], "E636 --compare makes no plan, so --work does nothing"),
        (["--compare", "nowhere.yaml"], "E101 there is no plan at nowhere.yaml"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    planned: Path, asked: list[str], says: str, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(planned)
    assert run(["plan", str(planned), *asked]) == FAULTS
    found = capsys.readouterr()
    assert says in found.err
    assert found.out == ""
    assert snapshot(planned) == before, "above all, no plan is made"


def test_a_plan_of_another_production_is_refused(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    text = (planned / "plan" / "plan.yaml").read_text(encoding="utf-8")
    (tmp_path / "ferry.yaml").write_text(text.replace('"A Small Step"', '"The Ferry"', 1), encoding="utf-8")
    assert run(["plan", str(planned), "--compare", str(tmp_path / "ferry.yaml")]) == FAULTS
    assert 'E635 ferry.yaml is a plan of "The Ferry", not of "A Small Step"' in capsys.readouterr().err


def test_drafts_of_one_name_are_told_apart_by_their_folders() -> None:
    assert _names([Path("x/plan.yaml"), Path("y/plan.yaml")]) == ["x/plan.yaml", "y/plan.yaml"]
    assert _names([Path("x/a.yaml"), Path("y/b.yaml")]) == ["a.yaml", "b.yaml"]
    long = _names([Path("a" * 40 + ".yaml"), Path("b.yaml")])[0]
    assert len(long) < 28
    assert long.startswith("…")


def test_each_draft_is_seen_on_its_own_orbit_and_with_what_it_knows(
    planned: Path, tmp_path: Path, capsys: Capture
) -> None:
    """The plan as it was, the one on the new orbit, and one after a closed set: each is legal in its own world."""
    (tmp_path / "late.tle").write_text(elements_behind(61.0), encoding="utf-8")
    assert run(["retime", str(planned), "--orbit", str(tmp_path / "late.tle")]) == OK
    assert run(["replan", str(planned), "--now", "2021-10-06T00:00Z", "--block", "nauka:.."]) == OK
    plan, retimed, closed = (
        str(planned / "plan" / name) for name in ("plan.yaml", "draft-retimed.yaml", "draft-a.yaml")
    )
    capsys.readouterr()
    assert run(["plan", str(planned), "--compare", plan, retimed, "--json"]) == OK
    assert run(["plan", str(planned), "--compare", retimed, closed]) == OK
    assert "only in draft-retimed.yaml: scene 1" in capsys.readouterr().out
