"""The proof of what stays: locks, what is shot, what is under way, and that nothing else lies in the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cupola.plan.result import Bone, Plan
from cupola.plan.situation import Situation
from cupola.plan.verify import Fault, verify
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, day, shifted, the_strip, with_person, with_shot

NOON = day(7, "12:01")
"""By then 3B is over, and 3A rolls."""


def proved(
    desk: Desk, plan: Plan, now: float, done: Sequence[str] = (), under_way: Sequence[str] = ()
) -> tuple[Fault, ...]:
    """Prove a plan in a situation."""
    situation = Situation(now, tuple(done), tuple(under_way))
    return verify(desk.production, replace(plan, situation=situation))


def test_what_is_made_and_what_is_under_way_is_legal(desk: Desk) -> None:
    assert proved(desk, desk.plan, NOON, ["3B"], ["3A"]) == ()
    assert proved(desk, desk.plan, day(6, "06:00")) == (), "before the first shot"
    assert proved(desk, desk.plan, day(9, "00:00"), [strip.shot for strip in desk.plan.strips]) == ()


@pytest.mark.parametrize(
    ("done", "under_way", "found"),
    [
        ([], ["3A"], [("E571", "3B")]),
        (["3B"], [], [("E571", "3A")]),
        (["3B", "3A"], [], [("E572", "3A")]),  # not over
        (["3B"], ["3A", "1A"], [("E572", "1A")]),  # not begun
        ([], ["3A", "3B"], [("E572", "3B")]),  # over
        (["3B", "9Z"], ["3A"], [("E572", "9Z")]),  # not in the plan
    ],
)
def test_each_strip_that_is_in_the_wrong_time_is_named(
    desk: Desk, done: list[str], under_way: list[str], found: list[tuple[str, str]]
) -> None:
    assert [(fault.code, fault.shots[0]) for fault in proved(desk, desk.plan, NOON, done, under_way)] == found


def test_the_times_are_in_the_words(desk: Desk) -> None:
    fault = proved(desk, desk.plan, NOON, [], ["3A"])[0]
    assert fault.text == "3B (7 Oct 11:00-11:18) is not shot, and its time has gone by (it is 7 Oct 12:01:00)"


def test_a_scene_that_cannot_be_finished_keeps_what_is_shot_and_is_worth_nothing(desk: Desk) -> None:
    """3B is shot, 3A has no place any more: scene 3 is worth 25."""
    rest = tuple(strip for strip in desk.plan.strips if strip.shot != "3A")
    plan = replace(desk.plan, strips=rest, boneyard=(Bone("3A", "3", "no place"),), value=100)
    assert proved(desk, plan, NOON, ["3B"]) == ()
    assert codes(proved(desk, plan, day(7, "10:00"))) == {"E510"}, "of a scene that is only planned it is half"
    assert codes(proved(desk, replace(plan, value=125), NOON, ["3B"])) == {"E511"}


def test_what_is_planned_of_a_scene_that_is_not_whole_is_named_though_it_is_begun(desk: Desk) -> None:
    rest = tuple(strip for strip in desk.plan.strips if strip.shot != "2A")
    plan = replace(desk.plan, strips=rest, boneyard=(Bone("2A", "2", "no place"),), value=85)
    made = [strip.shot for strip in rest if strip.shot != "2B"]
    assert codes(proved(desk, plan, day(8, "10:00"), made)) == {"E510"}


def test_hours_count_what_is_made_and_name_what_is_planned_beside_it(desk: Desk) -> None:
    """Of Thursday's work Ada has done 36 minutes by noon; what follows is too much, what is done is not."""
    tight = with_person(desk.production, "ada", film_per_day=3600.0)
    situation = Situation(day(7, "12:10"), ("3B", "3A"))
    faults = [f for f in verify(tight, replace(desk.plan, situation=situation)) if f.code == "E523"]
    assert [fault.shots for fault in faults] == [("3B", "3A", "1A", "1B")]
    everything = Situation(day(7, "18:00"), ("3B", "3A", "1A", "1B"))
    assert verify(tight, replace(desk.plan, situation=everything)) == ()


def test_a_shot_that_the_breakdown_locks_stands_where_it_says(desk: Desk) -> None:
    at = the_strip(desk.plan, "2A").span.start
    locked = with_shot(desk.production, "2A", lock=at)
    assert verify(locked, desk.plan) == ()
    faults = verify(locked, changed(desk.plan, "2A", lambda strip: shifted(strip, 4.0)))
    assert [(f.code, f.shots) for f in faults if f.code == "E570"] == [("E570", ("2A",))]
    text = next(f.text for f in faults if f.code == "E570")
    assert text == "2A is locked to begin at 8 Oct 11:13:20 and begins at 8 Oct 11:13:24"


def test_a_lock_counts_no_more_when_the_shot_is_made(desk: Desk) -> None:
    locked = with_shot(desk.production, "3B", lock=day(7, "11:30"))
    assert codes(verify(locked, desk.plan)) == {"E570"}
    assert verify(locked, replace(desk.plan, situation=Situation(day(7, "11:20"), ("3B",)))) == ()
