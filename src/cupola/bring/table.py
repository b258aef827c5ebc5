"""A table as it was read: rows of text, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.errors import DocumentError, Location, Message

LARGEST: Final = 20_000_000
"""The largest file read, in bytes: a board of 10,000 scenes has two million."""
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file, counted from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes
    ----------
    name : str
        The file, as messages name it.
    form : str
        How it was read, in words: `UTF-8, separated by ";"`.
    rows : tuple of Row
        The rows that hold anything.
    warnings : tuple of Message
        What was lost on the way.
    """

    name: str
    form: str
    rows: tuple[Row, ...]
    warnings: tuple[Message, ...] = ()

    def message(self, code: str, text: str, row: int, hint: str | None = None) -> Message:
        """Make a message that points at a row."""
        return Message(code, text, Location(self.name, row), hint=hint)


def refuse_beyond(name: str, rows: int, columns: int) -> None:
    """Refuse a table that is larger than any.

    Raises
    ------
    DocumentError
        Too many rows or columns (E792).
    """
    for count, most, what in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if count > most:
            text = f"{name} has more than {most:,} {what}, the most that are read"
            raise DocumentError(Message("E792", text, hint="is this the right file, and the right sheet of it?"))
