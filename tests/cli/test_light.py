"""`cupola light`: every question has its answer, cut by the span that was asked for, and its keys in JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from cupola.sky.elements import checksum
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN, PRODUCTION, write_small

Capture = pytest.CaptureFixture[str]
DAY = ["--from", "2021-10-07T00:00Z", "--to", "2021-10-08T00:00Z"]


def asked(capsys: Capture, *arguments: object) -> Any:
    """Give what the command prints as JSON."""
    assert run(["light", *(str(a) for a in arguments), "--json"]) == OK
    return json.loads(capsys.readouterr().out)


def shown(capsys: Capture, *arguments: object) -> str:
    """Give what the command prints."""
    assert run(["light", *(str(a) for a in arguments)]) == OK
    return capsys.readouterr().out


def test_days_as_json(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder)
    assert set(found) == {"days", "phases", "limits", "orbit"}
    assert found["orbit"]["source"] == "iss.tle"
    assert -3 < found["orbit"]["age_days"] < 3
    assert 0.1 < found["orbit"]["timing_error_s"] < 5
    assert found["orbit"]["events"] == []
    assert set(found["phases"]) == {"sun", "eclipse", "sunrise", "sunset"}
    day = found["days"][1]
    assert set(day) == {"date", "beta_deg", "sunrises", "sunsets", "night_s", "sunset_s"}
    assert day["date"] == "2021-10-07"
    assert 15 <= len(day["sunrises"]) <= 16
    assert 1800 < day["night_s"] < 2200


def test_a_shot_as_json(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder, "--shot", "3A")
    assert set(found) == {"shot", "need", "passes", "light", "rolling", "starts", "limits", "orbit"}
    assert found["need"] == "sun, earth-day, through cupola.top"
    assert set(found["light"][0]) == {"from", "to", "seconds"}


def test_a_set_as_json(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder, "--set", "nauka")
    assert set(found) == {"set", "open", "phases", "direct", "blocked", "limits", "orbit"}
    assert "solar wing 1A" in found["blocked"]["nauka.forward"]
    assert run(["light", str(folder), "--set", "nauka"]) == OK
    told = [line for line in capsys.readouterr().out.splitlines() if "the station itself takes" in line]
    minutes = [[int(m) for m in re.findall(r"(\d+) min", line)] for line in told]
    assert minutes == [sorted(row, reverse=True) for row in minutes], "the most first"
    assert any(row[0] > row[-1] for row in minutes)
    assert {"nauka.forward sun", "nauka.forward sunrise", "nauka.cabin sunset"} <= set(found["direct"])
    assert [gap["from"] for gap in found["open"]][1] == "2021-10-07T11:00:00.00Z", "after the fire drill"


def test_edges_and_opportunities_as_json(folder: Path, capsys: Capture) -> None:
    edges = asked(capsys, folder, "--edges", *DAY)
    assert set(edges) == {"edges", "limit", "part", "height", "refraction", "orbit"}
    found = asked(capsys, folder, "--light", "eclipse", *DAY)
    assert set(found) == {"need", "opportunities", "limits", "orbit"}
    assert found["need"] == "eclipse"
    assert 15 <= len(found["opportunities"]) <= 17


def all_instants(value: Any) -> list[str]:
    """Give every instant in an answer."""
    if isinstance(value, dict):
        return [at for inner in value.values() for at in all_instants(inner)]
    if isinstance(value, list):
        return [at for inner in value for at in all_instants(inner)]
    return [value] if isinstance(value, str) and value.startswith("2021-") and value.endswith("Z") else []


@pytest.mark.parametrize(
    "question",
    [
        [],
        ["--edges"],
        ["--light", "sunrise"],
        ["--window", "nauka.forward", "--direct"],
        ["--set", "nauka"],
        ["--set", "cupola", "--window", "cupola.top", "--view", "earth-day"],
        ["--shot", "1A"],
        ["--shot", "3B"],
    ],
)
def test_from_and_to_cut_every_answer(folder: Path, question: list[str], capsys: Capture) -> None:
    instants = all_instants(asked(capsys, folder, *question, *DAY))
    assert instants
    assert min(instants) >= "2021-10-07T00:00"
    assert max(instants) <= "2021-10-08T00:00:00.00Z"


def test_from_alone_and_to_alone_leave_the_other_end_to_the_shoot(folder: Path, capsys: Capture) -> None:
    late = asked(capsys, folder, "--light", "sun", "--from", "2021-10-08T00:00Z")["opportunities"]
    early = asked(capsys, folder, "--light", "sun", "--to", "2021-10-07T00:00Z")["opportunities"]
    assert early[0]["from"].startswith("2021-10-06T06:00")
    assert late[-1]["to"].startswith(("2021-10-08T23", "2021-10-09T00:00"))
    assert early[-1]["to"] <= late[0]["from"]


def test_a_set_that_is_closed_has_no_light(folder: Path, capsys: Capture) -> None:
    drill = ["--from", "2021-10-07T10:00Z", "--to", "2021-10-07T11:00Z"]
    assert asked(capsys, folder, "--light", "sun", *drill)["opportunities"]
    assert asked(capsys, folder, "--set", "nauka", "--light", "sun", *drill)["opportunities"] == []


def test_a_shot_tells_who_is_missing_when_the_light_is_there(folder: Path, capsys: Capture) -> None:
    out = shown(capsys, folder, "--shot", "3A")
    assert "needs sunlight with the day side of the Earth in view of cupola.top; 2 takes in 1 pass" in out
    assert "with Ada Actress, Dina Director, escorted by Eve Escort" in out
    assert "the set-up may begin (UTC, first and last moment; crew time):" in out
    assert "Ada Actress: sleep; Dina Director: sleep" in out
    out = shown(capsys, folder, "--shot", "1B")
    assert "needs sunrise; 2 takes in 2 passes" in out
    assert "too short, or no room for the set-up before it" in out or "sleep" in out


def test_a_shot_without_light_of_its_own_says_so(folder: Path, capsys: Capture) -> None:
    assert "needs no particular light; 1 take in 1 pass" in shown(capsys, folder, "--shot", "3B")


def test_a_light_that_never_comes_is_said(tmp_path: Path, capsys: Capture) -> None:
    text = BREAKDOWN.replace("light: sun, window: cupola.top", "light: eclipse, view_by: day, window: cupola.top")
    text = text.replace("view: earth-day", "view: Lisbon")
    folder = write_small(tmp_path, breakdown=text)
    assert "the light does not come once" in shown(capsys, folder, "--shot", "3A")
    assert run(["light", str(folder), "--shot", "3A"]) == OK
    assert "the light comes 0 times; a set-up may begin in 0 stretches" in capsys.readouterr().err


def test_people_who_are_never_there_together_are_said(tmp_path: Path, capsys: Capture) -> None:
    short = '  short:\n    - {from: "10:00", to: "10:30", is: film}\n    - {from: "22:00", to: "06:00", is: sleep}\n'
    text = PRODUCTION.replace("groups: [usos], day: helper", "groups: [usos], day: short")
    text = text.replace("\nsets:\n", f"\n{short}sets:\n")
    out = shown(capsys, write_small(tmp_path, production=text), "--shot", "3A")
    assert "the light and the people do not come together once" in out
    assert "no escort, or too short with its set-up" in out
    assert "… and " in out or out.count("..") <= 41


def test_the_crews_clock_stands_beside_utc(tmp_path: Path, capsys: Capture) -> None:
    text = PRODUCTION.replace("{name: GMT}", "{name: MSK, ahead: 3 h}")
    folder = write_small(tmp_path, production=text)
    row = shown(capsys, folder, "--light", "sunrise").splitlines()[1]
    utc, crew = row[11:13], row.split("  ")[1][:2]
    assert (int(utc) + 3) % 24 == int(crew)
    assert run(["light", str(folder), "--light", "sunrise"]) == OK
    assert "times on the right are MSK" in capsys.readouterr().err


@pytest.mark.parametrize("limit", ["centre", "umbra", "penumbra", "refracted"])
def test_each_limit_of_sunrise_moves_the_edges_a_little(folder: Path, limit: str, capsys: Capture) -> None:
    edges = asked(capsys, folder, "--edges", "--limit", limit, *DAY)["edges"]
    assert 30 <= len(edges) <= 32
    assert run(["light", str(folder), "--edges", "--limit", limit]) == OK
    assert "limit: " in capsys.readouterr().err


def test_the_orbit_alone_is_enough(folder: Path, capsys: Capture) -> None:
    orbit = ["--orbit", folder / "orbit" / "iss.tle", *DAY]
    assert [day["date"] for day in asked(capsys, *orbit)["days"]] == ["2021-10-07"]
    assert asked(capsys, *orbit, "--light", "eclipse")["opportunities"]
    out = shown(capsys, *orbit)
    assert out.splitlines()[0].startswith("UTC day")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--orbit", "{tle}"], "--orbit needs --from and --to"),
        (["--orbit", "{tle}", *DAY, "--shot", "1A"], "--shot and --set need a production"),
        (["--orbit", "{tle}", "--from", "2021-10-08T00:00Z", "--to", "2021-10-07T00:00Z"], "--to is not after --from"),
        (["--orbit", "{tle}", "--from", "noon", "--to", "2021-10-07T00:00Z"], 'E108 "noon" is not an instant'),
        (["--orbit", "{tle}", *DAY, "--place", "mir"], "mir"),
        (["--orbit", "{folder}/nowhere.tle", *DAY], "E101"),
        (["--orbit", "{folder}/" + "x" * 300, *DAY], "E101"),
        (["{folder}", "--orbit", "{tle}", *DAY], "name a production, an orbit or a location, and only one"),
        (["{folder}", "--edges", "--set", "nauka"], "--edges and --set are two questions; ask one at a time"),
        ([], "name a production folder, or an orbit"),
        (["{folder}", "--to", "2021-10-01T00:00Z"], "nothing of the shoot lies between --from and --to"),
        (["{folder}", "--light", "dusk"], 'there is no light "dusk"'),
        (["{folder}", "--direct"], "--direct and --view need --window"),
        (["{folder}", "--set", "cupola", "--window", "nauka.forward", "--direct"], "window nauka.forward is in MLM"),
        (["{folder}", "--window", "cupola.top", "--view", "Lisboa"], "Lisbo"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    folder: Path, arguments: list[str], says: str, capsys: Capture, snapshot: Snapshot
) -> None:
    before = snapshot(folder)
    line = [a.replace("{folder}", str(folder)).replace("{tle}", str(folder / "orbit" / "iss.tle")) for a in arguments]
    assert run(["light", *line]) == FAULTS
    found = capsys.readouterr()
    assert says in found.err
    assert found.out == ""
    assert snapshot(folder) == before


def test_an_unknown_limit_is_not_understood(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), "--edges", "--limit", "dawn"]) == USAGE
    assert "hint: cupola --help" in capsys.readouterr().err


def test_what_comes_past_a_window_as_json(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder, "--window", "cupola.top", "--sights", "--lens", "35mm", *DAY)
    assert set(found) == {"window", "lens", "sights", "station", "limits", "orbit"}
    assert {"Soyuz MS-19", "Cygnus NG-16"} <= {part["what"] for part in found["station"]}
    assert found["lens"] == "35 mm on 24.89 x 14 mm"
    names = {sight["what"] for sight in found["sights"]}
    assert len(names) > 50
    assert "sun" not in names, "straight down there is only the Earth"
    first = found["sights"][0]
    assert first["from"] <= first["best"] <= first["to"]
    assert 0 < first["in_picture_s"] <= first["seconds"]


def test_one_landmark_by_night_as_text(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), "--window", "cupola.top", "--sights", "--view", "Houston", "--by", "night"]) == OK
    captured = capsys.readouterr()
    assert captured.out.count("Houston") == len(captured.out.splitlines()) - 1 > 0
    assert "Sun -" in captured.out
    assert "in a still picture" not in captured.out
    assert "up in the picture is" in captured.err
    assert "of the station itself, at the beginning: Cygnus NG-16" in captured.err


def test_a_point_of_the_ground_may_be_asked_for(folder: Path, capsys: Capture) -> None:
    there = asked(capsys, folder, "--window", "cupola.top", "--view", "29.76,-95.37", *DAY)
    named = asked(capsys, folder, "--window", "cupola.top", "--view", "Houston", *DAY)
    assert len(there["opportunities"]) == len(named["opportunities"]) > 0


def test_edges_at_a_height(folder: Path, capsys: Capture) -> None:
    found = asked(capsys, folder, "--edges", "--height", "20km", *DAY)
    assert found["height"] == 20.0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--sights"], "--sights needs --window"),
        (["--window", "cupola.top", "--sights", "--edges"], "--sights and --edges are two questions"),
        (["--lens", "35mm"], "--lens goes with --sights"),
        (["--height", "8km"], "--height goes with --edges"),
        (["--window", "cupola.top", "--sights", "--lens", "35"], "E107 --lens: 35 has no unit"),
        (["--window", "cupola.top", "--sights", "--lens", "9km"], "E360"),
        (["--edges", "--height", "200km"], "E309"),
        (["--place", "haven-1"], "--place goes with --orbit"),
    ],
)
def test_options_of_sights_that_do_not_go_together(
    folder: Path, capsys: Capture, options: list[str], words: str
) -> None:
    assert run(["light", str(folder), *options]) == FAULTS
    assert words in capsys.readouterr().err


def test_a_place_on_the_ground(capsys: Capture) -> None:
    where = ["--location", "45.92,63.34", "--from", "2026-06-20T00:00Z", "--to", "2026-06-22T00:00Z"]
    flat, hilly = (asked(capsys, *where, *more) for more in ((), ("--horizon", "3deg")))
    assert flat["location"]["lat"] == 45.92
    assert hilly["days"][0]["sunsets"][0] < flat["days"][0]["sunsets"][0], "the Sun goes sooner behind a hill"
    assert "golden" in shown(capsys, *where)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--location", "45.92,63.34"], "--location needs --from and --to"),
        (["--location", "95,63", *DAY], "E370"),
        (["--location", "45,63", *DAY, "--set", "nauka"], "--shot and --set need a production"),
        (["--location", "45,63", *DAY, "--window", "cupola.top", "--sights"], "is of a station"),
        (["--orbit", "x.tle", *DAY, "--location", "45,63"], "name a production, an orbit or a location"),
        (["--horizon", "3deg"], "--horizon goes with --location"),
        (["--location", "45,63", *DAY, "--place", "haven-1"], "--place goes with --orbit"),
        (["--location", "45,63", *DAY, "--edges", "--limit", "umbra"], "--limit is of a station"),
        (["--location", "45,63", *DAY, "--edges", "--height", "8km"], "--height is of a station"),
        (["--location", "45,63", *DAY, "--light", "golden", "--by", "day"], "--by is of a station"),
    ],
)
def test_a_place_on_the_ground_that_cannot_be_asked(capsys: Capture, options: list[str], words: str) -> None:
    assert run(["light", *options]) == FAULTS
    assert words in capsys.readouterr().err


def test_the_age_of_the_elements_and_their_timing_error_are_told(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), *DAY]) == OK
    assert re.search(r"iss.tle: elements of \d+(\.\d)? (days|hours) later: ±\d\.\d s", capsys.readouterr().err)


NASA = Path(__file__).parents[1] / "authorities" / "iss_february_2022.oem.xml"
REBOOST = ["--from", "2022-02-25T22:00Z", "--to", "2022-02-26T03:00Z"]


def test_a_published_ephemeris_answers_and_tells_its_events(capsys: Capture) -> None:
    """NASA's of February 2022, with a reboost on the 26th; several files may be given."""
    assert run(["light", "--orbit", str(NASA), *REBOOST, "--edges"]) == OK
    captured = capsys.readouterr()
    assert captured.out.count("sunrise") >= 3
    assert "the file states no timing error" in captured.err
    assert "announced: 2022-02-26T01:37:00Z GMT057 Reboost" in captured.err
    found = asked(capsys, "--orbit", NASA, *REBOOST, "--edges")
    assert found["orbit"]["timing_error_s"] is None
    assert found["orbit"]["events"] == [{"utc": "2022-02-26T01:37:00Z", "what": "GMT057 Reboost", "kind": "burn"}]


def test_element_sets_may_stand_in_several_files(folder: Path, capsys: Capture) -> None:
    tle = folder / "orbit" / "iss.tle"
    twice = asked(capsys, "--orbit", tle, "--orbit", tle, *DAY, "--edges")
    assert twice["edges"] == asked(capsys, "--orbit", tle, *DAY, "--edges")["edges"]


TIANHE = """\
1 48274U 21035A   21281.73004796  .00003128  00000-0  65029-4 0  9990
2 48274  41.4700 141.3023 0004210  71.7185  11.5978 15.62000000306193
"""


def test_the_orbit_of_another_satellite_is_refused(tmp_path: Path, capsys: Capture) -> None:
    """With right checksums; the ISS is 25544."""
    text = "\n".join(line[:-1] + str(checksum(line)) for line in TIANHE.splitlines())
    (tmp_path / "tianhe.tle").write_text(text + "\n")
    assert run(["light", "--orbit", str(tmp_path / "tianhe.tle"), *DAY, "--edges"]) == FAULTS
    assert "E303 tianhe.tle is of satellite 48274, not of International Space Station" in capsys.readouterr().err
    assert run(["light", "--orbit", str(tmp_path / "tianhe.tle"), "--place", "haven-1", *DAY, "--edges"]) == OK
    folder = write_small(tmp_path / "small", elements=text + "\n")
    assert run(["check", str(folder)]) == FAULTS
    found = capsys.readouterr()
    assert "production.yaml:4:" in found.out + found.err
    assert "E303" in found.out + found.err
