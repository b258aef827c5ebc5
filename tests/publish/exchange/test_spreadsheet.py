"""CSV and XLSX: read back by others as they were meant, never a formula, the same bytes for the same plan."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.publish.exchange import Parcel, files, spreadsheet
from cupola.publish.exchange.spreadsheet import csv_bytes, quoted, xlsx_bytes
from cupola.publish.exchange.table import Table
from cupola.publish.exchange.tables import tables
from cupola.publish.language import language_of
from tests.publish.exchange.conftest import HOSTILE, lit, renamed, small_draft

NOON = datetime(2021, 10, 9, 12, 0, 5, tzinfo=UTC)


def rows(content: bytes) -> list[list[str]]:
    """Read a CSV."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def unquoted(text: str) -> str:
    """Take the apostrophe away that says that a text is one: the rule of the docs."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in tuple("=+-@＝＋－＠'") else text


def sheets(content: bytes) -> dict[str, Any]:
    """Read a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_every_table_is_a_csv_and_a_sheet(draft: Parcel) -> None:
    names = [table.name for table in tables(draft)]
    assert list(files(draft, "csv")) == [f"{name}.csv" for name in names]
    (content,) = files(draft, "xlsx").values()
    assert list(sheets(content)) == names


def test_csv_and_workbook_hold_the_cells_of_the_table(draft: Parcel) -> None:
    made, book = files(draft, "csv"), sheets(files(draft, "xlsx")["tables.xlsx"])
    for table in tables(draft):
        lines = rows(made[f"{table.name}.csv"])
        assert lines[0] == list(table.columns)
        assert len(lines) == len(table.rows) + 1
        cells = [[cell.value for cell in line] for line in book[table.name].iter_rows()]
        assert cells[0] == list(table.columns)
        for ours, theirs in zip(table.rows, cells[1:], strict=True):
            assert theirs == [meant(cell) for cell in ours]


def meant(cell: Any) -> Any:
    """Give a cell as a reader of workbooks should give it."""
    if isinstance(cell, bool):
        return "yes" if cell else None
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell or (0 if cell == 0 else None)


def test_cells_are_written_by_their_kind() -> None:
    table = Table.of("x", "a|b|c|d|e|f", [(NOON, NOON.date(), 1234567.89, True, None, 'a,\n"b"')])
    assert csv_bytes(table).decode("utf-8-sig") == (
        'a,b,c,d,e,f\r\n2021-10-09T12:00:05Z,2021-10-09,1234567.89,yes,,"a,\n""b"""\r\n'
    )
    line = sheets(xlsx_bytes((table,)))["x"][2]
    assert [cell.value for cell in line] == [
        datetime(2021, 10, 9, 12, 0, 5),
        datetime(2021, 10, 9),
        1234567.89,
        "yes",
        None,
        'a,\n"b"',
    ]
    assert [cell.number_format for cell in line[:2]] == ["yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"]


def test_a_workbook_in_russian_has_russian_sheets_and_dates(draft: Parcel) -> None:
    parcel = lit(replace(draft, language=language_of("ru")))
    book = sheets(files(parcel, "xlsx")["tables.xlsx"])
    assert list(book)[:3] == ["Краткий КПП", "КПП", "Дубли"]
    assert [cell.value for cell in book["Краткий КПП"][1]][:4] == ["День", "Дата", "Начало (UTC)", "Кадр"]
    assert [cell.number_format for cell in book["Дубли"][2][1:2]] == ["dd.mm.yyyy"]
    assert book["Дубли"][2][7].number_format == "dd.mm.yyyy hh:mm:ss"
    assert "да" in {cell.value for line in book["КПП"].iter_rows() for cell in line}
    assert list(files(parcel, "csv")) == list(files(draft, "csv"))


def test_a_title_that_no_sheet_can_have_is_made_one() -> None:
    table = replace(Table.of("x", "a", [(1,)]), title="a/b:c" + "x" * 40)
    assert list(sheets(xlsx_bytes((table, table)))) == [("a-b-c" + "x" * 40)[:28], ("a-b-c" + "x" * 40)[:28] + "1"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_a_formula(name: str) -> None:
    draft = small_draft()
    parcel = lit(Parcel(renamed(draft.production, name), draft.plan))
    for sheet in sheets(files(parcel, "xlsx")["tables.xlsx"]).values():
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in "snd", cell.value
    for content in files(parcel, "csv").values():
        for row in rows(content):
            assert not any(cell.lstrip()[:1] in tuple("=+-@＝＋－＠") for cell in row)


def test_a_text_like_a_formula_is_marked_as_text_in_a_workbook_and_keeps_its_letters() -> None:
    table = Table.of("x", "a|b|c", [("=1+1", "#N/A", "plain")])
    cells = sheets(xlsx_bytes((table,)))["x"][2]
    assert [cell.value for cell in cells] == ["=1+1", "#N/A", "plain"]
    assert [bool(cell.quotePrefix) for cell in cells] == [True, False, False]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(xlsx_bytes((table,)))).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1", "'=1"),
        ("+7", "'+7"),
        ("-x", "'-x"),
        ("@a", "'@a"),
        ("'tis", "''tis"),
        ("a=b", "a=b"),
        ("", ""),
        ("－", "'－"),
    ],
)
def test_an_apostrophe_stands_before_what_looks_like_a_formula(text: str, written: str) -> None:
    assert quoted(text) == written
    assert unquoted(written) == text


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    found = sheets(xlsx_bytes((Table.of("x", "a", [(k,) for k in range(5)]), Table.of("y", "a", []))))
    assert {name: [cell.value for cell in sheet["A"]] for name, sheet in found.items()} == {
        "x": ["a", 0, 1],
        "x-2": ["a", 2, 3],
        "x-3": ["a", 4],
        "y": ["a"],
    }


def test_numbers_below_zero_stay_numbers() -> None:
    table = Table.of("x", "a", [(-2.5,), (-3,)])
    assert rows(csv_bytes(table))[1:] == [["-2.5"], ["-3"]]
    assert [cell.value for cell in sheets(xlsx_bytes((table,)))["x"]["A"][1:]] == [-2.5, -3]


_TEXT = st.text(max_size=80) | st.sampled_from(HOSTILE)
_CELLS = _TEXT | st.integers(-(10**9), 10**9) | st.none() | st.dates(date(1950, 1, 1), date(2200, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=6))
def test_any_cells_are_read_back_as_they_were(cells: list[tuple[Any, Any]]) -> None:
    table = Table.of("x", "a|b", cells)
    lines = rows(csv_bytes(table))
    assert len(lines) == len(cells) + 1
    for row, line in zip(table.rows, lines[1:], strict=True):
        for cell, text in zip(row, line, strict=True):
            if isinstance(cell, str):
                assert unquoted(text) == cell
            elif cell is not None:
                assert text == (cell.isoformat() if isinstance(cell, date) else str(cell))
    sheet = sheets(xlsx_bytes((table,)))["x"]
    for number, row in enumerate(table.rows, 2):
        for column, cell in enumerate(row, 1):
            found = sheet.cell(number, column).value
            assert found == meant(cell) or (isinstance(cell, str) and found == cell.replace("\r\n", "\n"))


def test_the_same_plan_gives_the_same_bytes_at_any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(small_draft(), "xlsx") | files(small_draft(), "csv")
    later = time.localtime(time.time() + 86_400 * 400)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert files(small_draft(), "xlsx") | files(small_draft(), "csv") == before


def test_a_workbook_says_nothing_of_when_it_was_made(draft: Parcel) -> None:
    packed = zipfile.ZipFile(io.BytesIO(files(draft, "xlsx")["tables.xlsx"]))
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    book = openpyxl.load_workbook(io.BytesIO(files(draft, "xlsx")["tables.xlsx"]))
    assert book.properties.created == book.properties.modified == datetime(1980, 1, 1)
    assert book.properties.creator == "Cupola"
