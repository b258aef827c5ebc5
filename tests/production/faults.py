"""Faults made in the small production, and where their messages point."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cupola.codes import CODES
from cupola.errors import Message
from cupola.production import inspect
from tests.small import BREAKDOWN, PRODUCTION, write_small

DOCUMENTS = {"production": ("production.yaml", PRODUCTION), "breakdown": ("breakdown.yaml", BREAKDOWN)}


@dataclass(frozen=True)
class Found:
    """A message, with the text of its file from the place that it points at."""

    message: Message
    pointed: str

    @property
    def code(self) -> str:
        """The code."""
        return self.message.code

    @property
    def text(self) -> str:
        """What it says."""
        return self.message.text


def changed(document: str, *changes: tuple[str, str]) -> str:
    """Give a document with texts replaced, each of which must be there."""
    text = DOCUMENTS[document][1]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def found(folder: Path, **documents: str) -> list[Found]:
    """Give every message of the small production with these documents, with what each points at."""
    write_small(folder, **documents)
    return [_found(folder, message) for message in inspect(folder)[1]]


def _found(folder: Path, message: Message) -> Found:
    assert message.code in CODES
    if message.where is None:
        return Found(message, "")
    path = next(p for p in (folder / message.where.file, folder / "orbit" / message.where.file) if p.is_file())
    line = path.read_text(encoding="utf-8").splitlines()[message.where.line - 1]
    assert message.source in (line, None)
    return Found(message, line[message.where.column - 1 :])
