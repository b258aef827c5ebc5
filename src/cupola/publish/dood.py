"""The day-out-of-days: who works, starts, finishes and is held on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cupola.production.person import BlockKind, Person
from cupola.publish.casting import Casting, Category
from cupola.publish.day import Schedule
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.moment import minutes_text

_NOTHING: Final[Mapping[str, Sequence[bool]]] = {}
_KINDS: Final[dict[str, BlockKind]] = {"R": "rehearsal", "FT": "fitting", "T": "travel"}
"""The blocks of a person's day that have a code."""
_PREPARATION: Final = ("TR", "R", "FT")
_DROP_AFTER: Final = 7
"""Days between two of work beyond which somebody who is not held is dropped and picked up again."""


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A day of the shoot: its date, and its number when something is shot on it (else 0)."""

    date: str
    short: str
    number: int
    weekday: str
    day: str
    month: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person's line: a code a day, and the totals; `prepared` are the days of rehearsal, training and fittings."""

    number: int | None
    name: str
    part: str
    codes: tuple[str, ...]
    worked: int
    held: int
    travelled: int
    prepared: int
    start: str
    finish: str
    time: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of the cast, the crew or the escorts."""

    name: Category
    lines: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class DayOutOfDays:
    """The whole sheet."""

    imprint: Imprint
    days: tuple[DayColumn, ...]
    groups: tuple[Group, ...]
    working: tuple[int, ...]


def codes(
    works: Sequence[bool],
    open_days: Sequence[bool],
    *,
    holds: bool,
    others: Mapping[str, Sequence[bool]] = _NOTHING,
) -> tuple[str, ...]:
    """Give a code for each day of the shoot.

    Parameters
    ----------
    works : sequence of bool
        Whether the person works on the day.
    open_days : sequence of bool
        Whether anything is shot on the day: on a day off of the whole company nobody is held.
    holds : bool
        Whether the person is kept for the production between working days.
    others : mapping of str to sequence of bool
        On which days the person does what else, by its code, the code that goes before the others first: training,
        rehearsal, fitting, travel. A start ignores what is earlier.

    Returns
    -------
    tuple of str
        `SW` first day of work, `W` work, `WF` last day, `SWF` the only day, `H` held, one of the other codes, or empty.
        Who is not held and has more than seven days between two of work is dropped and picked up:
        `WD` and `PW`, idle, `I`, between them. Source: the usual day-out-of-days rules of scheduling programs.
    """
    days = [index for index, at_work in enumerate(works) if at_work]
    first, last = (days[0], days[-1]) if days else (len(works), -1)
    gaps = [(one, other) for one, other in pairwise(days) if not holds and other - one - 1 > _DROP_AFTER]
    dropped, picked = {one for one, _ in gaps}, {other for _, other in gaps}
    found = []
    for index, at_work in enumerate(works):
        if at_work:
            begins = "S" if index == first else "P" if index in picked else ""
            found.append(begins + "W" + ("F" if index == last else "D" if index in dropped else ""))
        elif other := next((code for code, some in others.items() if some[index]), ""):
            found.append(other)
        elif any(one < index < other for one, other in gaps):
            found.append("I")
        else:
            found.append("H" if holds and first < index < last and open_days[index] else "")
    return tuple(found)


def day_out_of_days(schedule: Schedule, casting: Casting) -> DayOutOfDays:
    """Make the day-out-of-days of a plan, over all days of the shoot."""
    production = schedule.production
    numbers = {day.slot: day.number for day in schedule.days}
    dates = [schedule.clocks.date(span.start) for span in production.days]
    said = schedule.language
    columns = tuple(
        DayColumn(date, said.short_date(date), numbers.get(slot, 0), *said.day_parts(date))
        for slot, date in enumerate(dates)
    )
    lines: dict[Category, list[PersonLine]] = {"cast": [], "crew": [], "escort": []}
    for person in casting.in_order():
        lines[casting.category(person)].append(_line(person, schedule, casting, columns))
    groups = tuple(Group(name, tuple(some)) for name, some in lines.items() if some)
    every = [line for group in groups for line in group.lines]
    working = tuple(sum("W" in line.codes[slot] for line in every) for slot in range(len(columns)))
    return DayOutOfDays(
        imprint(production, schedule.plan, schedule.past.approval, schedule.language), columns, groups, working
    )


def status(schedule: Schedule, casting: Casting, person: Person) -> tuple[str, ...]:
    """Give a person's codes over the days of the shoot."""
    mine = [(day.slot, work) for day in schedule.days for work in day.works if person.id in work.everyone]
    working = {slot for slot, work in mine if work.scene.lesson is None}
    taught = {slot for slot, work in mine if work.scene.lesson is not None}
    slots = range(len(schedule.production.days))
    shot_on = {day.slot for day in schedule.days}
    holds = person.holds and casting.category(person) != "escort"
    others = {"TR": [slot in taught for slot in slots]}
    for code, kind in _KINDS.items():
        spans = person.time(kind)
        others[code] = [bool(spans.clip(day)) for day in schedule.production.days]
    return codes([slot in working for slot in slots], [slot in shot_on for slot in slots], holds=holds, others=others)


def _line(person: Person, schedule: Schedule, casting: Casting, columns: tuple[DayColumn, ...]) -> PersonLine:
    found = status(schedule, casting, person)
    days = [columns[slot].short for slot, code in enumerate(found) if "W" in code]
    spans = [span for day in schedule.days for work in day.works for span in work.calls(person.id)]
    return PersonLine(
        number=casting.numbers.get(person.id),
        name=person.name,
        part=casting.part(person),
        codes=found,
        worked=len(days),
        held=found.count("H"),
        travelled=found.count("T"),
        prepared=sum(code in _PREPARATION for code in found),
        start=days[0] if days else "",
        finish=days[-1] if days else "",
        time=minutes_text(sum(span.length for span in spans), schedule.language) if spans else "",
    )
