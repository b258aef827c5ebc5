"""What goes on beside a set: people who sleep or work in its module, takes next door that need quiet."""

from __future__ import annotations

from collections.abc import Iterable

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.stock import above
from cupola.plan.result import Strip
from cupola.production import Production, Set, Shot


def crowded(production: Production, shot: Shot) -> SpanSet:
    """Give when a shot has no room: somebody sleeps in the module, or too many are there by their own day plans."""
    where = production.sets[shot.set]
    others = [person for key, person in production.people.items() if key not in shot.people]
    asleep = SpanSet.of(
        block.span
        for person in others
        for block in person.blocks
        if block.kind == "sleep" and where.module and where.module == (block.module or person.sleeps_in)
    )
    there = [
        (block.span, 1)
        for person in others
        for block in person.blocks
        if block.kind not in ("film", "sleep") and where.module and block.module == where.module
    ]
    most = 0 if shot.closed else where.room - len(shot.people)
    return asleep | SpanSet.of(above(there, most))


def heard(production: Production, where: Set) -> tuple[str, ...]:
    """Name the other sets from which a set hears people at work."""
    return tuple(key for key, one in production.sets.items() if key != where.id and one.module in where.hears)


def disturbs(problem: Problem, strips: Iterable[Strip], task: Task) -> SpanSet:
    """Give when a task, set-up and takes, would be heard in takes of strips that need quiet."""
    return SpanSet.of(
        Span(one.takes[0].start, one.takes[-1].stop)
        for other, strip in _standing(problem, strips)
        if task.set in other.heard
        for one in strip.passes
    )


def disturbed(problem: Problem, strips: Iterable[Strip], task: Task) -> SpanSet:
    """Give when strips are heard in the takes of a task that needs quiet."""
    return SpanSet.of(
        one.span for _, strip in _standing(problem, strips) if strip.set in task.heard for one in strip.passes
    )


def _standing(problem: Problem, strips: Iterable[Strip]) -> list[tuple[Task, Strip]]:
    return [*problem.standing, *((problem.tasks[strip.shot], strip) for strip in strips)]
