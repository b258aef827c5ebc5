"""Tables as files: one CSV a table, or one XLSX workbook; text is never a formula, and the bytes depend on the plan."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from cupola.bring.delimited import SIGNS
from cupola.clock import utc_text
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.table import Cell, Table
from cupola.publish.exchange.tables import tables

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Place
    from openpyxl.worksheet.worksheet import Worksheet

_BOM: Final = "\ufeff"
"""Without it Excel takes a CSV for the alphabet of the machine that it stands on."""

_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""When every part of a workbook was made: paper does not depend on when it is made, and ZIP begins in 1980."""

_WIDEST: Final = 60
_UNFIT: Final = re.compile(r"[\[\]:*?/\\]")
"""What the title of a sheet must not hold."""
_LONGEST_TITLE: Final = 28
"""Letters of a title: spreadsheets have room for 31, and a title may be numbered."""

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its header: more than that no spreadsheet takes."""


def csv_files(parcel: Parcel) -> dict[str, bytes]:
    """Give each table of a plan as CSV (RFC 4180, UTF-8 with a byte order mark)."""
    return {f"{table.name}.csv": csv_bytes(table) for table in tables(parcel)}


def xlsx_files(parcel: Parcel) -> dict[str, bytes]:
    """Give the tables of a plan as one workbook."""
    return {"tables.xlsx": xlsx_bytes(tables(parcel))}


def csv_bytes(table: Table) -> bytes:
    """Write a table as CSV.

    Text that some spreadsheet would take for a formula has an apostrophe before it: to read it back, take one away
    wherever one of `=`, `+`, `-`, `@` or an apostrophe follows.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_written(cell, table.yes) for cell in row] for row in table.rows)
    return (_BOM + out.getvalue()).encode()


def _written(cell: Cell, yes: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return yes if cell else ""
    if isinstance(cell, datetime):
        return utc_text(cell.timestamp())
    if isinstance(cell, date):
        return cell.isoformat()
    return quoted(cell) if isinstance(cell, str) else f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def quoted(text: str) -> str:
    """Give a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip()[:1] and text.lstrip()[0] in SIGNS else text


def xlsx_bytes(found: tuple[Table, ...]) -> bytes:
    """Write tables as a workbook, a sheet each: dates are dates, instants are UTC, text is text."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in found:
        for number, part in enumerate(_parts(table), 1):
            title = _UNFIT.sub("-", table.title or table.name)[:_LONGEST_TITLE]
            _fill(book.create_sheet(title if number == 1 else f"{title}-{number}"), part)
    return _packed(book)


def _parts(table: Table) -> Iterator[Table]:
    """Cut a table into such as a sheet has room for."""
    for first in range(0, max(1, len(table.rows)), MOST_ROWS):
        yield replace(table, rows=table.rows[first : first + MOST_ROWS])


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for column, name in enumerate(table.columns, 1):
        _put(sheet.cell(1, column), name, table)
        sheet.cell(1, column).font = Font(bold=True)
    for number, row in enumerate(table.rows, 2):
        for column, cell in enumerate(row, 1):
            _put(sheet.cell(number, column), cell, table)
    for column in range(1, len(table.columns) + 1):
        longest = max(len(_written(row[column - 1], table.yes)) for row in (table.columns, *table.rows))
        sheet.column_dimensions[get_column_letter(column)].width = min(longest, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(place: Place, cell: Cell, table: Table) -> None:
    """Put a value into its place; what is text stays text, even if it begins as a formula does."""
    if isinstance(cell, bool):
        cell = table.yes if cell else None
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime):
        place.value, place.number_format = cell.replace(tzinfo=None), f"{table.dates} hh:mm:ss"
    elif isinstance(cell, date):
        place.value, place.number_format = cell, table.dates
    elif isinstance(cell, str):
        place.value = cell
        place.data_type = "s"
        place.quotePrefix = quoted(cell) != cell
    else:
        place.value = cell


def _packed(book: Workbook) -> bytes:
    """Save a workbook without the instant at which it is saved: the library writes that into it in two places."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    book.properties.creator = "Cupola"
    book.properties.created = book.properties.modified = _MADE.replace(tzinfo=None)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, _properties(book) if name == "docProps/core.xml" else old.read(name))
    return out.getvalue()


def _properties(book: Workbook) -> bytes:
    from openpyxl.xml.functions import tostring

    return bytes(tostring(book.properties.to_tree()))
