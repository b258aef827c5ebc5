"""Sentences that come with a plan, such as why a shot is left out, put into another language piece by piece."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_SLOT: Final = re.compile(r"\{[a-z][a-z-]*\}")
_JOINTS: Final = ("; ", ": ", ", ", " and ")
_SENTENCES: Final = ". "
_NUMBER: Final = r"in (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{2,4}) "
_ITEMS: Final = re.compile(rf"(, (?={_NUMBER})| and (?={_NUMBER})|(?<=of them), |(?<=of them) and |(?<=\)); )")
"""Where one of several causes ends and the next begins."""
_DECIMAL: Final = re.compile(r"\d+\.\d+")
_DEEPEST: Final = 8
_LONGEST: Final = 2000
"""Characters of a sentence that are looked at: no reason of a plan is longer."""


def translated(text: str, phrases: Mapping[str, str], names: Mapping[str, str], decimal: str = ".") -> str:
    """Put a text into a language.

    A phrase such as `{shot} needs {light}.` fits a text that has its words in their order; what stands between them is
    put into the language by itself. What no phrase fits is taken apart at its joints, and a word that is not among the
    names stays as it is written. The work grows with the length of the text, whatever it says.
    """
    if not phrases or len(text) > _LONGEST:
        return names.get(text, text)
    return _Translator(phrases, names, decimal).say(text, _DEEPEST)


class _Translator:
    def __init__(self, phrases: Mapping[str, str], names: Mapping[str, str], decimal: str) -> None:
        self._decimal = decimal
        self._phrases, self._names = [(_pieces(said), _SLOT.findall(said), to) for said, to in phrases.items()], names

    def say(self, text: str, depth: int) -> str:
        if text in self._names or not depth:
            return self._names.get(text, text)
        if _SENTENCES in text:
            return _SENTENCES.join(self.say(part, depth - 1) for part in text.split(_SENTENCES))
        items = [] if text.endswith(".") else _ITEMS.split(text)
        if len(items) > 1:
            return "".join(self._names.get(one, self.say(one, depth - 1)) if one else "" for one in items)
        whole = text.endswith(".")
        for pieces, slots, to in self._phrases:
            found = _fitted(text, pieces) if whole == pieces[-1].endswith(".") else None
            if found is not None:
                parts = {slot: self.say(part, depth - 1) for slot, part in zip(slots, found, strict=True)}
                return _put(to, parts)
        if whole:
            return self.say(text[:-1], depth - 1) + "."
        joint = next((joint for joint in _JOINTS if joint in text), None)
        if joint is None:
            return text.replace(".", self._decimal) if _DECIMAL.fullmatch(text) else text
        said = self._names.get(joint, joint)
        return said.join(self.say(part, depth - 1) for part in text.split(joint))


def _put(to: str, parts: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: parts.get(slot[0], slot[0]), to)


@cache
def _pieces(phrase: str) -> tuple[str, ...]:
    return tuple(_SLOT.split(phrase))


def _fitted(text: str, pieces: tuple[str, ...]) -> list[str] | None:
    """Give what stands between the pieces of a phrase in a text, each taken at its first place; None if it fits not."""
    first, *rest = pieces
    if not text.startswith(first) or not text.endswith(pieces[-1]) or (not rest and text != first):
        return None
    return _between(text, len(first), rest)


def _between(text: str, at: int, pieces: list[str]) -> list[str] | None:
    found = []
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        stop = len(text) - len(piece) if last else text.find(piece, at + 1)
        if stop <= at:
            return None
        found.append(text[at:stop])
        at = stop + len(piece)
    return found
