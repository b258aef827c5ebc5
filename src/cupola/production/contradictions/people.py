"""People who never sleep, who never work, and escorts who can never come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cupola.clock import DAY
from cupola.production.contradictions.case import Case
from cupola.production.model import Event
from cupola.production.person import BlockKind, Person
from cupola.production.waking import busy, fit
from cupola.tree import Steps
from cupola.units import counted, duration_text

_NONE: Final = {"sleep": 0.0, "awake": float("inf"), "after_waking": 0.0, "before_sleep": 0.0}
"""The limits on when somebody is fit to work, each with the value that means none."""
_DAILY: Final[dict[BlockKind, tuple[str, ...]]] = {
    "film": ("film_per_day", "film_per_week"),
    "private": ("private_per_day", "private_per_stay"),
}
_ALWAYS: Final = ("work_per_day", "day_length", "meal_after")


def sleepless(case: Case) -> None:
    """Find people in shots whose day plans have no sleep, though their limits ask for some."""
    for key, shots in case.shots_of.items():
        person = case.production.people[key]
        limits = person.limits
        stay = person.blocks[-1].span.stop - person.blocks[0].span.start if person.blocks else 0.0
        if limits.sleep > 0 and stay > limits.awake and not person.time("sleep"):
            text = (
                f"{person.name} is in {counted(len(shots), 'shot')} and never sleeps: the day plans have none in "
                f"{duration_text(stay)}, and nobody works after being up for {duration_text(limits.awake)}"
            )
            hint = 'give the day plan a block that "is: sleep"; whose sleep is not planned has sleep: 0 h under limits'
            case.book.add("E460", text, ("people", key, "day"), hint)


def workless(case: Case) -> None:
    """Find people in shots who have no time in which they may work."""
    for key, shots in case.shots_of.items():
        person = case.production.people[key]
        if case.hours.is_idle(key):
            place, why, hint = _why_never(case, person)
            named = f"{counted(len(shots), 'shot')} ({_some(s.id for s in shots)})"
            case.book.add("E461", f"{person.name} is in {named} and never works: {why}", place, hint)


def _some(words: Iterator[str]) -> str:
    """Name the first few."""
    found = list(words)
    return ", ".join(found[:4]) + (", …" if len(found) > 4 else "")


def _why_never(case: Case, person: Person) -> tuple[Steps, str, str]:
    """Say where, why and what to do about it: there are no blocks, they lie too near to sleep, or events take them."""
    production, who = case.production, ("people", person.id)
    planned = (person.time("film") | person.time("private")).clip(production.shoot)
    if not planned:
        return (*who, "day"), "no film or private time in the shoot", 'give a day plan a block that "is: film"'
    able = planned & fit(person)
    if not able:
        name = next((name for name in _NONE if planned & fit(_without(person, name))), "sleep")
        value = duration_text(getattr(person.limits, name))
        why = f"the day plans leave none of {duration_text(planned.total)} by the limits of sleep ({name} {value})"
        return case.written((*who, "limits", name), (*who, "day")), why, "move the blocks, or change the limit"
    if not able - busy(production, person):
        event = next(e for e in production.events if _takes(e, person) and able.clip(e.span))
        why = f"events take all of {duration_text(able.total)}, {event.what} among them"
        return case.event_place(event) or (*who, "day"), why, "leave the person out of an event, or change the day plan"
    if not any(production.day_load(day, person) for day in range(len(production.days))):
        place = case.written(("rules", "day_load"), (*who, "novice"))
        return place, "a novice may use no part of the daily film hours (day_load)", "let the day load grow above 0"
    kinds = [kind for kind in _DAILY if able & person.time(kind)]
    names = [name for kind in kinds for name in _zero(person, kind)]
    words = " and ".join(f"{name} {duration_text(getattr(person.limits, name))}" for name in dict.fromkeys(names))
    place = case.written(*((*who, "limits", name) for name in names), who)
    return place, f"the limits allow none ({words})", "allow some, or take the person out of the shots"


def _without(person: Person, limit: str) -> Person:
    return replace(person, limits=replace(person.limits, **{limit: _NONE[limit]}))


def _takes(event: Event, person: Person) -> bool:
    return event.stops_filming or person.id in event.people


def _zero(person: Person, kind: BlockKind) -> list[str]:
    """Name the limits that leave nothing of blocks of a kind; else it is that of work, which the station fills."""
    return [name for name in (*_DAILY[kind], *_ALWAYS) if getattr(person.limits, name) <= 0] or ["work_per_day"]


def escortless(case: Case) -> None:
    """Find groups that must send an escort, of whom nobody ever has film time."""
    production = case.production
    for group in dict.fromkeys(shot.escort for shot in production.shots.values() if shot.escort):
        members = [person for person in production.people.values() if group in person.groups]
        if not case.are_known(members, group) or any(case.hours.free(one.id, "film") for one in members):
            continue
        shots = [shot for shot in production.shots.values() if shot.escort == group]
        names = ", ".join(person.name for person in members)
        text = f'nobody of the group "{group}" ({names}) ever has film time to escort {_some(s.id for s in shots)}'
        hint = "give somebody of the group film time, or take the escort out"
        where = production.sets[shots[0].set]
        if where.escort == group:
            case.book.add("E467", text, ("sets", where.id, "escort"), hint)
        else:
            case.tell(shots[0].id, "E467", text, "escort", hint)


def restless(case: Case) -> None:
    """Warn of people whose longest day and shortest rest do not fit into 24 hours."""
    for key in case.shots_of:
        person = case.production.people[key]
        limits, who = person.limits, ("people", key, "limits")
        is_own = case.written((*who, "day_length"), (*who, "turnaround"), who) != who
        if is_own and limits.day_length < DAY and limits.day_length + limits.turnaround > DAY:
            text = (
                f"{person.name}: a day of {duration_text(limits.day_length)} and a turnaround of "
                f"{duration_text(limits.turnaround)} are more than 24 h: no full day follows another at the same hour"
            )
            place = case.written((*who, "day_length"), (*who, "turnaround"))
            case.book.add("W403", text, place, "shorten one of them, unless it is meant so")
