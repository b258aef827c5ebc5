"""From a production and its almanac to a plan with its reasons: everything in one call."""

from __future__ import annotations

from cupola.errors import Message, PlanError
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.assemble import problem as assemble
from cupola.plan.explain import Argument
from cupola.plan.light import light_of
from cupola.plan.result import Plan
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

    Raises
    ------
    PlanError
        There is nothing to plan, or nothing was found within the limit.
    """
    if not production.shots:
        hint = "give the scenes their shots in breakdown.yaml"
        raise PlanError(Message("E506", f"{production.title} has no shot that is made on the flight", hint=hint))
    almanac = almanac or light_of(production)
    board = assemble(production, almanac)
    found = solve(board, stop, on_progress, seed=seed, interrupt=interrupt)
    return Plan(
        title=production.title,
        digest=production.digest,
        strips=found.strips,
        boneyard=Argument(production, board, almanac, found.strips).boneyard(),
        value=found.value,
        bound=found.bound,
        total=board.total,
        money=found.money,
        stop=found.stop,
        robustness=found.robustness,
    )
