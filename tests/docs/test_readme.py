"""The README's sessions run; its words are true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cupola import __version__
from cupola.production import load
from tests.docs.desk import Desk
from tests.docs.page import ROOT, Page, pages

README = Page.read(ROOT / "README.md")
CHALLENGE = "productions/the-challenge"


def sessions(language: str) -> list[str]:
    """Give the lines of the README's session in a language."""
    return [line for block in README.blocks() if block.language == language for line in block.text.splitlines()]


@pytest.fixture
def small_challenge(desk: Desk) -> Desk:
    """Put the tutorial's film in the place of The Challenge, so that the sessions take seconds."""
    shutil.copytree("first-light", CHALLENGE)
    return desk


def test_the_shell_session_has_ten_commands_and_each_succeeds(small_challenge: Desk) -> None:
    commands = [line.removeprefix("$ ") for line in sessions("console")]
    assert len(commands) == 10
    for command in commands:
        printed = small_challenge.type(command)
        assert small_challenge.code == 0, f"$ {command}\n{printed}"


def test_the_python_session_has_eight_lines_and_its_plan_breaks_no_rule(
    small_challenge: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = sessions("python")
    assert len([line for line in lines if line]) == 8
    exec("\n".join(lines), {})
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "5 shots, worth 105 of at most 105; rules broken: 0"
    assert len(others) == 3
    assert all(re.fullmatch(r"\d+[A-Z] rolls at 2021-10-0\dT\d\d:\d\d:\d\dZ", line) for line in others)


def test_the_challenge_has_as_many_scenes_and_shots_as_the_page_says() -> None:
    production = load(ROOT / CHALLENGE)
    flight = [scene for scene in production.scenes if scene.unit == "flight" and scene.shots]
    scenes, shots = len(production.scenes), len(production.shots)
    assert f"It has {scenes} scenes and {shots} shots; {len(flight)} of the scenes are shot aboard." in README.text


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_what_is_true_as_of_a_version_is_of_this_one(page: Page) -> None:
    assert set(re.findall(r"[Aa]s of version (\d+\.\d+\.\d+)", page.text)) <= {__version__}


def test_the_shot_that_the_session_names_is_one_of_the_challenge() -> None:
    name = re.search(r"--shot (\S+)", README.text)
    assert name is not None
    assert name[1] in load(ROOT / CHALLENGE).shots


def test_the_two_commands_are_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make (\w+)", "\n".join(sessions("sh")), re.MULTILINE)) == {"demo", "test"}
    assert targets >= {"demo", "test"}


def test_the_picture_is_a_png_of_a_size_that_a_page_can_carry() -> None:
    data = (ROOT / "docs/pictures/stripboard.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 1_000_000


def test_every_name_that_the_python_session_imports_is_public() -> None:
    for line in sessions("python"):
        assert not re.search(r"import .*\b_", line)
    assert Path(ROOT / "LICENSE").read_text("utf-8").lstrip().startswith("Apache License")
