"""Emphasis marks taken off, by the rules of the syntax page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script import plain
from cupola.script.emphasis import STYLES, Run, Style, runs, source_places, styled

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


# Runs of one style


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", [Run("one", frozenset(), 0)]),
        ("a **b** c", [Run("a ", frozenset(), 0), Run("b", frozenset({"bold"}), 4), Run(" c", frozenset(), 7)]),
        ("***a***", [Run("a", frozenset({"bold", "italic"}), 3)]),
        ("_a *b*_", [Run("a ", frozenset({"underline"}), 1), Run("b", frozenset({"underline", "italic"}), 4)]),
        ("\\*a", [Run("*a", frozenset(), 1)]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_style_changes(text: str, expected: list[Run]) -> None:
    assert runs(text) == expected


@given(st.text(alphabet="ab *_\\\n", max_size=40))
def test_the_runs_of_a_text_are_what_is_left_without_marks(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == plain(text)
    assert all(text[run.start :].startswith(run.text) for run in runs(text))


pieces = st.lists(
    st.tuples(st.text(alphabet="ab *_\\\n", min_size=1, max_size=5), st.sets(st.sampled_from(STYLES)).map(frozenset)),
    max_size=5,
)


@given(pieces)
def test_styled_text_is_never_another_text(found: list[tuple[str, frozenset[Style]]]) -> None:
    assert plain(styled(found)) == "".join(text for text, _ in found)


@given(pieces)
def test_styles_are_kept_but_for_underlines_within_words(found: list[tuple[str, frozenset[Style]]]) -> None:
    found = [(text, styles - {"underline"}) for text, styles in found]
    wanted = [(c, s) for text, s in found for c in text if not c.isspace()]
    assert [(c, r.styles) for r in runs(styled(found)) for c in r.text if not c.isspace()] == wanted


@given(st.text(alphabet="ab *_\\\n", max_size=40))
def test_every_character_is_found_among_the_marks(text: str) -> None:
    assert "".join(text[place] for place in source_places(text)) == plain(text)
