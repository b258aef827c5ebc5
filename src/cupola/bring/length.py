"""Lengths as boards write them: `1 3/8`, `11/8`, `1.375`, eighths, or the date that a spreadsheet made of it."""

from __future__ import annotations

import re
from typing import Final

from cupola.script.length import eighths

_DATE: Final = re.compile(r"\d{4}-(\d\d)-(\d\d)")
_DECIMAL: Final = re.compile(r"(\d{1,4})(?:[.,](\d{1,6}))?")
_UNITS: Final = re.compile(r"\s*(?:pgs?|pages?|p|стр(?:аниц[аы]?)?|с|seiten?|s)\.?$", re.IGNORECASE)
_SIGNS: Final = {"⅛": " 1/8", "¼": " 2/8", "⅜": " 3/8", "½": " 4/8", "⅝": " 5/8", "¾": " 6/8", "⅞": " 7/8"}
_JOINED: Final = re.compile(r"(?<=\d)\s*[+-]\s*(?=\d)")
_LONGEST: Final = 40
_EIGHTHS: Final = re.compile(r"(\d{1,4})(?:\s*/\s*8)?")


def read_pages(text: str, *, in_eighths: bool = False) -> int:
    """Read a length into eighths.

    Parameters
    ----------
    in_eighths : bool
        Whether a bare number counts eighths, as in a column `Eighths`, and not pages.

    Raises
    ------
    ValueError
        Another form; a decimal that is no eighth is rounded to the nearest.
    """
    if len(text) > _LONGEST:
        raise ValueError(f'"{text[:_LONGEST]}…" is not a length in pages')
    bare = _UNITS.sub("", text.strip())
    bare = "".join(_SIGNS.get(sign, sign) for sign in bare).strip()
    if in_eighths and (match := _EIGHTHS.fullmatch(bare)):
        return int(match[1])
    if match := _DATE.fullmatch(bare):
        return _from_date(int(match[1]), int(match[2]), text)
    if (match := _DECIMAL.fullmatch(bare)) and match[2]:
        return round(float(f"{match[1]}.{match[2]}") * 8)
    return eighths(_JOINED.sub(" ", bare))


def _from_date(month: int, day: int, text: str) -> int:
    """Give the eighths of which a spreadsheet made a date: one of day and month is the 8."""
    if day == 8 and month <= 8:
        return month
    if month == 8 and day <= 8:
        return day
    raise ValueError(f'"{text}" is a date')
