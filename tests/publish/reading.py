"""Reading paper back: the text, the words and the letters of a PDF, and the text and links of a page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw


def pages(made: Path | bytes) -> list[Any]:
    """Give the pages of a PDF."""
    return list(pypdfium2.PdfDocument(made))


def pdf_text(made: Path | bytes) -> str:
    """Give the text of a PDF, each run of spaces and line ends as one space."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages(made)).split())


def pdf_words(made: Path | bytes) -> list[str]:
    """Give the words of a PDF, without the commas behind them."""
    return [word.strip(",") for word in pdf_text(made).split()]


def pieces(page: Any) -> Iterator[tuple[float, str]]:
    """Give the stretches of a page that are set in one size, with that size in points."""
    text = page.get_textpage()
    sizes = [raw.FPDFText_GetFontSize(text, index) for index in range(text.count_chars())]
    for size, run in groupby(range(len(sizes)), key=lambda index: round(sizes[index], 2)):
        indices = list(run)
        yield size, text.get_text_range(indices[0], len(indices))


def letters(page: Any) -> list[tuple[float, float, str]]:
    """Give the letters of a page with the place of their upper left corner, in points from that of the page."""
    text, height = page.get_textpage(), page.get_height()
    boxes = [(text.get_charbox(index), text.get_text_range(index, 1)) for index in range(text.count_chars())]
    return [(left, height - top, letter) for (left, _, _, top), letter in boxes]


def ink(made: bytes) -> bytes:
    """Give the first page of a PDF as it looks."""
    return bytes(pages(made)[0].render().to_numpy().tobytes())


def colours(png: bytes) -> tuple[int, int, set[tuple[int, ...]]]:
    """Give the width and the height of a picture, and the colours found on a grid of it."""
    shown = Image.open(BytesIO(png)).convert("RGB")
    spots = ((x, y) for x in range(0, shown.width, 4) for y in range(0, shown.height, 4))
    found = [shown.getpixel(spot) for spot in spots]
    return shown.width, shown.height, {spot for spot in found if isinstance(spot, tuple)}


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
