"""`cupola flight PRODUCTION`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from cupola.cli.standing import Standing
from tests.docs.page import ROOT
from tests.production.ships import WITH_SHIPS, text_of
from tests.small import write_small

Capture = pytest.CaptureFixture[str]

CHALLENGE = str(ROOT / "productions/the-challenge")


def test_the_flight_of_the_challenge_is_printed_beside_the_real_times(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cupola.cli.timeline.standing", lambda *_: Standing(None))
    assert run(["flight", CHALLENGE]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "as written, UTC                                     as computed from iss.tle"
    assert lines[1].startswith("2021-10-05T08:55:02Z  launch Soyuz MS-19            computed 08:55:0")
    assert lines[1].endswith("(station 2.3 deg behind, open: two-orbit)")
    assert lines[2].startswith("2021-10-05T12:22:31Z  contact Soyuz MS-19           computed 12:17:")
    assert "(two-orbit chase, taken over by hand: 9 min 05 s later than by itself)" in lines[2]
    assert lines[7].startswith("2021-10-17T01:14:00Z  undocking Soyuz MS-18         computed 01:14:37Z, 37 s later")
    assert lines[8].startswith("2021-10-17T04:35:44Z  landing Soyuz MS-18           computed 04:35:4")
    assert "  home: 3 of 3 seats: Oleg Novitsky, Klim Shipenko, Yulia Peresild" in lines
    assert "  up: 13.75 of 2500 kg, 60 of 6600 l: the film's equipment" in lines
    assert "seat liner of Klim Shipenko: from Soyuz MS-19 to Soyuz MS-18, from 2021-10-05T14:52Z" in lines
    assert "Klim Shipenko: 11 d 12 h 51 min aboard, 11 d 19 h 40 min from launch to landing" in lines


def test_the_same_as_json(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path, production=WITH_SHIPS)
    assert run(["flight", str(tmp_path), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert [one["what"] for one in found["timeline"]][:3] == ["launch", "contact", "hatches open"]
    old, cargo, new = found["ships"]
    assert old["down"] == {
        "people": ["dina", "ada", "Carl Commander"],
        "kg": 5.9,
        "most_kg": 60.0,
        "litres": 31.5,
        "most_litres": 150.0,
        "drives": 6,
    }
    assert (cargo["departs"], new["seats"], new["port"]) == (None, 3, "rassvet")
    assert found["liners"][0] == {
        "person": "ada",
        "from": "New Soyuz",
        "to": "Old Soyuz",
        "after": "2021-10-06T02:30:00Z",
    }
    assert {one["person"] for one in found["stays"]} == {"Dina Director", "Ada Actress", "Piet Player", "Eve Escort"}
    assert found["rushes_gb"] > 0


def test_a_ship_that_stays_on_and_one_that_is_early_or_late_are_said_to_be(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path, production=text_of(("lands: 2021-10-09T09:21:00Z", "lands: 2021-10-09T09:21:01Z")))
    assert run(["flight", str(tmp_path)]) == OK
    out = capsys.readouterr().out
    assert "Cargo One at poisk: 2021-09-20T00:00Z stays on" in out
    assert "6 drives of rushes with them: rushes, costumes" in out
    assert " earlier" in out or " later" in out


def test_what_cannot_be_is_said_at_its_line_and_the_rest_printed(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path, production=text_of(("lands: 2021-10-09T09:21:00Z", "lands: 2021-10-09T12:21:00Z")))
    assert run(["flight", str(tmp_path)]) == FAULTS
    found = capsys.readouterr()
    assert "production.yaml:26:14: E713 Old Soyuz lands 6 h 21 min after undocking" in found.err
    assert found.out.splitlines()[-1] == "verified against every rule"
    assert run(["check", str(tmp_path)]) == FAULTS
    assert "production.yaml:26:14: E713 " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["the-ferry", "one-sol", "ten-minutes", "a-parabolic-day", "three-days-free"])
def test_a_shipped_production_without_ships_ends_in_a_verified_plan(name: str, capsys: Capture) -> None:
    assert run(["flight", str(ROOT / "productions" / name)]) == OK
    assert capsys.readouterr().out.splitlines()[-1] == "verified against every rule"


@pytest.mark.parametrize("place", ["station", "free-flyer", "suborbital", "parabolic", "ground"])
def test_so_does_a_new_production(place: str, tmp_path: Path, capsys: Capture) -> None:
    assert run(["new", str(tmp_path / "film"), "--from", place]) == OK
    assert run(["flight", str(tmp_path / "film")]) == OK
    assert capsys.readouterr().out.splitlines()[-1] == "verified against every rule"


def test_it_says_what_the_film_is_shot_in(capsys: Capture) -> None:
    for name, line in {
        "the-ferry": "no flight carries it: nobody leaves the ground",
        "one-sol": "on Mars: CRATER FLOOR, MAST",
        "ten-minutes": "New Shepard: 1 flight, 1 weightless stretch of 197 s at most",
    }.items():
        run(["flight", str(ROOT / "productions" / name)])
        assert line in capsys.readouterr().out.splitlines()


def test_without_a_plan_one_is_made_for_the_moment_and_not_written(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path)
    assert run(["flight", str(tmp_path)]) == OK
    assert "there is no plan yet: this one was made for now" in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_the_plan_that_is_there_is_proven(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path)
    run(["plan", str(tmp_path), "--work", "1"])
    before = (tmp_path / "plan/plan.yaml").read_bytes()
    capsys.readouterr()
    assert run(["flight", str(tmp_path), "--json"]) == OK
    found = capsys.readouterr()
    told = json.loads(found.out)["plan"]
    assert (told["file"], told["verified"]) == ("plan/plan.yaml", True)
    assert told["from"] >= "2021-10-06T06:00:00Z" and "the plan is plan/plan.yaml" in found.err
    assert (tmp_path / "plan/plan.yaml").read_bytes() == before


def test_a_plan_that_breaks_a_rule_is_shown_to_do_so(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path)
    run(["plan", str(tmp_path), "--work", "1"])
    file = tmp_path / "plan/plan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: ", "value: 9", 1), encoding="utf-8")
    capsys.readouterr()
    assert run(["flight", str(tmp_path)]) == FAULTS
    found = capsys.readouterr()
    assert "E511" in found.err and "verified" not in found.out


def test_a_plan_of_other_documents_is_not_touched(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path)
    run(["plan", str(tmp_path), "--work", "1"])
    before = (tmp_path / "plan/plan.yaml").read_bytes()
    document = tmp_path / "production.yaml"
    document.write_text(document.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["flight", str(tmp_path)]) == OK
    found = capsys.readouterr()
    assert "plan/plan.yaml was made from other documents: this one was made for now" in found.err
    assert found.out.splitlines()[-1] == "verified against every rule"
    assert (tmp_path / "plan/plan.yaml").read_bytes() == before


def test_an_undocking_before_the_last_strip_of_the_plan_is_said_to_be_one(tmp_path: Path, capsys: Capture) -> None:
    lines = [line for line in WITH_SHIPS.splitlines(keepends=True) if not line.startswith(("  wrap:", "  depart:"))]
    follows = "".join(lines).replace("      lands: 2021-10-09T09:21:00Z\n", "")
    write_small(tmp_path, production=follows)
    assert run(["plan", str(tmp_path), "--work", "1"]) == OK
    document = tmp_path / "production.yaml"
    sooner = follows.replace("departs: 2021-10-09T06:00:00Z", "departs: 2021-10-07T07:30:00Z")
    document.write_text(sooner, encoding="utf-8")
    capsys.readouterr()
    assert run(["flight", str(tmp_path)]) == FAULTS
    found = capsys.readouterr()
    assert "E725 plan/plan.yaml shoots until 2021-10-0" in found.err
    assert "and the wrap is 2021-10-07T03:05:00Z: too late are " in found.err
    assert "hint: let Old Soyuz undock at 2021-10-0" in found.err
    assert found.out.splitlines()[-1] == "verified against every rule", "what is left of the film"
    assert run(["flight", str(tmp_path), "--json"]) == FAULTS
    assert "E725" in [one["code"] for one in json.loads(capsys.readouterr().out)["messages"]]


def test_a_film_without_shots_has_a_flight_and_no_plan(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path, breakdown="schema: cupola/1\nscenes: []\n")
    assert run(["flight", str(tmp_path)]) == OK
    assert capsys.readouterr().out.splitlines()[-1] == "plan: no scene has a shot yet"


def test_a_folder_is_needed(capsys: Capture) -> None:
    assert run(["flight"]) == USAGE
    capsys.readouterr()
