"""What is allowed cuts, at every second; what would flicker between two looks is not allowed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import Instants, SpanSet
from cupola.plan.model.matching import cells, match
from cupola.plan.model.problem import Match, Problem, Task
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import MINUTE, START, minutes, problem, task
from tests.plan.lights import Level
from tests.plan.rules import broken

Floats = NDArray[np.float64]


def place(at: Instants) -> Floats:
    """Give the minutes since the station last began a revolution of 93 minutes."""
    found: Floats = ((at - START) / MINUTE) % 93.0
    return found


def two(
    rolling: SpanSet, other: SpanSet | None = None, *, take: float = 1, passes: tuple[int, ...] = (1,)
) -> tuple[Task, Task]:
    """Give a shot to be matched, and one of somebody else in another set that must match it."""
    one = task("1A", ("ana",), rolling, take=take, passes=passes)
    return one, task("2A", ("bo",), rolling if other is None else other, place="two", take=take, passes=passes)


def worked_out(one: Task, other: Task, light: Level) -> tuple[Problem, Match]:
    """Give the problem of two shots, and what cuts."""
    board = problem([one, other])
    return board, match(board, other, one, light)


def rows(found: Match) -> list[tuple[list[tuple[float, float]], list[tuple[float, float]]]]:
    """Give pairs in seconds after the start."""
    return [
        ([(s.start - START, s.stop - START) for s in near], [(s.start - START, s.stop - START) for s in far])
        for near, far in found.pairs
    ]


def test_a_second_in_each_of_two_revolutions_matches_itself_and_its_echo() -> None:
    """One take of a minute fits once into each revolution, so there are four pairs of starts, and all of them cut."""
    one, other = two(minutes((60, 61), (153, 154)))
    _, found = worked_out(one, other, Level(place))
    both = [(3600.0, 3601.0), (9180.0, 9181.0)]
    assert rows(found) == [(both, both)]


@pytest.mark.parametrize("minute", [70, 163])
def test_a_shot_with_one_place_and_one_with_many_cut_alike_whichever_must_match_the_other(minute: int) -> None:
    """The looks of the one are fewer in one table, and more in the other; their light is compared the same way."""
    many, single = minutes((60, 80), (153, 173)), minutes((minute, minute + 1))
    light = Level(place, most=4)
    (wide, _), (_, narrow) = two(many), two(single)
    board = problem([wide, narrow])
    one = match(board, narrow, wide, light).allowing([START + minute * MINUTE])
    other = match(board, replace(wide, id="2A"), replace(narrow, id="1A"), light).allowed(START + minute * MINUTE)
    assert one.total > 0
    assert one == other


def test_light_of_another_level_does_not_match() -> None:
    one, other = two(minutes((60, 61)), minutes((63, 64)))
    assert worked_out(one, other, Level(place))[1].pairs == ()
    assert rows(worked_out(one, other, Level(place, most=4))[1]) == [([(3600.0, 3601.0)], [(3780.0, 3781.0)])]


def test_the_ends_of_takes_are_compared_too() -> None:
    """The light of the second revolution is the same at first, and grows twice as fast."""

    def level(at: Instants) -> Floats:
        late = at - START > 100 * MINUTE
        found: Floats = np.where(late, 2.0, 1.0) * (place(at) - 60.0)
        return found

    one, other = two(minutes((60, 70)), minutes((153, 163)), take=10)
    assert worked_out(one, other, Level(level, most=9))[1].pairs == ()
    assert len(worked_out(one, other, Level(level, most=11))[1].pairs) == 1


def test_of_several_takes_each_is_compared_with_its_fellow_and_the_last_with_the_last() -> None:
    one = task("1A", ("ana",), minutes((60, 64)), take=1, passes=(2,), reset=2)
    other = task("2A", ("bo",), minutes((153, 160)), place="two", take=1, passes=(3,), reset=2)
    assert worked_out(one, other, Level(place, most=2.9))[1].pairs == (), "take 3 lies 3 minutes after the last of 1A"
    assert len(worked_out(one, other, Level(place, most=3.2))[1].pairs) == 1


@pytest.mark.parametrize("height", [2.0, 100.0])
def test_nothing_is_allowed_that_holds_only_at_the_looks(height: float) -> None:
    """A ray of ten seconds every half hour falls between the looks, and everywhere else the light is the same."""

    def level(at: Instants) -> Floats:
        found: Floats = np.where((at - START - 605) % 1800 < 10, height, 0.0)
        return found

    one, other = two(minutes((0, 120)))
    light = Level(level)
    _, found = worked_out(one, other, light)
    assert found.pairs
    for near, far in found.pairs:
        for spans in (near, far):
            for offset in (0.0, 30.0, 60.0):
                assert (light.read(every_second(spans) + offset)[0].direct_lx == 0).all(), "at no second, in no beat"


def every_second(spans: SpanSet) -> Instants:
    """Give the whole seconds of spans."""
    return np.concatenate([np.arange(s.start, s.stop) for s in spans])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=4, unique=True),
    st.lists(st.integers(0, 400), min_size=1, max_size=4, unique=True),
    st.sampled_from([2, 14, 40]),
    st.sampled_from([0.5, 2.0, 8.0]),
)
def test_every_pair_of_seconds_that_is_allowed_cuts(
    ones: list[int], others: list[int], length: int, most: float
) -> None:
    one = task("1A", ("ana",), minutes(*((a, a + length) for a in ones)), take=1)
    other = task("2A", ("bo",), minutes(*((b, b + length) for b in others)), place="two", take=1)
    light = Level(place, most)
    _, found = worked_out(one, other, light)
    for near, far in found.pairs:
        for a, b in product(near, far):
            ends = np.array([(x, y) for x in (a.start, a.stop - 1) for y in (b.start, b.stop - 1)])
            for offset in (0.0, 30.0, 60.0):
                mine, yours = light.read(ends[:, 0] + offset), light.read(ends[:, 1] + offset)
                assert (light.apart(mine, yours) <= 1.0).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 90), st.integers(2, 60))
def test_a_shot_in_the_light_of_the_other_one_is_found(start: int, length: int) -> None:
    """The same stretch one revolution later is always allowed: what is careful is not deaf."""
    one, other = two(minutes((start, start + length)), minutes((start + 93, start + 93 + length)))
    board, found = worked_out(one, other, Level(place, most=3.0))
    assert sum(near.total for near, _ in found.pairs) >= (length - 1) * MINUTE * 0.9
    plan = solve(replace_matches(board, found), Stop(work=1)).strips
    assert len(plan) == 2
    assert broken(replace_matches(board, found), plan) == []


def replace_matches(board: Problem, *found: Match) -> Problem:
    """Give the problem with matches."""
    return problem(list(board.tasks.values()), list(board.workers.values()), matches=found)


def test_cells_cover_each_second_of_a_start_and_no_other() -> None:
    """Few seconds are cells of their own; of many, each lies in a cell, and each cell in the starts."""
    one = task("1A", rolling=minutes((10, 12), (200, 330)), take=1)
    board = problem([one])
    for starts in (minutes((10, 11)), minutes((10, 11), (200, 329))):
        cut = cells(board, one, starts)
        assert (starts.contains(cut.first) & starts.contains(cut.last)).all()
        covered = SpanSet(cut.first, cut.last + 1)
        assert covered == starts
        assert (np.abs(cut.at[cut.left] - cut.first) < 1).all()


def test_no_look_lies_after_the_end_of_the_shoot() -> None:
    """The orbit may be known no longer than the shoot lasts; takes up to its very end are looked at all the same."""
    one = task("1A", rolling=minutes((200, 330), (2780, 2880)), take=1)
    board = problem([one])
    cut = cells(board, one, minutes((200, 329), (2780, 2879)))
    assert cut.at.max() == board.days[-1].stop
    assert (np.abs(cut.at[cut.left] - cut.first) < 1).all()


def test_without_a_start_there_is_no_pair() -> None:
    one, other = two(minutes((60, 61)), minutes())
    assert worked_out(one, other, Level(place))[1].pairs == ()
