"""`cupola match`: the later light that would cut with a take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.plan.document import read_plan
from tests.small import elements_behind

Capture = pytest.CaptureFixture[str]
SUNRISE = "2021-10-07T06:12:02Z"
"""Five seconds into a sunrise."""


def asked(capsys: Capture, *arguments: object) -> Any:
    """Give what the command prints as JSON."""
    assert run(["match", *(str(a) for a in arguments), "--json"]) == OK
    return json.loads(capsys.readouterr().out)


def sunrise(capsys: Capture, folder: Path) -> str:
    """Give an instant five seconds into the third sunrise of the shoot."""
    assert run(["light", str(folder), "--light", "sunrise", "--json"]) == OK
    start = json.loads(capsys.readouterr().out)["opportunities"][2]["from"]
    return f"{start[:17]}{float(start[17:22]) + 5:05.2f}Z" if float(start[17:22]) < 54 else start


def test_a_take_of_a_sunrise_as_json(folder: Path, capsys: Capture) -> None:
    at = sunrise(capsys, folder)
    found = asked(capsys, folder, "1B", "--at", at)
    assert set(found) == {"shot", "take", "tolerance", "matches", "limits", "orbit"}
    assert found["take"]["phase"] == "sunrise"
    assert found["tolerance"] == {"turn_deg": 15.0, "stops": 0.5, "mired": 25.0}
    assert len(found["matches"]) > 5
    assert {m["phase"] for m in found["matches"]} == {"sunrise"}
    assert all(m["utc"] > found["take"]["to"] for m in found["matches"])
    first = found["matches"][0]
    assert first["apart"] == min(m["apart"] for m in found["matches"])
    assert first["minutes_from_now"] == pytest.approx(92.9, abs=1.0), "a revolution later"


def test_minutes_count_from_now_and_what_is_past_is_left_out(folder: Path, capsys: Capture) -> None:
    at = sunrise(capsys, folder)
    whole, later = (asked(capsys, folder, "1B", "--at", at, *now) for now in ((), ("--now", "2021-10-07T12:00Z")))
    assert 0 < len(later["matches"]) < len(whole["matches"])
    assert all(m["utc"] > "2021-10-07T12:00" and m["minutes_from_now"] > 0 for m in later["matches"])


def test_light_before_the_take_is_over_is_no_match_even_if_one_asks_from_before(folder: Path, capsys: Capture) -> None:
    at = sunrise(capsys, folder)
    usual, early = (asked(capsys, folder, "1B", "--at", at, *now) for now in ((), ("--now", "2021-10-06T00:00Z")))
    assert [m["utc"] for m in early["matches"]] == [m["utc"] for m in usual["matches"]]
    assert all(m["utc"] > early["take"]["to"] for m in early["matches"])


def test_the_planned_take_is_the_one_by_default(planned: Path, capsys: Capture) -> None:
    strip = read_plan(planned / "plan" / "plan.yaml", "plan.yaml").plan.strip("1B")
    assert strip is not None
    takes = [take for one in strip.passes for take in one.takes]
    found = asked(capsys, planned, "1B", "--take", 2, "--stops", 3, "--mired", 300)
    assert found["take"]["from"].startswith(f"2021-10-0{6 + int((takes[1].start - 1633478400) // 86400)}")
    assert found["tolerance"]["stops"] == 3.0


def test_as_text_with_all_three_clocks(folder: Path, capsys: Capture) -> None:
    assert run(["match", str(folder), "1B", "--at", sunrise(capsys, folder)]) == OK
    captured = capsys.readouterr()
    head, first, *_ = captured.out.splitlines()
    assert head.split() == ["UTC", "GMT", "mission", "from", "now", "for", "difference"]
    assert "93 min" in first
    assert "stops" in first
    assert "1B at 2021-10-0" in captured.err
    assert "same phase, Sun within 15 deg, light within 0.5 stops" in captured.err


def test_nothing_that_matches_is_said_with_what_to_do(folder: Path, capsys: Capture) -> None:
    options = ["--stops", "0.001", "--mired", "0.01", "--turn", "0.01deg"]
    assert run(["match", str(folder), "1B", "--at", sunrise(capsys, folder), *options]) == OK
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing matches: allow more with --turn, --stops and --mired" in captured.err


def test_a_shot_that_names_no_window_is_lit_by_all_of_its_set(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder, "3B", "--at", "2021-10-07T09:00Z")
    assert found["matches"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["9Z", "--at", SUNRISE], 'E505 there is no shot "9Z"'),
        (["1B", "--at", "tomorrow"], "E108"),
        (["1B", "--at", "2021-10-20T00:00Z"], "E366"),
        (["1B", "--at", SUNRISE, "--stops", "0"], "E365"),
        (["1B", "--at", SUNRISE, "--turn", "-5deg"], "E365"),
        (["1B", "--at", SUNRISE, "--take", "1"], "name one of them"),
        (["1B", "--at", SUNRISE, "--turn", "15"], "E107 --turn: 15 has no unit"),
        (["1B"], "E101"),
    ],
)
def test_what_cannot_be_answered_is_said(folder: Path, capsys: Capture, arguments: list[str], words: str) -> None:
    assert run(["match", str(folder), *arguments]) == FAULTS
    assert words in capsys.readouterr().err


def test_a_take_that_is_not_planned_is_named(planned: Path, capsys: Capture) -> None:
    assert run(["match", str(planned), "1B", "--take", "7"]) == FAULTS
    assert "1B has 2 takes in the plan, no take 7" in capsys.readouterr().err


def test_a_shot_that_is_not_in_the_plan_needs_an_instant(left_out: Path, capsys: Capture) -> None:
    assert run(["match", str(left_out), "2A"]) == FAULTS
    assert "2A is not in the plan\nhint: say when the take was: --at" in capsys.readouterr().err


def test_the_take_of_a_plan_that_was_re_timed_is_matched_on_its_orbit(
    planned: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "late.tle").write_text(elements_behind(61.0), encoding="utf-8")
    assert run(["retime", str(planned), "--orbit", str(tmp_path / "late.tle")]) == OK
    assert run(["approve", str(planned), "plan/draft-retimed.yaml", "--by", "Ann", "--cause", "reboost"]) == OK
    capsys.readouterr()
    found = asked(capsys, planned, "1B")
    assert found["orbit"]["source"] == "late.tle"
    assert found["take"]["phase"] == "sunrise", "a minute earlier there was none"
