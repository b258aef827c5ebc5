"""Edits of the text of plan.yaml, as somebody makes them by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from cupola.clock import instant, utc_text

Edit = Callable[[str], str]

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def strip_of(text: str, shot: str) -> tuple[int, int]:
    """Give where in the text the lines of a strip begin and end."""
    start = text.index(f'  - shot: "{shot}"\n', text.index("\nstrips:"))
    ends = [text.find(mark, start + 1) for mark in ("\n  - shot: ", "\nboneyard:")]
    return start, min(end for end in ends if end >= 0) + 1


def line_of(text: str, shot: str) -> int:
    """Give the line at which a strip begins, counted from 1."""
    return text[: strip_of(text, shot)[0]].count("\n") + 1


def within(shot: str, old: str, new: str) -> Edit:
    """Replace something in the lines of a strip, the first time that it stands there."""

    def edit(text: str) -> str:
        start, end = strip_of(text, shot)
        assert old in text[start:end], (shot, old)
        return text[:start] + text[start:end].replace(old, new, 1) + text[end:]

    return edit


def anywhere(old: str, new: str) -> Edit:
    """Replace something that stands in the text once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return edit


def moved(shot: str, to: str) -> Edit:
    """Let a strip begin at `07T10:00`, all its times with it."""

    def edit(text: str) -> str:
        start, end = strip_of(text, shot)
        found = _INSTANT.search(text, start, end)
        assert found
        by = instant(f"2021-10-{to}Z") - instant(found[0])
        strip = _INSTANT.sub(lambda one: utc_text(instant(one[0]) + by), text[start:end])
        return text[:start] + strip + text[end:]

    return edit


def deleted(shot: str) -> Edit:
    """Take a strip out."""

    def edit(text: str) -> str:
        start, end = strip_of(text, shot)
        return text[:start] + text[end:]

    return edit


def doubled(shot: str) -> Edit:
    """Copy a strip below itself."""

    def edit(text: str) -> str:
        start, end = strip_of(text, shot)
        return text[:end] + text[start:end] + text[end:]

    return edit


def each(*edits: Edit) -> Edit:
    """Make several edits, one after the other."""

    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit
