"""A problem as arrays: the ways to make a task, the stretches, and what keeps two tasks apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from cupola.plan.model.opening import pass_starts, shared_time
from cupola.plan.model.problem import Match, Problem
from cupola.plan.search.timetable.arrays import Arrays, choices
from cupola.plan.search.timetable.layout import END_CHOICE, ESCORT, FIRST_CHOICE, NEVER, STRETCH
from tests.plan.boards import MINUTE, changes, minutes, problem, task, worker
from tests.plan.test_properties import boards


def test_a_choice_is_a_day_with_the_starts_of_the_model() -> None:
    board = problem([task("1A", rolling=minutes((60, 80), (1500, 1515)), take=10, setup=5)])
    found = choices(board, board.tasks["1A"])
    assert [one.day for one in found] == [0, 1]
    assert found[0].starts == ((55 * MINUTE, 65 * MINUTE),), "both ends, in whole seconds after the start"
    assert found[1].starts == ((1495 * MINUTE, 1500 * MINUTE),)
    assert found[0].lengths == (15 * MINUTE,)


def test_each_escort_is_a_choice_of_its_own_in_their_film_time() -> None:
    board = problem(
        [task("1A", rolling=minutes((0, 60)), escorts=("vic", "pat"))],
        [worker("ana"), worker("vic", minutes((0, 20))), worker("pat", minutes((30, 40)))],
    )
    found = {one.escort: one.starts for one in choices(board, board.tasks["1A"])}
    assert found == {"vic": ((0, 10 * MINUTE),), "pat": ((30 * MINUTE, 30 * MINUTE),)}


def test_passes_in_successive_revolutions_are_pinned_one_after_the_other() -> None:
    rises = minutes((60, 61), (153, 154), (246, 247))
    board = problem([task("1A", rolling=rises, take=1, passes=(1, 1), setup=10)])
    found = [tuple(a // 60 for a, _ in one.starts) for one in choices(board, board.tasks["1A"])]
    assert found == [(50, 153), (143, 246)]


def test_passes_that_are_unlike_are_no_choice() -> None:
    rises = minutes((60, 61), (140, 141))
    tasks = [task("1A", rolling=rises, take=1, passes=(1, 1))]
    assert choices(problem(tasks, like_light=30), tasks[0]), "80 minutes are 93 less 13"
    assert not choices(problem(tasks, like_light=10), tasks[0])


def test_stretches_are_apart_by_more_than_any_change() -> None:
    film = minutes((0, 60), (80, 140), (1440, 1500))
    tasks = [task("1A", crew=("ana",)), task("2A", place="other", crew=("ana",))]
    assert Arrays(problem(tasks, [worker("ana", film)])).stretches == 3
    assert Arrays(problem(tasks, [worker("ana", film)], changes=changes(sets=30))).stretches == 2


def test_what_must_follow_never_comes_first_and_what_shares_nothing_is_free() -> None:
    tasks = [task("1A", after=("2A",)), task("2A", ("bo",), place="two"), task("3A", ("cy",), place="three")]
    gap = Arrays(problem(tasks, rest=5)).rules.gap
    assert gap[0, 1] == NEVER
    assert gap[1, 0] == 0
    assert gap[2].tolist() == [-1, -1, -1]


def test_people_rest_and_sets_do_not() -> None:
    tasks = [task("1A", ("ana",), place="one"), task("2A", ("ana",), place="two"), task("3A", ("bo",), place="one")]
    gap = Arrays(problem(tasks, rest=5)).rules.gap
    assert gap[0, 1] == gap[1, 0] == 300
    assert gap[0, 2] == gap[2, 0] == 0
    assert gap[1, 2] == -1


def test_two_that_want_more_gear_than_there_is_exclude_one_another() -> None:
    tasks = [task(f"{k}A", (p,), place=p, gear=(("led", 2),)) for k, p in enumerate(("ana", "bo"), 1)]
    assert Arrays(problem(tasks, gear={"led": 4})).rules.gap[0, 1] == -1
    assert Arrays(problem(tasks, gear={"led": 3})).rules.gap[0, 1] == 0


def test_shots_of_a_scene_that_must_match_are_tried_in_light_that_matches_any_of_the_others() -> None:
    light = minutes((60, 70), (200, 210))
    tasks = [task("1A", rolling=light), task("1B", ("bo",), rolling=light, setup=5), task("2A", ("cy",), rolling=light)]
    pairs = ((minutes((200, 201)), minutes((60, 61))),)
    board = problem(tasks, matches=(Match("1B", "1A", pairs), Match("2A", "1A", pairs)))
    made = Arrays(board).choices
    found = {one.task: one.starts for one in made}
    assert found["1A"] == ((200 * MINUTE, 200 * MINUTE),)
    assert found["1B"] == ((55 * MINUTE, 55 * MINUTE),), "its takes begin at 60"
    assert sum(one.task == "2A" for one in made) == 2, "of another scene: 1A may be out"


def test_shots_of_a_scene_that_never_match_have_no_choice() -> None:
    tasks = [task("1A"), task("1B", ("bo",)), task("2A")]
    board = problem(tasks, matches=(Match("1B", "1A", ()),))
    assert {one.task for one in Arrays(board).choices} == {"2A"}


def test_a_problem_without_an_opening_has_no_choice() -> None:
    arrays = Arrays(problem([task("1A", rolling=minutes())]))
    assert (len(arrays.choices), arrays.stretches) == (0, 0)


@settings(max_examples=30, deadline=None)
@given(boards())
def test_the_choices_of_a_single_pass_are_all_starts_of_the_model(board: Problem) -> None:
    arrays = Arrays(board)
    for number, one in enumerate(arrays.tasks):
        if len(one.passes) > 1:
            continue
        first, end = arrays.rules.tasks[number, [FIRST_CHOICE, END_CHOICE]]
        mine = {at for way in arrays.choices[first:end] for a, b in way.starts for at in range(a, b + 1)}
        model = set()
        for _, free in shared_time(board, one):
            for day in range(len(board.days)):
                for span in pass_starts(board, one, 0, day, free):
                    model |= set(range(round(span.start - board.origin), round(span.stop - board.origin)))
        assert mine == model if not one.escorts else mine <= model


@settings(max_examples=30, deadline=None)
@given(boards())
def test_stretches_are_in_order_and_escorts_are_people(board: Problem) -> None:
    arrays = Arrays(board)
    rows = arrays.rules.choices
    assert all(-1 <= who < len(board.workers) for who in rows[:, ESCORT])
    starts = np.array([one.starts[0][0] for one in arrays.choices])
    assert all((rows[:, STRETCH][starts.argsort()][1:] >= rows[:, STRETCH][starts.argsort()][:-1]).tolist())
