"""YAML as a tree: the right values and places, and nothing that a hostile text can do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cupola.errors import DocumentError
from cupola.tree import parse

keys = st.text("abcdefgh-_", min_size=1, max_size=6).filter(lambda key: not key.startswith("-"))
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.integers(-(10**6), 10**6), st.booleans(), st.none(), st.text("abc XYZ:#'\"-é", max_size=12)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_values_agree_with_a_second_reader(document: dict[str, Any]) -> None:
    from io import StringIO

    text = StringIO()
    YAML().dump(document, text)
    assert parse(text.getvalue(), "x").root.plain() == document


def test_a_value_knows_its_place() -> None:
    tree = parse("title: One\npeople:\n  - {name: Ana,\n     age: 4}\n", "f.yaml")
    assert tree.place(("title",)) == (1, 8)
    assert tree.place(("people",)) == (2, 1)
    assert tree.place(("people", 0)) == (3, 5)
    assert tree.place(("people", 0, "age")) == (4, 11)
    assert tree.place(("people", 0, "missing")) == (3, 5), "the nearest parent"


def test_times_and_words_stay_text() -> None:
    plain = parse('a: 06:30\nb: 2021-10-09\nc: no\nd: "12"\ne: 12\nf: 1e3\ng: 0o14\nh: .5', "f").root.plain()
    assert plain == {"a": "06:30", "b": "2021-10-09", "c": "no", "d": "12", "e": 12, "f": 1000.0, "g": "0o14", "h": 0.5}


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: 1\na: 2", "E104", (2, 1)),
        ("a: [1,\nb: 2", "E104", None),
        ("a: &x [1]\nb: *x", "E105", (1, 4)),
        ("b: *x", "E105", (1, 4)),
        ("a: 1\n---\nb: 2", "E104", (2, 1)),
        ("? [1]\n: 2", "E104", (1, 3)),
        ("[" * 5000, "E105", None),
        ("a:\n\t- 1", "E104", None),
        ("a: \x00", "E104", None),
    ],
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, code: str, where: tuple[int, int] | None) -> None:
    with pytest.raises(DocumentError) as error:
        parse(text, "f.yaml")
    message = error.value.messages[0]
    assert message.code == code
    assert message.where is not None
    if where:
        assert (message.where.line, message.where.column) == where


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(DocumentError) as error:
        parse(bomb, "f.yaml")
    assert error.value.messages[0].code == "E105"


@given(st.text(max_size=200))
def test_no_text_makes_reading_fail_in_another_way(text: str) -> None:
    try:
        parse(text, "f.yaml")
    except DocumentError as error:
        assert error.messages
