"""Easing: the problem of fitting shots into a plan when some of the reasons against them give way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.argument.reason import Kind, Reason, closes, own_rules_of, parts_of_task, rules_of, takes_time_of
from cupola.plan.argument.trial import Trial
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.model.remaining import remaining


def eased(trial: Trial, keys: tuple[str, ...], given: Collection[Reason]) -> Problem:
    """Give the problem of planning shots beside a plan, as it would be without some of the reasons against them.

    Parameters
    ----------
    trial : Trial
        The plan, and the scene that is left out.
    keys : tuple of str
        The shots of that scene that are to fit.
    given : collection of Reason
        The reasons that give way: strips that are taken out, rules that do not hold.
    """
    out = _names(given, "strip")
    strips = [strip for strip in trial.strips if strip.shot not in out]
    wanted = [key for key in keys if key not in _names(given, "shot")]
    return remaining(_without_rules(trial, keys, given), strips, wanted)


def _names(given: Collection[Reason], kind: Kind) -> set[str]:
    return {reason.about for reason in given if reason.kind == kind}


def _without_rules(trial: Trial, keys: tuple[str, ...], given: Collection[Reason]) -> Problem:
    problem, kinds = trial.problem, {reason.kind for reason in given}
    more = len(problem.tasks)
    cameras, gear = _names(given, "camera"), _names(given, "gear")
    apart = {(r.about, r.other) for r in given if r.kind == "match"}
    orders = {(r.about, r.other) for r in given if r.kind == "scene order"}
    people = {r.about for r in given if r.kind in ("hours", "day", "private", "own rule")}
    if "event" in kinds:
        people |= set(problem.workers)
    touched = {reason.about for reason in given if reason.kind == "order"} | set(keys)
    return replace(
        problem,
        workers={k: _worker(trial, w, given) if k in people else w for k, w in problem.workers.items()},
        tasks={k: _task(trial, t, keys, given) if k in touched else t for k, t in problem.tasks.items()},
        scenes=tuple(
            replace(s, after=tuple(n for n in s.after if (s.number, n) not in orders)) for s in problem.scenes
        ),
        cameras={key: count + more * (key in cameras) for key, count in problem.cameras.items()},
        gear={key: count + more * _most(problem, key) * (key in gear) for key, count in problem.gear.items()},
        pass_gap=DAY if "pause" in kinds else problem.pass_gap,
        matches=tuple(one for one in problem.matches if (one.task, one.like) not in apart),
        **{name: none for name, none in rules_of(problem).items() if name in _names(given, "rule")},
    )


def _most(problem: Problem, gear: str) -> int:
    return max(dict(task.gear).get(gear, 0) for task in problem.tasks.values())


def _worker(trial: Trial, worker: Worker, given: Collection[Reason]) -> Worker:
    """Give somebody with longer hours, other days, more of their own time to lend, or without an event."""
    hours = {r.day for r in given if r.kind == "hours" and r.about == worker.id}
    days = [trial.problem.days[r.day] for r in given if r.kind == "day" and r.about == worker.id]
    gone = _names(given, "event")
    lends = worker.id in _names(given, "private")
    whole = DAY * len(trial.problem.days)
    film, private = worker.film | SpanSet.of(days), worker.private
    person = trial.production.people.get(worker.id)
    for index, event in enumerate(trial.production.events):
        if takes_time_of(event, worker.id):
            if str(index) in gone and person is not None:
                film |= person.time("film").clip(event.span)
                private |= person.time("private").clip(event.span)
            else:
                film -= SpanSet.of([event.span])
    return replace(
        worker,
        film=film,
        private=private,
        film_limit=tuple(limit + DAY * (day in hours) for day, limit in enumerate(worker.film_limit)),
        private_limit=worker.private_limit + DAY * lends,
        private_total=worker.private_total + whole * lends,
        **{name: none for name, none in own_rules_of(worker).items() if Reason("own rule", worker.id, name) in given},
    )


def _task(trial: Trial, task: Task, keys: tuple[str, ...], given: Collection[Reason]) -> Task:
    orders = {r.other for r in given if r.kind == "order" and r.about == task.id}
    after = tuple(k for k in task.after if k not in orders)
    if task.id not in keys:
        return replace(task, after=after)
    open_ = _open(trial, task, given)
    rolling = open_
    for part in parts_of_task(trial, task):
        if Reason(part.name, task.id) not in given:
            rolling &= part.spans
    escorts = () if Reason("escort", task.id) in given else task.escorts
    lock = () if Reason("lock", task.id) in given else task.lock
    return replace(task, after=after, open=open_, rolling=rolling, escorts=escorts, lock=lock)


def _open(trial: Trial, task: Task, given: Collection[Reason]) -> SpanSet:
    """Give when a set is open, if it always were, or without an event that closes it."""
    gone = _names(given, "event")
    where = trial.production.sets.get(task.set)
    always = Reason("open", task.set) in given
    shoot = Span(max(trial.problem.days[0].start, trial.now), trial.problem.days[-1].stop)
    open_ = SpanSet.of([shoot]) if always else task.open
    for index, event in enumerate(trial.production.events):
        if closes(event, task.set):
            if str(index) in gone and where is not None:
                open_ |= SpanSet.of([event.span]).clip(shoot) if always else where.open.clip(event.span).clip(shoot)
            elif str(index) not in gone:
                open_ -= SpanSet.of([event.span])
    return open_
