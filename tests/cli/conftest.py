"""The small production, and its plans, made once a session and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cupola.cli import OK, run
from tests.small import PRODUCTION, write_small

LIMITS = "limits: {film_per_day: 3 h, private_per_day: 1 h}}"
SHORT = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
"""A production in which Piet has no time for scene 2."""

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small production."""
    return write_small(tmp_path / "small")


@pytest.fixture(scope="session")
def _planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small(tmp_path_factory.mktemp("planned"))
    assert run(["plan", str(folder), "--work", "3"]) == OK
    return folder


@pytest.fixture(scope="session")
def _left_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small(tmp_path_factory.mktemp("left-out"), production=SHORT)
    assert run(["plan", str(folder), "--work", "3"]) == OK
    return folder


@pytest.fixture
def planned(_planned: Path, tmp_path: Path) -> Path:
    """The small production with its plan, in which everything fits."""
    return Path(shutil.copytree(_planned, tmp_path / "planned"))


@pytest.fixture
def left_out(_left_out: Path, tmp_path: Path) -> Path:
    """The small production with its plan, in which scene 2 does not fit."""
    return Path(shutil.copytree(_left_out, tmp_path / "left-out"))


@pytest.fixture
def snapshot() -> Snapshot:
    """Give all files below a folder with what is in them."""

    def taken(folder: Path) -> dict[str, bytes]:
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    return taken
