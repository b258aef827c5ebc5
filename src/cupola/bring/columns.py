"""The column map: what each column of a table means; guessed by its header, kept in columns.yaml for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cupola.bring.header import LEFT_OUT, Kind, fits, meaning, word, words
from cupola.bring.insertion import added_fields
from cupola.bring.table import Row, Table
from cupola.errors import DocumentError, Message, closest
from cupola.script.yamltext import edited, scalar
from cupola.tree import Tree, parse

COLUMNS: Final = "columns.yaml"
_HEAD: Final = """\
# How tables are read here: what each column means, by its header. Made by `cupola import`; yours to edit.
# `left out` leaves a column out. Below `cast:` stand the numbers of the cast list, below `sets:` tables' names of sets.
schema: cupola/1
"""
_PARTS: Final = ("breakdown", "people", "cast", "sets")
_LONGEST: Final = 200
"""Characters of a header that is kept."""
_FIRST: Final = 40
"""Rows among which the header is looked for: above it stand titles."""


@dataclass(frozen=True, slots=True)
class Known:
    """What columns.yaml says.

    Attributes
    ----------
    text : str
        The document; empty when there is none yet.
    columns : mapping
        By kind of table, the fields by the word of a header.
    cast : mapping
        Names by their numbers in the cast list.
    sets : mapping
        Sets of production.yaml by what tables call them, as `header.word` gives it.
    """

    text: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cast: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place, its header as written, its field, and whether columns.yaml says so."""

    place: int
    header: str
    field: str
    is_saved: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read: of which kind it is, its columns, and the rows below its header."""

    kind: Kind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cells(self, row: Row, name: str) -> list[str]:
        """Give what a row has in the columns of a field, in their order."""
        found = [row.cells[one.place] for one in self.columns if one.field == name and one.place < len(row.cells)]
        return [cell for cell in found if cell]

    def first(self, row: Row, name: str) -> str:
        """Give what a row has in the first column of a field that holds anything."""
        return next(iter(self.cells(row, name)), "")


def read_known(text: str, name: str = COLUMNS) -> Known:
    """Read columns.yaml.

    Raises
    ------
    DocumentError
        Not YAML, or a column that means something unknown (E794); all at once.
    """
    tree = parse(text, name)
    root = tree.root
    if root.pairs is None:
        return Known(text) if not text.strip() else _refuse(tree, "columns.yaml is no mapping")
    faults = [
        tree.message("E794", f'"{part[:40]}" is no part of {name}', (part,), f"one of: {', '.join(_PARTS)}")
        for part in root.pairs
        if part not in (*_PARTS, "schema")
    ]
    columns: dict[str, dict[str, str]] = {}
    for kind in ("breakdown", "people"):
        found = _words(tree, kind)
        for header, means in found.items():
            if means not in words().fields[kind]:
                hint = closest(means, words().fields[kind]) or f"one of: {', '.join(words().fields[kind])}"
                faults.append(tree.message("E794", f'"{means[:40]}" is no field of a {kind}', (kind, header), hint))
        columns[kind] = {word(header): means for header, means in found.items()}
    if faults:
        raise DocumentError(*faults)
    sets = {word(key): value for key, value in _words(tree, "sets").items()}
    return Known(text, columns, _words(tree, "cast"), sets)


def _refuse(tree: Tree, text: str) -> Known:
    raise DocumentError(tree.message("E794", text, (), "write it as `cupola import` does, or delete it"))


def _words(tree: Tree, part: str) -> dict[str, str]:
    node = tree.root.get(part)
    if node is None or (node.pairs is None and not node.text and node.items is None):
        return {}
    if node.pairs is None or any(value.text is None for _, value in node.pairs.values()):
        text = f'"{part}" is no list of words with what they mean'
        raise DocumentError(tree.message("E794", text, (part,), "write a line for each: Scene: scene"))
    return {key: value.text or "" for key, (_, value) in node.pairs.items()}


def lay_out(table: Table, known: Known, kind: Kind | None = None) -> Layout:
    """Find the header of a table, and say what each of its columns means.

    Parameters
    ----------
    kind : "breakdown", "people" or None
        Where somebody says what the table is; else its header tells.

    Raises
    ------
    DocumentError
        No header that is understood (E793).
    """
    kinds: Sequence[Kind] = (kind,) if kind else ("breakdown", "people")
    found = [
        (_fit(row, one, known), -k, one, k) for one in kinds for k, row in enumerate(table.rows[:_FIRST]) if row.cells
    ]
    fit, _, best, place = max(found, default=(0, 0, kinds[0], 0))
    if not fit:
        raise DocumentError(_no_header(table, kind))
    header = table.rows[place]
    columns = tuple(
        _column(k, cell, best, known, holds=any(k < len(row.cells) and row.cells[k] for row in table.rows[place + 1 :]))
        for k, cell in enumerate(header.cells)
    )
    return Layout(best, tuple(one for one in columns if one is not None), table.rows[place + 1 :])


def _no_header(table: Table, kind: Kind | None) -> Message:
    needed = {"breakdown": "a column of scene numbers", "people": "a column of names"}
    what = needed[kind] if kind else " or ".join(needed.values())
    first = ", ".join(f'"{cell[:20]}"' for cell in table.rows[0].cells[:6]) if table.rows else "nothing"
    text = f"{table.name} ({table.form}): no row is a header with {what}; the first row holds {first}"
    return Message(
        "E793", text, hint=f"give the columns names such as Scene or Name, or say what they mean in {COLUMNS}"
    )


def _fit(row: Row, kind: Kind, known: Known) -> int:
    """Say how well a row is the header of a kind: by what its words mean, and by what columns.yaml says."""
    saved = known.columns.get(kind, {})
    named = [saved[word(cell)] for cell in row.cells if word(cell) in saved]
    needed = {"scene"} if kind == "breakdown" else {"name", "plays"}
    return fits(row.cells, kind) or (len(named) if needed & set(named) else 0)


def _column(place: int, header: str, kind: Kind, known: Known, *, holds: bool) -> Column | None:
    if not word(header) or len(header) > _LONGEST:
        return Column(place, header, LEFT_OUT, is_saved=True) if holds else None
    saved = known.columns.get(kind, {}).get(word(header))
    guess = LEFT_OUT if kind == "people" and word(header) in words().contacts else meaning(header, kind)
    return Column(place, header, saved or guess or LEFT_OUT, is_saved=saved is not None)


def saved(known: Known, layout: Layout, cast: Mapping[str, str]) -> str:
    """Give columns.yaml with the columns of a table and the numbers of a cast list added; what it says stays.

    Parameters
    ----------
    cast : mapping
        Names by their numbers, as a people list has them.
    """
    columns = {one.header: one.field for one in layout.columns if not one.is_saved}
    unique = {word(header): (header, means) for header, means in reversed(columns.items())}
    new = {scalar(header): scalar(means) for header, means in reversed(unique.values())}
    text = _with(known.text or _HEAD, layout.kind, new)
    return _with(text, "cast", {scalar(k, '"'): scalar(v) for k, v in cast.items() if k not in known.cast})


def _with(text: str, part: str, new: Mapping[str, str]) -> str:
    """Give the text with lines added below a part of it."""
    if not new:
        return text
    root = parse(text, COLUMNS).root
    pair = (root.pairs or {}).get(part)
    newline = "\r\n" if "\r\n" in text else "\n"
    if pair is None or not pair[1].pairs:
        if pair is not None:
            text = edited(text, [])[: pair[0].start] + text[
                max(pair[1].stop, text.index(":", pair[0].stop) + 1) :
            ].lstrip("\n")
        body = f"{part}:{newline}" + "".join(f"  {key}: {value}{newline}" for key, value in new.items())
        return text + ("" if text.endswith("\n") or not text else newline) + body
    edit = added_fields(text, pair[1], new, newline)
    return edited(text, [edit] if edit else [])
