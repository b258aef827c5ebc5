"""A station's YAML read field by field, each fault kept with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import hypot
from pathlib import Path
from typing import Final, TypeVar

from cupola.clock import InstantError, Span, instant
from cupola.errors import DocumentError, Message, closest
from cupola.places.body import Vector
from cupola.tree import Node, Tree, parse, read_text
from cupola.units import UnitError, quantity

Read = TypeVar("Read")

SCHEMA: Final = "cupola/1"
LARGEST: Final = 1_000_000
"""The largest station file read, in bytes: twenty times the ISS."""

CONFIDENCE: Final = ("high", "medium", "low")
FAR: Final = 500.0
"""Metres: no part of any station is farther from its origin."""

_LONG_AGO: Final = Span(0.0, 0.0)


class Document:
    """The tree of a file and the faults found in it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.faults: list[Message] = []

    @classmethod
    def read(cls, path: Path) -> tuple[Document, Entry]:
        """Read a file from disk; `read_text` and `parse` say what may go wrong."""
        return cls.parse(read_text(path, path.name, LARGEST), path.name)

    @classmethod
    def parse(cls, text: str, name: str) -> tuple[Document, Entry]:
        """Parse a text into its outermost mapping.

        Raises
        ------
        DocumentError
            What `cupola.tree.parse` refuses (E104, E105), no mapping (E106), another schema (E109).
        """
        document = cls(parse(text, name))
        root = Entry(document, document.tree.root, name)
        if not root.is_mapping:
            raise DocumentError(document.tree.message("E106", "this is not a station's document"))
        if root.word("schema") != SCHEMA:
            root.fault("E109", f'the schema must be "{SCHEMA}"', "schema")
            document.finish()
        return document, root

    def finish(self) -> None:
        """Raise all faults found so far, or nothing when there are none."""
        if self.faults:
            raise DocumentError(*self.faults)


class Entry:
    """A value of the document. A field that is wrong leaves a fault behind and reads as an empty or zero value."""

    def __init__(self, document: Document, node: Node, path: str) -> None:
        self.document, self.path, self._node = document, path, node
        self._fields = node.pairs or {}

    @property
    def is_mapping(self) -> bool:
        """Whether it has named fields."""
        return self._node.pairs is not None

    def fault(self, code: str, text: str, field: str | None = None, hint: str | None = None) -> None:
        """Keep a fault that stands at a field, or at the entry itself."""
        self._fault_at((self._node.get(field) if field else None) or self._node, code, text, hint)

    def _fault_at(self, node: Node, code: str, text: str, hint: str | None) -> None:
        tree = self.document.tree
        where = "" if self.path == tree.name else f"{self.path}: "
        self.document.faults.append(tree.message_at(node, code, where + text, hint))

    def only(self, known: Iterable[str]) -> None:
        """Keep a fault for every field that is not among `known`."""
        names = tuple(known)
        for field in self._fields:
            if field not in names:
                hint = closest(field, names) or f"use {', '.join(names)}"
                self._fault_at(self._fields[field][0], "E106", f'the field "{field[:40]}" is unknown', hint)

    def entries(self, field: str) -> Iterator[tuple[str, Entry]]:
        """Give the named entries of a field that is a mapping; nothing if it is missing."""
        if field not in self._fields:
            return
        inner = Entry(self.document, self._fields[field][1], field)
        if not inner.is_mapping:
            self.fault("E106", f"{field} must be a mapping of names", field)
        for name, (_, node) in inner._fields.items():
            yield name, Entry(self.document, node, name)

    def inner(self, field: str) -> Entry | None:
        """Give a field that is a mapping, or None and a fault."""
        node = self._node.get(field)
        if node is not None and node.pairs is not None:
            return Entry(self.document, node, field)
        self.fault("E106", f'the field "{field}" is missing or no mapping', field)
        return None

    def listed(self, field: str) -> list[Entry]:
        """Give the entries of a field that is a sequence; nothing if it is missing."""
        node = self._node.get(field)
        if node is None:
            return []
        if node.items is None:
            self.fault("E106", f"{field} must be a list", field)
            return []
        return [Entry(self.document, item, f"{field} {i}") for i, item in enumerate(node.items, 1)]

    def has(self, field: str) -> bool:
        """Say whether a field is there."""
        return field in self._fields

    def word(self, field: str, default: str | None = None, known: Iterable[str] = ()) -> str:
        """Read a text; one of `known`, when given."""
        if field not in self._fields:
            if default is None:
                self.fault("E106", f'the field "{field}" is missing')
            return default or ""
        value, choice = self._node.word(field), tuple(known)
        if not value.strip():
            self.fault("E106", f"{field} must be a text", field)
            return ""
        if choice and value not in choice:
            hint = closest(value, choice) or f"use one of {', '.join(choice)}"
            self.fault("E106", f'{field} "{value[:40]}" is unknown', field, hint)
        return value

    def words(self, field: str, known: Iterable[str]) -> tuple[str, ...]:
        """Read a list of words, each one of `known`."""
        choice = tuple(known)
        node = self._node.get(field)
        found = tuple(item.text or "" for item in node.items or []) if node else ()
        if not found or any(word not in choice for word in found):
            self.fault("E106", f"{field} must be a list of words", field, f"use {', '.join(choice)}")
        return tuple(word for word in found if word in choice)

    def instant(self, field: str) -> float:
        """Read an instant."""
        text = self.word(field)
        try:
            return instant(text) if text else 0.0
        except InstantError as error:
            self.fault("E108", str(error), field)
            return 0.0

    def span(self) -> Span:
        """Read the fields `from` and `to`."""
        start, stop = self.instant("from"), self.instant("to")
        if stop <= start:
            self.fault("E315", "it ends before it begins", "to")
            return _LONG_AGO
        return Span(start, stop)

    def vector(self, field: str) -> Vector:
        """Read a point of the station's frame, in metres, or a direction."""
        x, y, z = self.numbers(field, -FAR, FAR, 3)
        return x, y, z

    def unit(self, field: str) -> Vector:
        """Read a direction and make it a unit vector."""
        x, y, z = self.vector(field)
        length = hypot(x, y, z)
        if length < 1e-6:
            self.fault("E315", f"{field} has no length, so it points nowhere", field)
            return 1.0, 0.0, 0.0
        return x / length, y / length, z / length

    def origin(self) -> dict[str, str]:
        """Read the three fields that every entry has about itself."""
        return {
            "source": self.word("source"),
            "confidence": self.word("confidence", known=CONFIDENCE),
            "note": self.word("note", ""),
        }

    def quantity(self, field: str, base: str, low: float, high: float) -> float:
        """Read a quantity with its unit, from `low` to `high`."""
        text = self.word(field)
        if not text:
            return low
        return self._measured(text, field, base, low, high)

    def quantities(self, field: str, base: str, low: float, high: float, counts: tuple[int, ...]) -> tuple[float, ...]:
        """Read a list of quantities, of which there must be as many as one of `counts`."""
        found = [self._measured(text, field, base, low, high) for text in self._scalars(field, counts)]
        return tuple(found)

    def numbers(self, field: str, low: float, high: float, count: int) -> tuple[float, ...]:
        """Read a list of `count` bare numbers."""
        found = [self._bare(text, field, low, high) for text in self._scalars(field, (count,))]
        return tuple(found) if found else (low,) * count

    def own_numbers(self, low: float, high: float, count: int) -> tuple[float, ...]:
        """Read the entry itself as a list of `count` bare numbers."""
        around = replace(self._node, pairs={self.path: (self._node, self._node)})
        return Entry(self.document, around, self.path).numbers(self.path, low, high, count)

    def number(self, field: str, low: float, high: float, default: float | None = None) -> float:
        """Read a bare number."""
        if field not in self._fields and default is not None:
            return default
        text = self.word(field)
        return self._bare(text, field, low, high) if text else low

    def count(self, field: str, low: int, high: int) -> int:
        """Read a whole number."""
        value = self.number(field, low, high)
        if value != int(value):
            self.fault("E106", f"{field} must be a whole number", field)
        return int(value)

    def _scalars(self, field: str, counts: tuple[int, ...]) -> list[str]:
        node = self._node.get(field)
        texts = [item.text for item in node.items or []] if node else []
        found = [text for text in texts if text is not None]
        if len(texts) not in counts or len(found) != len(texts):
            wanted = " or ".join(str(count) for count in counts)
            self.fault("E106", f"{field} must be a list of {wanted} values", field)
            return []
        return found

    def _measured(self, text: str, field: str, base: str, low: float, high: float) -> float:
        try:
            value = quantity(text, base)
        except UnitError as error:
            self.fault("E107", f"{field}: {error}", field)
            return low
        return self._within(value, field, low, high, f" {base}")

    def _bare(self, text: str, field: str, low: float, high: float) -> float:
        try:
            value = float(text)
        except ValueError:
            self.fault("E106", f'{field}: "{text[:40]}" is not a number', field)
            return low
        return self._within(value, field, low, high, "")

    def _within(self, value: float, field: str, low: float, high: float, unit: str) -> float:
        if low <= value <= high:
            return value
        self.fault("E106", f"{field} is {value:g}{unit}; it must be from {low:g} to {high:g}{unit}", field)
        return low


def read_named(text: str, name: str, field: str, make: Callable[[str, Entry], Read]) -> dict[str, Read]:
    """Read a document that holds one mapping of named entries, besides its schema.

    Parameters
    ----------
    text, name : str
        Of the document.
    field : str
        The mapping.
    make : callable
        Makes a value of a name and its entry; what is wrong leaves a fault behind.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    document, root = Document.parse(text, name)
    root.only(("schema", field))
    found = {key: make(key, entry) for key, entry in root.entries(field)}
    document.finish()
    return found
