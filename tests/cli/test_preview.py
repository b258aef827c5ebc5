"""`cupola preview`: what is asked, what is told, and the files; with an Earth that is easy to reckon with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from PIL import Image

from cupola.cli import FAULTS, OK, run
from cupola.preview import aloft, opened
from cupola.preview.still import Studio
from cupola.sky.airlight import COARSE
from cupola.sky.airlight.within import AirWithin
from tests.preview.plain import studio

Capture = pytest.CaptureFixture[str]
SMALL = ("--size", "64x36", "--distance", "0.3m")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take pictures of an even Earth, without maps and tables."""
    world: Studio = studio()
    monkeypatch.setattr(opened, "opened", lambda *_: (world.outside, world.credits, ()))
    yield


def faults(capsys: Capture, *arguments: object) -> str:
    """Give what is said of a command that is refused."""
    assert run(["preview", *(str(a) for a in arguments)]) == FAULTS
    return capsys.readouterr().err


def test_a_shot_at_an_instant(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "still.png"
    assert run(["preview", str(folder), "3A", "--at", "2021-10-08T09:00Z", "-o", str(out), *SMALL]) == OK
    found = capsys.readouterr()
    assert found.out == f"{out}\n"
    for words in (
        "Cupola, the round window, 35 mm on",
        "the Sun",
        "km over",
        "looks at",
        "exposed at ISO 800",
        "no lens is",
    ):
        assert words in found.err
    with Image.open(out) as picture:
        assert picture.size == (64, 36)
        assert picture.info["Title"] == "3A" and picture.info["Credits"] == "Earth: own make"
        assert {"Key", "Exposure", "Window", "Description"} <= set(picture.info)


def test_without_a_plan_a_shot_is_shown_when_its_light_comes_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["preview", str(folder), "1B", *SMALL]) == OK
    assert "1B is not planned; its light comes first at 2021-10-06T" in capsys.readouterr().err
    assert (tmp_path / "1B.png").is_file()


def test_a_shot_in_a_capsule_that_hops_is_shown_at_its_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """High over the air: lower down there is more to prepare than a test may take."""
    air = AirWithin.made(fineness=COARSE)
    monkeypatch.setattr(aloft, "air_within", lambda: air)
    film, out = Path(__file__).parents[2] / "productions" / "ten-minutes", tmp_path / "a.png"
    arguments = ["preview", str(film), "4A", "--at", "2026-10-13T14:53:50Z", "-o", str(out), "--json", *SMALL]
    assert run(arguments) == OK
    told = json.loads(capsys.readouterr().out)
    assert (told["window"], told["phase"]) == ("window 3", "day")
    assert 105.0 < told["height_km"] < 107.0
    assert "E817 shot 1A is shot on the ground" in faults(capsys, film, "1A")
    assert "E307 New Shepard does not fly" in faults(capsys, film, "4A", "--at", "2026-10-13T13:00Z")


def test_a_take_of_the_plan_is_shown_at_its_middle(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    found = []
    for take in ("1", "2"):
        out = str(tmp_path / "a.png")
        assert run(["preview", str(planned), "3A", "--take", take, "-o", out, "--json", *SMALL]) == OK
        said = capsys.readouterr()
        assert f"take {take} of 2 in the plan" in said.err
        found.append(json.loads(said.out)["utc"])
    assert found[0] < found[1]
    for take in ("3", "0", "-1"):
        assert f"no take {take}" in faults(capsys, planned, "3A", "--take", take, *SMALL)


def test_with_a_plan_of_other_documents_an_instant_can_still_be_named(planned: Path, capsys: Capture) -> None:
    with (planned / "breakdown.yaml").open("a") as file:
        file.write("# a word more\n")
    found = faults(capsys, planned, "3A", *SMALL)
    assert "E503" in found and "or name an instant: --at 2021-10-09T09:02Z" in found


def test_frames_of_an_orbit_may_lie_hours_from_its_instant(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    asked = ["--orbit", folder / "orbit" / "iss.tle", "--window", "cupola.top", "--at", "2021-10-08T09:00Z", *SMALL]
    span = ["--from", "2021-10-08T13:00Z", "--to", "2021-10-08T13:00:02Z"]
    assert run(["preview", *map(str, asked), "--frames", str(tmp_path / "out"), *span, "--cores", "1"]) == OK
    assert "2 frames made" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--lens", "--distance", "--cabin", "--shutter", "--turn", "--face", "--every"])
def test_a_negative_quantity_is_read_as_one(option: str, folder: Path, capsys: Capture) -> None:
    needs = {"--turn": "--inside", "--face": "--inside"}.get(option, "")
    asked = [folder, "3A", "--at", "2021-10-08T09:00Z", *SMALL[:2], *([needs] if needs else []), option, "-5parsec"]
    assert "requires an argument" not in faults(capsys, *asked)


def test_a_target_under_the_horizon_is_told(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    asked = [str(folder), "3A", "--at", "2021-10-08T09:00Z", "--aim", "-45,63", "-o", str(tmp_path / "a.png"), *SMALL]
    assert run(["preview", *asked]) == OK
    assert "-45,63 is not to be seen then: it is under the horizon" in capsys.readouterr().err


def test_an_orbit_without_a_production(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "cupola.png"
    asked = ["--orbit", str(folder / "orbit" / "iss.tle"), "--window", "cupola.top", "--lens", "16 mm"]
    assert run(["preview", *asked, "--at", "2021-10-08T09:00Z", "-o", str(out), "--json", *SMALL]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["window"] == "cupola.top" and found["lens_mm"] == 16.0 and found["distance_m"] == 0.3
    assert found["files"] == [str(out)] and found["credits"] == ["Earth: own make"]
    assert found["key_cd_m2"] > 3000.0 and found["below"]["near"]
    assert set(found["settings"]) == {"iso", "seconds", "stop", "nd"}
    assert found["settings"]["seconds"] == pytest.approx(1 / 48)


def test_the_light_itself_is_kept_beside_the_picture(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "a.exr"
    assert run(["preview", str(folder), "3A", "--at", "2021-10-08T09:00Z", "-o", str(out), *SMALL]) == OK
    assert capsys.readouterr().out == f"{tmp_path / 'a.png'}\n{out}\n"
    with OpenEXR.File(str(out)) as picture:
        light = np.array(picture.channels()["RGB"].pixels)
    assert light.shape == (36, 64, 3)
    assert 3900.0 < light[18, 32, 1] < 4400.0


def test_settings_by_hand_are_told_with_how_far_off_they_are(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    by_hand = ["--stop", "f/8", "--nd", "6", "--iso", "800", "--shutter", "1/48"]
    asked = [str(folder), "3A", "--at", "2021-10-08T09:00Z", "-o", str(tmp_path / "a.png"), *SMALL]
    assert run(["preview", *asked, *by_hand]) == OK
    found = capsys.readouterr().err
    assert "exposed at ISO 800, 1/48 s, T8.0, ND 1.8 (6 stops), set by hand" in found
    assert "stops" in found and "than a meter would have it" in found


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--lens", "0 mm"), "E360"),
        (("--lens", "fisheye"), "E819"),
        (("--at", "2022-01-01T00:00Z"), "E307"),
        (("--at", "noon"), "E108"),
        (("--size", "99999x99999"), "E815"),
        (("--size", "8x8"), "E815"),
        (("--size", "8192x16"), "E815"),
        (("--size", "big"), "E821"),
        (("--stop", "f/0"), "E821"),
        (("--shutter", "1/0", "--iso", "800"), "E821"),
        (("--iso", "1"), "E821"),
        (("--nd", "nan"), "E821"),
        (("--distance", "100m"), "E816"),
        (("--distance", "near"), "E107"),
        (("--window", "cupola.bottom"), "E311"),
        (("--aim", "Atlantis"), "E818"),
        (("--camera", "brownie"), "E505"),
        (("--take", "1"), "E505"),
        (("--ev", "1", "--iso", "800"), "E505"),
        (("--film", "a.mp4"), "E505"),
        (("--frames", "out"), "E505"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_what_cannot_be_is_refused_in_a_line(
    folder: Path, tmp_path: Path, capsys: Capture, options: tuple[str, ...], code: str
) -> None:
    at = () if "--at" in options else ("--at", "2021-10-08T09:00Z")
    asked = [folder, "3A", *at, "-o", tmp_path / "a.png", *(SMALL if "--size" not in options else ()), *options]
    if "--distance" in options:
        asked = [one for one in asked if one not in ("0.3m",)]
        asked.remove("--distance")
    said = faults(capsys, *asked)
    assert code in said and "Traceback" not in said
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a production and a shot"),
        (("FOLDER",), "name a shot"),
        (("FOLDER", "9Z"), 'there is no shot "9Z"'),
        (("FOLDER", "3B", "--at", "2021-10-08T09:00Z"), "looks through no window"),
        (("FOLDER", "3B"), "looks through no window"),
        (("--orbit", "TLE"), "--orbit needs --window and --at"),
        (("FOLDER", "3A", "--orbit", "TLE"), "name a production and a shot, or an orbit"),
    ],
    ids=lambda one: " ".join(one) or "nothing" if isinstance(one, tuple) else "says",
)
def test_what_is_missing_is_named(folder: Path, capsys: Capture, arguments: tuple[str, ...], words: str) -> None:
    given = {"FOLDER": folder, "TLE": folder / "orbit" / "iss.tle"}
    assert words in faults(capsys, *(given.get(one, one) for one in arguments))


def test_a_place_that_cannot_be_written_is_told(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("")
    said = faults(capsys, folder, "3A", "--at", "2021-10-08T09:00Z", "-o", tmp_path / "file" / "a.png", *SMALL)
    assert "E101" in said


def test_a_black_picture_says_why(
    folder: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    dark = studio(0.0)
    monkeypatch.setattr(opened, "opened", lambda *_: (dark.outside, (), ()))
    lit = [folder, "3A", "--at", "2021-10-08T09:30Z", "-o", tmp_path / "a.png", "--iso", "100", "--nd", "15", *SMALL]
    assert run(["preview", *(str(a) for a in lit)]) == OK
    assert "the picture is black: " in capsys.readouterr().err


def test_frames_of_a_stretch_of_time(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    span = ["--from", "2021-10-08T09:00:00Z", "--to", "2021-10-08T09:00:20Z", "--every", "10s", "--cores", "1"]
    asked = [str(folder), "3A", "--at", "2021-10-08T09:00Z", "--frames", str(tmp_path / "out"), *span, *SMALL]
    assert run(["preview", *asked]) == OK
    assert len(list((tmp_path / "out").glob("*.png"))) == 2
    assert "2 frames made" in capsys.readouterr().err
    backward = [one.replace("09:00:20Z", "08:00:00Z") for one in asked]
    assert "--to is not after --from" in faults(capsys, *backward)
