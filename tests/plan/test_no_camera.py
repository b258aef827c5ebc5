"""What is made without a camera takes none away from others, in the model, in drafts, and in what a plan leaves."""

from __future__ import annotations

from dataclasses import replace

from cupola.plan.argument.reason import _stage
from cupola.plan.model.remaining import all_in_use, remaining
from cupola.plan.money import money
from cupola.plan.search.solve import Stop, solve
from cupola.plan.search.timetable.draft import Drafts
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.rules import broken

HALF_AN_HOUR = minutes((0, 30))
BOARD = problem(
    [
        task("1A", ("ana",), HALF_AN_HOUR, place="one", take=30, camera=""),
        task("2A", ("bo",), HALF_AN_HOUR, place="two", take=30, camera=""),
        task("3A", ("cy",), HALF_AN_HOUR, place="three", take=30),
    ],
    [worker("ana"), worker("bo"), worker("cy")],
    cameras=1,
)


def test_all_are_made_at_once_with_the_only_camera() -> None:
    found = solve(BOARD, Stop(work=1))
    assert {strip.shot for strip in found.strips} == {"1A", "2A", "3A"}
    assert not broken(BOARD, found.strips)
    assert [strip.camera for strip in sorted(found.strips, key=lambda strip: strip.shot)] == ["", "", "a"]


def test_so_do_drafts() -> None:
    drafts = Drafts(BOARD)
    assert drafts.improve(50) == BOARD.total


def test_a_plan_leaves_the_camera_to_others() -> None:
    strips = [strip for strip in solve(BOARD, Stop(work=1)).strips if strip.shot != "2A"]
    assert not all_in_use(BOARD, strips, BOARD.tasks["2A"])
    assert remaining(BOARD, strips, ["2A"]).tasks["2A"].rolling == HALF_AN_HOUR
    filmed = problem([task("1A", place="one", take=30), task("2A", place="two", take=30)], cameras=1)
    one = [strip for strip in solve(filmed, Stop(work=1)).strips if strip.shot == "1A"]
    assert all_in_use(filmed, one, filmed.tasks["2A"])


def test_no_camera_is_no_reason() -> None:
    assert [reason.kind for reason in _stage(BOARD.tasks.values())] == ["open", "open", "camera", "open"]


def test_no_set_is_rigged_for_it_and_what_is_rigged_stays() -> None:
    """One who films in a set, learns in another, and films in the first again that day has rigged it once."""
    day = minutes((0, 300))
    tasks = [
        task("1A", ("ana",), minutes((0, 30)), place="one", take=30),
        task("2A", ("ana",), minutes((60, 90)), place="two", take=30, camera=""),
        task("3A", ("ana",), minutes((120, 150)), place="one", take=30),
    ]
    board = replace(problem(tasks, [worker("ana", day)]), rigging=600.0)
    strips = solve(board, Stop(work=1)).strips
    assert len(strips) == 3
    assert money(board, strips).rigs == 1
    assert money(board, strips).rigging_s == 600
    filmed = replace(board, tasks={**board.tasks, "2A": replace(board.tasks["2A"], camera="a")})
    assert money(filmed, strips).rigs == 3
