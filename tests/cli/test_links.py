"""`cupola light --link`: at the station, in aircraft, on other worlds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import OK, run

PRODUCTIONS = Path(__file__).parents[2] / "productions"
CHALLENGE = PRODUCTIONS / "the-challenge"
DAY = ["--from", "2021-10-06T00:00Z", "--to", "2021-10-07T00:00Z"]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Give what a question prints on stdout."""
    assert run(["light", *words]) == OK
    return capsys.readouterr().out


def test_the_links_of_the_station_are_listed_with_how_much_they_carry(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, str(CHALLENGE), "--link", *DAY)
    assert "ku: TDRS, Ku band, open 100.0% of the time, for video, voice, data, 270 GB an hour down, 6.48e+03 GB" in out
    assert "russia: Russian ground stations, open " in out and "confidence low" in out
    assert out.count("\n  2021-10-06T") > 10


def test_the_same_as_data_and_of_a_set_aboard(capsys: pytest.CaptureFixture[str]) -> None:
    plain = json.loads(told(capsys, str(CHALLENGE), "--link", "--json", *DAY))
    (links,) = plain["places"].values()
    russia = next(one for one in links if one["link"] == "russia")
    assert russia["open"] == pytest.approx(sum(span["seconds"] for span in russia["spans"]) / 86_400, abs=1e-4)
    assert russia["gb"] == pytest.approx(russia["gb_per_hour"] * 24 * russia["open"], abs=0.06)
    assert plain["orbit"]["source"] == "iss.tle"
    assert json.loads(told(capsys, str(CHALLENGE), "--link", "--json", "--set", "nauka", *DAY)) == plain


def test_a_bare_orbit_has_the_links_of_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    orbit = str(CHALLENGE / "orbit/iss.tle")
    assert "laser to Starlink, open 100.0%" in told(capsys, "--orbit", orbit, "--place", "haven-1", "--link", *DAY)


def test_each_set_of_a_film_on_the_ground_is_answered_for(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, str(PRODUCTIONS / "a-parabolic-day"), "--link")
    assert "bay\nairfield: radio to the airfield, open 100.0%" in out and "field: no link is known there" in out
    assert "field" not in told(capsys, str(PRODUCTIONS / "a-parabolic-day"), "--link", "--set", "bay").split("\n")[0]
    assert "mars: dish to the Earth" in told(capsys, str(PRODUCTIONS / "one-sol"), "--link")


def test_a_place_on_another_world_hears_while_the_earth_is_up(capsys: pytest.CaptureFixture[str]) -> None:
    late = ["--from", "2026-11-21T00:00Z", "--to", "2026-11-23T00:00Z"]  # in October 2021 the Sun stands between
    plain = json.loads(told(capsys, "--location", "mars:-4.59,137.44", "--link", "--json", *late))
    ((link,),) = plain["places"].values()
    assert link["gb"] is None and 0 < link["open"] < 1
    assert "moon: dish to the Earth, open 0.0%" in told(capsys, "--location", "moon:0,180", "--link", *DAY)
    assert "no link is known there" in told(capsys, "--location", "45.9,63.3", "--link", *DAY)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--link", "--shot", "1A"], "two questions"),
        (["--link", "--set", "cellar"], 'there is no set "cellar"'),
        (["--link", "--window", "nauka.forward"], "--window goes with"),
    ],
)
def test_what_does_not_go_with_links_is_refused(
    words: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["light", str(CHALLENGE), *words]) != OK
    assert text in capsys.readouterr().err


def test_a_set_needs_a_production(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["light", "--orbit", str(CHALLENGE / "orbit/iss.tle"), "--link", "--set", "x", *DAY]) != OK
    assert "need a production" in capsys.readouterr().err
