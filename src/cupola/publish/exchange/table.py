"""A table as others get it: columns, and rows of numbers, dates, instants and text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from cupola.publish.record import clean

Cell = str | int | float | bool | date | datetime | None
"""A datetime is UTC and says so; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, which names its file, and its rows, each as long as the columns.

    Attributes
    ----------
    title : str
        What its sheet is called, where that is not its name.
    dates : str
        How dates are shown, in the letters of spreadsheets.
    yes : str
        What stands in a cell for what is true.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    dates: str = "yyyy-mm-dd"
    yes: str = "yes"

    @classmethod
    def of(cls, name: str, columns: str, rows: Iterable[Iterable[Cell]]) -> Table:
        """Make a table of columns that are parted by `|`; text is cleaned of what steers a screen."""
        return cls(name, tuple(columns.split("|")), tuple(tuple(_clean(cell) for cell in row) for row in rows))


def utc(at: float) -> datetime:
    """Give an instant as a cell, to the second."""
    return datetime.fromtimestamp(int(at + 0.5), UTC)


def day(text: str) -> date:
    """Give a date, `2021-10-09`, as a cell."""
    return date.fromisoformat(text)


_LONGEST: Final = 32_000
"""Characters of a cell: spreadsheets hold 32,767."""


def _clean(cell: Cell) -> Cell:
    return clean(cell).replace("\t", " ").strip()[:_LONGEST] if isinstance(cell, str) else cell
