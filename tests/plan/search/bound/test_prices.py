"""Whatever the prices, no plan is worth more than what they prove."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.plan.model.problem import Problem
from cupola.plan.search.bound.prices import Prices
from cupola.plan.search.bound.shifts import shifts_of
from tests.plan.boards import MINUTE, minutes, problem, task, worker
from tests.plan.rules import best_value
from tests.plan.search.bound.drawing import whole_boards
from tests.plan.test_properties import SLOT

RATES = (0.3, 0.01)
HOUR = minutes((0, 60))


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def prices_of(board: Problem, pool: Executor) -> Prices:
    """Give the prices of a board."""
    return Prices(board, shifts_of(board), pool)


def on(_: float) -> bool:
    """Go on."""
    return True


def colliding() -> Problem:
    """Give three scenes of which every two share somebody, at one time."""
    lit = minutes((60, 70))
    pairs = (("1A", ("ana", "bo"), "x"), ("2A", ("bo", "cy"), "y"), ("3A", ("cy", "ana"), "z"))
    return problem(
        [task(key, people, lit, place=place) for key, people, place in pairs], values=dict.fromkeys("123", 4)
    )


@settings(max_examples=25)
@given(whole_boards(), st.randoms(use_true_random=False), st.sampled_from([0.0, 1.0, 5.0]))
def test_no_plan_is_worth_more_than_any_prices_prove(board: Problem, chance: object, size: float) -> None:
    draw = np.random.default_rng(getattr(chance, "randrange")(1000))  # noqa: B009
    with ThreadPoolExecutor(1) as pool:
        prices = prices_of(board, pool)
        first = prices.first()
        drawn = replace(first, prices=size * draw.random(len(first.prices)), dues=size * draw.random(len(first.dues)))
        bound = prices.lower(drawn, 1, RATES, on).bound
    assert bound >= best_value(board, SLOT * MINUTE) - 1e-6


@settings(max_examples=10)
@given(whole_boards())
def test_plans_with_a_scene_and_those_without_it_have_bounds_of_their_own(board: Problem) -> None:
    with ThreadPoolExecutor(1) as pool:
        prices = prices_of(board, pool)
        root = prices.lower(prices.first(), 10, RATES, on)
        out = prices.lower(replace(root, outside=root.outside | {0}, exact=False), 10, RATES, on).bound
        inside = prices.lower(replace(root, inside=frozenset({0}), exact=False), 10, RATES, on).bound
    scene = board.scenes[0]
    without = replace(board, scenes=(replace(scene, value=0), *board.scenes[1:]))
    dear = replace(board, scenes=(replace(scene, value=scene.value + 1000), *board.scenes[1:]))
    assert out >= best_value(without, SLOT * MINUTE) - 1e-6
    forced = best_value(dear, SLOT * MINUTE) - 1000
    if forced >= 0:
        assert max(inside, out) >= best_value(board, SLOT * MINUTE) - 1e-6
        if 0 not in root.outside:
            assert inside >= forced - 1e-6


def test_without_prices_everything_is_worth_itself(pool: Executor) -> None:
    prices = prices_of(colliding(), pool)
    free = replace(prices.first(), prices=np.zeros(6 + 3))
    assert prices.lower(free, 1, RATES, on).bound == 12


def test_prices_come_down_to_half_of_each_scene_where_three_collide_two_by_two(pool: Executor) -> None:
    prices = prices_of(colliding(), pool)
    assert prices.lower(prices.first(), 200, RATES, on).bound == pytest.approx(6, abs=0.05)


def test_with_a_scene_in_or_out_the_bound_is_that_of_such_plans(pool: Executor) -> None:
    prices = prices_of(colliding(), pool)
    root = prices.lower(prices.first(), 100, RATES, on)
    inside = prices.lower(replace(root, inside=frozenset({0})), 200, RATES, on)
    out = prices.lower(replace(root, outside=frozenset({0})), 200, RATES, on)
    assert inside.bound == pytest.approx(4, abs=0.1)
    assert out.bound == pytest.approx(4, abs=0.1)
    nothing = prices.lower(replace(root, outside=frozenset({0, 1, 2})), 1, RATES, on)
    assert nothing.bound == 0


def test_a_bound_is_never_above_that_of_more_plans(pool: Executor) -> None:
    prices = prices_of(colliding(), pool)
    root = prices.lower(prices.first(), 50, RATES, on)
    assert prices.lower(replace(root, inside=frozenset({1})), 1, RATES, on).bound <= root.bound


def test_steps_that_go_astray_are_forgotten(pool: Executor) -> None:
    prices = prices_of(colliding(), pool)
    root = prices.lower(prices.first(), 100, RATES, on)
    astray = prices.lower(root, 3, (9.0, 9.0), on)
    assert (astray.bound, astray.prices.tolist()) == (root.bound, root.prices.tolist())


def test_when_everything_fits_the_prices_are_exact(pool: Executor) -> None:
    prices = prices_of(problem([task("1A", rolling=HOUR), task("2A", ("bo",), HOUR, place="y")]), pool)
    node = prices.lower(prices.first(), 400, RATES, on)
    assert (node.bound, node.exact) == (2, True)


def test_the_price_of_a_days_limit_is_what_its_last_hour_brings(pool: Executor) -> None:
    """Three alike scenes of which two fit into the hours of a day, though all fit between its ends."""
    tasks = [task(f"{k}A", rolling=minutes((0, 600)), take=20) for k in (1, 2, 3)]
    board = problem(tasks, [worker("ana", limit=40)], values=dict.fromkeys("123", 6))
    node = prices_of(board, pool).lower(prices_of(board, pool).first(), 300, RATES, on)
    assert node.bound == pytest.approx(12, abs=0.1)
    assert node.dues.max() > 1


def test_a_scene_of_which_a_pass_can_begin_at_no_time_is_out(pool: Executor) -> None:
    board = problem([task("1A"), task("1B", rolling=minutes()), task("2A")])
    assert prices_of(board, pool).first().outside == {0}


def test_the_work_of_each_step_is_told_and_the_steps_end_when_asked(pool: Executor) -> None:
    works: list[float] = []

    def twice(work: float) -> bool:
        works.append(work)
        return len(works) < 2

    prices = prices_of(colliding(), pool)
    prices.lower(prices.first(), 50, RATES, twice)
    assert len(works) == 2
    assert min(works) > 0


def test_the_same_steps_give_the_same_prices_on_any_number_of_threads() -> None:
    found = []
    for threads in (1, 2):
        with ThreadPoolExecutor(threads) as pool:
            prices = prices_of(colliding(), pool)
            found.append(prices.lower(prices.first(), 60, RATES, on))
    assert found[0].bound == found[1].bound
    assert (found[0].prices == found[1].prices).all()
