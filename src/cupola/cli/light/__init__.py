"""`cupola light`: one question, one answer; an answer is a module of this package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from cupola.cli import OK
from cupola.cli.desk import open_production, say
from cupola.cli.light.days import days
from cupola.cli.light.edges import edges
from cupola.cli.light.ground import GroundOutlook, ground_outlook, ground_place, ground_sets
from cupola.cli.light.opportunities import opportunities
from cupola.cli.light.outlook import Outlook, outlook
from cupola.cli.light.plot import Order, plot
from cupola.cli.light.question import Question, instant_of, measured
from cupola.cli.light.reading import reading
from cupola.cli.light.set import set_light
from cupola.cli.light.shot import shot_light
from cupola.cli.light.sights import window_sights

__all__ = ["Question", "light"]

_FACE: Final = 1.5  # metres from the glass


def _read_meter(outlook: Outlook, question: Question) -> None:
    distance = measured(question.distance, "m", "--distance") if question.distance else _FACE
    at = instant_of(question.at or "")
    reading(outlook, question.window or "", at, distance, question.camera, as_json=question.as_json)


def _plot(outlook: Outlook, question: Question) -> None:
    production = outlook.production
    target = question.out or (production.folder / "paper" / "light" if production else Path("light"))
    plot(outlook, question, Order(target=target, day=question.day, theme=question.theme))


_ANSWERS: Final[dict[str, Callable[[Outlook, Question], None]]] = {
    "plot": _plot,
    "at": _read_meter,
    "sights": window_sights,
    "edges": edges,
    "shot": shot_light,
    "set": set_light,
    "need": opportunities,
    "days": days,
}


_ON_THE_GROUND: Final[dict[str, Callable[[GroundOutlook, Question], None]]] = {
    "edges": ground_sets,
    "shot": shot_light,
    "set": ground_sets,
    "need": ground_sets,
    "days": ground_sets,
}


def light(question: Question) -> int:
    """Answer a question about light."""
    question.check()
    if question.location is not None:
        ground_place(question, question.location, question.horizon)
        return OK
    production = open_production(question.production) if question.production is not None else None
    if production is not None and production.flight is None and question.kind in _ON_THE_GROUND:
        _ON_THE_GROUND[question.kind](ground_outlook(production, question), question)
    else:
        where = outlook(question, production)
        _ANSWERS[question.kind](where, question)
        if not question.as_json:
            say("\n".join(where.orbit_lines()))
    if production is not None and question.shot is None and not question.as_json:
        say(f"next: cupola light {question.production} --shot SHOT    cupola plan {question.production}")
    return OK
