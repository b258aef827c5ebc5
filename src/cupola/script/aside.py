"""Lines without asides: the notes `[[ ]]` and boneyards `/* */` are taken out of the text, their places kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cupola.script.element import Element

_OPENING: Final = re.compile(r"\[\[|/\*")
_EMPTY_LINE: Final = re.compile(r"\n([ \t]*+)(?=\n)")
HOLD: Final = 2
"""Spaces on an otherwise empty line that hold a speech or a note together."""


class Line:
    """A line of the script as it reads without its asides.

    Attributes
    ----------
    text : str
        The visible text, without white space at its ends.
    raw : str
        The same with it.
    number : int
        The line of the file on which it begins, from 1.
    cuts : list of (offset, line, column)
        Where `raw` goes on after an aside: the place in the file of the character at `offset`.
    asides : tuple of Element
        The notes and boneyards taken out, in their order.
    """

    __slots__ = ("asides", "cuts", "number", "raw", "text")

    def __init__(
        self, raw: str, number: int, cuts: list[tuple[int, int, int]] | None = None, asides: tuple[Element, ...] = ()
    ) -> None:
        self.raw, self.text, self.number = raw, raw.strip(), number
        self.cuts, self.asides = cuts, asides

    @property
    def is_held(self) -> bool:
        """Whether the line is empty but for the two spaces that hold a speech together."""
        return len(self.raw) >= HOLD and not self.text and self.raw.strip(" ") == ""

    @property
    def indent(self) -> int:
        """How much white space stands before the visible text."""
        return len(self.raw) - len(self.raw.lstrip())

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line and column in the file of the character of `raw` at `offset`."""
        line, column = self.number, offset + 1
        for start, cut_line, cut_column in self.cuts or ():
            if start > offset:
                break
            line, column = cut_line, cut_column + offset - start
        return line, column


@dataclass(frozen=True, slots=True)
class Span:
    """An aside as a stretch of the text `[start, stop)`, marks included."""

    start: int
    stop: int


def find_asides(text: str) -> Iterator[Span]:
    """Find the notes and boneyards of a text, in order and in linear time.

    A boneyard runs to its closing mark, over empty lines and anything else. A note ends before an empty line, unless
    two spaces hold that line. What is never closed is text like any other.
    """
    at, closes, empty = 0, {"]]": -1, "*/": -1}, -1
    while match := _OPENING.search(text, at):
        at = match.end()
        closing = "]]" if match[0] == "[[" else "*/"
        if closes[closing] < at:
            found = text.find(closing, at)
            closes[closing] = found if found >= 0 else len(text)
        stop = closes[closing]
        if stop >= len(text):
            continue
        if closing == "]]":
            if empty < at:
                empty = _next_empty(text, at)
            if empty < stop:
                continue
        at = stop + len(closing)
        yield Span(match.start(), at)


def _next_empty(text: str, at: int) -> int:
    """Give the place of the next empty line that is not held, or the end of the text."""
    while match := _EMPTY_LINE.search(text, at):
        spaces = match[1]
        if len(spaces) < HOLD or "\t" in spaces:
            return match.start()
        at = match.end()
    return len(text)


def lines_of(text: str) -> list[Line]:
    """Split a text into the lines that remain when its asides are taken out.

    The line on which an aside begins goes on where the aside ends. A line emptied so is empty, with its asides.
    """
    spans = list(find_asides(text))
    if not spans:
        return [Line(raw, number) for number, raw in enumerate(text.split("\n"), 1)]
    lines: list[Line] = []
    at, number = 0, 1
    for group in _groups(text, spans):
        plain = text[at : _line_start(text, group[0].start)]
        if plain:
            lines += [Line(raw, number + k) for k, raw in enumerate(plain[:-1].split("\n"))]
            number += plain.count("\n")
        line, at = _cut(text, group, number)
        lines.append(line)
        number += text.count("\n", _line_start(text, group[0].start), at)
    if at <= len(text):
        lines += [Line(raw, number + k) for k, raw in enumerate(text[at:].split("\n"))]
    return lines


def _groups(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Gather the asides that stand in one line of the remaining text."""
    group: list[Span] = []
    end = -1
    for span in spans:
        if group and span.start >= end:
            yield group
            group = []
        group.append(span)
        if end < span.stop:
            end = text.find("\n", span.stop)
            end = len(text) if end < 0 else end
    if group:
        yield group


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _cut(text: str, group: list[Span], number: int) -> tuple[Line, int]:
    """Make one line of the text around asides; give it and where the next line begins."""
    start = at = _line_start(text, group[0].start)
    line, line_start = number, start
    pieces: list[str] = []
    cuts: list[tuple[int, int, int]] = []
    asides: list[Element] = []
    length = 0
    for span in group:
        pieces.append(text[at : span.start])
        length += span.start - at
        asides.append(_element(text, span, line, span.start - line_start + 1))
        broken = text.count("\n", span.start, span.stop)
        if broken:
            line, line_start = line + broken, _line_start(text, span.stop)
        at = span.stop
        if (span.start == start or text[span.start - 1] in " \t") and text[at : at + 1] in (" ", "\t"):
            at += 1  # one of the two spaces around a note goes with it
        cuts.append((length, line, at - line_start + 1))
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    pieces.append(text[at:end])
    return Line("".join(pieces), number, cuts, tuple(asides)), end + 1


def _element(text: str, span: Span, line: int, column: int) -> Element:
    inner = text[span.start + 2 : span.stop - 2].strip()
    return Element("note" if text[span.start] == "[" else "boneyard", inner, line, column)
