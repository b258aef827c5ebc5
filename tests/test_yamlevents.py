"""The two parsers of YAML: where the fast one speaks, it says what the careful one says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cupola
from cupola.errors import DocumentError
from cupola.tree import Tree, parse
from cupola.yamlevents import UnsureError, careful, swift

PLAIN = """\
# head
a: one   # eol
'b c': "tw\\u00f6"
list:
  - x
  - {p: [1, 'y z'], q: }
empty:
long: |
  first

  second
folded: >-
  one
  two
猫: 😀
"""


def with_care(text: str) -> Tree:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cupola.tree.swift", careful)
        return parse(text, "f.yaml")


def is_swift(text: str) -> bool:
    try:
        list(swift(text))
    except UnsureError:
        return False
    return True


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n", "\r\n"), "", "# c\n", "- a\n- b", "{a: 1}\n"])
def test_ordinary_documents_are_read_by_the_fast_one_as_by_the_careful_one(text: str) -> None:
    assert is_swift(text)
    assert parse(text, "f.yaml") == with_care(text)


def test_the_documents_of_the_house_are_ordinary() -> None:
    files = sorted(Path(cupola.__file__).parent.glob("production/**/*.yaml"))
    assert len(files) > 10
    assert [file.name for file in files if not is_swift(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n",
        "a: b: c",
        "a: \x00",
        "a: \ud800",
        "a:\t1",
        "a: x\u2028y",
        "\ufeffa: 1",
        "&x a",
        "*x",
        "a: !!str 1",
        "--- a",
        "a: 1\n...\n",
        "%YAML 1.1\n---\na",
        "? a\n: b",
        "{? a}",
        '["x":]',
        "['x':y]",
        "|\n# no comment",
        "a: |2\n   b",
        "a: |  # c\n  b",
        "a: >\n  \n    b",
    ],
)
def test_the_fast_one_leaves_the_rest_to_the_careful_one(text: str) -> None:
    assert not is_swift(text)


SIGNS = st.sampled_from(
    [*"ab1é?!&*%@`~#|>-:,[]{}'\"\\ \n", "- ", ": ", "? ", " # c", "\n  ", "\n    ", "|\n  ", ">-\n  ", "\r\n", "\r"]
)
HEADS = st.sampled_from(["", "k: ", "- ", "k:\n  - ", "{", "k: [", "- {", "k: |\n  ", '["a":', "[? ", "# c\n"])
TAILS = st.sampled_from(["", "\n", "]\n", "}\n", '"\n', "'\n", "\nz: 1\n", "\n\n\n"])


@settings(max_examples=600)
@given(HEADS, st.lists(SIGNS, max_size=12).map("".join), TAILS)
@example('["x', '":', "]")
@example("- {", "?#\n  ", "}")
def test_what_the_fast_one_reads_the_careful_one_reads_alike(head: str, body: str, tail: str) -> None:
    text = head + body + tail
    try:
        found = parse(text, "f.yaml") if is_swift(text) else None
    except DocumentError:
        return
    assert found is None or found == with_care(text)


@pytest.mark.parametrize("text", ["a: |2\n   b\nc: !!str 1\n", "? a\n: [b]\n"])
def test_what_is_left_to_the_careful_one_is_read(text: str) -> None:
    assert parse(text, "f.yaml") == with_care(text)
    assert parse(text, "f.yaml").root.get("a") is not None
