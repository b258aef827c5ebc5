"""Why here: the places in the shoot where a planned shot could stand, and what it would push out of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import Span, SpanSet
from cupola.plan.argument.conflict import shrunk
from cupola.plan.argument.trial import feasible, placed, strips_ahead
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.remaining import day_of, first_takes, remaining
from cupola.plan.money import money
from cupola.plan.result import Strip

MOST_PLACES: Final = 8
"""So many places are looked into besides those where the shot fits: the work that one question is worth."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch in which a shot could begin, by its light, its set and its people.

    Attributes
    ----------
    start : float
        When it would begin there; where it does not fit, the first instant of the stretch.
    here : bool
        Whether it stands there.
    fits : bool
        Whether it fits there beside everything else.
    cost : float
        Where it fits: the seconds of crew time for rigging and borrowed that it would cost more; less, if negative.
    price : float
        Where it fits: the US dollars that the plan would cost more.
    out : tuple of str
        Where it does not fit: planned shots that would have to make way, no more than needed; empty where none help.
    moved : tuple of Strip
        Where those would go; empty when they cannot all be had elsewhere.
    held : tuple of str
        Where it does not fit whatever makes way: planned shots in the way that are held by a lock.
    """

    start: float
    here: bool
    fits: bool
    cost: float = 0.0
    price: float = 0.0
    out: tuple[str, ...] = ()
    moved: tuple[Strip, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of a planned shot.

    Attributes
    ----------
    openings : int
        How often light, set and people come together for it, whatever lock holds it.
    places : tuple of Place
        Where it stands, everywhere that it fits, and some of the others, in time order.
    best : Place or None
        The next best place: the cheapest one elsewhere that it fits, and of several the nearest.
    after, before : tuple of str
        Planned shots that must be shot before it, and those that must be shot after it.
    matches : tuple of str
        Planned shots that it must cut with.
    """

    openings: int
    places: tuple[Place, ...]
    best: Place | None
    after: tuple[str, ...]
    before: tuple[str, ...]
    matches: tuple[str, ...]


def choice(problem: Problem, strips: Sequence[Strip], key: str) -> Choice:
    """Look into the places of a planned shot, everything else staying where it is.

    Parameters
    ----------
    problem : Problem
        What is planned.
    strips : sequence of Strip
        The plan.
    key : str
        The shot; it must be in the plan.
    """
    strip = next(strip for strip in strips if strip.shot == key)
    others = [one for one in strips if one.shot != key]
    task = problem.tasks[key]
    lock = () if strips_ahead(problem, [strip]) else task.lock
    openings = first_pass(problem, replace(task, lock=lock, first_takes=first_takes(problem, others, task)))
    found = list(_places(problem, others, strip, openings))
    elsewhere = [place for place in found if place.fits and not place.here]
    after, before = _ordered(problem, others, task)
    return Choice(
        openings=len(openings),
        places=tuple(sorted(found, key=lambda place: place.start)),
        best=min(elsewhere, key=lambda p: (p.price, p.cost, abs(p.start - strip.span.start)), default=None),
        after=after,
        before=before,
        matches=tuple(
            other
            for one in problem.matches
            if key in (one.task, one.like)
            for other in (one.task, one.like)
            if other != key and any(s.shot == other for s in others)
        ),
    )


def _places(problem: Problem, others: Sequence[Strip], strip: Strip, openings: SpanSet) -> Iterator[Place]:
    """Give where a strip stands, where it would fit, and what is in its way at the nearest other openings."""
    task, now = problem.tasks[strip.shot], money(problem, [*others, strip])
    taken = []
    for span in openings:
        if strip.span.start in span:
            yield Place(strip.span.start, here=True, fits=True)
        elif there := placed(remaining(_only(problem, task, span), others, [task.id])):
            then = money(problem, [*others, *there])
            cost, price = float(then.effort - now.effort), then.total - now.total
            yield Place(there[0].span.start, here=False, fits=True, cost=cost, price=price)
        else:
            taken.append(span)
    taken.sort(key=lambda span: abs(span.start - strip.span.start))
    yield from (_pushed(problem, others, task, span) for span in taken[:MOST_PLACES])


def _only(problem: Problem, task: Task, span: Span) -> Problem:
    """Give the problem in which the first pass of a task starts within a span."""
    lead = problem.lead(task, 0, day_of(problem, span.start))
    rolls = SpanSet.of([Span(span.start + lead, span.stop + lead)])
    first = rolls & task.first_takes[0] if task.first_takes else rolls
    return replace(
        problem, tasks={**problem.tasks, task.id: replace(task, lock=(), first_takes=(first, *task.first_takes[1:]))}
    )


def _pushed(problem: Problem, others: Sequence[Strip], task: Task, span: Span) -> Place:
    """Find the few strips that would have to make way for a task in a span, and whether they fit in elsewhere."""
    there = _only(problem, task, span)

    def makes_way(out: Collection[Strip]) -> bool:
        return feasible(remaining(there, [one for one in others if one not in out], [task.id]))

    ahead = [one for one in strips_ahead(problem, others) if _meets(problem, one, task, span)]
    fast = [one for one in ahead if one.lock or problem.tasks[one.shot].lock]
    near = [one for one in ahead if one not in fast]
    if not makes_way(near):
        held = shrunk(lambda out: makes_way([*near, *out]), fast) if makes_way(ahead) else []
        return Place(span.start, here=False, fits=False, held=tuple(one.shot for one in held))
    out = shrunk(makes_way, near)
    kept = [one for one in others if one not in out]
    moved = placed(remaining(there, kept, [task.id, *(one.shot for one in out)]))
    shots = {one.shot for one in out}
    return Place(
        next((one.span.start for one in moved if one.shot == task.id), span.start),
        here=False,
        fits=False,
        out=tuple(one.shot for one in out),
        moved=tuple(one for one in moved if one.shot in shots),
    )


def _meets(problem: Problem, strip: Strip, task: Task, span: Span) -> bool:
    """Say whether a strip may be in the way of a task: on the day of the span or next to it, or by the order."""
    day = day_of(problem, span.start)
    near = any(abs(day_of(problem, one.span.start) - day) <= 1 for one in strip.passes)
    other, scenes = problem.tasks[strip.shot], {scene.number: scene.after for scene in problem.scenes}
    ordered = strip.shot in task.after or task.id in other.after
    return near or ordered or other.scene in scenes[task.scene] or task.scene in scenes[other.scene]


def _ordered(problem: Problem, others: Sequence[Strip], task: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the nearest strips that must come before a task, and after it."""
    scenes = {scene.number: scene.after for scene in problem.scenes}
    tasks = problem.tasks
    first = [s for s in others if s.shot in task.after or s.scene in scenes[task.scene]]
    later = [s for s in others if task.id in tasks[s.shot].after or task.scene in scenes[s.scene]]
    first.sort(key=lambda strip: -strip.span.stop)
    later.sort(key=lambda strip: strip.span.start)
    return tuple(s.shot for s in first[:1]), tuple(s.shot for s in later[:1])
