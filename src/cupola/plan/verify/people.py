"""The rules about people: free, awake, in one place at a time, within their hours, escorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cupola.clock import Span
from cupola.plan.result import Pass
from cupola.plan.verify.fault import Busy, Case, Fault, some, together
from cupola.plan.verify.overlap import neighbours
from cupola.production import Shot
from cupola.units import duration_text

_DUST = 1e-6
"""Sums of seconds are equal when they differ by less."""

_DOING: Final = {
    "sleep": "is asleep",
    "meal": "is at a meal",
    "exercise": "is exercising",
    "conference": "is in a planning conference",
    "rest": "is off duty",
    "station": "works for the station",
    "stowage": "restores stowage",
    "travel": "travels",
    "fitting": "is at a fitting",
    "rehearsal": "is at a rehearsal",
}


def free(case: Case) -> Iterator[Fault]:
    """Everybody is free: in film time, or in private time that they lend."""
    return together(case, (fault for one in case.busy() for fault in _not_free(case, one)))


def _not_free(case: Case, one: Busy) -> Iterator[Fault]:
    if one.person not in case.production.people:
        return  # named by `as_broken_down` and `escort`
    blocks, during = case.blocks(one.person, one.span), f"{one.shot} ({case.when(one.span)})"
    kinds = {block.kind: block for block in reversed(blocks)}
    said = [
        f"{_DOING[kind]} ({case.when(block.span)}) during {during}" for kind, block in kinds.items() if kind in _DOING
    ]
    if sum(block.span.common(one.span) for block in blocks) < one.span.length - _DUST:
        said.append(f"is not aboard all through {during}")
    if "film" in kinds and "private" in kinds:
        said.append(f"works on {during} partly in film time and partly in private time; it must be all in the one")
    for text in said:
        yield Fault("E520", "people are free", text, (one.shot,), (one.person,), one.span)


def events(case: Case) -> Iterator[Fault]:
    """Nobody films during an event that takes them, closes the set, or stops filming."""
    for strip, _, one in case.passes():
        people = {*strip.people, *((one.escort,) if one.escort else ())}
        for event in case.production.events:
            if not event.span.overlaps(one.span):
                continue
            taken = sorted(people & event.people)
            if event.stops_filming:
                why = "filming stops"
            elif strip.set in event.sets:
                why = f"{case.production.sets[strip.set].name} is closed"
            elif taken:
                why = f"{case.names(taken)} {'is' if len(taken) == 1 else 'are'} needed"
            else:
                continue
            text = f'{why} for "{event.what}" ({case.when(event.span)}) during {strip.shot} ({case.when(one.span)})'
            yield Fault("E521", "station events", text, (strip.shot,), tuple(taken), one.span)


def one_thing_at_a_time(case: Case) -> Iterator[Fault]:
    """Nobody is in two shots at once, and there is a rest between two shots."""
    return together(case, _at_once(case))


def _at_once(case: Case) -> Iterator[Fault]:
    rest = case.production.rules.rest_between
    for person, busy in case.by_person().items():
        for one, two in neighbours(busy, lambda busy: busy.span):
            pause = two.span.start - one.span.stop
            if pause >= rest or one.shot == two.shot:  # a shot that stands twice is named by `complete`
                continue
            both = f"{one.shot} ({case.when(one.span)}) and {two.shot} ({case.when(two.span)})"
            if pause < 0:
                text = f"is in {both} at once"
            else:
                text = f"has {duration_text(pause)} between {both}; {duration_text(rest)} are needed"
            yield Fault("E522", "one thing at a time", text, (one.shot, two.shot), (person,), two.span)


def hours(case: Case) -> Iterator[Fault]:
    """Nobody works longer for the film a day, or lends more private time a day or a stay, than allowed."""
    for person_id, busy in case.by_person().items():
        person = case.production.people.get(person_id)
        if person is None:
            continue
        film: dict[int, list[Busy]] = defaultdict(list)
        lent: dict[int, list[Busy]] = defaultdict(list)
        for one in busy:
            borrowed = any(block.kind == "private" for block in case.blocks(person_id, one.span))
            (lent if borrowed else film)[case.production.day_of(one.span.start)].append(one)
        for day, items in film.items():
            load = case.production.day_load(day, person)
            yield from _over(case, person_id, items, person.limits.film_per_day * load, "film work", "that day")
        for items in lent.values():
            yield from _over(case, person_id, items, person.limits.private_per_day, "private time", "that day")
        everything = [one for items in lent.values() for one in items]
        yield from _over(case, person_id, everything, person.limits.private_per_stay, "private time", "over the stay")


def _over(case: Case, person: str, busy: list[Busy], limit: float, what: str, over: str) -> Iterator[Fault]:
    total = sum(one.span.length for one in busy)
    if total > limit + _DUST:
        span, shots = Span(busy[0].span.start, busy[-1].span.stop), dict.fromkeys(one.shot for one in busy)
        text = (
            f"{case.name(person)}: {duration_text(total)} of {what} in {some(shots)} ({case.when(span)}), "
            f"{duration_text(limit)} are allowed {over}"
        )
        yield Fault("E523", "hours", text, tuple(shots), (person,), span)


def escort(case: Case) -> Iterator[Fault]:
    """A shot that needs an escort has one of the right group, in film time, in every pass."""
    for strip, shot, one in case.passes():
        why = _unable(case, shot, one)
        if why:
            who = (one.escort,) if one.escort else ()
            able = [key for key in case.production.people if not _unable(case, shot, replace(one, escort=key))]
            free = [key for key in able if not case.work(key, one.span)] if shot.escort else []
            hint = f"{case.names(free[:3])} could: write escort: {free[0]}" if free else None
            yield Fault("E524", "escort", f"{why} ({case.when(one.span)})", (strip.shot,), who, one.span, hint)


def _unable(case: Case, shot: Shot, one: Pass) -> str:
    """Say why a pass has not the escort that it needs; who is not free is named by `free`."""
    person = case.production.people.get(one.escort or "")
    if one.escort and person is None:
        return f"{one.escort}, who escorts {shot.id}, is nobody aboard"
    if shot.escort is None:
        return ""
    if person is None:
        return f"{shot.id} in {case.production.sets[shot.set].name} has no escort; one of {shot.escort} is needed"
    if shot.escort not in person.groups:
        return f"{person.name} cannot escort {shot.id}: one of {shot.escort} is needed"
    if person.id in shot.people:
        return f"{person.name} cannot escort {shot.id}, being in it"
    kinds = {block.kind for block in case.blocks(person.id, one.span)}
    return f"{person.name} escorts {shot.id} in private time; film time is needed" if "private" in kinds else ""
