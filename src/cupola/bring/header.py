"""The header of a table: what its words mean, in English, Russian and German."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from cupola.script.category import CATEGORIES, category_of
from cupola.tree import parse

Kind = Literal["breakdown", "people"]
LEFT_OUT: Final = "left out"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of headers: by kind of table, the fields there are, and the field of each word."""

    fields: Mapping[str, tuple[str, ...]]
    known: Mapping[str, Mapping[str, str]]
    contacts: frozenset[str]


@cache
def words() -> Words:
    """Give the packaged words."""
    name = "headers.yaml"
    root = parse(files("cupola.bring").joinpath("data", name).read_text("utf-8"), name).root

    def part(key: str) -> dict[str, list[str]]:
        node = root.get(key)
        return {field: node.words(field) for field in node.pairs or {}} if node else {}

    scene, elements, people = part("breakdown"), part("elements"), part("people")
    others = tuple(key for key in CATEGORIES if key != "cast")
    return Words(
        {"breakdown": (*scene, *others, LEFT_OUT), "people": (*people, LEFT_OUT)},
        {"breakdown": _index(elements) | _index(scene), "people": _index(people)},
        frozenset(root.words("contacts")),
    )


def _index(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {one: field for field, line in found.items() for one in line}


_BETWEEN: Final = re.compile(r"[^\w#№]+|_")


def word(text: str) -> str:
    """Give the text of a header as it is compared: lower case, no punctuation, `ё` as `е`."""
    return " ".join(_BETWEEN.sub(" ", text.casefold().replace("ё", "е")).split())


def meaning(text: str, kind: Kind) -> str | None:
    """Say which field a column with this header is; None when it is not known."""
    bare = word(text)
    found = words().known[kind].get(bare)
    if found or kind == "people":
        return found
    return category_of(bare) or ("remark" if bare.endswith(" notes") else None)


def understood(cells: Iterable[str]) -> int:
    """Count the cells that are words of a header, of whichever kind of table."""
    return sum(1 for cell in cells if len(cell) < _LONGEST and (meaning(cell, "breakdown") or meaning(cell, "people")))


_LONGEST: Final = 60
"""Characters of a header: more is a sentence."""


def fits(cells: Sequence[str], kind: Kind) -> int:
    """Say how well a row is the header of a kind of table: how many fields it names; 0 without the needed one."""
    fields = [meaning(cell, kind) for cell in cells if len(cell) < _LONGEST]
    needed = ("scene",) if kind == "breakdown" else ("name", "plays")
    return len({*fields} - {None}) if {*fields} & {*needed} else 0
