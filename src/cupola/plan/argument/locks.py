"""Locks as reasons: which shots they hold, and what comes of it when one is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.ease import eased
from cupola.plan.argument.reason import Reason
from cupola.plan.argument.trial import Trial, placed
from cupola.plan.argument.way import passes_text, rearranged, when_words
from cupola.plan.model.problem import Problem
from cupola.plan.money import money
from cupola.plan.result import Strip

IN_BREAKDOWN: Final = "the breakdown"
IN_PLAN: Final = "the plan"


def lock_of(trial: Trial, key: str) -> str:
    """Say where the lock of a planned shot stands; empty where there is none."""
    strip = next(strip for strip in trial.strips if strip.shot == key)
    if trial.problem.tasks[key].lock:
        return trial.locks.get(key, IN_BREAKDOWN)
    return trial.locks.get(key, IN_PLAN) if strip.lock else ""


def lock_dropped(trial: Trial) -> Iterator[Change]:
    """Try without a lock: of a shot of the scene, or of a planned shot, which then goes elsewhere."""
    found = [*_own(trial), *_of_others(trial)]
    yield from sorted(found, key=lambda change: (change.cost, change.text))


def _own(trial: Trial) -> Iterator[Change]:
    for task in trial.tasks:
        free = [Reason("lock", task.id)]
        if task.lock and (strips := placed(eased(trial, trial.scene.tasks, free), trial)):
            edit = Edit("breakdown", ("scenes", task.scene, "shots", task.id, "lock"), "is taken out")
            yield Change(f"{task.id} is locked no more", 0.0, "lock", "", (edit,), strips)


def _of_others(trial: Trial) -> Iterator[Change]:
    for strip in trial.ahead:
        if lock_of(trial, strip.shot) and (strips := rearranged(_unlocked(trial, strip), frozenset({strip.shot}))):
            now = next(one for one in strips if one.shot == strip.shot)
            kept = [one for one in trial.strips if one is not strip]
            cost = money(trial.problem, [*kept, now]).effort - money(trial.problem, trial.strips).effort
            text = f"{strip.shot} is locked no more, and moves to {when_words(trial, now)}"
            yield Change(text, float(max(0, cost)), "lock", "", tuple(_edits(trial, strip, now)), strips)


def _unlocked(trial: Trial, strip: Strip) -> Trial:
    return replace(trial, problem=_without_lock(trial.problem, strip.shot))


def _without_lock(problem: Problem, key: str) -> Problem:
    return replace(problem, tasks={**problem.tasks, key: replace(problem.tasks[key], lock=())})


def _edits(trial: Trial, strip: Strip, now: Strip) -> Iterator[Edit]:
    if trial.problem.tasks[strip.shot].lock:
        yield Edit("breakdown", ("scenes", strip.scene, "shots", strip.shot, "lock"), "is taken out")
    if strip.lock:
        yield Edit("plan", ("strips", strip.shot, "lock"), "is taken out")
    yield Edit("plan", ("strips", strip.shot, "passes"), passes_text(now))
