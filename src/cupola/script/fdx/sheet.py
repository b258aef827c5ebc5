"""A Final Draft file as it is written: paragraphs with their runs of text, notes, tags and revisions."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Run:
    """A stretch of text in one style; `styles` as they are written, `tag` and `revision` by their numbers."""

    text: str
    styles: str
    tag: str
    revision: str


@dataclass(slots=True)
class Note:
    """A note: its text, where it is written, and where it belongs: a range of the script, or a place in a paragraph."""

    text: str
    line: int
    column: int
    span: tuple[int, int] | None = None
    offset: int | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `dual` and `omitted` are the paragraphs of the blocks in it, `summary` the lines of its card.

    `size` counts the letters of its runs.
    """

    kind: str
    number: str
    alignment: str
    starts_page: bool
    line: int
    column: int
    runs: list[Run] = field(default_factory=list)
    length: str = ""
    dual: list[Paragraph] = field(default_factory=list)
    omitted: list[Paragraph] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    size: int = 0

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Sheet:
    """A Final Draft file, read but not understood.

    Attributes
    ----------
    body, title : list of Paragraph
        The script, and its title page.
    notes : list of Note
        The notes that are kept apart from the script.
    tags : dict of str to list of (category, name)
        What each tag names.
    revisions : dict of str to str
        The colours of the revisions by their numbers, in order.
    capitals : set of str
        The kinds of paragraphs that are shown in capitals.
    """

    body: list[Paragraph] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tags: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    revisions: dict[str, str] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)
