"""The rules about people: free, awake, in one place at a time, within their hours, escorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from cupola.clock import Span
from cupola.plan.verify.fault import Busy, Case, Fault
from cupola.units import duration_text

_DOING: Final = {
    "sleep": "is asleep",
    "meal": "is at a meal",
    "exercise": "is exercising",
    "conference": "is in a planning conference",
    "rest": "is off duty",
    "station": "works for the station",
    "stowage": "restores stowage",
    "travel": "travels",
}


def free(case: Case) -> Iterator[Fault]:
    """Everybody is free: in film time, or in private time that they lend."""
    for one in case.busy():
        person = case.production.people.get(one.person)
        if person is None:
            continue
        kinds = {block.kind: block for block in reversed(person.blocks) if block.span.overlaps(one.span)}
        for kind, block in kinds.items():
            if kind in _DOING:
                text = (
                    f"{person.name} {_DOING[kind]} ({case.when(block.span)}) during {one.shot} ({case.when(one.span)})"
                )
                yield Fault("E520", "people are free", text, (one.shot,), (one.person,), one.span)
        covered = sum(_common(block.span, one.span) for block in person.blocks)
        if covered < one.span.length - 1e-6:
            text = f"{person.name} is not aboard all through {one.shot} ({case.when(one.span)})"
            yield Fault("E520", "people are free", text, (one.shot,), (one.person,), one.span)
        if "film" in kinds and "private" in kinds:
            text = f"{one.shot} runs from {person.name}'s film time into private time ({case.when(one.span)})"
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
    rest = case.production.rules.rest_between
    for person, busy in case.by_person().items():
        for one, two in combinations(busy, 2):
            if two.span.start >= one.span.stop + rest:
                continue
            pause = two.span.start - one.span.stop
            name, second = case.name(person), f"{two.shot} ({case.when(two.span)})"
            if pause < 0:
                text = f"{name} is in {one.shot} ({case.when(one.span)}) and {second} at once"
            else:
                has, needs = duration_text(pause), duration_text(rest)
                text = f"{name} has {has} between {one.shot} and {second}; {needs} are needed"
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
            borrowed = any(b.kind == "private" and b.span.overlaps(one.span) for b in person.blocks)
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
    if total > limit + 1e-6:
        span = Span(busy[0].span.start, busy[-1].span.stop)
        text = (
            f"{case.name(person)}: {duration_text(total)} of {what} on {case.when(span)}, "
            f"{duration_text(limit)} are allowed {over}"
        )
        yield Fault("E523", "hours", text, tuple(dict.fromkeys(one.shot for one in busy)), (person,), span)


def escort(case: Case) -> Iterator[Fault]:
    """A shot that needs an escort has one of the right group in every pass."""
    for strip, shot, one in case.passes():
        person = case.production.people.get(one.escort) if one.escort else None
        if one.escort and person is None:
            text = f"{one.escort}, who escorts {strip.shot} ({case.when(one.span)}), is nobody aboard"
            yield Fault("E524", "escort", text, (strip.shot,), (one.escort,), one.span)
        elif shot.escort is None:
            continue
        elif person is None:
            text = f"{strip.shot} in {case.production.sets[shot.set].name} has no escort ({case.when(one.span)})"
            yield Fault("E524", "escort", text, (strip.shot,), (), one.span)
        elif shot.escort not in person.groups or person.id in shot.people:
            text = f"{person.name} cannot escort {strip.shot}: not a free member of {shot.escort}"
            yield Fault("E524", "escort", text, (strip.shot,), (person.id,), one.span)
        elif not any(b.kind == "film" and b.span.covers(one.span) for b in person.blocks):
            text = f"{person.name} has no film time to escort {strip.shot} ({case.when(one.span)})"
            yield Fault("E524", "escort", text, (strip.shot,), (person.id,), one.span)


def _common(one: Span, two: Span) -> float:
    return max(0.0, min(one.stop, two.stop) - max(one.start, two.start))
