"""Strips that may not move: a lock holds the second that it names, as long as the light is there for the proof."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from cupola.clock import Span, SpanSet
from cupola.plan.figures import Money
from cupola.plan.model.problem import Problem, Task
from cupola.plan.result import Plan, Strip
from cupola.plan.verify import Case, Fault
from cupola.plan.verify.light import light, light_is_sure
from cupola.plan.verify.takes import quiet
from cupola.plan.wording import listing
from cupola.production import Production
from cupola.units import duration_text


def bound(production: Production, board: Problem, strips: Sequence[Strip]) -> Problem:
    """Give the problem with the tasks of locked strips bound to where these are.

    The model keeps half a second more than the proof asks for from where the light begins and ends, and rounds to whole
    seconds. Where the proof finds the light of a strip, its takes count as lit.
    """
    dark = {fault.shots[0] for fault in _unlit(production, strips)}
    tasks = {
        strip.shot: _bound(board.tasks[strip.shot], strip, is_lit=strip.shot not in dark)
        for strip in strips
        if strip.shot in board.tasks
    }
    return replace(board, tasks={**board.tasks, **tasks})


def _unlit(production: Production, strips: Sequence[Strip]) -> tuple[Fault, ...]:
    """Find the locked strips whose light, or quiet, does not hold."""
    known = tuple(strip for strip in strips if strip.shot in production.shots)
    case = Case(production, Plan(production.title, "", known, (), 0, 0, 0, Money(), ""))
    return (*light(case), *light_is_sure(case), *quiet(case))


def _bound(task: Task, strip: Strip, *, is_lit: bool) -> Task:
    lock = tuple(one.span.start for one in strip.passes)
    if not is_lit:
        return replace(task, lock=lock)
    takes = SpanSet.of(Span(math.floor(p.takes[0].start), math.ceil(p.takes[-1].stop)) for p in strip.passes)
    counts = tuple(len(one.takes) for one in strip.passes)
    passes = counts if sum(counts) == sum(task.passes) else task.passes
    return replace(task, lock=lock, passes=passes, rolling=task.rolling | (takes & task.open))


def shortfall(light: SpanSet, takes: Span) -> str:
    """Say by how much the nearest light misses takes: `it begins 3 s too late`; nothing where it misses none."""
    near = max(light, key=lambda span: min(span.stop, takes.stop) - max(span.start, takes.start), default=None)
    if near is None:
        return "it never comes"
    late, early = math.ceil(near.start - takes.start), math.ceil(takes.stop - near.stop)
    words = [f"begins {duration_text(late)} too late"] if late > 0 else []
    words += [f"ends {duration_text(early)} too early"] if early > 0 else []
    return f"it {listing(words)}" if words else ""
