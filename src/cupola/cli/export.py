"""`cupola export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from cupola.cli import OK
from cupola.cli.desk import open_production, plan_of, say
from cupola.cli.spoken import spoken
from cupola.errors import Message, PlanError
from cupola.plan.versions import versions
from cupola.production import folder_of, inside, sources
from cupola.production.unit import PRODUCTION
from cupola.publish.exchange import SPOKEN, Kind, Parcel, files
from cupola.publish.exchange.footage import doubts, recordings
from cupola.store import write_all
from cupola.tree import parse, read_text


def export(
    path: Path, kind: Kind | Literal["sex"], person: str | None, out: Path | None, language: str | None = None
) -> int:
    """Write the production's plan in a format of others; everything is made before anything is written."""
    if language is not None and kind not in SPOKEN:
        hint = f"a language is chosen for {', '.join(SPOKEN)}; leave --language out"
        raise PlanError(Message("E775", f"--as {kind} is for programs and has one language", hint=hint))
    if kind == "sex":  # a board of the breakdown, which needs no plan
        from cupola.cli.board import board

        return board(path, person, out)
    production, plan = plan_of(open_production(path), path)
    folder = folder_of(path)
    documents = _documents(folder) if kind == "json" else {}
    parcel = Parcel(production, plan, versions(folder), documents)
    if kind in SPOKEN:
        first, *others = spoken(production, folder, language or "en")
        parcel = replace(parcel, language=first, spoken={one.code: one for one in (first, *others)})
    made = files(parcel, kind, person)
    if kind in _OF_EDITORS:
        for message in doubts(production, recordings(parcel.schedule)):
            say(message.render())
    target = out or folder / "export"
    write_all({target / name: content for name, content in made.items()})
    print("\n".join(str(target / name) for name in made))
    say(_NEXT.get(kind, "next: open {target}").format(target=target))
    return OK


def _documents(folder: Path) -> dict[str, object]:
    """Read the documents as they are written."""
    given = sources(folder)
    places = {
        "production": (folder / PRODUCTION, PRODUCTION),
        "breakdown": (inside(given.folder, given.breakdown), given.breakdown_named),
    }
    return {key: parse(read_text(path, name), name).root.plain() for key, (path, name) in places.items()}


_OF_EDITORS: Final = ("otio", "edl", "ale", "resolve")
_NEXT: dict[Kind, str] = {
    "ics": "next: send each calendar to whom it is named after; after a replan, export again and send it again",
}
