"""The tutorial, followed to the letter by somebody who has nothing but the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.desk import Desk, matches
from tests.docs.page import DOCS, Page


def test_every_command_of_the_tutorial_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Desk(tmp_path).follow(Page.read(DOCS / "tutorial.md"))
    assert (tmp_path / "first-light/paper/call-sheet-2021-10-07.pdf").is_file()
