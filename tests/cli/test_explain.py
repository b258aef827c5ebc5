"""`cupola explain`: reasons and changes of what is left out, the place of what is in, and only of a legal plan."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.cli.explain import _text
from cupola.plan.argument.explain import Explanation
from cupola.production import load
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]

CHANGE = {"kind", "text", "cost_s", "lost", "edits", "strips"}
"""The fields of a change."""
PLACE = {"from", "here", "fits", "cost_s", "price_usd", "pushes_out", "held_by_locks", "which_go_to"}
PLACES = {"openings", "places", "next_best", "after", "before", "matches"}
"""The fields of the places of a shot."""


def test_what_is_left_out_as_json(left_out: Path, capsys: Capture) -> None:
    assert run(["explain", str(left_out), "--json"]) == OK
    (scene,) = json.loads(capsys.readouterr().out)
    assert set(scene) == {"scene", "reasons", "conflicts", "changes", "complete"}
    assert scene["scene"] == "2"
    assert [reason["shot"] for reason in scene["reasons"]] == ["2A", "2B"]
    assert all(set(reason) == {"shot", "reason"} for reason in scene["reasons"])
    assert all(set(change) == CHANGE for change in scene["changes"])
    assert all(
        set(edit) == {"file", "line", "path", "value"} for change in scene["changes"] for edit in change["edits"]
    )
    assert all(set(one) == {"shots", "text", "minimal", "reasons"} for one in scene["conflicts"])
    assert all(set(why) == {"kind", "about", "other", "day"} for one in scene["conflicts"] for why in one["reasons"])
    assert all(one["minimal"] and one["reasons"] for one in scene["conflicts"])
    costs = [change["cost_s"] for change in scene["changes"]]
    assert costs
    assert costs == sorted(costs)


def test_what_is_left_out_in_words(left_out: Path, capsys: Capture) -> None:
    assert run(["explain", str(left_out)]) == OK
    out = capsys.readouterr().out
    assert out.startswith("Scene 2  INT. NAUKA - NIGHT  (2/8, priority 2)\n  2A needs 34 min")
    assert "  What would bring it in, cheapest first:\n    - Piet Player " in out
    assert "of crew time" in " ".join(out.split())
    assert "  The least that keeps it out:\n    - These alone keep 2A out: " in out
    assert re.search(r"^        production\.yaml:\d+: film_per_day: \d+ min$", out, re.MULTILINE)
    assert all(len(line) <= 100 for line in out.splitlines())


@pytest.mark.parametrize("name", ["2", "2A", "2B"])
def test_a_scene_and_each_of_its_shots_have_the_same_explanation(left_out: Path, name: str, capsys: Capture) -> None:
    assert run(["explain", str(left_out), name]) == OK
    assert capsys.readouterr().out.startswith("Scene 2  INT. NAUKA - NIGHT")


def test_what_is_scheduled_as_json(planned: Path, capsys: Capture) -> None:
    assert run(["explain", str(planned), "1", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert [set(item) for item in found] == [{"shot", "scheduled", "needs", "held_by"} | PLACES] * 2
    places = [place for item in found for place in item["places"]]
    assert all(set(p) == PLACE for p in places)
    assert [sum(place["here"] for place in item["places"]) for item in found] == [1, 1]
    assert [item["shot"] for item in found] == ["1A", "1B"]
    assert [len(item["scheduled"]) for item in found] == [3, 2]
    assert set(found[0]["scheduled"][0]) == {"from", "to"}
    assert found[1]["needs"] == "sunrise"


def test_what_is_scheduled_in_words(planned: Path, capsys: Capture) -> None:
    assert run(["explain", str(planned), "3"]) == OK
    out = capsys.readouterr().out
    assert re.search(r"^3B is scheduled on \d October, CUPOLA:$", out, re.MULTILINE)
    assert ", escorted by Eve Escort" in out
    assert "  it needs no particular light" in out
    assert re.search(r"  light, set and people come together for it \w+ times", out)
    assert ": here\n" in out
    assert "  what holds it: it needs two passes in like light" in out or "  nothing else holds it there" in out
    assert "  it needs sunlight with the day side of the Earth in view of cupola.top" in out
    assert re.search(r"set-up from \d\d:\d\d, takes at \d\d:\d\d:\d\d \(GMT\)", out)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("3C", 'E505 "3C" is neither a shot nor a scene\nhint: Did you mean'),
        ("9Z", 'E505 "9Z" is neither a shot nor a scene'),
        ("4", "E505 scene 4 has no shot on this flight"),
    ],
)
def test_a_name_that_is_in_no_plan_is_refused(planned: Path, name: str, says: str, capsys: Capture) -> None:
    assert run(["explain", str(planned), name]) == FAULTS
    assert says in capsys.readouterr().err


def test_when_no_change_helps_it_says_so(planned: Path) -> None:
    text = _text(load(planned), Explanation("1", (("1A", "1A is out."),), ()), lambda _: [])
    assert text.splitlines()[-1] == "  No single change was found that brings it in."


def test_when_the_work_did_not_last_it_says_so(planned: Path) -> None:
    text = _text(load(planned), Explanation("1", (("1A", "1A is out."),), (), complete=False), lambda _: [])
    assert text.splitlines()[-2:] == [
        "  No single change was found that brings it in.",
        "  Other changes were not tried: the work that one scene is given was used up.",
    ]


def test_there_must_be_a_plan(folder: Path, capsys: Capture) -> None:
    for command in ("explain", "verify", "paper"):
        assert run([command, str(folder)]) == FAULTS
        assert "E101 there is no plan at plan/plan.yaml\nhint: make one: cupola plan" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["explain", "paper"])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('shot: "3A"', 'shot: "9Z"', "E510"),
        ('set: "cupola"', 'set: "nowhere"', "E512"),
        ('people: ["ada"', 'people: ["nobody"', "E512"),
        ('camera: "komodo"', 'camera: "box"', "E512"),
        ('escort: "eve"', 'escort: "bob"', "E524"),
        ("value: 125", "value: 124", "E511"),
    ],
)
def test_a_plan_that_was_broken_by_hand_is_neither_explained_nor_printed(
    planned: Path, command: str, old: str, new: str, code: str, capsys: Capture, snapshot: Snapshot
) -> None:
    path = planned / "plan" / "plan.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    before = snapshot(planned)
    for name in ([], ["3A"]) if command == "explain" else ([],):
        assert run([command, str(planned), *name]) == FAULTS
        found = capsys.readouterr()
        assert f": {code} " in found.err
        assert "plan/plan.yaml:" in found.err
        assert found.out == ""
    assert snapshot(planned) == before


def test_what_holds_a_planned_shot_is_told_first_a_lock_with_its_line(planned: Path, capsys: Capture) -> None:
    plan = planned / "plan" / "plan.yaml"
    before, head, rest = plan.read_text("utf-8").partition('  - shot: "3B"\n')
    plan.write_text(f"{before}{head}    lock: true\n{rest}", "utf-8")
    line = before.count("\n") + 2
    assert run(["explain", str(planned), "3B"]) == OK
    assert f"what holds it: a lock in plan/plan.yaml:{line}" in capsys.readouterr().out
    assert run(["explain", str(planned), "3B", "--json"]) == OK
    assert json.loads(capsys.readouterr().out)[0]["held_by"] == f"a lock in plan/plan.yaml:{line}"


def test_of_a_shot_that_is_made_no_other_place_is_offered(planned: Path, capsys: Capture) -> None:
    now = "2021-10-08T21:00Z"
    assert run(["replan", str(planned), "--now", now]) == OK
    assert run(["approve", str(planned), "plan/draft-a.yaml", "--by", "Bo", "--cause", "wrap"]) == OK
    capsys.readouterr()
    assert run(["explain", str(planned), "3B"]) == OK
    out = capsys.readouterr().out
    assert "come together for it once" in out
    assert "what holds it: it is shot" in out
