"""A bar is shown on a terminal after half a second, never on stdout, and is gone when the work is done."""

from __future__ import annotations

import io
import sys

import pytest

from cupola.cli.progress import SILENCE, bar


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr; not in a fixture, after which pytest puts its own there."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return found


def test_work_of_less_than_half_a_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, terminal = Clock(), a_terminal(monkeypatch)
    with bar("the light of the air", clock) as step:
        clock.now += SILENCE - 0.01
        step(0.5)
        clock.now += 1.0
        step(1.0)
    assert "the light of the air" not in terminal.getvalue()


def test_longer_work_shows_a_bar_on_stderr_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, terminal = Clock(), a_terminal(monkeypatch)
    with bar("the light of the air", clock) as step:
        clock.now += SILENCE
        step(0.25)
    assert capsys.readouterr().out == ""
    assert "the light of the air" in terminal.getvalue()
    assert "25%" in terminal.getvalue()


def test_elsewhere_one_line_says_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with bar("the light of the air", clock) as step:
        for _ in range(4):
            step(0.5)
            clock.now += 2.0
        step(1.0)
    assert capsys.readouterr().err == "the light of the air …\n"


def test_the_bar_is_gone_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, terminal = Clock(), a_terminal(monkeypatch)
    with pytest.raises(ValueError, match="no"), bar("the light of the air", clock) as step:
        clock.now += 1.0
        step(0.5)
        raise ValueError("no")
    assert terminal.getvalue().endswith("\x1b[2K")
