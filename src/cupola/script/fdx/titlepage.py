"""The title page of Final Draft: lines on a page without keys, from which the entries are told, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cupola.script.element import TitleEntry
from cupola.script.fdx.letters import safe
from cupola.script.fdx.sheet import Paragraph

_CREDIT: Final = re.compile(
    r"(?:(?:screenplay|teleplay|story|script|written|adapted|created)\b.*\b)?by|автор.*|сценарий", re.I
)
_SOURCE: Final = re.compile(r"(?:based (?:on|upon)|from the|по мотивам)\b.*", re.I | re.S)
_COPYRIGHT: Final = re.compile(r"(?:copyright\b|©|\(c\)).*", re.I | re.S)
_KEY: Final = re.compile(r"([^\s:][^:]{0,39}?)\s*:(?!//)\s+(.+)", re.S)
_MOST_WORDS: Final = 5
_MIDDLE: Final = ("Title", "Credit", "Author", "Source")
_DRAFT: Final = re.compile(
    r".*\b(?:draft|revision|revised|версия|редакция)\b.*|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|.*\b(?:19|20)\d\d", re.I | re.S
)


def title_entries(paragraphs: Sequence[Paragraph]) -> tuple[TitleEntry, ...]:
    """Tell the entries of a title page from its lines.

    In the middle stand title, credit, authors and source; elsewhere copyright, draft date, contact, and whatever is
    written as `Key: value`.
    """
    entries: dict[str, TitleEntry] = {}
    for paragraph in paragraphs:
        lines = tuple(safe(line.strip()) for line in paragraph.text.split("\n") if line.strip())
        if not lines:
            continue
        key, values = _read(lines, paragraph.alignment == "Center", entries)
        before = entries[key].values if key in entries else ()
        entries[key] = TitleEntry(key, (*before, *values), paragraph.line, paragraph.column)
    return tuple(entries.values())


def title_lines(entries: Sequence[TitleEntry]) -> Iterator[tuple[str, bool]]:
    """Give the text of each entry as it stands on the page, and whether it stands in the middle."""
    written: dict[str, TitleEntry] = {}
    for entry in entries:
        lines = tuple(line for line in entry.values if line)
        if not lines:
            continue
        is_centred = entry.key in _MIDDLE and _read(lines, True, written)[0] == entry.key
        is_plain = is_centred or _read(lines, False, written) == (entry.key, lines)
        yield ("" if is_plain else f"{entry.key}: ") + "\n".join(lines), is_centred
        written[entry.key] = entry


def _read(lines: tuple[str, ...], is_centred: bool, entries: Mapping[str, TitleEntry]) -> tuple[str, tuple[str, ...]]:
    """Tell the key of a paragraph, and give its values."""
    text = " ".join(lines)
    if is_centred:
        return _centred(text, entries), lines
    if (match := _KEY.fullmatch(lines[0])) and len(match[1].split()) <= _MOST_WORDS:
        return match[1], (match[2], *lines[1:])
    if _COPYRIGHT.fullmatch(text):
        return "Copyright", lines
    return ("Draft date" if _DRAFT.fullmatch(text) else "Contact"), lines


def _centred(text: str, entries: Mapping[str, TitleEntry]) -> str:
    if "Title" not in entries:
        return "Title"
    if "Credit" not in entries and _CREDIT.fullmatch(text):
        return "Credit"
    return "Source" if _SOURCE.fullmatch(text) else "Author"
