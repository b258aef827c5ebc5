"""`cupola flight dock`."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from shutil import copy

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from tests.places.test_load import HAVEN
from tests.places.test_port import PORTS
from tests.small import ELEMENTS, write_small

Capture = pytest.CaptureFixture[str]
AT = "2021-10-05T11:57Z"


@pytest.fixture
def orbit(tmp_path: Path) -> Path:
    path = tmp_path / "iss.tle"
    path.write_text(ELEMENTS)
    return path


def ask(orbit: Path, *more: str, port: str = "rassvet", at: str = AT) -> int:
    return run(["flight", "dock", "--orbit", str(orbit), "--port", port, "--at", at, *more])


def test_an_approach_is_printed_leg_by_leg_with_contact_hatches_and_what_is_seen(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--window", "cupola.top") == OK
    found = capsys.readouterr()
    lines = found.out.splitlines()
    assert [line[22:37].strip() for line in lines[:3]] == ["fly-around", "station keeping", "final approach"]
    assert lines[3].startswith("contact 2021-10-05T12:11:")
    assert "mm beside the axis" in lines[3]
    assert lines[4].endswith("kg of propellant")
    assert lines[5] == "hatches open about 2021-10-05T14:41Z ±30 min"
    assert lines[6].startswith("  cupola.top            11:57:00 to 12:11:")
    assert lines[6].endswith("in the Sun")
    assert len(lines) == 7
    assert "Soyuz MS to Rassvet nadir; International Space Station, yaw 0, pitch 0, roll 0 deg" in found.err
    assert "estimates" in found.err


def test_taken_over_by_hand_it_says_how_much_later_the_hatches_open(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--by-hand", "2021-10-05T12:03:30Z", "--window", "nauka.forward") == OK
    out = capsys.readouterr().out
    assert "take-over        by hand           5 min" in out
    assert "contact 2021-10-05T12:21:31Z" in out
    assert "9 min 39 s later than without trouble\n" in out
    assert "in the dark" in out


def test_broken_off_it_says_when_it_comes_again_and_how_many_days_are_lost(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--break-off", "60 m", "--window", "nauka.forward") == OK
    out = capsys.readouterr().out
    assert "no contact: it broke off" in out
    assert "next try about 2021-10-07T11:57Z ±24 h 00 min" in out
    assert out.splitlines()[-1].endswith("later than without trouble, 2 days lost")


def test_the_same_as_json(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--json", "--by-hand", "60m", "--lens", "35 mm", "--seed", "3") == OK
    found = json.loads(capsys.readouterr().out)
    assert (found["vehicle"], found["port"], found["attitude"]) == (
        "Soyuz MS", "Rassvet nadir", "yaw 0, pitch 0, roll 0 deg",
    )  # fmt: skip
    (only,) = found["tries"]
    assert [leg["hand"] for leg in only["legs"]] == ["Kurs", "Kurs", "Kurs", "by hand", "by hand"]
    assert only["contact"] == found["contact"]
    assert found["contact"]["captured"] is True
    assert 0 < found["contact"]["miss_mm"] < 340
    assert 20 < only["propellant_kg"] < 60
    assert found["late_s"] > 300
    assert found["days_lost"] == 0
    looks = {one["window"]: one for one in found["seen"]}
    assert set(looks["cupola.top"]) == {"window", "from", "to", "sunlit", "first", "last"}
    assert 0 < looks["cupola.top"]["first"]["share_of_picture"] < 1


def test_without_a_lens_json_says_nothing_of_a_picture(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--json", "--window", "cupola.top") == OK
    (one,) = json.loads(capsys.readouterr().out)["seen"]
    assert one["first"]["share_of_picture"] is None


def test_a_broken_off_try_has_no_contact_in_json(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--json", "--break-off", "60 m", "--window", "kibo.aft") == OK
    found = json.loads(capsys.readouterr().out)
    assert [one["contact"] is None for one in found["tries"]] == [True, False]
    assert found["days_lost"] == 2


def test_the_same_seed_prints_the_same_and_another_another(orbit: Path, capsys: Capture) -> None:
    printed = []
    for seed in ("1", "1", "2"):
        assert ask(orbit, "--seed", seed, "--window", "kibo.aft") == OK
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] != printed[2]


def test_of_a_production_it_says_which_days_and_which_planned_shots_are_lost(
    orbit: Path, tmp_path: Path, capsys: Capture
) -> None:
    film = write_small(tmp_path / "film")
    asked = ("--break-off", "60 m", "--window", "kibo.aft", "--production", str(film))
    assert ask(orbit, *asked) == OK
    bare = capsys.readouterr().out.splitlines()
    first = (
        "A Small Step: first shot 2021-10-07T14:41:49Z instead of 2021-10-06T06:00:00Z, "
        "1 of 3 shooting days lost: 6 October"
    )
    assert bare[-1] == first
    (film / "plan").mkdir()
    copy(Path(__file__).parents[1] / "plan" / "small-plan.yaml", film / "plan" / "plan.yaml")
    assert ask(orbit, *asked) == OK
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[lines.index(first) + 1] == "3 planned shots too early: 3B, 3A, 1A"
    assert ask(orbit, "--json", *asked) == OK
    found = json.loads(capsys.readouterr().out)["shoot"]
    value, moves = found.pop("value"), found.pop("moves")
    assert value > 0 and {"shot": "1A", "kind": "dropped"} in moves
    assert found == {
        "first_shot": "2021-10-07T14:41:49Z",
        "planned": "2021-10-06T06:00:00Z",
        "days": 3,
        "days_lost": 1,
        "shots_too_early": ["3B", "3A", "1A"],
    }


def test_a_plan_of_other_documents_is_not_gone_on_with(orbit: Path, tmp_path: Path, capsys: Capture) -> None:
    film = write_small(tmp_path / "film")
    (film / "plan").mkdir()
    copy(Path(__file__).parents[1] / "plan" / "small-plan.yaml", film / "plan" / "plan.yaml")
    document = film / "production.yaml"
    document.write_text(document.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    assert ask(orbit, "--break-off", "60 m", "--window", "kibo.aft", "--production", str(film)) == OK
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "3 planned shots too early: 3B, 3A, 1A"
    assert told.err.splitlines()[-1] == f"next: set first_shot: in production.yaml, then cupola plan {film}"


def test_it_says_how_the_plan_goes_on_and_how_to_have_it_so(orbit: Path, tmp_path: Path, capsys: Capture) -> None:
    film = write_small(tmp_path / "film")
    assert run(["plan", str(film), "--work", "2"]) == OK
    before = sorted(film.rglob("*.yaml"))
    capsys.readouterr()
    asked = ("--break-off", "60 m", "--window", "kibo.aft", "--production", str(film))
    assert ask(orbit, *asked) == OK
    told = capsys.readouterr()
    (line,) = [one for one in told.out.splitlines() if one.startswith("the plan would go on with value ")]
    assert "move" in line or "lost" in line
    assert "Soyuz MS docks late until 7 October 14:41" in told.out
    assert sorted(film.rglob("*.yaml")) == before, "nothing is written"
    command = told.err.splitlines()[-1].partition("cupola ")[2]
    assert run(shlex.split(command)) == OK
    moved = capsys.readouterr().out
    value = line.split()[7].rstrip(":")
    assert f"value {value} of at most" in moved, "the command that it names gives the same plan"


def test_no_ship_docks_to_a_film_on_the_ground(orbit: Path, capsys: Capture) -> None:
    ferry = str(Path(__file__).parents[2] / "productions/the-ferry")
    assert ask(orbit, "--break-off", "60 m", "--window", "kibo.aft", "--production", ferry) == FAULTS
    assert "E423 The Ferry is shot on the ground" in capsys.readouterr().err


def test_an_arrival_in_time_leaves_a_production_as_it_is(orbit: Path, tmp_path: Path, capsys: Capture) -> None:
    film = write_small(tmp_path / "film")
    assert ask(orbit, "--window", "kibo.aft", "--production", str(film)) == OK
    assert capsys.readouterr().out.endswith("A Small Step: the first shot stays at 2021-10-06T06:00:00Z\n")


@pytest.mark.parametrize(
    ("more", "port", "says"),
    [
        ((), "rasvet", 'E705 International Space Station has no docking port "rasvet"'),
        ((), "nauka", "E706 Soyuz MS-18 is at Nauka nadir"),
        ((), "harmony-forward", "E707 Harmony forward takes a ring"),
        (("--by-hand", "2021-10-05T11:00Z"), "rassvet", "E708"),
        (("--by-hand", "2 km"), "rassvet", "E708"),
        (("--by-hand", "60"), "rassvet", "E107 --by-hand"),
        (("--by-hand", "noon Z"), "rassvet", "E108"),
        (("--by-hand", "60 m", "--break-off", "20 m"), "rassvet", "E505 --by-hand and --break-off"),
        (("--vehicle", "soyus"), "rassvet", "E702"),
        (("--station", "mir"), "rassvet", "E310"),
        (("--window", "nauka.aft"), "rassvet", "E311"),
        (("--lens", "35"), "rassvet", "E107 --lens"),
        (("--lens", "0 mm"), "rassvet", "E360"),
        (("--production", "nowhere"), "rassvet", "E101"),
        (("--seed", "-1"), "rassvet", "E106 --seed -1 is not possible"),
    ],
)
def test_what_cannot_be_is_refused(orbit: Path, more: tuple[str, ...], port: str, says: str, capsys: Capture) -> None:
    assert ask(orbit, *more, port=port) == FAULTS
    assert says in capsys.readouterr().err


def test_an_instant_that_is_none_and_a_day_without_elements_are_refused(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, at="noon") == FAULTS
    assert "E108" in capsys.readouterr().err
    assert ask(orbit, at="2023-10-05T11:57Z") == FAULTS
    assert "E305" in capsys.readouterr().err


def test_an_approach_of_more_than_an_hour_is_looked_at_to_its_end(orbit: Path, capsys: Capture) -> None:
    more = ("--vehicle", "crew-dragon", "--by-hand", "2021-10-05T12:01Z", "--window", "cupola.forward")
    assert ask(orbit, *more, port="harmony-forward", at="2021-10-05T12:00Z") == OK
    assert "contact 2021-10-05T13:00:" in capsys.readouterr().out


def test_a_station_of_ones_own_with_ports_is_docked_at(orbit: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "haven.yaml"
    path.write_text(HAVEN.replace("2026-01-01", "2022-01-01") + PORTS)
    more = ("--station", str(path), "--vehicle", "crew-dragon", "--by-hand", "20 m")
    assert ask(orbit, *more, port="front") == OK
    found = capsys.readouterr()
    assert "take-over" in found.out
    assert "Crew Dragon to forward; Haven, yaw 0, pitch 0, roll 0 deg" in found.err


def test_where_no_window_sees_the_ship_that_is_said(orbit: Path, capsys: Capture) -> None:
    assert ask(orbit, "--window", "kibo.aft", "--window", "poisk.port") == OK
    found = capsys.readouterr()
    assert found.out.splitlines()[-1].startswith("hatches open")
    assert "seen from: no window" in found.err


def test_the_orbit_of_another_satellite_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "other.tle"
    path.write_text(
        "1 25545U 98067B   21281.73004796  .00003128  00000-0  65029-4 0  9991\n"
        "2 25545  51.6444 141.3023 0004210  71.7185  11.5978 15.48952913306194\n"
    )
    assert ask(path) == FAULTS
    assert "E303" in capsys.readouterr().err


def test_without_an_orbit_or_a_port_it_says_what_is_missing(orbit: Path, capsys: Capture) -> None:
    assert run(["flight", "dock", "--port", "rassvet", "--at", AT]) == FAULTS
    assert "--orbit is missing" in capsys.readouterr().err
    assert run(["flight", "dock", "--orbit", str(orbit), "--at", AT]) == USAGE
    assert "--port" in capsys.readouterr().err
