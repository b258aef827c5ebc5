"""What may be asked of `cupola light` in one go, how it is written, and what every answer says of itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import FAULTS, OK, run
from tests.small import ELEMENTS

Capture = pytest.CaptureFixture[str]
DAY = ["--from", "2021-10-07T00:00Z", "--to", "2021-10-08T00:00Z"]
SHORT = ["--from", "2021-10-07T10:00Z", "--to", "2021-10-07T12:00Z"]
AT = ["--at", "2021-10-07T11:00Z", "--window", "cupola.top"]


@pytest.fixture
def elements(tmp_path: Path) -> str:
    """A file of element sets."""
    path = tmp_path / "iss.tle"
    path.write_text(ELEMENTS, encoding="utf-8")
    return str(path)


def asked(capsys: Capture, *words: str) -> Any:
    """Give an answer as JSON."""
    assert run(["light", *words, "--json"]) == OK
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *words: str) -> str:
    """Give what is said of a question that is refused."""
    assert run(["light", *words]) == FAULTS
    return capsys.readouterr().err


def test_south_and_west_and_below_are_written_with_a_minus(elements: str, capsys: Capture) -> None:
    there = asked(capsys, "--location", "-33.9,-18.4", "--horizon", "-0.5deg", *DAY)
    assert (there["location"]["lat"], there["location"]["lon"]) == (-33.9, -18.4)
    assert there["location"]["horizon_deg"] == [[0.0, -0.5]]
    found = asked(capsys, "--orbit", elements, "--window", "cupola.top", "--view", "-33.9,-18.4", *DAY)
    assert found["need"].startswith("-33.9,-18.4")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--edges", "--height", "-5km"], "E309"),
        (["--sights", "--window", "cupola.top", "--lens", "-35mm"], "E360"),
        ([*AT, "--distance", "-1m"], "E353"),
    ],
)
def test_a_minus_where_none_belongs_is_told_by_what_it_measures(
    elements: str, capsys: Capture, words: list[str], code: str
) -> None:
    assert refused(capsys, "--orbit", elements, *SHORT, *words).startswith(code)


@pytest.mark.parametrize("end", ["--from", "--to"])
def test_about_an_instant_both_ends_are_named_or_neither(elements: str, capsys: Capture, end: str) -> None:
    assert "--orbit needs --from and --to" in refused(capsys, "--orbit", elements, *AT, end, "2021-10-07T10:00Z")


@pytest.mark.parametrize("option", ["--view", "--light", "--window", "--from", "--at", "--shot", "--camera"])
def test_an_option_with_nothing_in_it_is_named(folder: Path, capsys: Capture, option: str) -> None:
    assert f"E505 {option} is empty" in refused(capsys, str(folder), option, "")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--set", "x"], "use one of "),
        (["--shot", "zzz"], "use one of "),
        (["--light", "golden"], "use one of any, sun, eclipse, sunrise, sunset"),
        ([*AT, "--camera", "bolex"], "use one of komodo"),
        (["--set", "cupol"], 'Did you mean "cupola"?'),
    ],
)
def test_of_a_name_that_is_none_the_nearest_or_all_are_told(
    folder: Path, capsys: Capture, words: list[str], hint: str
) -> None:
    assert f"hint: {hint}" in refused(capsys, str(folder), *words)


def test_one_window_of_a_set_has_its_own_table(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, str(folder), "--set", "cupola", "--window", "cupola.aft", *DAY)
    assert {key.split()[0] for key in found["direct"]} == {"cupola.aft"}
    assert "window nauka.cabin is in MLM" in refused(
        capsys, str(folder), "--set", "cupola", "--window", "nauka.cabin", *DAY
    )


def test_the_table_of_a_set_has_the_days_that_are_asked_for(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), "--set", "cupola", *DAY]) == OK
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1].split() == ["07"]
    assert "limits: sunrise from" in captured.err


@pytest.mark.parametrize("view", ["limb", "earth-day", "city-lights", "MLM"])
def test_what_has_no_best_instant_is_no_sight(elements: str, capsys: Capture, view: str) -> None:
    said = refused(capsys, "--orbit", elements, "--sights", "--window", "cupola.aft", "--view", view, *SHORT)
    assert said.startswith("E312")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--light", "sun"],
        ["--set", "cupola"],
        ["--set", "cupola", "--light", "sun"],
        ["--shot", "1A"],
        ["--window", "cupola.top", "--sights", "--view", "Houston"],
        AT,
    ],
)
def test_every_answer_says_by_which_limits_and_how_old_the_orbit_is(
    folder: Path, capsys: Capture, words: list[str]
) -> None:
    found = asked(capsys, str(folder), *words, *SHORT)
    assert "refracted ray 8 km above the WGS84 ellipsoid" in found["limits"]
    assert found["orbit"]["source"] == "iss.tle"
    assert found["orbit"]["timing_error_s"] > 0


STATION = """schema: cupola/1
station: Small Station
attitude:
  nominal: {ypr: [0 deg, 0 deg, 0 deg], source: us, confidence: low}
modules:
  HALL:
    {name: The hall, ends: [[0, 0, 0], [10, 0, 0]], diameter: 4 m, capacity: 4, noise: [50, 55],
     source: us, confidence: low}
windows:
  hall.front:
    {module: HALL, at: [10, 0, 0], normal: [1, 0, 0], shape: round, size: [1 m], transmission: 0.8,
     half_view: 60 deg, source: us, confidence: low}
"""
LOST = """events:
  - {what: a drift, from: 2021-10-07T10:00:00Z, to: 2021-10-07T11:30:00Z, effect: attitude lost, source: us,
     confidence: low}
"""


def test_while_a_station_of_ones_own_drifts_no_sun_is_promised(elements: str, tmp_path: Path, capsys: Capture) -> None:
    plain, drifts = tmp_path / "plain.yaml", tmp_path / "drifts.yaml"
    plain.write_text(STATION)
    drifts.write_text(STATION + LOST)
    question = ["--orbit", elements, *SHORT, "--window", "hall.front"]
    sunny, lost = (
        asked(capsys, *question, "--place", str(path), "--direct")["opportunities"] for path in (plain, drifts)
    )
    assert any(one["from"] < "2021-10-07T11:30" for one in sunny)
    assert lost
    assert all(one["from"] >= "2021-10-07T11:30" for one in lost)
    met = asked(capsys, *question, "--at", "2021-10-07T11:00Z", "--place", str(drifts))
    assert met["attitude_lost"] is True


def test_a_window_of_any_name_is_drawn_inside_the_folder(elements: str, tmp_path: Path, capsys: Capture) -> None:
    station, folder = tmp_path / "station.yaml", tmp_path / "deep" / "folder"
    name = "/../../../out"
    station.write_text(STATION.replace("hall.front", f'"{name}"'))
    before = {*tmp_path.rglob("*")}
    question = ["--place", str(station), "--window", name, "--plot", "--day", "2021-10-07", "--out", str(folder)]
    assert run(["light", "--orbit", elements, *SHORT, *question]) == OK
    made = {*tmp_path.rglob("*")} - before - {folder, folder.parent}
    assert len(made) == 6
    assert {path.parent for path in made} == {folder}


def test_centuries_are_refused(capsys: Capture) -> None:
    span = ["--from", "2021-10-07T00:00Z", "--to", "9021-10-07T00:00Z"]
    assert "more than ten years apart" in refused(capsys, "--location", "45,63", *span)
