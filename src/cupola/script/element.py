"""What a screenplay is made of: its title page and its elements, each with its place in the file."""

from __future__ import annotations

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
        where its opening mark stands.
    number : str or None
        The scene number of a heading, as written between the `#`.
    level : int or None
        How deep a section lies, from 1.
    dual : "left", "right" or None
        The side of a speech that is spoken at the same time as another.
    notes : tuple of Element
        The notes that stand in the text. They also follow the element in the screenplay, as elements of their own.
    """

    kind: Kind
    text: str
    line: int
    column: int
    number: str | None = None
    level: int | None = None
    dual: Side | None = None
    notes: tuple[Element, ...] = ()


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
    """

    name: str
    title: tuple[TitleEntry, ...]
    elements: tuple[Element, ...]
    text: str

    def entry(self, key: str) -> str | None:
        """Give the value of a title page entry, the case of its key aside, or None when there is none."""
        wanted = key.casefold()
        return next((entry.text for entry in self.title if entry.key.casefold() == wanted), None)
