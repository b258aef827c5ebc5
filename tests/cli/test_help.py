"""Help as somebody reads it: options in groups, and examples that can be typed."""

from __future__ import annotations

import shlex

import pytest

from cupola.cli import OK, run
from cupola.cli.app import app
from cupola.cli.commands.paper import BOARDS
from cupola.cli.commands.preview import EXAMPLES

Capture = pytest.CaptureFixture[str]


def commands(text: str) -> list[str]:
    """Give the commands among some lines of help."""
    return [line.strip() for line in text.splitlines() if line.startswith("  cupola ")]


@pytest.mark.parametrize("line", [*commands(EXAMPLES), *commands(BOARDS)])
def test_an_example_is_a_command_that_there_is_and_fits_a_terminal(line: str) -> None:
    assert len(line) <= 78
    call, given, _ = app.parse_args(shlex.split(line)[1:], exit_on_error=False, print_error=False)
    assert call.__name__ == line.split()[1]
    assert given.arguments


@pytest.mark.parametrize(("command", "examples"), [("preview", EXAMPLES), ("storyboard", BOARDS)])
def test_help_ends_with_examples(command: str, examples: str, capsys: Capture) -> None:
    assert run([command, "--help"]) == OK
    printed = capsys.readouterr().out
    assert printed.rstrip().endswith(examples.splitlines()[-1])
    for line in commands(examples):
        assert line in printed


def test_the_options_of_a_preview_stand_in_groups_in_the_order_of_the_work(capsys: Capture) -> None:
    run(["preview", "--help"])
    printed = capsys.readouterr().out
    heads = ["The picture", "Camera and window", "Exposure", "Orbit, Earth", "A stretch of time", "The room behind"]
    places = [printed.index(f"─ {head}") for head in heads]
    assert places == sorted(places)
    bounds = dict(zip(heads, zip(places, [*places[1:], len(printed)], strict=True), strict=True))
    within = {
        "--exr": "The picture",
        "--nd": "Exposure",
        "--clouds": "Orbit, Earth",
        "--fps": "A stretch of time",
        "--cluster": "A stretch of time",
        "--dim": "The room behind",
    }
    for option, head in within.items():
        first, last = bounds[head]
        assert option in printed[first:last]
    assert "─ Parameters" not in printed
