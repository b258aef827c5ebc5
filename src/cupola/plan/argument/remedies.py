"""Changes that would bring a scene that was left out into a plan, each proven by solving.

A change is tried with everything in the plan staying where it is. Its cost is in seconds of crew time; what is lost of
the film is priced at the crew time that the plan spends on a unit of value, so nothing here is a chosen weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from cupola.clock import Span
from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.course import is_lesson, left, taught_longer
from cupola.plan.argument.ease import eased
from cupola.plan.argument.easing import event_moved, one_more, open_longer, order_dropped
from cupola.plan.argument.locks import lock_dropped
from cupola.plan.argument.reason import Kind, reasons_of
from cupola.plan.argument.trial import Trial, feasible, value_price
from cupola.plan.argument.way import moves, scenes_given_up, when_words
from cupola.plan.model.problem import Problem, SceneTask, Task, Worker
from cupola.plan.money import money
from cupola.plan.result import Strip
from cupola.plan.wording import listing, wish_words
from cupola.production import Shot
from cupola.production.waking import fit
from cupola.units import duration_text

__all__ = ["Change", "Trial", "changes", "feasible", "value_price"]

_LONGER: Final = (900.0, 1800.0, 3600.0, 7200.0)
"""By how much a day of film work is made longer, in steps that a planner would ask for."""
_MOST_DRAFTS: Final = 2
"""How many ways of asking less are tried together with moving planned shots, the cheapest ones."""


def changes(trial: Trial) -> list[Change]:
    """Find the single changes that bring the scene in, cheapest first; of each kind the cheapest.

    A scene that fits as the plan stands, of a search that was stopped early say, needs no other change. When the
    budget of the trial is used up, no others are tried.
    """
    if trial.fits() and (strips := trial.placed()):
        return [_put_in(trial, strips)]
    found: list[Change] = []
    for kind in _LESSON_KINDS if is_lesson(trial.production, trial.scene.number) else _KINDS:
        if trial.is_over:
            break
        best = next((change for change in kind(trial)), None)
        if best is not None:
            found.append(best)
    return sorted(found, key=lambda change: (change.cost, change.text))


def _put_in(trial: Trial, strips: tuple[Strip, ...]) -> Change:
    cost = money(trial.problem, [*trial.strips, *strips]).effort - money(trial.problem, trial.strips).effort
    words = listing(f"{strip.shot} at {when_words(trial, strip)}" for strip in strips)
    text = f"scene {trial.scene.number} is put beside what is planned: {words}"
    return Change(text, float(max(0, cost)), "fits", "", (), strips)


def _longer_days(trial: Trial) -> Iterator[Change]:
    """Try longer film hours on one day for the people of the scene and their escorts, shortest first."""
    people = [*trial.people, *trial.escorts]
    if not _helps(trial, "hours"):
        return
    for extra in _LONGER:
        for day in range(len(trial.problem.days)):
            workers = {p: _longer(trial, p, day, extra) for p in people}
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, **workers})):
                found = _fewest(trial, people, day, extra)
                if not trial.is_over:  # else it may ask of somebody who is not needed
                    yield found
                return


def _helps(trial: Trial, *kinds: Kind) -> bool:
    """Say whether the scene would fit if there were no rules of these kinds at all: otherwise no step helps."""
    keys = trial.scene.tasks
    given = [reason for reason in reasons_of(trial, keys) if reason.kind in kinds]
    return feasible(eased(trial, keys, given), trial)


def _fewest(trial: Trial, people: Sequence[str], day: int, extra: float) -> Change:
    """Take the longer day back from everybody who does not need it."""
    needed = list(people)
    for person in people:
        rest = {p: _longer(trial, p, day, extra) for p in needed if p != person}
        if trial.fits(replace(trial.problem, workers={**trial.problem.workers, **rest})):
            needed.remove(person)
    names = " and ".join(trial.name(p) for p in needed)
    verb = "films" if len(needed) == 1 else "film"
    text = f"{names} {verb} {duration_text(extra)} longer on {trial.date(day)} than allowed"
    return Change(text, extra * len(needed), "hours", "", tuple(_limit(trial, p, day, extra) for p in needed))


def _limit(trial: Trial, person: str, day: int, extra: float) -> Edit:
    """Write the daily limit that gives somebody so much more on a day: of a novice's limit a part may be used."""
    limit = trial.production.people[person].limits.film_per_day
    part = trial.problem.workers[person].film_limit[day] / limit if limit else 1.0
    return Edit("production", ("people", person, "limits", "film_per_day"), _minutes(limit + extra / (part or 1.0)))


def _minutes(seconds: float) -> str:
    """Write a duration in minutes as documents have it, rounded up."""
    return f"{math.ceil(seconds / 60)} min"


def _longer(trial: Trial, person: str, day: int, extra: float) -> Worker:
    worker = trial.problem.workers[person]
    limits = list(worker.film_limit)
    limits[day] += extra
    return replace(worker, film_limit=tuple(limits))


def _private_time(trial: Trial) -> Iterator[Change]:
    """Try private time beyond what was agreed, person by person."""
    if not _helps(trial, "private"):
        return
    for extra in _LONGER:
        for person in trial.people:
            worker = trial.problem.workers[person]
            more = replace(
                worker, private_limit=worker.private_limit + extra, private_total=worker.private_total + extra
            )
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, person: more})):
                yield _lent(trial, person, extra)
                return


def _lent(trial: Trial, person: str, extra: float) -> Change:
    limits, path = trial.production.people[person].limits, ("people", person, "limits")
    text = f"{trial.name(person)} lends {duration_text(extra)} more private time than agreed"
    edits = (
        Edit("production", (*path, "private_per_day"), _minutes(limits.private_per_day + extra)),
        Edit("production", (*path, "private_per_stay"), _minutes(limits.private_per_stay + extra)),
    )
    return Change(text, 2 * extra, "private", "", edits)


def _station_time(trial: Trial) -> Iterator[Change]:
    """Try film time on one day in hours that a resident works for the station."""
    if not _helps(trial, "day", "hours"):
        return
    for day, span in enumerate(trial.problem.days):
        for person in (*trial.people, *trial.escorts):
            worker = trial.problem.workers[person]
            known = trial.production.people[person]
            station = (known.time("station") & fit(known)).clip(Span(max(span.start, trial.now), span.stop))
            if not station:
                continue
            limits = list(worker.film_limit)
            limits[day] += station.total
            hours = worker.hours.with_more_work(day, station.total)
            freed = replace(worker, film=worker.film | station, film_limit=tuple(limits), hours=hours)
            if trial.fits(replace(trial.problem, workers={**trial.problem.workers, person: freed})):
                need = sum(trial.problem.length(t, k, day) for t in trial.tasks for k in range(len(t.passes)))
                text = f"{trial.name(person)} is freed from station work on {trial.date(day)}"
                edit = Edit("production", ("people", person, "dates"), f"{trial.date(day)}: a day without station work")
                yield Change(text, 3 * min(need, station.total), "station", "", (edit,))
                return


def _without_a_shot(trial: Trial) -> Iterator[Change]:
    """Try to do without one shot of the scene."""
    yield from _tried(trial, _fewer_shots(trial))


def _one_take_less(trial: Trial) -> Iterator[Change]:
    """Try one take less of every shot of the scene that has more than one, and that no other shot must match."""
    yield from _tried(trial, _fewer_takes(trial))


def _other_light(trial: Trial) -> Iterator[Change]:
    """Try to shoot one shot of the scene, that no other must match, whenever its set is open: any light, any view."""
    yield from _tried(trial, _any_light(trial))


def _less_and_moves(trial: Trial) -> Iterator[Change]:
    """Where moving planned shots is not enough: ask less of the scene, so that it fits if some move as well."""
    if trial.fits(strips=()):
        return
    drafts = sorted((*_fewer_takes(trial), *_any_light(trial), *_fewer_shots(trial)), key=lambda d: d.change.cost)
    able = (draft for draft in drafts if draft.trial.fits(strips=()) and not draft.trial.fits())
    found = [_both(draft.change, move) for draft in islice(able, _MOST_DRAFTS) for move in moves(draft.trial)]
    yield from sorted(found, key=lambda change: (change.cost, change.text))


def _both(one: Change, other: Change) -> Change:
    lost = listing(words for words in (one.lost, other.lost) if words)
    edits = (*one.edits, *other.edits)
    return Change(f"{one.text}, and {other.text}", one.cost + other.cost, "both", lost, edits, other.strips)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A change that is not tried yet, with the scene on trial as it would be then."""

    change: Change
    trial: Trial


def _tried(trial: Trial, drafts: Iterable[_Draft]) -> Iterator[Change]:
    """Give the changes that bring the scene in as the plan stands, cheapest first."""
    found = [draft.change for draft in drafts if trial.fits(draft.trial.problem)]
    yield from sorted(found, key=lambda change: (change.cost, change.text))


def _drafted(trial: Trial, problem: Problem, change: Change) -> _Draft:
    scene = next(scene for scene in problem.scenes if scene.number == trial.scene.number)
    return _Draft(change, replace(trial, problem=problem, scene=scene))


def _fewer_shots(trial: Trial) -> Iterator[_Draft]:
    share = trial.scene.value / len(trial.scene.tasks)
    for key in trial.scene.tasks:
        rest = tuple(k for k in trial.scene.tasks if k != key)
        if rest:
            edit = Edit("breakdown", ("scenes", trial.scene.number, "shots", key), "is taken out")
            text = f"scene {trial.scene.number} does without {key}"
            change = Change(text, share * value_price(trial), "shot", key, (edit,))
            yield _drafted(trial, _with_scene(trial, replace(trial.scene, tasks=rest)), change)


def _fewer_takes(trial: Trial) -> Iterator[_Draft]:
    matched = {one.like for one in trial.problem.matches}
    able = [t for t in trial.tasks if sum(t.passes) > 1 and t.id not in matched]
    if not able:
        return
    fewer = {t.id: replace(t, passes=_less(t.passes)) for t in able}
    share = trial.scene.value * len(fewer) / sum(sum(t.passes) for t in trial.tasks)
    shots, path = ", ".join(fewer), ("scenes", trial.scene.number, "shots")
    edits = tuple(Edit("breakdown", (*path, t.id, "takes"), str(sum(t.passes) - 1)) for t in able)
    change = Change(f"one take less of {shots}", share * value_price(trial), "takes", f"a take of {shots}", edits)
    yield _drafted(trial, replace(trial.problem, tasks={**trial.problem.tasks, **fewer}), change)


def _less(passes: tuple[int, ...]) -> tuple[int, ...]:
    """Take one take from the last pass."""
    return (*passes[:-1], passes[-1] - 1) if passes[-1] > 1 else passes[:-1]


def _unasked(shot: Shot) -> Iterator[Edit]:
    """Give what is taken out of the breakdown for a shot that asks for nothing of its light."""
    asked = {
        "light": shot.need.light != "any",
        "direct": shot.need.direct,
        "sun_from": shot.need.sun_from is not None,
        "gravity": shot.need.gravity != "any",
        "link": shot.need.link != "any",
        "view": shot.need.view is not None,
        "view_by": shot.need.view_by != "any",
        "quiet": shot.quiet,
        "match": shot.match is not None,
    }
    path = ("scenes", shot.scene, "shots", shot.id)
    yield from (Edit("breakdown", (*path, field), "is taken out") for field, given in asked.items() if given)


def _any_light(trial: Trial) -> Iterator[_Draft]:
    share = trial.scene.value / len(trial.scene.tasks)
    for task in trial.tasks:
        if any(one.like == task.id for one in trial.problem.matches):
            continue
        matches = tuple(one for one in trial.problem.matches if one.task != task.id)
        if task.rolling != task.open or matches != trial.problem.matches:
            free = replace(task, rolling=task.open, passes=(sum(task.passes),))
            board = replace(trial.problem, tasks={**trial.problem.tasks, task.id: free}, matches=matches)
            shot = trial.production.shots[task.id]
            words = wish_words(shot.need, quiet=shot.quiet, like=shot.match)
            text = f"{task.id} is shot without {words}"
            change = Change(text, share * value_price(trial) / 2, "light", words, tuple(_unasked(shot)))
            yield _drafted(trial, board, change)


def _lesser_given_up(trial: Trial) -> Iterator[Change]:
    """Try to give up what is worth less than a lesson: to give up as much would be to swap like for like."""
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    for change in scenes_given_up(trial):
        given_up = {edit.path[1] for edit in change.edits}
        if sum(values[number] for number in given_up) < trial.scene.value:
            yield change


def _moves_of_time(trial: Trial) -> Iterator[Change]:
    """Try to move planned shots for a lesson, if all its people have the hours for it."""
    (task,) = trial.tasks
    if all(one.seconds >= trial.problem.length(task, 0, 0) for one in left(trial.problem, trial.strips, task)):
        yield from moves(trial)


def _with_scene(trial: Trial, scene: SceneTask) -> Problem:
    """Give the problem with a scene changed; tasks that it no longer has are no longer waited for."""
    keep = set(scene.tasks)
    tasks: Mapping[str, Task] = {
        key: replace(
            task, after=tuple(k for k in task.after if trial.problem.tasks[k].scene != scene.number or k in keep)
        )
        for key, task in trial.problem.tasks.items()
    }
    scenes = tuple(scene if old.number == scene.number else old for old in trial.problem.scenes)
    return replace(trial.problem, scenes=scenes, tasks=tasks)


_KINDS: Final[tuple[Callable[[Trial], Iterator[Change]], ...]] = (
    _longer_days,
    _private_time,
    _station_time,
    _without_a_shot,
    _one_take_less,
    _other_light,
    scenes_given_up,
    moves,
    _less_and_moves,
    lock_dropped,
    order_dropped,
    open_longer,
    one_more,
    event_moved,
)
_LESSON_KINDS: Final[tuple[Callable[[Trial], Iterator[Change]], ...]] = (
    taught_longer,
    _longer_days,
    _private_time,
    _lesser_given_up,
    _moves_of_time,
    order_dropped,
    open_longer,
    one_more,
    event_moved,
)
"""What is tried for a lesson. Its course may be taught for longer; what makes less of it is the production's to say."""
