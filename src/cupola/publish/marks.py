"""The marks of a strip: what is shot already, what is locked, and what is new or elsewhere since the version before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cupola.plan.replan.difference import Move
from cupola.plan.result import Strip
from cupola.publish.day import Schedule
from cupola.publish.language import Language
from cupola.publish.moment import Clocks, short_date


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, its words, and why; only what changed since the version before has a reason."""

    kind: Literal["shot", "under-way", "locked", "moved", "new", "dropped", "unfinished"]
    words: str
    why: str = ""


def marks(strip: Strip, schedule: Schedule) -> tuple[Mark, ...]:
    """Give the marks of a strip: how far it is, whether it may move, and what the plan's version did to it."""
    return (*_standing(strip, schedule), *_change(schedule.past.moves.get(strip.shot), schedule))


def dropped(shot: str, schedule: Schedule) -> tuple[Mark, ...]:
    """Give the mark of a shot that the plan's version has left out; nothing, where that was no plan of late."""
    return tuple(_change(schedule.past.moves.get(shot), schedule))


def _standing(strip: Strip, schedule: Schedule) -> Iterator[Mark]:
    situation, say = schedule.plan.situation, schedule.language.say
    if situation and strip.shot in situation.done:
        yield Mark("shot", say("mark-shot"))
    elif situation and strip.shot in situation.under_way:
        yield Mark("under-way", say("mark-under-way"))
    elif strip.lock or schedule.production.shots[strip.shot].lock is not None:
        yield Mark("locked", say("mark-locked"))


def _change(move: Move | None, schedule: Schedule) -> Iterator[Mark]:
    if move is None:
        return
    clocks, language = schedule.clocks, schedule.language
    say, why = language.say, language.phrase(move.reason)
    if move.kind == "added":
        yield Mark("new", say("mark-new"), why)
    elif move.kind == "unfinished":
        yield Mark("unfinished", say("mark-unfinished", scene=move.scene), why)
    elif move.kind == "dropped" and move.before:
        yield Mark("dropped", say("mark-dropped", time=place(move.before.start, clocks, language)), why)
    elif move.before and move.after:
        here = clocks.date(move.before.start) == clocks.date(move.after.start)
        was = clocks.moment(move.before.start).crew if here else place(move.before.start, clocks, language)
        yield Mark("moved", say("mark-moved", time=was), why)


def place(at: float, clocks: Clocks, language: Language | None = None) -> str:
    """Write an instant as a place on the board: `Fri 15 Oct 09:20`."""
    return f"{short_date(clocks.date(at), language)} {clocks.moment(at).crew}"
