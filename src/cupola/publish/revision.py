"""Revisions of paper: each approved version has a letter and a colour, as the pages of a shooting script have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.plan.approval import Approval
from cupola.publish.language import Language
from cupola.script.colour import COLOURS
from cupola.script.scene import LETTERS

_WHITE: Final = "ffffff"


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision that a sheet is of.

    Attributes
    ----------
    letter : str
        `A` for the first version, `B` for the second, `AA` after `Z`; empty for a draft.
    colour : str
        The colour of its paper, as a key: `white`, then the usual order of revisions, from blue to tan, and again.
    page : str
        That colour, red, green and blue in hexadecimal.
    words : str
        The letter, the colour, and the revision that it replaces, in words.
    """

    letter: str
    colour: str
    page: str
    words: str


def revision(approval: Approval | None, language: Language) -> Revision:
    """Give the revision of an approved version; that of a draft has no letter."""
    if approval is None:
        return Revision("", "white", _WHITE, "")
    letter, (colour, page) = _letter(approval.version), _colour(approval.version)
    words = language.say("revision", letter=letter, colour=language.say(f"colour-{colour}"))
    if approval.parent:
        words = language.say("revision-replaces", revision=words, letter=_letter(approval.parent))
    return Revision(letter, colour, page, words)


def _letter(version: int) -> str:
    """Count in letters."""
    rest, last = divmod(version - 1, len(LETTERS))
    return (_letter(rest) if rest else "") + LETTERS[last]


def _colour(version: int) -> tuple[str, str]:
    pages = {name.lower(): page[0:2] + page[4:6] + page[8:10] for name, (_, page) in COLOURS.items()}
    return list({"white": _WHITE, **pages}.items())[(version - 1) % (len(pages) + 1)]
