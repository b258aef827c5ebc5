"""`cupola order`."""

from __future__ import annotations

import math
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cupola.cli import OK
from cupola.cli.desk import open_production, print_json, say
from cupola.errors import Message, PlanError, harmless
from cupola.plan.order.ground import Day, Ground, ground
from cupola.plan.order.instance import Instance
from cupola.plan.order.reading import LARGEST, read
from cupola.script.length import eighths, pages_text
from cupola.tree import read_text
from cupola.units import UnitError, counted, quantity

if TYPE_CHECKING:
    from cupola.plan.order.ordering import Course, Limit, Ordering

_WORKS, _HELD, _OFF = "W", "H", "."
_WIDTH: Final = 24
_WORK: Final = 60.0
"""The amount of work, unless another is asked for."""
_PAGES: Final = "4"
"""The pages shot in a day, unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a file or a production, the limit, and how much is shot in a day."""

    path: Path
    limit: str | None
    work: float | None
    pages: str | None
    as_json: bool


def order(question: Question) -> int:
    """Order scenes so that the cast is held as little as can be."""
    limit = _limit(question.limit, question.work)
    if question.path.is_dir() or question.path.suffix == ".yaml":
        part = ground(open_production(question.path), _a_day(_PAGES if question.pages is None else question.pages))
        found, seconds = _ordered(part.instance, limit)
        if question.as_json:
            print_json(_ground_json(part, found, seconds))
        else:
            print(_ground_text(part, found))
    else:
        if question.pages is not None:
            raise PlanError(Message("E107", "--pages is of a production; an instance has lengths of its own"))
        name = str(question.path)
        instance = read(read_text(question.path, name, LARGEST), name)
        found, seconds = _ordered(instance, limit)
        if question.as_json:
            print_json(_json(instance, found, seconds))
        else:
            print(_text_of(question.path.name, instance, found))
    return OK


def _limit(limit: str | None, work: float | None) -> Limit:
    from cupola.plan.order.ordering import Limit

    if limit is not None and work is not None:
        raise PlanError(Message("E107", "--time and --work both say when to stop", hint="leave one of them out"))
    if limit is None:
        work = _WORK if work is None else work
        if not 0 < work < math.inf:
            raise PlanError(Message("E107", f"--work {work:g}: give a number above 0"))
        return Limit(work=work)
    try:
        seconds = quantity(limit, "s")
    except UnitError as error:
        raise PlanError(Message("E107", f"--time: {error}", hint="a limit is written --time 60s")) from None
    if seconds <= 0:
        raise PlanError(Message("E107", f"--time {limit}: give more than nothing"))
    return Limit(seconds=seconds)


def _a_day(pages: str) -> int:
    try:
        found = eighths(pages)
    except ValueError:
        found = 0
    if found < 1:
        raise PlanError(Message("E107", f'--pages "{pages}" is no length in pages', hint="write for example 4 2/8"))
    return found


def _ordered(instance: Instance, limit: Limit) -> tuple[Ordering, float]:
    """Order; Ctrl-C ends the search at its next occasion and keeps the best order."""
    from cupola.plan.order.ordering import Course
    from cupola.plan.order.ordering import order as search

    course = Course(limit, _Talk())
    former = signal.signal(signal.SIGINT, lambda *_: _interrupt(course))
    began = time.perf_counter()
    try:
        return search(instance, course), time.perf_counter() - began
    finally:
        signal.signal(signal.SIGINT, former)


def _interrupt(course: Course) -> None:
    say("\nstopping; what has been found so far is kept")
    course()


class _Talk:
    """Says on stderr how far a search is that takes longer than a moment."""

    _EVERY = 5.0

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._began = self._last

    def __call__(self, cost: int, bound: int) -> None:
        now = time.monotonic()
        if now - self._last >= self._EVERY:
            self._last = now
            print(f"{now - self._began:5.1f} s  waiting costs {cost}, at least {bound}", file=sys.stderr, flush=True)


def _json(instance: Instance, found: Ordering, seconds: float) -> dict[str, Any]:
    return {
        "cost": found.cost,
        "optimal": found.optimal,
        "bound": found.bound,
        "order": [int(instance.scenes[s]) for s in found.order],
        "seconds": round(seconds, 6),
    }


def _ground_json(part: Ground, found: Ordering, seconds: float) -> dict[str, Any]:
    days = part.days(found.order)
    return {
        "cost": round(part.dollars(found.cost), 2),
        "optimal": found.optimal,
        "bound": round(part.dollars(found.bound), 2),
        "order": [part.instance.scenes[s] for s in found.order],
        "seconds": round(seconds, 6),
        "days": [
            {
                "scenes": [scene.number for scene in day.scenes],
                "pages": pages_text(sum(scene.eighths for scene in day.scenes)),
                "works": [person.id for person in part.cast if person.id in day.works],
                "held": [person.id for person in part.cast if person.id in day.held],
            }
            for day in days
        ],
    }


def _proof(found: Ordering) -> str:
    if found.optimal:
        return "no order costs less"
    return f"no order costs less than {found.bound:,} (gap {(found.cost - found.bound) / found.cost:.1%})"


def _text_of(name: str, instance: Instance, found: Ordering) -> str:
    """Say what an order costs, and draw it: a row an actor, a column a scene."""
    n, m = len(instance.scenes), len(instance.actors)
    lines = [
        f"{harmless(name)}: {counted(n, 'scene')}, {counted(m, 'actor')}",
        f"cost {found.cost:,}, of which {found.cost - instance.worked:,} for waiting; {_proof(found)}",
        f"order: {' '.join(instance.scenes[s] for s in found.order)}",
        "",
    ]
    paid = instance.paid(found.order)
    for a, actor in enumerate(instance.actors):
        works = [instance.cast[s] >> a & 1 for s in found.order]
        row = "".join(
            _WORKS if now else _HELD if any(works[:k]) and any(works[k:]) else _OFF for k, now in enumerate(works)
        )
        length = sum(instance.length[s] for k, s in enumerate(found.order) if works[k])
        lines.append(f"{actor:>4s}  {row}  held {paid[a] - length} of {paid[a]}, at {instance.pay[a]}")
    return "\n".join(lines)


def _ground_text(part: Ground, found: Ordering) -> str:
    """Say what is shot on which day and who is held, and draw the days: a row a person, a column a day."""
    days = part.days(found.order)
    number = sum(scene.eighths for scene in part.scenes)
    pages = f"{pages_text(number)} pages"
    lines = [
        f"{counted(len(part.scenes), 'scene')} on the ground, {pages}, in {counted(len(days), 'day')}",
        _money(part, found),
    ]
    for k, day in enumerate(days, 1):
        scenes = ", ".join(scene.number for scene in day.scenes)
        held = [person.name for person in part.cast if person.id in day.held]
        length = pages_text(sum(scene.eighths for scene in day.scenes))
        lines.append(f"day {k}: {scenes} ({length} pages)" + (f"; held: {', '.join(held)}" if held else ""))
    return "\n".join([*lines, "", *_rows(part, days)])


def _money(part: Ground, found: Ordering) -> str:
    cost, bound = part.dollars(found.cost), part.dollars(found.bound)
    waiting = part.dollars(found.cost - part.instance.worked)
    proof = "no order costs less" if found.optimal else f"no order costs less than {bound:,.0f}"
    return f"the cast from first scene to last: {cost:,.0f} US dollars, {waiting:,.0f} of it for waiting; {proof}"


def _rows(part: Ground, days: tuple[Day, ...]) -> list[str]:
    rows = []
    for person in part.cast:
        row = "".join(_WORKS if person.id in d.works else _HELD if person.id in d.held else _OFF for d in days)
        works, held = row.count(_WORKS), row.count(_HELD)
        paid = (works + held) * person.day_rate
        rows.append(f"{person.name[:_WIDTH]:{_WIDTH}s}  {row}  {works} worked, {held} held: {paid:,.0f} US dollars")
    return rows
