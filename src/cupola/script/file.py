"""The edge: reads the file of a screenplay."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError, Location, Message
from cupola.script.element import Screenplay
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords

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
    text = _decode(_bytes(path, shown, largest), shown)
    _check_text(text, shown)
    return parse(text, shown, words)


def _bytes(path: Path, shown: str, largest: int) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise DocumentError(Message("E101", f"{shown} is not a file", hint="give a screenplay in Fountain"))
        with path.open("rb") as file:
            data = file.read(largest + 1)  # a size asked before could change, or be that of a device
    except FileNotFoundError:
        raise DocumentError(Message("E101", f"{shown} does not exist", hint=f"check the path: {path}")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(Message("E101", f"{shown} cannot be read: {reason}")) from None
    if len(data) > largest:
        text = f"{shown} is larger than {largest / 1e6:g} MB; no screenplay is"
        raise DocumentError(Message("E103", text, hint="is this the right file? A 120-page script has 0.2 MB"))
    return data


def _decode(data: bytes, shown: str) -> str:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-16" if is_utf16 else "utf-8", errors="replace")
        where = _place(before, shown)
    kind = "UTF-16" if is_utf16 else "UTF-8"
    raise DocumentError(Message("E110", f"this is not {kind} text", where, hint="save the file as UTF-8 and try again"))


def _check_text(text: str, shown: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        hint = "a text file has none; is this a Fountain file, and is it whole?"
        raise DocumentError(Message("E202", "here stands a NUL character", _place(text[:nul], shown), hint=hint))
    asides = text.count("[[") + text.count("/*")
    if max(text.count("\n"), text.count("\r")) + 2 * asides > MOST_LINES:  # an aside takes twice the memory of a line
        message = f"{shown} has more than {MOST_LINES:,} lines and notes; no screenplay has"
        raise DocumentError(Message("E203", message, hint="is this the right file?"))


def _place(before: str, shown: str) -> Location:
    """Give the place in the file after the text `before`."""
    before = before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
