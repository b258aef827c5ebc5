"""The encoding of a table is told by its bytes, or asked for; it is never guessed where two would do."""

from __future__ import annotations

import pytest

from cupola.bring.encoding import text_of
from cupola.errors import DocumentError
from tests.bring.boards import GERMAN, RUSSIAN, STUDIO


def code_of(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        text_of(data, "board.csv", encoding)
    return caught.value.messages[0].code


@pytest.mark.parametrize("text", [STUDIO, RUSSIAN, GERMAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding), "board.csv")[0] == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (GERMAN, "cp1252")])
def test_one_byte_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding), "board.csv") == (text, encoding.upper())


def test_what_could_be_either_is_asked_for_and_read_when_it_is_said() -> None:
    data = "Scene;Set\n1;\u00c0\u00c1\n2;caf\u00e9".encode("cp1252")
    assert code_of(data) == "E791"
    assert text_of(data, "board.csv", "cp1252")[0].endswith("café")


def test_a_wrong_encoding_is_named_at_its_place() -> None:
    with pytest.raises(DocumentError, match=r"board.csv:1:\d+: E110"):
        text_of(RUSSIAN.encode("cp1251"), "board.csv", "utf-8")


def test_an_encoding_that_is_not_read_is_refused() -> None:
    assert code_of(b"Scene", "rot13") == "E791"


@pytest.mark.parametrize("data", [b"Scene\0;Set\n1;2", b"\0" * 64, bytes(range(256)) * 4])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert code_of(data) == "E791"
