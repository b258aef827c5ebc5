"""The edge: reads the file of a screenplay."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError, Message
from cupola.script.element import Screenplay
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.tree import decoded, place_after, read_bytes

LARGEST: Final = 10_000_000
"""The largest screenplay read, in bytes: fifty times a long feature."""
MOST_LINES: Final = 1_000_000
"""The most lines read in one screenplay, a note or boneyard counting as two; keeps the memory below 300 MB."""


def read(
    path: Path | str, name: str | None = None, *, words: HeadingWords = HEADING_WORDS, largest: int = LARGEST
) -> Screenplay:
    """Read a screenplay in Fountain: UTF-8, with or without a byte order mark, or UTF-16 with one.

    Parameters
    ----------
    path : Path or str
        The file.
    name : str, optional
        The name to show in messages; the file's name, unless given.
    words : HeadingWords
        The words that begin a heading and name a time of day.
    largest : int
        The largest file read, in bytes.

    Raises
    ------
    DocumentError
        Missing, no file, unreadable, too large, no text, or of too many lines.
    """
    path = Path(path)
    shown = name or path.name
    data = read_bytes(path, shown, largest)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = decoded(data, shown, "utf-16" if is_utf16 else "utf-8")
    _check_text(text, shown)
    return parse(text, shown, words)


def _check_text(text: str, shown: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        hint = "a text file has none; is this a Fountain file, and is it whole?"
        raise DocumentError(Message("E202", "here stands a NUL character", place_after(text[:nul], shown), hint=hint))
    asides = text.count("[[") + text.count("/*")
    if max(text.count("\n"), text.count("\r")) + 2 * asides > MOST_LINES:  # an aside takes twice the memory of a line
        message = f"{shown} has more than {MOST_LINES:,} lines and notes; no screenplay has"
        raise DocumentError(Message("E203", message, hint="is this the right file?"))
