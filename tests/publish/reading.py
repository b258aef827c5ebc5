"""Reading paper back: the text, the words and the letters of a PDF, and the text and links of a page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pymupdf

_open: Any = pymupdf.open
_pixmap: Any = pymupdf.Pixmap


def pages(made: Path | bytes) -> list[Any]:
    """Give the pages of a PDF."""
    return list(_open(made) if isinstance(made, Path) else _open(stream=made))


def pdf_text(made: Path | bytes) -> str:
    """Give the text of a PDF, each run of spaces and line ends as one space."""
    return " ".join("".join(page.get_text() for page in pages(made)).split())


def pdf_words(made: Path | bytes) -> list[str]:
    """Give the words of a PDF, without the commas behind them."""
    return [word[4].strip(",") for page in pages(made) for word in page.get_text("words")]


def pieces(page: Any) -> Iterator[dict[str, Any]]:
    """Give the stretches of a page that are set in one size and style."""
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            yield from line["spans"]


def letters(page: Any) -> list[tuple[float, float, str]]:
    """Give the letters of a page with the place of their upper left corner, in points."""
    return [(char["bbox"][0], char["bbox"][1], char["c"]) for piece in pieces(page) for char in piece["chars"]]


def ink(made: bytes) -> bytes:
    """Give the first page of a PDF as it looks."""
    return bytes(pages(made)[0].get_pixmap().samples)


def colours(png: bytes) -> tuple[int, int, set[tuple[int, ...]]]:
    """Give the width and the height of a picture, and the colours found on a grid of it."""
    shown = _pixmap(png)
    spots = ((x, y) for x in range(0, shown.width, 4) for y in range(0, shown.height, 4))
    return shown.width, shown.height, {tuple(shown.pixel(x, y)[:3]) for x, y in spots}


class Page(HTMLParser):
    """The tags, the links and the text of an HTML page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self._parts: list[str] = []
        self.feed(source)

    @property
    def text(self) -> str:
        """The text, each run of spaces and line ends as one space."""
        return " ".join("".join(self._parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag, and what it refers to."""
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._parts.append(data)
