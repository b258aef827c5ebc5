"""What a plan leaves: the problem of fitting further shots into it while everything in it stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from cupola.clock import Span, SpanSet
from cupola.plan.model.hours import Hours, day_at
from cupola.plan.model.moves import without_move
from cupola.plan.model.neighbours import disturbed, disturbs
from cupola.plan.model.problem import Problem, SceneTask, Task, Worker
from cupola.plan.model.standing import without_power
from cupola.plan.result import Strip


def remaining(problem: Problem, strips: Sequence[Strip], tasks: Iterable[str]) -> Problem:
    """Give the problem of planning `tasks` beside `strips`; their scenes count with these tasks alone.

    Parameters
    ----------
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        What stays where it is: it takes its people, set, camera, gear, cards and hours.
    tasks : iterable of str
        The tasks that are still to be planned.
    """
    wanted = set(tasks)
    left = {key: _task(problem, strips, task) for key, task in problem.tasks.items() if key in wanted}
    numbers = {task.scene for task in left.values()}
    scenes = [scene for scene in problem.scenes if scene.number in numbers]
    return replace(
        problem,
        workers={key: _worker(problem, strips, worker) for key, worker in problem.workers.items()},
        tasks={key: replace(t, after=tuple(k for k in t.after if k in left)) for key, t in left.items()},
        scenes=tuple(
            replace(
                scene,
                tasks=tuple(k for k in scene.tasks if k in left),
                after=tuple(n for n in scene.after if n in numbers),
            )
            for scene in scenes
        ),
        standing=(*problem.standing, *((problem.tasks[strip.shot], strip) for strip in strips)),
        matches=tuple(one for one in problem.matches if one.task in left and one.like in left),
    )


def day_of(problem: Problem, at: float) -> int:
    """Give the day of the problem that an instant lies on."""
    day = day_at(problem.days, at)
    if day is None:
        raise ValueError(f"{at} is on no day of the problem")
    return day


def busy(strips: Iterable[Strip], person: str) -> list[Span]:
    """Give the spans in which a person is in one of the strips, as cast, crew or escort."""
    return [p.span for s in strips for p in s.passes if person in s.people or person == p.escort]


def held(strips: Iterable[Strip], place: str) -> SpanSet:
    """Give when a set is held by one of the strips."""
    return SpanSet.of(span for strip in strips if strip.set == place for span in strip.held)


def widened(spans: Iterable[Span], rest: float) -> SpanSet:
    """Give the spans with the rest before and after them."""
    return SpanSet.of(Span(span.start - rest, span.stop + rest) for span in spans)


def _worker(problem: Problem, strips: Sequence[Strip], worker: Worker) -> Worker:
    spans = busy(strips, worker.id)
    hours = _hours(problem, worker, spans)
    taken = widened(spans, problem.rest_between) | hours.closed(problem.days)
    film = list(worker.film_limit)
    private = 0.0
    for span in spans:
        if worker.private.covers(span):
            private += span.length
        else:
            film[day_of(problem, span.start)] -= span.length
    return replace(
        worker,
        film=worker.film - taken,
        private=worker.private - taken - _spent_days(problem, worker, spans),
        film_limit=tuple(max(0.0, limit) for limit in film),
        private_total=max(0.0, worker.private_total - private),
        hours=hours,
    )


def _hours(problem: Problem, worker: Worker, spans: list[Span]) -> Hours:
    """Give what is left of a person's hours, with the work that stays."""
    hours = worker.hours
    days = [day_of(problem, span.start) for span in spans] if hours.work else []
    left = tuple(
        max(0.0, limit - sum(span.length for span, day in zip(spans, days, strict=True) if day == k))
        for k, limit in enumerate(hours.work)
    )
    lent = tuple(span for span in spans if worker.private.covers(span))
    filmed = tuple(span for span in spans if span not in lent)
    return replace(hours, work=left, filmed=hours.filmed + filmed, lent=hours.lent + lent)


def _spent_days(problem: Problem, worker: Worker, spans: list[Span]) -> SpanSet:
    """Give the days on which a person lends private time already: no more is asked of them there."""
    return SpanSet.of(problem.days[day_of(problem, s.start)] for s in spans if worker.private.covers(s))


def _task(problem: Problem, strips: Sequence[Strip], task: Task) -> Task:
    blocked = held(strips, task.set) | all_in_use(problem, strips, task)
    near = without_power(problem, strips, task) | without_change(problem, strips, task)
    near |= without_move(problem, strips, task)
    open_ = task.open - blocked - near - disturbs(problem, strips, task)
    after, before = _order(problem, strips, task)
    open_ = open_.clip(Span(after, before))
    lit = first_takes(problem, strips, task)
    rolling = task.rolling & open_ - disturbed(problem, strips, task)
    return replace(task, open=open_, rolling=rolling, first_takes=lit, blocked=task.blocked | blocked)


def without_change(problem: Problem, strips: Sequence[Strip], task: Task) -> SpanSet:
    """Give when strips leave somebody of a task no time to change from them, or to them."""
    near = []
    for strip in strips if problem.changes else ():
        other = problem.tasks[strip.shot]
        for one in strip.passes:
            for person in set(task.people) & {*strip.people, one.escort or ""}:
                before, after = problem.gap(person, task, other), problem.gap(person, other, task)
                near.append(Span(one.span.start - before, one.span.stop + after))
    return SpanSet.of(near)


def first_takes(problem: Problem, strips: Sequence[Strip], task: Task) -> tuple[SpanSet, ...]:
    """Give when the passes of a task may begin to roll beside the strips that it must match, or that must match it."""
    rolls = {strip.shot: [one.takes[0].start for one in strip.passes] for strip in strips}
    found = list(task.first_takes)
    for one in problem.matches:
        if one.task == task.id and one.like in rolls:
            allowed = one.allowed(rolls[one.like][0])
            found = [lit & allowed for lit in found] + [allowed] * (len(task.passes) - len(found))
        if one.like == task.id and one.task in rolls:
            allowing = one.allowing(rolls[one.task])
            found[:1] = [found[0] & allowing if found else allowing]
    return tuple(found)


def all_in_use(problem: Problem, strips: Sequence[Strip], task: Task) -> SpanSet:
    """Give when the strips leave too few cameras or pieces of gear for a task."""
    wants: list[tuple[int, list[tuple[Span, int]]]] = []
    if task.camera:
        use = [(span, 1) for s in strips if s.camera == task.camera for span in s.held]
        wants.append((problem.cameras[task.camera] - 1, use))
    for key, count in task.gear:
        use = [(span, dict(problem.tasks[s.shot].gear).get(key, 0)) for s in strips for span in s.held]
        wants.append((problem.gear[key] - count, [(span, n) for span, n in use if n]))
    found = SpanSet()
    for spare, use in wants:
        found |= _above(use, spare)
    return found


def _above(use: list[tuple[Span, int]], most: int) -> SpanSet:
    """Give when more than `most` are in use."""
    edges, place = np.unique([edge for span, _ in use for edge in (span.start, span.stop)], return_inverse=True)
    steps = [step for _, n in use for step in (n, -n)]
    over = np.cumsum(np.bincount(place, steps, len(edges)))[:-1] > most
    return SpanSet(edges[:-1][over], edges[1:][over])


def _order(problem: Problem, strips: Sequence[Strip], task: Task) -> tuple[float, float]:
    """Give the span that the order leaves a task: after what it must follow, before what must follow it."""
    scenes: Mapping[str, SceneTask] = {scene.number: scene for scene in problem.scenes}
    start, stop = problem.days[0].start, problem.days[-1].stop
    for strip in strips:
        if strip.shot in task.after or strip.scene in scenes[task.scene].after:
            start = max(start, strip.span.stop)
        if task.id in problem.tasks[strip.shot].after or task.scene in scenes[strip.scene].after:
            stop = min(stop, strip.span.start)
    return start, max(start, stop)
