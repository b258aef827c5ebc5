"""A YAML document as a tree whose every value knows its line and column.

Documents are untrusted: the size, the depth and the number of values are bounded, and anchors and aliases, with which
a short text can stand for an endless one, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cupola.errors import DocumentError, Location, Message

LARGEST: Final = 5_000_000
"""The largest document read, in bytes: forty times the breakdown of a long feature."""
DEEPEST: Final = 24
_MOST_VALUES: Final = 500_000

_NULL: Final = re.compile(r"~|null|Null|NULL|")
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT: Final = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")

Steps = tuple[str | int, ...]
"""The way to a value: keys of mappings and indices of sequences."""

Plain = dict[str, Any] | list[Any] | str | int | float | bool | None


@dataclass(slots=True)
class Node:
    """A value of the document: a mapping, a sequence or a scalar, with its place (counted from 1)."""

    value: dict[str, Node] | list[Node] | str | int | float | bool | None
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def plain(self) -> Plain:
        """Give the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole document: its shown name, its lines and its root."""

    name: str
    lines: tuple[str, ...]
    root: Node

    def message(self, code: str, text: str, path: Steps = (), hint: str | None = None) -> Message:
        """Make a message that points at the value under `path` (at its nearest parent, if it is missing)."""
        line, column = self.place(path)
        return at_line(self.name, self.lines, line, column, code, text, hint)

    def key_place(self, path: Steps) -> tuple[int, int]:
        """Give line and column of the last key of `path` itself."""
        node = self.root
        for step in path[:-1]:
            node = _child(node, step) or node
        return node.keys.get(str(path[-1]), (node.line, node.column))

    def place(self, path: Steps) -> tuple[int, int]:
        """Give line and column of the value under `path`; of the key, when the value is a mapping or a sequence."""
        node, place = self.root, (self.root.line, self.root.column)
        for step in path:
            child = _child(node, step)
            if child is None:
                return node.keys.get(str(step), place) if isinstance(node.value, dict) else place
            inner = isinstance(child.value, dict | list) and isinstance(step, str)
            place = node.keys[str(step)] if inner else (child.line, child.column)
            node = child
        return place


def at_line(
    name: str, lines: tuple[str, ...], line: int, column: int, code: str, text: str, hint: str | None = None
) -> Message:
    """Make a message at a line of a text, with that line as its source."""
    source = lines[line - 1] if 0 < line <= len(lines) else None
    return Message(code, text, Location(name, line, column), source, hint)


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(str(step))
    if isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step]
    return None


def read_text(path: Path, name: str, largest: int = LARGEST) -> str:
    """Read a text file of bounded size.

    Raises
    ------
    DocumentError
        Missing, unreadable, too large, or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            limit = f"{largest / 1e6:g} MB"
            raise DocumentError(Message("E103", f"{name} has {size / 1e6:.0f} MB; at most {limit} are read"))
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(
            Message("E101", f"{name} does not exist", hint=f"create it, or correct the path: {path}")
        ) from None
    except OSError as error:
        raise DocumentError(Message("E101", f"{name} cannot be read: {error.strerror}")) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            Message("E110", "this is not UTF-8 text", Location(name, line), hint="save the file as UTF-8")
        ) from None


def parse(text: str, name: str) -> Tree:
    """Parse YAML 1.2 into a tree.

    Raises
    ------
    DocumentError
        Not YAML, a key given twice, an anchor or alias, too deep, too many values, more than one document.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    lines = tuple(text.splitlines())
    try:
        root = _Builder(name, lines).build(iter(YAML(typ="rt", pure=True).parse(text)))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "not valid YAML"
        raise DocumentError(
            at_line(name, lines, line, column, "E104", problem, "check indentation and quotes")
        ) from None
    except YAMLError as error:
        raise DocumentError(Message("E104", " ".join(str(error).split())[:200], Location(name, 1))) from None
    return Tree(name, lines, root)


class _Builder:
    """Builds the tree from the parser's events without recursion."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self._name, self._lines = name, lines
        self._count = 0

    def _refuse(self, event: Any, code: str, text: str, hint: str) -> DocumentError:
        mark = event.start_mark
        return DocumentError(at_line(self._name, self._lines, mark.line + 1, mark.column + 1, code, text, hint))

    def build(self, events: Iterator[Any]) -> Node:
        from ruamel.yaml import events as kinds

        stack: list[tuple[Node, list[Any]]] = []
        root: Node | None = None
        for event in events:
            if isinstance(event, kinds.AliasEvent) or getattr(event, "anchor", None):
                raise self._refuse(event, "E105", "anchors and aliases are not used here", "write the value out")
            if isinstance(event, kinds.ScalarEvent):
                node = Node(_scalar(event), event.start_mark.line + 1, event.start_mark.column + 1)
            elif isinstance(event, kinds.MappingStartEvent | kinds.SequenceStartEvent):
                empty: dict[str, Node] | list[Node] = {} if isinstance(event, kinds.MappingStartEvent) else []
                node = Node(empty, event.start_mark.line + 1, event.start_mark.column + 1)
            elif isinstance(event, kinds.CollectionEndEvent):
                stack.pop()
                continue
            elif isinstance(event, kinds.DocumentStartEvent) and root is not None:
                raise self._refuse(event, "E104", "a second document begins here", "keep one document a file")
            else:
                continue
            self._count += 1
            if self._count > _MOST_VALUES or len(stack) > DEEPEST:
                raise self._refuse(event, "E105", "the document nests too deeply or is too long", "make it simpler")
            if stack:
                self._attach(stack[-1], node, event)
            else:
                root = node
            if isinstance(node.value, dict | list):
                stack.append((node, []))
        return root if root is not None else Node(None, 1, 1)

    def _attach(self, top: tuple[Node, list[Any]], node: Node, event: Any) -> None:
        parent, pending = top
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if pending:
                parent.value[pending.pop()] = node
                return
            if isinstance(node.value, dict | list):
                raise self._refuse(event, "E104", "a key must be a word, not a list or a mapping", "quote it")
            key = event.value
            if key in parent.value:
                raise self._refuse(event, "E104", f'the key "{key}" is given twice', "keep one of the two")
            parent.keys[key] = (node.line, node.column)
            pending.append(key)


def _scalar(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if event.style is not None or event.tag not in (None, "!"):
        return text
    if _NULL.fullmatch(text):
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
