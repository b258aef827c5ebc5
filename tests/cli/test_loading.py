"""A command starts at once: it loads what it uses, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

SOLVER = ("ortools", "pandas")
COMPILER = ("numba", "llvmlite")
DOCUMENTS = ("pydantic", "cupola.production", "cupola.script")
WRITERS = ("typst", "openpyxl", "icalendar", "opentimelineio", "PIL", "OpenEXR")
RENDERER = ("mitsuba", "drjit", "distributed")
NUMBERS = ("numpy", "erfa", "sgp4")
HELP = ("markdown_it", "pygments")


def loaded(code: str, names: Sequence[str]) -> list[str]:
    """Give which of some modules a process of its own has when it has run some code."""
    asked = f"import sys\n{code}\nprint(*(name for name in {tuple(names)!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


def test_the_package_loads_none_of_these() -> None:
    assert not loaded("import cupola", (*NUMBERS, *SOLVER, *COMPILER, *DOCUMENTS, "cyclopts", "rich"))


@pytest.mark.parametrize("asked", ["--help", "preview --help", "--version"])
def test_help_loads_the_command_line_alone(asked: str) -> None:
    heavy = (*NUMBERS, *SOLVER, *COMPILER, *DOCUMENTS, *WRITERS, *RENDERER, *HELP, "cupola.clock")
    assert not loaded(f"from cupola.cli import run; run({asked.split()!r})", heavy)


@pytest.mark.parametrize(
    ("commands", "without"),
    [
        ("light hop", (*DOCUMENTS, *SOLVER, *COMPILER, *WRITERS, *RENDERER)),
        (
            "check verify training new breakdown bring convert order flight docking landing timeline"
            " match diff compare paper storyboard export schema",
            (*SOLVER, *COMPILER, *WRITERS, *RENDERER),
        ),
        ("plan explain replan late retime approve", (*WRITERS, *RENDERER)),
        ("frames inside rendering", (*DOCUMENTS, *SOLVER, *WRITERS, *RENDERER)),
    ],
)
def test_commands_begin_without(commands: str, without: Sequence[str]) -> None:
    assert not loaded("\n".join(f"import cupola.cli.{name}" for name in commands.split()), without)


def test_a_picture_without_a_production_is_made_without_the_documents_and_the_plan() -> None:
    parts = "cupola.cli.preview, cupola.preview.opened, cupola.preview.caption, cupola.preview.camera.files"
    assert not loaded(f"import {parts}", (*DOCUMENTS, *SOLVER, *WRITERS, *RENDERER, "cupola.plan", "cupola.publish"))
