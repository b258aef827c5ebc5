"""A set-up that stays over a night: the pause does not count the hours in which everybody sleeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, SpanSet
from cupola.plan.model.assemble import nights
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.search.solve import Stop, solve
from cupola.plan.verify import verify
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, day, the_strip, with_rules, with_set, with_time
from tests.plan.rules import best_value, broken

QUICK = Stop(work=2.0)
NIGHT = minutes((1200, 1700))
"""From eight in the evening to twenty past four, as minutes of two days."""


def two_passes(first: float, second: float, night: SpanSet = NIGHT, gap: float = 60) -> Problem:
    """Give a shot of ten minutes in each of two passes, which begin at minutes of two days."""
    lit = minutes((first, first + 10), (second, second + 10))
    free = minutes((0, 1200), (1700, 2880))
    return problem([task("1A", rolling=lit, passes=(1, 1), nights=night)], [worker("ana", free)], pass_gap=gap)


@pytest.mark.parametrize(("second", "made"), [(1710, 1), (1710.1, 0)])
def test_the_night_does_not_count_in_the_pause(second: float, made: int) -> None:
    """From 1140 + 10 to 1200 are 50 minutes, from 1700 to 1710 ten."""
    board = two_passes(1140, second)
    found = solve(board, QUICK)
    assert len(found.strips) == made
    assert broken(board, found.strips) == []
    assert bool(first_pass(board, board.tasks["1A"])) == bool(made)


@pytest.mark.parametrize(("second", "made"), [(3150, 1), (3150.1, 0)])
def test_a_night_that_is_over_before_the_first_pass_does_not_lengthen_the_pause(second: float, made: int) -> None:
    """The same a day later: from 2580 + 10 to 2640 are 50 minutes, from 3140 to 3150 ten."""
    later = minutes((1200, 1700), (2640, 3140))
    lit = minutes((2580, 2590), (second, second + 10))
    free = minutes((0, 1200), (1700, 2640), (3140, 4320))
    shot = task("1A", rolling=lit, passes=(1, 1), nights=later, open_=minutes((0, 4320)))
    board = problem([shot], [worker("ana", free, days=3)], pass_gap=60, days=3, factors=(1.0, 1.0, 1.0))
    found = solve(board, QUICK)
    assert len(found.strips) == made
    assert broken(board, found.strips) == []


def test_without_a_night_that_the_set_allows_the_pause_is_too_long() -> None:
    board = two_passes(1140, 1710, SpanSet())
    assert solve(board, QUICK).strips == ()
    assert not first_pass(board, board.tasks["1A"])


def test_a_pause_within_a_day_is_as_short_as_ever() -> None:
    assert len(solve(two_passes(100, 170), QUICK).strips) == 1
    assert solve(two_passes(100, 171), QUICK).strips == ()


def test_like_light_holds_over_the_night_too() -> None:
    """560 minutes are six revolutions of 93 minutes and two minutes."""
    board = two_passes(1145, 1705)
    alike, unlike = (replace(board, like_light=most * MINUTE) for most in (2, 1))
    assert len(solve(alike, QUICK).strips) == 1
    assert solve(unlike, QUICK).strips == ()


def test_the_set_is_held_over_the_night() -> None:
    """Nobody else gets the set in the evening or in the morning between the two passes."""
    board = two_passes(1145, 1705)
    lit = minutes((1160, 1190), (1700, 1704))
    other = task("2A", ("bo",), lit, take=4)
    both = problem([board.tasks["1A"], other], [board.workers["ana"], worker("bo")], {"1": 2, "2": 1}, pass_gap=60)
    assert {strip.shot for strip in solve(both, QUICK).strips} == {"1A"}
    apart = replace(both, tasks={**both.tasks, "2A": replace(other, set="attic")})
    assert {strip.shot for strip in solve(apart, QUICK).strips} == {"1A", "2A"}


@settings(max_examples=25)
@given(st.integers(100, 119), st.integers(170, 185), st.integers(1, 20), st.booleans())
def test_whatever_the_evening_and_the_morning_a_plan_is_what_trying_everything_finds(
    first: int, second: int, gap: int, allowed: bool
) -> None:
    board = two_passes(first * 10, second * 10, NIGHT if allowed else SpanSet(), gap * 10)
    found = solve(board, QUICK)
    assert broken(board, found.strips) == []
    assert found.value == best_value(board, 10 * MINUTE)
    assert bool(first_pass(board, board.tasks["1A"])) == bool(found.value)


# ---- a production


def test_the_night_of_a_shot_is_when_everybody_in_it_sleeps(desk: Desk) -> None:
    shot = desk.production.shots["2A"]
    assert not nights(desk.production, shot)
    open_ = with_set(desk.production, "nauka", overnight=True)
    noons = Span(day(6, "12:00"), day(7, "12:00"))
    assert nights(open_, shot).clip(noons) == SpanSet([day(6, "21:30")], [day(7, "06:00")])
    late = with_time(open_, "piet", Span(day(6, "21:30"), day(6, "23:00")), "rest")
    assert nights(late, shot).clip(noons) == SpanSet([day(6, "23:00")], [day(7, "06:00")])


def test_a_set_over_night_makes_like_light_a_little_stricter(desk: Desk) -> None:
    """Mean revolutions of a day are a little off on the next."""
    open_ = with_set(desk.production, "nauka", overnight=True)
    assert 0 < assemble(open_, desk.almanac).like_light < desk.problem.like_light


def test_the_proof_lets_passes_continue_in_the_morning_where_the_set_allows_it(desk: Desk) -> None:
    """1B again: its second pass the next morning, 13 hours after the first, of which 8 h 30 min are night."""
    second = the_strip(desk.plan, "1B").passes[1]
    at = day(8, "06:30")

    def morning(strip: Strip) -> Strip:
        takes = tuple(Span(at + t.start - second.span.start, at + t.stop - second.span.start) for t in second.takes)
        return replace(strip, passes=(strip.passes[0], replace(second, takes=takes)))

    plan = changed(desk.plan, "1B", morning)
    pause = at - the_strip(desk.plan, "1B").passes[0].span.stop - 8.5 * 3600
    open_ = with_set(desk.production, "nauka", overnight=True)
    assert "E516" not in codes(verify(with_rules(open_, pass_gap=pause), plan))
    assert "E516" in codes(verify(with_rules(open_, pass_gap=pause - 1), plan))
    assert "E516" in codes(verify(with_rules(desk.production, pass_gap=pause), plan))


def test_nights_are_counted_from_the_start_of_the_shoot() -> None:
    board = two_passes(1145, 1705)
    stretches = board.stretches(board.tasks["1A"])
    assert stretches == [
        (Span(START, START + 1200 * MINUTE), 0.0),
        (Span(START + 1700 * MINUTE, START + 2880 * MINUTE), 500 * MINUTE),
    ]
