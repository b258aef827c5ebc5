"""`cupola light --plot`: which pictures are written where, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cupola.cli import FAULTS, OK, run
from tests.cli.conftest import Snapshot
from tests.small import write_small

Capture = pytest.CaptureFixture[str]
MORNING = ["--from", "2021-10-07T06:00Z", "--to", "2021-10-07T10:00Z"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small production; pictures do not change it."""
    return write_small(tmp_path_factory.mktemp("plot") / "small")


def plot(small: Path, *arguments: object) -> int:
    """Draw a morning."""
    return run(["light", str(small), "--plot", *MORNING, *(str(a) for a in arguments)])


def words(path: Path) -> list[str]:
    """Give the texts of an SVG."""
    return [one.text or "" for one in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")]


def refused(capsys: Capture) -> str:
    """Give what was said in refusing."""
    return capsys.readouterr().err


def test_a_file_gets_the_light_chart(small: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "chart.svg"
    assert plot(small, "--window", "cupola.top", "--out", target) == OK
    assert capsys.readouterr().out == f"{target}\n"
    assert "direct sun, cupola.top" in words(target)
    assert [file.name for file in tmp_path.iterdir()] == ["chart.svg"]


def test_a_day_gets_its_ground_track(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "track.svg"
    assert plot(small, "--day", "2021-10-07", "--out", target) == OK
    assert any("3 revolutions" in word for word in words(target))


def test_a_day_and_a_window_get_the_day_chart(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "day.png"
    assert plot(small, "--day", "2021-10-07", "--window", "cupola.top", "--out", target) == OK
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_folder_gets_every_picture_in_both_forms(small: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "new" / "folder"
    assert plot(small, "--day", "2021-10-07", "--window", "cupola.top", "--out", target, "--json") == OK
    names = ["light-chart", "ground-track-2021-10-07", "day-2021-10-07-cupola.top"]
    expected = [str(target / f"{name}{form}") for name in names for form in (".svg", ".png")]
    answer = json.loads(capsys.readouterr().out)
    assert answer["pictures"] == expected
    assert {"limits", "orbit"} < set(answer)
    assert sorted(map(str, target.iterdir())) == sorted(expected)


def test_the_same_question_gives_the_same_bytes(small: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    for name in ("one", "two"):
        for form in ("svg", "png"):
            assert plot(small, "--day", "2021-10-07", "--out", tmp_path / name / f"track.{form}") == OK
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_the_dark_theme_has_a_dark_ground(small: Path, tmp_path: Path) -> None:
    for theme, ground in (("paper", b"#ffffff"), ("dark", b"#0f131a")):
        target = tmp_path / f"{theme}.svg"
        assert plot(small, "--day", "2021-10-07", "--theme", theme, "--out", target) == OK
        assert ground in target.read_bytes()[:2500]


def test_without_from_and_to_the_whole_stay_is_drawn(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "track.svg"
    assert run(["light", str(small), "--plot", "--day", "2021-10-09", "--out", str(target)]) == OK
    assert any(word.startswith("00:00–06:00 GMT") for word in words(target))  # until departure, after the wrap


def test_a_plan_of_these_documents_is_drawn(planned: Path, tmp_path: Path) -> None:
    target = tmp_path / "day.svg"
    assert plot(planned, "--day", "2021-10-07", "--window", "cupola.top", "--out", target) == OK
    assert "the plan" in words(target)


def test_a_plan_of_other_documents_is_left_out_and_that_is_said(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    path = planned / "production.yaml"
    path.write_text(path.read_text("utf-8").replace("Dina Director", "Dinah Director"), encoding="utf-8")
    target = tmp_path / "day.svg"
    assert plot(planned, "--day", "2021-10-07", "--window", "cupola.top", "--out", target) == OK
    assert "the plan was made from other documents; the pictures leave it out" in capsys.readouterr().err
    assert "the plan" not in words(target)


def test_a_bare_orbit_is_drawn_on_utc(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "bare.svg"
    orbit = next((small / "orbit").iterdir())
    assert run(["light", "--orbit", str(orbit), *MORNING, "--plot", "--day", "2021-10-07", "--out", str(target)]) == OK
    assert any("06:00–10:00 UTC" in word for word in words(target))
    assert orbit.name in words(target)


@pytest.mark.parametrize("name", ["chart.pdf", "chart.jpg", "chart.SVG.txt"])
def test_a_name_that_no_picture_can_have_is_refused(small: Path, tmp_path: Path, capsys: Capture, name: str) -> None:
    assert plot(small, "--out", tmp_path / name) == FAULTS
    assert "E610" in (said := refused(capsys))
    assert "hint: end it in .svg or .png, or name a folder" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_with_the_name_of_a_picture_is_refused(small: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "chart.svg").mkdir()
    assert plot(small, "--out", tmp_path / "chart.svg") == FAULTS
    assert "E610" in refused(capsys)


def test_a_file_in_the_place_of_the_folder_is_refused(small: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "charts").write_text("a file")
    assert plot(small, "--out", tmp_path / "charts") == FAULTS
    assert "E610" in refused(capsys)


def test_a_place_that_cannot_be_written_to_is_refused(small: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("a file")
    assert plot(small, "--day", "2021-10-07", "--out", tmp_path / "file" / "track.svg") == FAULTS
    assert "E101" in refused(capsys)


@pytest.mark.parametrize("day", ["2021-10-01", "2021-10-06", "2021-10-08"])
def test_a_day_outside_of_what_is_drawn_is_refused(small: Path, tmp_path: Path, capsys: Capture, day: str) -> None:
    assert plot(small, "--day", day, "--out", tmp_path / "track.svg") == FAULTS
    assert "E613" in (said := refused(capsys))
    assert "2021-10-07T06:00:00Z..2021-10-07T10:00:00Z" in said


@pytest.mark.parametrize("day", ["7 October", "2021-13-01", "2021-10-07T00:00Z"])
def test_what_is_no_day_is_refused(small: Path, tmp_path: Path, capsys: Capture, day: str) -> None:
    assert plot(small, "--day", day, "--out", tmp_path / "track.svg") == FAULTS
    assert "E108" in (said := refused(capsys))
    assert "hint: write it 2021-10-09" in said


def test_a_file_for_the_day_charts_of_several_windows_is_refused(small: Path, tmp_path: Path, capsys: Capture) -> None:
    assert plot(small, "--set", "cupola", "--day", "2021-10-07", "--out", tmp_path / "day.svg") == FAULTS
    assert "E614" in (said := refused(capsys))
    assert "cupola.top" in said
    assert not list(tmp_path.iterdir())


def test_unknown_sets_and_windows_are_refused_with_the_nearest(small: Path, tmp_path: Path, capsys: Capture) -> None:
    assert plot(small, "--set", "cupolla", "--out", tmp_path / "x.svg") == FAULTS
    assert 'E505 there is no set "cupolla"' in refused(capsys)
    assert plot(small, "--window", "cupola.topp", "--out", tmp_path / "x.svg") == FAULTS
    assert 'hint: Did you mean "cupola.top"?' in refused(capsys)


def test_drawing_libraries_are_loaded_for_pictures_only() -> None:
    import subprocess
    import sys

    code = "import sys, cupola.cli.app, cupola.cli.light, cupola.publish; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
