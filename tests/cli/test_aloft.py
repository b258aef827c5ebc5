"""`cupola light` on sets in the air: each flight with its parabolas, as text and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import OK, run

PARABOLIC = str(Path(__file__).parents[2] / "productions/a-parabolic-day")
TEN = str(Path(__file__).parents[2] / "productions/ten-minutes")


def test_each_flight_is_a_line_with_its_parabolas_and_its_sun(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", PARABOLIC, "--set", "bay"]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Il-76MDK in the air (56.8000 N, 39.4000 E, 7500 m)")
    assert lines[-2:] == [
        "2026-07-08T08:30:00Z  11:30-13:11  10 times 25 s weightless, 12:00:25 to 12:45:25  Sun 54 to 55 deg high",
        "2026-07-08T12:30:00Z  15:30-17:11  10 times 25 s weightless, 16:00:25 to 16:45:25  Sun 42 to 29 deg high",
    ]


def test_each_flight_is_there_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", PARABOLIC, "--set", "bay", "--json"]) == OK
    first, second = json.loads(capsys.readouterr().out)["flights"]
    assert (first["takeoff"], first["landing"]) == ("2026-07-08T08:30:00Z", "2026-07-08T10:11:14Z")
    assert [len(first["gravity"][word]) for word in ("weightless", "heavy")] == [10, 20]
    assert set(second["gravity"]) == {"weightless", "heavy"}


def test_a_set_on_the_ground_has_no_flights(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", PARABOLIC, "--set", "field", "--json"]) == OK
    assert "flights" not in json.loads(capsys.readouterr().out)


def test_a_hop_floats_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", TEN, "--set", "seat-one"]) == OK
    assert "09:50-10:00  1 time 3 min 17 s weightless, 09:52:22 to 09:52:22" in capsys.readouterr().out


def test_a_shot_that_floats_says_when_it_may_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", PARABOLIC, "--shot", "2A"]) == OK
    out, err = capsys.readouterr()
    assert "needs weightlessness; 4 takes in 4 passes" in out
    assert "the light comes 20 times" in err


def test_the_light_of_a_cabin_window_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    ten = str(Path(__file__).parents[2] / "productions/ten-minutes")
    assert run(["light", ten, "--set", "seat-one", "--window", "window 3", "--direct"]) == OK
    assert "10 min 17 s" in capsys.readouterr().out
    assert run(["light", ten, "--set", "seat-one", "--window", "window 9", "--direct"]) != OK
    assert "E748" in capsys.readouterr().err
    assert run(["light", ten, "--set", "desert", "--window", "window 3", "--direct"]) != OK
    assert "is of a station" in capsys.readouterr().err
