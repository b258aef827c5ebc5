"""Notes and boneyards found, and the lines that remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script.aside import Span, find_asides, lines_of

FOUND = [
    ("a [[b]] c", ["[[b]]"]),
    ("[[]]", ["[[]]"]),
    ("[[a [[b]] c]]", ["[[a [[b]]"]),
    ("[[a]]]", ["[[a]]"]),
    ("[[a\nb]]", ["[[a\nb]]"]),
    ("[[a\n\nb]]", []),
    ("[[a\n \nb]]", []),
    ("[[a\n\t\nb]]", []),
    ("[[a\n\t\t\nb]]", []),
    ("[[a\n  \nb]]", ["[[a\n  \nb]]"]),
    ("[[a\n  \n   \nb]]", ["[[a\n  \n   \nb]]"]),
    ("[[a\n\n[[b]]", ["[[b]]"]),
    ("/* a */", ["/* a */"]),
    ("/* a\n\n\nb */", ["/* a\n\n\nb */"]),
    ("/* a", []),
    ("/*/", []),
    ("/* /* */ */", ["/* /* */"]),
    ("/* [[a */ ]]", ["/* [[a */"]),
    ("[[ /* ]] */", ["[[ /* ]]"]),
    ("a]] */ b", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_asides_found(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.stop] for span in find_asides(text)] == expected


def test_spans_are_half_open() -> None:
    assert list(find_asides("ab[[c]]d")) == [Span(2, 7)]


LINES = [
    ("a\nb", ["a", "b"]),
    ("a\n", ["a", ""]),
    ("a [[n]] b", ["a b"]),
    ("a[[n]]b", ["ab"]),
    ("[[n]] b", ["b"]),
    ("a /* x\ny */ b\nc", ["a b", "c"]),
    ("/* x\n\ny */\nc", ["", "c"]),
    ("a\n/* x */\n", ["a", "", ""]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines_that_remain(text: str, expected: list[str]) -> None:
    assert [line.raw for line in lines_of(text)] == expected


def test_lines_keep_their_numbers_behind_an_aside() -> None:
    found = lines_of("a\n/* x\n\ny */ b [[n\nm]] c\nd\ne")
    assert [(line.number, line.text) for line in found] == [(1, "a"), (2, "b c"), (6, "d"), (7, "e")]


def test_places_behind_asides() -> None:
    (line,) = lines_of("ab [[n]] cd /* x\ny */ ef")
    assert line.raw == "ab cd ef"
    assert [line.place(line.raw.index(c)) for c in "ace"] == [(1, 1), (1, 10), (2, 6)]


def test_asides_know_where_they_begin() -> None:
    (line,) = lines_of("ab [[n]] cd /* x\ny */ [[m]]")
    assert [(a.kind, a.text, a.line, a.column) for a in line.asides] == [
        ("note", "n", 1, 4),
        ("boneyard", "x\ny", 1, 13),
        ("note", "m", 2, 6),
    ]


def test_a_held_line_is_of_two_spaces_or_more() -> None:
    held = [line.is_held for line in lines_of("  \n   \n \n\n\t\n \t \n  a")]
    assert held == [True, True, False, False, False, False, False]


@given(st.text(alphabet="ab \n[]/*", max_size=80))
def test_each_character_points_at_itself_in_the_file(text: str) -> None:
    """The place of every visible character of every line is where that character stands."""
    rows = text.split("\n")
    for line in lines_of(text):
        for offset, char in enumerate(line.raw):
            row, column = line.place(offset)
            assert rows[row - 1][column - 1] == char


@given(st.text(alphabet="ab \n[]/*", max_size=80))
def test_lines_and_asides_together_hold_every_letter(text: str) -> None:
    lines = lines_of(text)
    kept = "".join(line.raw for line in lines) + "".join(a.text for line in lines for a in line.asides)
    assert sorted(kept.replace(" ", "").replace("\n", "").replace("[", "").replace("]", "")) == sorted(
        c for c in _without_marks(text) if c not in " \n[]"
    )


def _without_marks(text: str) -> str:
    """Give a text without the marks of its boneyards."""
    for span in reversed(list(find_asides(text))):
        if text[span.start] == "/":
            text = text[: span.start] + text[span.start + 2 : span.stop - 2] + text[span.stop :]
    return text
