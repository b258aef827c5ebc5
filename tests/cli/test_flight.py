"""`cupola flight launch`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from cupola.clock import DAY, instant, utc_text
from tests.flight.flights import flown
from tests.small import ELEMENTS

_HEAD = """\
CCSDS_OEM_VERS = 2.0
CREATION_DATE = 2021-10-04T00:00:00
ORIGINATOR = TEST
META_START
OBJECT_NAME = ISS
OBJECT_ID = 1998-067-A
CENTER_NAME = EARTH
REF_FRAME = TEME
TIME_SYSTEM = UTC
START_TIME = {start}
STOP_TIME = {stop}
META_STOP"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def orbit(tmp_path: Path) -> Path:
    path = tmp_path / "station.tle"
    path.write_text("\n".join(flown()["Soyuz MS-19"].elements) + "\n")
    return path


def ask(orbit: Path, *more: str, date: str = "2021-10-05", site: str = "baikonur-31") -> int:
    return run(["flight", "launch", "--orbit", str(orbit), "--site", site, "--date", date, *more])


def test_the_launch_of_the_film_crew_is_printed_with_its_way(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit) == OK
    found = capsys.readouterr()
    assert found.out == (
        "2021-10-05T08:55:01Z  ±5 s  station 2.3 deg behind  to 61.8 deg  day, Sun 36 deg up\n"
        "  two-orbit: contact about 2021-10-05T12:08Z ±10 min, in the Sun (3 h 13 min after launch)\n"
    )
    assert "Soyuz MS from Baikonur, site 31/6 into the plane of station.tle" in found.err


def test_the_same_as_json(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--json") == OK
    (one,) = json.loads(capsys.readouterr().out)["opportunities"]
    assert one["utc"].startswith("2021-10-05T08:55:0")
    assert (one["profiles"], one["heading"], one["daylight"]) == (["two-orbit"], "north", True)
    assert one["phase_deg"] == pytest.approx(-2.3, abs=0.05)
    assert one["azimuth_deg"] == pytest.approx(61.77, abs=0.05)
    assert one["elements_age_days"] == pytest.approx(2.85, abs=0.01)
    assert one["arrivals"][0]["sunlit"] is True


def test_a_day_without_a_way_says_to_wait(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--days", "2") == OK
    assert "no way to the station from this phase: wait for another day" in capsys.readouterr().out


def test_states_instead_of_elements_give_the_same_launch(tmp_path: Path, capsys: Capture) -> None:
    at = np.arange(instant("2021-10-04T20:00Z"), instant("2021-10-06T04:00Z"), 240.0)
    position, velocity = flown()["Soyuz MS-19"].orbit(2 * DAY, 2 * DAY).states(at)
    rows = [
        f"{utc_text(when, 3)[:-1]} " + " ".join(f"{x:.9f}" for x in (*place, *speed))
        for when, place, speed in zip(at, position, velocity, strict=True)
    ]
    path = tmp_path / "station.oem"
    path.write_text("\n".join([_HEAD.format(start=utc_text(at[0])[:-1], stop=utc_text(at[-1])[:-1]), *rows]) + "\n")
    assert ask(path, "--json") == OK
    (one,) = json.loads(capsys.readouterr().out)["opportunities"]
    assert one["utc"].startswith("2021-10-05T08:55:0")
    assert one["elements_age_days"] == 1.37  # since the file was made
    assert one["arrivals"][0]["sunlit"] is True


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--vehicle", "crew-dragon", "--recovery", "none"), "E701"),
        (("--vehicle", "souz"), 'E702 the vehicle "souz" is unknown'),
        (("--days", "0"), "E106 --days 0 is not possible"),
    ],
)
def test_what_cannot_be_is_refused(orbit: Path, more: tuple[str, ...], says: str, capsys: Capture) -> None:
    assert ask(orbit, *more) == FAULTS
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("site", "date", "says"),
    [
        ("vostochny-1s", "2021-10-05", "E703"),
        ("nowhere", "2021-10-05", "E700"),
        ("baikonur-31", "5 October", "E108"),
        ("baikonur-31", "2023-10-05", "E305"),
    ],
)
def test_a_site_out_of_reach_and_a_day_without_elements_are_refused(
    orbit: Path, site: str, date: str, says: str, capsys: Capture
) -> None:
    assert ask(orbit, site=site, date=date) == FAULTS
    assert says in capsys.readouterr().err


def test_with_a_port_it_says_whether_that_is_free_at_contact(orbit: Path, capsys: Capture) -> None:
    for port, says in (
        ("rassvet", ", at Rassvet nadir\n"),
        ("nauka", "; Soyuz MS-18 is then still at Nauka nadir\n"),
    ):
        assert ask(orbit, "--port", port) == OK
        assert capsys.readouterr().out.endswith(says)
    found = []
    for port in ("rassvet", "nauka"):
        assert ask(orbit, "--json", "--port", port) == OK
        (one,) = json.loads(capsys.readouterr().out)["opportunities"]
        found.append((one["arrivals"][0]["port"], one["arrivals"][0]["taken_by"]))
    assert found == [("Rassvet nadir", None), ("Nauka nadir", "Soyuz MS-18")]


def test_a_port_that_is_left_in_time_is_free(orbit: Path, capsys: Capture) -> None:
    """MS-18 leaves Nauka on the 17th at 01:14: who launches on the 16th and chases for two days finds it free."""
    assert ask(orbit, "--port", "nauka", date="2021-10-16") == OK
    lines = [line for line in capsys.readouterr().out.splitlines() if "34-orbit" in line]
    assert lines
    assert all(line.endswith(", at Nauka nadir") for line in lines)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--port", "naukka"), "E705"),
        (("--port", "harmony-zenith"), "E707"),
        (("--port", "nauka", "--station", "mir"), "E310"),
    ],
)
def test_a_port_that_cannot_be_is_refused(orbit: Path, more: tuple[str, ...], says: str, capsys: Capture) -> None:
    assert ask(orbit, *more) == FAULTS
    assert says in capsys.readouterr().err


def test_without_an_orbit_it_says_which_option_is_missing(capsys: Capture) -> None:
    assert run(["flight", "launch", "--site", "baikonur-31", "--date", "2021-10-05"]) == FAULTS
    assert "--orbit is missing" in capsys.readouterr().err


def test_without_a_site_the_command_is_not_understood(orbit: Path, capsys: Capture) -> None:
    assert run(["flight", "launch", "--orbit", str(orbit), "--date", "2021-10-05"]) == USAGE
    assert "--site" in capsys.readouterr().err


def test_a_site_in_the_south_may_begin_with_a_minus(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "iss.tle"
    path.write_text(ELEMENTS)
    assert ask(path, site="-5.2,-52.8", date="2021-10-08") == OK
    assert len(capsys.readouterr().out.splitlines()) >= 4


def test_a_chase_that_is_asked_for_stands_alone(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--profile", "34-orbit", "--days", "2", "--json", date="2021-10-04") == OK
    (one,) = json.loads(capsys.readouterr().out)["opportunities"]
    assert (one["date"], one["profiles"]) == ("2021-10-04", ["34-orbit"])


def test_a_chase_that_the_phase_does_not_allow_is_refused_with_the_days_that_do(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--profile", "two-orbit", "--days", "2", date="2021-10-03") == FAULTS
    err = capsys.readouterr().err
    assert "E714 no launch of these days leaves two-orbit open" in err and "2021-10-04: 34-orbit" in err
    assert "hint: open at 2021-10-05T08:55Z" in err


def test_a_chase_that_nobody_flies_is_refused(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--profile", "dragon-day") == FAULTS
    assert 'E714 Soyuz MS flies no chase "dragon-day"' in capsys.readouterr().err


def test_where_no_later_elements_are_there_another_day_is_to_be_asked_for(orbit: Path, capsys: Capture) -> None:
    """A hundred days after the elements, two weeks more are beyond what any element set says."""
    assert ask(orbit, "--profile", "two-orbit", date="2022-01-03") == FAULTS
    assert "ask for another day, with newer elements" in capsys.readouterr().err
