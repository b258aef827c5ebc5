"""The bound is below no plan's value, and below the sum where scenes are in one another's way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from ortools.sat.python import cp_model

from cupola.plan.model.problem import Match, Problem
from cupola.plan.search.bound import shifts as shifts_module
from cupola.plan.search.bound import upper as upper_module
from cupola.plan.search.bound import upper_bound
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import MINUTE, changes, minutes, problem, task, upkeep, worker
from tests.plan.rules import best_value, broken
from tests.plan.search.bound.drawing import whole_boards
from tests.plan.test_properties import SLOT

WORK = 1.0
NARROW = minutes((60, 70))


@settings(max_examples=35)
@given(whole_boards())
def test_no_plan_is_worth_more_whatever_the_rules(board: Problem) -> None:
    assert upper_bound(board, 0.1) >= best_value(board, SLOT * MINUTE)


@settings(max_examples=35)
@given(whole_boards())
def test_no_plan_is_worth_more_when_prices_alone_speak(board: Problem) -> None:
    """Without looking at scenes one by one first, which often says enough about boards as small as these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upper_module, "possible", lambda problem, *_: problem)
        patch.setattr(shifts_module, "_GRIDS", (1700,))
        patch.setattr(upper_module, "_STEPS", (20, 5))
        assert upper_bound(board, 0.1) >= best_value(board, SLOT * MINUTE)


def test_of_scenes_that_want_the_same_person_at_the_same_time_one_counts() -> None:
    tasks = [task("1A", rolling=NARROW, place="x"), task("2A", rolling=NARROW, place="y")]
    assert upper_bound(problem(tasks, values={"1": 3, "2": 5}), WORK) == 5


def test_of_scenes_that_want_the_same_set_at_the_same_time_one_counts() -> None:
    tasks = [task("1A", ("ana",), NARROW), task("2A", ("bo",), NARROW)]
    assert upper_bound(problem(tasks, values={"1": 3, "2": 5}), WORK) == 5
    apart = [tasks[0], replace(tasks[1], set="other")]
    assert upper_bound(problem(apart, values={"1": 3, "2": 5}), WORK) == 8


def test_of_scenes_that_want_the_only_escort_at_the_same_time_one_counts() -> None:
    tasks = [
        task("1A", ("ana",), NARROW, place="x", escorts=("vic",)),
        task("2A", ("bo",), NARROW, place="y", escorts=("vic",)),
    ]
    assert upper_bound(problem(tasks, values={"1": 3, "2": 5}), WORK) == 5
    either = [replace(one, escorts=("vic", "pat")) for one in tasks]
    assert upper_bound(problem(either, values={"1": 3, "2": 5}), WORK) == 8


@pytest.mark.parametrize("rest", [0, 1])
def test_rest_between_shots_takes_its_time(rest: int) -> None:
    window = minutes((0, 20))
    tasks = [task("1A", rolling=window), task("2A", rolling=window)]
    assert upper_bound(problem(tasks, rest=rest), WORK) == 2 - rest


@pytest.mark.parametrize(("carry", "value"), [(("ana",), 1), ((), 2)])
def test_a_change_of_set_takes_the_time_of_who_carries_the_set_up(carry: tuple[str, ...], value: int) -> None:
    window = minutes((0, 25))
    tasks = [task(f"{k}A", rolling=window, place=place, crew=carry) for k, place in ((1, "x"), (2, "y"))]
    assert upper_bound(problem(tasks, changes=changes(sets=6)), WORK) == value


def test_who_does_not_carry_the_set_up_of_one_of_alike_shots_needs_no_time_for_it() -> None:
    """Shots of one set and rig are of two kinds for ana: she carries the kit to all of them but 3A."""
    day, tight = minutes((15, 120)), minutes((0, 20))
    first = task("1A", rolling=minutes((0, 10)), place="x", crew=("ana",))
    others = [task(f"{k}A", rolling=tight if k == 3 else day, place="y", crew=("ana",)[k == 3 :]) for k in (2, 3, 4)]
    assert upper_bound(problem([first, *others], changes=changes(sets=6)), WORK) == 4
    carried = [replace(one, crew=("ana",)) for one in others]
    assert upper_bound(problem([first, *carried], changes=changes(sets=6)), WORK) == 3


def test_a_change_of_look_takes_time() -> None:
    window = minutes((0, 25))
    tasks = [task(f"{k}A", rolling=window, looks={"ana": look}) for k, look in ((1, "suit"), (2, "shirt"))]
    assert upper_bound(problem(tasks, changes=changes(looks={"ana": 5})), WORK) == 2
    assert upper_bound(problem(tasks, changes=changes(looks={"ana": 6})), WORK) == 1


def test_a_day_holds_no_more_work_than_is_allowed() -> None:
    tasks = [task(f"{k}A", rolling=minutes((0, 600)), take=20) for k in range(1, 6)]
    assert upper_bound(problem(tasks, [worker("ana", limit=60)]), WORK) == 3
    assert upper_bound(problem(tasks, [worker("ana", limit=59)]), WORK) == 2
    assert upper_bound(problem(tasks, [worker("ana", limit=0)]), WORK) == 0


def test_what_is_lent_counts_beside_film_time() -> None:
    day, evening = minutes((0, 30)), minutes((30, 120))
    tasks = [task(f"{k}A", rolling=minutes((0, 120)), take=15) for k in range(1, 7)]
    lends = worker("ana", day, evening, limit=30, private_limit=30)
    assert upper_bound(problem(tasks, [lends]), WORK) == 4
    assert upper_bound(problem(tasks, [replace(lends, private_total=15 * MINUTE)]), WORK) == 3


def test_a_scene_that_is_impossible_alone_does_not_count() -> None:
    """Its passes are too far apart: each has its light, but not within the longest pause."""
    far = task("1A", rolling=minutes((0, 10), (600, 610)), passes=(1, 1))
    board = problem([far, task("2A")], values={"1": 3, "2": 5})
    assert upper_bound(board, WORK) == 5
    assert upper_bound(replace(board, pass_gap=600 * MINUTE), WORK) == 8


def test_of_three_scenes_that_collide_two_by_two_one_counts() -> None:
    """Half of each would pay all prices: only plans with a scene, and those without it, tell that one is the most."""
    pairs = (("1A", ("ana", "bo"), "x"), ("2A", ("bo", "cy"), "y"), ("3A", ("cy", "ana"), "z"))
    tasks = [task(key, people, NARROW, place=place) for key, people, place in pairs]
    board = problem(tasks, values=dict.fromkeys("123", 4))
    told: list[int] = []
    assert upper_bound(board, WORK, on_better=told.append) == 4
    assert 6 in told, "what prices alone say"


def test_a_scene_without_time_for_a_shot_is_out_even_if_it_was_not_looked_at() -> None:
    tasks = [task("1A"), task("1B", rolling=minutes()), task("2A")]
    assert upper_bound(problem(tasks, values={"1": 3, "2": 5}), 0.01) == 5


def test_short_shots_on_a_coarse_grid_do_not_crowd_one_another_out() -> None:
    """A long day is counted in cells of minutes, of which two shots of two minutes may share one."""
    short = [task(f"{k}A", rolling=minutes((0, 4)), take=2) for k in (1, 2)]
    board = problem([*short, task("3A", take=600), task("4A", ("bo",), take=1200)])
    assert upper_bound(board, WORK) == 4 == solve(board, Stop(work=1)).value


def test_a_set_that_another_scene_puts_back_may_be_used() -> None:
    """Alone, 1 would have to put the set back, for which there is no time; 2 does it for both."""
    who = [worker("ana", minutes((0, 10))), worker("bo")]
    tasks = [task("1A", ("ana",), minutes((0, 10)), place="x"), task("2A", ("bo",), minutes((20, 40)), place="x")]
    board = problem(tasks, who, upkeep=upkeep(who, restore={"x": 10}))
    assert upper_bound(board, WORK) == 2 == best_value(board, SLOT * MINUTE)


def test_the_same_work_gives_the_same_bound() -> None:
    tasks = [task(f"{k}A", ("ana", "bo")[: 1 + k % 2], minutes((0, 35 + k))) for k in range(1, 9)]
    board = problem(tasks, values={str(k): 3 + k * k % 7 for k in range(1, 9)}, rest=1)

    def told(seed: int) -> list[int]:
        found: list[int] = []
        assert upper_bound(board, 0.3, seed, on_better=found.append) == found[-1]
        return found

    assert told(1) == told(1)
    assert told(1) == sorted(set(told(1)), reverse=True), "each is lower than the one before"
    assert told(1)[-1] < board.total


def test_nothing_to_plan_is_worth_nothing() -> None:
    assert upper_bound(problem([], [worker("ana")]), WORK) == 0
    assert upper_bound(problem([], []), WORK) == 0


def test_first_prices_that_prove_nothing_are_not_told() -> None:
    """Nine scenes fit, and the first prices let each be paid for at three times of day."""
    tasks = [task(f"{k}A", rolling=minutes((0, 90), (200, 290), (400, 490))) for k in range(1, 10)]
    told: list[int] = []
    asked = iter(range(10))
    assert upper_bound(problem(tasks), WORK, on_better=told.append, may_go_on=lambda _: next(asked) < 9) == 9
    assert told == []


def test_without_work_the_bound_is_at_most_the_sum() -> None:
    board = problem([task("1A", rolling=NARROW), task("2A", rolling=NARROW)], values={"1": 3, "2": 5})
    assert 5 <= upper_bound(board, 0.0) <= 8


@pytest.mark.parametrize("asked", [1, 2, 3, 4, 9])
def test_asked_to_stop_it_says_what_it_knows(asked: int) -> None:
    """After each look at a scene, and after each step, it asks; what it said last holds."""
    tasks = [task(f"{k}A", rolling=minutes((0, 25)), place=f"{k}") for k in range(1, 4)]
    board, spent = problem(tasks, values={"1": 3, "2": 4, "3": 5}), []

    def may_go_on(work: float) -> bool:
        spent.append(work)
        return len(spent) < asked

    found = upper_bound(board, WORK, may_go_on=may_go_on)
    assert len(spent) <= asked + 1
    assert min(spent) > 0
    assert 9 <= found <= 12


def test_every_solver_is_shown_before_it_runs() -> None:
    seen: list[cp_model.CpSolver] = []
    upper_bound(problem([task("1A"), task("2A")]), WORK, watch=seen.append)
    assert len(seen) == 2


def test_a_likeness_between_two_scenes_forbids_neither_alone() -> None:
    tasks = [task("1A", rolling=NARROW), task("2A", rolling=minutes((100, 120)))]
    never = Match("2A", "1A", ())
    assert upper_bound(problem(tasks, matches=(never,)), WORK) == 2


@settings(max_examples=10)
@given(whole_boards())
def test_the_bound_of_a_plans_own_scenes_is_their_value(board: Problem) -> None:
    found = solve(board, Stop(work=1))
    assert broken(board, found.strips) == []
    made = {strip.scene for strip in found.strips}
    kept = tuple(replace(scene, value=scene.value * (scene.number in made)) for scene in board.scenes)
    assert upper_bound(replace(board, scenes=kept), 0.1) == found.value
