"""Reasons name what really stands in the way, and changes really bring the scene in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.plan.chain import first_pass
from cupola.plan.change import Trial, changes, feasible
from cupola.plan.explain import Argument
from cupola.plan.remaining import remaining
from cupola.plan.solve import Stop, solve
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.conftest import Desk, planned
from tests.small import BREAKDOWN, PRODUCTION

LIMITS = "limits: {film_per_day: 3 h, private_per_day: 1 h}}"


def reasons(desk: Desk) -> dict[str, str]:
    """Give the reason of each shot in the boneyard."""
    return {bone.shot: bone.reason for bone in desk.plan.boneyard}


def test_a_light_too_short_for_the_take_is_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("setup: 10 min, take: 15 s, takes: 2", "setup: 10 min, take: 3 min, takes: 2")
    desk = planned(tmp_path, breakdown=text)
    found = reasons(desk)
    assert set(found) == {"1A", "1B"}
    assert found["1B"].startswith("1B needs sunrise for 3 min at a stretch. It comes ")
    assert " s at most." in found["1B"]
    assert found["1A"] == "1A would fit, but scene 1 counts only when it is whole, and 1B has no room."


def test_a_landmark_that_is_seen_only_in_the_wrong_light_is_the_reason(tmp_path: Path) -> None:
    text = BREAKDOWN.replace(
        "light: sun, window: cupola.top,\n         view: earth-day",
        "light: eclipse, window: cupola.top,\n         view: Lisbon, view_by: day",
    )
    reason = reasons(planned(tmp_path, breakdown=text))["3A"]
    assert reason.startswith("3A needs eclipse with Lisbon in daylight in view of cupola.top. Lisbon is in view ")
    assert "in sunlight" in reason


def test_people_who_are_never_there_are_the_reason(tmp_path: Path) -> None:
    text = PRODUCTION.replace(
        '- {from: "10:00", to: "12:30", is: film}', '- {from: "10:00", to: "12:30", is: station}'
    ).replace('- {from: "17:00", to: "18:30", is: film}', '- {from: "17:00", to: "18:30", is: station}')
    found = reasons(planned(tmp_path, production=text.replace("private_per_day: 1 h", "private_per_day: 0 h")))
    assert {"3A", "3B"} <= set(found)
    assert "an escort is free at none of them" in found["3A"]


def test_hours_that_are_used_up_are_the_reason_and_longer_hours_the_change(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 30 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    found = reasons(desk)
    assert set(found) == {"2A", "2B"}
    assert "Piet Player's film hours of the day are used up" in found["2A"]
    assert found["2B"].endswith("and 2A has no room.")
    explanation = Argument(desk.production, desk.problem, desk.almanac, desk.plan.strips).explain("2")
    longer = next(change for change in explanation.changes if "longer on" in change.text)
    assert longer.text.startswith("Piet Player films 15 min longer on ")
    assert longer.cost == 900.0


def test_a_change_brings_the_scene_in_when_it_is_made(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "2")
    trial = Trial(desk.production, desk.problem, desk.plan.strips, scene)
    assert not trial.fits()
    piet = desk.problem.workers["piet"]
    longer = replace(piet, film_limit=tuple(limit + 7200 for limit in piet.film_limit))
    board = replace(desk.problem, workers={**desk.problem.workers, "piet": longer})
    assert trial.fits(board)
    assert {s.scene for s in solve(board, Stop(work=5)).strips} == {"1", "2", "3"}


def test_changes_come_cheapest_first(tmp_path: Path) -> None:
    text = PRODUCTION.replace(LIMITS, "limits: {film_per_day: 5 min, private_per_day: 0 h}}")
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "2")
    costs = [change.cost for change in changes(Trial(desk.production, desk.problem, desk.plan.strips, scene))]
    assert costs
    assert costs == sorted(costs)


def test_what_remains_is_without_what_the_plan_takes() -> None:
    tasks = [task("1A", take=30), task("2A", take=20), task("3A", ("bo",), take=10, after=("1A",))]
    board = problem(tasks, [worker("ana", minutes((0, 60)), limit=45), worker("bo", minutes((0, 120)))], rest=5)
    first = solve(problem(tasks[:1], [worker("ana", minutes((0, 60)), limit=45)]), Stop(work=1)).strips
    rest = remaining(board, first, ["2A", "3A"])
    start, stop = first[0].span.start, first[0].span.stop
    assert set(rest.tasks) == {"2A", "3A"}
    assert rest.workers["ana"].film_limit[0] == 15 * 60
    assert not rest.workers["ana"].film.contains([start + 60, stop + 60]).any()
    assert rest.tasks["3A"].open.starts[0] == stop, "it must follow 1A"
    assert not feasible(remaining(board, first, ["2A"])), "20 minutes do not fit in the 15 that are left"
    assert feasible(remaining(board, first, ["3A"]))


def test_a_chain_of_passes_begins_only_where_it_can_go_on() -> None:
    rises = minutes((60, 61), (153, 154), (700, 701), (1000, 1001), (1090, 1091))
    board = problem([task("1A", rolling=rises, take=1, passes=(1, 1), setup=10)])
    starts = first_pass(board, board.tasks["1A"])
    begin = board.origin
    assert [(s.start - begin) / 60 for s in starts] == [50, 990], "nothing follows the one at 700"


def test_every_shot_is_on_the_board_or_in_the_boneyard(desk: Desk) -> None:
    assert desk.plan.boneyard == ()
    assert {strip.shot for strip in desk.plan.strips} == set(desk.production.shots)
