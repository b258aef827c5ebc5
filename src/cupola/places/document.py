"""A station's YAML read field by field, each fault kept with its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from cupola.clock import InstantError, instant
from cupola.errors import DocumentError, Location, Message, closest
from cupola.units import UnitError, quantity

SCHEMA: Final = "cupola/1"
LARGEST: Final = 1_000_000
"""The largest station file read, in bytes: forty times the ISS."""


class Document:
    """The text of a file and the faults found in it."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.faults: list[Message] = []
        self._lines = text.splitlines()

    @classmethod
    def read(cls, path: Path) -> tuple[Document, Entry]:
        """Read a file from disk; `parse` says what may go wrong, and a missing file is E101, a large one E103."""
        try:
            size = path.stat().st_size
            if size > LARGEST:
                text = f"{path.name} has {size / 1e6:.0f} MB; station files of at most {LARGEST / 1e6:g} MB are read"
                raise DocumentError(Message("E103", text))
            data = path.read_bytes()
        except OSError as error:
            raise DocumentError(Message("E101", f"{path} cannot be read: {error.strerror}")) from None
        try:
            return cls.parse(data.decode("utf-8-sig"), path.name)
        except UnicodeDecodeError as error:
            where = Location(path.name, data.count(b"\n", 0, error.start) + 1)
            raise DocumentError(Message("E110", "this is not UTF-8 text", where)) from None

    @classmethod
    def parse(cls, text: str, name: str) -> tuple[Document, Entry]:
        """Parse a text into its outermost mapping.

        Raises
        ------
        DocumentError
            Not YAML (E104), nested too deeply (E105), no mapping (E106), another schema (E109).
        """
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        document = cls(text, name)
        try:
            node = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise DocumentError(document.message("E104", error.problem or "not YAML", line, column)) from None
        except YAMLError as error:
            raise DocumentError(Message("E104", " ".join(str(error).split())[:200], Location(name, 1))) from None
        except RecursionError:
            raise DocumentError(Message("E105", "the document nests too deeply", Location(name, 1))) from None
        root = Entry(document, node, name)
        if not root.is_mapping:
            raise DocumentError(document.message("E106", "this is not a station's document", 1, 1))
        if root.word("schema") != SCHEMA:
            root.fault("E109", f'the schema must be "{SCHEMA}"', "schema")
            document.finish()
        return document, root

    def message(self, code: str, text: str, line: int, column: int, hint: str | None = None) -> Message:
        """Make a message that shows a line of the file."""
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else None
        return Message(code, text, Location(self.name, line, column), source, hint)

    def finish(self) -> None:
        """Raise all faults found so far, or nothing when there are none."""
        if self.faults:
            raise DocumentError(*self.faults)


class Entry:
    """A value of the document. A field that is wrong leaves a fault behind and reads as an empty or zero value."""

    def __init__(self, document: Document, node: Any, path: str) -> None:
        self.document, self.path, self._node = document, path, node
        self._fields: dict[str, tuple[Any, Any]] = {}
        for key, value in node.value if self.is_mapping else ():
            name = str(key.value)
            if name in self._fields:
                self._fault_at(key, "E104", f'the field "{name[:40]}" is given twice', "keep one of the two")
            self._fields[name] = (key, value)

    @property
    def is_mapping(self) -> bool:
        """Whether it has named fields."""
        return self._kind(self._node) == "MappingNode"

    @staticmethod
    def _kind(node: Any) -> str:
        return type(node).__name__

    def fault(self, code: str, text: str, field: str | None = None, hint: str | None = None) -> None:
        """Keep a fault that stands at a field, or at the entry itself."""
        self._fault_at(self._fields[field][1] if field in self._fields else self._node, code, text, hint)

    def _fault_at(self, node: Any, code: str, text: str, hint: str | None) -> None:
        mark = getattr(node, "start_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        where = "" if self.path == self.document.name else f"{self.path}: "
        self.document.faults.append(self.document.message(code, where + text, line, column, hint))

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
        if field in self._fields and self._kind(self._fields[field][1]) == "MappingNode":
            return Entry(self.document, self._fields[field][1], field)
        self.fault("E106", f'the field "{field}" is missing or no mapping', field)
        return None

    def listed(self, field: str) -> list[Entry]:
        """Give the entries of a field that is a sequence; nothing if it is missing."""
        node = self._fields[field][1] if field in self._fields else None
        if node is None:
            return []
        if self._kind(node) != "SequenceNode":
            self.fault("E106", f"{field} must be a list", field)
            return []
        return [Entry(self.document, item, f"{field} {i}") for i, item in enumerate(node.value, 1)]

    def has(self, field: str) -> bool:
        """Say whether a field is there."""
        return field in self._fields

    def word(self, field: str, default: str | None = None, known: Iterable[str] = ()) -> str:
        """Read a text; one of `known`, when given."""
        if field not in self._fields:
            if default is None:
                self.fault("E106", f'the field "{field}" is missing')
            return default or ""
        node = self._fields[field][1]
        if self._kind(node) != "ScalarNode" or not str(node.value).strip():
            self.fault("E106", f"{field} must be a text", field)
            return ""
        value, choice = str(node.value), tuple(known)
        if choice and value not in choice:
            hint = closest(value, choice) or f"use one of {', '.join(choice)}"
            self.fault("E106", f'{field} "{value[:40]}" is unknown', field, hint)
        return value

    def instant(self, field: str) -> float:
        """Read an instant."""
        text = self.word(field)
        try:
            return instant(text) if text else 0.0
        except InstantError as error:
            self.fault("E108", str(error), field)
            return 0.0

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
        around = Entry(self.document, None, self.path)
        around._fields = {self.path: (None, self._node)}
        return around.numbers(self.path, low, high, count)

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
        node = self._fields[field][1] if field in self._fields else None
        items = node.value if node is not None and self._kind(node) == "SequenceNode" else None
        if items is None or len(items) not in counts or any(self._kind(i) != "ScalarNode" for i in items):
            wanted = " or ".join(str(count) for count in counts)
            self.fault("E106", f"{field} must be a list of {wanted} values", field)
            return []
        return [str(item.value) for item in items]

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
