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
from cupola.tree import parse, read_text

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
    """

    folder: Path
    screenplay: str
    breakdown: str
    above: str = ""
    words: HeadingWords = HEADING_WORDS

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
    plain = _plain(folder)
    if not isinstance(plain.get("unit"), str):
        return _named(folder, plain)
    film = folder.resolve().parent
    found = _named(film, _plain(film, ABOVE))
    return Sources(film, found.screenplay, found.breakdown, ABOVE, found.words)


def _plain(folder: Path, above: str = "") -> dict[str, object]:
    if not (folder / PRODUCTION).is_file():
        return {}
    name = above + PRODUCTION
    plain = parse(read_text(folder / PRODUCTION, name), name).root.plain()
    return plain if isinstance(plain, dict) else {}


def _named(folder: Path, plain: dict[str, object]) -> Sources:
    usual = {name: str(ProductionForm.model_fields[name].default) for name in ("screenplay", "breakdown")}
    given = {key: value for key in usual if isinstance(value := plain.get(key), str)}
    return Sources(folder, **(usual | given), words=_words(plain.get("heading_words")))


def _words(plain: object) -> HeadingWords:
    """Give the usual words with those of a production; what is faulty among them is told where the form is read."""
    given = plain if isinstance(plain, dict) else {}
    lists = {
        name: given[name] if isinstance(given[name], list) else [given[name]] for name in OWN_WORDS if name in given
    }
    return HEADING_WORDS.with_more({name: [w for w in words if isinstance(w, str)] for name, words in lists.items()})


def is_in_film(form: ProductionForm, folder: Path, report: Reporter) -> bool:
    """Say whether this folder has the film of a document that is a unit's, with the fault kept if not (E765)."""
    if form.unit is None or (folder / PRODUCTION).is_file():
        return True
    hint = f"put the unit's folder into its film's, or take `unit` out: a film of its own needs none ({PRODUCTION})"
    report.add("E765", f"unit: {form.unit}, and there is no film in the folder above", ("unit",), hint)
    return False


def film_ships(form: ProductionForm, folder: Path, report: Reporter) -> tuple[Ship, ...]:
    """Give the ships of the film that a unit belongs to, with what is wrong between the two kept.

    Parameters
    ----------
    form : ProductionForm
        The unit's document.
    folder : Path
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
    name = ABOVE + PRODUCTION
    tree = parse(read_text(folder / PRODUCTION, name), name)
    filled = fill(ProductionForm, tree)
    if filled.form is None or filled.messages:
        raise DocumentError(*filled.messages)
    if filled.form.unit is not None:
        hint = "a unit's folder lies in the folder of its film"
        report.add("E765", "the production in the folder above is a unit itself", ("unit",), hint)
    found = Reporter(tree)
    ships = the_ships(filled.form, None, found)
    if found.messages:
        raise DocumentError(*found.messages)
    theirs = {key: one.name for key, one in filled.form.people.items() if key not in form.people}
    return tuple(_by_name(ship, theirs) for ship in ships)


def _by_name(ship: Ship, names: dict[str, str]) -> Ship:
    """Name the people of the film whom the unit does not know by its own keys."""
    up, down = (tuple(names.get(one, one) for one in people) for people in (ship.up, ship.down))
    return replace(ship, up=up, down=down)
