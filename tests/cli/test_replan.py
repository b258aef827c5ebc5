"""`cupola replan`: drafts written, the difference shown, mistakes of typing named all at once."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import BUG, FAULTS, OK, USAGE, run
from cupola.clock import utc_text
from cupola.plan.document import plan_text, read_plan
from cupola.plan.replan.replan import replan
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import load
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]
NOW = "2021-10-06T06:00Z"


def the_plan(folder: Path) -> Plan:
    """Read the plan of the folder."""
    return read_plan(folder / "plan" / "plan.yaml").plan


def an_event(folder: Path) -> str:
    """Give an event that strikes the last strip of the plan alone."""
    span = the_plan(folder).strips[-1].passes[-1].takes[-1]
    return f"smoke alarm {utc_text(span.start)}..{utc_text(span.stop)}"


def data(capsys: Capture) -> Any:
    """Give what was printed as data."""
    return json.loads(capsys.readouterr().out)


def test_drafts_are_written_legal_and_shown_strip_by_strip(planned: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before, hit = snapshot(planned), the_plan(planned).strips[-1].shot
    assert run(["replan", str(planned), "--now", NOW, "--event", an_event(planned)]) == OK
    found = capsys.readouterr()
    assert "plan/draft-a.yaml  fewest moves: nothing is lost; 1 strip moves\n" in found.out
    assert "  3 of 3 scenes, value 125 of at most 125\n" in found.out
    assert f"  {hit}  " in found.out
    assert ": smoke alarm " in found.out
    assert "shots made or under way: 0; to come: 6, with " in found.out
    assert "going on from plan/plan.yaml" in found.err
    assert f"next: cupola approve {planned} plan/draft-a.yaml --by NAME --cause TEXT" in found.err
    after = snapshot(planned)
    assert {name: after[name] for name in before} == before, "nothing is approved, nothing is overwritten"
    production = load(planned)
    for name in set(after) - set(before):
        assert verify(production, read_plan(planned / name).plan) == ()
    assert "plan/draft-a.yaml" in after


def test_the_first_line_says_what_is_lost_and_what_is_lost_is_listed_first(planned: Path, capsys: Capture) -> None:
    """3B is shot; Eve, the only escort, is away for the rest of the shoot."""
    strip = the_plan(planned).strip("3A")
    assert strip is not None
    now = utc_text(strip.span.start - 60)
    assert run(["replan", str(planned), "--now", now, "--busy", "eve:.."]) == OK
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "plan/draft-a.yaml  fewest moves: scene 3 is lost; no strip moves"
    assert lines[0].startswith("  2 of 3 scenes, value 100 of at most ")
    assert [line for line in lines if "→ left out" in line]


def test_where_nothing_is_hit_nothing_has_to_change(planned: Path, capsys: Capture) -> None:
    assert run(["replan", str(planned), "--now", NOW]) == OK
    assert capsys.readouterr().out.splitlines()[0] == "plan/draft-a.yaml  fewest moves: nothing has to change"


def test_the_same_as_data(planned: Path, capsys: Capture) -> None:
    hit = the_plan(planned).strips[-1].shot
    assert run(["replan", str(planned), "--now", NOW, "--event", an_event(planned), "--json"]) == OK
    found = data(capsys)
    assert (found["now"], found["done"], found["under_way"], found["lost"]) == ("2021-10-06T06:00:00Z", [], [], [])
    assert set(found["causes"]) == {hit}
    draft = found["drafts"][0]
    assert (draft["file"], draft["way"], draft["value"]) == ("plan/draft-a.yaml", "fewest moves", 125)
    move = next(move for move in draft["moves"] if move["shot"] == hit)
    assert set(move) == {"shot", "scene", "kind", "before", "after", "reason"}
    assert move["kind"] == "moved"
    assert draft["crew_time_s"] > 3600


def test_when_nothing_is_hit_one_draft_says_so_and_an_old_second_one_goes(planned: Path, capsys: Capture) -> None:
    (planned / "plan" / "draft-b.yaml").write_text("of yesterday")
    assert run(["replan", str(planned), "--now", NOW]) == OK
    assert "nothing has to change" in capsys.readouterr().err
    assert not (planned / "plan" / "draft-b.yaml").exists()
    assert the_plan(planned).strips == read_plan(planned / "plan" / "draft-a.yaml").plan.strips


def test_news_of_a_wrong_year_are_asked_about(planned: Path, capsys: Capture) -> None:
    """An instant without a date is of the day of `--now`, and that is a slip here: 2012 for 2021."""
    assert run(["replan", str(planned), "--now", "2012-10-07T12:00Z", "--block", "nauka:..18:00Z"]) == OK
    found = capsys.readouterr().err
    assert '"NAUKA is closed" is over before the shoot begins: it changes nothing; is its date right?' in found


def test_what_is_over_by_now_is_said_to_change_nothing(planned: Path, capsys: Capture) -> None:
    assert run(["replan", str(planned), "--now", "2021-10-06T06:30Z", "--block", "nauka:..06:20Z"]) == OK
    assert '"NAUKA is closed" is over by then: it changes nothing' in capsys.readouterr().err


def test_what_comes_when_the_shoot_is_over_is_said_to_change_nothing(planned: Path, capsys: Capture) -> None:
    late = "smoke alarm 2022-10-06T10:00Z..2022-10-06T11:00Z"
    assert run(["replan", str(planned), "--now", NOW, "--event", late]) == OK
    assert '"smoke alarm" comes when the shoot is over: it changes nothing' in capsys.readouterr().err


def test_done_shots_are_told_with_commas_and_an_empty_word_is_none(planned: Path, capsys: Capture) -> None:
    now = "2021-10-08T23:00Z"
    shots = [strip.shot for strip in the_plan(planned).strips]
    assert run(["replan", str(planned), "--now", now, "--done", " , ".join(shots), "--json"]) == OK
    assert data(capsys)["done"] == shots
    assert run(["replan", str(planned), "--now", now, "--done", "", "--json"]) == OK
    found = data(capsys)
    assert (found["done"], found["lost"]) == ([], shots)
    assert {move["kind"] for move in found["drafts"][0]["moves"]} == {"dropped"}


def test_locks_go_into_the_draft(planned: Path) -> None:
    shot = the_plan(planned).strips[-1].shot
    assert run(["replan", str(planned), "--now", NOW, "--lock", shot]) == OK
    assert [s.shot for s in read_plan(planned / "plan" / "draft-a.yaml").plan.strips if s.lock] == [shot]
    assert "    lock: true" in (planned / "plan" / "draft-a.yaml").read_text("utf-8")


def test_all_that_is_not_understood_is_named_at_once(planned: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before = snapshot(planned)
    asked = ["--event", "smoke 09:13Z", "--block", "nauca:..10:00Z", "--busy", "pit:..10:00Z"]
    assert run(["replan", str(planned), "--now", NOW, *asked]) == FAULTS
    err = capsys.readouterr().err
    assert err.count("E580") == 3
    assert '--block:1:1: E580 the set "nauca" is unknown\n  nauca:..10:00Z\n  ^\nhint: Did you mean "nauka"?' in err
    assert snapshot(planned) == before


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (["--now", "noon"], FAULTS, 'E108 --now: "noon" is not an instant'),
        (["--now", "2021-11-01T00:00Z"], FAULTS, "E581 nothing can be shot from then on"),
        (["--now", NOW, "--done", "1A"], FAULTS, "E582 1A is not planned to be over by now"),
        (["--now", NOW, "--lock", "9Z"], FAULTS, 'E582 "9Z" is not in the plan'),
        ([], USAGE, "--now"),
    ],
)
def test_a_mistake_writes_nothing(
    planned: Path, asked: list[str], code: int, says: str, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(planned)
    assert run(["replan", str(planned), *asked]) == code
    assert says in capsys.readouterr().err
    assert snapshot(planned) == before


def test_documents_that_have_changed_are_followed_and_this_is_said(planned: Path, capsys: Capture) -> None:
    text = (planned / "breakdown.yaml").read_text("utf-8")
    (planned / "breakdown.yaml").write_text(text.replace("setup: 15 min, take: 1 min", "setup: 17 min, take: 1 min"))
    assert run(["replan", str(planned), "--now", NOW, "--json"]) == OK
    found = capsys.readouterr()
    assert "the documents have changed since it was made" in found.err
    assert list(json.loads(found.out)["causes"]) == ["2A"]
    assert run(["approve", str(planned), "plan/draft-a.yaml", "--by", "Ann", "--cause", "a longer set-up"]) == OK


def test_without_a_plan_it_says_how_to_make_one(folder: Path, capsys: Capture) -> None:
    assert run(["replan", str(folder), "--now", NOW]) == FAULTS
    assert "make one: cupola plan" in capsys.readouterr().err


def test_an_illegal_draft_is_a_bug_and_is_not_written(
    planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, snapshot: Snapshot
) -> None:
    def wrong(*args: Any, **options: Any) -> Any:
        found = replan(*args, **options)
        draft = replace(found.drafts[0], plan=replace(found.drafts[0].plan, value=1))
        return replace(found, drafts=(draft,))

    monkeypatch.setattr("cupola.cli.replan.plan_anew", wrong)
    before = snapshot(planned)
    assert run(["replan", str(planned), "--now", NOW]) == BUG
    assert "E511" in capsys.readouterr().err
    assert snapshot(planned) == before


def test_planning_again_keeps_what_is_locked_by_hand(planned: Path, capsys: Capture) -> None:
    plan = the_plan(planned)
    locked = plan.strips[-1]
    strips = (*plan.strips[:-1], replace(locked, lock=True))
    (planned / "plan" / "plan.yaml").write_text(plan_text(replace(plan, strips=strips)), encoding="utf-8")
    assert run(["plan", str(planned), "--work", "2", "--seed", "7"]) == OK
    assert f"locked in the old plan, and kept there: {locked.shot}" in capsys.readouterr().err
    again = the_plan(planned).strip(locked.shot)
    assert again is not None
    assert again.lock
    assert [one.span.start for one in again.passes] == [one.span.start for one in locked.passes]


def locked_in_the_plan(folder: Path, shot: str) -> int:
    """Lock a shot in plan.yaml by hand; give the line of its strip."""
    plan = folder / "plan" / "plan.yaml"
    before, head, rest = plan.read_text("utf-8").partition(f'  - shot: "{shot}"\n')
    plan.write_text(f"{before}{head}    lock: true\n{rest}", "utf-8")
    return before.count("\n") + 1


def test_locks_that_cannot_hold_are_all_named_at_their_lines(planned: Path, capsys: Capture) -> None:
    lines = {shot: locked_in_the_plan(planned, shot) for shot in ("2A", "2B")}
    first = min(strip.span.start for strip in the_plan(planned).strips if strip.shot in lines)
    asked = ["replan", str(planned), "--now", utc_text(first - 60), "--event", "smoke 06:00Z..2021-10-09T00:00Z"]
    assert run(asked) == FAULTS
    err = capsys.readouterr().err
    for shot in lines:
        place = re.search(rf"^plan/plan\.yaml:(\d+):\d+: E574 {shot} is locked and cannot be shot then: ", err, re.M)
        assert place
        assert abs(int(place[1]) - lines[shot]) <= 1
        assert f"hint: let it move: --unlock {shot}" in err
    assert not (planned / "plan" / "draft-a.yaml").exists()


def test_a_lock_that_was_typed_just_now_has_no_line(planned: Path, capsys: Capture) -> None:
    strip = the_plan(planned).strip("2B")
    assert strip is not None
    event = f"smoke {utc_text(strip.span.start)}..{utc_text(strip.span.stop)}"
    asked = ["replan", str(planned), "--now", utc_text(strip.span.start - 60), "--event", event, "--lock", "2B"]
    assert run(asked) == FAULTS
    assert "E574 2B is locked and cannot be shot then: " in capsys.readouterr().err


def test_a_lock_of_the_breakdown_that_an_event_strikes_is_named_there(planned: Path, capsys: Capture) -> None:
    strip = the_plan(planned).strip("2B")
    assert strip is not None
    document = planned / "breakdown.yaml"
    old = document.read_text("utf-8")
    document.write_text(old.replace("shot: 2B,", f"shot: 2B, lock: {utc_text(strip.span.start)},"), "utf-8")
    event = f"smoke {utc_text(strip.span.start)}..{utc_text(strip.span.stop)}"
    assert run(["replan", str(planned), "--now", utc_text(strip.span.start - 60), "--event", event]) == FAULTS
    err = capsys.readouterr().err
    assert re.search(r"^breakdown\.yaml:\d+:\d+: E574 2B is locked and cannot be shot then: ", err, re.M)
    assert "hint: take its lock out, or lock it elsewhere" in err
