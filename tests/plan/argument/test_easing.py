"""Each single rule that is bent for a scene brings it in, at the price that is said, and is written where it stands."""

from __future__ import annotations

from dataclasses import replace

from cupola.clock import Span
from cupola.plan.argument.easing import event_moved, one_more, open_longer, order_dropped
from cupola.plan.argument.trial import Trial
from cupola.plan.model.problem import Task
from tests.plan.argument.stands import event, strip, trial
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.rules import broken

EARLY = minutes((0, 60))


def out_of_order() -> Trial:
    """2A must follow 1A, which is planned when the light of 2A is over."""
    tasks = [task("1A", rolling=minutes((60, 120)), take=60), task("2A", rolling=EARLY, take=30, after=("1A",))]
    return trial(problem(tasks, values={"1": 3, "2": 4}, days=1), [strip(tasks[0], 60)], "2")


def test_a_shot_need_not_wait_for_another() -> None:
    on_trial = out_of_order()
    (change,) = order_dropped(on_trial)
    assert change.text == "2A need not come after 1A"
    assert change.lost == "what 2A should show of 1A"
    assert change.cost == 4 * (60 * MINUTE / 3) / 2, "half of what the shot is worth, at what the plan pays for value"
    (edit,) = change.edits
    assert (edit.document, edit.path, edit.value) == ("breakdown", ("scenes", "2", "shots", "2A", "after"), "[]")
    faults = broken(on_trial.problem, [*on_trial.strips, *change.strips])
    assert faults == ["order: 2A after 1A"], "only the rule that is bent"


def test_a_shot_that_is_made_need_not_have_waited_for_another() -> None:
    """What a situation knows to be made is no longer among the tasks of its scene; its share stays the same."""
    tasks = [task("1A", rolling=EARLY, take=30), task("1B", rolling=EARLY), task("2A", rolling=minutes((60, 120)))]
    made = replace(tasks[0], after=("2A",))
    board = problem([made, *tasks[1:]], values={"1": 3, "2": 4}, days=1)
    onward = replace(board, scenes=(replace(board.scenes[0], tasks=("1B",)), board.scenes[1]))
    (change,) = order_dropped(trial(onward, [strip(made, 0), strip(tasks[1], 40)], "2"))
    assert change.text == "1A need not come after 2A"
    assert change.cost == 3 / 2 * (40 * MINUTE / 3) / 2, "one of two shots, at what the plan pays for value"
    whole = replace(onward, scenes=(replace(onward.scenes[0], tasks=()), onward.scenes[1]))
    assert [c.cost for c in order_dropped(trial(whole, [strip(made, 0), strip(tasks[1], 40)], "2"))] == [change.cost]


def test_a_scene_need_not_wait_for_another() -> None:
    tasks = [task("1A", rolling=minutes((60, 120)), take=60), task("2A", rolling=EARLY, take=30)]
    board = problem(tasks, days=1, after={"2": ("1",)})
    (change,) = order_dropped(trial(board, [strip(tasks[0], 60)], "2"))
    assert change.text == "scene 2 need not come after 1"
    assert change.edits[0].path == ("scenes", "2", "after")


def test_an_order_that_does_not_matter_is_not_dropped() -> None:
    on_trial = out_of_order()
    board = on_trial.problem
    dark = replace(board, tasks={**board.tasks, "2A": replace(board.tasks["2A"], rolling=minutes())})
    assert list(order_dropped(replace(on_trial, problem=dark))) == []


def test_a_set_is_not_opened_before_now() -> None:
    opened = minutes((120, 180))
    new = task("2A", rolling=minutes((0, 200)), take=60, open_=opened)
    board = problem([new], [worker("ana", minutes((0, 90)), days=1)], days=1)
    on_trial = trial(board, [], "2", opened={"stage": opened})
    assert list(open_longer(replace(on_trial, now=START + 40 * MINUTE))) == []
    (change,) = open_longer(replace(on_trial, now=START + 20 * MINUTE))
    assert change.strips[0].span.start >= START + 20 * MINUTE


def test_a_set_opens_earlier_and_costs_the_station_three_hours_for_one() -> None:
    opened = minutes((120, 180))
    new = task("2A", rolling=minutes((0, 200)), take=60, open_=opened)
    board = problem([new], [worker("ana", minutes((0, 90)), days=1)], days=1)
    (change,) = open_longer(trial(board, [], "2", opened={"stage": opened}))
    start = change.strips[0].span.start
    assert change.text == f"STAGE is open from 00:{int(start / 60) % 60:02d} on 5 October"
    assert change.cost == 3 * 60 * MINUTE
    assert change.edits[0].path == ("sets", "stage", "open_from")


def test_one_more_camera_costs_as_much_as_to_rig_a_set() -> None:
    tasks = [task("1A", ("bo",), EARLY, take=60), task("2A", ("ana",), EARLY, take=60, place="hall")]
    board = replace(problem(tasks, days=1, cameras=1), rigging=3600.0)
    (change,) = one_more(trial(board, [strip(tasks[0], 0)], "2"))
    assert (change.text, change.cost) == ("one more camera a is aboard", 3600.0)
    assert change.edits[0].path == ("cameras", "a", "bodies")
    assert change.edits[0].value == "2"


def test_as_many_pieces_of_gear_are_added_as_are_needed() -> None:
    tasks = [
        task("1A", ("bo",), EARLY, take=60, gear=(("led", 2),)),
        task("2A", ("ana",), EARLY, take=60, place="hall", gear=(("led", 2),)),
    ]
    board = replace(problem(tasks, days=1, gear={"led": 2}), rigging=3600.0)
    (change,) = one_more(trial(board, [strip(tasks[0], 0)], "2"))
    assert (change.text, change.cost) == ("2 more led panel are aboard", 7200.0)
    assert change.edits[0].value == "4"


def drilled(*others: Task) -> Trial:
    """Ana has a drill in the only hour of light of 2A."""
    tasks = [task("2A", rolling=EARLY, take=30), *others]
    free = minutes((0, 300))
    board = problem(tasks, [worker("ana", free - EARLY, days=1)], days=1)
    whole = problem(tasks, [worker("ana", free, days=1)], days=1)
    return replace(trial(whole, [], "2", [event("drill", 0, 60, "ana")]), problem=board)


def test_a_drill_is_moved_no_further_than_needed() -> None:
    (change,) = event_moved(drilled())
    assert change.text == "drill is 30 min later, at 00:30 on 5 October"
    assert change.cost == 60 * MINUTE, "an hour of one person is planned anew"
    assert [edit.path for edit in change.edits] == [("events", "drill", "from"), ("events", "drill", "to")]
    assert change.edits[0].value == "2021-10-05T00:30:00Z"


def test_an_event_that_has_begun_is_not_moved_and_none_is_moved_to_before_now() -> None:
    on_trial = drilled()
    assert list(event_moved(replace(on_trial, now=START + MINUTE))) == []
    (drill,) = on_trial.production.events
    late = replace(drill, span=Span(START + 30 * MINUTE, START + 60 * MINUTE))
    on_trial.production.events = (late,)  # type: ignore[misc]
    for now, moved in ((0, "30 min earlier, at 00:00"), (20, "30 min later, at 01:00")):
        (change,) = event_moved(replace(on_trial, now=START + now * MINUTE))
        assert change.text == f"drill is {moved} on 5 October"


def test_an_event_is_not_moved_onto_something_planned() -> None:
    other = task("1A", place="hall", take=60)
    (change,) = event_moved(replace(drilled(other), strips=[strip(other, 60)]))
    assert change.text.startswith("drill is 2 h 00 min later"), "from 60 to 120 somebody films"


def test_an_event_of_the_station_that_takes_nobody_by_name_is_not_moved() -> None:
    on_trial = drilled()
    fixed = [replace(on_trial.production.events[0], people=frozenset(), stops_filming=True)]
    on_trial.production.events = tuple(fixed)  # type: ignore[misc]
    assert list(event_moved(on_trial)) == []


def test_what_would_fit_without_any_change_is_no_reason_to_bend_a_rule() -> None:
    tasks = [task("1A", take=10), task("2A", take=60)]
    board = problem(tasks, [worker("ana", EARLY, limit=10, days=1)], days=1)
    on_trial = trial(board, [strip(tasks[0], 0)], "2", [event("drill", 100, 120, "ana")])
    for kind in (order_dropped, open_longer, one_more, event_moved):
        assert list(kind(on_trial)) == []
