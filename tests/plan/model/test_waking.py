"""What somebody's hours must keep, by their limits and their day plans."""

from __future__ import annotations

import math

from cupola.clock import Span
from cupola.plan.model.assemble import worker
from cupola.plan.model.waking import hours
from tests.plan.conftest import Desk
from tests.plan.edits import day, with_person
from tests.production.test_waking import person

HOUR = 3600.0


def test_hours_are_those_of_the_limits_less_the_stations_work(desk: Desk) -> None:
    production = with_person(desk.production, "piet", work_per_day=5 * HOUR, turnaround=9 * HOUR)
    found = hours(production, production.people["piet"])
    assert found.work == (1.5 * HOUR,) * 3, "less three and a half hours from 13:30 to 17:00"
    assert (found.turnaround, found.film_per_week) == (9 * HOUR, 35.75 * HOUR)
    assert found.days[1] == Span(day(7, "06:00"), day(7, "21:30"))
    assert found.stretches[2:4] == (Span(day(7, "06:00"), day(7, "12:30")), Span(day(7, "13:30"), day(7, "21:30")))


def test_the_stations_work_is_no_less_than_nothing_to_the_film(desk: Desk) -> None:
    production = with_person(desk.production, "piet", work_per_day=3 * HOUR)
    assert hours(production, production.people["piet"]).work == (0.0, 0.0, 0.0)


def test_meals_that_are_too_short_part_nothing(desk: Desk) -> None:
    production = with_person(desk.production, "piet", meal_break=2 * HOUR)
    found = hours(production, production.people["piet"])
    assert found.stretches == found.days


def test_who_never_sleeps_has_the_days_of_the_shoot(desk: Desk) -> None:
    ana = person((0, 2000, "film"), day_length=10 * HOUR)
    assert hours(desk.production, ana).days == desk.production.days


def test_a_whole_day_is_no_limit_of_a_day_or_of_a_stretch_without_a_meal(desk: Desk) -> None:
    for most, found in ((24, math.inf), (30, math.inf), (23, 23 * HOUR)):
        production = with_person(desk.production, "piet", day_length=most * HOUR, meal_after=most * HOUR)
        made = hours(production, production.people["piet"])
        assert (made.day_length, made.meal_after) == (found, found)


def test_film_and_private_time_are_cut_to_when_somebody_is_fit(desk: Desk) -> None:
    piet = desk.production.people["piet"]
    assert not worker(desk.production, piet).private, "from 20:00 to 21:30, and sleep follows within two hours"
    lender = with_person(desk.production, "piet", before_sleep=0.0)
    assert worker(lender, lender.people["piet"]).private.total == 3 * 1.5 * HOUR
    late = with_person(desk.production, "piet", after_waking=5 * HOUR)
    assert float(worker(late, late.people["piet"]).film.starts[0]) == day(6, "11:00")
