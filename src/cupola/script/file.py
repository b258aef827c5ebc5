"""The edge: reads the file of a screenplay, and writes it in another form."""

from __future__ import annotations

import codecs
from itertools import pairwise
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError, Message
from cupola.script.element import Screenplay
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.tree import decoded, place_after, read_bytes

_FDX: Final = ".fdx"
_FOUNTAIN: Final = (".fountain", ".spmd", ".txt")
_HEAD: Final = 4096
LARGEST: Final = 10_000_000
"""The largest screenplay read, in bytes: fifty times a long feature."""
MOST_LINES: Final = 1_000_000
"""The most lines read in one screenplay, a note or boneyard counting as two; keeps the memory below 300 MB."""


def read(
    path: Path | str, name: str | None = None, *, words: HeadingWords = HEADING_WORDS, largest: int = LARGEST
) -> Screenplay:
    """Read a screenplay.

    A file that is named `.fdx`, or begins as one, is read as Final Draft's; any other as Fountain: UTF-8, with or
    without a byte order mark, or UTF-16 with one.

    Parameters
    ----------
    path : Path or str
        The file.
    name : str, optional
        The name to show in messages; the file's name, unless given.
    words : HeadingWords
        The words that begin a heading and name a time of day.
    largest : int
        The largest file of Fountain read, in bytes.

    Raises
    ------
    DocumentError
        Missing, no file, unreadable, too large, no text, or of too many lines; or no script of Final Draft.
    """
    path = Path(path)
    shown = name or path.name
    if path.suffix.casefold() == _FDX or _begins_as_fdx(path):
        from cupola.script.fdx import read_fdx

        return read_fdx(path, shown)
    data = read_bytes(path, shown, largest)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = decoded(data, shown, "utf-16" if is_utf16 else "utf-8")
    _check_text(text, shown)
    return parse(text, shown, words)


def _begins_as_fdx(path: Path) -> bool:
    """Say whether a file under another name is Final Draft's."""
    try:
        if not path.is_file():  # whoever opens a pipe waits until somebody writes to it
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False  # the reading tells what is wrong
    return b"<FinalDraft" in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def text_as(screenplay: Screenplay, suffix: str, words: HeadingWords = HEADING_WORDS) -> str:
    """Write a screenplay in the form that the ending of a file's name stands for: `.fountain` or `.fdx`.

    Raises
    ------
    DocumentError
        Another ending (E210).
    """
    if suffix.casefold() == _FDX:
        from cupola.script.fdx import fdx_text

        return fdx_text(screenplay, words)
    if suffix.casefold() in _FOUNTAIN:
        from cupola.script.manuscript import fountain_text

        return fountain_text(screenplay, words)
    message = f'no screenplay is written as "{suffix}"' if suffix else "the name of the new file has no ending"
    raise DocumentError(Message("E210", message, hint="end its name in .fountain or .fdx"))


def left_out(screenplay: Screenplay, suffix: str, words: HeadingWords = HEADING_WORDS) -> list[str]:
    """Say what of a screenplay the form of a file has no place for."""
    if suffix.casefold() != _FDX:
        return []
    gone = sum(element.kind == "boneyard" for element in screenplay.elements)
    kept = sum(
        heading.kind == "scene_heading" and boneyard.kind == "boneyard" and words.is_omitted(heading.text)
        for heading, boneyard in pairwise(screenplay.elements)
    )
    return [f"{gone - kept} {'boneyard' if gone - kept == 1 else 'boneyards'}"] if gone > kept else []


def _check_text(text: str, shown: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        hint = "a text file has none; is this a Fountain file, and is it whole?"
        raise DocumentError(Message("E202", "here stands a NUL character", place_after(text[:nul], shown), hint=hint))
    asides = text.count("[[") + text.count("/*")
    if max(text.count("\n"), text.count("\r")) + 2 * asides > MOST_LINES:  # an aside takes twice the memory of a line
        message = f"{shown} has more than {MOST_LINES:,} lines and notes; no screenplay has"
        raise DocumentError(Message("E203", message, hint="is this the right file?"))
