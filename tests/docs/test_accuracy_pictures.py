"""The pictures of the accuracy page: there, shown, and the same bytes from the same numbers."""

import importlib
import re
from pathlib import Path

import numpy as np
import pytest

from tests.docs.page import DOCS

PICTURES = sorted(DOCS.glob("pictures/accuracy-*.svg"))


def test_the_page_shows_every_picture_and_says_in_words_what_is_on_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\((pictures/accuracy-[^)]+)\)", (DOCS / "accuracy.md").read_text("utf-8"))
    assert sorted(DOCS / path for _, path in shown) == PICTURES
    assert len(PICTURES) == 3
    assert all(len(words) > 20 for words, _ in shown)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_names_no_day_on_which_it_was_drawn(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "<dc:date>" not in text
    assert text.count("<svg") == 1


def test_the_same_numbers_are_drawn_as_the_same_bytes() -> None:
    maker = importlib.import_module("bench._accuracy")
    panel = maker.Panel("A claim", "somebody", "days", "m", np.arange(5.0), np.array([0.1, -0.2, 0.3, 0.0, 0.1]), 0.5)
    first, second = maker.drawn([panel]), maker.drawn([panel])
    assert first == second
    assert first.count(b"<svg") == 1
