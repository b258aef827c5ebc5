"""Files of Movie Magic Scheduling 5 and 6: their breakdown sheets are read, and nothing hostile gets through."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring import epsf
from cupola.bring.columns import Known, lay_out
from cupola.bring.msd import table_of
from cupola.bring.scenes import scenes_of
from cupola.errors import CupolaError, DocumentError
from tests.bring.boards import CATEGORIES, ELEMENTS, SHEETS, msd


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError, match="E795") as caught:
        table_of(data, "board.msd")
    return str(caught.value)


def test_breakdown_sheets_are_scenes() -> None:
    table = table_of(msd(), "board.msd")
    found = scenes_of(table, lay_out(table, Known()), {}).found
    assert [(one.number, one.heading, one.pages) for one in found] == [
        ("1", "INT. Nauka - DAY", 2),
        ("2", "INT. Nauka - NIGHT", 11),
    ]
    assert found[0].items == {"cast": ("ANNA",), "notes": ("Script Day: D1",)}
    assert found[1].items == {"cast": ("Peter, the elder",), "props": ("torch",)}
    assert [message.code for message in table.warnings] == ["W792"]


def test_a_board_says_the_numbers_of_its_cast() -> None:
    table = table_of(msd(), "board.msd")
    column = table.rows[0].cells.index("Cast Members")
    assert table.rows[2].cells[column] == "2. Peter, the elder\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (msd()[:700], "its head is cut off"),
        (msd()[:-1], "the map of its sections"),
        (msd(CATEGORIES, ELEMENTS), "no breakdown sheets"),
        (msd(CATEGORIES, ELEMENTS, "<BreakdownSheetMgr>"), "no XML"),
        (msd(b"\xff\xfe\x00"), "no XML"),
    ],
)
def test_a_damaged_file_is_named(data: bytes, why: str) -> None:
    assert why in refusal(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    refusal(msd(CATEGORIES, ELEMENTS, SHEETS, bomb.encode(encoding)))


def test_a_section_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epsf, "_LARGEST", 1_000_000)
    assert "unpacks to more" in refusal(msd(b"<x>" + b" " * 2_000_000 + b"</x>"))


def test_deep_nesting_is_no_crash() -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    assert len(table_of(msd(CATEGORIES, ELEMENTS, SHEETS, deep), "board.msd").rows) == 3


def test_a_map_that_points_outside_is_refused() -> None:
    data = bytearray(msd())
    place = struct.unpack_from(">I", data, 260)[0]
    struct.pack_into(">II", data, place + 68, 0xFFFFFF00, 200)
    assert "entry 1 of its map" in refusal(bytes(data))
    struct.pack_into(">II", data, place + 68, 716, place)
    assert "entry 1 of its map" in refusal(bytes(data))
    struct.pack_into(">II", data, 260, place, 0xFFFFFFFF)
    refusal(bytes(data))


def test_ten_thousand_sheets_are_read() -> None:
    sheets = "".join(f'<BreakdownSheet BDSID="{k}" Scenes="{k}" Set="X" NumScriptPages="3"/>' for k in range(1, 10_001))
    whole = f"<BreakdownSheetMgr><BreakdownSheets>{sheets}</BreakdownSheets></BreakdownSheetMgr>"
    assert len(table_of(msd(CATEGORIES, ELEMENTS, whole), "board.msd").rows) == 10_001


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(30, len(msd()) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_file_with_any_byte_changed_is_read_or_a_clear_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(msd())
    for at, value in changes:
        data[at] = value
    try:
        table_of(bytes(data), "board.msd")
    except CupolaError as error:
        assert error.messages[0].code == "E795"


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.binary(max_size=200))
def test_any_section_is_read_or_a_clear_error(section: bytes) -> None:
    try:
        table_of(msd(CATEGORIES, ELEMENTS, SHEETS, section), "board.msd")
    except CupolaError as error:
        assert error.messages[0].code == "E795"
