"""The encoding of a table: told by its bytes where they tell it, and asked for where they do not."""

from __future__ import annotations

import codecs
import re
from typing import Final

from cupola.errors import DocumentError, Message
from cupola.tree import decoded

ENCODINGS: Final = ("utf-8", "utf-16", "cp1251", "cp1252")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 200_000
"""Bytes that are looked at: what they do not tell, the rest does not tell either."""
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]+")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CYRILLIC: Final = re.compile(rb"[\xa8\xb8\xc0-\xff]+")
"""The letters of Russian in cp1251."""
_MOSTLY: Final = 0.8


def text_of(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Give the text that bytes hold, and the name of their encoding.

    Parameters
    ----------
    encoding : str or None
        One of `ENCODINGS`, where somebody knows; a byte order mark knows better.

    Raises
    ------
    DocumentError
        No text, or the encoding cannot be told (E791); not of the one that is given (E110).
    """
    marked = next((known for bom, known in _BOMS if data.startswith(bom)), None)
    found = marked or (given(encoding) if encoding else _told(data, name))
    text = decoded(data, name, found).removeprefix("\ufeff")
    if "\0" in text:
        hint = "a table in text has none; is the file whole, and is it CSV?"
        raise DocumentError(Message("E791", f"{name} holds NUL characters", hint=hint))
    return text, found.removesuffix("-sig").upper()


def given(encoding: str) -> str:
    """Give the name of an encoding that somebody says.

    Raises
    ------
    DocumentError
        It is none that is read (E791).
    """
    word = encoding.casefold().replace("windows-", "cp").replace("utf8", "utf-8").replace("utf16", "utf-16")
    if word not in ENCODINGS:
        hint = f"one of {', '.join(ENCODINGS)}"
        raise DocumentError(Message("E791", f'the encoding "{encoding[:40]}" is not read', hint=hint))
    return word


def _told(data: bytes, name: str) -> str:
    wide = _wide(data[:_SAMPLE])
    if wide:
        return wide
    if b"\0" in data:
        hint = "export it as CSV, or as a workbook (.xlsx)"
        raise DocumentError(Message("E791", f"{name} is no text", hint=hint))
    return of_bytes(data, name)


def of_bytes(data: bytes, name: str) -> str:
    """Tell the encoding of text whose letters are of one byte, or UTF-8.

    Raises
    ------
    DocumentError
        It cannot be told (E791).
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data[:_SAMPLE], name)
    return "utf-8"


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte is that of Latin (0) or Cyrillic (4)."""
    for name, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if b"\0" in high and high.count(0) + high.count(4) >= _MOSTLY * len(high):
            return name
    return None


def _one_byte(data: bytes, name: str) -> str:
    """Tell Cyrillic from Latin with accents: Cyrillic words are Cyrillic from end to end, accents stand alone.

    Raises
    ------
    DocumentError
        Neither is so (E791).
    """
    words = [word for word in _WORD.findall(data) if _HIGH.search(word)]
    whole = sum(1 for word in words if len(word) > 1 and _CYRILLIC.fullmatch(word))
    accented = sum(1 for word in words if len(word) > 2 and len(_HIGH.findall(word)) <= len(word) / 3)
    if whole >= _MOSTLY * len(words) and whole > accented:
        return "cp1251"
    if accented >= _MOSTLY * len(words) and accented > whole:
        return "cp1252"
    text = f"{name} is not UTF-8, and whether it is cp1251 or cp1252 cannot be told"
    raise DocumentError(
        Message("E791", text, hint="say so: --encoding cp1251 (Cyrillic) or --encoding cp1252 (Western)")
    )
