"""Company moves: how often people go from one location on the ground to another within a day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip


def moves(problem: Problem, strips: Sequence[Strip]) -> dict[str, int]:
    """Count by person how often they move between locations within a day, over the whole of some strips."""
    return {person: len(ways(problem, strips, person)) for person in problem.workers}


def ways(problem: Problem, strips: Sequence[Strip], person: str) -> list[tuple[str, str]]:
    """Give the moves of a person, each from a set to a set at another location, in time order."""
    found = []
    for day in problem.days:
        there = ((one, strip) for strip in strips for one in strip.passes if located(problem, strip.set))
        mine = ((one, strip) for one, strip in there if person in strip.people or person == one.escort)
        today = sorted((one.span, strip.set) for one, strip in mine if one.span.start in day)
        found += [(a, b) for (_, a), (_, b) in pairwise(today) if location(problem, a) != location(problem, b)]
    return found


def located(problem: Problem, place: str) -> bool:
    """Say whether a set is at a location that one travels to or from."""
    return problem.changes is not None and any(place in pair for pair in problem.changes.travel)


def location(problem: Problem, place: str) -> str:
    """Name the location of a set by the first, in the order of their names, of the sets that are there."""
    travel = problem.changes.travel if problem.changes else {}
    known = sorted({name for pair in travel for name in pair})
    return next((name for name in known if not travel.get((name, place))), place)
