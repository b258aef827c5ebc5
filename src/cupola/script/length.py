"""The length of a screenplay: wrapped lines, pages in eighths, screen time.

A page holds 54 lines. Measured against the reference PDFs of three scripts of 121, 19 and 3 pages, counting wrapped
lines so comes within half a page; eighths are rounded, not raised, since raising each scene adds a tenth.
Every character is one column wide, East Asian ones too; speeches spoken at once are counted one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from cupola.script.element import SPEECH, UNSEEN, Element
from cupola.script.emphasis import plain

LINES_PER_PAGE: Final = 54
SECONDS_PER_PAGE: Final = 60.0
"""The rule of thumb of the trade: a page is a minute."""

_WIDTH: Final = MappingProxyType(
    {"action": 61, "scene_heading": 61, "centered": 61, "dialogue": 36, "lyric": 36, "parenthetical": 26}
)
_ONE_LINE: Final = frozenset({"character", "transition"})
_PAGES: Final = re.compile(r"(?:(\d{1,4})(?:\s+|$))?(?:(\d{1,4})\s*/\s*8)?")


def lines(elements: Iterable[Element], notation: str = "fountain") -> int:
    """Count the lines that elements take on the page, the empty line above each block with them.

    Notes, boneyards, sections, synopses and page breaks take none. What is sung stands with the speech above: in
    Fountain only without an empty line between; Final Draft knows no such line.
    """
    total = 0
    above: Element | None = None
    for element in elements:
        if element.kind in UNSEEN or element.kind == "page_break":
            continue
        total += _height(element) + (not _is_joined(above, element, notation))
        above = element
    return total


def _is_joined(above: Element | None, element: Element, notation: str) -> bool:
    """Say whether an element follows the one above without an empty line."""
    if above is None or element.kind in ("dialogue", "parenthetical"):
        return above is not None
    is_below = notation != "fountain" or above.line + above.text.count("\n") + 1 == element.line
    return element.kind == "lyric" and is_below and above.kind in SPEECH


def _height(element: Element) -> int:
    if element.kind in _ONE_LINE:
        return 1
    return wrapped(plain(element.text), _WIDTH[element.kind])


def wrapped(text: str, width: int) -> int:
    """Count the lines of a text when words are wrapped at `width` columns; longer words are broken."""
    return sum(1 if len(line) <= width else _wrapped_line(line, width) for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> int:
    column = len(line) - len(line.lstrip())
    count = 1 + column // width
    column %= width
    is_first = True
    for word in line.split():
        length = len(word)
        needed = column + length + (not is_first)
        if needed <= width:
            column = needed
        else:
            count += (length - 1) // width + (not is_first or column > 0)
            column = (length - 1) % width + 1
        is_first = False
    return count


def eighths_of(line_count: int) -> int:
    """Give the length of so many lines in eighths of a page, rounded, at least one."""
    return max(1, (line_count * 16 + LINES_PER_PAGE) // (2 * LINES_PER_PAGE))


def eighths(text: str) -> int:
    """Read a length in pages into eighths: `1 3/8` is 11, `2` is 16, `5/8` is 5.

    Raises
    ------
    ValueError
        Another form.
    """
    match = _PAGES.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        raise ValueError(f'"{text[:40]}" is not a length in pages; write for example 1 3/8')
    return int(match[1] or 0) * 8 + int(match[2] or 0)


def eighths_or_none(text: str) -> int | None:
    """Read a length in pages as `eighths` does; None for another form."""
    try:
        return eighths(text)
    except ValueError:
        return None


def pages_text(count: int) -> str:
    """Write eighths as pages: 11 is `1 3/8`, 16 is `2`, 5 is `5/8`."""
    whole, rest = divmod(count, 8)
    if not rest:
        return str(whole)
    return f"{whole} {rest}/8" if whole else f"{rest}/8"


def screen_time(count: int) -> float:
    """Give the screen time of so many eighths, in seconds: a page is a minute."""
    return count * SECONDS_PER_PAGE / 8
