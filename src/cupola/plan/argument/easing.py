"""Easings: single rules that a production may bend for a scene: order, opening hours, pieces of gear, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from cupola.clock import Span, SpanSet, utc_text
from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.ease import eased
from cupola.plan.argument.reason import Reason, closes, reasons_of, takes_time_of
from cupola.plan.argument.trial import Trial, placed, value_price
from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.wording import date_words, listing
from cupola.production import Event
from cupola.units import duration_text

_SHIFTS: Final = tuple(sign * hours * 3600.0 for hours in (0.5, 1, 2, 3, 4, 24, 48) for sign in (-1, 1))
"""By how much an event is moved: within its day, or to the same time of the next days."""
_KEPT: Final = ("sleep", "meal", "exercise", "conference")
"""What an event is not moved into."""


def order_dropped(trial: Trial) -> Iterator[Change]:
    """Try to shoot out of order: a shot or scene no longer waits for another one."""
    path: tuple[str, ...]
    for reason in reasons_of(trial, trial.scene.tasks):
        if reason.kind in ("order", "scene order") and (found := _given(trial, [reason])):
            late, early = reason.about, reason.other
            share = _share(trial, reason)
            if reason.kind == "order":
                scene = trial.problem.tasks[late].scene
                path, what = ("scenes", scene, "shots", late, "after"), late
                left = [key for key in trial.problem.tasks[late].after if key != early]
            else:
                path, what = ("scenes", late, "after"), f"scene {late}"
                after = next(s.after for s in trial.problem.scenes if s.number == late)
                left = [number for number in after if number != early]
            lost = f"what {what} should show of {early}"
            edit = Edit("breakdown", path, f"[{', '.join(left)}]")
            yield Change(f"{what} need not come after {early}", share, "order", lost, (edit,), found)


def _share(trial: Trial, reason: Reason) -> float:
    """Price what is lost when something is shot out of order: half of what the later one is worth."""
    values = {scene.number: scene.value for scene in trial.problem.scenes}
    if reason.kind == "scene order":
        return values[reason.about] * value_price(trial) / 2
    number = trial.problem.tasks[reason.about].scene
    shots = sum(task.scene == number for task in trial.problem.tasks.values())  # those that are made as well
    return values[number] / shots * value_price(trial) / 2


def open_longer(trial: Trial) -> Iterator[Change]:
    """Try to use a set before it opens or after it closes."""
    for place in dict.fromkeys(task.set for task in trial.tasks):
        if found := _given(trial, [Reason("open", place)]):
            where = trial.production.sets[place]
            outside = [p.span for s in found if s.set == place for p in s.passes if not where.open.covers(p.span)]
            if outside and where.open:
                yield _opened(trial, place, outside, found)


def _opened(trial: Trial, place: str, outside: list[Span], found: tuple[Strip, ...]) -> Change:
    where = trial.production.sets[place]
    first, last = float(where.open.starts[0]), float(where.open.stops[-1])
    edits, words = [], []
    if (start := min(span.start for span in outside)) < first:
        edits.append(Edit("production", ("sets", place, "open_from"), utc_text(start)))
        words.append(f"from {_when(trial, start)}")
    if (stop := max(span.stop for span in outside)) > last:
        edits.append(Edit("production", ("sets", place, "open_to"), utc_text(stop)))
        words.append(f"to {_when(trial, stop)}")
    people = max(len(strip.everyone) for strip in found if strip.set == place)
    cost = 3 * people * sum(span.length for span in outside)
    return Change(f"{where.name} is open {listing(words)}", cost, "open", "", tuple(edits), found)


def one_more(trial: Trial) -> Iterator[Change]:
    """Try one more camera body, or one more piece of gear: to carry and to stow it costs as much as to rig a set."""
    production, problem = trial.production, trial.problem
    for key in dict.fromkeys(task.camera for task in trial.tasks if task.camera):
        more = problem.cameras[key] + 1
        if trial.fits(replace(problem, cameras={**problem.cameras, key: more})):
            edit = Edit("production", ("cameras", key, "bodies"), str(more))
            yield Change(
                f"one more {production.cameras[key].model} is aboard", trial.problem.rigging, "camera", "", (edit,)
            )
    for key in dict.fromkeys(gear for task in trial.tasks for gear, _ in task.gear):
        most = max(dict(task.gear).get(key, 0) for task in trial.tasks)
        for extra in range(1, most + 1):
            more = problem.gear[key] + extra
            if trial.fits(replace(problem, gear={**problem.gear, key: more})):
                edit = Edit("production", ("gear", key, "count"), str(more))
                words = f"{'one more' if extra == 1 else f'{extra} more'} {production.gear[key].name}"
                yield Change(
                    f"{words} {'is' if extra == 1 else 'are'} aboard",
                    trial.problem.rigging * extra,
                    "gear",
                    "",
                    (edit,),
                )
                break


def event_moved(trial: Trial) -> Iterator[Change]:
    """Try to have an event earlier or later: one that takes people or sets, and not one of the station's timeline."""
    for index, event in enumerate(trial.production.events):
        if (event.people or event.sets) and not event.attitude_lost and event.span.start >= trial.now:
            gone = Reason("event", str(index))
            if gone in reasons_of(trial, trial.scene.tasks) and _given(trial, [gone]):
                yield from _moved(trial, event, gone)


def _moved(trial: Trial, event: Event, gone: Reason) -> Iterator[Change]:
    for shift in sorted(_SHIFTS, key=abs):
        span = Span(event.span.start + shift, event.span.stop + shift)
        if _may_be_at(trial, event, span):
            rest = _with_event(trial, event, span, eased(trial, trial.scene.tasks, [gone]))
            if found := placed(rest, trial):
                cost = event.span.length * max(1, len(event.people))
                path = ("events", event.what)
                edits = (
                    Edit("production", (*path, "from"), utc_text(span.start)),
                    Edit("production", (*path, "to"), utc_text(span.stop)),
                )
                way = "later" if shift > 0 else "earlier"
                how = f"{event.what} is {duration_text(abs(shift))} {way}, at {_when(trial, span.start)}"
                yield Change(how, cost, "event", "", edits, found)
                return


def _may_be_at(trial: Trial, event: Event, span: Span) -> bool:
    """Say whether an event may be at another time: in the shoot that is left, its people up, nothing planned then."""
    shoot = Span(max(trial.problem.days[0].start, trial.now), trial.problem.days[-1].stop)
    kept = SpanSet()
    for key in event.people:
        kept |= trial.production.people[key].time(*_KEPT)
    met = [
        strip
        for strip in trial.strips
        for one in strip.passes
        if closes(event, strip.set) or any(takes_time_of(event, who) for who in (*strip.people, one.escort) if who)
        if one.span.overlaps(span)
    ]
    return shoot.covers(span) and not kept.clip(span) and not met


def _with_event(trial: Trial, event: Event, span: Span, problem: Problem) -> Problem:
    """Give a problem with an event at another time."""
    then = SpanSet.of([span])
    workers = {
        key: replace(worker, film=worker.film - then, private=worker.private - then)
        if takes_time_of(event, key)
        else worker
        for key, worker in problem.workers.items()
    }
    tasks = {
        key: replace(task, open=task.open - then, rolling=task.rolling - then) if closes(event, task.set) else task
        for key, task in problem.tasks.items()
    }
    return replace(problem, workers=workers, tasks=tasks)


def _given(trial: Trial, reasons: Iterable[Reason]) -> tuple[Strip, ...]:
    return () if trial.is_over else placed(eased(trial, trial.scene.tasks, list(reasons)), trial)


def _when(trial: Trial, at: float) -> str:
    offset = trial.production.crew_offset
    return f"{utc_text(at + offset)[11:16]} on {date_words(at, offset)}"
