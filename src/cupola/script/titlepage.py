"""The title page: `Key: value` entries at the very top of the file, up to the first empty line."""

from __future__ import annotations

import re
from typing import Final

from cupola.script.aside import Line
from cupola.script.element import TitleEntry
from cupola.script.heading import HeadingWords

_KEY: Final = re.compile(r"([^\s:][^:]{0,39}?)\s*:(?!//)[ \t]*")
_MOST_WORDS: Final = 5
_FORCED: Final = frozenset("!.@>~#=")
_INDENTED: Final = re.compile(r"\t| {3}| {1,2}\t")
_COMMON: Final = frozenset({"title", "credit", "author", "authors", "source", "draft date", "contact", "copyright"})


def read_title_page(lines: list[Line], words: HeadingWords) -> tuple[tuple[TitleEntry, ...], int]:
    """Read the title page, if there is one.

    A key has at most five words and forty characters, so that a first line of action with a colon in it stays action;
    a heading or a transition is no key. Empty lines above are passed over when a usual key follows.

    Returns
    -------
    tuple of TitleEntry
        The entries; empty when there is no title page.
    int
        The index of the line after the title page.
    """
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    if not _opens(lines, first, words):
        return (), 0
    entries: list[TitleEntry] = []
    index = first
    while index < len(lines) and lines[index].text:
        key = _key(lines[index], words)
        if key is None or (entries and _INDENTED.match(lines[index].raw)):
            break
        values, after = _values(lines, index, key)
        place = lines[index].place(lines[index].indent)
        entries.append(TitleEntry(key[1], values, *place))
        index = after
    return tuple(entries), index


def _opens(lines: list[Line], first: int, words: HeadingWords) -> bool:
    key = _key(lines[first], words) if first < len(lines) else None
    if key is None:
        return False
    if any(not line.asides for line in lines[:first]):
        return key[1].casefold() in _COMMON
    if key.end() < len(lines[first].text):
        return True
    after = lines[first + 1] if first + 1 < len(lines) else None
    if after is None or not after.text:
        return key[1].casefold() in _COMMON
    return bool(_INDENTED.match(after.raw)) or _key(after, words) is not None


def _key(line: Line, words: HeadingWords) -> re.Match[str] | None:
    text = line.text
    match = _KEY.match(text)
    if match is None or text[0] in _FORCED or words.begin(text):
        return None
    head = text[: match.end()].rstrip()
    is_transition = head in words.transitions or head.upper().endswith(" TO:")
    return None if is_transition or len(match[1].split()) > _MOST_WORDS else match


def _values(lines: list[Line], index: int, key: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """Give the value beside the key and on the indented lines below, and the index of the line after."""
    beside = lines[index].text[key.end() :]
    values = [beside] if beside else []
    index += 1
    while index < len(lines) and lines[index].text and _INDENTED.match(lines[index].raw):
        values.append(lines[index].text)
        index += 1
    return tuple(values), index
