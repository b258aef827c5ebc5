"""`cupola export --as sex`: the breakdown as a board for Movie Magic Scheduling."""

from __future__ import annotations

from pathlib import Path

from cupola.bring.board import sheets_of
from cupola.bring.sex import WRITING, written
from cupola.cli import OK
from cupola.cli.desk import say
from cupola.errors import Message, PlanError
from cupola.production import folder_of, inside, sources, write_whole
from cupola.production.document import BreakdownForm
from cupola.production.form import fill
from cupola.production.unit import PRODUCTION
from cupola.tree import parse, read_text


def board(path: Path, person: str | None, out: Path | None) -> int:
    """Write the breakdown as a scheduling export.

    Raises
    ------
    PlanError
        It is asked for one person (E772).
    DocumentError
        The breakdown is faulty, or has letters of which nobody knows how they are written there (E796).
    """
    if person is not None:
        hint = "only calendars are made for a person: --as ics --for PERSON"
        raise PlanError(Message("E772", "--as sex is for everybody; --for does not go with it", hint=hint))
    folder = folder_of(path)
    given = sources(folder)
    name = given.breakdown_named
    form = fill(BreakdownForm, parse(read_text(inside(given.folder, given.breakdown), name), name)).sound()
    target = (out or folder / "export") / "breakdown.sex"
    write_whole(target, written(sheets_of(form, _sets(folder))))
    print(target)
    say(Message("W792", WRITING, hint="import it into Movie Magic Scheduling and compare a few scenes").render())
    return OK


def _sets(folder: Path) -> dict[str, str]:
    path = folder / PRODUCTION
    root = parse(read_text(path, PRODUCTION), PRODUCTION).root if path.is_file() else None
    sets = root.get("sets") if root else None
    return {key: node.word("name") or key for key, (_, node) in ((sets.pairs or {}) if sets else {}).items()}
