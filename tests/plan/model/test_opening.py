"""Openings: starts of a pass by light, set-up and people, on a day and on all days at once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.model.opening import pass_starts, shared_time, starts_by_day, starts_on, whole_seconds
from cupola.plan.model.problem import Problem
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.test_properties import boards

DAY_ONE = Span(START, START + DAY)


def test_light_must_hold_from_the_end_of_the_set_up_and_people_from_its_start() -> None:
    found = starts_on(DAY_ONE, minutes((60, 80)), minutes((50, 75)), 5 * 60, 10 * 60)
    assert [((s.start - START) / MINUTE, (s.stop - 1 - START) / MINUTE) for s in found] == [(55.0, 60.0)]


def test_a_pass_begins_on_its_day_and_may_end_on_the_next() -> None:
    night = minutes((1430, 1460))
    found = starts_on(DAY_ONE, night, night, 0, 20 * 60)
    assert [((s.start - START) / MINUTE, (s.stop - START) / MINUTE) for s in found] == [(1430.0, 1440.0)]


def test_light_that_begins_after_midnight_serves_a_set_up_before_it() -> None:
    found = starts_on(DAY_ONE, minutes((1441, 1500)), minutes((0, 2880)), 5 * 60, 60)
    assert (found.starts[0] - START) / MINUTE == 1436.0
    assert found.stops[-1] == DAY_ONE.stop


def test_a_day_has_the_whole_seconds_in_it() -> None:
    assert whole_seconds(Span(0.25, 10.5)) == Span(1.0, 11.0), "1 to 10"
    assert whole_seconds(Span(0.0, 10.0)) == Span(0.0, 10.0)


@settings(max_examples=60, deadline=None)
@given(boards(), st.floats(0.0, 0.999))
def test_all_days_at_once_are_the_days_one_by_one(board: Problem, part: float) -> None:
    """Also when days begin within a second, as those of a shoot do that begins at any instant."""
    days = tuple(Span(day.start + part, day.stop + part) for day in board.days)
    for moved in (board, replace(board, days=days)):
        for one in moved.tasks.values():
            for _, free in shared_time(moved, one):
                for index in range(len(one.passes)):
                    by_day = [pass_starts(moved, one, index, day, free) for day in range(len(days))]
                    assert starts_by_day(moved, one, index, free) == by_day


def test_days_on_which_a_pass_takes_longer_are_looked_at_by_themselves() -> None:
    one = replace(task("1A", rolling=minutes((100, 120), (1540, 1560)), setup=10, slow=True), factors=(2.0, 1.0))
    found = starts_by_day(problem([one]), one, 0, SpanSet([START], [START + 2 * DAY]))
    assert [(day.starts[0] - START) / MINUTE for day in found] == [80.0, 1530.0]


def test_a_lock_and_first_takes_leave_what_they_leave_on_a_day() -> None:
    light, free = minutes((100, 200)), minutes((0, 2880))
    locked = replace(task("1A", rolling=light), lock=(START + 150 * MINUTE,))
    assert starts_by_day(problem([locked]), locked, 0, free)[0].total == 1.0
    lit = replace(task("1A", rolling=light, setup=10), first_takes=(minutes((120, 130)),))
    found = starts_by_day(problem([lit]), lit, 0, free)[0]
    assert [((s.start - START) / MINUTE, (s.stop - START) / MINUTE) for s in found] == [(110.0, 120.0)]


def test_nobody_free_or_no_light_leaves_no_start_on_any_day() -> None:
    board = problem([task("1A", rolling=minutes())], [worker("ana")])
    assert starts_by_day(board, board.tasks["1A"], 0, minutes((0, 60))) == [SpanSet(), SpanSet()]
