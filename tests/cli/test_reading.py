"""The meter reading of `cupola light --window --at`, as it is printed."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cupola.cli import OK, run
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question
from cupola.cli.light.reading import lux, reading
from cupola.clock import Span, SpanSet, instant
from cupola.errors import CupolaError, DocumentError, SkyError
from cupola.light import Almanac
from cupola.places import load_station
from tests.october import stay_orbit
from tests.small import ELEMENTS, PRODUCTION, write_small

SPAN = Span(instant("2021-10-13T12:00Z"), instant("2021-10-13T18:00Z"))
NOON, SUNNY, NIGHT = (instant(f"2021-10-13T{t}Z") for t in ("13:30", "13:05", "14:20"))


@cache
def outlook() -> Outlook:
    """Give the orbit of The Challenge without the production."""
    return Outlook(Almanac(stay_orbit(), load_station("iss"), SPAN), 0.0, "UTC", None)


def printed(capsys: pytest.CaptureFixture[str], window: str, at: float, camera: str | None = None) -> str:
    """Give what is printed."""
    reading(outlook(), window, at, 1.5, camera, as_json=False)
    return capsys.readouterr().out


def made(capsys: pytest.CaptureFixture[str], window: str, at: float, camera: str | None = None) -> dict[str, object]:
    """Give the JSON."""
    reading(outlook(), window, at, 1.5, camera, as_json=True)
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_by_day_it_tells_light_face_exposure_and_contrast(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "zvezda.w9", NOON, "red-komodo-hq")
    assert "Zvezda, porthole 9, the large one (zvezda.w9): 2021-10-13T13:30:00Z\n" in out
    assert "sun, the Sun 47.9 deg above the limb" in out
    assert "14.0 klx, 8159 K: sun 0 lx, Earth 14.0 klx, Moon 0 lx" in out
    assert "118 deg off the window's axis, behind the glass" in out
    assert "for the face: ISO 800, 1/48 s" in out
    assert "ND 2.7 (9 stops)" in out
    assert "silhouette; add 5.3 stops of fill, or of ND on the window" in out
    assert all(len(line) <= 120 for line in out.splitlines())


def test_direct_sun_has_its_patch_and_what_is_in_the_way_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "nauka.forward", SUNNY)
    assert "sun patch, 1.5 m" in out
    assert "ISO" not in out
    patch = made(capsys, "nauka.forward", SUNNY)["sun_patch"]
    assert isinstance(patch, dict)
    assert f"edge {1000 * patch['penumbra_m']:.0f} mm soft" in out
    assert 14 <= 1000 * patch["penumbra_m"] < 60, "9.3 mm for each metre of throw, 1.5 m or more"
    blocked = printed(capsys, "zvezda.w9", SUNNY)
    assert "; blocked by " in blocked
    assert "sun patch" not in blocked


def test_by_night_it_is_dark_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "nauka.forward", NIGHT, "sony-fx6")
    assert "eclipse, the Sun 9.6 deg below the limb" in out
    assert "city centres 1 to 5, " in out
    assert "the glass, seen from there, black" in out
    assert "off the window's axis" not in out
    assert "nan" not in out
    assert "inf" not in out


def test_the_words_beside_it_tell_what_was_taken_for_granted(capsys: pytest.CaptureFixture[str]) -> None:
    reading(outlook(), "destiny.nadir", NOON, 1.5, None, as_json=False)
    said = capsys.readouterr().err
    assert "cabin light: its lamps, general (confidence low)" in said
    assert "albedo 0.3" in said
    reading(outlook(), "zvezda.w9", NOON, 1.5, None, as_json=False)
    assert "state cabin: of the set" in capsys.readouterr().err


def test_while_the_attitude_is_lost_it_warns(capsys: pytest.CaptureFixture[str]) -> None:
    almanac = Almanac(stay_orbit(), load_station("iss"), SPAN, lost=SpanSet([NOON - 60], [NOON + 60]))
    reading(replace(outlook(), almanac=almanac), "zvezda.w9", NOON, 1.5, None, as_json=False)
    assert "no direction of light can be relied on" in capsys.readouterr().err


def test_as_json_every_figure_has_its_unit_in_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = made(capsys, "nauka.forward", SUNNY, "sony-fx6")
    assert found["phase"] == "sun"
    assert found["direct_lx"] == pytest.approx(44_000, rel=0.02)
    assert found["beam_lx"] == pytest.approx(133_700, rel=0.01)
    assert found["cct_k"] == pytest.approx(5934, abs=60)
    assert found["blocked_by"] is None
    patch, settings = found["sun_patch"], found["settings"]
    assert isinstance(patch, dict)
    assert isinstance(settings, dict)
    assert patch["lux"] == pytest.approx(found["direct_lx"], rel=1e-3)
    assert set(settings) == {"face"}
    assert set(settings["face"]) == {"iso", "shutter_s", "stop", "nd_stops", "under_stops"}


def test_as_json_there_is_no_number_that_json_has_not(capsys: pytest.CaptureFixture[str]) -> None:
    found = made(capsys, "zvezda.w9", NIGHT)
    assert found["window_ev100"] is None
    assert found["settings"] is None
    assert found["sun_patch"] is None
    assert "NaN" not in json.dumps(found)


@pytest.mark.parametrize(
    ("window", "at", "distance", "camera", "kind", "code"),
    [
        ("zvezda.w99", NOON, 1.5, None, DocumentError, "E311"),
        ("zvezda.w9", NOON + 1e7, 1.5, None, SkyError, "E307"),
        ("zvezda.w9", NOON, -1.0, None, SkyError, "E353"),
        ("zvezda.w9", NOON, 1.5, "red-komodo-hw", CupolaError, "E505"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_remedy(
    window: str, at: float, distance: float, camera: str | None, kind: type[CupolaError], code: str
) -> None:
    with pytest.raises(kind) as caught:
        reading(outlook(), window, at, distance, camera, as_json=False)
    assert caught.value.messages[0].code == code
    assert caught.value.messages[0].hint


SENSOR = ", sensor: {width: 27 mm, height: 14 mm, iso: 640, frame_rate: 25, stops: 13}}"
KOMODO = "mode: R3D MQ, bodies: 1, rate: 637 Mbps}"


def test_of_a_production_the_set_s_own_cabin_light_and_its_own_camera_are_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert KOMODO in PRODUCTION
    text = PRODUCTION.replace("{name: NAUKA,", "{name: NAUKA, cabin: 400 lx,").replace(KOMODO, KOMODO[:-1] + SENSOR)
    folder = write_small(tmp_path / "small", production=text)
    line = ["light", str(folder), "--window", "nauka.forward", "--at", "2021-10-06T10:06:00Z", "--camera", "komodo"]
    assert run(line) == OK
    out, said = capsys.readouterr()
    assert "key 0 lx, fill 400 lx (walls 0 lx, cabin 400 lx)" in out
    assert "10:06:00 GMT" in out
    assert "for the face: ISO 640, 1/50 s" in out
    assert "400 lx, stated for NAUKA" in said
    assert run([*line, "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["face"]["cabin_lx"] == 400.0


def test_without_a_production_an_orbit_and_an_instant_are_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elements = tmp_path / "iss.tle"
    elements.write_text(ELEMENTS, encoding="utf-8")
    line = ["light", "--orbit", str(elements), "--window", "destiny.nadir", "--at", "2021-10-06T11:00Z"]
    assert run(line) == OK
    near = capsys.readouterr().out
    assert "destiny.nadir): 2021-10-06T11:00:00Z\n" in near
    assert "face at 1.5 m" in near
    assert run([*line, "--distance", "80 cm"]) == OK
    assert "face at 0.8 m" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--distance", "1.5", "E107"), ("--distance", "1.5 kg", "E107"), ("--distance", "200 m", "E353"),
     ("--at", "noon", "E108"), ("--camera", "arriflex", "E505"), ("--window", "zvezda.w1", "E311")],
)  # fmt: skip
def test_a_wrong_option_is_told_by_its_code_and_with_what_would_be_right(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, code: str
) -> None:
    options = {"--window": "nauka.forward", "--at": "2021-10-06T10:06:00Z", option: value}
    assert run(["light", str(folder), *(word for pair in options.items() for word in pair)]) != OK
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(code)


def test_a_camera_of_unknown_sensor_is_refused_with_what_to_add(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    line = ["light", str(folder), "--window", "nauka.forward", "--at", "2021-10-06T10:06:00Z", "--camera", "komodo"]
    assert run(line) != OK
    said = capsys.readouterr().err
    assert 'E505 nothing is known of the sensor of "komodo"' in said
    assert "add sensor: to the camera in production.yaml" in said


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0 lx"), (0.0117, "0.012 lx"), (0.5, "0.5 lx"), (5.26, "5.3 lx"), (185.4, "185 lx"), (31_040.0, "31.0 klx")],
)
def test_lux_are_written_as_a_meter_shows_them(value: float, text: str) -> None:
    assert lux(value) == text


def test_an_instant_alone_asks_for_an_hour_of_orbit_on_either_side() -> None:
    found = Question(orbit=(Path("iss.tle"),), at="2021-10-13T13:30:00Z", window="cupola.top").span()
    assert (NOON - found.start, found.stop - NOON) == (3600.0, 3600.0)
