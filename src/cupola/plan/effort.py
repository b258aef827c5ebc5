"""What a plan costs the crew: rigging sets, and private time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from cupola.plan.problem import Problem
from cupola.plan.remaining import day_of
from cupola.plan.result import Strip
from cupola.production import Production

RIGGING: Final = 3600
"""Seconds of crew time that rigging a set costs: worksites take 1-2 h (Operating an Outpost, p. 15)."""


def effort(problem: Problem, strips: Sequence[Strip]) -> int:
    """Give the seconds of crew time that a plan spends on rigging sets and borrows from private time.

    A set is rigged each time that the unit comes to it from another one, or first that day; a set that is used on a
    day without the unit, once that day.
    """
    return RIGGING * rigs(problem, strips) + borrowed(problem, strips)


def unit(problem: Problem) -> str:
    """Name the person who is in most tasks: the camera goes where they go."""
    count = Counter(person for task in problem.tasks.values() for person in task.people)
    return max(count, key=lambda person: (count[person], person)) if count else ""


def rigs(problem: Problem, strips: Sequence[Strip]) -> int:
    """Count how often a set is rigged."""
    leader = unit(problem)
    led = sorted(
        (p.span.start, s.set, day_of(problem, p.span.start)) for s in strips if leader in s.people for p in s.passes
    )
    runs = sum(k == 0 or led[k - 1][1:] != led[k][1:] for k in range(len(led)))
    visited = {(place, day) for _, place, day in led}
    others = {(s.set, day_of(problem, p.span.start)) for s in strips if leader not in s.people for p in s.passes}
    return runs + len(others - visited)


def price(production: Production, strips: Iterable[Strip]) -> float:
    """Give what the crew time on the shots costs at the production's prices, in US dollars."""
    hours = ((key, p.span.length / 3600) for s in strips for p in s.passes for key in (*s.people, p.escort) if key)
    return sum(production.people[key].price * time for key, time in hours)


def borrowed(problem: Problem, strips: Iterable[Strip]) -> int:
    """Give the seconds of private time that people lend."""
    return round(
        sum(
            p.span.length
            for s in strips
            for p in s.passes
            for person in s.people
            if problem.workers[person].private.covers(p.span)
        )
    )
