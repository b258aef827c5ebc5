"""The outline of a YAML text: its values with the places where they stand, so that one can be changed and no other.

The text of a breakdown is somebody's work: comments, order, quotes and layout are theirs. What changes is replaced
in place, character by character; the rest is never written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from cupola.errors import DocumentError, Location, Message

_DEEPEST: Final = 24
_MOST_NODES: Final = 500_000


@dataclass(slots=True)
class Node:
    """A value and its place: `[start, stop)` in characters, `line` and `column` from 0.

    The `stop` of a block mapping or sequence is not known; it is that of its last value.
    """

    start: int
    stop: int
    line: int
    column: int
    style: str | None = None
    is_flow: bool = False
    text: str | None = None
    items: list[Node] | None = None
    pairs: dict[str, tuple[Node, Node]] | None = None

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


def outline(text: str, name: str) -> Node:
    """Read a YAML text into its outline.

    Raises
    ------
    DocumentError
        Not YAML, too deep, too long, with anchors or aliases, or of two documents.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = _Builder(name)
    try:
        return builder.build(iter(YAML(typ="safe", pure=True).parse(text)))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name, 1)
        raise DocumentError(Message("E104", error.problem or "not valid YAML", where)) from None
    except YAMLError as error:
        raise DocumentError(Message("E104", " ".join(str(error).split())[:200], Location(name, 1))) from None


class _Builder:
    """Builds an outline from the events of the parser, without recursion."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._root: Node | None = None
        self._stack: list[Node] = []
        self._keys: list[Node | None] = []  # for each open value, the key that waits for its value
        self._count = 0

    def build(self, events: Iterator[Any]) -> Node:
        from ruamel.yaml import events as kinds

        for event in events:
            if isinstance(event, kinds.AliasEvent) or getattr(event, "anchor", None):
                raise self._refusal("E105", "anchors and aliases are not used here", event)
            if isinstance(event, kinds.ScalarEvent):
                self._add(_node(event, style=event.style, text=event.value), event)
            elif isinstance(event, kinds.SequenceStartEvent):
                self._push(_node(event, is_flow=bool(event.flow_style), items=[]), event)
            elif isinstance(event, kinds.MappingStartEvent):
                self._push(_node(event, is_flow=bool(event.flow_style), pairs={}), event)
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, kinds.DocumentStartEvent) and self._root is not None:
                raise self._refusal("E104", "a second document begins here", event)
        return self._root or Node(0, 0, 0, 0)

    def _refusal(self, code: str, text: str, event: Any) -> DocumentError:
        mark = event.start_mark
        return DocumentError(Message(code, text, Location(self._name, mark.line + 1, mark.column + 1)))

    def _push(self, node: Node, event: Any) -> None:
        self._add(node, event)
        self._stack.append(node)
        self._keys.append(None)

    def _close(self, event: Any) -> None:
        node = self._stack.pop()
        self._keys.pop()
        if node.is_flow:
            node.stop = event.end_mark.index
        if self._stack:
            self._stack[-1].stop = max(self._stack[-1].stop, node.stop)

    def _add(self, node: Node, event: Any) -> None:
        self._count += 1
        if self._count > _MOST_NODES or len(self._stack) > _DEEPEST:
            raise self._refusal("E105", "the document nests too deeply or is too long", event)
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.stop = max(parent.stop, node.stop)
        if parent.items is not None:
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if node.text is None:
                raise self._refusal("E104", "a key must be a word, not a list or a mapping", event)
            self._keys[-1] = node
        elif parent.pairs is not None:
            if (key.text or "") in parent.pairs:
                where = Location(self._name, key.line + 1, key.column + 1)
                raise DocumentError(Message("E104", f'the key "{key.text}" is given twice', where))
            parent.pairs[key.text or ""] = (key, node)
            self._keys[-1] = None


def _node(event: Any, **parts: Any) -> Node:
    start, end = event.start_mark, event.end_mark
    is_scalar = "text" in parts
    return Node(start.index, end.index if is_scalar else start.index, start.line, start.column, **parts)
