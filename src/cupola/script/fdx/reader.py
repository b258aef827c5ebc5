"""Final Draft read: its paragraphs made into the elements of a screenplay, in the words and marks of Fountain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from cupola.script.category import category_of
from cupola.script.element import ASIDES, SPEECH, Element, Kind, Screenplay, Side, Tag
from cupola.script.emphasis import source_places, styled
from cupola.script.fdx.letters import Char, parts_of, safe, text_of
from cupola.script.fdx.parser import read_sheet
from cupola.script.fdx.sheet import Note, Paragraph, Run, Sheet
from cupola.script.fdx.titlepage import title_entries
from cupola.script.heading import split_number
from cupola.script.length import eighths_or_none
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
_NO_NUMBER: Final = re.compile(r"[^\w.-]+|_")


def read_fdx(path: Path, name: str | None = None) -> Screenplay:
    """Read a screenplay of Final Draft; raises as `cupola.script.fdx.parser.read_sheet` does."""
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
        at += paragraph.size + _BLOCK * (bool(paragraph.dual) + bool(paragraph.omitted)) + 1
    for note in sheet.notes:
        if not starts:
            sheet.body.append(Paragraph("", "", "", False, note.line, note.column))
            starts.append(0)
        start, stop = note.span or (0, 0)
        index = max(bisect_right(starts, stop) - 1, 0)
        if start < stop == starts[index] and index:
            index -= 1  # the range takes the end of the paragraph with it
        length = sheet.body[index].size
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
        made: list[Element] = []
        speech: list[list[Element]] = []
        is_speech = False
        for paragraph in found:
            if paragraph.starts_page:
                made += _one_speech(speech)
                speech, is_speech = [[Element("page_break", "", paragraph.line, paragraph.column)]], False
            for group in self._groups(paragraph, is_speech):
                head = group[0]
                if not (speech and _goes_on(speech[-1][0], head)):
                    made += _one_speech(speech)
                    speech = []
                speech.append(group)
                if head.kind not in ASIDES:
                    is_speech = head.kind == "character" or (is_speech and head.kind in _SPOKEN)
        return made + _one_speech(speech)

    def _groups(self, paragraph: Paragraph, is_speech: bool) -> Iterator[list[Element]]:
        kind = _KINDS.get(paragraph.kind, "action")
        if kind == "action" and paragraph.alignment == "Center":
            kind = "centered"
        if kind in ("dialogue", "parenthetical") and not is_speech:
            kind = "action"
        is_capital = paragraph.kind in self._sheet.capitals
        if (text := _simple(paragraph, kind, is_capital)) is not None:
            yield [self._element(paragraph, kind, text)]
            return
        parts = parts_of(paragraph, kind, is_capital)
        notes = _by_part(paragraph.notes, parts)
        for part, inside in zip(parts, notes, strict=True):
            yield self._marked(paragraph, kind, part, inside)
        yield from self._below(paragraph, kind)
        yield from ([_note(note, None)] for note in paragraph.notes if note.offset is None or not parts)

    def _below(self, paragraph: Paragraph, kind: Kind) -> Iterator[list[Element]]:
        """Give what a paragraph brings beside its text: the scene's card, an omitted scene, speeches at once."""
        place = paragraph.line, paragraph.column
        for line in paragraph.summary:
            if kind == "scene_heading" and line.strip():
                yield [
                    Element(
                        "synopsis",
                        styled([(safe(" ".join(map(str.strip, line.strip().split("\n")))), frozenset())]),
                        *place,
                    )
                ]
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
            side = _SIDES[(speeches + 1) % 2] if speeches and element.kind in SPEECH else None
            if element.offset is None and group:
                yield group
                group = []
            group.append(replace(element, dual=side))
        if group:
            yield group

    def _marked(self, paragraph: Paragraph, kind: Kind, part: list[Char], notes: list[Note]) -> list[Element]:
        """Make an element of letters, with its tags and notes."""
        text = styled((text_of(group), styles) for styles, group in groupby(part, lambda char: char[1]))
        if "/*" in text:  # a slash before a mark: Fountain would read a boneyard
            text = styled([(text_of(part), frozenset())])
        if kind == "parenthetical" and not _is_enclosed(text_of(part)):
            part = [("(", frozenset(), "", part[0][3]), *part, (")", frozenset(), "", part[-1][3])]
            text = f"({text})"
        is_told = bool(notes) or any(char[2] for char in part)
        places = [*source_places(text), len(text)] if is_told else []
        inner = [
            _note(note, _before_brackets(text, places[bisect_left(part, note.offset or 0, key=lambda char: char[3])]))
            for note in notes
        ]
        return [self._element(paragraph, kind, text, inner, tuple(self._tags(part, places))), *inner]

    def _element(
        self,
        paragraph: Paragraph,
        kind: Kind,
        text: str,
        notes: Sequence[Element] = (),
        tags: tuple[Tag, ...] = (),
    ) -> Element:
        number = length = None
        if kind == "scene_heading":
            number = _NO_NUMBER.sub("-", paragraph.number.strip()).strip("-") or None
            text, number = (text, number) if number else split_number(text)
            length = eighths_or_none(paragraph.length)
        return Element(
            kind,
            text,
            paragraph.line,
            paragraph.column,
            number,
            int(paragraph.kind[-1]) if kind == "section" else None,
            notes=tuple(notes),
            tags=tags,
            eighths=length,
            revision=self._revision(paragraph.runs),
        )

    def _tags(self, part: list[Char], places: list[int]) -> Iterator[Tag]:
        at = 0
        for number, group in groupby(part, lambda char: char[2]):
            start, at = at, at + sum(1 for _ in group)
            for category, name in self._sheet.tags.get(number, ()) if number else ():
                yield Tag(category_of(category) or category, name, places[start], places[at - 1] + 1)

    def _revision(self, found: Iterable[Run]) -> str | None:
        numbers = [run.revision for run in found if run.revision in self._order]
        return self._sheet.revisions[max(numbers, key=self._order.__getitem__)] or None if numbers else None


_SIDES: Final[tuple[Side, Side]] = ("left", "right")
_SPECIAL: Final = re.compile(r"[\n\r\t\u2028\u2029*_\\]|\[\[")


def _simple(paragraph: Paragraph, kind: Kind, is_capital: bool) -> str | None:
    """Give the text of a paragraph with nothing in it but text, as most are; None for any other."""
    if len(paragraph.runs) != 1 or paragraph.notes or paragraph.dual or paragraph.omitted or paragraph.summary:
        return None
    run = paragraph.runs[0]
    if run.styles or run.tag or _SPECIAL.search(run.text):
        return None
    text = run.text.rstrip() if kind == "action" else run.text.strip()
    if not text:
        return None
    text = text.upper() if is_capital else text
    return f"({text})" if kind == "parenthetical" and not _is_enclosed(text) else text


def _is_enclosed(text: str) -> bool:
    return text[0] == "(" and text[-1] == ")"


def _by_part(notes: Sequence[Note], parts: list[list[Char]]) -> list[list[Note]]:
    """Give the notes that stand in each part: behind one of its characters, or before all of those of the first."""
    found: list[list[Note]] = [[] for _ in parts]
    for note in notes:
        if parts and note.offset is not None:
            index = bisect_left(parts, note.offset, key=lambda part: part[0][3]) - 1
            found[max(index, 0)].append(note)
    return found


def _before_brackets(text: str, offset: int) -> int:
    """Give the place of a note before square brackets that it stands behind within a line: they would open it."""
    is_within = text[offset - 1 : offset] == "[" and text[offset : offset + 1] not in ("", "\n")
    return len(text[:offset].rstrip("[")) if is_within else offset


def _note(note: Note, offset: int | None) -> Element:
    return Element("note", note.text.strip().replace("]]", "] ]"), note.line, note.column, offset=offset)


def _goes_on(above: Element, element: Element) -> bool:
    return above.kind == element.kind == "dialogue" and above.dual == element.dual


def _one_speech(speech: Sequence[list[Element]]) -> list[Element]:
    """Make one element of those of a speech that follow each other; what is alone stays as it is."""
    if len(speech) < 2:
        return [element for group in speech for element in group]
    texts: list[str] = []
    asides: list[Element] = []
    tags: list[Tag] = []
    shift = 0
    for head, *inner in speech:
        texts.append(head.text)
        asides += [replace(aside, offset=(aside.offset or 0) + shift) for aside in inner]
        tags += [replace(tag, start=tag.start + shift, stop=tag.stop + shift) for tag in head.tags]
        shift += len(head.text) + 1
    revisions = [head.revision for head, *_ in speech if head.revision]
    one = replace(
        speech[0][0],
        text="\n".join(texts),
        notes=tuple(aside for aside in asides if aside.kind == "note"),
        tags=tuple(tags),
        revision=revisions[-1] if revisions else None,
    )
    return [one, *asides]
