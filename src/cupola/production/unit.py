"""Units of a film: folders within a film's folder, each with its own plan of a part of one breakdown.

A production that says `unit: ground` is the ground unit of the film in the folder above. It shares that film's
screenplay, breakdown and ships, and has its own people, days, sets and plan. Who flies in one of the film's ships is
away from the unit from the launch to the landing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError
from cupola.production.build import Reporter
from cupola.production.document import ProductionForm
from cupola.production.form import fill
from cupola.production.manifest import the_ships
from cupola.production.ships import Ship
from cupola.script.heading import HEADING_WORDS, OWN_WORDS, HeadingWords
from cupola.tree import Tree, parse, read_text

PRODUCTION: Final = "production.yaml"
ABOVE: Final = "../"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the screenplay and the breakdown of a production are.

    Attributes
    ----------
    folder : Path
        The folder that holds both: the production's, or that of the film whose unit it is.
    screenplay, breakdown : str
        Their names in it.
    above : str
        What stands before these names where messages name them: `../` for a unit.
    words : HeadingWords
        The words by which the headings of the screenplay are known.
    film : Tree or None
        The document of the film whose unit it is, where it has one.
    """

    folder: Path
    screenplay: str
    breakdown: str
    above: str = ""
    words: HeadingWords = HEADING_WORDS
    film: Tree | None = None

    @property
    def screenplay_named(self) -> str:
        """The screenplay as messages name it."""
        return self.above + self.screenplay

    @property
    def breakdown_named(self) -> str:
        """The breakdown as messages name it."""
        return self.above + self.breakdown


def sources(folder: Path) -> Sources:
    """Give where screenplay and breakdown of a production are; its production.yaml may be faulty elsewhere.

    Without a production.yaml they have their usual names, so that a screenplay can be broken down first.
    """
    return sources_of(folder, _read(folder))


def sources_of(folder: Path, document: Tree | None) -> Sources:
    """Give them of a production.yaml that is read already; None where there is none."""
    plain = _plain(document)
    if not isinstance(plain.get("unit"), str):
        return _named(folder, plain)
    above = folder.resolve().parent
    film = _read(above, ABOVE)
    return replace(_named(above, _plain(film)), above=ABOVE, film=film)


def _read(folder: Path, above: str = "") -> Tree | None:
    if not (folder / PRODUCTION).is_file():
        return None
    name = above + PRODUCTION
    return parse(read_text(folder / PRODUCTION, name), name)


def _plain(document: Tree | None) -> dict[str, object]:
    plain = document.root.plain() if document is not None else None
    return plain if isinstance(plain, dict) else {}


def _named(folder: Path, plain: dict[str, object]) -> Sources:
    screenplay, breakdown = (
        value if isinstance(value := plain.get(name), str) else str(ProductionForm.model_fields[name].default)
        for name in ("screenplay", "breakdown")
    )
    return Sources(folder, screenplay, breakdown, words=_words(plain.get("heading_words")))


def _words(plain: object) -> HeadingWords:
    """Give the usual words with those of a production; what is faulty among them is told where the form is read."""
    given = plain if isinstance(plain, dict) else {}
    lists = {
        name: given[name] if isinstance(given[name], list) else [given[name]] for name in OWN_WORDS if name in given
    }
    return HEADING_WORDS.with_more({name: [w for w in words if isinstance(w, str)] for name, words in lists.items()})


def is_in_film(form: ProductionForm, given: Sources, report: Reporter) -> bool:
    """Say whether a document that is a unit's lies in its film's folder, with the fault kept if not (E765)."""
    if form.unit is None or given.film is not None:
        return True
    hint = f"put the unit's folder into its film's, or take `unit` out: a film of its own needs none ({PRODUCTION})"
    report.add("E765", f"unit: {form.unit}, and there is no film in the folder above", ("unit",), hint)
    return False


def film_ships(form: ProductionForm, film: Tree, report: Reporter) -> tuple[Ship, ...]:
    """Give the ships of the film that a unit belongs to, with what is wrong between the two kept.

    Parameters
    ----------
    form : ProductionForm
        The unit's document.
    film : Tree
        The film's.
    report : Reporter
        Takes the faults of the unit's document (E765, E766).

    Raises
    ------
    DocumentError
        What is wrong in the film's own document.
    """
    for name in ("screenplay", "breakdown", "flight"):
        if name in form.model_fields_set:
            text = f"a unit has no {name} of its own: it shares that of its film"
            report.add("E766", text, (name,), "take it out, or take `unit` out")
    filled = fill(ProductionForm, film)
    if filled.form is None or filled.messages:
        raise DocumentError(*filled.messages)
    if filled.form.unit is not None:
        hint = "a unit's folder lies in the folder of its film"
        report.add("E765", "the production in the folder above is a unit itself", ("unit",), hint)
    found = Reporter(film)
    ships = the_ships(filled.form, None, found)
    if found.messages:
        raise DocumentError(*found.messages)
    theirs = {key: one.name for key, one in filled.form.people.items() if key not in form.people}
    return tuple(_by_name(ship, theirs) for ship in ships)


def _by_name(ship: Ship, names: dict[str, str]) -> Ship:
    """Name the people of the film whom the unit does not know by its own keys."""
    up, down = (tuple(names.get(one, one) for one in people) for people in (ship.up, ship.down))
    return replace(ship, up=up, down=down)
