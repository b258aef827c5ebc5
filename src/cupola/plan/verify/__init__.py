"""Proves a plan legal, independently of how it was made.

Every rule is computed anew from the production and the sky. Nothing here uses the model's variables, constraints or
objective, nor the opportunities that the model worked from: light is looked at second by second in every take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from cupola.plan.result import Plan
from cupola.plan.situation import situated
from cupola.plan.verify import (
    changes,
    gravity,
    history,
    hours,
    light,
    likeness,
    link,
    neighbours,
    people,
    stage,
    stock,
    takes,
    upkeep,
)
from cupola.plan.verify.fault import Case, Fault
from cupola.production import Production

CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (
    takes.complete,
    takes.as_broken_down,
    takes.within_shoot,
    takes.offered,
    light.light,
    light.light_is_sure,
    gravity.gravity,
    gravity.aboard,
    link.link,
    takes.quiet,
    takes.passes,
    likeness.like_light,
    likeness.match,
    takes.order,
    history.lock,
    history.past,
    people.free,
    people.events,
    people.one_thing_at_a_time,
    changes.time_to_change,
    changes.moves,
    changes.looks,
    people.hours,
    people.escort,
    hours.rested,
    hours.work_per_day,
    hours.film_per_week,
    hours.days_in_a_row,
    hours.day_length,
    hours.turnaround,
    hours.meals,
    stage.sets,
    stage.cameras_and_gear,
    stock.cards,
    stock.batteries,
    neighbours.sleepers,
    neighbours.crowding,
    neighbours.quiet_neighbours,
    upkeep.clear_and_restore,
)
"""Every rule, one check each."""


def verify(production: Production, plan: Plan) -> tuple[Fault, ...]:
    """Find every rule that a plan breaks, under what has happened to the shoot as the plan knows it.

    What concerns only shots that are made is history, and no fault of the plan.

    Returns
    -------
    tuple of Fault
        Empty when the plan is legal.
    """
    case = Case(situated(production, plan.situation), plan)
    found = dict.fromkeys(fault for check in CHECKS for fault in check(case))
    return tuple(fault for fault in found if not _is_history(case, fault))


def _is_history(case: Case, fault: Fault) -> bool:
    is_about_making = fault.code not in ("E510", "E572")
    return is_about_making and bool(fault.shots) and all(case.is_made(shot) for shot in fault.shots)


__all__ = ["CHECKS", "Case", "Fault", "verify"]
