"""What cannot be, whatever the plan: shots that never find an opportunity, and locks that cannot hold.

Asked before anything is searched for. Everything here is true of every plan: what is said to be impossible is so by the
light, the set, the people and their limits of a day, without regard to any other shot.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import Span, SpanSet, utc_text
from cupola.light import Almanac, Need
from cupola.light.ground import GroundSets
from cupola.plan.argument.explain import Argument
from cupola.plan.locks import shortfall
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Match, Problem, SceneTask, Task, Worker
from cupola.plan.model.remaining import day_of
from cupola.plan.wording import listing, wish_words
from cupola.production import Production
from cupola.units import duration_text

_HINT: Final = "its scene goes to the boneyard; shorten it, ask less of the light, or give its people more time"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be.

    Attributes
    ----------
    code : str
        Of the message; it begins with W if the rest can be planned all the same.
    shot : str
        The shot that it is about.
    field : str
        The field of the shot in the breakdown that causes it.
    text, hint : str
        What it is, and what to do about it.
    """

    code: str
    shot: str
    field: str
    text: str
    hint: str

    @property
    def is_error(self) -> bool:
        """Whether nothing can be planned before it is mended."""
        return not self.code.startswith("W")


def foresee(production: Production, board: Problem, almanac: Almanac | GroundSets) -> tuple[Finding, ...]:
    """Find what cannot be.

    Parameters
    ----------
    production : Production
        The whole production.
    board : Problem
        Its problem, with the locks of an older plan if they are to be kept.
    almanac : Almanac or GroundSets
        The light of its shoot.

    Returns
    -------
    tuple of Finding
        In story order.
    """
    found: list[Finding] = []
    for scene in board.scenes:
        for key in scene.tasks:
            found += _about(production, board, almanac, scene, board.tasks[key])
    bad = {finding.shot for finding in found}
    for one in board.matches:
        if bad.isdisjoint((one.task, one.like)):
            found += _unmatched(board, one)
    return tuple(found)


def openings(board: Problem, task: Task) -> SpanSet:
    """Give when a task may begin by light, set and people, on days whose limits allow a pass that long."""
    return first_pass(_with_able(board, task, (*task.people, *task.escorts)), task)


def is_possible(board: Problem, task: Task) -> bool:
    """Say whether a task could be made if nothing else were: there are openings, and cards and batteries last."""
    return bool(openings(board, task)) and _is_stocked(board, task)


def _with_able(board: Problem, task: Task, people: Sequence[str]) -> Problem:
    """Give the problem in which these people have time only on days on which they may work for so long."""
    return replace(board, workers={**board.workers, **{key: _able(board, task, board.workers[key]) for key in people}})


def _able(board: Problem, task: Task, worker: Worker) -> Worker:
    film, private = [], []
    for day, span in enumerate(board.days):
        shortest = min(board.length(task, index, day) for index in range(len(task.passes)))
        hours = worker.hours
        most = min(hours.work[day] if hours.work else math.inf, hours.day_length, hours.meal_after)
        reach = Span(span.start, span.stop + shortest)  # a pass belongs to the day on which it begins
        if shortest <= min(most, worker.film_limit[day], hours.film_per_week):
            film.append(reach)
        if shortest <= min(most, worker.private_limit, worker.private_total):
            private.append(reach)
    return replace(worker, film=worker.film & SpanSet.of(film), private=worker.private & SpanSet.of(private))


def _about(
    production: Production, board: Problem, almanac: Almanac | GroundSets, scene: SceneTask, task: Task
) -> Iterator[Finding]:
    free = replace(task, lock=())
    if not is_possible(board, free):
        why = _why_never(Argument(production, _with_task(board, free), almanac, ()), scene, free)
        if task.lock:
            yield _lock_finding(production, task, why, "take the lock out, and see why the shot can never be shot")
        else:
            yield Finding(
                "W402",
                task.id,
                _field(production.shots[task.id].need),
                f"shot {task.id} can never be shot: {why}",
                _HINT,
            )
    elif task.lock and not openings(board, task):
        near = _nearest(openings(board, free), task.lock[0])
        hint = f"the nearest instant at which it can begin is {utc_text(near)}"
        if near == round(task.lock[0]):
            hint = "it can begin then, but its other passes must lie elsewhere"
        yield _lock_finding(production, task, _why_not_then(production, board, task), hint)


def _field(need: Need) -> str:
    """Name the field that asks the most of the light."""
    return "view" if need.view else "light" if need.light != "any" else "setup"


def _with_task(board: Problem, task: Task) -> Problem:
    return replace(board, tasks={**board.tasks, task.id: task})


def _lock_finding(production: Production, task: Task, why: str, hint: str) -> Finding:
    """Say that a lock cannot hold: that of the breakdown, or else that of an older plan."""
    own = production.shots[task.id].lock
    code = "E470" if own is not None and task.lock == (own,) else "E574"
    return Finding(code, task.id, "lock", f"shot {task.id} is locked to {utc_text(task.lock[0])}: {why}", hint)


def _nearest(starts: SpanSet, at: float) -> float:
    """Give the whole second nearest to an instant at which something may start."""
    ends = [end for span in starts for end in (math.ceil(span.start), math.ceil(span.stop) - 1)]
    inside = [float(round(at))] if bool(starts.contains([round(at)])[0]) else []
    return min((float(end) for end in (*inside, *ends)), key=lambda end: abs(end - at))


def _is_stocked(board: Problem, task: Task) -> bool:
    """Say whether cards and batteries bear the passes of a task by itself."""
    largest = task.data_gb * max(task.passes) / sum(task.passes)
    shortest = min(board.length(task, 0, day) for day in range(len(board.days)))
    held = all(largest <= s.size * s.count * (1 + 1e-9) for s in board.cards if task.camera in s.cameras)
    return held and all(s.needed(shortest) <= s.count for s in board.batteries if s.camera == task.camera)


def _why_never(argument: Argument, scene: SceneTask, task: Task) -> str:
    """Say why: what light, set and people are against, or else the limits of a day, or else cards and batteries."""
    board = argument.problem
    if not first_pass(board, task):
        return argument.reason(scene, task.id)
    days = range(len(board.days))
    length = duration_text(min(board.length(task, 0, day) for day in days))
    if openings(board, task):
        return f"the cards or batteries of the {task.camera} do not last for its {length}, whatever else is shot."
    everyone = (*task.people, *task.escorts)
    alone = [key for key in everyone if not first_pass(_with_able(board, task, [key]), task)]
    names = listing(argument.production.people[key].name for key in alone or everyone)
    return f"it takes {length} in one go, and the limits of {names} do not allow that on a day with its light."


def _why_not_then(production: Production, board: Problem, task: Task) -> str:
    """Say what a lock is in the way of: the light, the set, somebody, pass by pass; or else what must follow it."""
    passes = zip(range(len(task.passes)), task.lock, strict=False)
    found = (_against(production, board, task, index, float(round(at))) for index, at in passes)
    otherwise = f"its {len(task.passes)} passes do not all find their light and people after that"
    return next((words for words in found if words), otherwise)


def _against(production: Production, board: Problem, task: Task, index: int, start: float) -> str:
    """Say what is against a pass that begins at an instant; nothing where nothing is."""
    if not board.days[0].start <= start < board.days[-1].stop:
        return "that is not in the shoot"
    day = day_of(board, start)
    roll = start + board.lead(task, index, day)
    takes = Span(roll, roll + board.rolling(task, day, task.passes[index]))
    whole, shot = Span(start, takes.stop), production.shots[task.id]
    if not task.open.covers(whole):
        return f"{production.sets[task.set].name} is closed or full at some time until {utc_text(whole.stop)}"
    if not task.rolling.covers(takes):
        wishes = wish_words(shot.need, quiet=shot.quiet) or "what it needs"
        which = f"the takes of pass {index + 1}" if index else "its takes"
        when = f"{which} last from {utc_text(roll)} to {utc_text(takes.stop)}"
        return f"{when}; {wishes} does not hold all that time: {shortfall(task.rolling, takes)}"
    able = _with_able(board, task, (*task.people, *task.escorts)).workers
    missing = [key for key in task.people if not any(t.covers(whole) for t in (able[key].film, able[key].private))]
    if missing:
        names = listing(production.people[key].name for key in missing)
        return f"{names} cannot work from then to {utc_text(whole.stop)}"
    if task.escorts and not any(able[key].film.covers(whole) for key in task.escorts):
        return f"no escort is free until {utc_text(whole.stop)}"
    return ""


def _unmatched(board: Problem, one: Match) -> Iterator[Finding]:
    """Find a match with a locked shot that never holds: both locked, or one of them without any light that cuts."""
    task, like = board.tasks[one.task], board.tasks[one.like]
    if task.lock and like.lock:
        if not bool(one.allowed(_roll(board, like)).contains([_roll(board, task)])[0]):
            text = f"shot {task.id} must match {like.id}, and the two are locked to instants whose light does not cut"
            yield Finding("E471", task.id, "lock", text, "cupola match lists when such light comes again")
    elif like.lock or task.lock:
        loose, fixed = (task, like) if like.lock else (like, task)
        roll = _roll(board, fixed)
        lit = one.allowed(roll) if like.lock else one.allowing([roll])
        first = tuple(lit & old for old in (loose.first_takes or (lit,)))
        if not openings(board, replace(loose, first_takes=first)):
            text = f"shot {loose.id} never finds the light of {fixed.id}, which is locked, and with which it must cut"
            yield Finding("W404", loose.id, "match" if like.lock else "light", text, "lock the other one elsewhere")


def _roll(board: Problem, task: Task) -> float:
    """Give when the first take of a locked task begins."""
    start = float(round(task.lock[0]))
    return start + board.lead(task, 0, day_of(board, start))
