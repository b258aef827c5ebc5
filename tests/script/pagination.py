"""A second way to the length of a screenplay: its pages set one by one, as a typist breaks them.

A page of Letter has 55 lines. A heading stays with two lines of what follows it. A paragraph is broken where two lines
at least stand on either side; a speech too, with (MORE) below the one part and the cue once more above the other.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cupola.script import plain
from cupola.script.element import SPEECH, UNSEEN, Element

PAGE = 55
_WIDTH = {"dialogue": 36, "lyric": 36, "parenthetical": 26}


@dataclass
class Block:
    """What stands together below an empty line: its kind, and its lines."""

    kind: str
    lines: int


def pages(elements: Iterable[Element]) -> float:
    """Count the pages, of the last one the share that is filled."""
    blocks = list(_blocks(elements))
    count = at = 0
    for k, block in enumerate(blocks):
        rest, follows = block.lines, blocks[k + 1] if k + 1 < len(blocks) else None
        need = rest if block.kind != "scene_heading" or follows is None else rest + 1 + min(3, follows.lines)
        above = int(at > 0)
        if at + above + need > PAGE:
            kept = _kept(block, PAGE - at - above)
            count, at, above = count + 1, 0, 0
            rest = rest - kept + (1 if kept and block.kind == "speech" else 0)
        at += above + rest
    return count + at / PAGE


def _kept(block: Block, room: int) -> int:
    """Give how many lines of a block that does not fit stay on the page."""
    if block.kind == "scene_heading":
        return 0
    is_speech = block.kind == "speech"
    kept = min(room - is_speech, block.lines - 2)
    return kept if kept >= 2 + is_speech else 0


def _blocks(elements: Iterable[Element]) -> Iterator[Block]:
    open_: Block | None = None
    for element in elements:
        if element.kind in UNSEEN or element.kind == "page_break":
            continue
        if open_ is not None and element.kind in SPEECH and element.kind != "character":
            open_.lines += _height(element)
            continue
        if open_ is not None:
            yield open_
        open_ = Block("speech" if element.kind == "character" else element.kind, _height(element))
    if open_ is not None:
        yield open_


def _height(element: Element) -> int:
    width = _WIDTH.get(element.kind, 61)
    return sum(max(1, len(textwrap.wrap(line, width))) for line in plain(element.text).split("\n"))
