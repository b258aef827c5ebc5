"""Names of files that are made of names of people, which may hold anything."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from unicodedata import normalize

_ODD: Final = re.compile(r"[^\w-]+|^[-_]+|[-_]+$")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows keeps for devices."""

_LONGEST: Final = 40


def file_stem(name: str) -> str:
    """Give a name as a part of a file's name; two names never give the same one, not even where case does not count.

    Letters of all scripts, digits, `-` and `_` stay. A name that has anything else, capitals, or is too long is told
    apart by eight digits of its hash.
    """
    plain = normalize("NFC", _ODD.sub("", name)[:_LONGEST].lower())
    if plain == name and plain and not _RESERVED.fullmatch(plain):
        return plain
    digits = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{digits}" if plain else digits
