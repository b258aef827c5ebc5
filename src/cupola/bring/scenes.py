"""The rows of a breakdown table as scenes: what each row says of which scene."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cupola.bring.columns import Layout
from cupola.bring.header import LEFT_OUT
from cupola.bring.length import read_pages
from cupola.bring.table import Row, Table
from cupola.errors import DocumentError, Message, harmless
from cupola.production.fields import STEERING
from cupola.script import HEADING_WORDS, HeadingWords
from cupola.script.category import CATEGORIES

_APART: Final = re.compile(r"\s*[,;&+\n]\s*|\s+(?:and|und|и)\s+")
_NUMBER: Final = re.compile(r"[^\W_](?:[^\W_]|[.\-]){0,19}")
_PREFIX: Final = re.compile(r"(?:scenes?|sc|сцен[аы]|сц|эпизод|szenen?|bild)\.?\s+(?=\S*\d)", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(\d{1,4})\s*[.):\-–]\s*(\D.*)", re.DOTALL)
"""A name of a cast list behind its number: `4. BORIS`."""
_BULLET: Final = re.compile(r"\A(?:[-–]\s+|[•·]\s*|[-–]\Z)")
_TO: Final = re.compile(r"\s*[–—]\s*|(?<=\w)\s+-\s+(?=\w)")
"""What stands between the ends of a range, other than a hyphen alone."""
_MOST_NAMED: Final = 200_000
_LONGEST_NAME: Final = 200
_LONGEST_TEXT: Final = 4000
_PLACE_KINDS: Final = {
    **dict.fromkeys(("i", "int", "interior", "инт", "и", "innen", "павильон"), "INT"),
    **dict.fromkeys(("e", "x", "ext", "exterior", "нат", "н", "экст", "außen", "aussen", "a", "натура"), "EXT"),
}


@dataclass(frozen=True, slots=True)
class SceneRow:
    """What a table says of a scene.

    Attributes
    ----------
    number : str
        The scene.
    row : int
        The row in the file.
    heading : str
        The heading, or what can be made of one: `INT. NAUKA - DAY`; empty when the table has none.
    pages : int or None
        The length in eighths; None where the row is of several scenes.
    synopsis : str
        What happens.
    places : tuple of str
        What the table calls the set, and where that is.
    items : mapping
        What the scene needs, by category.
    """

    number: str
    row: int
    heading: str = ""
    pages: int | None = None
    synopsis: str = ""
    places: tuple[str, ...] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenes:
    """The scenes of a table, each once, with what was not understood.

    Attributes
    ----------
    between : int
        Rows without a scene number: day breaks and banners.
    unknown_cast : tuple of str
        Numbers of cast that stand for nobody known.
    """

    found: tuple[SceneRow, ...]
    warnings: tuple[Message, ...]
    between: int
    unknown_cast: tuple[str, ...]


def scenes_of(
    table: Table,
    layout: Layout,
    cast: Mapping[str, str],
    words: HeadingWords = HEADING_WORDS,
    numbers: Sequence[str] = (),
) -> Scenes:
    """Read the rows of a breakdown; rows of the same scene are laid together.

    Parameters
    ----------
    cast : mapping
        Names by their numbers in the cast list.
    words : HeadingWords
        The words that begin a heading, for tables that have them in a column of their own.
    numbers : sequence of str
        The scenes of the breakdown in its order, of which a range such as `14A-17` takes those between its ends;
        where there is none yet, the scenes of the table.

    Raises
    ------
    DocumentError
        Ranges that name more scenes than any board has rows (E792).
    """
    if not numbers:
        alone = [_numbers(layout.first(row, "scene")) for row in layout.rows]
        numbers = [found[0] for found in alone if len(found) == 1 and "-" not in found[0]]
    order = _Order(numbers)
    reading = _Reading(table, layout, cast, words)
    found: dict[str, SceneRow] = {}
    between = total = 0
    for row in layout.rows:
        named = order.spread(_numbers(layout.first(row, "scene")))
        between += not named
        total += len(named)
        if total > _MOST_NAMED:
            text = f"{table.name} names scenes more than {_MOST_NAMED:,} times, its ranges spread out"
            raise DocumentError(Message("E792", text, hint="a range is for a few rows of a board"))
        for number in named:
            one = reading.scene(number, row, alone=len(named) == 1)
            key = number.casefold()
            found[key] = _together(found[key], one) if key in found else one
    return Scenes(tuple(found.values()), tuple(reading.warnings), between, tuple(dict.fromkeys(reading.unknown)))


def _numbers(cell: str) -> list[str]:
    """Give the scene numbers of a cell; none of a day break, which has words in the first column."""
    if len(cell) > _LONGEST_NAME:
        return []
    parts = [part for part in _APART.split(_TO.sub("-", _PREFIX.sub("", cell.strip()))) if part]
    parts = [re.sub(r"(?<=\d)\s+(?=[A-Za-zА-Яа-я]{1,2}$)", "", part) for part in parts]
    is_scene = all(_NUMBER.fullmatch(part) and any(sign.isdigit() for sign in part) for part in parts)
    return list(dict.fromkeys(parts)) if is_scene else []


class _Order:
    """The order of the scenes, in which a range has its ends."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._numbers = tuple(dict.fromkeys(numbers))
        self._places = {number.casefold(): k for k, number in enumerate(self._numbers)}

    def spread(self, numbers: Sequence[str]) -> list[str]:
        """Give scene numbers with every range as the scenes from its first to its last; a number is no range."""
        return list(dict.fromkeys(one for number in numbers for one in self._range(number)))

    def _range(self, number: str) -> tuple[str, ...]:
        if number.casefold() in self._places:
            return (number,)
        for at in (match.start() for match in re.finditer("-", number)):
            first, last = (self._places.get(end.casefold()) for end in (number[:at], number[at + 1 :]))
            if first is not None and last is not None and first <= last:
                return self._numbers[first : last + 1]
        return (number,)


def _together(one: SceneRow, other: SceneRow) -> SceneRow:
    items = {
        key: tuple(dict.fromkeys((*one.items.get(key, ()), *other.items.get(key, ()))))
        for key in (*one.items, *other.items)
    }
    pages = one.pages if one.pages is not None else other.pages
    places = tuple(dict.fromkeys((*one.places, *other.places)))
    return SceneRow(
        one.number, one.row, one.heading or other.heading, pages, one.synopsis or other.synopsis, places, items
    )


class _Reading:
    """One reading of a table: keeps what it does not understand."""

    def __init__(self, table: Table, layout: Layout, cast: Mapping[str, str], words: HeadingWords) -> None:
        self._table, self._layout, self._words = table, layout, words
        self._cast = dict(_taught(layout)) | dict(cast)
        self.warnings: list[Message] = []
        self.unknown: list[str] = []

    def scene(self, number: str, row: Row, *, alone: bool) -> SceneRow:
        """Read a row as what it says of a scene; `alone` says that it is of no other."""
        cells = self._layout.cells
        places = tuple(self._line(one, row, "a place") for name in ("set", "location") for one in cells(row, name))
        return SceneRow(
            number=number,
            row=row.number,
            heading=self._heading(row),
            pages=self._pages(row) if alone else None,
            synopsis=self._text(self._layout.first(row, "synopsis"), row),
            places=tuple(one for one in places if one),
            items={key: tuple(dict.fromkeys(names)) for key, names in self._items(row) if names},
        )

    def _heading(self, row: Row) -> str:
        first = self._layout.first
        heading = self._line(first(row, "heading"), row, "a heading")
        where, when = (self._line(first(row, name), row, f"a {name}") for name in ("set", "day_night"))
        if heading or not where:
            return heading
        kind = self._kind(first(row, "place_kind"))
        return f"{f'{kind}. ' if kind else ''}{where}{f' - {when.upper()}' if when else ''}"

    def _kind(self, cell: str) -> str:
        """Give what a heading begins with: a word that only this production has stays as it is."""
        own = cell.strip(" .").upper()
        return _place_kind(cell) or (own if own in (*self._words.interior, *self._words.exterior) else "")

    def _pages(self, row: Row) -> int | None:
        for name in ("pages", "eighths"):
            text = self._layout.first(row, name)
            try:
                if text:
                    return read_pages(text, in_eighths=name == "eighths")
            except ValueError:
                self._warn(f'"{text[:40]}" is no length such as 1 3/8 and is left out', row)
        return None

    def _items(self, row: Row) -> Iterator[tuple[str, list[str]]]:
        yield "cast", [name for cell in self._layout.cells(row, "cast") for name in self._people(cell, row)]
        for key in CATEGORIES:
            if key not in ("cast", "notes"):
                names = [name for cell in self._layout.cells(row, key) for name in _names(cell)]
                yield key, [line for name in names if (line := self._line(name, row, CATEGORIES[key].name))]
        remarks = self._layout.cells(row, "notes")
        for one in self._layout.columns:
            cell = row.cells[one.place] if one.place < len(row.cells) else ""
            if one.field in ("remark", "location") and cell:
                remarks.append(f"{one.header}: {cell}")
        lines = (self._line(" ".join(remark.split()), row, "a note") for remark in remarks)
        yield "notes", [line for line in lines if line]

    def _people(self, cell: str, row: Row) -> Iterator[str]:
        for part in _names(cell):
            numbered = _NUMBERED.fullmatch(part)
            if part.isdigit():
                name = self._cast.get(part.lstrip("0"), "")
                if not name:
                    self.unknown.append(part)
                    continue
            else:
                name = numbered[2] if numbered else part
            if line := self._line(name.strip(), row, "a name"):
                yield line

    def _line(self, text: str, row: Row, what: str) -> str:
        """Give a text of one line; empty, with a warning, where it is longer than a name may be."""
        line = " ".join(STEERING.sub(" ", text).split())
        if len(line) > _LONGEST_NAME:
            self._warn(f"{what} of {len(line)} characters is left out: {line[:40]}…", row)
            return ""
        return line

    def _text(self, text: str, row: Row) -> str:
        clean = STEERING.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(clean) > _LONGEST_TEXT:
            self._warn(f"a synopsis of {len(clean)} characters is left out", row)
            return ""
        return clean

    def _warn(self, text: str, row: Row) -> None:
        self.warnings.append(self._table.message("W790", harmless(text), row.number))


def _taught(layout: Layout) -> Iterator[tuple[str, str]]:
    """Give the names by number that the table itself has somewhere: `4. BORIS`; elsewhere it may have `4` alone."""
    for row in layout.rows:
        for cell in layout.cells(row, "cast"):
            for part in _names(cell):
                if numbered := _NUMBERED.fullmatch(part):
                    yield numbered[1].lstrip("0"), numbered[2].strip()


def _place_kind(cell: str) -> str:
    parts = [_PLACE_KINDS.get(part, "") for part in re.findall(r"\w+", cell.casefold())]
    kinds = {part for part in parts if part}
    return "INT/EXT" if len(kinds) == 2 else next(iter(kinds), "")


def _names(cell: str) -> list[str]:
    """Cut a cell into names: by lines or semicolons where it has any, else by commas."""
    sign = r"[\n;]+" if re.search(r"[\n;]", cell) else r",+"
    return [name for part in re.split(sign, cell) if (name := _BULLET.sub("", part.strip()))]


def left_out(layout: Layout) -> tuple[str, ...]:
    """Name the columns that are not brought in, though nobody has said so yet."""
    return tuple(one.header for one in layout.columns if one.field == LEFT_OUT and not one.is_saved)
