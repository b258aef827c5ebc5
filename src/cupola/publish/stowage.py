"""The restore list: what is taken out on each day, where its place is, when it is free, and by when it is back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cupola.clock import clock_text
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, row

_CARRIED: Final = frozenset({"props", "wardrobe", "set_dressing", "special_equipment"})
"""Elements that are taken out and put back."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing in use: what it is known by, its name in words, how many of it, and where it is kept."""

    key: tuple[str, str]
    name: str
    count: int
    stowed: str


def stowage_list(schedule: Schedule) -> Report:
    """Make the restore list of a plan: a line a thing, by day and set."""
    said = schedule.language
    ruled = any(one.restore for one in schedule.production.sets.values())
    by = clock_text(schedule.production.rules.restore_by)
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("restore-list"),
        remark=said.say("restore-by", time=by) if ruled else "",
        parts=tuple(part for day in schedule.days if (part := _part(day, schedule)).rows),
        note=said.say("restore-note"),
    )


def _part(day: ShootingDay, schedule: Schedule) -> Part:
    said = schedule.language
    sets: dict[str, list[Work]] = {}
    for work in day.works:
        if work.scene.lesson is None:  # for a lesson nothing is taken out
            sets.setdefault(work.strip.set, []).append(work)
    rows = [cells for key, works in sets.items() for cells in _rows(key, works, day, schedule)]
    heads = [Column("", 6), Column(said.say("where"), 30), Column(said.say("taken-out")), Column(said.say("kept-at"))]
    heads += [Column(said.say(key), width, right=True) for key, width in (("free-at", 17), ("takes-time", 18))]
    return Part(
        title=f"{said.say('day-number', n=day.number)} · {said.long_date(day.date)}",
        columns=(*heads, Column(said.say("put-back-by"), 34)),
        rows=tuple(rows),
        whole=len(rows) <= _LONGEST,
    )


_LONGEST: Final = 16
"""Lines of a day that are kept on one page."""


def _rows(key: str, works: list[Work], day: ShootingDay, schedule: Schedule) -> Iterator[tuple[Cell, ...]]:
    """Give the lines of a set: its name stands on the first; one without things has a line all the same."""
    where = schedule.production.sets[key]
    length = schedule.language.minutes(where.restore) if where.restore else "–"
    used = _used(works, schedule)
    last = max(works, key=lambda work: work.span.stop)
    for number, (thing, work) in enumerate(used or [(None, last)]):
        first = number == 0
        name = f"{thing.count}\u00a0×\u00a0{thing.name}" if thing and thing.count > 1 else thing.name if thing else "–"
        yield row(
            "☐",
            Cell(where.name, "strong", where.module) if first else Cell(""),
            name,
            Cell(thing.stowed or "–", below=_next(thing, key, work, day, schedule)) if thing else Cell("–"),
            Cell(schedule.clocks.moment(work.span.stop).crew, "strong"),
            length if first else "",
            ", ".join(schedule.production.people[person].name for person in work.shot.crew or work.shot.cast),
        )


def _used(works: Iterable[Work], schedule: Schedule) -> list[tuple[_Thing, Work]]:
    """Give the things of some set-ups, each once with the most of it, and the last set-up that uses it."""
    found: dict[tuple[str, str], tuple[_Thing, Work]] = {}
    for work in works:
        for thing in _things(work, schedule):
            old, last = found.get(thing.key, (thing, work))
            most = thing if thing.count >= old.count else old
            found[thing.key] = most, max(last, work, key=lambda one: one.span.stop)
    return list(found.values())


def _things(work: Work, schedule: Schedule) -> Iterator[_Thing]:
    production = schedule.production
    camera = production.cameras.get(work.strip.camera)
    if camera is not None:
        yield _Thing(("camera", camera.id), camera.model, 1, camera.stowed)
    for key, count in work.shot.gear:
        gear = production.gear[key]
        yield _Thing(("gear", key), gear.name, count, gear.stowed)
    for one in work.scene.elements:
        if one.category in _CARRIED:
            yield _Thing((one.category, one.name), schedule.language.name(one.name), one.count, one.stowed)


def _next(thing: _Thing, here: str, last: Work, day: ShootingDay, schedule: Schedule) -> str:
    """Say where a thing is needed next on the day, if that is in another set: it goes there before it goes back."""
    later = (work for work in day.works if work.span.start >= last.span.stop and work.strip.set != here)
    for work in later:
        if any(one.key == thing.key for one in _things(work, schedule)):
            place = schedule.production.sets[work.strip.set].name
            time = schedule.clocks.moment(work.span.start).crew
            return schedule.language.say("used-next", place=place, time=time)
    return ""
