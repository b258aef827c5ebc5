"""Texts spelled in plain Latin letters, for formats that hold no others."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u"),
            *("f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia"),
        ),
        strict=True,
    )
) | {"і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u"}
"""As in the passports of Russia, Ukraine and Belarus (ICAO Doc 9303, part 3, section 6 B)."""
_LATIN: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_SIGNS: Final = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚‹›′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "•": "-",
    "×": "x",
    "⁄": "/",
    "→": "->",
    "€": "EUR",
    "°": " deg",
}
_LETTERS: Final = _CYRILLIC | _LATIN
_MARKS: Final = re.compile(r"(?<=[A-Za-z0-9])[\u0300-\u036f]+")


def spelled(text: str) -> str:
    """Spell a text in plain Latin letters: without accents, Cyrillic as in passports, with the signs of a typewriter.

    What has no such spelling stays as it is.
    """
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFKC", text)
    turned = "".join(_sign(whole, at) for at in range(len(whole)))
    return _MARKS.sub("", unicodedata.normalize("NFKD", turned))


def _sign(text: str, at: int) -> str:
    """Spell a letter: `Щ` is `SHCH` among capitals, else `Shch`."""
    sign = text[at]
    small = sign.lower()
    if small not in _LETTERS:
        return _SIGNS.get(sign, sign)
    found = _LETTERS[small]
    if small == sign:
        return found
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return found.upper() if not any(other.islower() for other in around) and around.strip() else found.capitalize()
