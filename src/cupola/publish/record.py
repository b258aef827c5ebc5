"""Views as plain data for the templates: dicts, lists, numbers and clean strings."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Final

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

_TURNING: Final = re.compile("[\u202a-\u202e]")
"""Marks that turn the direction of all text after them."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
_LONGEST_WORD: Final = 40
_UNBROKEN: Final = re.compile(rf"[^\s\u200b]{{{_LONGEST_WORD}}}(?=[^\s\u200b])")


@dataclass(frozen=True, slots=True)
class Told:
    """A view that is plain data already; `made` is the date of its imprint, and `revision` the letter."""

    data: Data
    made: int
    revision: str = ""


def record(view: object) -> Data:
    """Turn a view (a dataclass of dataclasses, tuples, numbers and strings) into plain data."""
    if isinstance(view, str):
        return printable(view)
    if view is None or isinstance(view, bool | int | float):
        return view
    if isinstance(view, tuple | list):
        return [record(item) for item in view]
    if isinstance(view, Told):
        return view.data
    if is_dataclass(view) and not isinstance(view, type):
        return {name: record(getattr(view, name)) for name in _names(type(view))}
    raise TypeError(f"{type(view).__name__} has no place on paper")


def told(view: object, made: int) -> Told:
    """Give a view that is turned into plain data once, for several templates; `made` is the date of its imprint."""
    return Told(record(view), made, revision_of(view))


def revision_of(view: object) -> str:
    """Give the letter of the revision that a view is of; empty for a draft."""
    if isinstance(view, Told):
        return view.revision
    imprint = getattr(view, "imprint", None)
    return str(imprint.revision.letter) if imprint is not None else ""


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def printable(text: str) -> str:
    """Give a text without control characters and lone surrogates, and with a place to break in endless words."""
    if (
        len(text) <= _LONGEST_WORD and text.isprintable()
    ):  # nearly all are: none of what the rest looks for is printable
        return text
    return _UNBROKEN.sub("\\g<0>\u200b", clean(text))


def clean(text: str) -> str:
    """Give a text without control characters, lone surrogates and marks that turn the direction of what follows."""
    return _UNPRINTABLE.sub("\ufffd", _TURNING.sub("", text))
