"""`cupola export --as sex`: the breakdown as a board for Movie Magic Scheduling."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cupola.bring.board import sheets_of
from cupola.bring.sex import WRITING, in_latin, written
from cupola.cli import OK
from cupola.cli.desk import say
from cupola.errors import Message, PlanError
from cupola.production import folder_of, inside, sources
from cupola.production.breakdownform import BreakdownForm
from cupola.production.form import fill
from cupola.production.unit import PRODUCTION
from cupola.store import write_whole
from cupola.tree import parse, read_text
from cupola.units import counted


def board(path: Path, person: str | None, out: Path | None) -> int:
    """Write the breakdown as a scheduling export.

    Raises
    ------
    PlanError
        It is asked for one person (E772).
    DocumentError
        The breakdown is faulty, or has letters without a spelling in plain Latin ones (E796).
    """
    if person is not None:
        hint = "only calendars are made for a person: --as ics --for PERSON"
        raise PlanError(Message("E772", "--as sex is for everybody; --for does not go with it", hint=hint))
    folder = folder_of(path)
    given = sources(folder)
    name = given.breakdown_named
    form = fill(BreakdownForm, parse(read_text(inside(given.folder, given.breakdown), name), name)).sound()
    target = (out or folder / "export") / "breakdown.sex"
    sheets, changed = in_latin(sheets_of(form, _sets(folder)))
    write_whole(target, written(sheets))
    print(target)
    if changed:
        say(_spelled(changed))
    say(Message("W792", WRITING, hint="import it into Movie Magic Scheduling and compare a few scenes").render())
    return OK


def _spelled(changed: Mapping[str, str]) -> str:
    """Say which texts were spelled in plain Latin letters, by a few of them: the shortest tell most."""
    some = sorted(changed, key=len)[:6]
    pairs = ", ".join(f'"{text[:40]}" as "{changed[text][:40]}"' for text in some)
    more = f", and {counted(len(changed) - len(some), 'more text')}" if len(changed) > len(some) else ""
    return f"spelled in plain Latin letters, the only ones known to pass: {pairs}{more}"


def _sets(folder: Path) -> dict[str, str]:
    path = folder / PRODUCTION
    root = parse(read_text(path, PRODUCTION), PRODUCTION).root if path.is_file() else None
    sets = root.get("sets") if root else None
    return {key: node.word("name") or key for key, (_, node) in ((sets.pairs or {}) if sets else {}).items()}
