"""`cupola preview --inside`: dimmers as they are written, and what is told of a face."""

import json
from dataclasses import replace

import pytest

from cupola.cli.inside import as_json, dimmers, lines
from cupola.errors import CupolaError
from tests.preview.inside.even import SUNNY, room


def test_dimmers_are_read_as_names_and_percentages() -> None:
    assert dimmers(("row-1=30%", " cabin = 0 %")) == {"row-1": 0.3, "cabin": 0.0}
    assert dimmers(()) == {}


@pytest.mark.parametrize("text", ["row-1", "row-1=", "=30%", "row-1=30", "row-1=a%", "row-1=-5%", "row-1=nan%", ""])
def test_a_dimmer_that_is_not_understood_is_told_how_it_is_written(text: str) -> None:
    with pytest.raises(CupolaError) as raised:
        dimmers((text,))
    assert "row-1=30%" in (raised.value.messages[0].hint or "")


def test_the_light_on_the_face_is_told_by_light_and_side() -> None:
    picture, told = room().lit({})
    text = "\n".join(lines(room(), told, picture))
    assert "key" in text
    assert "earth: window side" in text
    assert "row-1: window side" in text
    assert "stops over the face" in text
    assert "exposed for the face: ISO 800" in text
    assert "E830" in text
    assert "patches of wall" in text


def test_where_the_face_stands_is_told() -> None:
    picture, told = room(SUNNY).lit({})
    assert "the face 1.00 m from the glass, 0.71 m off its axis" in lines(room(SUNNY), told, picture)[0]


def test_the_data_are_plain_and_say_the_same() -> None:
    picture, told = room().lit({})
    found = json.loads(json.dumps(as_json(room(), told, picture)))
    assert found["window"] == "zvezda.w14"
    assert found["key_lx"] == pytest.approx(told.key_lx, abs=0.01)
    assert found["ratio"] == pytest.approx(found["key_lx"] / found["fill_lx"], abs=0.01)
    assert found["lux"]["earth"]["window"] > found["lux"]["earth"]["away"]
    assert found["stops"] is not None
    assert found["by"] == "patches of wall"


def test_a_dark_room_is_told_without_ratio_or_contrast() -> None:
    found = room()
    night = replace(found, probes=replace(found.probes, lux={}, window_cd_m2=0.0))
    picture, told = night.lit({})
    data = as_json(night, told, picture)
    assert (data["ratio"], data["stops"], data["verdict"]) == (None, None, None)
    assert any("black sky" in line for line in lines(night, told, picture))
