"""The edge: reads a file of another tool as a table, whatever it is; known by its content, not by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cupola.bring import delimited, msd, sex, workbook
from cupola.bring.table import LARGEST, Table
from cupola.errors import DocumentError, Message
from cupola.tree import read_bytes


@dataclass(frozen=True, slots=True)
class How:
    """How to read a file, where somebody knows: encoding and delimiter of a text, the sheet of a workbook."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


_AS_IT_IS: Final = How()
_SAVE_AS: Final = "save it as a workbook (.xlsx) or as CSV"
_MOVIE_MAGIC: Final = (
    "export it from Movie Magic Scheduling as .sex, or its reports as CSV or a workbook; "
    "from Final Draft, give the .fdx with its tags to `cupola breakdown`"
)
_REFUSED: Final = {
    ".mmsx": ("a file of Movie Magic Scheduling 10, which is encrypted", _MOVIE_MAGIC),
    ".mms10": ("a file of Movie Magic Scheduling 10, which is encrypted", _MOVIE_MAGIC),
    ".mmsw": (
        "a script of Movie Magic Screenwriter",
        "export it as .fdx or Fountain and give that to `cupola breakdown`",
    ),
    ".mmbx": ("a budget of Movie Magic Budgeting", "export the list that you need as CSV"),
    ".fdx": ("a screenplay", "name it in production.yaml (screenplay: film.fdx) and give `cupola breakdown`"),
    ".fountain": ("a screenplay", "name it in production.yaml and give `cupola breakdown`"),
    ".xls": ("a workbook of Excel before 2007", _SAVE_AS),
    ".ods": ("a sheet of OpenDocument", _SAVE_AS),
    ".numbers": ("a sheet of Numbers", _SAVE_AS),
    ".pdf": ("a PDF", "ask for the table that it was made from"),
}
"""By its ending, what a file is that is not read, and what to do instead."""
_MAGIC: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".xls",
    b"%PDF": ".pdf",
    b"Screenwriter": ".mmsw",
}


def read_table(path: Path, how: How = _AS_IT_IS) -> Table:
    """Read a file as a table.

    Raises
    ------
    DocumentError
        Missing or unreadable (E101), too large (E103), of a kind that is not read (E790), damaged (E791, E792, E795).
    """
    data = read_bytes(path, path.name or str(path), LARGEST)
    kind = next((known for sign, known in _MAGIC.items() if data.startswith(sign)), path.suffix.casefold())
    if kind in _REFUSED and not data.startswith((sex.MAGIC, msd.MAGIC)):
        what, instead = _REFUSED[kind]
        raise DocumentError(Message("E790", f"{path.name} is {what}", hint=instead))
    if data.startswith(msd.MAGIC):
        return msd.table_of(data, path.name)
    if data.startswith(sex.MAGIC):
        return sex.table_of(data, path.name, how.encoding)
    if data.startswith(b"PK\x03\x04"):
        return workbook.table_of(data, path.name, how.sheet)
    if kind in (".sex", ".msd", ".xlsx"):
        text = f"{path.name} is no {kind[1:]} file: it does not begin as one"
        raise DocumentError(Message("E790", text, hint="export it anew, or give CSV"))
    return delimited.table_of(data, path.name, how.encoding, how.delimiter)
