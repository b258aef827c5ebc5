"""When a person is fit to work, and their own days: from waking to sleep, as their day plans have it."""

from __future__ import annotations

from cupola.clock import DAY, Span, SpanSet, midnight
from cupola.production.model import Production
from cupola.production.person import BlockKind, Person


def own_days(person: Person) -> tuple[Span, ...]:
    """Give a person's own days, from the end of one sleep to the start of the next; none for who never sleeps."""
    sleeps = list(person.time("sleep"))
    if not sleeps:
        return ()
    first, last = person.blocks[0].span.start, person.blocks[-1].span.stop
    edges = [first, *(edge for sleep in sleeps for edge in (sleep.start, sleep.stop)), last]
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)


def fit(person: Person) -> SpanSet:
    """Give when a person is fit to work: after enough sleep, not just up, not up too long, and not soon to sleep.

    Of who is awake when their blocks begin it is not known when they woke, and of who is asleep then how long they
    slept: these limits are taken to hold.
    """
    if not person.blocks:
        return SpanSet()
    limits = person.limits
    sleeps = {sleep.stop: sleep for sleep in person.time("sleep")}
    beds = {sleep.start for sleep in sleeps.values()}
    spans = []
    for day in own_days(person) or (Span(person.blocks[0].span.start, person.blocks[-1].span.stop),):
        start, stop = day.start, day.stop
        sleep = sleeps.get(day.start)
        if sleep is not None:
            if sleep.length < limits.sleep and sleep.start > person.blocks[0].span.start:
                continue
            start, stop = start + limits.after_waking, min(stop, start + limits.awake)
        if day.stop in beds:
            stop = min(stop, day.stop - limits.before_sleep)
        spans.append(Span(start, stop))
    return SpanSet.of(spans)


def busy(production: Production, person: Person) -> SpanSet:
    """Give when events keep a person from filming."""
    return SpanSet.of(e.span for e in production.events if person.id in e.people or e.stops_filming)


def free(production: Production, person: Person, kind: BlockKind) -> SpanSet:
    """Give when a person may work in blocks of a kind: during the shoot, fit for it, and with no event meanwhile."""
    able = fit(person).clip(production.shoot)
    return (person.time(kind) & able) - busy(production, person)


def work_limits(production: Production, person: Person) -> tuple[float, ...]:
    """Give by day of the shoot the seconds that a person may work for the film, the station's own work done."""
    station, offset = person.time("station"), production.crew_offset
    midnights = [midnight(day.start, offset) for day in production.days]
    return tuple(max(0.0, person.limits.work_per_day - station.clip(Span(at, at + DAY)).total) for at in midnights)
