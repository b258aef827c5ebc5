"""What a screenplay is made of: its title page and its elements, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "action",
    "character",
    "dialogue",
    "parenthetical",
    "lyric",
    "transition",
    "centered",
    "page_break",
    "section",
    "synopsis",
    "note",
    "boneyard",
    "scene_heading",
]
Side = Literal["left", "right"]

UNSEEN: Final = frozenset({"section", "synopsis", "note", "boneyard"})
"""The kinds that are not printed on a page of the script."""
ASIDES: Final = frozenset({"note", "boneyard"})
"""The kinds that may stand within the text of another element."""
SPEECH: Final = frozenset({"character", "dialogue", "parenthetical", "lyric"})
"""The kinds of which speeches are made."""
Notation = Literal["fountain", "fdx"]
"""How a screenplay is written: in Fountain, or in Final Draft's form."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch `[start, stop)` of the text of an element that names something of the breakdown.

    Attributes
    ----------
    category : str
        A word of `cupola.script.category.CATEGORIES`, or the name of a category that somebody made.
    name : str
        What is named; it need not be the words that are tagged.
    """

    category: str
    name: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a screenplay.

    Attributes
    ----------
    kind : str
        What it is, in the words of Fountain.
    text : str
        The text without its marks, notes and boneyards, with the writer's line breaks; emphasis marks stay (see
        `plain`). Action keeps its indentation; its tabs are four spaces.
    line, column : int
        Where the first visible character of the text stands in the file, counted from 1; of a note and a boneyard,
        where its opening mark stands; in a Final Draft file, where the `<Text>` or `<ScriptNote>` begins.
    number : str or None
        The scene number of a heading, as written between the `#`.
    level : int or None
        How deep a section lies, from 1.
    dual : "left", "right" or None
        The side of a speech that is spoken at the same time as another.
    notes : tuple of Element
        The notes that stand in the text. They also follow the element in the screenplay, as elements of their own.
    offset : int or None
        Of a note or boneyard in the text of another element: before which of its characters it stands.
    tags : tuple of Tag
        What the text names of the breakdown, in order.
    eighths : int or None
        Of a heading: the length of its scene in eighths of a page, where the file tells it.
    revision : str or None
        The colour of the latest revision that changed the text, where the file tells it.
    """

    kind: Kind
    text: str
    line: int
    column: int
    number: str | None = None
    level: int | None = None
    dual: Side | None = None
    notes: tuple[Element, ...] = ()
    offset: int | None = None
    tags: tuple[Tag, ...] = ()
    eighths: int | None = None
    revision: str | None = None


def groups(elements: Sequence[Element]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Give each element with the asides that stand in its text."""
    at = 0
    while at < len(elements):
        stop = at + 1
        while stop < len(elements) and elements[stop].offset is not None:
            stop += 1
        yield elements[at], tuple(elements[at + 1 : stop])
        at = stop


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """An entry of the title page: its key as written, the lines of its value, the place of the key in the file."""

    key: str
    values: tuple[str, ...]
    line: int
    column: int

    @property
    def text(self) -> str:
        """The value with its line breaks."""
        return "\n".join(self.values)


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A screenplay as it was written.

    Attributes
    ----------
    name : str
        The name of its file, for messages.
    title : tuple of TitleEntry
        The title page, in the order of the file.
    elements : tuple of Element
        Everything after it, in the order of the file.
    text : str
        The text that was read, without a byte order mark, its lines ended by `\\n`.
    notation : "fountain" or "fdx"
        What it was written in.
    """

    name: str
    title: tuple[TitleEntry, ...]
    elements: tuple[Element, ...]
    text: str
    notation: Notation = "fountain"

    def entry(self, key: str) -> str | None:
        """Give the value of a title page entry, the case of its key aside, or None when there is none."""
        wanted = key.casefold()
        return next((entry.text for entry in self.title if entry.key.casefold() == wanted), None)
