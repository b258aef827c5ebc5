"""Words and lists written as YAML, and texts edited in place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cupola.script.yamltext import Edit, edited, flow_list, replace_list, replace_scalar, scalar
from cupola.tree import parse


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("INT. NAUKA - DAY", None, "INT. NAUKA - DAY"),
        ("INT./EXT. МАШИНА (1979)", None, "INT./EXT. МАШИНА (1979)"),
        ("INT. A, B", None, '"INT. A, B"'),
        ("A: B", None, '"A: B"'),
        ("12", None, '"12"'),
        ("NO", None, '"NO"'),
        ("null", None, '"null"'),
        ("", None, '""'),
        ("A ", None, '"A "'),
        ("# A", None, '"# A"'),
        ("A", '"', '"A"'),
        ("A", "'", "'A'"),
        ("A'S", "'", "'A''S'"),
        ('SAY "NO"', None, '"SAY \\"NO\\""'),
        ("BACK\\SLASH", None, '"BACK\\\\SLASH"'),
        ("TAB\tTAB", "'", '"TAB\\u0009TAB"'),
        ("LINE\u2028SEP", None, '"LINE\\u2028SEP"'),
    ],
)
def test_a_word_as_it_is_written(text: str, style: str | None, expected: str) -> None:
    assert scalar(text, style) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.sampled_from([None, "'", '"']))
def test_a_word_is_read_back(text: str, style: str | None) -> None:
    written = scalar(text, style)
    assert "\n" not in written
    assert read(f"a: {written}\n") == {"a": text}
    assert read(f"[{written}, {written}]") == [text, text]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=5))
def test_a_list_is_read_back(words: list[str]) -> None:
    assert read(flow_list(words)) == words


def test_edits_are_made_in_place() -> None:
    assert edited("abcdef", [Edit(4, 5, "X"), Edit(1, 2, "YY"), Edit(3, 3, "+")]) == "aYYc+dXf"


def test_edits_outside_the_part_asked_for_are_left_out() -> None:
    assert edited("abcdef", [Edit(0, 1, "X"), Edit(3, 4, "Y")], 2, 5) == "cYe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: one # c\n", "a: NEW # c\n"),
        ("a: 'one' # c\n", "a: NEW # c\n"),
        ("a:   # c\n", "a: NEW   # c\n"),
        ("a:\nb: 1\n", "a: NEW\nb: 1\n"),
        ('a: ""\n', "a: NEW\n"),
        ("a: |\n  one\n  two\nb: 1\n", "a: NEW\nb: 1\n"),
        ("a: one\n  two\nb: 1\n", "a: NEW\nb: 1\n"),
        ("{a: one, b: 1}\n", "{a: NEW, b: 1}\n"),
    ],
)
def test_a_value_is_replaced(text: str, expected: str) -> None:
    key, node = (parse(text, "t").root.pairs or {})["a"]
    assert edited(text, [replace_scalar(text, key, node, "NEW")]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x, y] # c\n", "a: [Z] # c\n"),
        ("a:\n  - x\n  - y # c\nb: 1\n", "a: [Z] # c\nb: 1\n"),
        ("a:\n- x\n- y\nb: 1\n", "a: [Z]\nb: 1\n"),
        ("a: x # c\n", "a: [Z] # c\n"),
        ("a: # c\n", "a: [Z] # c\n"),
        ("a: [x,\n  y]\nb: 1\n", "a: [Z]\nb: 1\n"),
    ],
)
def test_a_list_is_replaced(text: str, expected: str) -> None:
    key, node = (parse(text, "t").root.pairs or {})["a"]
    assert edited(text, [replace_list(text, key, node, "[Z]")]) == expected
