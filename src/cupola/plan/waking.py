"""When a person is fit to work, and their own days: from waking to sleep, as their day plans have it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.hours import Hours
from cupola.production import Person, Production


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


def hours(production: Production, person: Person) -> Hours:
    """Give what a person's hours must keep beyond the limits of each day."""
    limits, days = person.limits, production.days
    own = own_days(person) or days
    station = person.time("station")
    offset = production.crew_offset
    midnights = [(day.start + offset) // DAY * DAY - offset for day in days]
    return Hours(
        film_per_week=limits.film_per_week,
        days_in_a_row=limits.days_in_a_row,
        work=tuple(max(0.0, limits.work_per_day - station.clip(Span(at, at + DAY)).total) for at in midnights),
        day_length=_most(limits.day_length),
        turnaround=limits.turnaround,
        meal_after=_most(limits.meal_after),
        days=tuple(own),
        stretches=tuple(stretch for day in own for stretch in _stretches(person, day)),
    )


def _most(seconds: float) -> float:
    """Give a limit on a stretch of a day; a whole day is none."""
    return seconds if seconds < DAY else math.inf


def _stretches(person: Person, day: Span) -> Iterator[Span]:
    """Cut an own day at its meals that are long enough for a break."""
    meals = person.time("meal").at_least(person.limits.meal_break)
    edges = [day.start, *(edge for meal in meals.clip(day) for edge in (meal.start, meal.stop)), day.stop]
    yield from (Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
