"""`cupola convert`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import say
from cupola.errors import DocumentError, Message
from cupola.production import folder_of, inside, sources, write_new
from cupola.script import Screenplay, check, numbered, read, scenes
from cupola.script.annotation import with_items
from cupola.script.file import left_out, text_as
from cupola.script.merge import items_written
from cupola.tree import read_text


def convert(source: Path, target: Path, *, numbers: bool) -> int:
    """Write a screenplay under another name, in the form that its ending stands for."""
    screenplay = _screenplay(source)
    found = scenes(screenplay)
    for message in check(screenplay, found):
        say(message.render())
    if numbers:
        screenplay = numbered(screenplay)
    if not write_new(target, text_as(screenplay, target.suffix)):
        hint = "nothing was written; name a file that is not there yet"
        raise DocumentError(Message("E211", f"{target} is there already", hint=hint))
    print(target)
    for what in left_out(screenplay, target.suffix):
        say(f"left out: {what}")
    say(f"next: cupola breakdown {target}")
    return OK


def _screenplay(source: Path) -> Screenplay:
    """Read a screenplay, that of a production with the elements of its breakdown."""
    if source.is_dir() or source.suffix in (".yaml", ".yml"):
        found = sources(folder_of(source))
        screenplay = read(inside(found.folder, found.screenplay), found.screenplay_named)
        breakdown = inside(found.folder, found.breakdown)
        if not breakdown.is_file():
            return screenplay
        named = found.breakdown_named
        return with_items(screenplay, items_written(read_text(breakdown, named), named))
    return read(source)
