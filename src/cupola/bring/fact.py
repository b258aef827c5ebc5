"""What bringing in did, fact by fact: what was added, what stays though the table differs, what has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final, Literal

from cupola.errors import harmless

What = Literal["added", "kept", "replaced", "absent"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that bringing in did or did not do.

    Attributes
    ----------
    who : str
        The scene or person.
    field : str
        The field of the document.
    what : str
        Added; kept, where the document says something else, which stays; replaced, where it was asked to; absent, where
        the document has no such scene.
    here, table : str
        What the document says, and what the table does.
    why : str
        Why it was kept.
    """

    who: str
    field: str
    what: What
    here: str = ""
    table: str = ""
    why: str = ""

    def text(self) -> str:
        """Give the fact in words: `props: + torch, tin`."""
        table, here = _short(self.table), _short(self.here)
        words = {
            "added": f"{self.field}: + {table}",
            "kept": f"{self.field}: {here} stays; the table has {table}",
            "replaced": f"{self.field}: {here} → {table}",
            "absent": f"left out: {table}" if table else "left out",
        }[self.what]
        return f"{words} ({self.why})" if self.why else words


_LONGEST: Final = 72


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def lines(facts: Iterable[Fact]) -> Iterator[str]:
    """Give facts as lines, those of one scene or person under one another."""
    for who, group in groupby(facts, key=lambda fact: fact.who):
        for k, fact in enumerate(group):
            yield harmless(f"{who if k == 0 else '':<8}  {fact.text()}".rstrip())


def as_json(facts: Iterable[Fact]) -> list[dict[str, str]]:
    """Give facts as plain values."""
    return [asdict(fact) for fact in facts]
