"""The outline of a breakdown: the tree of its text, in which one value can be changed and no other.

The text of a breakdown is somebody's work: comments, order, quotes and layout are theirs. What changes is replaced
in place, character by character; the rest is never written anew.
"""

from __future__ import annotations

from cupola.tree import Node, parse

__all__ = ["Node", "outline"]


def outline(text: str, name: str) -> Node:
    """Read a YAML text into the root of its tree; `cupola.tree.parse` says what may go wrong."""
    return parse(text, name).root
