"""Emphasis: the `*`, `**`, `***` and `_` that the writer sets around words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

Style = Literal["bold", "italic", "underline"]
STYLES: Final[tuple[Style, ...]] = ("bold", "italic", "underline")
"""The styles that Fountain has."""
_TOKEN: Final = re.compile(r"\\[*_\\]|\*+|_+")
_STARS: Final[dict[int, tuple[Style, ...]]] = {1: ("italic",), 2: ("bold",)}
_MARKS: Final[dict[Style, str]] = {"bold": "**", "italic": "*", "underline": "_"}
_LITERAL: Final = re.compile(r"[*_]|\\(?=[*_\\])|\\$")

Stretch = tuple[int, int, tuple[Style, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, without marks: it stands from `start` in the text with them."""

    text: str
    styles: frozenset[Style]
    start: int


def plain(text: str) -> str:
    """Give a text without its emphasis marks and escapes.

    The rules are Markdown's as Fountain takes them over: a mark opens before a visible character and closes after
    one, emphasis ends with its line, `\\*` is a star, and an underscore inside a word is that word's.
    """
    if "*" not in text and "_" not in text and "\\" not in text:
        return text
    return "\n".join(_plain_line(line) for line in text.split("\n"))


def runs(text: str) -> list[Run]:
    """Cut a text into stretches of one style, by the rules of `plain`: their texts together are what that gives."""
    found: list[Run] = []
    at = 0
    for line in text.split("\n"):
        if at:
            found.append(Run("\n", frozenset(), at - 1))
        found += _runs_of_line(line, at)
        at += len(line) + 1
    return found


def styled(pieces: Iterable[tuple[str, frozenset[Style]]]) -> str:
    """Write stretches of text in styles, with the marks of Fountain around them on every line.

    White space stays outside of the marks, and marks in the text are escaped. Fountain has no underline within a word;
    where the marks would say something else, underlines are left out, and then all marks.
    """
    wanted = list(pieces)
    text = "".join(piece for piece, _ in wanted)
    if not any(styles for _, styles in wanted):
        return text if plain(text) == text else _marked(text, frozenset())
    for kept in (_ALL, _ALL - {"underline"}):
        found = "".join(_marked(piece, styles & kept) for piece, styles in wanted)
        if _letters((run.text, run.styles) for run in runs(found)) == _letters((p, s & kept) for p, s in wanted):
            return found
    return _marked(text, frozenset())


def source_places(text: str) -> Sequence[int]:
    """Give for each character of a text without marks its place in the text with them."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return range(len(text))
    return [run.start + k for run in runs(text) for k in range(len(run.text))]


_ALL: Final = frozenset(STYLES)


def _letters(pieces: Iterable[tuple[str, frozenset[Style]]]) -> list[tuple[str, frozenset[Style]]]:
    """Give every character with its style; white space has none."""
    return [(char, frozenset() if char.isspace() else styles) for text, styles in pieces for char in text]


def _marked(text: str, styles: frozenset[Style]) -> str:
    return "\n".join(_marked_line(line, styles) for line in text.split("\n"))


def _marked_line(line: str, styles: frozenset[Style]) -> str:
    bare = line.strip()
    escaped = _LITERAL.sub(r"\\\g<0>", bare)
    if not bare or not styles:
        return line.replace(bare, escaped) if bare else line
    marks = "".join(_MARKS[style] for style in STYLES if style in styles)
    head = line[: len(line) - len(line.lstrip())]
    return head + marks + escaped + marks[::-1] + line[len(head) + len(bare) :]


def _plain_line(line: str) -> str:
    dropped, _ = _pairs(line)
    return _without(line, sorted(dropped))


def _pairs(line: str) -> tuple[list[tuple[int, int]], list[Stretch]]:
    """Give the marks and escapes of a line, and the stretches between marks that belong together."""
    dropped: list[tuple[int, int]] = []
    styled: list[Stretch] = []
    opened: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}
    for match in _TOKEN.finditer(line):
        start, stop = match.span()
        mark = line[start]
        if mark == "\\":
            dropped.append((start, start + 1))
            continue
        before, after = line[start - 1 : start], line[stop : stop + 1]
        if mark == "_" and before.isalnum() and after.isalnum():
            continue
        if before and not before.isspace():
            start = _close(mark, start, stop, opened[mark], dropped, styled)
        if start < stop and after and not after.isspace():
            opened[mark].append((start, stop))
    return dropped, styled


def _close(
    mark: str,
    start: int,
    stop: int,
    opened: list[tuple[int, int]],
    dropped: list[tuple[int, int]],
    styled: list[Stretch],
) -> int:
    """Pair the marks from `start` with the marks opened last; give the start of those left over."""
    while opened and start < stop:
        first, last = opened.pop()
        paired = min(stop - start, last - first)
        dropped += [(last - paired, last), (start, start + paired)]
        style: tuple[Style, ...] = ("underline",) if mark == "_" else _STARS.get(paired, ("bold", "italic"))
        styled.append((last, start, style))
        start += paired
        if paired < last - first:
            opened.append((first, last - paired))
    return start


def _without(line: str, dropped: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, stop in dropped:
        kept.append(line[at:start])
        at = stop
    return "".join(kept) + line[at:]


def _runs_of_line(line: str, offset: int) -> Iterator[Run]:
    dropped, styled = _pairs(line)
    if not dropped:
        if line:
            yield Run(line, frozenset(), offset)
        return
    turns: dict[int, list[tuple[Style, int]]] = {0: [], len(line): []}
    for start, stop, styles in styled:
        turns.setdefault(start, []).extend((style, 1) for style in styles)
        turns.setdefault(stop, []).extend((style, -1) for style in styles)
    skipped = dict(dropped)
    for start, stop in dropped:
        turns.setdefault(start, [])
        turns.setdefault(stop, [])
    depth: dict[Style, int] = dict.fromkeys(STYLES, 0)
    beyond = 0
    for start, stop in pairwise(sorted(turns)):
        for style, step in turns[start]:
            depth[style] += step
        beyond = max(beyond, skipped.get(start, 0))
        if start >= beyond:
            yield Run(line[start:stop], frozenset(style for style in STYLES if depth[style]), offset + start)
