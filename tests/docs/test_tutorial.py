"""The tutorial and the recipes, followed to the letter by somebody who has nothing but the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.desk import Desk, matches
from tests.docs.page import DOCS, Page

RECIPES = sorted((DOCS / "how-to").glob("*.md"))


def test_every_command_of_the_tutorial_prints_what_the_page_shows(after_the_tutorial: Path) -> None:
    assert (after_the_tutorial / "first-light/paper/call-sheet-2021-10-07.pdf").is_file()


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_every_recipe_works_on_what_the_tutorial_leaves_behind(desk: Desk, path: Path) -> None:
    desk.follow(Page.read(path))


def test_a_page_that_shows_something_else_than_is_printed_is_found_out() -> None:
    assert matches("one\ntwo\n", "one\ntwo\n")
    assert not matches("one\ntwo\n", "one\n")
    assert not matches("one\n", "one\ntwo\n")
    assert not matches("", "one\n")


def test_three_dots_stand_for_any_lines_or_any_text_in_a_line() -> None:
    assert matches("...", "one\ntwo")
    assert matches("...\nfour", "one\ntwo\nfour")
    assert matches("one\n...\nfour", "one\nfour")
    assert matches("it costs ... of time", "it costs 3 min of time")
    assert not matches("it costs ... of time", "it costs 3 min of money")
    assert not matches("one\n...", "two\none")
