"""What a person's hours must keep, by their limits and their own days."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cupola.clock import DAY, Span
from cupola.plan.model.hours import Hours
from cupola.production import Person, Production
from cupola.production.waking import own_days, work_limits


def hours(production: Production, person: Person) -> Hours:
    """Give what a person's hours must keep beyond the limits of each day."""
    limits, days = person.limits, production.days
    own = own_days(person) or days
    return Hours(
        film_per_week=limits.film_per_week,
        days_in_a_row=limits.days_in_a_row,
        work=work_limits(production, person),
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
