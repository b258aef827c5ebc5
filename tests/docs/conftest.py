"""The folder that the tutorial leaves behind, for the pages that go on from it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.docs.desk import Desk
from tests.docs.page import DOCS, Page


@pytest.fixture(scope="session")
def after_the_tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the tutorial once."""
    folder, before = tmp_path_factory.mktemp("tutorial"), Path.cwd()
    os.chdir(folder)
    try:
        Desk(folder).follow(Page.read(DOCS / "tutorial.md"))
    finally:
        os.chdir(before)
    return folder


@pytest.fixture
def desk(after_the_tutorial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk with a copy of what the tutorial leaves behind."""
    folder = tmp_path / "desk"
    shutil.copytree(after_the_tutorial, folder)
    monkeypatch.chdir(folder)
    return Desk(folder)
