"""Additions to YAML text in place: new fields of a mapping, new words of a list; all that stands there stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cupola.script.yamltext import Edit, replace_scalar, scalar
from cupola.tree import Node

Written = str | Mapping[str, str]
"""A value as it is written, or a mapping of fields to such values."""


def line_end(text: str, at: int) -> int:
    """Give where the line that ends a value ends; a block of text ends with its line already."""
    if at and text[at - 1] == "\n":
        return at
    return text.find("\n", at) + 1 or len(text)


def added_fields(
    text: str, node: Node, fields: Mapping[str, Written], newline: str, above: str | None = None
) -> Edit | None:
    """Give the edit that adds fields to a mapping; None when there are none to add.

    Parameters
    ----------
    node : Node
        A mapping with at least one field.
    above : str or None
        A field before which the new ones stand, if it is there; else they come last.
    """
    pairs = list((node.pairs or {}).items())
    if not fields or not pairs:
        return None
    place = next((k for k, (name, _) in enumerate(pairs) if name == above and k), len(pairs))
    key, value = pairs[place - 1][1]
    end = max(value.stop, key.stop)
    if node.is_flow:
        return Edit(end, end, "".join(f", {name}: {_flow(written)}" for name, written in fields.items()))
    at = line_end(text, end)
    lines = [line for name, written in fields.items() for line in _block(name, written, node.column)]
    body = "".join(line + newline for line in lines)
    return Edit(at, at, body if not at or text[at - 1] == "\n" else newline + body)


def _flow(written: Written) -> str:
    if isinstance(written, str):
        return written
    return "{" + ", ".join(f"{name}: {value}" for name, value in written.items()) + "}"


def _block(name: str, written: Written, column: int) -> list[str]:
    margin = " " * column
    if isinstance(written, str):
        return [f"{margin}{name}: {written}"]
    return [f"{margin}{name}:", *(f"{margin}  {key}: {value}" for key, value in written.items())]


def added_words(text: str, key: Node, node: Node, words: Sequence[str], newline: str) -> Edit:
    """Give the edit that adds words, as they are written, to the list under a key; a single word becomes a list."""
    if not node.items:
        before = [scalar(node.text)] if node.text else []
        return replace_scalar(text, key, node, f"[{', '.join([*before, *words])}]")
    last = node.items[-1]
    if node.is_flow:
        return Edit(last.stop, last.stop, "".join(f", {word}" for word in words))
    at = line_end(text, last.stop)
    body = "".join(f"{' ' * node.column}- {word}{newline}" for word in words)
    return Edit(at, at, body if text[at - 1 : at] == "\n" else newline + body)
