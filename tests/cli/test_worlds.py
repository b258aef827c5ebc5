"""`cupola light` on Mars and the Moon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import OK, run

SOL = Path(__file__).parents[2] / "productions/one-sol"
DAYS = ["--from", "2035-08-30T00:00Z", "--to", "2035-09-01T00:00Z"]


def test_a_place_on_mars_is_asked_for_by_its_degrees(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", "--location", "mars:-4.589,137.442", *DAYS]) == OK
    out = capsys.readouterr().out
    assert "the place on Mars (4.5890 S, 137.4420 E, 0 m)" in out
    assert "light takes 3 min" in out and "season Ls 257 deg" in out
    assert out.count("Sun up ") == 2 and "there)" in out


def test_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", "--location", "mars:-4.589,137.442", *DAYS, "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["location"]["body"] == "mars"
    assert found["light_time_s"] == pytest.approx(195, abs=5)
    assert [day["sunrise"][:13] for day in found["days"]] == ["2035-08-30T05", "2035-08-31T06"]
    assert found["days"][0]["lux"] == pytest.approx(65_000, rel=0.02)


def test_the_moon_is_a_second_away_and_its_day_has_no_end_in_two_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", "--location", "moon:-89.5,0", *DAYS]) == OK
    out = capsys.readouterr().out
    assert "on the Moon" in out and "light takes 1.2 s" in out
    assert run(["light", "--location", "moon:-89.5,0", *DAYS, "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["season_deg"] is None and found["location"]["body"] == "moon"


def test_the_sets_of_a_film_on_mars_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", str(SOL)]) == OK
    out = capsys.readouterr().out
    assert "CRATER FLOOR on Mars" in out and "MAST on Mars" in out
    assert run(["light", str(SOL), "--json"]) == OK
    assert set(json.loads(capsys.readouterr().out)["sets"]) == {"floor", "mast"}


@pytest.mark.parametrize("text", ["venus:1,2", "mars:1", "mars:x,y"])
def test_a_world_that_is_not_understood_is_said(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", "--location", text, *DAYS]) != OK
    assert "E373" in capsys.readouterr().err


@pytest.mark.parametrize(("body", "golden"), [("mars:-4.589,137.442", True), ("moon:0.674,23.473", False)])
def test_no_air_of_another_world_bends_light_and_the_moon_has_no_golden_hour(
    capsys: pytest.CaptureFixture[str], body: str, golden: bool
) -> None:
    assert run(["light", "--location", body, *DAYS]) == OK
    said = capsys.readouterr().err
    assert "not refracted" in said and "Bennett" not in said
    assert ("golden" in said) == golden
    assert run(["light", "--location", body, *DAYS, "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["limits"] in said
