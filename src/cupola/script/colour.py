"""The colours of revisions: new pages of a shooting script are printed on paper of the next colour."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

COLOURS: Final = MappingProxyType(
    {
        "Blue": ("00000000FFFF", "C6C6EDEDFEFE"),
        "Pink": ("FFFF0000FFFF", "FDFDCCCCD4D4"),
        "Yellow": ("A0A0A0A00000", "FDFDFFFFABAB"),
        "Green": ("000080800000", "D1D1FEFED0D0"),
        "Goldenrod": ("CCCC7F7F3232", "FAFACDCD3939"),
        "Buff": ("8E8E6B6B2323", "FCFCEDED9D9D"),
        "Salmon": ("A7A742424242", "F8F8AEAE8E8E"),
        "Cherry": ("D5D523236B6B", "FBFBA4A4B4B4"),
        "Tan": ("DBDB93937070", "FDFDF1F1C7C7"),
    }
)
"""The usual colours in their order after white: of the text, and of the page, as Final Draft has them."""
UNUSUAL: Final = ("808080808080", "FFFFFFFFFFFF")
"""Those of a colour that is not usual."""
_ORDER: Final = MappingProxyType({name.casefold(): k for k, name in enumerate(COLOURS)})


def usual(name: str) -> str:
    """Give a colour as it is usually written: `blue` is Blue."""
    bare = " ".join(name.split())
    return next((known for known in COLOURS if known.casefold() == bare.casefold()), bare)


def latest(names: Iterable[str | None]) -> str | None:
    """Give the latest of colours by the usual order; of those that are not usual, which are later, the last."""
    found = [name for name in names if name]
    return max(reversed(found), key=lambda name: _ORDER.get(name.casefold(), len(_ORDER))) if found else None
