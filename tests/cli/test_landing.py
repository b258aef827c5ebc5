"""`cupola flight land`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from tests.flight.landings import landed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def orbit(tmp_path: Path) -> Path:
    path = tmp_path / "station.tle"
    path.write_text("\n".join(landed()["Soyuz MS-18"].elements) + "\n")
    return path


def ask(orbit: Path, *more: str) -> int:
    return run(["flight", "land", "--orbit", str(orbit), *more])


def test_the_landing_of_the_film_crew_is_printed(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--undock", "2021-10-17T01:14:00Z") == OK
    found = capsys.readouterr()
    assert found.out == (
        "undock 2021-10-17T01:14:00Z  burn 03:41:37Z  air 04:13:33Z  parachute 04:21:13Z  "
        "land 2021-10-17T04:35:43Z  (3 h 21 min)\n"
        "  south-east of Zhezkazgan: 47.83, 69.34, 57 km off, flying north, day, Sun 24 deg up, up to 4.6 g\n"
    )
    assert "Soyuz MS from station.tle to the steppe of Kazakhstan" in found.err
    assert "burn of 128 m/s in 4 min 40 s" in found.err


def test_the_same_as_json_from_the_day_alone(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--date", "2021-10-17", "--traffic", "2021-10-17T02:14:00Z", "--json") == OK
    one, *_ = json.loads(capsys.readouterr().out)["opportunities"]
    assert one["undock"].startswith("2021-10-17T01:14") and one["landing"].startswith("2021-10-17T04:35")
    assert (one["daylight"], one["heading"], one["traffic"]) == (True, "north", "2021-10-17T02:14:00Z")
    assert one["after_undocking_s"] == pytest.approx(12_066, abs=2)


def test_traffic_that_is_too_near_is_said(orbit: Path, capsys: Capture) -> None:
    ask(orbit, "--undock", "2021-10-17T01:14:00Z", "--traffic", "2021-10-17T02:14:00Z")
    assert "  too near to other traffic at 2021-10-17T02:14:00Z: 1 h 00 min\n" in capsys.readouterr().out


def test_days_without_a_pass_are_said_to_have_none(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--date", "2021-10-17", "--zone", "10,30") == OK
    found = capsys.readouterr()
    assert found.out == ""
    assert "no pass comes within 150 km on these days; look at more with --days" in found.err


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (("--undock", "2021-10-17T06:14:00Z"), FAULTS, "E718"),
        (("--date", "2021-10-17", "--vehicle", "crew-dragon"), FAULTS, "E716"),
        (("--date", "2021-10-17", "--zone", "paris"), FAULTS, "E715"),
        (("--date", "2021-10-17", "--zone", "80,10"), FAULTS, "E717"),
        (("--date", "2021-10-17", "--vehicle", "shuttle"), FAULTS, "E702"),
        (("--date", "17.10.2021"), FAULTS, "E108"),
        (("--undock", "noon"), FAULTS, "--undock"),
        (("--date", "2021-10-17", "--traffic", "noon"), FAULTS, "--traffic"),
        ((), FAULTS, "--date is missing"),
        (("--date", "2021-10-17", "--days", "0"), FAULTS, "E106"),
    ],
)
def test_what_cannot_be_is_named(orbit: Path, capsys: Capture, more: tuple[str, ...], status: int, words: str) -> None:
    assert ask(orbit, *more) == status
    assert words in capsys.readouterr().err


def test_an_orbit_is_needed(capsys: Capture) -> None:
    assert run(["flight", "land", "--date", "2021-10-17"]) in (FAULTS, USAGE)
    assert "--orbit is missing" in capsys.readouterr().err
