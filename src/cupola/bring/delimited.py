"""Tables in text: CSV with commas, semicolons or tabs, in the encodings that spreadsheets write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from cupola.bring.encoding import text_of
from cupola.bring.header import understood
from cupola.bring.table import Row, Table, refuse_beyond
from cupola.errors import DocumentError, Location, Message

DELIMITERS: Final = (",", ";", "\t")
_NAMES: Final = {",": '","', ";": '";"', "\t": "tabs"}
_FIRST: Final = 40
"""Rows among which the header is looked for to tell what separates the cells."""
SIGNS: Final = "=+-@＝＋－＠'"
"""What begins a formula in some spreadsheet, and the apostrophe before it that says that text is text."""


def table_of(data: bytes, name: str, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a table in text.

    Parameters
    ----------
    encoding, delimiter : str or None
        Where somebody knows; else they are told by the file.

    Raises
    ------
    DocumentError
        No text (E791), too many rows or columns, or a quote that never ends (E792).
    """
    text, known = text_of(data, name, encoding)
    sign = delimiter or max(DELIMITERS, key=lambda sign: _score(text, sign, name))
    rows = tuple(Row(k, tuple(_bare(cell) for cell in row)) for k, row in _rows(text, sign, name) if any(row))
    return Table(name, f"{known}, separated by {_NAMES.get(sign, sign)}", rows)


def _rows(text: str, sign: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    number = 1
    try:
        for count, row in enumerate(reader, 1):
            refuse_beyond(name, count, len(row))
            yield number, row
            number = reader.line_num + 1
    except csv.Error as error:
        where = Location(name, number)
        hint = 'a quote that opens a cell must close it; a quote within is doubled: ""'
        raise DocumentError(Message("E792", f"the row cannot be read: {error}", where, hint=hint)) from None


def _score(text: str, sign: str, name: str) -> tuple[int, int]:
    """Say how well a sign separates: by how many words of a header are understood, then by how many cells there are."""
    best = (0, 0)
    try:
        for count, (_, row) in enumerate(_rows(text, sign, name)):
            best = max(best, (understood(row), len(row)))
            if count == _FIRST:
                break
    except DocumentError:
        return best
    return best


def _bare(cell: str) -> str:
    """Give a cell without the apostrophe that keeps a text from being a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in tuple(SIGNS) else cell
