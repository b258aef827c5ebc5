"""Emphasis marks taken off, by the rules of the syntax page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script import plain

CASES = [
    ("no marks", "no marks"),
    ("*italics*", "italics"),
    ("**bold**", "bold"),
    ("***bold italics***", "bold italics"),
    ("_underline_", "underline"),
    ("_Steel's face FILLS the *Leupold* scope_.", "Steel's face FILLS the Leupold scope."),
    ("the keypad: **\\*9765\\***", "the keypad: *9765*"),
    # Spaces around the marks decide.
    ("He dialed *69 and then *23, and hung up.", "He dialed *69 and then *23, and hung up."),
    ("He dialed *69 and then 23*, and hung up.", "He dialed 69 and then 23, and hung up."),
    ("He dialed *69 and then 23\\*, and hung up.", "He dialed *69 and then 23*, and hung up."),
    ("2 * 3 * 4", "2 * 3 * 4"),
    # Emphasis ends with its line.
    ("share *a look.\nThis is BAD.*", "share *a look.\nThis is BAD.*"),
    ("*one*\n*two*", "one\ntwo"),
    # An underscore inside a word is the word's.
    ("snake_case_name", "snake_case_name"),
    ("**bold *and* more**", "bold and more"),
    ("**half*", "*half"),
    ("\\_no\\_ and \\\\", "_no_ and \\"),
    ("*", "*"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="ab *_\\\n", max_size=60))
def test_only_marks_are_taken_off(text: str) -> None:
    kept = plain(text)
    assert [c for c in kept if c not in "*_\\"] == [c for c in text if c not in "*_\\"]
    assert len(kept) <= len(text)


@given(st.text(alphabet="ab\n .", max_size=60))
def test_text_without_marks_stays(text: str) -> None:
    assert plain(text) == text
