"""A screenplay of headings alone, made of a board: what a production begins with whose script stays with its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cupola.bring.scenes import SceneRow
from cupola.script import HEADING_WORDS, HeadingWords, parse, scenes
from cupola.script.length import pages_text

_ASIDES: Final = re.compile(r"\[(?=\[)|\](?=\])|/(?=\*)|\*(?=/)")
_HEAD: Final = """\
Title: {title}
Notes: Made by `cupola import` from {name}: headings, lengths and synopses, no text. Put the script here when it comes.

"""


def screenplay_of(rows: Sequence[SceneRow], title: str, name: str, words: HeadingWords = HEADING_WORDS) -> str:
    """Write the scenes of a board as Fountain: number, heading, length and synopsis of each.

    A heading that would not be read as one by the `words`, and one that is missing, is `SCENE 12`.
    """
    parts = [_HEAD.format(title=_line(title) or "Untitled", name=_line(name))]
    for row in rows:
        parts.append(f"{_heading(row, words)}\n\n")
        parts.append(f"= {line}\n\n" if (line := _line(row.synopsis)) else "")
        parts.append(f"[[pages: {pages_text(row.pages)}]]\n\n" if row.pages else "")
    return "".join(parts)


def _line(text: str) -> str:
    """Give a text on one line in which no note and no boneyard begins or ends."""
    return " ".join(_ASIDES.sub(r"\g<0> ", text).split())


def _heading(row: SceneRow, words: HeadingWords) -> str:
    for heading in (_line(row.heading), f"SCENE {row.number}"):
        mark = "" if words.begin(heading) else "."
        line = f"{mark}{heading} #{row.number}#"
        found = scenes(parse(f"\n{line}\n\n", "heading", words), words)
        if heading and [(one.number, one.heading) for one in found] == [(row.number, heading)]:
            return line
    return f".SCENE #{row.number}#"
