"""From a production and its almanac to a plan with its reasons: everything in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cupola.errors import Message, PlanError, raise_all
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.argument.explain import Argument
from cupola.plan.argument.foresight import Finding, foresee
from cupola.plan.light import light_of
from cupola.plan.locks import bound
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.result import Plan, Strip
from cupola.plan.search.solve import Interrupt, OnProgress, Stop, solve
from cupola.production import Production

OnFindings = Callable[[tuple[Finding, ...]], None]


def make(
    production: Production,
    almanac: Almanac | GroundSets | None = None,
    stop: Stop | None = None,
    on_progress: OnProgress | None = None,
    *,
    seed: int = 1,
    interrupt: Interrupt | None = None,
    locked: Sequence[Strip] = (),
    on_findings: OnFindings = lambda _: None,
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
    on_findings : callable
        Called before the search with what cannot be, whatever the plan.

    Raises
    ------
    PlanError
        There is nothing to plan (E506), a lock cannot hold (E470, E471, E574), or nothing was found within the limit.
    """
    if not production.shots:
        hint = "give the scenes their shots in breakdown.yaml"
        raise PlanError(Message("E506", f"{production.title} has no shot that is made on the flight", hint=hint))
    almanac = almanac or light_of(production)
    board = bound(production, assemble(production, almanac), locked)
    findings = foresee(production, board, almanac)
    on_findings(findings)
    raise_all((Message(one.code, one.text, hint=one.hint) for one in findings if one.is_error), PlanError)
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
