"""What is left of a week, and when no more work may lie beside what stays."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.model.hours import WEEK, Hours, peak

HOUR = 3600.0
DAYS = tuple(Span(k * DAY, (k + 1) * DAY) for k in range(10))


def work(day: float, hour: float, hours: float = 1) -> Span:
    """Give a stretch of work, in hours of a day counted from 0."""
    return Span(day * DAY + hour * HOUR, day * DAY + (hour + hours) * HOUR)


def hours_of(day: float, *pairs: tuple[float, float]) -> SpanSet:
    """Give spans of a day in hours."""
    return SpanSet([day * DAY + a * HOUR for a, _ in pairs], [day * DAY + b * HOUR for _, b in pairs])


def test_by_default_nothing_is_limited() -> None:
    free = Hours(filmed=(work(0, 8, 12), work(1, 0, 20)))
    assert free.closed(DAYS) == SpanSet()
    assert free.week_left(DAY) == math.inf
    assert free.own_days(DAYS) == free.between_meals(DAYS) == DAYS


def test_own_days_part_the_stretches_when_there_are_no_meals() -> None:
    night = (work(0, 18, 12),)
    assert Hours(days=night).between_meals(DAYS) == Hours(days=night).own_days(DAYS) == night
    assert Hours(days=night, stretches=DAYS).between_meals(()) == DAYS


def test_a_day_closes_too_far_from_what_stays_in_it() -> None:
    hours = Hours(day_length=8 * HOUR, filmed=(work(1, 10),), lent=(work(1, 14),))
    assert hours.closed(DAYS) == hours_of(1, (0, 7), (18, 24))


def test_a_stretch_between_meals_closes_too_far_from_what_stays_in_it() -> None:
    hours = Hours(meal_after=3 * HOUR, filmed=(work(1, 10),), stretches=(work(1, 6, 6), work(1, 13, 8)))
    assert hours.closed(DAYS) == hours_of(1, (6, 8))


def test_the_other_days_close_for_the_turnaround() -> None:
    hours = Hours(turnaround=12 * HOUR, filmed=(work(1, 8), work(1, 20, 2)))
    assert hours.closed(DAYS) == hours_of(0, (20, 24)) | hours_of(2, (0, 10))


def test_own_days_are_not_closed_by_midnight() -> None:
    nights = (Span(0.75 * DAY, 1.25 * DAY), Span(1.375 * DAY, 2 * DAY))
    hours = Hours(turnaround=12 * HOUR, filmed=(work(0, 22),), days=nights)
    assert hours.closed(DAYS) == hours_of(1, (6, 11)) | hours_of(0, (10, 18))
    rested = Hours(turnaround=3 * HOUR, filmed=(work(0, 22),), days=nights)
    assert rested.closed(DAYS) == SpanSet(), "three hours lie between the nights anyway"


def test_a_day_that_would_make_the_row_too_long_is_closed() -> None:
    hours = Hours(days_in_a_row=2, filmed=(work(2, 8), work(3, 8)), lent=(work(5, 8),))
    assert hours.closed(DAYS) == SpanSet.of([DAYS[1], DAYS[4]])
    assert Hours(days_in_a_row=4, filmed=hours.filmed, lent=hours.lent).closed(DAYS) == SpanSet()


def test_what_is_left_of_a_week_depends_on_the_minute() -> None:
    hours = Hours(film_per_week=10 * HOUR, filmed=(work(0, 8, 4), work(7, 9, 5)), lent=(work(3, 8, 9),))
    assert hours.week_left(4 * DAY) == 5 * HOUR, "from the fourth day on the later one counts, before it the earlier"
    assert hours.week_left(7 * DAY + 8 * HOUR - 1) == 5 * HOUR
    assert hours.week_left(WEEK + 8 * HOUR) == 5 * HOUR
    early = Hours(film_per_week=10 * HOUR, filmed=(work(0, 8, 4), work(2, 9, 5)))
    assert early.week_left(3 * DAY) == HOUR
    assert early.week_left(WEEK + 8 * HOUR) == 5 * HOUR, "the first is a week ago"


def test_a_day_may_be_given_more_work() -> None:
    assert Hours(work=(1.0, 2.0, 3.0)).with_more_work(1, 60.0).work == (1.0, 62.0, 3.0)
    assert Hours().with_more_work(1, 60.0) == Hours(), "no limit stays none"


starts = st.lists(st.integers(0, 14 * 24), max_size=6, unique=True)


@given(starts, st.integers(0, 14 * 24))
def test_what_is_left_is_what_may_be_added(begun: list[int], at: int) -> None:
    """Work of that length at that instant keeps every week; a second more breaks one."""
    filmed = tuple(Span(hour * HOUR, (hour + 1) * HOUR) for hour in begun)
    hours = Hours(film_per_week=6 * HOUR, filmed=filmed)
    left = hours.week_left(at * HOUR)
    if left > 0:
        assert peak((*filmed, Span(at * HOUR, at * HOUR + left))) <= 6 * HOUR
    assert peak((*filmed, Span(at * HOUR, at * HOUR + max(left, 0) + 1))) > 6 * HOUR


@given(starts)
def test_a_peak_is_that_of_every_window_of_168_hours(begun: list[int]) -> None:
    filmed = [Span(hour * HOUR, (hour + 1) * HOUR) for hour in begun]
    windows = [sum(first <= hour < first + 168 for hour in begun) for first in range(-168, 15 * 24)]
    assert peak(filmed) == max(windows) * HOUR
