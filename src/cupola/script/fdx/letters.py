"""The letters of a paragraph of Final Draft, each with its style, its tag and its place, cut into what are elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from cupola.script.element import Kind
from cupola.script.emphasis import Style
from cupola.script.fdx.sheet import Paragraph
from cupola.script.fountain import is_transition
from cupola.script.heading import HEADING_WORDS

_STYLES: Final[dict[str, Style]] = {"Bold": "bold", "Italic": "italic", "Underline": "underline"}
_PLAIN: Final = frozenset({"scene_heading", "character", "section"})
"""The kinds whose text is a name, to which emphasis adds nothing."""
_TAB: Final = "    "
_OPENING: Final = re.compile(r"\[(?=\[)|/(?=\*)")

Char = tuple[str, frozenset[Style], str, int]
"""A character with its styles, the number of its tag, and its place in the paragraph."""


def parts_of(paragraph: Paragraph, kind: Kind, is_capital: bool) -> list[list[Char]]:
    """Cut the text of a paragraph into what are elements of their own, without the white space around them."""
    lines = _lines(_chars(paragraph, kind, is_capital))
    if kind == "action":
        bare = [_trimmed(line, at_end_only=True) for line in lines]
        return [_joined(part, "\n") for is_text, part in groupby(bare, bool) if is_text]
    bare = [line for line in map(_trimmed, lines) if line]
    if kind in ("lyric", "centered"):
        return bare
    if kind == "dialogue" and len(bare) < len(lines):
        bare = _held(list(map(_trimmed, lines)))
    return [_joined(bare, "\n" if kind == "dialogue" else " ")] if bare else []


def _chars(paragraph: Paragraph, kind: Kind, is_capital: bool) -> list[Char]:
    found: list[Char] = []
    at = 0
    for run in paragraph.runs:
        names = run.styles.split("+")
        styles = frozenset(_STYLES[name] for name in names if name in _STYLES and kind not in _PLAIN)
        is_shouted = is_capital or "AllCaps" in names
        for offset, char in enumerate(run.text, at):
            for one in _shown(char, is_shouted):
                if one in "[*" and found and found[-1][0] + one in ("[[", "/*"):
                    found.append((" ", styles, run.tag, offset))  # Fountain would read a note or a boneyard
                found.append((one, styles, run.tag, offset))
        at += len(run.text)
    return found


def _shown(char: str, is_capital: bool) -> str:
    if char == "\t":
        return _TAB
    return char.upper() if is_capital else char


def text_of(chars: Iterable[Char]) -> str:
    """Give the characters alone."""
    return "".join(char for char, _, _, _ in chars)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    lines: list[list[Char]] = [[]]
    for char in chars:
        if char[0] in "\n\r\u2028\u2029":
            lines.append([])
        else:
            lines[-1].append(char)
    return lines


def _trimmed(line: list[Char], at_end_only: bool = False) -> list[Char]:
    text = text_of(line)
    start = 0 if at_end_only else len(text) - len(text.lstrip())
    return line[start : len(text.rstrip())]


def _held(lines: list[list[Char]]) -> list[list[Char]]:
    """Give the lines of a speech with the empty ones inside it, unless what follows one would end the speech."""
    texts = [text_of(line) for line in lines]
    filled = [index for index, text in enumerate(texts) if text]
    inside = range(filled[0], filled[-1] + 1) if filled else range(0)
    ends = any(
        not texts[k] and (HEADING_WORDS.begin(texts[k + 1]) or is_transition(texts[k + 1], HEADING_WORDS))
        for k in inside[:-1]
    )
    return [lines[k] for k in (filled if ends else inside)]


def _joined(lines: Iterable[list[Char]], mark: str) -> list[Char]:
    joined: list[Char] = []
    for line in lines:
        if joined:
            joined.append((mark, frozenset(), "", joined[-1][3] + 1))
        joined += line
    return joined


def safe(text: str) -> str:
    """Give a text in which Fountain would read no note and no boneyard."""
    return _OPENING.sub(r"\g<0> ", text)
