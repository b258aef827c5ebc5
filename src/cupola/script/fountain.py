"""Fountain: reads the text of a screenplay into its elements.

The syntax is that of fountain.io, to the letter, and beyond it: cues and headings of any alphabet that has capitals,
heading words of one's own, notes and boneyards kept with their places. Where the syntax leaves a choice:

* A line emptied by taking its note or boneyard away is an empty line where one is needed (before and after a heading,
  before a cue), and is none inside a speech.
* Sections, synopses and page breaks separate like an empty line.
* A line that begins as a heading but has text close above or below is action, never a cue; `check` points at it.
* A forced heading needs an empty line above, so that a wrapped line that begins with `.38` stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from cupola.script.aside import Line, lines_of
from cupola.script.cue import is_cue, split_dual
from cupola.script.element import ASIDES, Element, Kind, Screenplay, Side
from cupola.script.heading import HEADING_WORDS, HeadingWords, split_number
from cupola.script.titlepage import read_title_page

Mark = Literal["!", ".", "@", ">", "<", "~", "#", "=", "==="]
_MARKS: Final[dict[str, Mark]] = {"!": "!", ".": ".", "@": "@", ">": ">", "~": "~", "#": "#", "=": "="}
_NO_TEXT: Final = {"#": "#", "@": "^ \t"}  # what alone behind a mark is no text
_SEPARATING: Final = frozenset(("#", "=", "==="))
_APART_BELOW: Final = _SEPARATING | {".", ">"}
_TAB: Final = "    "
ESCAPABLE: Final = "!@>~#=.("
"""What a line of a speech may begin with when a backslash stands before it."""


def parse(text: str, name: str = "screenplay.fountain", words: HeadingWords = HEADING_WORDS) -> Screenplay:
    """Parse a screenplay in Fountain.

    Any text is a screenplay: what fits no rule is action. Time and memory grow linearly with the text.

    Parameters
    ----------
    text : str
        The text of the file; a byte order mark and any line ends are understood.
    name : str
        The name of the file, for messages.
    words : HeadingWords
        The words that begin a heading and name a time of day.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = lines_of(text)
    title, start = read_title_page(lines, words)
    return Screenplay(name, title, _Reader(lines, words).read(start), text)


class _Reader:
    """Reads lines into elements, one after the other, looking one line ahead."""

    def __init__(self, lines: list[Line], words: HeadingWords) -> None:
        self._lines, self._words = lines, words
        self._elements: list[Element] = []
        self._open: tuple[Kind, Line, int] | None = None  # what is being written, its first line, its mark there
        self._texts: list[str] = []
        self._length = 0  # of what is written, its line ends with it
        self._asides: list[Element] = []
        self._held = 0  # held empty lines not yet known to be inside the speech
        self._is_apart = True  # an empty line, or what stands for one, is above
        self._speech: int | None = None  # where the speech that is being read begins among the elements
        self._side: Side | None = None
        self._last_speech: tuple[int, int] | None = None  # the speech before, while nothing else has come between

    def read(self, start: int) -> tuple[Element, ...]:
        for line in self._lines[:start]:
            self._elements += line.asides
        for index in range(start, len(self._lines)):
            line = self._lines[index]
            if not line.text:
                self._read_gap(line)
            elif (mark := mark_of(line.text)) is not None and (mark != "." or self._is_apart):
                self._read_forced(line, mark)
            elif self._speech is not None and not (self._held and self._is_slug(index, line)):
                self._read_speech(line)
            else:
                self._read_plain(index, line)
        self._end_speech()
        return tuple(self._elements)

    # Lines

    def _read_gap(self, line: Line) -> None:
        if line.asides:
            self._flush()
            self._elements += line.asides
        elif self._speech is not None and line.is_held:
            self._held += 1
            self._is_apart = True
            return
        else:
            self._end_speech()
        self._is_apart = True

    def _read_forced(self, line: Line, mark: Mark) -> None:
        if mark == "~":
            self._lyric(line)
            return
        if mark != "!" or self._speech is not None:
            self._end_speech()
        if mark == "!":
            self._action(line, 1)
            return
        if mark == ".":
            self._heading(line, 1)
        elif mark == "@":
            self._cue(line, 1)
        elif mark == ">":
            self._single("transition", line, 1)
        elif mark == "<":
            self._single("centered", line, 1, line.text[1:-1].strip())
        elif mark == "#":
            level = len(line.text) - len(line.text.lstrip("#"))
            self._single("section", line, level, level=level)
        elif mark == "=":
            self._single("synopsis", line, 1)
        else:
            self._single("page_break", line, 0, "")
        self._is_apart = mark in _APART_BELOW

    def _read_speech(self, line: Line) -> None:
        self._is_apart = False
        if line.text[0] == "(" and line.text[-1] == ")":
            self._flush()
            self._begin("parenthetical", line, 0)
            self._add(line.text, line, _cuts(line, line.indent))
            self._flush()
            return
        if self._open is None or self._open[0] != "dialogue":
            self._begin("dialogue", line, 0)
        self._texts += [""] * self._held
        self._length += self._held
        skip = line.text[0] == "\\" and line.text[1:2] != "" and line.text[1] in ESCAPABLE
        self._add(line.text[skip:], line, _cuts(line, line.indent + skip))
        self._held = 0

    def _read_plain(self, index: int, line: Line) -> None:
        if self._is_apart:
            if self._is_slug(index, line):
                self._end_speech()
                if self._words.begin(line.text):
                    self._heading(line, 0)
                else:
                    self._single("transition", line, 0)
                self._is_apart = False
                return
            if self._is_cue(index, line):
                self._cue(line, 0)
                return
        self._action(line, 0)

    # What a line is

    def _is_slug(self, index: int, line: Line) -> bool:
        """Say whether a line under an empty one is a heading or a transition; both need an empty line below."""
        return (
            self._is_apart
            and self._is_free_below(index)
            and (self._words.begin(line.text) or _is_transition(line, self._words))
        )

    def _is_free_below(self, index: int) -> bool:
        if index + 1 >= len(self._lines):
            return True
        below = self._lines[index + 1].text
        return not below or mark_of(below) in _SEPARATING

    def _is_cue(self, index: int, line: Line) -> bool:
        text, _ = split_dual(line.text)
        if not is_cue(text) or self._words.begin(text) or _is_transition(line, self._words):
            return False
        for below in range(index + 1, len(self._lines)):
            if self._lines[below].text:
                return mark_of(self._lines[below].text) in (None, "~", ".")
            if not self._lines[below].asides:
                return False
        return False

    # Elements

    def _begin(self, kind: Kind, line: Line, skip: int) -> None:
        self._flush()
        self._open, self._held = (kind, line, skip), 0

    def _flush(self) -> None:
        """Write the element that is open, and then its asides."""
        if self._open is not None:
            kind, line, skip = self._open
            self._put(kind, "\n".join(self._texts), line, skip, self._asides)
        self._elements += self._asides
        self._open, self._texts, self._asides, self._length = None, [], [], 0

    def _add(self, text: str, line: Line, cuts: Iterable[int]) -> None:
        """Add a line of text to the element that is open, its asides standing at `cuts`."""
        if line.asides:
            self._asides += _placed(line.asides, cuts, text, self._length)
        self._texts.append(text)
        self._length += len(text) + 1

    def _put(
        self,
        kind: Kind,
        text: str,
        line: Line,
        skip: int,
        asides: Sequence[Element] = (),
        number: str | None = None,
        level: int | None = None,
    ) -> None:
        """Write an element whose text follows `skip` characters of mark on its line."""
        marked = line.raw.find(line.text) + skip
        rest = line.raw[marked:]
        place = line.place(marked + len(rest) - len(rest.lstrip()))
        notes = tuple(aside for aside in asides if aside.kind == "note") if asides else ()
        self._elements.append(Element(kind, text, *place, number, level, self._side, notes))

    def _line(
        self, kind: Kind, text: str, line: Line, skip: int, number: str | None = None, level: int | None = None
    ) -> None:
        """Write an element of one line, and then its asides."""
        if not line.asides:
            self._put(kind, text, line, skip, (), number, level)
            return
        asides = _placed(line.asides, _cuts(line, line.raw.find(text, line.indent + skip)), text, 0)
        self._put(kind, text, line, skip, asides, number, level)
        self._elements += asides

    def _single(self, kind: Kind, line: Line, skip: int, text: str | None = None, level: int | None = None) -> None:
        """Write an element of one line."""
        self._flush()
        self._line(kind, line.text[skip:].strip() if text is None else text, line, skip, level=level)
        if kind not in ("section", "synopsis"):
            self._last_speech = None

    def _heading(self, line: Line, skip: int) -> None:
        text, number = split_number(line.text[skip:].strip())
        self._flush()
        self._last_speech = None
        self._line("scene_heading", text, line, skip, number)

    def _cue(self, line: Line, skip: int) -> None:
        self._flush()
        text, is_dual = split_dual(line.text[skip:].strip())
        self._is_apart = False
        self._side = "right" if is_dual and self._last_speech else None
        if is_dual and self._last_speech:
            self._put_left(*self._last_speech)
        self._speech = len(self._elements)
        self._line("character", text, line, skip)

    def _put_left(self, start: int, stop: int) -> None:
        """Mark the speech before a dual one as the left side, unless it is a right side itself."""
        for index in range(start, stop):
            element = self._elements[index]
            if element.dual is None and element.kind not in ASIDES:
                self._elements[index] = replace(element, dual="left")

    def _end_speech(self) -> None:
        self._flush()
        if self._speech is not None:
            self._last_speech = (self._speech, len(self._elements))
        self._speech, self._side, self._held = None, None, 0

    def _lyric(self, line: Line) -> None:
        """Write a line that is sung; inside a speech, the speech goes on."""
        self._flush()
        if self._speech is None:
            self._last_speech = None
        self._is_apart, self._held = False, 0
        self._line("lyric", line.text[1:].strip(), line, 1)

    def _action(self, line: Line, skip: int) -> None:
        if self._open is None or self._open[0] != "action":
            self._begin("action", line, skip)
        self._is_apart, self._last_speech = False, None
        raw = line.raw if not skip else line.raw.replace("!", "", 1)
        self._add(raw.rstrip().replace("\t", _TAB), line, _cuts_in_action(line, skip))


def _cuts(line: Line, head: int) -> Iterator[int]:
    """Give the places of the asides of a line, counted from `head`."""
    return (cut - head for cut, _, _ in line.cuts or ())


def _cuts_in_action(line: Line, skip: int) -> Iterator[int]:
    """Give the places of the asides of a line of action, in which a tab is as many spaces as it stands for."""
    at = tabs = 0
    for cut, _, _ in line.cuts or ():
        tabs += line.raw.count("\t", at, cut)
        at = cut
        yield cut - skip + tabs * (len(_TAB) - 1)


def _placed(asides: Sequence[Element], cuts: Iterable[int], text: str, base: int) -> tuple[Element, ...]:
    """Give asides their offsets in a text that begins after `base` characters of its element."""
    return tuple(
        replace(aside, offset=base + min(max(cut, 0), len(text))) for aside, cut in zip(asides, cuts, strict=True)
    )


def mark_of(text: str) -> Mark | None:
    """Give the mark that forces what a line is; `<` stands for centred text. A mark with nothing after it is text."""
    mark = _MARKS.get(text[0])
    if mark is None:
        return None
    rest = text[1:].strip()
    if mark == "=":
        if text.strip("="):
            return mark if rest[0] != "=" else None
        return "===" if len(text) >= 3 else None
    if mark == ">" and rest.endswith("<"):
        return "<" if rest.strip("< \t") else None
    if mark == ".":
        return mark if text[1:2].isalnum() else None
    return mark if rest.strip(_NO_TEXT.get(mark, "")) else None


def _is_transition(line: Line, words: HeadingWords) -> bool:
    """Say whether a line reads as a transition; the `TO:` must stand at its very end, asides left aside."""
    return is_transition(line.text, words) and (
        line.raw.endswith("TO:") or bool(line.asides) or line.text in words.transitions
    )


def is_transition(text: str, words: HeadingWords) -> bool:
    """Say whether a text reads as a transition: in capitals to the `TO:` at its end, or one of the known lines."""
    return text in words.transitions or (text.endswith("TO:") and text == text.upper())
