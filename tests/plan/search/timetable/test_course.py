"""Orders in which scenes are laid out: what comes before stands before, in whatever order is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.model.problem import Problem
from cupola.plan.search.part import worth
from cupola.plan.search.timetable.course import Courses
from cupola.plan.search.timetable.draft import Drafts
from tests.plan.boards import minutes, problem, task, worker


def chained(count: int, after: dict[str, tuple[str, ...]] | None = None, take: float = 10) -> Problem:
    """Give scenes 1 … count, each after the one before, or after what is said."""
    made = problem([task(f"{k}A", take=take) for k in range(1, count + 1)])
    chain = {str(k): (str(k - 1),) for k in range(2, count + 1)} if after is None else after
    return replace(made, scenes=tuple(replace(s, after=chain.get(s.number, ())) for s in made.scenes))


def test_a_chain_is_long_from_thirteen_scenes_on() -> None:
    assert not Courses.of(chained(12)).are_long
    assert Courses.of(chained(13)).are_long
    assert not Courses.of(chained(40, {})).are_long
    assert not Courses.of(replace(chained(1), scenes=(), tasks={})).are_long


def test_tails_count_what_must_follow_by_hand() -> None:
    """1 → 2 → 4, and 3 → 4."""
    found = Courses.of(chained(4, {"2": ("1",), "4": ("2", "3")}))
    assert found.tails.tolist() == [2, 1, 1, 0]
    assert found.before == ((), (0,), (), (1, 2))


def test_an_order_of_shots_is_an_order_of_their_scenes() -> None:
    made = chained(2, {})
    tasks = {**made.tasks, "1A": replace(made.tasks["1A"], after=("2A",))}
    assert Courses.of(replace(made, tasks=tasks)).before == ((1,), ())


@given(st.integers(0, 2**31), st.lists(st.tuples(st.integers(1, 15), st.integers(1, 15)), max_size=40))
def test_in_every_order_what_comes_before_is_before(seed: int, pairs: list[tuple[int, int]]) -> None:
    after: dict[str, tuple[str, ...]] = {}
    for one, two in pairs:
        if one < two:
            after[str(two)] = (*after.get(str(two), ()), str(one))
    found = Courses.of(chained(15, after))
    density = np.random.default_rng(seed + 1).random(15)
    place = {scene: k for k, scene in enumerate(found.drawn(density, np.random.default_rng(seed)).tolist())}
    assert sorted(place) == list(range(15))
    assert all(place[one] < place[k] for k, of in enumerate(found.before) for one in of)


def test_a_ring_does_not_hang() -> None:
    assert len(Courses.of(chained(3, {"1": ("3",), "2": ("1",), "3": ("2",)})).ranked) == 3


def test_a_chain_that_fills_all_the_time_is_laid_out_at_once() -> None:
    """Sixty lessons of ten minutes in ten hours: at random, hardly one order of them fits."""
    made = chained(60)
    made = replace(made, workers={"ana": worker("ana", minutes((0, 600)))})
    drafts = Drafts(made, seed=1)
    assert drafts.improve(1) == made.total
    assert worth(made, drafts.strips()) == made.total
    starts = [strip.span.start for strip in drafts.strips()]
    assert starts == sorted(starts) and [s.scene for s in drafts.strips()] == [str(k) for k in range(1, 61)]
