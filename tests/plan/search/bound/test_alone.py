"""A scene that does not fit alone is in no plan; one that does is kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from ortools.sat.python import cp_model

from cupola.plan.model.problem import Match, Problem
from cupola.plan.search.bound.alone import only, possible
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import card_stock, minutes, problem, task, upkeep, worker
from tests.plan.search.bound.drawing import whole_boards


def kept(board: Problem, work: float = 1.0) -> list[str]:
    """Give the scenes that are found to be possible."""
    found = possible(board, work, 1, lambda _: None, lambda _: True)
    return [scene.number for scene in found.scenes]


@settings(max_examples=12)
@given(whole_boards())
def test_whatever_is_in_a_plan_is_possible_alone(board: Problem) -> None:
    assert {strip.scene for strip in solve(board, Stop(work=1)).strips} <= set(kept(board))


def test_a_scene_whose_passes_are_too_far_apart_is_left_out() -> None:
    far = task("1A", rolling=minutes((0, 10), (600, 610)), passes=(1, 1))
    assert kept(problem([far, task("2A")])) == ["2"]


def test_a_scene_whose_shots_cannot_follow_one_another_is_left_out() -> None:
    early, late = minutes((0, 10)), minutes((20, 30))
    tasks = [task("1A", rolling=early, after=("1B",)), task("1B", rolling=late), task("2A")]
    assert kept(problem(tasks)) == ["2"]


def test_a_scene_that_no_card_holds_is_left_out() -> None:
    assert kept(problem([task("1A", data=5), task("2A", data=4)], cards=(card_stock(4, 1),))) == ["2"]


def test_scenes_that_exclude_one_another_are_both_possible() -> None:
    narrow = minutes((60, 70))
    tasks = [task("1A", rolling=narrow), task("2A", rolling=narrow, after=("1A",))]
    assert kept(problem(tasks, after={"2": ("1",)}, matches=(Match("1A", "2A", ()),))) == ["1", "2"]


def test_what_another_scene_would_put_back_is_possible() -> None:
    who = [worker("ana", minutes((0, 10))), worker("bo")]
    tasks = [task("1A", ("ana",), minutes((0, 10)), place="x"), task("2A", ("bo",), minutes((20, 40)), place="x")]
    board = problem(tasks, who, upkeep=upkeep(who, restore={"x": 10}))
    assert kept(board) == ["1", "2"]
    assert possible(board, 1, 1, lambda _: None, lambda _: True).upkeep is None


def test_the_problem_of_some_scenes_names_nothing_that_is_not_there() -> None:
    tasks = [task("1A"), task("2A", after=("1A",)), task("2B", after=("2A", "1A")), task("3A", after=("2A",))]
    board = problem(tasks, after={"2": ("1",), "3": ("2",)}, matches=(Match("3A", "2A", ()), Match("2A", "1A", ())))
    found = only(board, [board.scenes[1], board.scenes[2]])
    assert [(scene.number, scene.after) for scene in found.scenes] == [("2", ()), ("3", ("2",))]
    assert {key: one.after for key, one in found.tasks.items()} == {"2A": (), "2B": ("2A",), "3A": ("2A",)}
    assert [one.task for one in found.matches] == ["3A"]
    assert found.workers == board.workers


def test_scenes_that_are_not_looked_at_are_possible() -> None:
    never = [task(f"{k}A", rolling=minutes((0, 10), (600, 610)), passes=(1, 1)) for k in (1, 2, 3)]
    board, seen = problem(never), list[cp_model.CpSolver]()
    assert [scene.number for scene in possible(board, 1, 1, seen.append, lambda _: False).scenes] == ["2", "3"]
    assert len(seen) == 1, "asked to stop after the first"
    assert kept(board, work=0.03) == ["3"], "making a model counts as work too"
    assert kept(replace(board, pass_gap=36000.0)) == ["1", "2", "3"]
