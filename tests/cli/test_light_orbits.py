"""`cupola light --orbit`: orbits of every kind answer alike; what is wrong with a file is told without a traceback."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.clock import instant
from cupola.sky import parse_tle
from tests.sky.messages import NASA, omm_fields, omm_json, omm_kvn, omm_xml
from tests.small import ELEMENTS

Capture = pytest.CaptureFixture[str]
DAY = ["--from", "2021-10-07T00:00Z", "--to", "2021-10-08T00:00Z"]
NIGHT = ["--from", "2022-02-25T20:00Z", "--to", "2022-02-26T07:00Z"]


def edges(capsys: Capture, path: Path, span: list[str]) -> list[dict[str, Any]]:
    """Give the sunrises and sunsets of an orbit."""
    assert run(["light", "--orbit", str(path), *span, "--edges", "--json"]) == OK
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["edges"]
    return found


@pytest.mark.parametrize("write", [omm_json, omm_kvn, omm_xml])
def test_a_message_gives_the_light_of_the_two_line_sets(tmp_path: Path, capsys: Capture, write: Any) -> None:
    plain, message = tmp_path / "iss.tle", tmp_path / "iss.omm"
    plain.write_text(ELEMENTS)
    message.write_text(write(*map(omm_fields, parse_tle(ELEMENTS))))
    ours, theirs = edges(capsys, message, DAY), edges(capsys, plain, DAY)
    assert [e["kind"] for e in ours] == [e["kind"] for e in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert instant(one["utc"]) == pytest.approx(instant(other["utc"]), abs=0.0021)


def test_nasas_states_give_light_across_the_reboost(capsys: Capture) -> None:
    """A sunrise and a sunset each revolution of 92.9 minutes, before the burn of 01:37 and after it."""
    found = edges(capsys, NASA, NIGHT)
    kinds = [edge["kind"] for edge in found]
    assert kinds == ["sunset", "sunrise"] * 7 or kinds == ["sunrise", "sunset"] * 7
    rises = [instant(edge["utc"]) for edge in found if edge["kind"] == "sunrise"]
    for one, other in pairwise(rises):
        assert other - one == pytest.approx(92.9 * 60, abs=12.0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body>302 Found</body></html>", "E327"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><oem>&b;</oem>', "E329"),
        ("CCSDS_OEM_VERS = 2.0\nMETA_START\n", "E320"),
        ('[{"OBJECT_NAME": "ISS"}]', "E323"),
        ("[", "E320"),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, capsys: Capture, content: str, code: str) -> None:
    path = tmp_path / "iss.dat"
    path.write_text(content)
    assert run(["light", "--orbit", str(path), *DAY, "--edges"]) == FAULTS
    shown = capsys.readouterr()
    assert f"{code} " in shown.err + shown.out
    assert "Traceback" not in shown.err


def test_states_of_other_days_are_told_with_the_missing_hours(capsys: Capture) -> None:
    assert run(["light", "--orbit", str(NASA), *DAY, "--edges"]) == FAULTS
    assert "E325 iss_february_2022.oem.xml: no states lie in" in capsys.readouterr().err
