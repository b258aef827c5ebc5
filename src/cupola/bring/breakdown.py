"""A table's scenes laid into breakdown.yaml: what is missing is added, what is there stays, both are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cupola.bring.fact import Fact, What
from cupola.bring.header import word
from cupola.bring.insertion import Written, added_fields, added_words
from cupola.bring.scenes import SceneRow
from cupola.script.document import BreakdownText, Entry
from cupola.script.fingerprint import bare_words
from cupola.script.length import eighths, pages_text
from cupola.script.yamltext import Edit, edited, replace_scalar, scalar
from cupola.tree import Node

_SCRIPTS: Final = "that of the screenplay"
_COUNT: Final = re.compile(r"(.*\S)\s+[x×]\s*(\d{1,4})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of production.yaml, by all that they are called, and the unit whose sets they are."""

    names: Mapping[str, str]
    unit: str = "flight"

    def find(self, places: Sequence[str]) -> str | None:
        """Find the first place that is a set."""
        return next((self.names[word(place)] for place in places if word(place) in self.names), None)


def laid_in(
    text: str, rows: Sequence[SceneRow], sets: Sets, *, replace: bool = False, name: str = "breakdown.yaml"
) -> tuple[str, tuple[Fact, ...]]:
    """Lay the scenes of a table into the text of a breakdown.

    Scenes are known by their numbers. Number, heading and pages are the screenplay's and only compared. The set and the
    note are filled in where they are missing; of elements, those that the scene does not have yet are added. All else
    stays as it is, character by character.

    Parameters
    ----------
    replace : bool
        Take the table's set and note where the document has others.

    Raises
    ------
    DocumentError
        Not YAML, or no breakdown.
    """
    document = BreakdownText(text, name)
    entries = {entry.node.word("scene").casefold(): entry for entry in document.listing("scenes").entries}
    edits: list[Edit] = []
    facts: list[Fact] = []
    for row in rows:
        entry = entries.get(row.number.casefold())
        if entry is None:
            facts.append(Fact(row.number, "scene", "absent", table=row.heading, why="no such scene in the breakdown"))
            continue
        one = _Scene(document, entry, row, replace=replace)
        one.run(sets)
        edits += one.edits()
        facts += one.facts
    return edited(document.text, edits) if edits else text, tuple(facts)


class _Scene:
    """One scene of both: collects what is added and what differs."""

    def __init__(self, document: BreakdownText, entry: Entry, row: SceneRow, *, replace: bool) -> None:
        self._text, self._newline = document.text, document.newline
        self._node, self._row, self._replace = entry.node, row, replace
        self._new: dict[str, Written] = {}
        self._edits: list[Edit] = []
        self.facts: list[Fact] = []

    def run(self, sets: Sets) -> None:
        """Compare, and keep what is to be written."""
        row, node = self._row, self._node
        self._compare("heading", node.word("heading"), row.heading, _same_words(node.word("heading"), row.heading))
        if row.pages is not None:
            self._compare("pages", node.word("pages"), pages_text(row.pages), _is_length(node.word("pages"), row.pages))
        if (node.word("unit") or "flight") == sets.unit:
            self._place(sets)
        self._scalar("note", row.synopsis)
        self._elements()

    def edits(self) -> Iterator[Edit]:
        """Give what is to be written."""
        added = added_fields(self._text, self._node, self._new, self._newline, above="shots")
        if added is not None:
            yield added
        yield from self._edits

    def _fact(self, field: str, what: What, here: str = "", table: str = "", why: str = "") -> None:
        self.facts.append(Fact(self._row.number, field, what, here, table, why))

    def _compare(self, field: str, here: str, table: str, is_same: bool) -> None:
        if table and not is_same:
            self._fact(field, "kept", here, table, _SCRIPTS)

    def _place(self, sets: Sets) -> None:
        found = sets.find(self._row.places)
        if found is not None:
            self._scalar("set", found)

    def _scalar(self, field: str, table: str) -> None:
        """Fill in a field of one value where there is none; where there is another, keep it or replace it."""
        if not table:
            return
        pair = (self._node.pairs or {}).get(field)
        here = pair[1].text or "" if pair else ""
        if pair is None:
            self._new[field] = scalar(table)
        elif not here or (self._replace and not _same_words(here, table)):
            self._edits.append(replace_scalar(self._text, *pair, scalar(table)))
        if not here:
            self._fact(field, "added", table=table)
        elif not _same_words(here, table):
            self._fact(field, "replaced" if self._replace else "kept", here, table)

    def _elements(self) -> None:
        node = self._node.get("elements")
        new: dict[str, str] = {}
        for key, names in self._row.items.items():
            missing = _missing(node.get(key) if node else None, names)
            if not missing:
                continue
            self._fact(key, "added", table=", ".join(missing))
            pair = (node.pairs or {}).get(key) if node else None
            if pair is None:
                new[key] = f"[{', '.join(map(_written, missing))}]"
            else:
                self._edits.append(added_words(self._text, *pair, [_written(one) for one in missing], self._newline))
        if not new:
            return
        if node is None:
            self._new["elements"] = new
        elif node.pairs:
            added = added_fields(self._text, node, new, self._newline)
            self._edits += [added] if added else []
        else:
            key_node = (self._node.pairs or {})["elements"][0]
            flow = "{" + ", ".join(f"{key}: {written}" for key, written in new.items()) + "}"
            self._edits.append(replace_scalar(self._text, key_node, node, flow))


def _missing(node: Node | None, names: Sequence[str]) -> list[str]:
    """Give the names that a list does not have, whatever their case."""
    have = {item.casefold() for item in _words(node)}
    found: dict[str, str] = {}
    for text in names:
        key = _counted(text)[0].casefold()
        if key not in have and text.casefold() not in have:
            found.setdefault(key, text)
    return list(found.values())


def _counted(text: str) -> tuple[str, int]:
    """Read `spoon x 3` as a name and how many; a name alone is one."""
    match = _COUNT.fullmatch(text)
    return (match[1], int(match[2])) if match and int(match[2]) else (text, 1)


def _written(text: str) -> str:
    """Write an element: `torch`, or `{spoon: 3}`."""
    name, count = _counted(text)
    return scalar(name) if count == 1 else f"{{{scalar(name)}: {count}}}"


def _words(node: Node | None) -> Iterator[str]:
    for item in (node.items or [node]) if node else []:
        yield item.text or next(iter(item.pairs or {}), "")


def _same_words(one: str, other: str) -> bool:
    return bare_words([one]) == bare_words([other])


def _is_length(text: str, count: int) -> bool:
    try:
        return eighths(text) == count
    except ValueError:
        return False
