"""The day-out-of-days of sets, cameras, gear and elements: which of them is in use, and kept, on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cupola.publish.day import Schedule, Work
from cupola.publish.dood import codes
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, row

_WIDEST = 28
"""Days that fit beside each other; a longer shoot is told in tables one below the other."""

Uses = Callable[[Work], Iterable[str]]


def things(schedule: Schedule) -> Report:
    """Make the day-out-of-days of all things, a part a category."""
    said = schedule.language
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("day-out-of-days-of-things"),
        remark=said.say("things-key"),
        parts=tuple(
            part for title, names, uses in _categories(schedule) for part in _parts(title, names, uses, schedule)
        ),
        note=said.say("things-note"),
        flipped=True,
    )


def _categories(schedule: Schedule) -> Iterator[tuple[str, dict[str, str], Uses]]:
    production, say = schedule.production, schedule.language.say
    yield say("sets-column"), {key: one.name for key, one in production.sets.items()}, lambda work: (work.strip.set,)
    cameras = {key: one.model for key, one in production.cameras.items()}
    yield say("cameras-column"), cameras, lambda work: (work.strip.camera,)
    gear = {key: one.name for key, one in production.gear.items()}
    yield say("gear-column"), gear, lambda work: tuple(key for key, _ in work.shot.gear)
    for category in dict.fromkeys(one.category for scene in schedule.scenes for one in scene.elements):
        found = [one.name for scene in schedule.scenes for one in scene.elements if one.category == category]
        names = {name: schedule.language.name(name) for name in found}
        yield say(f"category-{category.replace('_', '-')}"), names, _elements(category)


def _elements(category: str) -> Uses:
    return lambda work: tuple(one.name for one in work.scene.elements if one.category == category)


def _parts(title: str, names: dict[str, str], uses: Uses, schedule: Schedule) -> Iterator[Part]:
    slots: dict[str, set[int]] = {}
    for day in schedule.days:
        for work in day.works:
            for key in uses(work):
                slots.setdefault(key, set()).add(day.slot)
    shot_on = {day.slot for day in schedule.days}
    days = range(len(schedule.production.days))
    lines = {
        key: codes([slot in slots[key] for slot in days], [slot in shot_on for slot in days], holds=True)
        for key in names
        if key in slots
    }
    for start in range(0, len(days), _WIDEST):
        shown = days[start : start + _WIDEST]
        used = {key: found for key, found in lines.items() if any(found[slot] for slot in shown)}
        if used:
            yield _table(title, names, used, shown, schedule)


def _table(
    title: str, names: dict[str, str], lines: dict[str, tuple[str, ...]], days: range, schedule: Schedule
) -> Part:
    said = schedule.language
    dates = [schedule.clocks.date(schedule.production.days[slot].start) for slot in days]
    heads = [Column(" ".join(said.day_parts(date)[1:]), 190 / max(len(days), 10)) for date in dates]
    rows = [
        row(
            Cell(names[key], "strong"),
            *(Cell(found[slot], "soft" if found[slot] == "H" else "strong") for slot in days),
            str(sum("W" in code for code in found)),
        )
        for key, found in lines.items()
    ]
    columns = (Column(said.say("name")), *heads, Column(said.say("days-used"), 14, right=True))
    return Part(title, columns=columns, rows=tuple(rows))
