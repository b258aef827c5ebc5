"""A lock that keeps a scene out is named with its line, and taken out where that brings the scene in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.argument.conflict import conflict
from cupola.plan.argument.locks import lock_dropped, lock_of
from cupola.plan.argument.remedies import changes
from cupola.plan.argument.trial import Trial
from cupola.plan.argument.words import argument
from tests.plan.argument.stands import strip, trial
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.rules import broken

EARLY = minutes((0, 60))
DAY = minutes((0, 240))


def own_lock() -> Trial:
    """2A is locked to the hour that 1A takes; there is time for it later."""
    tasks = [task("1A", rolling=EARLY, take=60), task("2A", take=30)]
    tasks[1] = replace(tasks[1], lock=(START + 10 * MINUTE,))
    board = problem(tasks, [worker("ana", DAY, days=1)], values={"1": 3, "2": 4}, days=1)
    return trial(board, [strip(tasks[0], 0)], "2")


def locked_in_the_plan() -> Trial:
    """2A has light in the first hour alone, which 1A takes, locked; 1A could be later."""
    tasks = [task("1A", take=60), task("2A", rolling=EARLY, take=30)]
    board = problem(tasks, [worker("ana", DAY, days=1)], values={"1": 3, "2": 4}, days=1)
    return trial(board, [strip(tasks[0], 0, lock=True)], "2")


def locked_in_the_breakdown() -> Trial:
    """The same, the lock being one of the breakdown."""
    on_trial = locked_in_the_plan()
    board = on_trial.problem
    bound = {**board.tasks, "1A": replace(board.tasks["1A"], lock=(START,))}
    return replace(
        on_trial,
        problem=replace(board, tasks=bound),
        strips=[replace(one, lock=False) for one in on_trial.strips],
        locks={"1A": "breakdown.yaml:12"},
    )


def test_a_shot_that_its_own_lock_keeps_out_is_said_to_be_held_by_it() -> None:
    on_trial = own_lock()
    found = conflict(on_trial, ("2A",))
    assert found is not None
    assert "lock" in {reason.kind for reason in found.reasons}
    assert "2A is held at 00:10 on 5 October by a lock in the breakdown" in argument(on_trial, found)
    named = replace(on_trial, locks={"2A": "breakdown.yaml:123"})
    assert "by a lock in breakdown.yaml:123" in argument(named, found)


@pytest.mark.parametrize(
    ("on_trial", "where"),
    [(locked_in_the_plan(), "the plan"), (locked_in_the_breakdown(), "breakdown.yaml:12")],
    ids=["plan", "breakdown"],
)
def test_a_planned_shot_in_the_way_is_said_to_be_held_by_its_lock(on_trial: Trial, where: str) -> None:
    found = conflict(on_trial, ("2A",))
    assert found is not None
    assert f"1A in STAGE on 5 October is held by a lock in {where}" in argument(on_trial, found)
    assert lock_of(on_trial, "1A") == where


def test_without_its_lock_the_shot_fits_and_nothing_else_is_bent() -> None:
    on_trial = own_lock()
    (change,) = lock_dropped(on_trial)
    assert (change.text, change.cost, change.kind) == ("2A is locked no more", 0.0, "lock")
    assert [edit.path for edit in change.edits] == [("scenes", "2", "shots", "2A", "lock")]
    free = replace(
        on_trial.problem,
        tasks={key: replace(one, lock=()) for key, one in on_trial.problem.tasks.items()},
    )
    assert broken(free, [*on_trial.strips, *change.strips]) == []
    assert change in changes(on_trial)


@pytest.mark.parametrize(
    ("on_trial", "document"), [(locked_in_the_plan(), "plan"), (locked_in_the_breakdown(), "breakdown")]
)
def test_a_planned_shot_that_is_locked_no_more_goes_elsewhere(on_trial: Trial, document: str) -> None:
    (change,) = lock_dropped(on_trial)
    assert change.text.startswith("1A is locked no more, and moves to ")
    lock, passes = change.edits
    assert (lock.document, lock.path[-1], lock.value) == (document, "lock", "is taken out")
    assert (passes.document, passes.path) == ("plan", ("strips", "1A", "passes"))
    assert {one.shot for one in change.strips} == {"1A", "2A"}
    assert change.strips[0].span.stop <= change.strips[1].span.start


def test_a_lock_that_is_not_in_the_way_is_left_alone() -> None:
    tasks = [task("1A", take=60), task("2A", rolling=minutes((0, 20)), take=30)]
    board = problem(tasks, [worker("ana", DAY, days=1)], days=1)
    on_trial = trial(board, [strip(tasks[0], 100, lock=True)], "2")
    assert list(lock_dropped(on_trial)) == []
    assert lock_of(replace(on_trial, strips=[strip(tasks[0], 100)]), "1A") == ""


def test_what_is_begun_is_no_reason_to_argue_about() -> None:
    """1A is made, and counts for no scene any more; the task is bound to where it was."""
    on_trial = locked_in_the_breakdown()
    made = tuple(replace(one, tasks=tuple(key for key in one.tasks if key != "1A")) for one in on_trial.problem.scenes)
    on_trial = replace(on_trial, problem=replace(on_trial.problem, scenes=made))
    assert on_trial.ahead == ()
    assert list(lock_dropped(on_trial)) == []
    found = conflict(on_trial, ("2A",))
    assert found is not None
    assert not [reason for reason in found.reasons if reason.kind == "strip"]
