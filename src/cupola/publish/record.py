"""Views as plain data for the templates: dicts, lists, numbers and clean strings."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Final

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

_TURNING: Final = re.compile("[\u202a-\u202e]")
"""Marks that turn the direction of all text after them."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
_UNBROKEN: Final = re.compile(r"[^\s\u200b]{40}(?=[^\s\u200b])")


def record(view: object) -> Data:
    """Turn a view (a dataclass of dataclasses, tuples, numbers and strings) into plain data."""
    if is_dataclass(view):
        return {field.name: record(getattr(view, field.name)) for field in fields(view)}
    if isinstance(view, tuple | list):
        return [record(item) for item in view]
    if isinstance(view, str):
        return printable(view)
    if view is None or isinstance(view, bool | int | float):
        return view
    raise TypeError(f"{type(view).__name__} has no place on paper")


def printable(text: str) -> str:
    """Give a text without control characters and lone surrogates, and with a place to break in endless words."""
    return _UNBROKEN.sub("\\g<0>\u200b", clean(text))


def clean(text: str) -> str:
    """Give a text without control characters, lone surrogates and marks that turn the direction of what follows."""
    return _UNPRINTABLE.sub("\ufffd", _TURNING.sub("", text))
