"""Requests: what a note in the script asks of the breakdown: `[[light: sunrise; window: cupola top; extras: 2]]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cupola.script.category import bare, category_of
from cupola.script.length import eighths_or_none


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a scene needs: its category, its name, and how many of it."""

    category: str
    name: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What a note asks for.

    Attributes
    ----------
    items : tuple of Item
        What the scene needs, by category.
    fields : tuple of (str, str)
        Fields of the scene in the breakdown, and their values as they are written there.
    eighths : int or None
        The length of the scene, where the writer knows better.
    revision : str or None
        The colour of the pages on which the text stands.
    unknown : tuple of str
        Words before a colon that mean nothing here.
    """

    items: tuple[Item, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    eighths: int | None = None
    revision: str | None = None
    unknown: tuple[str, ...] = ()


_PART: Final = re.compile(r"\s*([^:;\"]{1,40}?)\s*:\s*((?:\"[^\"]*\"|[^;\"])*)")
_NAME: Final = re.compile(r"\s*(?:\"([^\"]*)\"|([^,\"]*))\s*(?:,|$)")
_COUNTED: Final = re.compile(r"(.*\S)\s*(?:×|\bx)\s*(\d{1,4})", re.DOTALL)
_COUNT_FIRST: Final = re.compile(r"(\d{1,4})(?:\s+(.+))?", re.DOTALL)
_FLAGS: Final = MappingProxyType({"yes": "true", "true": "true", "no": "false", "false": "false"})
_ON_FILM: Final = frozenset({"extras"})
"""Categories counted in heads: `extras: 12 cosmonauts`. Elsewhere a number in front is part of a name: `9 mm gun`."""


def _word(text: str) -> str:
    return text.casefold() if text.isascii() else text


def _window(text: str) -> str:
    """Read `cupola top` as `cupola.top`, `Cupola forward starboard` as `cupola.forward-starboard`."""
    if "." in text:
        return text
    module, *rest = text.casefold().split()
    return f"{module}.{'-'.join(rest)}" if rest else module


def _flag(text: str) -> str:
    return _FLAGS.get(text.casefold(), text)


def _as_written(text: str) -> str:
    return text


FIELDS: Final = MappingProxyType(
    {
        "light": _word,
        "window": _window,
        "direct": _flag,
        "view": _as_written,
        "view_by": _word,
        "gravity": _word,
        "quiet": _flag,
        "closed": _flag,
        "set": _as_written,
        "unit": _word,
    }
)
"""The fields of a scene that a note may ask for, each with how its value is read."""
_FIELD_OF: Final = MappingProxyType({bare(name): name for name in FIELDS})
KNOWN: Final = (*FIELDS, "pages", "revision")


def read_request(text: str) -> Request | None:
    """Read a note; None when it asks for nothing and is for people only.

    A request is one or more parts `word: value`, separated by semicolons, in which at least one word is a category or a
    field; the values of a category are separated by commas. What contains one of these stands in quotes.
    """
    if ":" not in text:
        return None
    parts = _parts(" ".join(text.split()))
    if parts is None or not any(_is_known(word) for word, _ in parts):
        return None
    items: list[Item] = []
    fields: list[tuple[str, str]] = []
    unknown: list[str] = []
    length: int | None = None
    revision: str | None = None
    for word, value in parts:
        key = bare(word)
        if key == "pages":
            length = eighths_or_none(value)
            unknown += [] if length is not None else [f"{word}: {value}"]
        elif key == "revision":
            revision = value or None
        elif key in _FIELD_OF:
            fields += _field(_FIELD_OF[key], _unquoted(value))
        elif category := category_of(word):
            items += _items(category, value)
        else:
            unknown.append(word)
    return Request(tuple(items), tuple(fields), length, revision, tuple(unknown))


def _is_known(word: str) -> bool:
    return bare(word) in _FIELD_OF or bare(word) in ("pages", "revision") or category_of(word) is not None


def _parts(text: str) -> list[tuple[str, str]] | None:
    parts, at = [], 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return None
        parts.append((match[1], match[2].strip()))
        at = match.end()
        if at < len(text) and text[at] != ";":
            return None
        at += 1
    return parts


def _field(name: str, value: str) -> Iterator[tuple[str, str]]:
    read: Callable[[str], str] = FIELDS[name]
    if value:
        yield name, read(value)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def _items(category: str, value: str) -> Iterator[Item]:
    at = 0
    while at < len(value):
        match = _NAME.match(value, at)
        if match is None:  # a quote in the middle of a name
            yield Item(category, value[at:].strip())
            return
        if match[1]:
            yield Item(category, match[1].strip())
        elif match[2] and match[2].strip():
            yield read_item(category, match[2].strip())
        at = max(match.end(), at + 1)


def read_item(category: str, text: str) -> Item:
    """Read the name of something of a category, and how many of it: `spoon × 3`; of extras also `12 cosmonauts`."""
    if match := _COUNTED.fullmatch(text):
        return Item(category, match[1], max(1, int(match[2])))
    if category in _ON_FILM and (match := _COUNT_FIRST.fullmatch(text)):
        return Item(category, match[2] or category, max(1, int(match[1])))
    return Item(category, text)


def item_text(item: Item) -> str:
    """Write an item as it is read in a note: its word and its name, in quotes where the name needs them."""
    name = item.name.replace('"', "'")
    is_plain = not re.search(r"[,;:\"]|[\[\]]", name) and read_item(item.category, name) == Item(item.category, name)
    written = named(item) if is_plain else f'"{name}"'
    return f"{item.category.replace('_', ' ')}: {written}"


def named(item: Item) -> str:
    """Write the name of an item and how many of it: `spoon × 3`."""
    return item.name if item.count == 1 else f"{item.name} × {item.count}"
