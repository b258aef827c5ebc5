"""What a plan costs: time at people's prices, rigging, private time, days of work and days held."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cupola.plan.figures import Money
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.model.remaining import day_of
from cupola.plan.result import Pass, Strip


def money(problem: Problem, strips: Sequence[Strip]) -> Money:
    """Give what a plan costs, from its strips and the prices of the problem.

    Film time costs `price`, private time `private_price`. Each time that one of those who carry set-ups comes to a set,
    from another one or first that day, they rig it, which costs `Problem.rigging` of their time; for a later pass of a
    set-up nothing is rigged, nor for what is made without a camera, which leaves what is rigged as it is. A change to
    the next shot of a day (carrying the kit, travelling, another look) costs the time that it takes beyond the rest
    between any two shots. A day of work or travel costs `day_rate`, and so does a day between two of work, if something
    is shot on it and the person is kept. Amounts are rounded to a cent a person and pass, so that every sum is exact.
    """
    film, private = _time(problem, strips)
    rigs = list(rigged(problem, strips))
    changes = list(changed(problem, strips))
    paid, held = _days(problem, strips)
    workers, hourly = problem.workers, round(problem.rigging)
    return Money(
        shots=sum(cents(seconds, workers[person].price) for person, seconds in film),
        rigging=sum(cents(hourly, workers[person].price) for person, _ in rigs),
        changes=sum(cents(seconds, workers[person].price) for person, seconds in changes),
        borrowed=sum(cents(seconds, workers[person].private_price) for person, seconds in private),
        days=sum(round(workers[person].day_rate * 100) * count for person, count in paid.items()),
        held=sum(round(workers[person].day_rate * 100) * count for person, count in held.items()),
        rigging_s=hourly * len(rigs),
        changes_s=sum(seconds for _, seconds in changes),
        borrowed_s=sum(seconds for _, seconds in private),
        rigs=len({one for _, one in rigs}),
        hold_days=sum(held.values()),
    )


def cents(seconds: float, price: float) -> int:
    """Give what some time costs, in whole US cents; `price` is in US dollars an hour."""
    return round(seconds * price / 36)


def _time(problem: Problem, strips: Iterable[Strip]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Give who spends how many seconds on each pass: of film time, and of private time."""
    film: list[tuple[str, int]] = []
    private: list[tuple[str, int]] = []
    for strip, one in _passes(strips):
        seconds = round(one.span.length)
        for person in strip.people:
            lent = problem.workers[person].private.covers(one.span)
            (private if lent else film).append((person, seconds))
        if one.escort:
            film.append((one.escort, seconds))
    return film, private


def rigged(problem: Problem, strips: Iterable[Strip]) -> Iterable[tuple[str, tuple[str, float]]]:
    """Give who rigs a set, and for what: the shot and the start of its set-up."""
    visits: dict[str, list[tuple[float, str, int, str, bool]]] = defaultdict(list)
    for strip in strips:
        for index, one in enumerate(strip.passes):
            visit = (one.span.start, strip.set, day_of(problem, one.span.start), strip.shot, index == 0)
            for person in problem.tasks[strip.shot].riggers:
                visits[person].append(visit)
    for person, seen in visits.items():
        last: tuple[str, int] | None = None
        for start, place, day, shot, first in sorted(seen):
            if first and last != (place, day):
                yield person, (shot, start)
            last = (place, day)


def changed(problem: Problem, strips: Iterable[Strip]) -> Iterable[tuple[str, int]]:
    """Give who needs how many seconds for a change between two shots of a day, beyond the rest between any two."""
    if problem.changes is None:
        return
    seen: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for strip, one in _passes(strips):
        for person in strip.people:
            seen[person].append((one.span.start, day_of(problem, one.span.start), strip.shot))
    for person, visits in seen.items():
        for (_, day, shot), (_, then, following) in pairwise(sorted(visits)):
            seconds = change(problem, person, problem.tasks[shot], problem.tasks[following]) if day == then else 0
            if seconds:
                yield person, seconds


def change(problem: Problem, person: str, one: Task, other: Task) -> int:
    """Give the seconds that a change from a shot to another takes somebody beyond the rest between any two shots."""
    return problem.gap(person, one, other) - math.ceil(problem.rest_between)


def worked(problem: Problem, strips: Iterable[Strip]) -> dict[str, set[int]]:
    """Give the days on which each person works, escorts included."""
    found: dict[str, set[int]] = defaultdict(set)
    for strip, one in _passes(strips):
        for person in (*strip.people, one.escort):
            if person:
                found[person].add(day_of(problem, one.span.start))
    return found


def held(worker: Worker, days: set[int], shooting: Iterable[int]) -> set[int]:
    """Give the days on which somebody who works on `days` is kept without work; on days off of everybody, nobody is.

    Source: the usual rules of a day-out-of-days.
    """
    if not worker.holds or not days:
        return set()
    return {day for day in shooting if min(days) < day < max(days)} - days - worker.travels


def _days(problem: Problem, strips: Sequence[Strip]) -> tuple[dict[str, int], dict[str, int]]:
    """Give how many days each person works or travels, and how many they are held."""
    work = worked(problem, strips)
    shooting = {day for days in work.values() for day in days}
    kept = {person: len(held(problem.workers[person], days, shooting)) for person, days in work.items()}
    paid = {key: len(work.get(key, set()) | worker.travels) for key, worker in problem.workers.items()}
    return paid, kept


def _passes(strips: Iterable[Strip]) -> Iterable[tuple[Strip, Pass]]:
    return ((strip, one) for strip in strips for one in strip.passes)
