"""Openings: when a pass may start, as far as its light and its people go."""

from __future__ import annotations

from itertools import product

import numpy as np

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Problem, Task

Borrowed = frozenset[str]
"""The people who would give private time."""


def pass_starts(problem: Problem, task: Task, index: int, day: int, free: SpanSet, *, again: bool = False) -> SpanSet:
    """Give when pass `index` of a task may start on a day, its people being free in `free`."""
    setup = problem.lead(task, index, day, again=again)
    rolling = problem.rolling(task, day, task.passes[index])
    return _of_pass(task, index, problem.days[day], free, setup, rolling)


def starts_by_day(problem: Problem, task: Task, index: int, free: SpanSet, *, again: bool = False) -> list[SpanSet]:
    """Give by day what `pass_starts` gives, the days on which it takes as long being looked at together."""
    whole = Span(problem.days[0].start, problem.days[-1].stop)
    known: dict[tuple[int, int], SpanSet] = {}
    found = []
    for day, span in enumerate(problem.days):
        key = problem.lead(task, index, day, again=again), problem.rolling(task, day, task.passes[index])
        if key not in known:
            known[key] = _of_pass(task, index, whole, free, *key)
        found.append(known[key].clip(whole_seconds(span)))
    return found


def _of_pass(task: Task, index: int, span: Span, free: SpanSet, setup: int, rolling: int) -> SpanSet:
    starts = starts_on(span, task.rolling, free, setup, rolling)
    if index < len(task.lock):
        starts = starts.clip(Span(round(task.lock[index]), round(task.lock[index]) + 1))
    if index >= len(task.first_takes):
        return starts
    lit = task.first_takes[index]
    return starts & SpanSet(lit.starts - setup, lit.stops - setup)


def shared_time(problem: Problem, task: Task) -> list[tuple[Borrowed, SpanSet]]:
    """Give when all people of a task are free, by who of them would give private time.

    A task that needs an escort is limited to when at least one of them has film time.
    """
    people = [problem.workers[person] for person in task.people]
    shared = task.open
    if task.escorts:
        escorted = SpanSet()
        for person in task.escorts:
            escorted |= problem.workers[person].film
        shared = shared & escorted
    found: list[tuple[Borrowed, SpanSet]] = [(frozenset(), shared)]
    for worker in people:
        kinds = ((worker.film, frozenset[str]()), (worker.private, frozenset({worker.id})))
        both = product(found, kinds)
        found = [(who | extra, part) for (who, free), (time, extra) in both if (part := free & time)]
    return found


def starts_on(span: Span, light: SpanSet, free: SpanSet, setup: int, rolling: int) -> SpanSet:
    """Give when a pass may start: people free all through, light from after the set-up to the end of the last take.

    Parameters
    ----------
    span : Span
        The day; the pass must start in it.
    light, free : SpanSet
        When the camera may roll, and when all people are free.
    setup, rolling : int
        Seconds of set-up and from the first to the last take.

    Returns
    -------
    SpanSet
        Half-open spans of starts, one second longer than the last whole second allowed.
    """
    around = Span(span.start, span.stop + setup + rolling + 1)
    by_light, by_free = _starts(_near(light, around), setup, rolling), _starts(_near(free, around), 0, setup + rolling)
    return (by_light & by_free).clip(whole_seconds(span))


def whole_seconds(span: Span) -> Span:
    """Give the span from the first whole second in it to the first one after it."""
    return Span(float(np.ceil(span.start)), float(np.ceil(span.stop)))


def _near(within: SpanSet, span: Span) -> SpanSet:
    """Give the spans, uncut, that reach into a span."""
    there = slice(np.searchsorted(within.stops, span.start, "right"), np.searchsorted(within.starts, span.stop))
    return SpanSet(within.starts[there], within.stops[there])


def _starts(within: SpanSet, lead: int, length: int) -> SpanSet:
    """Give the whole seconds at which something may start whose `length` after `lead` lies within the spans."""
    first = np.ceil(within.starts) - lead
    last = np.floor(within.stops) - lead - length
    return SpanSet(first, np.maximum(last + 1, first))
