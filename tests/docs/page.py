"""A page of the documentation: its fenced blocks, headings and links.

A comment right above a fenced block says what a test does with it:

* `<!-- file: PATH -->` writes the block to a file; `<!-- add to: PATH -->` appends it;
* `<!-- shots of scene N in PATH -->` puts it in the place of that scene's `shots: []`;
* `<!-- passes of SHOT in PATH -->` puts it in the place of that strip's passes;
* `<!-- change: PATH -->` above a `diff` block replaces the lines with - by those with +;
* `<!-- run -->` runs a `python` block; `<!-- shown -->` leaves a `console` block alone, which is run otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(
    r"(?:^<!-- (?P<note>[^\n]*?) -->\n+)?^(?P<ticks>```+)(?P<language>[\w{}-]*)[^\n]*\n(?P<text>.*?)^(?P=ticks)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the comment above it, and the line it begins on."""

    language: str
    text: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of Markdown."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> Page:
        """Read a page."""
        return cls(path, path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """The path below the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The text without fenced blocks."""
        return _FENCE.sub("", self.text)

    def blocks(self) -> list[Block]:
        """Give the fenced blocks in order."""
        return [
            Block(m["language"], m["text"], m["note"] or "", self.text.count("\n", 0, m.start("ticks")) + 1)
            for m in _FENCE.finditer(self.text)
        ]

    def headings(self) -> list[str]:
        """Give the texts of the headings."""
        return [m[2].strip() for m in _HEADING.finditer(self.prose)]

    def anchors(self) -> set[str]:
        """Give the anchors of the headings, as GitHub and MyST make them."""
        return {anchor(heading) for heading in self.headings()}

    def links(self) -> list[str]:
        """Give the targets of the links."""
        return _LINK.findall(self.prose)

    def section(self, heading: str) -> str:
        """Give the text below a heading, up to the next heading of any level."""
        found = list(_HEADING.finditer(self.text))
        for one, following in zip(found, [*found[1:], None], strict=True):
            if one[2].strip() == heading:
                return self.text[one.end() : following.start() if following else len(self.text)]
        raise KeyError(heading)

    def rows(self, heading: str) -> list[list[str]]:
        """Give the rows of the tables below a heading, without their heads."""
        rows: list[list[str]] = []
        for table in re.findall(r"(?:^\|.*\|\n)+", self.section(heading) + "\n", re.MULTILINE):
            lines = table.splitlines()[2:]
            rows += [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        return rows


def pages() -> list[Page]:
    """Give every page that a reader may open."""
    own = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [Page.read(path) for path in [*own, *sorted(DOCS.rglob("*.md"))]]


def anchor(heading: str) -> str:
    """Give the anchor of a heading."""
    bare = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    return re.sub(r"[^\w\- ]", "", bare).strip().replace(" ", "-")
