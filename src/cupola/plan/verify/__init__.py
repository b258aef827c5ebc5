"""Proves a plan legal, independently of how it was made.

Every rule is computed anew from the production and the sky. Nothing here uses the model's variables, constraints or
objective, nor the opportunities that the model worked from: light is looked at second by second in every take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from cupola.plan.result import Plan
from cupola.plan.verify import likeness, people, stage, takes
from cupola.plan.verify.fault import Case, Fault
from cupola.production import Production

CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (
    takes.complete,
    takes.as_broken_down,
    takes.within_shoot,
    takes.light,
    takes.light_is_sure,
    takes.quiet,
    takes.passes,
    likeness.like_light,
    likeness.match,
    takes.order,
    people.free,
    people.events,
    people.one_thing_at_a_time,
    people.hours,
    people.escort,
    stage.sets,
    stage.cameras_and_gear,
    stage.data,
)
"""Every rule, one check each."""


def verify(production: Production, plan: Plan) -> tuple[Fault, ...]:
    """Find every rule that a plan breaks.

    Returns
    -------
    tuple of Fault
        Empty when the plan is legal.
    """
    case = Case(production, plan)
    return tuple(dict.fromkeys(fault for check in CHECKS for fault in check(case)))


__all__ = ["CHECKS", "Case", "Fault", "verify"]
