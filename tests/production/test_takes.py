"""How long a shot takes at least, whatever its light."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.model.assemble import spread
from cupola.plan.model.problem import Problem
from cupola.production.takes import MOST_PASSES, fewest_takes, share, shortest_pass
from tests.plan.conftest import Desk
from tests.plan.conftest import desk as desk  # the fixture


@given(st.integers(1, 100), st.integers(1, 20))
def test_takes_are_shared_evenly_and_the_earlier_passes_get_the_more(takes: int, passes: int) -> None:
    found = share(takes, passes)
    assert sum(found) == takes
    assert list(found) == sorted(found, reverse=True)
    assert found[0] - found[-1] <= 1


@pytest.mark.parametrize(
    ("takes", "passes", "found"), [(3, 2, 2), (3, None, 1), (13, None, 3), (1, None, 1), (4, 4, 1)]
)
def test_the_first_pass_has_as_many_takes_as_any(desk: Desk, takes: int, passes: int | None, found: int) -> None:
    shot = replace(desk.production.shots["1A"], takes=takes, passes=passes)
    assert fewest_takes(shot) == found
    assert MOST_PASSES == 6


def test_on_the_ground_there_is_one_pass(desk: Desk) -> None:
    from cupola.places.ground import Horizon, Location

    shot = desk.production.shots["1A"]
    outside = replace(shot, need=replace(shot.need, location=Location("x", 0.0, 0.0, 0.0, Horizon())))
    assert fewest_takes(outside) == 3


def test_a_pass_takes_no_longer_than_the_plan_gives_it(desk: Desk) -> None:
    """1A: 20 min of set-up and 3 takes of 30 s, of which a pass has one or more; twice as long on the first day."""
    shot = desk.production.shots["1A"]
    assert [shortest_pass(desk.production, shot, day) for day in (0, 1)] == [2 * 1200 + 30, 1.8 * 1200 + 30]


@given(
    st.floats(0, 4000), st.floats(0.1, 300), st.floats(0, 200), st.integers(1, 9), st.sampled_from([None, 1, 2, 3]),
    st.integers(0, 2),
)  # fmt: skip
def test_the_plan_never_needs_less_whatever_the_rounding(
    desk: Desk, setup: float, take: float, reset: float, takes: int, passes: int | None, day: int
) -> None:
    shot = replace(desk.production.shots["1A"], setup=setup, take=take, reset=reset, takes=takes)
    shot = replace(shot, passes=passes if passes is None or passes <= takes else 1)
    almanac = desk.almanac.opportunities([shot.need])[0]
    task = replace(desk.problem.tasks["1A"], setup=setup, take=take, reset=reset, passes=spread(shot, almanac, 1.2))
    board: Problem = desk.problem
    assert shortest_pass(desk.production, shot, day) <= board.length(task, 0, day)
