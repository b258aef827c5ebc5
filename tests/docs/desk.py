"""A desk at which the pages' instructions are followed: a folder, and the commands typed into it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from cupola.cli import run
from tests.docs.page import Block, Page

_SHOTS = re.compile(r"shots of scene (\S+) in (\S+)")
_PASSES = re.compile(r"passes of (\S+) in (\S+)")


class Desk:
    """Follows the blocks of a page in a folder, which must be the working folder.

    Attributes
    ----------
    code : int
        The exit code of the last command.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.code = 0

    def follow(self, page: Page) -> None:
        """Follow every block of a page; fail where what is printed is not what the page shows."""
        for block in page.blocks():
            place = f"{page.name}:{block.line}"
            if block.note == "shown":
                continue
            if block.language == "console":
                self._type(block, place)
            elif block.language == "python" and block.note == "run":
                self._run(block, place)
            elif block.note:
                self._write(block, place)

    def _run(self, block: Block, place: str) -> None:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        command = [sys.executable, "-c", block.text]
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, env={**os.environ, "PATH": path}
        )
        assert done.returncode == 0, f"{place}: {done.stderr}"
        assert done.stdout.strip(), f"{place}: nothing was printed"

    def _type(self, block: Block, place: str) -> None:
        parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
        assert not parts[0].strip(), f"{place}: a console block begins with a command"
        for part in parts[1:]:
            command, _, shown = part.partition("\n")
            while command.endswith("\\"):
                more, _, shown = shown.partition("\n")
                command = command[:-1] + more.strip()
            printed = self.type(command)
            assert matches(shown, printed), f"{place}: $ {command}\n--- shown\n{shown}\n--- printed\n{printed}"

    def type(self, command: str) -> str:
        """Run a command and give what it prints on both streams, in order."""
        if command == "echo $?":
            return f"{self.code}\n"
        if not command.startswith("cupola "):
            done = subprocess.run(command, shell=True, cwd=self._folder, capture_output=True, text=True, check=True)
            return done.stdout + done.stderr
        words, out = command.split("#")[0].split()[1:], io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            self.code = run(words)
        return out.getvalue()

    def _write(self, block: Block, place: str) -> None:
        kind, _, rest = block.note.partition(": ")
        if kind in ("file", "add to"):
            path = self._folder / rest
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if kind == "add to" else ""
            path.write_text(before + block.text, "utf-8")
        elif kind == "change":
            self._change(self._folder / rest, block.text, place)
        elif match := _SHOTS.fullmatch(block.note):
            head = rf'(  - scene: "{match[1]}"\n(?:    .*\n)*?)    shots: \[\]\n'
            self._replace(self._folder / match[2], head, block.text, place)
        elif match := _PASSES.fullmatch(block.note):
            head = rf'(  - shot: "{match[1]}"\n(?:    [a-z].*\n)*?    passes:\n)(?:      - .*\n)+'
            self._replace(self._folder / match[2], head, block.text, place)
        else:
            raise AssertionError(f"{place}: nobody knows what to do with <!-- {block.note} -->")

    def _replace(self, path: Path, head: str, text: str, place: str) -> None:
        new, count = re.subn(head, lambda match: match[1] + text, path.read_text("utf-8"))
        assert count == 1, f"{place}: found {count} places in {path.name}"
        path.write_text(new, "utf-8")

    def _change(self, path: Path, diff: str, place: str) -> None:
        before = "".join(line[1:] + "\n" for line in diff.splitlines() if line[:1] in "- ")
        after = "".join(line[1:] + "\n" for line in diff.splitlines() if line[:1] in "+ ")
        old = path.read_text("utf-8")
        assert old.count(before) == 1, f"{place}: found {old.count(before)} places in {path.name}"
        path.write_text(old.replace(before, after), "utf-8")


def matches(shown: str, printed: str) -> bool:
    """Say whether what is printed is what is shown.

    A line `...` stands for any number of lines, and `...` in a line for any text.
    """
    return _match(_lines(shown), _lines(printed))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def _match(shown: list[str], printed: list[str]) -> bool:
    if not shown or shown == ["..."]:
        return bool(shown) or not printed
    if shown[0] == "...":
        return any(_match(shown[1:], printed[k:]) for k in range(len(printed) + 1))
    pattern = re.escape(shown[0]).replace(r"\.\.\.", ".*")
    return bool(printed) and bool(re.fullmatch(pattern, printed[0])) and _match(shown[1:], printed[1:])
