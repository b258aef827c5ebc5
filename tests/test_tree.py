"""YAML as a tree: the right values and places, and nothing that a hostile text can do."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from cupola.errors import DocumentError, Message
from cupola.tree import Node, decoded, parse, place_after, read_bytes, read_text

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


def refusal(text: str) -> Message:
    with pytest.raises(DocumentError) as caught:
        parse(text, "f.yaml")
    (message,) = caught.value.messages
    return message


keys = st.text("abcdefgh-_", min_size=1, max_size=6).filter(lambda key: not key.startswith("-"))
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.integers(-(10**6), 10**6), st.booleans(), st.none(), st.text("abc XYZ:#'\"-é", max_size=12)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_values_agree_with_a_second_reader(document: dict[str, Any]) -> None:
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


def test_a_key_knows_its_place() -> None:
    tree = parse("title: One\npeople:\n  - {name: Ana,\n     age: 4}\n", "f.yaml")
    assert tree.key_place(("people", 0, "age")) == (4, 6)
    assert tree.key_place(("people", 0, "missing")) == (3, 5), "the mapping it is missing from"


def test_a_message_shows_the_line_of_a_value() -> None:
    tree = parse(TEXT, "f.yaml")
    node = tree.root.get("b c")
    assert node is not None
    message = tree.message_at(node, "E106", "wrong", "mend it")
    assert message.render() == "f.yaml:3:8: E106 wrong\n  'b c': \"two\"\n         ^\nhint: mend it"


def test_each_value_knows_its_characters() -> None:
    root = parse(TEXT, "f").root
    assert at(root.get("a")) == "one"
    assert at(root.get("b c")) == '"two"'
    assert at(root.get("list")) == "- x\n  - 'y z'"
    assert at(root.get("flow")) == "[p, {q: r}]"
    assert at(root.get("empty")) == ""
    assert at(root.get("long")) == "|\n  first\n  second\n"
    assert [at(key) for key, _ in (root.pairs or {}).values()] == ["a", "'b c'", "list", "flow", "empty", "long"]


def test_a_list_ends_with_the_bracket_of_its_last_value() -> None:
    text = "a:\n  - b: [c, d ] # e\n\nf: 1\n"
    assert at(parse(text, "f").root.get("a"), text) == "- b: [c, d ]"


def test_each_value_knows_its_line_and_column_from_nought() -> None:
    found = {key: (node.line, node.column) for key, (_, node) in (parse(TEXT, "f").root.pairs or {}).items()}
    assert (found["a"], found["b c"], found["list"], found["flow"]) == ((1, 3), (2, 7), (4, 2), (6, 6))


@pytest.mark.parametrize(
    ("text", "behind", "place"),
    [
        ("a:\nb: 1\n", "a:", (1, 1)),
        ("a: # later\nb: 1\n", "a:", (1, 1)),
        ("b: 1\n\na:\n\n", "b: 1\n\na:", (3, 1)),
        ("{b: 1, a: }", "{b: 1, a:", (1, 8)),
        ("{b: 1, a}", "{b: 1, a", (1, 8)),
    ],
)
def test_a_value_left_out_stands_at_its_key_and_not_at_what_comes_next(
    text: str, behind: str, place: tuple[int, int]
) -> None:
    tree = parse(text, "f")
    node = tree.root.get("a")
    assert node is not None
    assert (text[: node.start], node.stop, tree.place(("a",))) == (behind, node.start, place)


def test_places_with_windows_line_ends() -> None:
    text = TEXT.replace("\n", "\r\n")
    root = parse(text, "f").root
    assert at(root.get("flow"), text) == "[p, {q: r}]"
    assert at(root.get("b c"), text) == '"two"'


def test_styles() -> None:
    root = parse(TEXT, "f").root
    assert [root.get(key).style for key in ("a", "b c", "long")] == [None, '"', "|"]  # type: ignore[union-attr]
    assert [root.get(key).is_flow for key in ("list", "flow")] == [False, True]  # type: ignore[union-attr]


def test_words_of_a_key() -> None:
    root = parse(TEXT, "f").root
    assert (root.word("a"), root.word("empty"), root.word("none")) == ("one", "", "")
    assert root.words("list") == ["x", "y z"]
    assert root.words("a") == ["one"]
    assert root.words("empty") == root.words("none") == []
    assert root.words("flow") == ["p", ""]


def test_an_empty_text_is_a_document_without_a_value() -> None:
    for text in ("", "\n", "# only a comment\n"):
        tree = parse(text, "f")
        assert (tree.root.pairs, tree.root.plain(), tree.place(("a", 0))) == (None, None, (1, 1))


def test_a_text_folded_over_many_lines_is_one_line() -> None:
    assert parse("a: >\n  one\n  two\n\n  three\n", "f").root.plain() == {"a": "one two\nthree\n"}


def test_a_scalar_keeps_its_spelling_beside_its_value() -> None:
    root = parse("{a: 007, b: 1.50, c: !!str 12, d: ~}", "f").root
    assert [root.word(key) for key in "abcd"] == ["007", "1.50", "12", "~"]
    assert root.plain() == {"a": 7, "b": 1.5, "c": "12", "d": None}


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
        ("a: 1\n? 'a'\n: 2", "E104", (2, 3)),
        ("a: [\n", "E104", (2, 1)),
        ("a: b: c\n", "E104", (1, 5)),
        ("[" * 5000, "E105", (1, 26)),
        ("[" * 100 + "]" * 100, "E105", (1, 26)),
        ("a: \x01\n", "E104", (1, 1)),
        ("a:\n\t- 1", "E104", None),
        ("a: \x00", "E104", None),
    ],
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, code: str, where: tuple[int, int] | None) -> None:
    message = refusal(text)
    assert message.code == code
    assert message.where is not None
    if where:
        assert (message.where.line, message.where.column) == where


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    message = refusal(bomb)
    assert (message.code, str(message.where)) == ("E105", "f.yaml:1:4")


def test_an_endless_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.tree._MOST_VALUES", 100)
    assert parse("- a\n" * 99, "f").root.plain() == ["a"] * 99
    message = refusal("- a\n" * 200)
    assert (message.code, str(message.where)) == ("E105", "f.yaml:100:3")


@given(st.text(max_size=200))
def test_no_text_makes_reading_fail_in_another_way(text: str) -> None:
    try:
        parse(text, "f.yaml")
    except DocumentError as error:
        assert error.messages


SAFE = st.text(alphabet="abc XYZ123é猫-'\"#:,[]{}&*!|>%@`\n", max_size=12)
TEXTS = st.recursive(
    SAFE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(SAFE, TEXTS, max_size=4))
def test_the_texts_of_a_tree_are_those_of_the_document(value: dict[str, Any]) -> None:
    """The authority is ruamel.yaml's own reading of what it wrote."""
    assert _texts(parse(_written(value), "f").root) == (value or {})


def _written(value: dict[str, Any]) -> str:
    stream = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.dump(value, stream)
    try:
        yaml.load(stream.getvalue())
    except YAMLError:
        reject()  # ruamel.yaml cannot read everything that it writes: `{a: :1}`
    return stream.getvalue()


def _texts(node: Node) -> Any:
    if node.pairs is not None:
        return {key: _texts(child) for key, (_, child) in node.pairs.items()}
    if node.items is not None:
        return [_texts(child) for child in node.items]
    return node.text


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_the_characters_of_a_value_stand_for_it(document: dict[str, Any]) -> None:
    """A scalar or bracketed value, cut out by its characters, is read as the same value."""
    text = _written(document)
    open_nodes = [parse(text, "f").root]
    while open_nodes:
        node = open_nodes.pop()
        open_nodes += [child for _, child in (node.pairs or {}).values()] + (node.items or [])
        if node.text is not None or node.is_flow:
            assert parse(f"[{text[node.start : node.stop]}]", "f").root.plain() == [node.plain()]


# Files


def failure(path: Path, largest: int = 10) -> Message:
    with pytest.raises(DocumentError) as caught:
        read_text(path, "f.yaml", largest)
    (message,) = caught.value.messages
    return message


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"0123456789")
    assert read_bytes(path, "f.yaml", 10) == b"0123456789"
    message = failure(path, 9)
    assert (message.code, message.text) == ("E103", "f.yaml is larger than 9e-06 MB, the most that is read")


def test_a_mark_of_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_text(path, "f.yaml") == "a: 1"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert failure(tmp_path / "none").text == "f.yaml does not exist"
    assert failure(tmp_path).text == "f.yaml is not a file"
    assert failure(tmp_path / "a\0b").code == "E101"
    assert str(tmp_path) in (failure(tmp_path / "none").hint or "")


@pytest.mark.parametrize(
    ("data", "encoding", "text", "where"),
    [
        (b"a: 1\n\xc3\xa9: \xff", "utf-8-sig", "this is not UTF-8 text", "f:2:4"),
        (b"\xef\xbb\xbfa\r\nb\xff", "utf-8-sig", "this is not UTF-8 text", "f:2:2"),
        (b"\xef\xbb\xbfa\xff", "utf-8", "this is not UTF-8 text", "f:1:2"),
        ("One.\n".encode("utf-16") + b"\x41", "utf-16", "this is not UTF-16 text", "f:2:1"),
    ],
)
def test_the_first_character_in_another_encoding_is_pointed_at(
    data: bytes, encoding: str, text: str, where: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        decoded(data, "f", encoding)
    (message,) = caught.value.messages
    assert (message.code, message.text, str(message.where)) == ("E110", text, where)


def test_lines_end_in_any_of_three_ways() -> None:
    assert [str(place_after(before, "f")) for before in ("", "a\nb", "a\r\nb", "a\rb\r")] == [
        "f:1:1",
        "f:2:2",
        "f:2:2",
        "f:3:1",
    ]
