"""Additions to YAML text: what is added is read, and every character that was there is still there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.insertion import Written, added_fields, added_words, line_end
from cupola.script.yamltext import edited, scalar
from cupola.tree import Node, Plain, parse


def node_of(text: str, key: str = "a") -> tuple[Node, Node]:
    return (parse(text, "x.yaml").root.pairs or {})[key]


def with_fields(text: str, fields: dict[str, Written], above: str | None = None) -> str:
    edit = added_fields(text, node_of(text)[1], fields, "\n", above)
    return edited(text, [edit] if edit else [])


def with_words(text: str, *words: str) -> str:
    return edited(text, [added_words(text, *node_of(text), [scalar(word) for word in words], "\n")])


def plain(text: str) -> Plain:
    value = parse(text, "x.yaml").root.plain()
    assert isinstance(value, dict)
    found: Plain = value["a"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  x: 1  # one\nb: 2\n", "a:\n  x: 1  # one\n  y: 2\nb: 2\n"),
        ("a:\n  x: 1", "a:\n  x: 1\n  y: 2\n"),
        ("a: {x: 1}  # one\n", "a: {x: 1, y: 2}  # one\n"),
        ("a:\n  x:\nb: 2\n", "a:\n  x:\n  y: 2\nb: 2\n"),
        ("a:\n  x: |\n    text\n\nb: 2\n", "a:\n  x: |\n    text\n\n  y: 2\nb: 2\n"),
        ("a:\n  x: [1,\n    2]  # two\nb: 2\n", "a:\n  x: [1,\n    2]  # two\n  y: 2\nb: 2\n"),
        ("a:\n  x:\n    - 1\n    # end\nb: 2\n", "a:\n  x:\n    - 1\n  y: 2\n    # end\nb: 2\n"),
    ],
)
def test_a_field_comes_behind_the_last_one(text: str, expected: str) -> None:
    assert with_fields(text, {"y": "2"}) == expected


def test_a_field_can_come_before_another_and_leaves_its_comment_there() -> None:
    text = "a:\n  x: 1\n  # the shots\n  shots: []\n"
    assert with_fields(text, {"y": "2"}, above="shots") == "a:\n  x: 1\n  y: 2\n  # the shots\n  shots: []\n"
    assert with_fields("a:\n  shots: []\n", {"y": "2"}, above="shots") == "a:\n  shots: []\n  y: 2\n"


def test_a_field_of_fields_is_written_as_its_holder_is() -> None:
    assert with_fields("a:\n  x: 1\n", {"y": {"z": "[1]"}}) == "a:\n  x: 1\n  y:\n    z: [1]\n"
    assert with_fields("a: {x: 1}\n", {"y": {"z": "[1]"}}) == "a: {x: 1, y: {z: [1]}}\n"


def test_nothing_is_added_to_nothing() -> None:
    assert added_fields("a: {}\n", node_of("a: {}\n")[1], {"y": "2"}, "\n") is None
    assert with_fields("a:\n  x: 1\n", {}) == "a:\n  x: 1\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x]  # one\n", "a: [x, new]  # one\n"),
        ("a: []\n", "a: [new]\n"),
        ("a:\nb: 1\n", "a: [new]\nb: 1\n"),
        ("a: x\n", "a: [x, new]\n"),
        ("a: '12'\n", 'a: ["12", new]\n'),
        ("a:\n  - x  # one\nb: 1\n", "a:\n  - x  # one\n  - new\nb: 1\n"),
        ("a:\n- x", "a:\n- x\n- new\n"),
        ("a:\n  - {x: 3}\n", "a:\n  - {x: 3}\n  - new\n"),
        ("a: [{x: 3}]\n", "a: [{x: 3}, new]\n"),
        ("a: [x,\n  z]\n", "a: [x,\n  z, new]\n"),
    ],
)
def test_a_word_comes_behind_the_last_one(text: str, expected: str) -> None:
    assert with_words(text, "new") == expected


def test_a_line_ends_where_its_value_does() -> None:
    assert line_end("a: 1\nb", 4) == 5
    assert line_end("a: |\n  x\nb", 9) == 9
    assert line_end("a: 1", 4) == 4


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.sampled_from(["a: [x]\n", "a:\n  - x\n  - {y: 2}\nb: 1\n", "a: []\n", "a:\nb: 1\n", "c: 1\na: [x, # one\n  z]"]),
    st.lists(st.text(max_size=12), min_size=1, max_size=3),
)
def test_any_words_are_read_as_they_are(text: str, words: list[str]) -> None:
    before = plain(text)
    assert plain(with_words(text, *words)) == [*(before if isinstance(before, list) else []), *words]
