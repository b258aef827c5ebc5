"""What makes way for a scene is as little as possible, and finds room elsewhere where it is said to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings

from cupola.clock import Span
from cupola.plan.argument.remedies import changes
from cupola.plan.argument.trial import Trial
from cupola.plan.argument.way import fewest_out, fixed, moves, passes_text, rearranged, scenes_given_up
from cupola.plan.result import Pass
from tests.plan.argument.stands import strip, trial
from tests.plan.argument.test_conflict import crowded
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.rules import broken

EARLY = minutes((0, 60))


def afternoon(stop: float, *, lock: bool = False) -> Trial:
    """2A needs the first hour, in which 1A is planned, that may be at any time before `stop`."""
    tasks = [task("1A", take=60), task("2A", rolling=EARLY, take=60)]
    board = problem(tasks, [worker("ana", minutes((0, stop)), days=1)], days=1)
    return trial(board, [strip(tasks[0], 0, lock=lock)], "2")


def test_a_shot_moves_within_its_day_and_nothing_is_lost() -> None:
    (change,) = moves(afternoon(180))
    assert change.text.startswith("1A moves to 0")
    assert change.text.endswith(" on 5 October")
    assert change.lost == ""
    assert change.kind == "move"
    assert {one.shot for one in change.strips} == {"1A", "2A"}
    (edit,) = change.edits
    assert (edit.document, edit.path) == ("plan", ("strips", "1A", "passes"))


def test_where_it_has_nowhere_to_go_nothing_moves() -> None:
    assert list(moves(afternoon(100))) == []


def test_what_is_locked_does_not_move() -> None:
    assert list(moves(afternoon(180, lock=True))) == []


def test_where_the_first_choice_has_nowhere_to_go_another_is_tried() -> None:
    """Either 1A or 3A may make way, and 1A cannot be elsewhere."""
    tasks = [
        task("1A", ("bo",), minutes((0, 30)), take=30),
        task("3A", ("bo",), take=30),
        task("2A", ("bo",), minutes((0, 60)), take=30),
    ]
    board = problem(tasks, [worker("bo", minutes((0, 90)), days=1)], days=1)
    (change,) = moves(trial(board, [strip(tasks[0], 0), strip(tasks[1], 30)], "2"))
    assert change.text == "3A moves to 01:00 on 5 October"


def test_the_escorts_of_what_stays_stay_the_same() -> None:
    one = task("1A", ("ana",), EARLY, take=60, escorts=("vic", "eve"), place="x")
    two = task("2A", ("bo",), EARLY, take=60, escorts=("vic",), place="y")
    board = problem([one, two], days=1)
    on_trial = trial(board, [strip(one, 0, "vic")], "2")
    assert fewest_out(on_trial, fixed(on_trial, by_scene=False), []) == frozenset({"1A"})


def test_what_stays_is_taken_as_it_stands_even_where_the_light_of_the_problem_is_less() -> None:
    tasks = [task("1A", rolling=minutes((500, 600)), take=20), task("2A", rolling=minutes((30, 60)), take=20)]
    on_trial = trial(problem(tasks, days=1), [strip(tasks[0], 0)], "2")
    assert fewest_out(on_trial, fixed(on_trial, by_scene=False), []) == frozenset()


def test_scenes_that_are_worth_least_are_given_up() -> None:
    tasks = [task("1A", ("ana",), EARLY, take=60), task("3A", ("bo",), EARLY, take=60, place="hall")]
    new = task("2A", ("ana", "bo"), EARLY, take=60, place="deck")
    board = problem([*tasks, new], values={"1": 5, "3": 4, "2": 6}, days=1)
    on_trial = trial(board, [strip(t, 0) for t in tasks], "2")
    (change,) = scenes_given_up(on_trial)
    assert change.text == "scenes 1 and 3 are given up for it (worth 9 against 6)"
    assert change.lost == "scenes 1 and 3"
    spent = 2 * 60 * MINUTE
    assert change.cost == (9 - 6) * spent / 9 + spent


def test_a_scene_with_a_locked_shot_is_not_given_up() -> None:
    tasks = [task("1A", rolling=EARLY, take=60), task("2A", rolling=EARLY, take=60)]
    board = problem(tasks, values={"1": 1, "2": 9}, days=1)
    on_trial = trial(board, [strip(tasks[0], 0)], "2")
    assert [change.kind for change in scenes_given_up(on_trial)] == ["scenes"]
    assert list(scenes_given_up(replace(on_trial, strips=[strip(tasks[0], 0, lock=True)]))) == []


def test_a_shot_that_must_come_first_makes_way_with_its_order() -> None:
    """2A must come before 1A, which is planned at the only time of 2A."""
    tasks = [task("1A", take=60, after=("2A",)), task("2A", rolling=EARLY, take=60)]
    board = problem(tasks, [worker("ana", minutes((0, 180)), days=1)], days=1)
    (change,) = moves(trial(board, [strip(tasks[0], 0)], "2"))
    assert {one.shot: one.span.start >= START + 60 * MINUTE for one in change.strips} == {"1A": True, "2A": False}


def test_passes_are_written_as_in_the_plan() -> None:
    one = strip(task("1A", setup=10, take=1), 0)
    assert passes_text(one) == (
        "{setup: [2021-10-05T00:00:00Z, 2021-10-05T00:10:00Z], takes: [[2021-10-05T00:10:00Z, 2021-10-05T00:11:00Z]]}"
    )
    bare = replace(one, passes=(Pass(None, (Span(START, START + 60),), "vic"),))
    assert passes_text(bare) == "{takes: [[2021-10-05T00:00:00Z, 2021-10-05T00:01:00Z]], escort: vic}"


@settings(max_examples=25, deadline=None)
@given(crowded())
def test_plans_with_moved_shots_break_no_rule(on_trial: Trial) -> None:
    for change in moves(on_trial):
        moved = {one.shot for one in change.strips}
        kept = [one for one in on_trial.strips if one.shot not in moved]
        rules = broken(on_trial.problem, [*kept, *change.strips])
        assert [rule for rule in rules if "whole" not in rule] == []
        assert moved >= {"9A"}


@settings(max_examples=25, deadline=None)
@given(crowded())
def test_no_smaller_choice_of_shots_would_do(on_trial: Trial) -> None:
    assume(not [rule for rule in broken(on_trial.problem, on_trial.strips) if "whole" not in rule])
    out = fewest_out(on_trial, fixed(on_trial, by_scene=False), [])
    if out is not None:
        left = [one for one in on_trial.strips if one.shot not in out]
        assert on_trial.fits(strips=left)
        for key in out:
            back = [one for one in on_trial.strips if one.shot not in out - {key}]
            assert not on_trial.fits(strips=back), "the fewest: none of them could stay"
    else:
        assert not on_trial.fits(strips=())


def test_what_is_rearranged_stays_on_its_own_day_if_it_can() -> None:
    tasks = [task("1A", take=60), task("2A", rolling=minutes((1440, 1500)), take=60)]
    board = problem(tasks, [worker("ana", minutes((0, 2880)))])
    on_trial = trial(board, [strip(tasks[0], 1440)], "2")
    found = {one.shot: one.span.start for one in rearranged(on_trial, frozenset({"1A"}))}
    assert found["1A"] >= START + 1500 * MINUTE


def test_where_moving_is_not_enough_less_is_asked_and_something_moves() -> None:
    """2A needs the hour of 1A, and the light of 2B never comes."""
    tasks = [task("1A", take=60), task("2A", rolling=EARLY, take=60), task("2B", rolling=minutes(), take=10)]
    board = problem(tasks, [worker("ana", minutes((0, 180)), days=1)], values={"1": 2, "2": 2}, days=1)
    found = {change.kind: change for change in changes(trial(board, [strip(tasks[0], 0)], "2"))}
    assert set(found) == {"both"}, "nothing else brings it in"
    both = found["both"]
    assert both.text.startswith("2B is shot without eclipse, and 1A moves to 0")
    assert both.lost == "eclipse"
    assert [edit.document for edit in both.edits] == ["breakdown", "plan"]
    assert both.cost == 2 / 2 * (60 * MINUTE / 2) / 2, "half of a shot, and the move is free"


def test_what_is_begun_never_goes_out_and_a_scene_that_cannot_be_finished_is_not_given_up() -> None:
    """3A is made and 3B has no place: nothing is to be had of scene 3; only scene 1 can be given up."""
    tasks = [task("1A", ("ana",), EARLY, take=60), task("3A", ("bo",), EARLY, take=20, place="hall")]
    lost = task("3B", ("bo",), minutes(), place="hall")
    new = task("2A", ("ana", "bo"), minutes((20, 90)), take=60, place="deck")
    board = problem([*tasks, lost, new], values={"1": 4, "3": 9, "2": 6}, after={"2": ("3",)}, days=1)
    onward = replace(
        board, scenes=tuple(replace(s, tasks=tuple(k for k in s.tasks if k != "3A")) for s in board.scenes)
    )
    on_trial = trial(onward, [strip(t, 0) for t in tasks], "2")
    for by_scene in (True, False):
        assert fewest_out(on_trial, fixed(on_trial, by_scene=by_scene), []) == frozenset({"1A"})
    (change,) = scenes_given_up(on_trial)
    assert change.text == "scene 1 is given up for it (worth 4 against 6)"
    early = replace(onward, tasks={**onward.tasks, "2A": replace(onward.tasks["2A"], rolling=EARLY, open=EARLY)})
    assert list(scenes_given_up(trial(early, on_trial.strips, "2"))) == [], (
        "it would need the time in which 3A was made"
    )
