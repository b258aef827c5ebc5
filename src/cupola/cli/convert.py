"""`cupola convert`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import say
from cupola.errors import DocumentError, Message
from cupola.production import folder_of, inside, sources
from cupola.production.unit import Sources
from cupola.script import HEADING_WORDS, Screenplay, check, numbered, read, scenes
from cupola.script.annotation import with_items
from cupola.script.file import left_out, text_as
from cupola.script.merge import items_written
from cupola.store import write_new
from cupola.tree import read_text


def convert(source: Path, target: Path, *, numbers: bool) -> int:
    """Write a screenplay under another name, in the form that its ending stands for."""
    is_production = source.is_dir() or source.suffix in (".yaml", ".yml")
    given = sources(folder_of(source)) if is_production else None
    words = given.words if given is not None else HEADING_WORDS
    screenplay = _of_production(given) if given is not None else read(source)
    for message in check(screenplay, scenes(screenplay, words), words):
        say(message.render())
    if numbers:
        screenplay = numbered(screenplay)
    if not write_new(target, text_as(screenplay, target.suffix, words)):
        hint = "nothing was written; name a file that is not there yet"
        raise DocumentError(Message("E211", f"{target} is there already", hint=hint))
    print(target)
    for what in left_out(screenplay, target.suffix, words):
        say(f"left out: {what}")
    say(f"next: cupola breakdown {target}")
    return OK


def _of_production(given: Sources) -> Screenplay:
    """Read the screenplay of a production, with the elements of its breakdown."""
    screenplay = read(inside(given.folder, given.screenplay), given.screenplay_named, words=given.words)
    breakdown = inside(given.folder, given.breakdown)
    if not breakdown.is_file():
        return screenplay
    return with_items(screenplay, items_written(read_text(breakdown, given.breakdown_named), given.breakdown_named))
