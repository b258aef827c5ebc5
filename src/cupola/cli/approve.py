"""`cupola approve` and `cupola history`."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import instant_of, open_production, placed, print_json, say
from cupola.clock import utc_text
from cupola.errors import DocumentError, Message
from cupola.plan.document import PLAN, read_plan
from cupola.plan.replan.difference import Move, difference, move_words
from cupola.plan.replan.fate import causes
from cupola.plan.versions import Signature, Version, versions
from cupola.plan.versions import approve as seal
from cupola.production import Production, folder_of


def approve(path: Path, draft: Path | None, by: str, cause: str, at: str | None) -> int:
    """Make a draft the plan in force."""
    production = open_production(path)
    file, name = _inside(folder_of(path), draft or Path("plan") / PLAN)
    written = read_plan(file, name)
    made = seal(placed(production, written.plan), written, Signature(by, cause, _time(at)))
    print(made)
    say(f"{name} is the plan now, approved by {by.strip()}")
    say(f"next: cupola paper {path}    cupola history {path}")
    return OK


def history(path: Path, *, as_json: bool) -> int:
    """List the approved plans with what each of them changed."""
    production = open_production(path)
    found = versions(folder_of(path))
    if as_json:
        print_json([_plain(one, _changes(production, found, k)) for k, one in enumerate(found)])
        return OK
    for k, one in enumerate(found):
        print(_text(production, one, _changes(production, found, k)))
    if not found:
        say(f"nothing is approved yet; next: cupola approve {path} --by NAME --cause TEXT")
    return OK


def _inside(folder: Path, draft: Path) -> tuple[Path, str]:
    """Give a draft's file and its name in the folder; the name may be given from here or from the folder.

    Raises
    ------
    DocumentError
        It is not in the folder (E102).
    """
    root = folder.resolve()
    try:
        found = next((p for p in (draft, folder / draft) if p.is_file()), folder / draft).resolve()
    except (OSError, RuntimeError, ValueError):
        raise DocumentError(Message("E101", f'"{str(draft)[:80]}" cannot be read', hint="correct its name")) from None
    if not found.is_relative_to(root):
        hint = "copy the plan into the folder"
        raise DocumentError(Message("E102", f'"{str(draft)[:80]}" leaves the production folder', hint=hint))
    return found, found.relative_to(root).as_posix()


def _time(at: str | None) -> float:
    return time.time() if at is None else instant_of(at, "--at")


def _changes(production: Production, found: tuple[Version, ...], k: int) -> tuple[Move, ...]:
    if not k:
        return ()
    before, after = found[k - 1].plan, found[k].plan
    return difference(production, before, after, causes(production, before, after))


def _text(production: Production, version: Version, moves: tuple[Move, ...]) -> str:
    head = version.approval
    count = Counter(move.kind for move in moves)
    words = ", ".join(f"{n} {kind}" for kind, n in count.items()) or ("nothing moved" if head.parent else "the first")
    lines = [f"{head.version:04d}  {utc_text(head.time)}  {head.author}: {head.cause}  ({words})"]
    return "\n".join([*lines, *(f"      {move_words(production, move)}" for move in moves)])


def _plain(version: Version, moves: tuple[Move, ...]) -> dict[str, object]:
    head = version.approval
    return {
        "version": head.version,
        "parent": head.parent,
        "author": head.author,
        "cause": head.cause,
        "time": utc_text(head.time),
        "file": version.name,
        "sha256": version.sha256,
        "value": version.plan.value,
        "changes": [{"shot": move.shot, "kind": move.kind, "reason": move.reason} for move in moves],
    }
