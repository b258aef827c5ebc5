"""`cupola light` on the ground: the sets of a film, a shot, a place of the command line; and the other commands."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.cli.light.ground import ground_place, read_location
from cupola.cli.light.question import Question
from cupola.clock import Span, instant
from cupola.errors import CupolaError
from cupola.light.ground import GroundAlmanac
from cupola.places.ground import Horizon, Location
from tests.ferry import PRODUCTION, mixed, write_ferry
from tests.small import write_small

BAIKONUR = Question(start="2021-10-16T00:00Z", stop="2021-10-18T00:00Z")
UNDERSTUDY = Path(__file__).parents[2] / "productions/the-understudy"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def film(tmp_path: Path) -> str:
    """A film on the ground."""
    return str(write_ferry(tmp_path / "film"))


def test_a_film_on_the_ground_is_checked_planned_proven_and_printed(film: str, capsys: Capture) -> None:
    for command in (["check"], ["plan", "--work", "3"], ["verify"], ["explain"], ["paper"]):
        assert run([command[0], film, *command[1:]]) == OK, capsys.readouterr().err
    assert (Path(film) / "paper/stripboard.pdf").read_bytes().startswith(b"%PDF")


def test_each_set_has_its_days(film: str, capsys: Capture) -> None:
    assert run(["light", film]) == OK
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "SLIP (61.1473 N, 7.3822 E, 3 m); terrain 6 to 14 deg high, 3 points"
    assert lines[3] == "SHED (61.1500 N, 7.3800 E, 0 m); terrain 0 deg high"
    assert lines[1].split()[:4] == ["CEST", "day", "sunrise", "sunset"]
    assert lines[2].startswith("2026-09-14") and "waxing, 13% lit" in lines[2]
    assert shown.err.count("limits: golden hour") == 1


def test_one_set_by_its_edges(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--edges"]) == OK
    out = capsys.readouterr().out
    assert out.count("sunrise") == out.count("noon") == out.count("civil dusk") == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--edges", "--limit", "umbra"], "--limit is of a station"),
        (["--edges", "--height", "8km"], "--height is of a station"),
        (["--light", "golden", "--by", "day"], "--by is of a station"),
    ],
)
def test_what_is_said_of_a_station_is_not_passed_over(
    film: str, capsys: Capture, options: list[str], words: str
) -> None:
    assert run(["light", film, *options]) == FAULTS
    assert words in capsys.readouterr().err


def test_the_light_of_a_set_is_cut_to_when_it_may_be_used(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--set", "slip", "--light", "golden", "--json"]) == OK
    answer = json.loads(capsys.readouterr().out)
    assert answer["need"] == "golden"
    assert len(answer["opportunities"]) == 2
    assert answer["limits"].startswith("golden hour")


def test_light_after_a_set_closes_is_not_listed(tmp_path: Path, capsys: Capture) -> None:
    text = PRODUCTION.replace("    capacity: 4\n", "    capacity: 4\n    open_to: 2026-09-14T10:00:00Z\n")
    assert text != PRODUCTION
    folder = str(write_ferry(tmp_path, production=text))
    assert run(["light", folder, "--set", "shed", "--light", "golden"]) == OK
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1 + 1
    assert "golden: 1 time," in shown.err


def test_all_sets_as_json(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--json"]) == OK
    sets = json.loads(capsys.readouterr().out)["sets"]
    assert list(sets) == ["slip", "shed"]
    (day,) = sets["slip"]["days"]
    assert day["date"] == "2026-09-14"
    assert len(day["sunrises"]) == len(day["sunsets"]) == 1
    assert day["noon_elevation_deg"] == pytest.approx(32.2, abs=0.1)


def test_a_shot_says_when_its_set_up_may_begin(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--shot", "1A"]) == OK
    shown = capsys.readouterr()
    assert "needs sunset; 3 takes in 1 pass" in shown.out
    assert "the set-up may begin" in shown.out
    assert "limits: golden hour" in shown.err


def test_what_is_asked_of_a_station_is_refused_in_words(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--plot"]) == FAULTS
    assert "E423" in capsys.readouterr().err
    assert run(["light", film, "--direct", "--window", "cupola.top"]) == FAULTS
    assert "--window is of a station" in capsys.readouterr().err


def test_an_unknown_set_and_a_word_of_the_station_are_refused(film: str, capsys: Capture) -> None:
    assert run(["light", film, "--set", "slipp"]) == FAULTS
    assert 'Did you mean "slip"?' in capsys.readouterr().err
    assert run(["light", film, "--light", "eclipse"]) == FAULTS
    shown = capsys.readouterr()
    assert "E372" in shown.err and shown.out == ""


def test_a_ground_set_beside_a_station_has_its_own_answer(tmp_path: Path, capsys: Capture) -> None:
    production, breakdown = mixed()
    folder = str(write_small(tmp_path, production=production, breakdown=breakdown))
    assert run(["light", folder, "--set", "steppe"]) == OK
    assert capsys.readouterr().out.startswith("STEPPE (47.7900 N, 67.7100 E, 370 m); terrain 1 deg high")
    assert run(["light", folder, "--shot", "2S"]) == OK
    shown = capsys.readouterr()
    assert "direct sun in the golden hour" in shown.out
    assert "limits: golden hour" in shown.err
    assert run(["light", folder, "--set", "steppe", "--window", "cupola.top"]) == FAULTS
    assert "--window is of a station" in capsys.readouterr().err
    assert run(["match", folder, "2S", "--at", "2021-10-07T12:00Z"]) == FAULTS
    assert "2S is shot on the ground: only light aboard is matched" in capsys.readouterr().err


def test_a_place_named_on_the_command_line_has_days_and_edges(capsys: Capture) -> None:
    ground_place(BAIKONUR, "45.92,63.34,120m", "3deg")
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "the place (45.9200 N, 63.3400 E, 120 m); terrain 3 deg high"
    assert [line[:10] for line in shown[2:]] == ["2021-10-16", "2021-10-17"]
    ground_place(replace(BAIKONUR, edges=True), "45.92,63.34", None)
    assert "astronomical dawn" in capsys.readouterr().out


def test_its_json_holds_the_almanacs_edges(capsys: Capture) -> None:
    ground_place(replace(BAIKONUR, as_json=True), "45.92,63.34", "3 deg")
    answer = json.loads(capsys.readouterr().out)
    span = Span(instant("2021-10-16T00:00Z"), instant("2021-10-18T00:00Z"))
    edges = GroundAlmanac(Location("x", 45.92, 63.34, horizon=Horizon.level(3.0)), span).edges()
    assert [one["kind"] for one in answer["edges"]] == [edge.kind for edge in edges]
    assert answer["location"]["horizon_deg"] == [[0.0, 3.0]]
    assert "Bennett" in answer["limits"]


def test_a_light_of_a_place_is_listed(capsys: Capture) -> None:
    ground_place(replace(BAIKONUR, phase="golden", direct=True), "45.92,63.34", None)
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1 + 4
    assert "golden, direct sun: 4 times" in shown.err


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("45.92,63.34", Location("the place", 45.92, 63.34)),
        (" -33.9 , 151.2 , 20 m", Location("the place", -33.9, 151.2, 20.0)),
    ],
)
def test_places_are_read(text: str, place: Location) -> None:
    assert read_location(text) == place


@pytest.mark.parametrize(
    ("text", "horizon", "code"),
    [
        ("45.92", None, "E373"),
        ("45.92 N,63.34", None, "E373"),
        ("45.92,63.34,120", None, "E373"),
        ("1,2,3m,4", None, "E373"),
        ("45.92,63.34", "3", "E373"),
        ("45.92,63.34", "3m", "E373"),
        ("95,63.34", None, "E370"),
        ("nan,63.34", None, "E370"),
        ("45.92,63.34", "88deg", "E370"),
    ],
)
def test_what_is_no_place_is_refused(text: str, horizon: str | None, code: str) -> None:
    with pytest.raises(CupolaError) as caught:
        read_location(text, horizon)
    assert [m.code for m in caught.value.messages] == [code]
    assert caught.value.messages[0].hint


def test_who_has_no_hours_on_the_ground_is_not_at_work(capsys: Capture) -> None:
    assert run(["light", str(UNDERSTUDY), "--shot", "5A"]) == OK
    out = capsys.readouterr().out
    assert "Yerlan Tokhtar: not at work" in out and "aboard" not in out
