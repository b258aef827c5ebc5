"""The storyboard as files: a PDF and a contact sheet in each order, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from cupola.clock import SpanSet
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import Language, english
from cupola.publish.past import Past
from cupola.publish.prints import Print
from cupola.publish.record import told
from cupola.publish.stationery import Size, Stationery
from cupola.publish.storyboard import ORDERS, Order, storyboard
from cupola.publish.sunlight import Phases
from cupola.publish.typeset import pdf, pictures
from cupola.store import write_whole

_NO_PRINTS: Final[Mapping[str, Print]] = {}
_DRAFT: Final = Past()
_CONTACT_DOTS: Final = 144.0


def storyboard_sheets(
    production: Production,
    plan: Plan,
    phases: Mapping[str, SpanSet],
    out: Path,
    prints: Mapping[str, Print] = _NO_PRINTS,
    *,
    past: Past = _DRAFT,
    languages: Sequence[Language] = (),
    templates: Path | None = None,
    orders: Sequence[Order] = ORDERS,
    size: Size = "a4",
) -> list[Path]:
    """Write the storyboard of a plan into a folder: `storyboard-ORDER.pdf` and `contact-sheet-ORDER.png`.

    In the first of the languages, English where there is none; in each further one into a folder named after it.
    Everything is made before anything is written; the same input gives the same bytes.

    Parameters
    ----------
    prints : mapping of str to Print
        The frames that were taken, by shot.
    past, templates, size
        As for `paper`.

    Returns
    -------
    list of Path
        The files; a contact sheet of very many frames goes on in a second file, `contact-sheet-ORDER-2.png`.

    Raises
    ------
    PlanError
        The plan is of another production.
    DocumentError
        A template is missing or has a mistake, or the folder cannot be written to.
    """
    stationery, made = Stationery.of(templates, size), dict[Path, bytes]()
    for place, language in enumerate(languages or (english(),)):
        schedule = Schedule.of(production, plan, past, language)
        for order in orders:
            view = storyboard(production, schedule, Casting(schedule.production), Phases(phases), order, prints)
            plain = told(view, view.imprint.made)
            for name, content in _files(stationery, plain, order, language, list(prints.values())):
                made[out / (language.code if place else "") / name] = content
    for file, content in made.items():
        write_whole(file, content)
    return list(made)


def _files(
    stationery: Stationery, view: object, order: Order, language: Language, prints: Sequence[Print]
) -> Iterator[tuple[str, bytes]]:
    yield f"storyboard-{order}.pdf", pdf(stationery, "storyboard.typ", view, language, prints)
    sheets = pictures(stationery, "contactsheet.typ", view, language, prints, dots_per_inch=_CONTACT_DOTS)
    for number, sheet in enumerate(sheets, 1):
        yield f"contact-sheet-{order}{f'-{number}' if number > 1 else ''}.png", sheet
