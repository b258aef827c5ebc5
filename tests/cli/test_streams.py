"""Data on stdout, talk on stderr, no colours where nobody sees them, and a quiet end when nobody reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]
ESCAPE = "\x1b"

COMMANDS = {
    "check": [],
    "breakdown": [],
    "light": [],
    "light --shot": ["--shot", "1B"],
    "light --set": ["--set", "nauka"],
    "light --light": ["--light", "sunrise"],
    "light --edges": ["--edges"],
    "plan": ["--work", "3"],
    "verify": [],
    "explain": [],
    "explain SHOT": ["1A"],
}


def command(name: str, folder: Path, *more: str) -> list[str]:
    """Give the arguments of a command on a folder."""
    return [name.split()[0], str(folder), *COMMANDS[name], *more]


def cupola(*arguments: object, **keywords: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    line = [sys.executable, "-m", "cupola", *(str(a) for a in arguments)]
    options = {"capture_output": True, "text": True, "check": False, **keywords}
    return subprocess.run(line, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_json_is_all_there_is_on_stdout(name: str, planned: Path, capsys: Capture) -> None:
    assert run(command(name, planned, "--json")) == OK
    json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("name", "out", "err"),
    [
        ("check", "", "4 scenes, 6 shots, 4 people"),
        ("breakdown", "4 scenes", "next: cupola check"),
        ("light", "2021-10-07", "next: cupola light"),
        ("light --shot", "1B  NAUKA  First rays", "the light comes "),
        ("light --set", "nauka.forward", "next: cupola light"),
        ("light --light", "2021-10-07T", "sunrise: "),
        ("light --edges", "sunset", "limit: centre"),
        ("plan", "3 of 3 scenes", "written: "),
        ("verify", "", "legal: 6 strips hold against every rule"),
        ("explain", "", "nothing was left out"),
        ("explain SHOT", "1A is scheduled on 6 October, NAUKA", ""),
    ],
)
def test_findings_go_to_stdout_and_talk_to_stderr(
    name: str, out: str, err: str, planned: Path, capsys: Capture
) -> None:
    if name == "breakdown":
        (planned / "breakdown.yaml").unlink()
    assert run(command(name, planned)) == OK
    found = capsys.readouterr()
    assert out in found.out if out else found.out == ""
    assert err in found.err if err else found.err == ""
    assert "next: " not in found.out
    assert "written" not in found.out


@pytest.mark.parametrize(("name", "colours"), [("--help", {}), ("--help", {"NO_COLOR": "1"}), ("plan", {})])
def test_there_are_no_escape_codes_where_no_terminal_is(name: str, colours: dict[str, str], planned: Path) -> None:
    arguments = [name] if name == "--help" else command(name, planned)
    clean = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR")}
    done = cupola(*arguments, env={**clean, **colours, "TERM": "xterm-256color"})
    assert done.returncode == OK
    assert ESCAPE not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


def unread(*arguments: object, buffered: bool) -> subprocess.CompletedProcess[str]:
    """Run the command with a stdout that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    env = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    env |= {} if buffered else {"PYTHONUNBUFFERED": "1"}
    try:
        return cupola(*arguments, env=env, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)


@pytest.mark.parametrize(
    ("name", "buffered"),
    [("light --edges", True), ("light --edges", False), ("explain SHOT", True), ("plan", True), ("plan", False)],
)
def test_a_reader_who_has_had_enough_ends_the_command_quietly(
    name: str, buffered: bool, planned: Path, snapshot: Snapshot
) -> None:
    """`cupola light PRODUCTION | head -1`: the pipe is shut when the command comes to write, or to end."""
    before = set(snapshot(planned))
    done = unread(*command(name, planned), buffered=buffered)
    assert done.returncode == OK, done.stderr
    assert "BrokenPipe" not in done.stderr
    assert "Traceback" not in done.stderr
    assert set(snapshot(planned)) == before


def test_head_gets_its_first_line(planned: Path) -> None:
    line = f'"{sys.executable}" -m cupola light "{planned}" --json | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["{", "0"]
    assert done.stderr == ""


def test_a_breakdown_is_written_before_anybody_is_told(folder: Path) -> None:
    """The lines that say what became of each scene may find no reader; the work is done all the same."""
    (folder / "breakdown.yaml").unlink()
    assert unread("breakdown", folder, buffered=False).returncode == OK
    assert 'scene: "1"' in (folder / "breakdown.yaml").read_text()


def test_the_module_is_the_command(planned: Path) -> None:
    done = cupola("verify", planned)
    assert (done.returncode, done.stdout) == (OK, "")
    assert done.stderr.startswith("legal: 6 strips hold against every rule")
    assert cupola("chek").returncode == USAGE
    assert cupola("check", planned / "nowhere").returncode == FAULTS
    assert cupola("--version").stdout.strip() == __import__("cupola").__version__


@pytest.mark.parametrize("name", ["our film", "Вызов", "l'été à bord", "宇宙", "a%20b", "-n"])
def test_a_folder_may_have_any_name(name: str, planned: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    there = planned.rename(planned.parent / name)
    monkeypatch.chdir(planned.parent)
    shown = f"./{name}"
    for asked in (
        ["check", shown],
        ["light", shown, "--light", "sunrise"],
        ["verify", shown],
        ["explain", shown, "1A"],
    ):
        assert run(asked) == OK, asked
    assert run(["plan", str(there), "--work", "2"]) == OK
    assert str(there) in capsys.readouterr().err


def test_the_production_may_be_named_by_its_document_or_from_inside(
    planned: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["verify", str(planned / "production.yaml")]) == OK
    monkeypatch.chdir(planned)
    for name in (".", "production.yaml", "./production.yaml"):
        assert run(["verify", name]) == OK
    assert capsys.readouterr().err.count("legal") == 4


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("check", "breakdown")])
def test_warnings_are_said_by_check_and_breakdown_only(name: str, planned: Path, capsys: Capture) -> None:
    text = (planned / "screenplay.fountain").read_text() + "\n[[a note without an end\n"
    (planned / "screenplay.fountain").write_text(text)
    assert run(["plan", str(planned), "--work", "2"]) == OK
    capsys.readouterr()
    run(command(name, planned))
    found = capsys.readouterr()
    assert "W202" not in found.out + found.err
    for said in ("check", "breakdown"):
        assert run(command(said, planned)) == OK, "a warning is no fault"
        found = capsys.readouterr()
        assert "W202" in found.out + found.err
