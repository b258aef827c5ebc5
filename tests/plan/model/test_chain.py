"""Chains of passes: a first pass may begin just where another one can follow it, in like light."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.model.chain import first_pass, rolls
from cupola.plan.model.problem import Problem
from tests.plan.boards import MINUTE, START, minutes, problem, task


def spans(board: Problem) -> list[tuple[float, float]]:
    """Give the starts of 1A's first pass as first and last second, in minutes."""
    found = first_pass(board, board.tasks["1A"])
    return [((s.start - START) / MINUTE, (s.stop - 1 - START) / MINUTE) for s in found]


def test_a_second_pass_four_minutes_early_or_late_is_like_light() -> None:
    """From 60 one may go on at 149, 89 minutes later; from 67 at the latest, one minute's take being free at 156."""
    one = task("1A", rolling=minutes((60, 80), (140, 150), (155, 157)), take=1, passes=(1, 1))
    assert spans(problem([one], like_light=4)) == [(60.0, 67.0)]
    assert spans(problem([one])) == [(60.0, 79.0)], "without the rule from anywhere"


def test_the_set_up_comes_before_the_place_in_the_revolution() -> None:
    one = task("1A", rolling=minutes((60, 80), (155, 156)), take=1, passes=(1, 1), setup=10)
    assert spans(problem([one], like_light=1)) == [(51.0, 53.0)], "it rolls from 61 to 63: 155 less 93, give or take 1"


def test_like_light_comes_back_in_whole_seconds_no_farther_than_the_rule() -> None:
    one = task("1A")
    board = replace(problem([one]), revolutions=(5560.2,), like_light=30.5, days=(Span(START, START + 86400.0),))
    assert board.echoes(one, 0, 12_000.0) == [(5530, 5590), (11_090, 11_150)]
    assert board.echoes(one, 0, 5529.0) == []
    assert replace(board, like_light=0.1).echoes(one, 0, 6000.0) == [], "no whole second is so near"


def test_first_takes_begin_after_the_set_up() -> None:
    one = task("1A", rolling=minutes((60, 80)), take=1, setup=10)
    board = problem([one])
    assert rolls(board, one, 0) == first_pass(board, task("1A", rolling=minutes((60, 80)), take=1))


@settings(max_examples=30, deadline=None)
@given(st.integers(100, 240), st.integers(0, 20), st.integers(0, 12))
def test_each_start_is_one_that_the_second_pass_can_follow(later: int, like: int, setup: int) -> None:
    """Tried minute by minute, for one minute of light in which the second pass can be."""
    one = task("1A", rolling=minutes((20, 90), (later, later + 1)), take=1, passes=(1, 1), setup=setup)
    board = problem([one], like_light=like)
    found = first_pass(board, one)
    for roll in range(20, 90):
        apart = later - roll
        alike = min(apart % 93, -apart % 93) <= like and apart >= 45
        start = START + (roll - setup) * MINUTE
        if start >= START:
            assert bool(found.contains([start])[0]) == (alike and 45 <= apart <= 191), roll
