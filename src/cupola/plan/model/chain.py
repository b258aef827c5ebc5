"""Chains of passes: when a set-up may begin so that all its passes find their light and its people."""

from __future__ import annotations

import numpy as np

from cupola.clock import SpanSet
from cupola.plan.model.opening import shared_time, starts_by_day
from cupola.plan.model.problem import Problem, Task


def first_pass(problem: Problem, task: Task) -> SpanSet:
    """Give when the first pass of a task may start so that, by light, set and people, the others can follow."""
    found = _starts(problem, task, len(task.passes) - 1)
    for index in range(len(task.passes) - 2, -1, -1):
        found = _followed(problem, task, index, found)
    return found


def rolls(problem: Problem, task: Task, index: int) -> SpanSet:
    """Give when the first take of a pass may begin, by light, set and people; for the first pass, if others follow."""
    starts = first_pass(problem, task) if index == 0 else _starts(problem, task, index)
    found = SpanSet()
    for day, span in enumerate(problem.days):
        today, lead = starts.clip(span), problem.lead(task, index, day)
        found |= SpanSet(today.starts + lead, today.stops + lead)
    return found


def _starts(problem: Problem, task: Task, index: int) -> SpanSet:
    days = _starts_by_day(problem, task, index)
    return SpanSet(np.concatenate([day.starts for day in days]), np.concatenate([day.stops for day in days]))


def _starts_by_day(problem: Problem, task: Task, index: int) -> list[SpanSet]:
    found = [SpanSet()] * len(problem.days)
    for _, free in shared_time(problem, task):
        found = [one | more for one, more in zip(found, starts_by_day(problem, task, index, free), strict=True)]
    return found


def _followed(problem: Problem, task: Task, index: int, later: SpanSet) -> SpanSet:
    """Give the starts of a pass that one of the later starts can follow: not too soon, not too late, in like light."""
    found = SpanSet()
    stretches = problem.stretches(task)
    for day, here in enumerate(_starts_by_day(problem, task, index)):
        for one, (before, slept) in enumerate(stretches):
            for after, sleeping in stretches[one:] if here.clip(before) else ():
                near = _near(problem, task, index, day, later.clip(after), sleeping - slept)
                found |= here.clip(before) & near
    return found


def _near(problem: Problem, task: Task, index: int, day: int, later: SpanSet, night: float) -> SpanSet:
    """Give the instants of a day from which a pass, started there, is followed by one of the later starts."""
    length, lead = problem.length(task, index, day), problem.lead(task, index, day)
    soonest, latest = max(length + 1, lead + problem.least(task, day)), length + problem.pass_gap + night
    near = SpanSet()
    for first, last in problem.echoes(task, day, latest - lead):
        least, most = max(lead + first, soonest), min(lead + last, latest)
        if least <= most:
            near |= SpanSet(later.starts - most, later.stops - least)
    return near
