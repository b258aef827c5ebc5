"""`cupola paper`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import open_production, plan_of, say
from cupola.cli.spoken import spoken
from cupola.errors import Message, PlanError
from cupola.light import Almanac
from cupola.plan.light import light_of
from cupola.plan.result import Plan
from cupola.plan.versions import versions
from cupola.preview.planned import FRAMES, planned_stills
from cupola.production import Production, folder_of
from cupola.production.unit import sources
from cupola.publish import Past
from cupola.publish import eject as eject_templates
from cupola.publish import paper as print_paper
from cupola.publish.prints import ON_A_CALL_SHEET, Print, prints_of
from cupola.publish.stationery import Size
from cupola.script import read, scenes


def paper(
    path: Path | None,
    out: Path | None,
    templates: Path | None,
    eject: Path | None,
    language: str,
    size: Size,
    scenery: str,
) -> int:
    """Write the paper of the production's plan, or copy the templates out."""
    if eject is not None:
        for file in eject_templates(eject):
            print(file)
        say(f"next: edit them, then cupola paper {path or 'PRODUCTION'} --templates {eject}")
        return OK
    if path is None:
        hint = "cupola paper PRODUCTION, or cupola paper --eject FOLDER"
        raise PlanError(Message("E505", "name a production folder", hint=hint))
    production = open_production(path)
    languages = spoken(production, folder_of(path), language, templates)
    production, plan = plan_of(production, path)
    past = Past.of(production, versions(folder_of(path)))
    given = sources(folder_of(path))
    script = scenes(read(given.folder / given.screenplay, given.screenplay_named, words=given.words), given.words)
    target = out or folder_of(path) / "paper"
    almanac = light_of(production)
    rows = almanac.day_table(production.crew_offset) if isinstance(almanac, Almanac) else []
    beta = {row.date: row.beta for row in rows}
    prints = _prints(production, plan, folder_of(path) / FRAMES, scenery)
    for file in print_paper(
        production, plan, almanac.phases(), target, templates, beta, past, languages, script, prints, size=size
    ):
        print(file)
    say(f"next: open {target / 'index.html'}")
    return OK


def _prints(production: Production, plan: Plan, folder: Path, scenery: str) -> dict[str, Print]:
    """Give the frames of the storyboard that show the plan as it is, by shot."""
    if not folder.is_dir():
        return {}
    return prints_of(planned_stills(production, plan, scenery).frames(folder), ON_A_CALL_SHEET)
