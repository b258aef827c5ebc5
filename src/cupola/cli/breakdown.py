"""`cupola breakdown`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cupola.cli import OK
from cupola.cli.desk import print_json, say
from cupola.errors import CupolaError, Message, raise_all
from cupola.production import folder_of, inside, sources
from cupola.script import HeadingWords, Revision, Scene, Screenplay, check, read, scenes
from cupola.script.breakdown import revise, write_first
from cupola.script.colour import usual
from cupola.script.length import pages_text
from cupola.script.report import as_json as report
from cupola.store import write_whole
from cupola.tree import read_text


def breakdown(path: Path, *, as_json: bool, dry_run: bool, revision: str | None = None) -> int:
    """Print the scenes of a bare screenplay, or write or revise the breakdown of a production."""
    if path.is_dir() or path.suffix in (".yaml", ".yml"):
        return _production(path, usual(revision) if revision else None, as_json=as_json, dry_run=dry_run)
    if revision is not None:
        raise CupolaError(Message("E505", "a bare screenplay has no pages of a colour", hint=_NAME_A_PRODUCTION))
    screenplay = read(path)
    found = scenes(screenplay)
    for message in check(screenplay, found):
        say(message.render())
    if as_json:
        print_json(report(screenplay, found))
    else:
        print(_table(found))
    return OK


def _sound(screenplay: Screenplay, words: HeadingWords) -> tuple[Scene, ...]:
    """Give the scenes of a screenplay without errors; warnings are said."""
    found = scenes(screenplay, words)
    messages = check(screenplay, found, words)
    raise_all(message for message in messages if not message.code.startswith("W"))
    for message in messages:
        say(message.render())
    return found


_NAME_A_PRODUCTION: Final = "name a production, whose breakdown remembers them"


def _production(path: Path, colour: str | None, *, as_json: bool, dry_run: bool) -> int:
    given = sources(folder_of(path))
    script_name, breakdown_name = given.screenplay_named, given.breakdown_named
    screenplay = read(inside(given.folder, given.screenplay), words=given.words)
    found = _sound(screenplay, given.words)
    target = inside(given.folder, given.breakdown)
    if target.is_file():
        old = read_text(target, breakdown_name)
        text, revision = revise(old, found, breakdown_name, colour)
        lines = revision.lines() + _coloured(revision, colour)
    else:
        old, text = "", write_first(found)  # the first pages are white
        lines = [f"{sum(not scene.is_omitted for scene in found)} scenes, all new"]
    if text != old and not dry_run:
        write_whole(target, text)
    if as_json:
        print_json(report(screenplay, found))
    else:
        print("\n".join(lines))
    minutes = sum(scene.screen_time for scene in found) / 60
    say(f"{_size(found)}, {minutes:.0f} min on the screen")
    if dry_run:
        say(f"nothing was written; {breakdown_name} would {'change' if text != old else 'stay as it is'}")
    elif text == old:
        say(f"{breakdown_name} is in step with {script_name}")
    else:
        say(f"written: {target}")
    say(f"next: cupola check {path}")
    return OK


def _coloured(revision: Revision, colour: str | None) -> list[str]:
    count = sum(change.is_on_new_pages for change in revision.changes)
    return [f"{count} {'scene' if count == 1 else 'scenes'} on pages of the colour {colour}"] if colour else []


def _table(found: tuple[Scene, ...]) -> str:
    rows = [("scene", "pages", "heading", "speaking")]
    rows += [(s.number, pages_text(s.eighths), s.heading, ", ".join(s.characters)) for s in found]
    widths = [min(48, max(len(row[k]) for row in rows)) for k in range(3)]
    lines = [f"{a:>{widths[0]}}  {b:>{widths[1]}}  {c:<{widths[2]}}  {d}".rstrip() for a, b, c, d in rows]
    return "\n".join([*lines, _size(found)])


def _size(found: tuple[Scene, ...]) -> str:
    """Say how many scenes there are and how long they are together; those that are omitted are told apart."""
    gone = sum(scene.is_omitted for scene in found)
    count, eighths = len(found) - gone, sum(scene.eighths for scene in found)
    pages = "page" if eighths <= 8 else "pages"
    omitted = f" ({gone} omitted)" if gone else ""
    return f"{count} {'scene' if count == 1 else 'scenes'}{omitted}, {pages_text(eighths)} {pages}"
