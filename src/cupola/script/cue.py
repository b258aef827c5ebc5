"""Cues: the lines that say who speaks."""

from __future__ import annotations

from typing import Final

from cupola.script.emphasis import plain

_CAPITAL_ENOUGH: Final = frozenset("ßªº")
"""Lower-case letters that stand in words written in capitals: `GROßMUTTER`, `SOLDADO Nº 2`."""


def is_cue(line: str) -> bool:
    """Say whether a line can be a cue: in capitals, but for what stands in brackets, with a letter that has them.

    Scripts without capitals (Japanese, Arabic) need the mark `@`, as Fountain says.
    """
    bare = _outside_brackets(line) if "(" in line else line
    if bare.isupper():
        return True
    capital = False
    for letter in bare:
        if letter.islower() and letter not in _CAPITAL_ENOUGH:
            return False
        capital = capital or letter.isupper()
    return capital


def split_dual(line: str) -> tuple[str, bool]:
    """Take the caret of simultaneous dialogue off the end of a cue."""
    return (line[:-1].rstrip(), True) if line.endswith("^") else (line, False)


def speaker(cue: str) -> str:
    """Give the name in a cue without its extensions and emphasis: `BORIS (V.O.)` is BORIS."""
    return " ".join(plain(_outside_brackets(cue)).split()) or cue.strip()


def _outside_brackets(line: str) -> str:
    """Give a line without what stands in brackets; an open bracket runs to the end."""
    kept: list[str] = []
    at = depth = 0
    for place, letter in enumerate(line):
        if letter == "(":
            if depth == 0:
                kept.append(line[at:place])
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            at = place + 1
    if depth == 0:
        kept.append(line[at:])
    return "".join(kept)
