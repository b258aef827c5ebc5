"""What strips that stay where they are take of cards and batteries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.stock import BatteryStock, CardStock, above
from cupola.plan.result import Strip

Standing = Iterable[tuple[Task, Strip]]


def recorded(standing: Standing, stock: CardStock) -> dict[tuple[str, int], float]:
    """Give the gigabytes that strips record on some cards, by camera and period."""
    found: dict[tuple[str, int], float] = defaultdict(float)
    for task, strip in standing:
        if task.camera in stock.cameras:
            for one in strip.passes:
                share = task.data_gb * len(one.takes) / sum(task.passes)
                found[task.camera, stock.period(one.span.start)] += share
    return found


def is_room_on_cards(problem: Problem, task: Task, at: float) -> bool:
    """Say whether the cards hold a task in the period of an instant, beside what stands."""
    for stock in problem.cards:
        there = recorded(problem.standing, stock)
        if task.camera in stock.cameras:
            there[task.camera, stock.period(at)] = there.get((task.camera, stock.period(at)), 0.0) + task.data_gb
        if not stock.holds(there):
            return False
    return True


def drained(standing: Standing, stock: BatteryStock) -> list[tuple[Span, int]]:
    """Give when strips keep batteries, on the camera and on charge, and how many."""
    return [
        (Span(one.span.start, one.span.stop + stock.charge), stock.needed(one.span.length))
        for task, strip in standing
        if task.camera == stock.camera
        for one in strip.passes
    ]


def without_power(problem: Problem, strips: Iterable[Strip], task: Task) -> SpanSet:
    """Give when strips leave too few batteries for the shortest pass of a task, the time to charge them included."""
    found = SpanSet()
    standing = [*problem.standing, *((problem.tasks[strip.shot], strip) for strip in strips)]
    for stock in problem.batteries:
        if stock.camera == task.camera:
            shortest = min(
                problem.length(task, k, day) for k in range(len(task.passes)) for day in range(len(problem.days))
            )
            busy = above(drained(standing, stock), stock.count - stock.needed(shortest))
            found |= SpanSet.of(Span(span.start - math.ceil(stock.charge), span.stop) for span in busy)
    return found
