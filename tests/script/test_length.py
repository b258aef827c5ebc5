"""Wrapped lines, eighths, screen time."""

from __future__ import annotations

import math
import textwrap
from pathlib import Path

import pytest
from bench.script import script as generated
from hypothesis import given
from hypothesis import strategies as st

from cupola.script import parse, read
from cupola.script.length import LINES_PER_PAGE, eighths, eighths_of, lines, pages_text, screen_time, wrapped
from tests.script.pagination import pages


def count(text: str) -> int:
    return lines(parse("\n" + text).elements)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("one two", 1),
        ("aaaa bbbb", 1),
        ("aaaa bbbbb", 2),
        ("aaaa bbbb cccc", 2),
        ("a" * 9, 1),
        ("a" * 10, 2),
        ("a" * 18, 2),
        ("a" * 19, 3),
        ("b " + "a" * 10, 3),
        ("a" * 10 + " b", 2),
        ("one\n\ntwo", 3),
        ("    aaaaa", 1),
        ("    aaaaa b", 2),
    ],
)
def test_lines_of_nine_columns(text: str, expected: int) -> None:
    assert wrapped(text, 9) == expected


@given(st.text(alphabet="abc \n", max_size=200), st.integers(5, 40))
def test_wrapping_agrees_with_the_library(text: str, width: int) -> None:
    """The authority is Python's textwrap, for lines that begin with a word and have single spaces."""
    clean = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    expected = sum(max(1, len(textwrap.wrap(line, width))) for line in clean.split("\n"))
    if all(len(word) <= width for word in clean.split()):
        assert wrapped(clean, width) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He waits.\n", 2),
        ("He waits.\nLonger.\n", 3),
        ("He waits.\n\nLonger.\n", 4),
        ("x" * 61, 2),
        ("x" * 62, 3),
        ("INT. HOUSE - DAY\n\nHe waits.\n", 4),
        ("INT. HOUSE - DAY #" + "1" * 60 + "#\n", 2),
        ("ANNA\nYes.\n", 3),
        ("ANNA\n(low)\nYes.\nNo.\n", 5),
        ("ANNA\n" + "y" * 36 + "\n", 3),
        ("ANNA\n" + "y" * 37 + "\n", 4),
        ("ANNA\n(" + "y" * 24 + ")\nYes.\n", 4),
        ("ANNA\n(" + "y" * 25 + ")\nYes.\n", 5),
        ("ANNA\nYes.\n  \nNo.\n", 5),
        ("ANNA\n[[low]]\nYes.\n", 3),
        ("ANNA (" + "x" * 90 + ")\nYes.\n", 3),
        ("CUT TO:\n", 2),
        ("> THE END <\n", 2),
        ("~La la\n~lo lo\n", 3),
        ("ANNA\n~La la\n~lo lo\n", 4),
        ("He waits.\n~La la\n", 4),
        ("A\nOne.\n\nB ^\nTwo.\n", 6),
        ("**" + "x" * 61 + "**\n", 2),
        # What is not printed takes no lines.
        ("# Act\n\n= He waits.\n\n[[note]]\n\n/* gone\n\ngone */\n\n===\n", 0),
        ("", 0),
    ],
)
def test_lines_on_the_page(text: str, expected: int) -> None:
    """An empty line above each block; 61 columns, in a speech 36, in brackets 26."""
    assert count(text) == expected


@pytest.mark.parametrize(
    ("line_count", "expected"),
    [(0, 1), (1, 1), (6, 1), (10, 1), (11, 2), (13, 2), (27, 4), (54, 8), (57, 8), (58, 9), (108, 16)],
)
def test_eighths_are_rounded_and_at_least_one(line_count: int, expected: int) -> None:
    assert eighths_of(line_count) == expected


@given(st.lists(st.integers(7, 200), min_size=1, max_size=150))
def test_rounded_scenes_add_up_to_the_script(heights: list[int]) -> None:
    """Rounding errs by half an eighth a scene at most, and on average not at all."""
    pages = sum(map(eighths_of, heights)) / 8
    assert abs(pages - sum(heights) / 54) <= len(heights) / 16 + 1e-9


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 3/8", 11), ("2", 16), ("5/8", 5), ("1 0/8", 8), (" 1  3 / 8 ", 11), ("8/8", 8), ("0", 0), ("12 7/8", 103)],
)
def test_pages_are_read(text: str, expected: int) -> None:
    assert eighths(text) == expected


@pytest.mark.parametrize(
    "text", ["", "1.5", "1 3/4", "3/", "/8", "x", "-1", "1 2", "1 3/8 pages", "13/8/8", "1" * 5000, "13 8"]
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length in pages"):
        eighths(text)


@pytest.mark.parametrize(("value", "expected"), [(11, "1 3/8"), (16, "2"), (5, "5/8"), (8, "1"), (0, "0"), (1, "1/8")])
def test_pages_are_written(value: int, expected: str) -> None:
    assert pages_text(value) == expected


@given(st.integers(0, 5000))
def test_pages_read_back_what_was_written(value: int) -> None:
    assert eighths(pages_text(value)) == value


def test_a_page_is_a_minute() -> None:
    assert screen_time(8) == 60.0
    assert screen_time(10) == 75.0
    assert screen_time(1) == 7.5


SCRIPTS = ["the-challenge", "30", "120"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_pages_are_those_of_a_script_set_page_by_page(name: str) -> None:
    """The authority sets each page with the breaks of a typist; its printed pages are met within half a page."""
    if name.isdecimal():
        screenplay = parse(generated(int(name))[0])
    else:
        screenplay = read(Path(__file__).parents[2] / "productions" / name / "screenplay.fountain")
    counted, whole = lines(screenplay.elements) / LINES_PER_PAGE, pages(screenplay.elements)
    assert counted == pytest.approx(math.ceil(whole), abs=0.5)
    assert counted == pytest.approx(whole, abs=0.6)


def test_a_page_set_by_hand() -> None:
    """54 lines of action and a heading, which is alone at the foot of its page and goes to the next."""
    text = "A.\n\n" * 27 + "INT. NAUKA - DAY\n\nB."
    assert pages(parse(text).elements) == 1 + 3 / 55
    assert pages(parse("A.\n\n" * 25 + "NINA\n" + "word " * 100).elements) == pytest.approx(1 + 13 / 55, abs=2 / 55)
