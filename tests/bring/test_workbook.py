"""Workbooks: the values that were saved, bounded, and no formula worked out."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring import workbook as room
from cupola.bring.table import MOST_COLUMNS
from cupola.bring.workbook import table_of
from cupola.errors import CupolaError, DocumentError
from tests.bring.boards import workbook

HEADER = ("Scene", "Set", "Pages")


def code_of(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        table_of(data, "board.xlsx", sheet)
    return caught.value.messages[0].code


def rewritten(data: bytes, change: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a workbook with parts exchanged, added, or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, content in (parts | change).items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def test_cells_are_text_as_they_are_shown() -> None:
    rows = [HEADER, (1, "Nauka", 1.375), ("2A", " Cupola ", "3/8"), (3.0, True, None), (None, None, None)]
    table = table_of(workbook(rows), "board.xlsx")
    assert [row.cells for row in table.rows] == [
        HEADER,
        ("1", "Nauka", "1.375"),
        ("2A", "Cupola", "3/8"),
        ("3", "yes"),
    ]
    assert table.form == 'sheet "Board"'


def test_dates_and_times_are_told_as_such() -> None:
    rows = [HEADER, (1, datetime(2026, 8, 3), date(2026, 3, 8)), (2, time(6, 30), "")]
    found = table_of(workbook(rows), "board.xlsx").rows
    assert found[1].cells == ("1", "2026-08-03", "2026-03-08")
    assert found[2].cells == ("2", "06:30")


def test_a_formula_without_a_saved_result_is_named_and_never_worked_out() -> None:
    table = table_of(workbook([HEADER, (1, "=cmd|' /C calc'!A0", "=1+1")]), "board.xlsx")
    assert [row.cells for row in table.rows] == [HEADER, ("1",)]
    assert [message.code for message in table.warnings] == ["W791"]
    assert "2 formulas have no saved result" in table.warnings[0].text


def test_of_several_sheets_the_one_with_a_header_is_read_and_any_can_be_named() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Remember the milk"])
    book.create_sheet("Board").append(list(HEADER))
    out = io.BytesIO()
    book.save(out)
    assert table_of(out.getvalue(), "board.xlsx").form == 'sheet "Board"'
    assert table_of(out.getvalue(), "board.xlsx", "Notes").rows[0].cells == ("Remember the milk",)
    assert code_of(out.getvalue(), "Bord") == "E793"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_LARGEST", 3_000_000)
    bomb = rewritten(workbook([HEADER]), {"xl/media/bomb.bin": b"\0" * 5_000_000})
    assert len(bomb) < 50_000
    assert code_of(bomb) == "E792"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST_PARTS", 12)
    assert code_of(rewritten(workbook([HEADER]), {f"x{k}": b"" for k in range(12)})) == "E792"


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/app.xml"]
)
def test_entities_are_refused_in_every_part(part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert code_of(rewritten(workbook([HEADER]), {part: bomb})) == "E792"


@pytest.mark.parametrize("size", ["A1:XFD1048576", "A1", "B7:C7"])
def test_a_sheet_is_read_by_what_it_holds_and_not_by_what_it_says_of_its_size(size: str) -> None:
    data = workbook([HEADER, (1, "Nauka", 1)])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:C2"' in sheet
    other = sheet.replace(b'<dimension ref="A1:C2"', f'<dimension ref="{size}"'.encode())
    found = table_of(rewritten(data, {"xl/worksheets/sheet1.xml": other}), "board.xlsx").rows
    assert [row.cells for row in found] == [HEADER, ("1", "Nauka", "1")]


def test_rows_of_empty_cells_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST_CELLS", 7)
    assert len(table_of(workbook([HEADER, (1, 2, 3)]), "board.xlsx").rows) == 2
    assert code_of(workbook([HEADER, (1, 2, 3), (1, 2, 3)])) == "E792"


def test_a_cell_beyond_any_column_is_refused() -> None:
    assert code_of(workbook([("x",) * (MOST_COLUMNS + 1)])) == "E792"
    assert code_of(workbook([HEADER], others={"XFD1": "x"})) == "E792"


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 400, workbook([HEADER])[:-200]])
def test_half_a_workbook_is_damaged(data: bytes) -> None:
    assert code_of(data) == "E792"


def test_another_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    assert code_of(out.getvalue()) == "E790"


def test_ten_thousand_scenes_are_read() -> None:
    rows = [HEADER, *((k, f"Set {k % 40}", 1.375) for k in range(1, 10_001))]
    assert len(table_of(workbook(rows), "board.xlsx").rows) == 10_001


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.data())
def test_a_workbook_with_any_byte_changed_is_read_or_a_clear_error(data: st.DataObject) -> None:
    whole = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        table_of(bytes(whole), "board.xlsx")
    except CupolaError as error:
        assert error.messages[0].code in ("E790", "E792", "E793")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]))
def test_a_workbook_with_any_part_exchanged_is_read_or_a_clear_error(content: bytes, part: str) -> None:
    try:
        table_of(rewritten(BOOK, {part: content}), "board.xlsx")
    except CupolaError as error:
        assert error.messages[0].code in ("E790", "E792", "E793")


def test_deep_nesting_is_no_crash() -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    assert code_of(rewritten(BOOK, {"xl/workbook.xml": deep})) == "E793"


BOOK = workbook([HEADER, (1, "Nauka", "3/8"), (2, "Cupola", 1.5)])


def long_cell(length: int, letter: str = "x") -> bytes:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Scene</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{letter * length}</t></is></c></row></sheetData></worksheet>'
    )
    return rewritten(workbook([HEADER, (1, "x", "y")]), {"xl/worksheets/sheet1.xml": sheet.encode()})


def test_a_cell_as_long_as_a_spreadsheet_holds_is_read() -> None:
    assert len(table_of(long_cell(32_767, "&#128512;"), "board.xlsx").rows[1].cells[0]) == 32_767


@pytest.mark.parametrize("length", [400_000, 5_000_000])
def test_a_longer_cell_is_refused_before_it_is_unpacked_whole(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = long_cell(length)
    monkeypatch.setattr(room, "_opened", None)
    with pytest.raises(DocumentError, match=r"E792 board\.xlsx has a cell of more text"):
        table_of(data, "board.xlsx")


def test_a_workbook_that_says_that_it_is_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([HEADER, (1, "Nauka", "x" * 30_000)])
    monkeypatch.setattr(room, "_LARGEST", 20_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(DocumentError, match="E792"):
        table_of(data, "board.xlsx")


def test_cells_that_share_a_long_text_are_counted_each(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([HEADER, *[(k, "x" * 1000, "y" * 1000) for k in range(60)]])
    assert len(table_of(data, "board.xlsx").rows) == 61
    monkeypatch.setattr(room, "_MOST_LETTERS", 100_000)
    assert code_of(data) == "E792"
