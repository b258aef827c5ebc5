"""The languages of what a production hands out: the one that is asked for, and those that its people read."""

from __future__ import annotations

from pathlib import Path

from cupola.production import Production
from cupola.production.unit import sources
from cupola.publish.language import Language, language_of


def spoken(production: Production, folder: Path, first: str, templates: Path | None = None) -> list[Language]:
    """Give the first language, then the others that somebody reads; the film's names are those of its folder."""
    film = sources(folder).folder
    folders = [*dict.fromkeys((film / "languages", folder / "languages")), *([templates] if templates else [])]
    codes = dict.fromkeys([first, *(person.language or first for person in production.people.values())])
    return [language_of(code, folders) for code in codes]
