"""The outline of a YAML text: values with their places."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from cupola.errors import DocumentError
from cupola.script.outline import Node, outline

TEXT = """\
# head
a: one   # eol
'b c': "two"
list:
  - x
  - 'y z'
flow: [p, {q: r}]
empty:
long: |
  first
  second
"""


def at(node: Node | None, text: str = TEXT) -> str:
    assert node is not None
    return text[node.start : node.stop]


def test_each_value_knows_its_characters() -> None:
    root = outline(TEXT, "t")
    assert at(root.get("a")) == "one"
    assert at(root.get("b c")) == '"two"'
    assert at(root.get("list")) == "- x\n  - 'y z'"
    assert at(root.get("flow")) == "[p, {q: r}]"
    assert at(root.get("empty")) == ""
    assert at(root.get("long")) == "|\n  first\n  second\n"


def test_each_value_knows_its_line_and_column_from_nought() -> None:
    root = outline(TEXT, "t")
    found = {key: (node.line, node.column) for key, (_, node) in (root.pairs or {}).items()}
    assert (found["a"], found["b c"], found["list"], found["flow"]) == ((1, 3), (2, 7), (4, 2), (6, 6))


def test_words_of_a_key() -> None:
    root = outline(TEXT, "t")
    assert (root.word("a"), root.word("empty"), root.word("none")) == ("one", "", "")
    assert root.words("list") == ["x", "y z"]
    assert root.words("a") == ["one"]
    assert root.words("empty") == root.words("none") == []
    assert root.words("flow") == ["p", ""]


def test_styles() -> None:
    root = outline(TEXT, "t")
    styles = [root.get(key).style for key in ("a", "b c", "long")]  # type: ignore[union-attr]
    assert styles == [None, '"', "|"]
    assert [root.get(key).is_flow for key in ("list", "flow")] == [False, True]  # type: ignore[union-attr]


def test_places_with_windows_line_ends() -> None:
    text = TEXT.replace("\n", "\r\n")
    root = outline(text, "t")
    assert at(root.get("flow"), text) == "[p, {q: r}]"
    assert at(root.get("b c"), text) == '"two"'


def test_an_empty_text_has_an_empty_outline() -> None:
    for text in ("", "\n", "# only a comment\n"):
        assert outline(text, "t").pairs is None


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: [\n", "E104", "t:2:1"),
        ("a: b: c\n", "E104", "t:1:5"),
        ("a: 1\na: 2\n", "E104", "t:2:1"),
        ("? [a]\n: 1\n", "E104", "t:1:3"),
        ("a: 1\n---\nb: 2\n", "E104", "t:2:1"),
        ("a: &x 1\nb: *x\n", "E105", "t:1:4"),
        ("a: *x\n", "E105", "t:1:4"),
        ("[" * 100 + "]" * 100, "E105", "t:1:26"),
        ("a: \x01\n", "E104", "t:1:1"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text: str, code: str, where: str) -> None:
    with pytest.raises(DocumentError) as caught:
        outline(text, "t")
    (message,) = caught.value.messages
    assert (message.code, str(message.where)) == (code, where)


def test_an_endless_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.tree._MOST_VALUES", 100)
    with pytest.raises(DocumentError) as caught:
        outline("- a\n" * 200, "t")
    assert caught.value.messages[0].code == "E105"


SAFE = st.text(alphabet="abc XYZ123é猫-'\"#:,[]{}&*!|>%@`\n", max_size=12)
VALUES = st.recursive(
    SAFE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(SAFE, VALUES, max_size=4))
def test_the_outline_holds_what_the_document_holds(value: dict[str, Any]) -> None:
    """The authority is ruamel.yaml's own reading of what it wrote."""
    stream = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.dump(value, stream)
    try:
        yaml.load(stream.getvalue())
    except YAMLError:
        reject()  # ruamel.yaml cannot read everything that it writes: `{a: :1}`
    assert _plain(outline(stream.getvalue(), "t")) == (value or {})


def _plain(node: Node) -> Any:
    if node.pairs is not None:
        return {key: _plain(child) for key, (_, child) in node.pairs.items()}
    if node.items is not None:
        return [_plain(child) for child in node.items]
    return node.text
