"""Two drafts of a plan side by side: scenes, money, days, broken rules, and every strip that differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cupola.errors import Message, PlanError
from cupola.plan.figures import Money, Robustness
from cupola.plan.model.problem import Problem
from cupola.plan.money import money
from cupola.plan.replan.difference import Move, difference
from cupola.plan.result import Plan, Strip
from cupola.plan.robustness import finished, robustness
from cupola.plan.verify import verify
from cupola.plan.verify.fault import Fault
from cupola.production import Production

World = Callable[[Plan], tuple[Production, Problem]]
"""Gives the production as a plan knows it, with what has happened and on its orbit, and the problem of that."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as it stands: everything is computed anew from its strips, nothing is taken from its head.

    Attributes
    ----------
    name : str
        What it is called, as a rule the name of its file.
    scenes : tuple of str
        The scenes that are in it whole.
    value : int
        What they are worth.
    money, robustness :
        Counted of the strips that can be: of known shots and people, on days of the shoot.
    faults : tuple of Fault
        The rules that it breaks.
    """

    name: str
    plan: Plan
    scenes: tuple[str, ...]
    value: int
    money: Money
    robustness: Robustness
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Recast:
    """A shot that both drafts have, with what differs besides its time: set, camera, people or escorts."""

    shot: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts, and what differs between them.

    Attributes
    ----------
    a, b : Draft
        The drafts.
    moves : tuple of Move
        What becomes of the strips from the first to the second.
    recast : tuple of Recast
        What differs besides the time.
    staying : int
        How many strips stay where they are.
    """

    a: Draft
    b: Draft
    moves: tuple[Move, ...]
    recast: tuple[Recast, ...]
    staying: int

    @property
    def only_a(self) -> tuple[str, ...]:
        """The scenes that the first draft alone has."""
        return tuple(number for number in self.a.scenes if number not in self.b.scenes)

    @property
    def only_b(self) -> tuple[str, ...]:
        """The scenes that the second draft alone has."""
        return tuple(number for number in self.b.scenes if number not in self.a.scenes)


def compare(production: Production, world: World, a: tuple[str, Plan], b: tuple[str, Plan]) -> Comparison:
    """Compare two drafts of a production, each as it is in its own world.

    Parameters
    ----------
    production : Production
        As documented.
    world : callable
        Gives the world of each draft.
    a, b : tuple of str and Plan
        The drafts with their names.

    Raises
    ------
    PlanError
        A draft is of another production (E635).
    """
    strangers = [
        Message(
            "E635", f'{name} is a plan of "{plan.title}", not of "{production.title}"', hint="give its own production"
        )
        for name, plan in (a, b)
        if plan.title != production.title
    ]
    if strangers:
        raise PlanError(*strangers)
    one, other = (draft(*world(plan), name, plan) for name, plan in (a, b))
    moves = difference(production, one.plan, other.plan)
    both = [strip for strip in one.plan.strips if other.plan.strip(strip.shot)]
    gone = {move.shot for move in moves}
    return Comparison(one, other, moves, recast(one.plan, other.plan), sum(strip.shot not in gone for strip in both))


def draft(production: Production, board: Problem, name: str, plan: Plan) -> Draft:
    """Work out what a plan is worth, costs and breaks in its world."""
    strips = [strip for strip in plan.strips if _counts(board, strip)]
    whole = finished(board, strips)
    return Draft(
        name=name,
        plan=plan,
        scenes=tuple(whole),
        value=sum(scene.value for scene in board.scenes if scene.number in whole),
        money=money(board, strips),
        robustness=robustness(board, strips),
        faults=verify(production, plan),
    )


def _counts(board: Problem, strip: Strip) -> bool:
    """Say whether a strip is of a known shot with known people on days of the shoot; if not, the proof says so."""
    known = strip.shot in board.tasks and board.workers.keys() >= {*strip.everyone}
    return known and all(any(one.span.start in day for day in board.days) for one in strip.passes)


def recast(before: Plan, after: Plan) -> tuple[Recast, ...]:
    """Give the shots that both plans have with another set, camera, people or escorts, with what differs."""
    found = []
    for one in before.strips:
        other = after.strip(one.shot)
        for what in _WITH if other else ():
            was, now = _with(one, what), _with(other, what) if other else ""
            if was != now:
                found.append(Recast(one.shot, what, was, now))
    return tuple(found)


_WITH = ("set", "camera", "people", "escorts")


def _with(strip: Strip, what: str) -> str:
    words = {
        "set": [strip.set],
        "camera": [strip.camera],
        "people": sorted(strip.people),
        "escorts": [one.escort or "nobody" for one in strip.passes] if any(p.escort for p in strip.passes) else [],
    }[what]
    return ", ".join(dict.fromkeys(words))
