"""`cupola light`: one question, one answer; an answer is a module of this package, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from cupola.cli import OK
from cupola.cli.desk import open_production, say
from cupola.cli.light.question import Question

__all__ = ["Question", "light"]

_ANSWERS: Final = {
    "plot": "plot.pictures",
    "at": "reading.meter_reading",
    "sights": "sights.window_sights",
    "edges": "edges.edges",
    "link": "links.station_links",
    "shot": "shot.shot_light",
    "set": "set.set_light",
    "need": "opportunities.opportunities",
    "days": "days.days",
}
"""By kind of question: the module and its function, called with an outlook and the question."""

_ON_THE_GROUND: Final = {
    "edges": "ground.ground_sets",
    "link": "links.ground_links",
    "shot": "shot.shot_light",
    "set": "ground.ground_sets",
    "need": "ground.ground_sets",
    "days": "ground.ground_sets",
}
"""The same for a film without a flight."""


def light(question: Question) -> int:
    """Answer a question about light."""
    question.check()
    if question.location is not None:
        answer = "links.place_links" if question.link else "ground.ground_place"
        _load(answer)(question, question.location, question.horizon)
        return OK
    production = open_production(question.production) if question.production is not None else None
    if production is not None and production.flight is None and question.kind in _ON_THE_GROUND:
        _load(_ON_THE_GROUND[question.kind])(_load("ground.ground_outlook")(production, question), question)
    else:
        where = _load("outlook.outlook")(question, production)
        _load(_ANSWERS[question.kind])(where, question)
        if not question.as_json:
            say("\n".join(where.orbit_lines()))
    if production is not None and question.shot is None and not question.as_json:
        say(f"next: cupola light {question.production} --shot SHOT    cupola plan {question.production}")
    return OK


def _load(name: str) -> Any:
    """Load a function of this package, `module.function`."""
    module, function = name.split(".")
    return getattr(import_module(f"{__name__}.{module}"), function)
