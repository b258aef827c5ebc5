"""Final Draft read: its paragraphs made into the elements of a screenplay, in the words and marks of Fountain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from cupola.script.category import category_of
from cupola.script.element import Element, Kind, Screenplay, Side, Tag
from cupola.script.emphasis import Style, plain, source_span, styled
from cupola.script.fdx.sheet import Note, Paragraph, Run, Sheet, read_sheet
from cupola.script.fdx.titlepage import title_entries
from cupola.script.fountain import is_transition
from cupola.script.heading import HEADING_WORDS, split_number
from cupola.script.length import eighths
from cupola.script.manuscript import fountain_text

_KINDS: Final[dict[str, Kind]] = {
    "Scene Heading": "scene_heading",
    "Character": "character",
    "Parenthetical": "parenthetical",
    "Dialogue": "dialogue",
    "Transition": "transition",
    "Lyrics": "lyric",
    "Singing": "lyric",
    "New Act": "centered",
    "End of Act": "centered",
    "Outline Body": "synopsis",
    **dict.fromkeys(("Outline 1", "Outline 2", "Outline 3", "Outline 4"), "section"),
}
_SPOKEN: Final = frozenset({"dialogue", "parenthetical", "lyric"})
_BLOCK: Final = 2
"""The units that a block in a paragraph counts in the range of a note; its own text counts nothing."""
_STYLES: Final[dict[str, Style]] = {"Bold": "bold", "Italic": "italic", "Underline": "underline"}
_NO_NUMBER: Final = re.compile(r"[^\w.-]+|_")
_TAB: Final = "    "

Char = tuple[str, frozenset[Style], str, int]
"""A character with its styles, the number of its tag, and its place in the paragraph."""


def read_fdx(path: Path, name: str | None = None) -> Screenplay:
    """Read a screenplay of Final Draft; raises as `cupola.script.fdx.sheet.read_sheet` does."""
    shown = name or path.name
    sheet, text = read_sheet(path, shown)
    return screenplay_of(sheet, shown, text)


def screenplay_of(sheet: Sheet, shown: str, text: str = "") -> Screenplay:
    """Make the screenplay of a file that was read."""
    _place_notes(sheet)
    elements = tuple(_Reader(sheet).elements(sheet.body))
    return Screenplay(shown, title_entries(sheet.title), elements, text, "fdx")


def _place_notes(sheet: Sheet) -> None:
    """Put the notes that are kept apart into their paragraphs.

    A range counts the characters of the script, a paragraph ending with one more. A note stands behind what it is
    about; one about the end of a paragraph only stands below it, by itself.
    """
    starts, at = [], 0
    for paragraph in sheet.body:
        starts.append(at)
        at += len(paragraph.text) + _BLOCK * (bool(paragraph.dual) + bool(paragraph.omitted)) + 1
    for note in sheet.notes:
        if not starts:
            sheet.body.append(Paragraph("", "", "", False, note.line, note.column))
            starts.append(0)
        start, stop = note.span or (0, 0)
        index = max(bisect_right(starts, stop) - 1, 0)
        if start < stop == starts[index] and index:
            index -= 1  # the range takes the end of the paragraph with it
        length = len(sheet.body[index].text)
        is_below = start < stop and start - starts[index] >= length
        sheet.body[index].notes.append(replace(note, offset=None if is_below else min(stop - starts[index], length)))
    sheet.notes = []


class _Reader:
    """Makes elements of paragraphs, one after the other."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._order = {number: k for k, number in enumerate(sheet.revisions)}

    def elements(self, found: Iterable[Paragraph]) -> list[Element]:
        """Give the elements of paragraphs, each followed by the notes in it.

        What is spoken without a speaker above is action, as Fountain would read it; the paragraphs of one speech that
        follow each other are one element.
        """
        made: list[list[Element]] = []
        is_speech = False
        for paragraph in found:
            if paragraph.starts_page:
                made.append([Element("page_break", "", paragraph.line, paragraph.column)])
                is_speech = False
            for group in self._groups(paragraph, is_speech):
                head = group[0]
                if made and _goes_on(made[-1][0], head):
                    made[-1] = _one_speech(made[-1], group)
                else:
                    made.append(group)
                if head.kind not in ("note", "boneyard"):
                    is_speech = head.kind == "character" or (is_speech and head.kind in _SPOKEN)
        return [element for group in made for element in group]

    def _groups(self, paragraph: Paragraph, is_speech: bool) -> Iterator[list[Element]]:
        kind = _KINDS.get(paragraph.kind, "action")
        if kind == "action" and paragraph.alignment == "Center":
            kind = "centered"
        if kind in ("dialogue", "parenthetical") and not is_speech:
            kind = "action"
        parts = self._parts(paragraph, kind)
        inside = [note for note in paragraph.notes if note.offset is not None]
        for index, part in enumerate(parts):
            notes = [note for note in inside if _is_in(note, parts, index)]
            yield self._element(paragraph, kind, part, notes)
        yield from self._below(paragraph, kind)
        rest = [note for note in paragraph.notes if note.offset is None or not parts]
        yield from ([_note(note, None)] for note in rest)

    def _below(self, paragraph: Paragraph, kind: Kind) -> Iterator[list[Element]]:
        """Give what a paragraph brings beside its text: the scene's card, an omitted scene, speeches at once."""
        place = paragraph.line, paragraph.column
        for line in paragraph.summary:
            if kind == "scene_heading" and line.strip():
                yield [Element("synopsis", styled([(_safe(" ".join(line.split())), frozenset())]), *place)]
        if paragraph.omitted:
            inner = Screenplay("", (), tuple(self.elements(paragraph.omitted)), "", "fdx")
            text = fountain_text(inner).strip().replace("*/", "* /")
            yield [Element("boneyard", text, *place)]
        if paragraph.dual:
            yield from self._dual(self.elements(paragraph.dual))

    @staticmethod
    def _dual(elements: Sequence[Element]) -> Iterator[list[Element]]:
        speeches = 0
        group: list[Element] = []
        for element in elements:
            speeches += element.kind == "character"
            side = _SIDES[(speeches + 1) % 2] if speeches and element.kind in _SIDED else None
            if element.offset is None and group:
                yield group
                group = []
            group.append(replace(element, dual=side))
        if group:
            yield group

    def _parts(self, paragraph: Paragraph, kind: Kind) -> list[list[Char]]:
        """Cut the text of a paragraph into what are elements of their own, without the white space around them."""
        lines = _lines(self._chars(paragraph, kind))
        if kind == "action":
            bare = [_trimmed(line, at_end_only=True) for line in lines]
            return [_joined(part, "\n") for is_text, part in groupby(bare, bool) if is_text]
        bare = [line for line in map(_trimmed, lines) if line]
        if kind in ("lyric", "centered"):
            return bare
        if kind == "dialogue" and len(bare) < len(lines):
            bare = _held(list(map(_trimmed, lines)))
        return [_joined(bare, "\n" if kind == "dialogue" else " ")] if bare else []

    def _chars(self, paragraph: Paragraph, kind: Kind) -> list[Char]:
        found: list[Char] = []
        at = 0
        all_capitals = paragraph.kind in self._sheet.capitals
        for run in paragraph.runs:
            names = run.styles.split("+")
            styles = frozenset(_STYLES[name] for name in names if name in _STYLES and kind not in _PLAIN)
            is_capital = all_capitals or "AllCaps" in names
            for offset, char in enumerate(run.text, at):
                for one in _shown(char, is_capital):
                    if found and found[-1][0] + one in ("[[", "/*"):
                        found.append((" ", styles, run.tag, offset))  # Fountain would read a note or a boneyard
                    found.append((one, styles, run.tag, offset))
            at += len(run.text)
        return found

    def _element(self, paragraph: Paragraph, kind: Kind, part: list[Char], notes: list[Note]) -> list[Element]:
        text = styled((_text(group), styles) for styles, group in groupby(part, lambda char: char[1]))
        number, length, level = None, None, None
        if kind == "parenthetical" and not (part[0][0] == "(" and part[-1][0] == ")"):
            part = [("(", frozenset(), "", part[0][3]), *part, (")", frozenset(), "", part[-1][3])]
            text = f"({text})"
        if kind == "scene_heading":
            text, number = split_number(text)
            number = _NO_NUMBER.sub("-", paragraph.number.strip()).strip("-") or number
            length = _eighths(paragraph.length)
        if kind == "section":
            level = int(paragraph.kind[-1])
        inner = [_note(note, _offset(text, part, note.offset or 0)) for note in notes]
        element = Element(
            kind,
            text,
            paragraph.line,
            paragraph.column,
            number,
            level,
            notes=tuple(inner),
            tags=tuple(self._tags(text, part)),
            eighths=length,
            revision=self._revision(paragraph.runs),
        )
        return [element, *inner]

    def _tags(self, text: str, part: list[Char]) -> Iterator[Tag]:
        at = 0
        for number, group in groupby(part, lambda char: char[2]):
            length = len(list(group))
            for category, name in self._sheet.tags.get(number, ()) if number else ():
                yield Tag(category_of(category) or category, name, *source_span(text, at, at + length))
            at += length

    def _revision(self, found: Iterable[Run]) -> str | None:
        numbers = [run.revision for run in found if run.revision in self._order]
        return self._sheet.revisions[max(numbers, key=self._order.__getitem__)] or None if numbers else None


_SIDES: Final[tuple[Side, Side]] = ("left", "right")
_SIDED: Final = frozenset({"character", "dialogue", "parenthetical", "lyric"})
_PLAIN: Final = frozenset({"scene_heading", "character", "section"})
"""The kinds whose text is a name, to which emphasis adds nothing."""


def _shown(char: str, is_capital: bool) -> str:
    if char == "\t":
        return _TAB
    return char.upper() if is_capital else char


def _safe(text: str) -> str:
    return text.replace("[[", "[ [").replace("/*", "/ *")


def _text(chars: Iterable[Char]) -> str:
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
    text = _text(line)
    start = 0 if at_end_only else len(text) - len(text.lstrip())
    return line[start : len(text.rstrip())]


def _held(lines: list[list[Char]]) -> list[list[Char]]:
    """Give the lines of a speech with the empty ones inside it, unless what follows one would end the speech."""
    texts = [_text(line) for line in lines]
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


def _is_in(note: Note, parts: list[list[Char]], index: int) -> bool:
    """Say whether a note stands in a part: behind one of its characters, or before all of those of the first."""
    starts = [part[0][3] for part in parts]
    return max(bisect_right(starts, (note.offset or 0) - 1) - 1, 0) == index


def _offset(text: str, part: list[Char], place: int) -> int:
    """Give where a note stands in the text of an element that was at a place of the paragraph."""
    count = sum(char[3] < place for char in part)
    if count >= len(plain(text)):
        return len(text)
    return source_span(text, count, count + 1)[0]


def _note(note: Note, offset: int | None) -> Element:
    return Element("note", note.text.strip().replace("]]", "] ]"), note.line, note.column, offset=offset)


def _eighths(text: str) -> int | None:
    try:
        return eighths(text)
    except ValueError:
        return None


def _goes_on(above: Element, element: Element) -> bool:
    return above.kind == element.kind == "dialogue" and above.dual == element.dual


def _one_speech(above: list[Element], below: list[Element]) -> list[Element]:
    """Make one of two elements of a speech that follow each other."""
    one, two = above[0], below[0]
    shift = len(one.text) + 1
    moved = [replace(aside, offset=(aside.offset or 0) + shift) for aside in below[1:]]
    head = replace(
        one,
        text=f"{one.text}\n{two.text}",
        notes=(*one.notes, *(aside for aside in moved if aside.kind == "note")),
        tags=(*one.tags, *(replace(tag, start=tag.start + shift, stop=tag.stop + shift) for tag in two.tags)),
        revision=two.revision or one.revision,
    )
    return [head, *above[1:], *moved]
