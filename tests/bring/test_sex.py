"""Scheduling exports: read and written in the one form that is described, and clear errors for all else."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.columns import Known, lay_out
from cupola.bring.scenes import scenes_of
from cupola.bring.sex import Sheet, in_latin, table_of, written
from cupola.errors import CupolaError, DocumentError

SHEETS = (
    Sheet("1", "INT. NAUKA - DAY", 2, "Anna wakes.", "Nauka", {"cast": ["ANNA"], "props": ["tin, empty", "torch"]}),
    Sheet("2A", "EXT. STEPPE - NIGHT", 11, items={"vehicles": ["helicopter"], "notes": ["cold"]}),
)


def by_hand(*parts: bytes) -> bytes:
    """Give a file as the description has it, put together by hand."""
    return b"SSI*\x00#\x00\x00\x02\x1d\x00\x00Cast Members\x00Props\x00Synopsis\x00\x00" + b"".join(parts)


def element(place: int, text: bytes, scene: int = 1) -> bytes:
    body = struct.pack("<HH", 2, scene) + bytes([place]) + text + b"\x00"
    return b"#\x00\x00\x00" + struct.pack("<H", len(body)) + body


def test_a_file_as_it_is_described_is_read() -> None:
    data = by_hand(
        b"3\t7\tINT. NAUKA - DAY\x00\x00", element(0, b"ANNA"), element(1, b"torch"), element(2, b"She wakes.")
    )
    table = table_of(data, "board.sex")
    assert [row.cells for row in table.rows] == [
        ("Scene", "Heading", "Eighths", "Cast Members", "Props", "Synopsis"),
        ("7", "INT. NAUKA - DAY", "3", "ANNA\n", "torch\n", "She wakes."),
    ]
    assert [message.code for message in table.warnings] == ["W792"]


def test_the_length_of_a_record_of_its_own_counts() -> None:
    length = b"#\x00\x00\x00" + struct.pack("<HHHHH", 8, 3, 1, 0, 11)
    assert table_of(by_hand(b"1\t7\tINT. X\x00\x00", length), "board.sex").rows[1].cells[2] == "11"


def test_what_is_written_is_read_as_it_was() -> None:
    table = table_of(written(SHEETS), "board.sex")
    found = scenes_of(table, lay_out(table, Known()), {}).found
    assert [(one.number, one.heading, one.pages, one.synopsis) for one in found] == [
        ("1", "INT. NAUKA - DAY", 2, "Anna wakes."),
        ("2A", "EXT. STEPPE - NIGHT", 11, ""),
    ]
    assert found[0].places == ("Nauka",)
    assert found[0].items == {"cast": ("ANNA",), "props": ("tin, empty", "torch")}
    assert found[1].items == {"vehicles": ("helicopter",), "notes": ("cold",)}


@pytest.mark.parametrize("name", ["АННА", "Élodie", "a\x1bb", "猫", "مرحبا"])
def test_letters_that_nobody_knows_how_to_write_are_refused_with_their_scene(name: str) -> None:
    with pytest.raises(DocumentError, match=r"E796 scene 3"):
        written([*SHEETS, Sheet("3", "INT. X", 1, items={"cast": [name]})])


def test_texts_are_spelled_in_plain_latin_letters_and_told() -> None:
    sheets = [*SHEETS, Sheet("3А", "НАТ. СТЕПЬ", 1, "Ветер", items={"cast": ["ЩУКА", "ANNA"], "notes": ["é", "e"]})]
    found, changed = in_latin(sheets)
    assert found[:2] == SHEETS
    assert found[2] == Sheet("3A", "NAT. STEP", 1, "Veter", items={"cast": ["SHCHUKA", "ANNA"], "notes": ["e", "e"]})
    assert changed == {"3А": "3A", "НАТ. СТЕПЬ": "NAT. STEP", "Ветер": "Veter", "ЩУКА": "SHCHUKA", "é": "e"}
    assert b"SHCHUKA" in written(found)


def test_two_that_would_be_one_are_refused_all_at_once() -> None:
    sheets = [
        Sheet("7A", "INT. X", 1, items={"cast": ["ЛИЗА"], "props": ["liza"]}),
        Sheet("7А", "INT. X", 1, items={"cast": ["LIZA", "Лиза"]}),
    ]
    with pytest.raises(DocumentError) as caught:
        in_latin(sheets)
    assert [message.text for message in caught.value.messages] == [
        '"7A" and "7А" would both be "7A" in .sex',
        '"ЛИЗА" and "LIZA" would both be "LIZA" in .sex',
    ]


def test_letters_of_an_encoding_that_is_said_are_read() -> None:
    data = by_hand("1\t7\tИНТ. НАУКА\x00\x00".encode("cp1251"), element(0, "АННА".encode("cp1251")))
    assert table_of(data, "board.sex").rows[1].cells[3] == "АННА\n"
    assert table_of(data, "board.sex", "cp1252").rows[1].cells[3] != "АННА\n"


@pytest.mark.parametrize(
    "data", [b"SSI*", b"SSI*\x00\x01\x02", b"SSI*" + b"A" * 300, by_hand(), b"SSI*" + b"A\x00" * 400]
)
def test_what_is_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="E795"):
        table_of(data, "board.sex")


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_in_a_file_are_read_or_a_clear_error(noise: bytes, at: int) -> None:
    whole = written(SHEETS)
    try:
        table_of(whole[:at] + noise + whole[at:], "board.sex")
        table_of(b"SSI*" + noise, "board.sex")
    except CupolaError as error:
        assert error.messages[0].code in ("E791", "E792", "E795")


PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
NAMES = PLAIN.filter(
    lambda text: text.strip(" \t-") == text and text and not set(text) & set(";") and not text[0].isdigit()
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(NAMES, st.integers(1, 9999), st.lists(NAMES, max_size=3, unique_by=str.casefold)),
        min_size=1,
        max_size=5,
    )
)
def test_any_latin_names_come_back(scenes: list[tuple[str, int, list[str]]]) -> None:
    sheets = [
        Sheet(str(k), head, eighths, items={"props": names}) for k, (head, eighths, names) in enumerate(scenes, 1)
    ]
    table = table_of(written(sheets), "board.sex")
    found = scenes_of(table, lay_out(table, Known()), {}).found
    assert [(one.number, one.heading, one.pages, list(one.items.get("props", ()))) for one in found] == [
        (sheet.number, sheet.heading, sheet.eighths, list(sheet.items["props"])) for sheet in sheets
    ]


def test_megabytes_of_noise_take_no_time() -> None:
    assert len(table_of(by_hand(b"1\t7\tINT. X\x00\x00", b"\x01" * 5_000_000), "board.sex").rows) == 2
