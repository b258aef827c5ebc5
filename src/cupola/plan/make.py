"""From a production and its almanac to a plan with its reasons: everything in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cupola.errors import Message, PlanError
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.assemble import problem as assemble
from cupola.plan.explain import Argument
from cupola.plan.light import light_of
from cupola.plan.problem import Problem
from cupola.plan.result import Plan, Strip
from cupola.plan.solve import Interrupt, OnProgress, Stop, solve
from cupola.production import Production


def make(
    production: Production,
    almanac: Almanac | GroundSets | None = None,
    stop: Stop | None = None,
    on_progress: OnProgress | None = None,
    *,
    seed: int = 1,
    interrupt: Interrupt | None = None,
    locked: Sequence[Strip] = (),
) -> Plan:
    """Make the shooting plan of a production.

    Parameters
    ----------
    production : Production
        The whole production.
    almanac : Almanac or GroundSets, optional
        The light of its shoot, if it is there already.
    stop, on_progress, seed, interrupt :
        As for `solve`.
    locked : sequence of Strip
        Strips that may not move: if they are in the plan, then where they are here.

    Raises
    ------
    PlanError
        There is nothing to plan, or nothing was found within the limit.
    """
    if not production.shots:
        hint = "give the scenes their shots in breakdown.yaml"
        raise PlanError(Message("E506", f"{production.title} has no shot that is made on the flight", hint=hint))
    almanac = almanac or light_of(production)
    board = _locked(assemble(production, almanac), locked)
    found = solve(board, stop, on_progress, seed=seed, interrupt=interrupt)
    return Plan(
        title=production.title,
        digest=production.digest,
        strips=tuple(replace(strip, lock=any(one.shot == strip.shot for one in locked)) for strip in found.strips),
        boneyard=Argument(production, board, almanac, found.strips).boneyard(),
        value=found.value,
        bound=found.bound,
        total=board.total,
        money=found.money,
        stop=found.stop,
        robustness=found.robustness,
    )


def _locked(board: Problem, strips: Sequence[Strip]) -> Problem:
    """Give the problem with the tasks of locked strips bound to where these are."""
    locks = {strip.shot: tuple(one.span.start for one in strip.passes) for strip in strips}
    bound = {key: replace(board.tasks[key], lock=lock) for key, lock in locks.items() if key in board.tasks}
    return replace(board, tasks={**board.tasks, **bound})
