"""Scenes: the screenplay cut at its headings, each part measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import Final

from cupola.script.asked import NOTHING, Asked, asked
from cupola.script.cue import speaker
from cupola.script.element import UNSEEN, Element, Screenplay
from cupola.script.emphasis import plain
from cupola.script.fingerprint import bare_words, fingerprint
from cupola.script.heading import HEADING_WORDS, HeadingWords, PlaceKind, split_heading
from cupola.script.length import eighths_of, lines, screen_time

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The letters of inserted scenes and of shots: I and O look like digits."""
_COUNTED: Final = re.compile(r"[0-9]{1,9}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of the screenplay.

    Attributes
    ----------
    number : str
        The number in the script, or the one that was counted.
    is_numbered : bool
        Whether the script gives the number.
    heading : str
        The heading as written, without number and notes.
    place_kind : "INT", "EXT", "INT/EXT" or None
        The kind of place the heading names.
    location : str
        The place the heading names.
    time_of_day : str or None
        The time of day the heading names, in the story.
    line, column : int
        Where the heading stands in the file.
    elements : tuple of Element
        The heading and everything up to the next one.
    characters : tuple of str
        Who speaks, in the order of their first speeches.
    lines : int
        Wrapped lines on the page.
    eighths : int
        The length in eighths of a page, as the file or a note tells it, else measured, at least 1; 0 when omitted.
    screen_time : float
        The screen time in seconds: a page is a minute.
    fingerprint : str
        By which the scene is known again; see `cupola.script.fingerprint`.
    synopsis : str
        The synopses under the heading, one a line.
    notes : tuple of Element
        The notes in the scene.
    asked : Asked
        What its tags and notes ask of the breakdown.
    is_omitted : bool
        Whether the heading only keeps the number of a scene that is no more.
    """

    number: str
    is_numbered: bool
    heading: str
    place_kind: PlaceKind | None
    location: str
    time_of_day: str | None
    line: int
    column: int
    elements: tuple[Element, ...]
    characters: tuple[str, ...]
    lines: int
    eighths: int
    screen_time: float
    fingerprint: str
    synopsis: str
    notes: tuple[Element, ...]
    asked: Asked = NOTHING
    is_omitted: bool = False


def scenes(screenplay: Screenplay, words: HeadingWords = HEADING_WORDS) -> tuple[Scene, ...]:
    """Cut a screenplay into its scenes; what stands before the first heading belongs to none.

    A scene without a number is counted on from the one before. Where the script gives that number to another scene,
    it takes the number before and a letter, as an inserted scene does: 12A.
    """
    parts = list(_parts(screenplay.elements))
    given = [part[0].number for part in parts]
    numbers = _numbers(given)
    return tuple(
        _scene(number, was is not None, part, words, screenplay.notation)
        for number, was, part in zip(numbers, given, parts, strict=True)
    )


def numbered(screenplay: Screenplay) -> Screenplay:
    """Give a screenplay whose headings all have their numbers: from then on a scene between is 12A, and none moves."""
    given = [element.number for element in screenplay.elements if element.kind == "scene_heading"]
    numbers = _numbers(given)
    return replace(
        screenplay,
        elements=tuple(
            replace(element, number=next(numbers)) if element.kind == "scene_heading" else element
            for element in screenplay.elements
        ),
    )


def _parts(elements: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    starts = [index for index, element in enumerate(elements) if element.kind == "scene_heading"]
    for start, stop in pairwise((*starts, len(elements))):
        yield elements[start:stop]


def _numbers(given: list[str | None]) -> Iterator[str]:
    taken = {number for number in given if number is not None}
    inserted: dict[str, Iterator[str]] = {}
    last = ""
    for number in given:
        last = number if number is not None else _next_number(last, taken, inserted)
        taken.add(last)
        yield last


def _next_number(last: str, taken: set[str], inserted: dict[str, Iterator[str]]) -> str:
    base = _COUNTED.match(last)
    following = str(int(base[0]) + 1) if base else "1"
    if following not in taken:
        return following
    before = base[0] if base else last
    names = inserted.setdefault(before, _inserted(before))
    return next(name for name in names if name not in taken)


def _inserted(before: str) -> Iterator[str]:
    """Give names for scenes inserted after a number: 12A, 12B, … 12AA, …; before the first scene: A1, B1, …"""
    for prefix in ("", *LETTERS):
        for letter in LETTERS:
            yield f"{before}{prefix}{letter}" if before else f"{prefix}{letter}1"
    for number in count(1):
        yield f"{before}-{number}"


def _scene(number: str, is_numbered: bool, elements: tuple[Element, ...], words: HeadingWords, notation: str) -> Scene:
    heading = elements[0]
    parts = split_heading(plain(heading.text), words)
    height = lines(elements, notation)
    wanted = asked(elements)
    is_omitted = words.is_omitted(plain(heading.text))
    length = 0 if is_omitted else wanted.eighths or eighths_of(height)
    return Scene(
        number=number,
        is_numbered=is_numbered,
        heading=heading.text,
        place_kind=parts.place_kind,
        location=parts.location,
        time_of_day=parts.time_of_day,
        line=heading.line,
        column=heading.column,
        elements=elements,
        characters=tuple(dict.fromkeys(speaker(e.text) for e in elements if e.kind == "character")),
        lines=height,
        eighths=length,
        screen_time=screen_time(length),
        fingerprint=fingerprint_of(elements),
        synopsis=_synopsis(elements),
        notes=tuple(element for element in elements if element.kind == "note"),
        asked=wanted,
        is_omitted=is_omitted,
    )


def fingerprint_of(elements: tuple[Element, ...]) -> str:
    """Make the fingerprint of the elements of a scene, its heading the first of them."""
    return fingerprint(bare_words(plain(element.text) for element in elements if element.kind not in UNSEEN))


def _synopsis(elements: tuple[Element, ...]) -> str:
    """Give the synopses under the heading; those below a section describe what comes after it."""
    found = []
    for element in elements:
        if element.kind == "section":
            break
        if element.kind == "synopsis":
            found.append(element.text)
    return "\n".join(found)
