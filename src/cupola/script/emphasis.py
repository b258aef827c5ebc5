"""Emphasis: the `*`, `**`, `***` and `_` that the writer sets around words."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"\\[*_\\]|\*+|_+")


def plain(text: str) -> str:
    """Give a text without its emphasis marks and escapes.

    The rules are Markdown's as Fountain takes them over: a mark opens before a visible character and closes after
    one, emphasis ends with its line, `\\*` is a star, and an underscore inside a word is that word's.
    """
    if "*" not in text and "_" not in text and "\\" not in text:
        return text
    return "\n".join(_plain_line(line) for line in text.split("\n"))


def _plain_line(line: str) -> str:
    dropped: list[tuple[int, int]] = []
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
            start = _close(start, stop, opened[mark], dropped)
        if start < stop and after and not after.isspace():
            opened[mark].append((start, stop))
    return _without(line, sorted(dropped))


def _close(start: int, stop: int, opened: list[tuple[int, int]], dropped: list[tuple[int, int]]) -> int:
    """Pair the marks from `start` with the marks opened last; give the start of those left over."""
    while opened and start < stop:
        first, last = opened.pop()
        paired = min(stop - start, last - first)
        dropped += [(last - paired, last), (start, start + paired)]
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
