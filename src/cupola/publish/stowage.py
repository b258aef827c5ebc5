"""The restore list: what is taken out where on each day, when it is free again, and by when it must be back."""

from __future__ import annotations

from cupola.clock import clock_text
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, row


def stowage_list(schedule: Schedule) -> Report:
    """Make the restore list of a plan: a line a set and day."""
    said = schedule.language
    ruled = any(one.restore for one in schedule.production.sets.values())
    by = clock_text(schedule.production.rules.restore_by)
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("restore-list"),
        remark=said.say("restore-by", time=by) if ruled else "",
        parts=tuple(_part(day, schedule) for day in schedule.days),
        note=said.say("restore-note"),
    )


def _part(day: ShootingDay, schedule: Schedule) -> Part:
    said = schedule.language
    sets: dict[str, list[Work]] = {}
    for work in day.works:
        sets.setdefault(work.strip.set, []).append(work)
    heads = [Column("", 6), Column(said.say("where"), 46), Column(said.say("taken-out"))]
    heads += [Column(said.say(key), width, right=True) for key, width in (("free-at", 20), ("takes-time", 22))]
    return Part(
        title=f"{said.say('day-number', n=day.number)} · {said.long_date(day.date)}",
        columns=(*heads, Column(said.say("put-back-by"), 40)),
        rows=tuple(_row(key, works, schedule) for key, works in sets.items()),
        whole=True,
    )


def _row(key: str, works: list[Work], schedule: Schedule) -> tuple[Cell, ...]:
    said, production = schedule.language, schedule.production
    where, last = production.sets[key], max(works, key=lambda work: work.span.stop)
    gear: dict[str, int] = {}
    for work in works:
        for item, count in work.shot.gear:
            gear[item] = max(gear.get(item, 0), count)
    cameras = dict.fromkeys(production.cameras[w.strip.camera].model for w in works if w.strip.camera)
    named = [*cameras]
    named += [
        f"{count}\u00a0×\u00a0{production.gear[item].name}" if count > 1 else production.gear[item].name
        for item, count in gear.items()
    ]
    people = ", ".join(production.people[person].name for person in last.shot.crew or last.shot.cast)
    return row(
        "☐",
        Cell(where.name, "strong", where.module),
        ", ".join(named) or "–",
        Cell(schedule.clocks.moment(last.span.stop).crew, "strong"),
        said.minutes(where.restore) if where.restore else "–",
        people,
    )
