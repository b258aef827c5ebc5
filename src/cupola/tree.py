"""A YAML document as a tree whose every value knows its place, in lines and in characters.

Documents are untrusted: the size, the depth and the number of values are bounded, and anchors and aliases, with which
a short text can stand for an endless one, are refused. They are also somebody's work: because a value knows its
characters, it can be changed in place, and the comments, the order and the layout around it stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cupola.errors import DocumentError, Location, Message
from cupola.yamlevents import UnsureError, careful, swift

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
    """A value of the document and its place; a document without any value has a root that is nothing of all this.

    Attributes
    ----------
    start, stop : int
        Its characters `[start, stop)`. The `stop` of a block mapping or sequence is that of its last value.
        A value that is left out has none, and would begin behind the colon.
    line, column : int
        Where it begins, counted from 0; of a value that is left out, where its key does.
    text : str or None
        A scalar as it is written, without its quotes.
    style : str or None
        The quote of a scalar, or the sign of one of many lines: `'`, `"`, `|` or `>`.
    tag : str or None
        The type that a scalar is marked with, which makes it a text.
    is_flow : bool
        Whether a mapping or sequence stands in brackets.
    items : list of Node or None
        The values of a sequence.
    pairs : dict of str to (Node, Node), or None
        The keys and values of a mapping, by key.
    """

    start: int
    stop: int
    line: int
    column: int
    text: str | None = None
    style: str | None = None
    tag: str | None = None
    is_flow: bool = False
    items: list[Node] | None = None
    pairs: dict[str, tuple[Node, Node]] | None = None

    def plain(self) -> Plain:
        """Give the value without places."""
        if self.pairs is not None:
            return {key: node.plain() for key, (_, node) in self.pairs.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        is_bare = self.style is None and self.tag in (None, "!")
        return _resolved(self.text or "") if is_bare else self.text

    def get(self, key: str) -> Node | None:
        """Give the value of a key of a mapping."""
        pair = (self.pairs or {}).get(key)
        return pair[1] if pair else None

    def word(self, key: str) -> str:
        """Give the text of a key of a mapping; empty when it has none."""
        node = self.get(key)
        return node.text or "" if node else ""

    def words(self, key: str) -> list[str]:
        """Give the texts of a list under a key; one word stands for a list of one."""
        node = self.get(key)
        if node is None or node.pairs is not None:
            return []
        if node.items is not None:
            return [item.text or "" for item in node.items]
        return [node.text] if node.text else []


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

    def message_at(self, node: Node, code: str, text: str, hint: str | None = None) -> Message:
        """Make a message that points at a value or key."""
        return at_line(self.name, self.lines, *_place(node), code, text, hint)

    def key_place(self, path: Steps) -> tuple[int, int]:
        """Give line and column, counted from 1, of the last key of `path` itself."""
        node = self.root
        for step in path[:-1]:
            node = _child(node, step) or node
        return _place(_key(node, path[-1]) or node)

    def place(self, path: Steps) -> tuple[int, int]:
        """Give line and column, counted from 1, of the value under `path`; of its key, when it is no scalar."""
        node = shown = self.root
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            key = _key(node, step) if child.text is None else None
            node, shown = child, key or child
        return _place(shown)


def at_line(
    name: str, lines: tuple[str, ...], line: int, column: int, code: str, text: str, hint: str | None = None
) -> Message:
    """Make a message at a line of a text, with that line as its source."""
    source = lines[line - 1] if 0 < line <= len(lines) else None
    return Message(code, text, Location(name, line, column), source, hint)


def _place(node: Node) -> tuple[int, int]:
    return node.line + 1, node.column + 1


def _key(node: Node, step: str | int) -> Node | None:
    pair = (node.pairs or {}).get(str(step))
    return pair[0] if pair else None


def _child(node: Node, step: str | int) -> Node | None:
    if node.items is not None and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return node.get(str(step))


def read_bytes(path: Path, name: str, largest: int = LARGEST) -> bytes:
    """Read a file of bounded size.

    Raises
    ------
    DocumentError
        Missing, no file, unreadable (E101), or too large (E103).
    """
    try:
        if path.exists() and not path.is_file():
            raise DocumentError(Message("E101", f"{name} is not a file", hint=f"correct the path: {path}"))
        with path.open("rb") as file:
            data = file.read(largest + 1)  # a size asked before could change, or be that of a device
    except FileNotFoundError:
        hint = f"create it, or correct the path: {path}"
        raise DocumentError(Message("E101", f"{name} does not exist", hint=hint)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(Message("E101", f"{name} cannot be read: {reason}")) from None
    if len(data) > largest:
        text = f"{name} is larger than {largest / 1e6:g} MB, the most that is read"
        raise DocumentError(Message("E103", text, hint="is this the right file?"))
    return data


def decoded(data: bytes, name: str, encoding: str = "utf-8-sig") -> str:
    """Give the text that bytes hold.

    Raises
    ------
    DocumentError
        Not in that encoding (E110), at the first character that is not.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, errors="replace")
    kind = encoding.removesuffix("-sig").upper()
    raise DocumentError(
        Message("E110", f"this is not {kind} text", place_after(before, name), hint="save the file as UTF-8")
    )


def place_after(before: str, name: str) -> Location:
    """Give the place in a file after the text `before`."""
    before = before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Location(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def read_text(path: Path, name: str, largest: int = LARGEST) -> str:
    """Read a text file of bounded size.

    Raises
    ------
    DocumentError
        Missing, no file, unreadable (E101), too large (E103), or not UTF-8 (E110).
    """
    return decoded(read_bytes(path, name, largest), name)


def parse(text: str, name: str) -> Tree:
    """Parse YAML 1.2 into a tree.

    Raises
    ------
    DocumentError
        Not YAML, a key given twice, an anchor or alias, too deep, too many values, more than one document.
    """
    lines = tuple(text.splitlines())
    try:
        root = _Builder(text, name, lines).build(swift(text))
    except UnsureError:
        root = _with_care(text, name, lines)
    return Tree(name, lines, root)


def _with_care(text: str, name: str, lines: tuple[str, ...]) -> Node:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _Builder(text, name, lines).build(careful(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "not valid YAML"
        raise DocumentError(
            at_line(name, lines, line, column, "E104", problem, "check indentation and quotes")
        ) from None
    except YAMLError as error:
        raise DocumentError(Message("E104", " ".join(str(error).split())[:200], Location(name, 1))) from None


class _Builder:
    """Builds the tree from the parser's events without recursion."""

    def __init__(self, text: str, name: str, lines: tuple[str, ...]) -> None:
        self._text, self._name, self._lines = text, name, lines
        self._root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[Node | None] = []  # for each open value, the key that waits for its value
        self._count = 0

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            node, kind = _node(event), type(event).__name__  # both parsers call them alike
            if kind == "AliasEvent" or getattr(event, "anchor", None):
                raise self._refusal(node, "E105", "anchors and aliases are not used here", "write the value out")
            if kind == "ScalarEvent":
                node.text, node.style, node.tag = event.value, event.style or None, event.tag
                node.stop = event.end_mark.index
                self._add(node)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                node.is_flow = bool(event.flow_style)
                if kind == "MappingStartEvent":
                    node.pairs = {}
                else:
                    node.items = []
                self._add(node)
                self._open.append(node)
                self._keys.append(None)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event.end_mark.index)
            elif kind == "DocumentStartEvent" and self._root is not None:
                raise self._refusal(node, "E104", "a second document begins here", "keep one document a file")
        return self._root or Node(0, 0, 0, 0)

    def _refusal(self, node: Node, code: str, text: str, hint: str) -> DocumentError:
        return DocumentError(at_line(self._name, self._lines, *_place(node), code, text, hint))

    def _close(self, stop: int) -> None:
        node = self._open.pop()
        self._keys.pop()
        if node.is_flow:
            node.stop = stop
        if self._open:
            self._open[-1].stop = max(self._open[-1].stop, node.stop)

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > _MOST_VALUES or len(self._open) > DEEPEST:
            raise self._refusal(node, "E105", "the document nests too deeply or is too long", "make it simpler")
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if parent.items is not None:
            parent.items.append(node)
        elif parent.pairs is not None:
            self._pair(parent.pairs, node)
        parent.stop = max(parent.stop, node.stop)

    def _pair(self, pairs: dict[str, tuple[Node, Node]], node: Node) -> None:
        key = self._keys[-1]
        if key is not None:
            if node.text == "" and node.start == node.stop:
                self._bring_back(key, node)
            pairs[key.text or ""] = (key, node)
            self._keys[-1] = None
            return
        if node.text is None:
            raise self._refusal(node, "E104", "a key must be a word, not a list or a mapping", "quote it")
        if node.text in pairs:
            raise self._refusal(node, "E104", f'the key "{node.text[:40]}" is given twice', "keep one of the two")
        self._keys[-1] = node

    def _bring_back(self, key: Node, left_out: Node) -> None:
        """Put a value that is left out at its key; the parser puts it at whatever comes next."""
        colon = self._text.find(":", key.stop, left_out.start)
        left_out.start = left_out.stop = key.stop if colon < 0 else colon + 1
        left_out.line, left_out.column = key.line, key.column


def _node(event: Any) -> Node:
    mark = event.start_mark
    return Node(mark.index, mark.index, mark.line, mark.column)


def _resolved(text: str) -> str | int | float | bool | None:
    """Give what a text without quotes stands for."""
    if _NULL.fullmatch(text):
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
