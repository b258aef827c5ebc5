"""Shots for which there is never time, whatever their light."""

from __future__ import annotations

from collections.abc import Iterator

from cupola.production.contradictions.case import Case
from cupola.production.contradictions.hours import KINDS, Times, longest, opportunities, usable, working_time
from cupola.production.model import Production, Shot
from cupola.production.takes import shortest_pass
from cupola.units import duration_text


def impossible(case: Case) -> None:
    """Warn of shots for which people never have long enough time; of who has none at all, `people` speaks."""
    production, times = case.production, Times(case.production)
    idle = {key for key in case.shots_of if not any(working_time(production, production.people[key], k) for k in KINDS)}
    for shot in production.shots.values():
        if idle.isdisjoint(shot.people) and _may_be_staged(production, shot) and not _fits(production, shot, times):
            text = f"it can never be shot: {_why(production, shot, times)}"
            hint = "shorten it, split it, or give its people more time; as it is, its scene goes to the boneyard"
            case.about(shot.id, "W402", text, "setup", hint)


def _may_be_staged(production: Production, shot: Shot) -> bool:
    """Say whether its set is ever open and somebody may ever escort; else that is said, of the set or the group."""
    members = [p for p in production.people.values() if shot.escort in p.groups]
    escorted = shot.escort is None or any(working_time(production, person, "film") for person in members)
    return bool(usable(production, production.sets[shot.set])) and escorted


def _fits(production: Production, shot: Shot, times: Times) -> bool:
    return next(opportunities(production, shot, times), None) is not None


def _why(production: Production, shot: Shot, times: Times) -> str:
    """Say who has no stretch of time that is long enough; or that those of several never come together."""
    days = range(len(production.days))
    length = min(shortest_pass(production, shot, day) for day in days)
    needed = f"set-up and takes of a pass last {duration_text(length)} at least"
    short = list(_too_short(production, shot, times))
    return f"{needed}; {'; '.join(short)}" if short else f"{needed}, and set and people are never free together so long"


def _too_short(production: Production, shot: Shot, times: Times) -> Iterator[str]:
    for key in shot.people:
        person = production.people[key]
        lengths = {day: shortest_pass(production, shot, day) for day in range(len(production.days))}
        if any(
            time.clip(production.days[day]).at_least(length)
            for day, length in lengths.items()
            for time in times.able(key, day, length)
        ):
            continue
        most = max(longest(production, person, day, kind) for day in lengths for kind in KINDS)
        if most < min(lengths.values()):
            yield f"the limits of {person.name} allow {duration_text(most)} in one go"
        else:
            yield f"{person.name} has no stretch of film or private time so long"
