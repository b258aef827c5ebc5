"""Checks: what a writer should know about a screenplay before it is broken down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cupola.errors import Location, Message, closest
from cupola.script.asked import requests
from cupola.script.category import CATEGORIES
from cupola.script.element import ASIDES, Element, Screenplay
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.script.request import KNOWN
from cupola.script.scene import Scene

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 4000
"""Characters of the longest name, and of the longest heading, that a breakdown takes."""


def check(screenplay: Screenplay, scenes: Sequence[Scene], words: HeadingWords = HEADING_WORDS) -> tuple[Message, ...]:
    """Give everything that is wrong (codes E…) or looks wrong (codes W…) in a screenplay, in the order of the file.

    Parameters
    ----------
    screenplay : Screenplay
        The screenplay.
    scenes : sequence of Scene
        Its scenes.
    words : HeadingWords
        The words it was parsed with.
    """
    source = screenplay.text.split("\n")

    def message(code: str, text: str, line: int, column: int, hint: str) -> Message:
        return Message(
            code, text, Location(screenplay.name, line, column), source[line - 1] if line <= len(source) else None, hint
        )

    found = [message(*parts) for parts in _found(screenplay, scenes, source, words)]
    return tuple(sorted(found, key=lambda m: (m.where.line, m.where.column) if m.where else (0, 0)))


Parts = tuple[str, str, int, int, str]


def _found(screenplay: Screenplay, scenes: Sequence[Scene], source: list[str], words: HeadingWords) -> Iterator[Parts]:
    yield from _twice(scenes)
    for scene in scenes:
        yield from _unclear(scene)
        yield from _endless(scene)
    if screenplay.notation != "fountain":
        return
    for element in screenplay.elements:
        if element.kind not in ASIDES:
            yield from _unclosed(element)
        if element.kind == "action":
            yield from _almost_heading(source, element, words)
        if element.kind == "character" and element.dual is None:
            yield from _lonely_caret(source, element)


def _twice(scenes: Sequence[Scene]) -> Iterator[Parts]:
    first: dict[str, Scene] = {}
    for scene in scenes:
        other = first.setdefault(scene.number, scene)
        if other is not scene:
            text = f"scene {scene.number} is already on line {other.line}: {other.heading[:60]}"
            yield "E201", text, scene.line, scene.column, f"give one of the two another number: {scene.number}A"


def _unclear(scene: Scene) -> Iterator[Parts]:
    """Find words in notes that ask for nothing known, and fields that are asked for in two ways."""
    first: dict[str, str] = {}
    for note, request in requests(scene.elements):
        for word in request.unknown:
            hint = closest(word, (*KNOWN, *CATEGORIES)) or "the words are in the docs: Fountain and Final Draft"
            yield "W204", f'this note asks for "{word[:60]}", which means nothing here', note.line, note.column, hint
        for name, value in request.fields:
            if first.setdefault(name, value) != value:
                text = f"scene {scene.number} asks for {name} {first[name][:40]}, and here for {value[:40]}"
                yield "W205", text, note.line, note.column, "the first holds; give the shots of a scene what they need"


def _endless(scene: Scene) -> Iterator[Parts]:
    """Find names and headings that no paper holds, and that no breakdown takes."""
    said = f"at most {LONGEST_NAME} characters fit a name, {LONGEST_TEXT:,} a heading"
    if len(scene.heading) > LONGEST_TEXT or len(scene.number) > LONGEST_NAME:
        hint = f"{said}; a line that is no heading begins with !"
        yield "E212", f"a heading of {len(scene.heading):,} characters", scene.line, scene.column, hint
    for element in scene.elements:
        if element.kind == "character" and len(element.text) > LONGEST_NAME:
            text = f"a cue of {len(element.text):,} characters"
            yield "E212", text, element.line, element.column, f"{said}; a line that is no cue begins with !"
    for item in scene.asked.items:
        if len(item.name) > (LONGEST_TEXT if item.category == "notes" else LONGEST_NAME):
            text = f"scene {scene.number} asks for {CATEGORIES[item.category].name} of {len(item.name):,} characters"
            yield "E212", text, scene.line, scene.column, said


def _unclosed(element: Element) -> Iterator[Parts]:
    for number, text in enumerate(element.text.split("\n")):
        for opening, closing, what in (("[[", "]]", "note"), ("/*", "*/", "boneyard")):
            if opening in text:
                line, column = element.line + number, element.column if number == 0 else 1
                hint = f"close it with {closing}" + ("; an empty line in it needs two spaces" if what == "note" else "")
                yield "W202", f"this {what} is never closed, so that it is printed", line, column, hint


def _almost_heading(source: list[str], element: Element, words: HeadingWords) -> Iterator[Parts]:
    is_forced = "!" in source[element.line - 1][: element.column - 1]
    if is_forced or any("\n" in note.text for note in element.notes):
        return
    for number, text in enumerate(element.text.split("\n")):
        bare = text.strip()
        if bare.isupper() and words.begin(bare):
            hint = "leave an empty line above and below it, or begin it with ! to keep it as action"
            column = element.column if number == 0 else len(text) - len(text.lstrip()) + 1
            yield "W201", "this looks like a scene heading, but is none", element.line + number, column, hint


def _lonely_caret(source: list[str], element: Element) -> Iterator[Parts]:
    cue = source[element.line - 1].rstrip()
    if cue.endswith("^"):
        hint = "the ^ stands after the second of two names; only notes may stand between the two speeches"
        yield "W203", "there is no speech above that this one is spoken with", element.line, len(cue), hint
