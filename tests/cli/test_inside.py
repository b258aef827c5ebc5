"""`cupola preview --inside`: dimmers as they are written, and what is told of a face."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cupola.cli import OK
from cupola.cli.commands.preview import Asked
from cupola.cli.inside import as_json, dimmers, exposed, inside, lines
from cupola.errors import CupolaError
from cupola.preview.inside import interior
from cupola.preview.inside.study import Study
from tests.preview.inside.even import SUNNY, room, still
from tests.preview.plain import studio

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def _set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the room at hand, whatever is wished."""
    monkeypatch.setattr(interior, "interior", lambda *_: room())


@pytest.mark.usefixtures("_set_up")
def test_the_picture_is_written_with_whose_work_is_in_it(tmp_path: Path, capsys: Capture) -> None:
    asked = Asked(out=tmp_path / "face.exr")
    assert inside("17A", still(), "CU", lambda _: studio(), asked) == OK
    files = [tmp_path / "face.png", tmp_path / "face.exr"]
    assert all(file.is_file() for file in files)
    with Image.open(files[0]) as picture:
        assert picture.size == (24, 16)
        assert (picture.info["Title"], picture.info["Credits"]) == ("17A", "Earth: own make")
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(file) for file in files]
    assert "exposed for the face" in said.err


@pytest.mark.usefixtures("_set_up")
def test_a_dimmed_room_is_told_as_data(tmp_path: Path, capsys: Capture) -> None:
    key = []
    for share in ("cabin=100%", "cabin=0%"):
        asked = Asked(out=tmp_path / "face.png", dim=(share,), as_json=True)
        assert inside("17A", still(), "CU", lambda _: studio(), asked) == OK
        found = json.loads(capsys.readouterr().out)
        assert found["files"] == [str(tmp_path / "face.png")] and found["shot"] == "17A"
        key.append(found["key_lx"] + found["fill_lx"])
    assert key[1] < key[0]


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
    for light in ("earth", "row-1"):
        assert f"  {light}, {round(told.kelvin[light], -2):,.0f} K: window side" in text
    assert "stops over the face" in text
    assert "exposed for the face: ISO 800" in text
    assert "E830" in text
    assert "patches of wall" in text


def test_where_the_face_stands_is_told() -> None:
    picture, told = room(SUNNY).lit({})
    assert "the face 0.70 m from the glass, 0.50 m off its axis" in lines(room(SUNNY), told, picture)[0]


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
    said = lines(night, told, picture)
    assert "the face stands in the dark" in said
    assert "ratio" not in said[1]
    black = replace(found, probes=replace(found.probes, window_cd_m2=0.0))
    taken, light = black.lit({})
    assert "the face sees black sky through the glass" in lines(black, light, taken)


def test_a_black_picture_of_a_room_says_why_it_is_black() -> None:
    picture, told = room().lit({})
    assert not any("picture is black" in line for line in lines(room(), told, picture))
    dark = replace(picture, light=np.zeros_like(picture.light))
    said = "the picture is black: hardly any light falls into the room"
    assert any(line.startswith(said) for line in lines(room(), told, dark))
    assert any(line.startswith(said) for line in as_json(room(), told, dark)["remarks"])
    by_hand = replace(dark, still=replace(still(), exposure=picture.exposure))
    assert any("its settings are too dark" in line for line in lines(room(), told, by_hand))


def test_ratios_are_told_in_stops_and_lights_by_their_colour() -> None:
    picture, told = room(SUNNY).lit({})
    said = lines(room(SUNNY), told, picture)
    stops = f"{told.ratio:.1f}:1 ({np.log2(told.ratio):.1f} stops)"
    assert stops in said[1]
    sun = next(line for line in said if line.startswith("  sun"))
    assert sun.startswith(f"  sun, {round(told.kelvin['sun'], -2):,.0f} K: window side")
    assert as_json(room(SUNNY), told, picture)["kelvin"]["row-1"] == pytest.approx(4500, abs=150)  # off warm walls


def test_an_exposure_is_told_as_what_it_is() -> None:
    """For the face, brighter than that, by hand, or for a dark frame: and how the face then lies."""
    picture, told = room().lit({})
    face = picture.exposure
    assert exposed(still(), told, face) == f"exposed for the face: {face}"
    brighter = replace(still(), change=1.5)
    assert exposed(brighter, told, face).startswith("exposed for the face, 1.5 stops brighter: ISO")
    by_hand = replace(still(), exposure=replace(face, ev100=face.ev100 + 2.0))
    assert exposed(by_hand, told, by_hand.exposure or face).endswith("the face 2.0 stops under")
    assert "no light falls on the face" in exposed(still(), Study({}, 100.0), face)


def test_half_way_between_window_and_face_is_told_where_neither_holds_the_other() -> None:
    picture, told = room().lit({})
    far, near = (replace(told, window_cd_m2=told.key_lx / 20.0 * 2.0**stops) for stops in (5.0, 2.0))
    assert far.contrast(still().sensor).verdict == "silhouette"  # type: ignore[union-attr]
    said = [line for line in lines(room(), far, picture) if line.startswith("half way between them")]
    assert len(said) == 1
    assert "stops under, the window" in said[0]
    assert not any("half way" in line for line in lines(room(), near, picture))
