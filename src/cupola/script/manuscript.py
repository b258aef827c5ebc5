"""Manuscripts: a screenplay written as Fountain, so that it is read again as what it was.

A mark is set only where the words alone would be read as something else. Empty lines are the usual ones, and there is
no indentation but that of the writer's own action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from cupola.script.annotation import noted
from cupola.script.cue import is_cue
from cupola.script.element import ASIDES, SPEECH, Element, Screenplay, TitleEntry
from cupola.script.fountain import ESCAPABLE, is_transition, mark_of
from cupola.script.heading import HEADING_WORDS, HeadingWords

_INDENT: Final = "    "
_MARKS: Final = {"lyric": "~", "synopsis": "= ", "centered": "> ", "page_break": "==="}
_EMPTY: Final = re.compile(r"\n[ \t]*(?=\n)")


def fountain_text(screenplay: Screenplay, words: HeadingWords = HEADING_WORDS) -> str:
    """Write a screenplay as Fountain.

    What Fountain has no form for becomes a note that is read again: the tags of the breakdown, the length of a scene,
    the colour of a revision.

    Parameters
    ----------
    screenplay : Screenplay
        The screenplay.
    words : HeadingWords
        The words by which it will be read again.
    """
    return _title(screenplay.title) + "".join(_Writer(noted(screenplay), words).blocks())


def _title(entries: Sequence[TitleEntry]) -> str:
    lines: list[str] = []
    for entry in entries:
        if len(entry.values) == 1:
            lines.append(f"{entry.key}: {entry.values[0]}")
        else:
            lines += [f"{entry.key}:", *(_INDENT + value for value in entry.values)]
    return "\n".join([*lines, "", ""]) if lines else ""


class _Writer:
    """Writes elements as blocks, each looking at what stands above and below."""

    def __init__(self, screenplay: Screenplay, words: HeadingWords) -> None:
        self._words = words
        self._is_fountain = screenplay.notation == "fountain"
        self._elements = screenplay.elements
        texts = (index for index, element in enumerate(self._elements) if element.kind not in ASIDES)
        self._first = -1 if screenplay.title else next(texts, -1)  # what might be taken for a title page

    def blocks(self) -> Iterator[str]:
        tops = [index for index, element in enumerate(self._elements) if element.offset is None]
        above: Element | None = None
        for index, stop in pairwise((*tops, len(self._elements))):
            element = self._elements[index]
            asides = self._elements[index + 1 : stop]
            if above is not None:
                yield "\n" if self._is_joined(above, index) else "\n\n"
            yield self._block(element, asides, index, stop)
            above = element
        if above is not None:
            yield "\n"

    def _is_joined(self, above: Element, index: int) -> bool:
        """Say whether an element follows the one above without an empty line: speeches hold together."""
        element = self._elements[index]
        if element.kind in ("dialogue", "parenthetical"):
            return True
        if element.kind == "lyric":
            is_below = not self._is_fountain or above.line + above.text.count("\n") + 1 == element.line
            return above.kind in SPEECH and is_below
        return element.kind in ASIDES and self._speech_goes_on(index)

    def _speech_goes_on(self, index: int) -> bool:
        """Say whether a line of a speech stands below, asides passed over."""
        return any(self._elements[below].kind in ("dialogue", "parenthetical") for below in self._below(index + 1))

    def _block(self, element: Element, asides: Sequence[Element], index: int, stop: int) -> str:
        if element.kind in ASIDES:
            return _aside(element)
        text = element.text
        match element.kind:
            case "action":
                marks = self._action_marks(text.split("\n"), index)
            case "dialogue":
                is_apart = index > 0 and self._elements[index - 1].kind in ASIDES
                marks = [_escape(line, is_apart) for line in text.split("\n")]
            case _:
                text, mark = self._mark(element, index, stop)
                marks = [mark]
        return _with_asides(text, asides, marks) + _end(element)

    def _mark(self, element: Element, index: int, stop: int) -> tuple[str, str]:
        """Give the text of an element of one line, and the mark before it."""
        text = element.text
        match element.kind:
            case "scene_heading" if not self._words.begin(text) or mark_of(text) is not None:
                start = next((k for k, char in enumerate(text) if char.isalnum()), 0)
                return text[start:], "."  # the mark needs a letter or digit behind it
            case "character" if not self._is_natural_cue(text, index, stop):
                return text, "@"
            case "transition" if not self._is_natural_transition(text, index):
                return text, "> "
            case "section":
                return text, "#" * (element.level or 1) + " "
        return text, _MARKS.get(element.kind, "")

    def _is_natural_cue(self, text: str, index: int, stop: int) -> bool:
        """Say whether a cue is read as one without a mark."""
        if not is_cue(text) or mark_of(text) is not None or text.endswith("^") or self._is_key(text, index):
            return False
        if self._words.begin(text) or is_transition(text, self._words):
            return False
        return any(self._is_joined(self._elements[index], below) for below in self._below(stop))

    def _is_natural_transition(self, text: str, index: int) -> bool:
        is_else = self._words.begin(text) or mark_of(text) is not None or self._is_key(text, index)
        return is_transition(text, self._words) and not is_else

    def _below(self, start: int) -> list[int]:
        """Give the place of the next element that is no aside, in a list, or an empty list."""
        found = (k for k in range(start, len(self._elements)) if self._elements[k].kind not in ASIDES)
        return list(islice(found, 1))

    def _action_marks(self, lines: list[str], index: int) -> list[str]:
        return [
            "!" if self._is_forced(line.strip(), index, len(lines) if number == 0 else 0) else ""
            for number, line in enumerate(lines)
        ]

    def _is_forced(self, text: str, index: int, height: int) -> bool:
        """Say whether a line of action needs its mark; `height` is that of the action for its first line, else 0."""
        mark = mark_of(text) if text else None
        if not text or not height or mark is not None:
            return mark is not None and (mark != "." or height > 0)
        is_slug = self._words.begin(text) or is_transition(text, self._words)
        is_else = is_slug if height == 1 else is_cue(text.removesuffix("^").rstrip())
        return is_else or self._is_key(text, index)

    def _is_key(self, text: str, index: int) -> bool:
        """Say whether a line could be taken for the title page: it is the first, and there is none."""
        head = text.partition(":")[0] + ":"
        is_known = head in self._words.transitions or head.upper().endswith(" TO:")
        return ":" in text and not is_known and index == self._first


def _end(element: Element) -> str:
    """Give what follows the text of an element on its line."""
    if element.kind == "scene_heading" and element.number is not None:
        return f" #{element.number}#"
    if element.kind == "character" and element.dual == "right":
        return " ^"
    if element.kind == "character" and element.text.endswith("^"):
        return "^"  # the reader takes one away
    return " <" if element.kind == "centered" else ""


def _escape(text: str, is_apart: bool) -> str:
    """Give what stands before a line of a speech that begins like something else; an empty one is held by spaces."""
    if not text:
        return "  "
    is_else = mark_of(text) not in (None, ".") or (text[0] == "(" and text[-1] == ")") or (text[0] == "." and is_apart)
    is_escape = text[0] == "\\" and text[1:2] != "" and text[1] in ESCAPABLE
    return "\\" if is_else or is_escape else ""


def _with_asides(text: str, asides: Sequence[Element], marks: Sequence[str]) -> str:
    """Write the lines of a text behind their marks, with asides where they stood."""
    lines: list[str] = []
    base = at = 0
    for mark, line in zip(marks, text.split("\n"), strict=True):
        stop = at
        while stop < len(asides) and (asides[stop].offset or 0) <= base + len(line):
            stop += 1
        lines.append(mark + line if stop == at else "".join(_joined(mark, line, asides[at:stop], base)))
        base, at = base + len(line) + 1, stop
    return "\n".join(lines)


def _joined(mark: str, line: str, asides: Sequence[Element], base: int) -> Iterator[str]:
    """Give a line piece by piece, with asides where they stood; of two spaces around one the reader takes one away."""
    last, done = mark[-1:], 0
    yield mark
    for number, aside in enumerate(asides, 1):
        offset = max((aside.offset or 0) - base, done)
        yield line[done:offset]
        last = line[offset - 1] if offset > done else last
        after = line[offset : offset + 1]
        if last and not after and last not in " \t" and (done or offset):
            yield " "
            last = " "
        is_open = last in ("", " ", "\t")
        needs = is_open and after in (" ", "\t")
        looks = last in (" ", "\t") and (after.isalnum() or (not after and number < len(asides)))
        yield _aside(aside) + (" " if needs or looks else "")
        last = " " if needs or looks else _aside(aside)[-1]
        done = offset
    yield line[done:]


def _aside(element: Element) -> str:
    if element.kind == "boneyard":
        return f"/* {element.text} */"
    text = _EMPTY.sub("\n  ", element.text)
    return f"[[{text} ]]" if text.endswith("]") else f"[[{text}]]"
