"""`cupola flight PRODUCTION`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from tests.docs.page import ROOT
from tests.production.ships import WITH_SHIPS, text_of
from tests.small import write_small

Capture = pytest.CaptureFixture[str]

CHALLENGE = str(ROOT / "productions/the-challenge")


def test_the_flight_of_the_challenge_is_printed_beside_the_real_times(capsys: Capture) -> None:
    assert run(["flight", CHALLENGE]) == OK
    found = capsys.readouterr()
    lines = found.out.splitlines()
    assert lines[0].startswith("2021-10-05T08:55:02Z  launch Soyuz MS-19            computed 08:55:0")
    assert lines[1].startswith("2021-10-05T12:22:31Z  contact Soyuz MS-19 ")
    assert lines[1].endswith("(two-orbit; taken over by hand)")
    assert lines[7].startswith("2021-10-17T04:35:44Z  landing Soyuz MS-18           computed 04:35:4")
    assert "  home: 3 of 3 seats: Oleg Novitsky, Klim Shipenko, Yulia Peresild" in lines
    assert "  up: 13.75 of 2500 kg, 60 of 6600 l: the film's equipment" in lines
    assert "seat liner of Klim Shipenko: from Soyuz MS-19 to Soyuz MS-18, from 2021-10-05T14:52Z" in lines
    assert "Klim Shipenko: 11 d 12 h 51 min aboard, 11 d 19 h 40 min from launch to landing" in lines
    assert "The Challenge; times are UTC" in found.err


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


def test_a_production_without_ships_is_told_so(tmp_path: Path, capsys: Capture) -> None:
    write_small(tmp_path)
    assert run(["flight", str(tmp_path)]) == FAULTS
    err = capsys.readouterr().err
    assert "E726 A Small Step says nothing of its ships" in err
    assert 'add "flight:"' in err


def test_a_folder_is_needed(capsys: Capture) -> None:
    assert run(["flight"]) == USAGE
    capsys.readouterr()
