"""`cupola flight hop` tells the flight of NS-18, and what is wrong with what was typed."""

from __future__ import annotations

import json

import pytest

from cupola.cli import OK, run

NS18 = ["flight", "hop", "--launch", "2021-10-13T14:49:51Z"]


def test_the_phases_are_printed_with_instant_and_height(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(NS18) == OK
    out, err = capsys.readouterr()
    assert "2021-10-13T14:52:13Z  T+2:22    55.0 km  the engine stops" in out
    assert "T+3:28   100.0 km  100 km" in out
    assert "2021-10-13T15:00:08Z  T+10:17     1.1 km  landing" in out
    assert "direct sun through window 3: T+0:00 to T+10:17" in out
    assert "direct sun through window 6: never" in out
    assert "floating for 198 s" in err


def test_every_second_is_there_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*NS18, "--heading", "180deg", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert len(found["seconds"]) == 618
    row = found["seconds"][248]
    assert (row["since_s"], row["felt_g"], row["direct"]) == (248, 0.0, ["window 1", "window 5", "window 6"])
    assert row["height_km"] == pytest.approx(107.09, abs=0.01)
    assert [phase["what"] for phase in found["phases"]][:4] == [
        "lift-off",
        "the engine stops",
        "everything floats",
        "it parts from its booster",
    ]


def test_a_craft_that_is_released_glides_at_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flight", "hop", "--vehicle", "spaceshiptwo", "--launch", "2021-07-11T15:25:00Z"]) == OK
    out = capsys.readouterr().out
    assert "release" in out and "gliding" in out and "100 km" not in out


def test_another_site_has_another_sun(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*NS18, "--site", "-31.4,104.8"]) == OK
    assert "Sun -" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--vehicle", "new-sheperd"], "E733"),
        (["--launch", "yesterday"], "E108"),
        (["--site", "Texas"], "E373"),
        (["--heading", "90"], "E107"),
    ],
)
def test_what_is_not_understood_is_said(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = NS18 if words[0] != "--launch" else NS18[:2]
    assert run([*given, *words]) != OK
    assert code in capsys.readouterr().err
