"""Company moves: how often people go from one location on the ground to another within a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cupola.clock import Span, SpanSet
from cupola.plan.model.hours import day_at
from cupola.plan.model.problem import Problem, Task
from cupola.plan.result import Strip


def moves(problem: Problem, strips: Sequence[Strip]) -> dict[str, int]:
    """Count by person how often they move between locations within a day, over the whole of some strips."""
    return {person: len(ways(problem, strips, person)) for person in problem.workers}


def ways(problem: Problem, strips: Sequence[Strip], person: str) -> list[tuple[str, str]]:
    """Give the moves of a person, each from a set to a set at another location, in time order."""
    found = []
    for stops in _stops(problem, strips, person).values():
        found += [(a, b) for (_, a), (_, b) in pairwise(stops) if location(problem, a) != location(problem, b)]
    return found


def without_move(problem: Problem, strips: Sequence[Strip], task: Task) -> SpanSet:
    """Give when a pass of a task would make one of its people move more often on a day than allowed, beside strips.

    A pass counts for the day on which it begins: what begins on the day before and goes on over midnight is left free.
    """
    most = problem.changes.moves_per_day if problem.changes else None
    if most is None or not located(problem, task.set):
        return SpanSet()
    here, found = location(problem, task.set), []
    names = {strip.set: location(problem, strip.set) for strip in strips}
    for person in task.people:
        for number, stops in _stops(problem, strips, person).items():
            day, places = problem.days[number], [names[place] for _, place in stops]
            over = max(problem.length(task, index, number) for index in range(len(task.passes)))
            edges = [day.start + over * (number > 0), *(span.start for span, _ in stops), day.stop]
            for k, (start, stop) in enumerate(pairwise(edges)):
                if _changes([*places[:k], here, *places[k:]]) > most:
                    found.append(Span(start, max(start, stop)))
    return SpanSet.of(found)


def _stops(problem: Problem, strips: Sequence[Strip], person: str) -> Mapping[int, list[tuple[Span, str]]]:
    """Give when somebody is in which set that has a location, by day of the problem, each in time order."""
    there = {place for place in {strip.set for strip in strips} if located(problem, place)}
    mine = (
        (one.span, strip.set)
        for strip in strips
        if strip.set in there
        for one in strip.passes
        if person in strip.people or person == one.escort
    )
    found: dict[int, list[tuple[Span, str]]] = {}
    for span, place in sorted(mine):
        day = day_at(problem.days, span.start)
        if day is not None:
            found.setdefault(day, []).append((span, place))
    return found


def _changes(places: Sequence[str]) -> int:
    return sum(one != other for one, other in pairwise(places))


def located(problem: Problem, place: str) -> bool:
    """Say whether a set is at a location that one travels to or from."""
    return problem.changes is not None and any(place in pair for pair in problem.changes.travel)


def location(problem: Problem, place: str) -> str:
    """Name the location of a set by the first, in the order of their names, of the sets that are there."""
    travel = problem.changes.travel if problem.changes else {}
    known = sorted({name for pair in travel for name in pair})
    return next((name for name in known if not travel.get((name, place))), place)
