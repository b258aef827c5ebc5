"""A report: a head, figures, and tables one below the other; the form of every sheet that needs no form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cupola.publish.imprint import Imprint

Style = Literal["", "strong", "soft", "alarm"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, how it is set, what follows it in small letters, and the colour of a strip behind it."""

    text: str
    style: Style = ""
    below: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres (0 takes what is left), and whether it is set to the right."""

    head: str
    width: float = 0.0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at the head of a part: what it is, and how much."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Needed:
    """What a scene needs of a category, which the theme gives a colour: its key, its name, and what it is."""

    category: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its title with a remark, its facts, a table with a last line of sums, what is needed, and lines of text.

    `tone` is the colour of a strip beside the title; a part that is `whole` stays on one page if a page can hold it.
    """

    title: str
    remark: str = ""
    facts: tuple[Fact, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    sums: tuple[Cell, ...] = ()
    needed: tuple[Needed, ...] = ()
    lines: tuple[str, ...] = ()
    tone: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole sheet: what it is, a remark beside its head, its parts, and a note at its foot."""

    imprint: Imprint
    kind: str
    remark: str
    parts: tuple[Part, ...]
    note: str = ""
    flipped: bool = False


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """Make a row of cells and plain texts."""
    return tuple(Cell(cell) if isinstance(cell, str) else cell for cell in cells)
