"""`cupola light`: one question, one answer; an answer is a module of this package."""

from __future__ import annotations

from collections.abc import Callable

from cupola.cli import OK
from cupola.cli.desk import say
from cupola.cli.light.days import days
from cupola.cli.light.edges import edges
from cupola.cli.light.opportunities import opportunities
from cupola.cli.light.outlook import Outlook, outlook
from cupola.cli.light.question import Question
from cupola.cli.light.set import set_light
from cupola.cli.light.shot import shot_light
from cupola.cli.light.sights import window_sights

__all__ = ["Question", "light"]

Answer = Callable[[Outlook, Question], None]


def light(question: Question) -> int:
    """Answer a question about light."""
    question.check()
    where = outlook(question)
    _answer(question)(where, question)
    if where.production is not None and question.shot is None and not question.as_json:
        say(f"next: cupola light {question.production} --shot SHOT    cupola plan {question.production}")
    return OK


def _answer(question: Question) -> Answer:
    if question.shot is not None:
        return shot_light
    if question.set is not None:
        return set_light
    if question.edges:
        return edges
    if question.sights:
        return window_sights
    return opportunities if question.names_a_need else days
