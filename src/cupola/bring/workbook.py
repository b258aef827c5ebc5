"""Tables in workbooks (.xlsx): the values that were saved, never a formula worked out; bounded."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from cupola.bring.header import understood
from cupola.bring.table import MOST_COLUMNS, MOST_ROWS, Row, Table, refuse_beyond
from cupola.errors import DocumentError, Message, closest

if TYPE_CHECKING:
    from openpyxl import Workbook

_LARGEST: Final = 100_000_000
"""Bytes of all parts of a workbook, unpacked: a board of 10,000 scenes has ten million."""
_MOST_PARTS: Final = 2_000
_MOST_CELLS: Final = 5_000_000
"""Cells of a sheet, empty ones too: a single one far to the right makes a whole row of them."""
_MOST_LETTERS: Final = 20_000_000
"""Characters of the cells of a sheet: a long text is stored once, and any number of cells may hold it."""
_ENTITY: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA: Final = re.compile(rb"<f[\s>/]")
_LONGEST: Final = 32_767 * 10
"""Bytes of the longest text of a cell, whose every character may be written as `&#128512;`."""
_CHUNK: Final = 1 << 20
_FIRST: Final = 40
"""Rows of a sheet among which a header is looked for."""


def table_of(data: bytes, name: str, sheet: str | None = None) -> Table:
    """Read a sheet of a workbook: the one that is named, or else the one whose header is understood best.

    Raises
    ------
    DocumentError
        No workbook, one of another kind (E790), damaged or too large (E792), or without such a sheet (E793).
    """
    has_formulas = _checked(data, name)
    book = _opened(data, name, values=True)
    try:
        title = _sheet(book, name, sheet)
        rows = tuple(_rows(book, title, name))
        lost = _lost(data, name, title, rows) if has_formulas else ()
    except DocumentError:
        raise
    except Exception as error:  # the library has no error of its own for what is no workbook inside
        raise _damaged(name, error) from None
    finally:
        book.close()
    return Table(name, f'sheet "{title}"', rows, lost)


def _checked(data: bytes, name: str) -> bool:
    """Refuse what would unpack without end or declares entities; say whether there are formulas."""
    has_formulas, total = False, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                hint = "export it as a workbook (.xlsx) or as CSV"
                raise DocumentError(Message("E790", f"{name} is no workbook of Excel", hint=hint))
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST:
                raise _too_large(name)
            for entry in entries:
                with parts.open(entry) as part:
                    before = b""
                    while chunk := part.read(_CHUNK):
                        total += len(chunk)
                        if total > _LARGEST:  # what an archive says of its sizes need not be so
                            raise _too_large(name)
                        seen = before + chunk
                        if entry.filename.endswith((".xml", ".rels")):
                            _check_part(seen, name)
                        has_formulas = has_formulas or _FORMULA.search(seen) is not None
                        before = seen[max(seen.rfind(b"<"), len(seen) - _LONGEST, 0) :]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged(name, error) from None
    return has_formulas


def _check_part(seen: bytes, name: str) -> None:
    if _ENTITY.search(seen):
        text = f"{name} declares entities, which no workbook needs"
        raise DocumentError(Message("E792", text, hint="open it in a spreadsheet and save it anew"))
    if max(map(len, seen.split(b"<"))) > _LONGEST:
        text = f"{name} has a cell of more text than any spreadsheet holds"
        raise DocumentError(Message("E792", text, hint="a cell holds 32,767 characters: shorten it"))


def _too_large(name: str) -> DocumentError:
    text = f"{name} unpacks to more than any table holds"
    return DocumentError(Message("E792", text, hint="is this the right file? CSV can be read, too"))


def _damaged(name: str, error: Exception) -> DocumentError:
    text = f"{name} is damaged: {' '.join(str(error).split())[:80] or type(error).__name__}"
    return DocumentError(Message("E792", text, hint="open it in a spreadsheet and save it anew, or export CSV"))


def _opened(data: bytes, name: str, *, values: bool) -> Workbook:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not kept; none of them is a value
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its size need not be so
            return book
    except Exception as error:
        raise _damaged(name, error) from None


def _sheet(book: Workbook, name: str, wanted: str | None) -> str:
    titles: list[str] = [sheet.title for sheet in book.worksheets]
    if wanted is not None:
        if wanted not in titles:
            hint = closest(wanted, titles) or f"one of: {', '.join(titles)}"
            raise DocumentError(Message("E793", f'{name} has no sheet "{wanted[:60]}"', hint=hint))
        return wanted
    if not titles:
        raise DocumentError(Message("E793", f"{name} has no sheet with cells", hint="save a sheet with a table in it"))
    return max(titles, key=lambda title: max((understood(row) for row in _first(book, title)), default=0))


def _first(book: Workbook, title: str) -> Iterator[list[str]]:
    sheet = book[title]
    for row in sheet.iter_rows(max_row=_FIRST, max_col=MOST_COLUMNS, values_only=True):
        yield [_text(cell) for cell in row]


def _rows(book: Workbook, title: str, name: str) -> Iterator[Row]:
    sheet = book[title]
    total = letters = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True), 1):
        total += len(row)
        if total > _MOST_CELLS:
            raise _too_large(name)
        cells = [_text(cell) for cell in row]
        letters += sum(map(len, cells))
        if letters > _MOST_LETTERS:
            raise _too_large(name)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            refuse_beyond(name, number, len(cells))
            yield Row(number, tuple(cells))


def _text(value: Any) -> str:
    """Give a value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return f"{value}".strip()


def _lost(data: bytes, name: str, title: str, rows: tuple[Row, ...]) -> tuple[Message, ...]:
    """Name formulas whose result was not saved with them: their cells are empty here."""
    seen = {row.number: row.cells for row in rows}
    book = _opened(data, name, values=False)
    count, first = 0, 0
    try:
        sheet = book[title]
        cells = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for number, row in enumerate(cells, 1):
            for column, cell in enumerate(row):
                is_formula = getattr(cell, "data_type", "") == "f"
                known = seen.get(number, ())
                if is_formula and not (column < len(known) and known[column]):
                    count, first = count + 1, first or number
    finally:
        book.close()
    if not count:
        return ()
    what = "a formula has" if count == 1 else f"{count} formulas have"
    text = f"{name}: {what} no saved result and read as empty, first in row {first}"
    return (Message("W791", text, hint="open it in a spreadsheet and save it"),)
