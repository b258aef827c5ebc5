"""Weeks that roll, days in a row, long days, short nights, late meals: all are kept, and nothing else is given up."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet
from cupola.plan.argument.remedies import feasible
from cupola.plan.model.hours import Hours
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.model.remaining import remaining
from cupola.plan.result import Strip
from cupola.plan.rules import RULES, board_of
from cupola.plan.rules.hours import day_length, days_in_a_row, film_per_week, meals, turnaround, work_per_day
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.conftest import Desk
from tests.plan.rules import best_value, broken

OURS = {work_per_day, film_per_week, days_in_a_row, day_length, turnaround, meals}
QUICK = Stop(work=2.0)
HOUR = 60
WEEK = 7 * 1440


def at(day: int, minute: float, length: float = 10) -> SpanSet:
    """Give a stretch of a day, in minutes."""
    return minutes((day * 1440 + minute, day * 1440 + minute + length))


def on(days_: int, *tasks: Task, **hours: object) -> Problem:
    """Give a problem of so many days of one person, who has all the time and these hours."""
    ana = worker("ana", minutes((0, days_ * 1440)), days=days_, hours=Hours(**hours))  # type: ignore[arg-type]
    return problem(tasks, [ana], days=days_, factors=(1.0,) * days_)


def shots_on(*starts: tuple[int, float], take: float = 10, room: float = 0) -> tuple[Task, ...]:
    """Give shots that begin at these minutes of these days, or at most `room` minutes later."""
    far = minutes((0, 20 * 1440))
    return tuple(
        task(f"{k}A", rolling=at(day, start, take + room), take=take, place=f"s{k}", open_=far)
        for k, (day, start) in enumerate(starts, 1)
    )


def made(board: Problem) -> int:
    """Solve a problem, see that the plan keeps every rule, and count its shots."""
    found = solve(board, QUICK)
    assert broken(board, found.strips) == []
    assert found.value == found.bound
    return len(found.strips)


def test_a_week_is_seven_times_24_hours_from_any_minute() -> None:
    """Two shots a minute less than a week apart are in one week; a week apart they are not."""
    for apart, most in ((WEEK - 1, 1), (WEEK, 2)):
        board = on(9, *shots_on((0, 700), (0, 700 + apart)), film_per_week=19 * MINUTE)
        assert made(board) == most, apart


def test_a_week_may_begin_on_any_day() -> None:
    shots = shots_on(*((day, 600) for day in range(10)))
    assert made(on(10, *shots, film_per_week=30 * MINUTE)) == 6, "three in each week: 0-2 and 7-9"
    assert made(on(10, *shots, film_per_week=70 * MINUTE)) == 10


def test_a_pass_counts_where_it_begins() -> None:
    """A pass that runs into the eighth day counts wholly in the week in which it begins."""
    shots = shots_on((0, 600), (7, 595))
    assert made(on(8, *shots, film_per_week=15 * MINUTE)) == 1


def test_lent_time_does_not_count_towards_the_week() -> None:
    one, two = shots_on((0, 600), (1, 600))
    ana = worker("ana", at(0, 600), at(1, 600), private_limit=10, hours=Hours(film_per_week=10 * MINUTE))
    assert made(problem([one, two], [ana])) == 2


def test_days_in_a_row_end_with_a_day_off() -> None:
    shots = shots_on(*((day, 600) for day in range(7)))
    assert [made(on(7, *shots, days_in_a_row=n)) for n in (1, 2, 3, 6, 7)] == [4, 5, 6, 6, 7]


def test_lent_time_makes_a_day_of_work() -> None:
    one, two = shots_on((0, 600), (1, 600))
    ana = worker("ana", at(0, 600), at(1, 600), private_limit=10, hours=Hours(days_in_a_row=1))
    assert made(problem([one, two], [ana])) == 1


def test_a_day_is_no_longer_than_from_call_to_wrap() -> None:
    shots = shots_on((0, 480), (0, 780), (0, 1190))
    for length, most in ((720, 3), (719, 2)):
        assert made(on(2, *shots, day_length=length * MINUTE)) == most


def test_own_days_lie_between_sleeps_not_between_midnights() -> None:
    """A night from 20:00 to 04:00 is one day of eight hours, and no turnaround lies at midnight."""
    shots = shots_on((0, 1200), (0, 1425), (1, 5), (1, 230))
    night = Span(START + 900 * MINUTE, START + (1440 + 600) * MINUTE)
    hours = {"day_length": 480 * MINUTE, "turnaround": 660 * MINUTE}
    assert made(on(2, *shots, days=(night,), **hours)) == 4
    assert made(on(2, *shots, **hours)) < 4, "who never sleeps begins a new day at midnight"


def test_the_next_call_waits_for_the_turnaround() -> None:
    shots = shots_on((0, 1200), (1, 480))
    for rest, most in ((710, 2), (711, 1)):
        assert made(on(2, *shots, turnaround=rest * MINUTE)) == most


def test_a_turnaround_longer_than_a_day_off_is_kept_across_it() -> None:
    shots = shots_on((0, 1200), (2, 480))
    for rest, most in ((1440 + 710, 2), (1440 + 711, 1)):
        assert made(on(3, *shots, turnaround=rest * MINUTE)) == most


def test_what_wraps_last_decides_the_next_call() -> None:
    """Either shot of the evening may be made with the one next morning, the late one not."""
    shots = shots_on((0, 1100), (0, 1200), (1, 480))
    assert made(on(2, *shots, turnaround=711 * MINUTE)) == 2


def test_between_two_meals_the_work_is_no_longer_than_a_meal_may_wait() -> None:
    shots = shots_on((0, 480), (0, 840), (0, 900), (0, 1200))
    whole = on(2, *shots, meal_after=360 * MINUTE)
    noon = (Span(START, START + 860 * MINUTE), Span(START + 890 * MINUTE, START + DAY))
    parted = on(2, *shots, meal_after=370 * MINUTE, stretches=noon)
    assert (made(whole), made(parted)) == (2, 4)
    assert made(on(2, *shots, meal_after=369 * MINUTE, stretches=noon)) == 3


def test_work_for_the_station_leaves_less_for_the_film_and_for_lent_time() -> None:
    one, two = shots_on((0, 600), (0, 700))
    for work, most in ((20, 2), (19, 1), (9, 0)):
        ana = worker("ana", at(0, 600), at(0, 700), private_limit=10, hours=Hours(work=(work * MINUTE, 0.0)))
        assert made(problem([one, two], [ana])) == most


@pytest.mark.parametrize(
    ("hours", "second"),
    [
        (Hours(film_per_week=19 * MINUTE), (1, 600)),
        (Hours(days_in_a_row=1), (1, 600)),
        (Hours(day_length=30 * MINUTE), (0, 700)),
        (Hours(turnaround=DAY), (1, 500)),
        (Hours(meal_after=30 * MINUTE), (0, 700)),
        (Hours(work=(19 * MINUTE, 0)), (0, 700)),
    ],
)
def test_an_escort_keeps_every_limit_of_hours_too(hours: Hours, second: tuple[int, float]) -> None:
    one, two = shots_on((0, 600), second)
    escorted = [replace(t, escorts=("vic",)) for t in (one, two)]
    players = [worker("ana"), worker("vic", hours=hours), worker("wim")]
    assert made(problem(escorted, players[:2])) == 1
    either = [replace(t, escorts=("vic", "wim")) for t in (one, two)]
    assert made(problem(either, players)) == 2, "another escort takes over"


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ({"film_per_week": 20 * MINUTE}, 1),
        ({"film_per_week": 19 * MINUTE}, 0),
        ({"film_per_week": 5 * MINUTE}, 0),
        ({"days_in_a_row": 1}, 0),
        ({"turnaround": 1430 * MINUTE}, 1),
        ({"turnaround": 1431 * MINUTE}, 0),
    ],
)
def test_work_that_stays_counts_though_nobody_took_its_time_away(limit: dict[str, float], most: int) -> None:
    """A problem made by hand, with ten minutes of work at ten o'clock on the first day, and a shot a day later."""
    (shot,) = shots_on((1, 600))
    stays = Span(START + 600 * MINUTE, START + 610 * MINUTE)
    found = solve(on(2, shot, filmed=(stays,), **limit), QUICK)
    assert len(found.strips) == most


def test_work_that_stays_counts_in_the_length_of_its_day() -> None:
    (shot,) = shots_on((0, 700))
    stays = Span(START + 600 * MINUTE, START + 610 * MINUTE)
    for minutes_, most in ((110, 1), (109, 0)):
        assert len(solve(on(2, shot, lent=(stays,), day_length=minutes_ * MINUTE), QUICK).strips) == most


def size(board: Problem) -> tuple[int, int]:
    """Give how many variables and constraints the rules of hours add to a model."""
    without = board_of(board, tuple(rule for rule in RULES if rule not in OURS)).model.proto
    whole = board_of(board).model.proto
    return len(whole.variables) - len(without.variables), len(whole.constraints) - len(without.constraints)


def test_limits_that_nothing_can_break_add_nothing_to_the_model() -> None:
    shots = shots_on((0, 600), (1, 600))
    assert size(on(2, *shots)) == (0, 0)
    idle = {"film_per_week": 48 * 3600.0, "days_in_a_row": 2, "work": (1200.0, 1200.0)}
    nights = tuple(Span(START + k * DAY + 6 * 3600, START + k * DAY + 22 * 3600) for k in range(2))
    assert size(on(2, *shots, **idle, turnaround=8 * 3600.0, days=nights)) == (0, 0)
    assert size(on(2, *shots, **idle, turnaround=8 * 3600.0 + 1, days=nights)) == (0, 0), "the shots are far apart"
    assert size(on(2, *shots, day_length=1200.0)) == (0, 0), "each day has one"
    assert size(on(2, *shots, film_per_week=600.0)) > (0, 0)


def test_the_packaged_limits_add_little_to_the_model_of_a_small_production(desk: Desk) -> None:
    """Only the week of those who film 6 h 30 min a day can be broken, and not in three days."""
    assert size(desk.problem) == (0, 0)


def test_without_limits_there_are_none() -> None:
    assert Hours() == Hours(math.inf, math.inf, (), math.inf, 0.0, math.inf, (), (), (), ())


@st.composite
def hours(draw: st.DrawFn, days: int) -> Hours:
    """Draw limits that bind, or almost, on a board of a few shots of ten minutes."""
    cuts = draw(st.sampled_from([(), (720,), (600, 900)]))
    edges = [0, *(day * 1440 + cut for day in range(days) for cut in cuts), days * 1440]
    pieces = tuple(Span(START + a * MINUTE, START + b * MINUTE) for a, b in pairwise(edges))
    return Hours(
        film_per_week=draw(st.sampled_from([math.inf, 10, 20, 25])) * MINUTE,
        days_in_a_row=draw(st.sampled_from([math.inf, 1, 2])),
        work=draw(st.sampled_from([(), (10 * MINUTE,) * days, (25 * MINUTE, *((0.0,) * (days - 1)))])),
        day_length=draw(st.sampled_from([math.inf, 20, 30])) * MINUTE,
        turnaround=draw(st.sampled_from([0, 40, 1440])) * MINUTE,
        meal_after=draw(st.sampled_from([math.inf, 20, 40])) * MINUTE,
        days=pieces if draw(st.booleans()) else (),
        stretches=pieces if draw(st.booleans()) else (),
    )


@st.composite
def boards(draw: st.DrawFn) -> Problem:
    """Draw up to four shots of two people, some of them escorted, on two days a day apart or a week."""
    days = draw(st.sampled_from([2, 3, 8]))
    far = minutes((0, days * 1440))
    tasks = []
    for k in range(1, draw(st.integers(2, 4)) + 1):
        day, slot = draw(st.sampled_from([0, 0, 1, days - 1])), draw(st.integers(57, 63))
        who = draw(st.sampled_from([("ana",), ("ana",), ("bo",), ("ana", "bo")]))
        lit = at(day, slot * 10, 10 + 10 * draw(st.integers(0, 2)))
        vic = draw(st.sampled_from([(), ("vic",)]))
        tasks.append(task(f"{k}A", who, lit, take=10, place=f"s{k % 2}", escorts=vic, open_=far))
    people = [_worker(draw, name, far, days) for name in ("ana", "bo", "vic")]
    return problem(tasks, people, {t.scene: draw(st.integers(1, 4)) for t in tasks}, days=days, factors=(1.0,) * days)


def _worker(draw: st.DrawFn, name: str, far: SpanSet, days: int) -> Worker:
    evening = draw(st.sampled_from([SpanSet(), SpanSet(), at(0, 600, 400)]))
    return worker(name, far - evening, evening, private_limit=30, days=days, hours=draw(hours(days)))


@settings(max_examples=35)
@given(boards())
def test_a_plan_keeps_the_hours_and_is_the_best_that_trying_everything_finds(board: Problem) -> None:
    found = solve(board, QUICK)
    assert broken(board, found.strips) == []
    assert found.value == found.bound == best_value(board, 10 * MINUTE)


@settings(max_examples=25)
@given(boards())
def test_what_a_plan_holds_fits_beside_the_rest_and_what_fits_beside_it_breaks_nothing(board: Problem) -> None:
    found = solve(board, QUICK)
    lends = {w.id for w in board.workers.values() if any(w.private.covers(s.span) for s in found.strips)}
    for strip in found.strips:
        others = [other for other in found.strips if other is not strip]
        if (
            not lends
        ):  # a day on which somebody lends private time already is not asked for more, though it might give it
            assert feasible(remaining(board, others, [strip.shot])), strip.shot
    _beside(board, found.strips[:1])


def _beside(board: Problem, first: tuple[Strip, ...]) -> None:
    """Plan everything else beside a few strips, and see that all of it together breaks no rule."""
    rest = [key for key in board.tasks if key not in {strip.shot for strip in first}]
    second = solve(remaining(board, first, rest), QUICK).strips
    assert [what for what in broken(board, [*first, *second]) if "whole" not in what] == []
