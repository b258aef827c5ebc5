"""Drafts keep the rules that they know, find the best of small boards, and are found again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.search.part import worth
from cupola.plan.search.timetable.draft import Drafts
from tests.plan.boards import MINUTE, START, changes, minutes, problem, task, worker
from tests.plan.rules import best_value, broken
from tests.plan.test_properties import SLOT, boards

ROUNDS = 300


def draft(board: Problem, rounds: int = ROUNDS, seed: int = 1) -> tuple[Strip, ...]:
    """Give a draft, and see that it keeps every rule and is worth what the search says."""
    search = Drafts(board, seed)
    value = search.improve(rounds)
    strips = search.strips()
    assert broken(board, strips) == []
    assert worth(board, strips) == value
    return strips


def made(board: Problem) -> set[str]:
    """Give the shots of a draft."""
    return {strip.shot for strip in draft(board)}


def known(board: Problem) -> Problem:
    """Give a board without the rules that drafts leave to the model."""
    tasks = {key: replace(task, heard=()) for key, task in board.tasks.items()}
    return replace(board, tasks=tasks, cards=(), batteries=(), upkeep=None, matches=())


@settings(max_examples=60, deadline=None)
@given(boards())
def test_a_draft_keeps_every_rule_that_it_knows(board: Problem) -> None:
    draft(known(board))


@settings(max_examples=15, deadline=None)
@given(boards())
def test_of_single_passes_the_draft_is_the_best_there_is(board: Problem) -> None:
    tasks = {key: replace(task, passes=task.passes[:1]) for key, task in board.tasks.items()}
    board = replace(known(board), tasks=tasks)
    assert worth(board, draft(board)) == best_value(board, SLOT * MINUTE)


def test_of_two_scenes_that_want_the_same_ten_minutes_the_more_valuable_is_made() -> None:
    window = minutes((60, 70))
    assert made(problem([task("1A", rolling=window), task("2A", rolling=window)], values={"1": 3, "2": 5})) == {"2A"}


def test_what_is_planned_moves_to_let_another_between() -> None:
    """Ten minutes each, of which the second must lie in the middle: the others have to leave it just that."""
    tasks = [task("1A", rolling=minutes((0, 30))), task("2A", rolling=minutes((10, 20))), task("3A")]
    assert made(problem(tasks, [worker("ana", minutes((0, 30)))])) == {"1A", "2A", "3A"}


@pytest.mark.parametrize(("room", "count"), [(35, 2), (34.9, 1)])
def test_changes_take_their_time(room: float, count: int) -> None:
    lit = minutes((0, room))
    tasks = [task(f"{k}A", rolling=lit, place=place, crew=("ana",)) for k, place in enumerate(("hall", "attic"), 1)]
    assert len(made(problem(tasks, changes=changes(sets=15)))) == count


def test_passes_hold_their_set_and_leave_their_people() -> None:
    rises = minutes((60, 61), (153, 154))
    tasks = [
        task("1A", rolling=rises, take=1, passes=(1, 1), setup=10),
        task("2A", rolling=minutes((62, 150)), take=20),
        task("3A", rolling=minutes((62, 150)), place="two", take=20),
    ]
    assert made(problem(tasks, values={"1": 9, "2": 1, "3": 1})) == {"1A", "3A"}


def test_film_time_a_day_and_private_time_are_budgets() -> None:
    day = minutes((0, 600))
    tasks = [task(f"{k}A", rolling=day, take=60) for k in range(1, 6)]
    assert len(made(problem(tasks, [worker("ana", day, limit=150)]))) == 2
    lends = worker("ana", minutes((0, 0)), day, private_limit=200, private_total=130)
    assert len(made(problem(tasks, [lends]))) == 2


def test_an_escort_is_in_one_place() -> None:
    window, able = minutes((0, 15)), ("vic", "pat")
    tasks = [task(f"{k}A", (p,), window, place=p, escorts=able) for k, p in enumerate(("ana", "bo", "cy"), 1)]
    assert len(made(problem(tasks))) == 2


@pytest.mark.parametrize(("bodies", "count"), [(3, 3), (2, 2), (1, 1)])
def test_no_more_cameras_are_out_than_there_are(bodies: int, count: int) -> None:
    tasks = [task(f"{k}A", (p,), minutes((0, 15)), place=p) for k, p in enumerate(("ana", "bo", "cy"), 1)]
    assert len(made(problem(tasks, cameras=bodies))) == count


def test_order_is_kept_within_a_day_and_from_day_to_day() -> None:
    film = minutes((0, 60), (1440, 1500))
    tasks = [task("1A", after=("2A",), rolling=minutes((0, 60))), task("2A", rolling=minutes((1440, 1500)))]
    assert len(made(problem(tasks, [worker("ana", film)]))) == 1
    tasks = [task("1A", after=("2A",)), task("2A", rolling=minutes((0, 60)))]
    board = problem(tasks, [worker("ana", film)])
    starts = {strip.shot: strip.span for strip in draft(board)}
    assert starts["1A"].start >= starts["2A"].stop


def test_a_scene_that_cannot_be_whole_takes_no_room() -> None:
    tasks = [task("1A", rolling=minutes((0, 10))), task("1B", rolling=minutes()), task("2A", rolling=minutes((0, 10)))]
    assert made(problem(tasks, values={"1": 9})) == {"2A"}


def test_the_same_seed_gives_the_same_draft_in_one_go_or_again() -> None:
    tasks = [task(f"{k}A", rolling=minutes((k * 7, k * 7 + 90)), take=20) for k in range(1, 13)]
    board = problem(tasks, [worker("ana", minutes((0, 130)))])
    assert draft(board, 50, 3) == draft(board, 50, 3)


def test_more_rounds_lose_nothing() -> None:
    tasks = [task(f"{k}A", rolling=minutes((0, 700)), take=17 + (k * 37) % 41) for k in range(1, 31)]
    search = Drafts(problem(tasks, [worker("ana", minutes((0, 333)))], {str(k): 11 + (k * 53) % 37 for k in range(31)}))
    values = [search.improve(20) for _ in range(6)]
    assert values == sorted(values)
    assert values[-1] > 0


def test_everything_is_as_early_as_its_order_lets_it_be() -> None:
    strips = draft(problem([task("1A", rolling=minutes((60, 200)), setup=15)]))
    assert strips[0].span.start == START + 45 * MINUTE


@pytest.mark.parametrize("tasks", [[], [task("1A", rolling=minutes())]])
def test_where_nothing_fits_the_draft_is_empty(tasks: list[object]) -> None:
    assert draft(problem(tasks)) == ()  # type: ignore[arg-type]
