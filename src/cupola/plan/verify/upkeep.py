"""The rule about sets that are cleared before their first use of a day and put back after their last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.result import Pass, Strip
from cupola.plan.verify.fault import Case, Fault, together
from cupola.units import duration_text

_DUST = 1e-6


@dataclass(frozen=True, slots=True)
class _Chore:
    """What the people of a strip do in its set before or after it, outside of stowage blocks."""

    strip: Strip
    what: str
    day: int
    span: Span


def clear_and_restore(case: Case) -> Iterator[Fault]:
    """Who uses a set first on a day clears it before; who uses it last puts it back, or in a stowage block."""
    chores: list[_Chore] = []
    stowed: dict[int, list[tuple[Strip, float]]] = defaultdict(list)
    for (place, day), passes in _by_set_and_day(case).items():
        where = case.production.sets[place]
        if where.clear:
            strip, one = min(passes, key=lambda use: use[1].span.start)
            span = Span(one.span.start - where.clear, one.span.start)
            chores.append(_Chore(strip, "clear", day, span))
        if where.restore:
            strip, one = max(passes, key=lambda use: use[1].span.stop)
            if any(block.start >= one.span.stop for block in _stowage(case, strip.people, day)):
                stowed[day].append((strip, where.restore))
                continue
            span = Span(one.span.stop, one.span.stop + where.restore)
            chores.append(_Chore(strip, "put back", day, span))
            if span.stop > _back_by(case, day) + _DUST:
                yield _late(case, chores[-1])
    yield from together(case, (fault for chore in chores for fault in _busy(case, chore)))
    yield from together(case, _hours(case, chores))
    for day, items in stowed.items():
        yield from _too_little_stowage(case, day, items)


def _by_set_and_day(case: Case) -> dict[tuple[str, int], list[tuple[Strip, Pass]]]:
    found: dict[tuple[str, int], list[tuple[Strip, Pass]]] = defaultdict(list)
    for strip, _, one in case.passes():
        if strip.set in case.production.sets and one.span.start in case.production.shoot:
            found[strip.set, case.production.day_of(one.span.start)].append((strip, one))
    return dict(found)


def _midnight(case: Case, day: int) -> float:
    offset = case.production.crew_offset
    return ((case.production.shoot.start + offset) // DAY + day) * DAY - offset


def _back_by(case: Case, day: int) -> float:
    return _midnight(case, day) + case.production.rules.restore_by


def _stowage(case: Case, people: tuple[str, ...], day: int) -> list[Span]:
    """Give the blocks of a day in which people put things back, in time."""
    start, by = _midnight(case, day), _back_by(case, day)
    blocks = [b for key in people if key in case.production.people for b in case.production.people[key].blocks]
    spans = [b.span for b in blocks if b.kind == "stowage"]
    today = SpanSet.of([Span(start, start + DAY)]).clip(case.production.shoot)
    return [span for span in spans if bool(today.contains([span.start])[0]) and span.stop <= by]


def _about(case: Case, chore: _Chore) -> str:
    when = "before" if chore.what == "clear" else "after"
    where = case.production.sets[chore.strip.set].name
    return f"{chore.what} {where} {when} {chore.strip.shot} ({case.when(chore.span)})"


def _late(case: Case, chore: _Chore) -> Fault:
    day = _midnight(case, chore.day)
    by = case.when(Span(day, day + case.production.rules.restore_by))[-5:]
    text = f"{case.names(chore.strip.people)} would {_about(case, chore)}; everything must be back by {by}"
    return Fault("E561", "clear and restore", text, (chore.strip.shot,), chore.strip.people, chore.span)


def _busy(case: Case, chore: _Chore) -> Iterator[Fault]:
    """Everybody of the strip has film time for it and is in no shot meanwhile."""
    for key in chore.strip.people:
        person = case.production.people.get(key)
        if person is None:
            continue
        events = [event for event in case.production.events if event.span.overlaps(chore.span)]
        taken = any(key in event.people or event.stops_filming for event in events)
        if taken or not case.time(key, "film").covers(chore.span):
            text = f"has no film time to {_about(case, chore)}"
            yield Fault("E561", "clear and restore", text, (chore.strip.shot,), (key,), chore.span)
        for busy in case.work(key, chore.span):
            text = f"is in {busy.shot} ({case.when(busy.span)}) at the time to {_about(case, chore)}"
            yield Fault("E561", "clear and restore", text, (chore.strip.shot, busy.shot), (key,), chore.span)


def _hours(case: Case, chores: list[_Chore]) -> Iterator[Fault]:
    """Nobody clears and puts back two sets at once, and with the shots it stays within the film hours of the day."""
    by_person: dict[tuple[str, int], list[_Chore]] = defaultdict(list)
    for chore in chores:
        for key in chore.strip.people:
            if key in case.production.people:
                by_person[key, chore.day].append(chore)
    for (key, day), mine in by_person.items():
        mine.sort(key=lambda chore: chore.span)
        for one, two in pairwise(mine):
            if one.span.overlaps(two.span):
                text = f"has to {_about(case, one)} and to {_about(case, two)}"
                shots = (one.strip.shot, two.strip.shot)
                yield Fault("E561", "clear and restore", text, shots, (key,), two.span)
        yield from _too_long(case, key, day, mine)


def _too_long(case: Case, key: str, day: int, mine: list[_Chore]) -> Iterator[Fault]:
    person = case.production.people[key]
    film = case.time(key, "film")
    start = _midnight(case, day)
    today = [busy for busy in case.work(key, Span(start, start + DAY)) if busy.span.start >= start]
    shots = [busy for busy in today if film.covers(busy.span)]
    total = sum(b.span.length for b in shots) + sum(chore.span.length for chore in mine)
    limit = person.limits.film_per_day * case.production.day_load(day, person)
    if total > limit + _DUST:
        text = (
            f": {duration_text(total)} of film work on {case.date(mine[-1].span.start)}, clearing "
            f"and putting back included; {duration_text(limit)} are allowed that day"
        )
        named = dict.fromkeys([*(b.shot for b in shots), *(chore.strip.shot for chore in mine)])
        yield Fault("E561", "clear and restore", text, tuple(named), (key,), mine[-1].span)


def _too_little_stowage(case: Case, day: int, items: list[tuple[Strip, float]]) -> Iterator[Fault]:
    """The stowage blocks of a day, added up over everybody, are long enough for all that is put back in them."""
    there = sum(span.length for span in _stowage(case, tuple(case.production.people), day))
    needed = sum(length for _, length in items)
    if needed > there + _DUST:
        names = ", ".join(case.production.sets[strip.set].name for strip, _ in items)
        span = Span(_midnight(case, day), _midnight(case, day) + DAY)
        text = (
            f"{duration_text(needed)} of stowage needed on {case.date(span.start)} to put back {names}; "
            f"the day plans have {duration_text(there)}"
        )
        yield Fault("E561", "clear and restore", text, tuple(strip.shot for strip, _ in items), (), span)
