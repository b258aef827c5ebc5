"""A plan made anew with a scene in it costs what it really costs, and no plan with the scene is worth more."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from cupola.plan.argument.anew import anew
from cupola.plan.argument.remedies import Trial
from cupola.plan.model.problem import Problem
from cupola.plan.search.solve import Stop, solve
from cupola.production import Production
from tests.plan.argument.stands import strip
from tests.plan.boards import minutes, problem, task, worker


def trial(board: Problem, number: str) -> Trial:
    """Give the trial of a scene that the best plan leaves out."""
    strips = solve(board, Stop(work=3)).strips
    assert number not in {strip.scene for strip in strips}
    scene = next(scene for scene in board.scenes if scene.number == number)
    return Trial(cast(Production, None), board, strips, scene)


def test_the_scene_that_must_go_is_named_with_both_worths() -> None:
    window = minutes((0, 25))
    tasks = [task("1A", rolling=window, take=20), task("2A", rolling=window, take=20)]
    found = anew(trial(problem(tasks, [worker("ana", window)], {"1": 5, "2": 3}), "2"))
    assert found is not None
    assert found.text.startswith("the plan is made anew: scene 1 is given up for scene 2 (worth 5 against 3);")
    assert found.cost > 0


def test_what_goes_may_be_less_than_what_stands_in_the_way() -> None:
    """2A needs the hour of 1A; 1A may move, and 3A, which is worth least, goes for it."""
    early, day = minutes((0, 60)), minutes((0, 120))
    tasks = [
        task("1A", rolling=day, take=60),
        task("2A", rolling=early, take=60),
        task("3A", rolling=day, take=60),
    ]
    board = problem(tasks, [worker("ana", day)], {"1": 9, "2": 3, "3": 4})
    found = anew(trial(board, "2"))
    assert found is not None
    assert "scene 3 is given up for scene 2 (worth 4 against 3)" in found.text


def test_a_scene_that_no_plan_can_hold_has_no_change() -> None:
    tasks = [task("1A"), task("2A", rolling=minutes())]
    assert anew(trial(problem(tasks), "2")) is None


def test_a_scene_that_is_begun_and_lost_its_rest_is_brought_in() -> None:
    """1A is made, 1B waits for the time that 2A has; 2A may go to the second day."""
    early, late = minutes((0, 120)), minutes((0, 120), (1440, 1500))
    tasks = [
        task("1A", rolling=minutes((0, 60)), take=60),
        task("1B", rolling=minutes((60, 120)), take=60),
        task("2A", rolling=late, take=60),
    ]
    board = problem(tasks, [worker("ana", early | late)])
    made = replace(board, scenes=tuple(replace(s, tasks=tuple(k for k in s.tasks if k != "1A")) for s in board.scenes))
    made = replace(made, tasks={**made.tasks, "1A": replace(made.tasks["1A"], lock=(board.origin,))})
    strips = [strip(tasks[0], 0), strip(tasks[2], 60)]
    found = anew(Trial(cast(Production, None), made, strips, made.scenes[0]))
    assert found is not None
    assert found.text == (
        "the plan is made anew: scene 1 is brought in (worth 0 against 1); 1 shot moves to another day"
    )


def test_what_is_made_keeps_its_hours_even_if_its_scene_is_never_finished() -> None:
    """1A took the hour that Ana may film on the only day; 1B has no light any more, and 2A no hour."""
    tasks = [task("1A", take=60), task("1B", rolling=minutes(), take=60), task("2A", take=60)]
    board = problem(tasks, [worker("ana", limit=60, days=1)], days=1)
    made = replace(board, scenes=tuple(replace(s, tasks=tuple(k for k in s.tasks if k != "1A")) for s in board.scenes))
    made = replace(made, tasks={**made.tasks, "1A": replace(made.tasks["1A"], lock=(board.origin,))})
    assert anew(Trial(cast(Production, None), made, [strip(tasks[0], 0)], made.scenes[1])) is None
