"""Pieces of YAML text: words and lists as they are written, and edits of a text in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cupola.tree import Node

QUOTES: Final = ("'", '"')
"""The styles of a word in quotes."""
_PLAIN: Final = re.compile(r"[^\W\d_][\w .()'’/+–—-]*")
_RESERVED: Final = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
_CONTROL: Final = re.compile(
    r"[^\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\\\"]"
)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A piece of new text that takes the place of the characters `[start, stop)`."""

    start: int
    stop: int
    text: str


def edited(text: str, edits: Iterable[Edit], start: int = 0, stop: int | None = None) -> str:
    """Give the part `[start, stop)` of a text with those of the edits that lie in it; edits may not overlap."""
    stop = len(text) if stop is None else stop
    pieces, at = [], start
    for edit in sorted(edits):
        if start <= edit.start and edit.stop <= stop:
            pieces += [text[at : edit.start], edit.text]
            at = edit.stop
    return "".join(pieces) + text[at:stop]


def scalar(text: str, style: str | None = None) -> str:
    """Write a word or sentence: bare where that is safe and no other style is asked for, else in quotes."""
    is_printable = _CONTROL.search(text) is None
    if style == "'" and is_printable:
        return "'" + text.replace("'", "''") + "'"
    is_safe = _PLAIN.fullmatch(text) is not None and text == text.strip() and text.casefold() not in _RESERVED
    if style is None and is_safe:
        return text
    return '"' + _CONTROL.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in '\\"':
        return "\\" + char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def flow_list(words: Sequence[str], style: str | None = None) -> str:
    """Write a list on one line: `[NINA, BORIS]`."""
    return "[" + ", ".join(scalar(word, style) for word in words) + "]"


def replace_scalar(text: str, key: Node, node: Node, written: str) -> Edit:
    """Put a written value in the place of the value of a key."""
    if node.start == node.stop and not node.style:
        colon = text.index(":", key.stop) + 1  # the value is left empty
        return Edit(colon, colon, " " + written)
    ending = "\n" if text[node.stop - 1] == "\n" else ""  # a block scalar ends with its line
    return Edit(node.start, node.stop, written + ending)


def replace_list(text: str, key: Node, node: Node, written: str) -> Edit:
    """Put a written list in the place of the list of a key; a list of many lines becomes one of one line."""
    if node.items is not None and not node.is_flow:
        return Edit(text.index(":", key.stop) + 1, node.stop, " " + written)
    return replace_scalar(text, key, node, written)


def removal(text: str, node: Node, key: Node, value: Node) -> Edit:
    """Take a field out of an entry: its line, or its part of one line."""
    if node.is_flow:
        start = text.rfind(",", 0, key.start)
        return Edit(start, value.stop, "") if start > node.start else Edit(value.start, value.stop, "null")
    if key.start == node.start:
        return Edit(value.start, value.stop, "null")  # it stands behind the dash
    start = text.rfind("\n", 0, key.start) + 1
    return Edit(start, text.find("\n", value.stop - (text[value.stop - 1] == "\n")) + 1 or len(text), "")
