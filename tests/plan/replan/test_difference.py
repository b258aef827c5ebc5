"""Two plans are compared strip by strip, and each change has its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.replan.difference import Move, by_kind, difference, move_words, moved
from cupola.plan.result import Plan, Strip
from tests.plan.conftest import Desk
from tests.plan.edits import changed, day, escorted, shifted, starting, the_strip


def without(plan: Plan, *shots: str) -> Plan:
    """Give a plan without some strips."""
    return replace(plan, strips=tuple(strip for strip in plan.strips if strip.shot not in shots))


def lines(desk: Desk, before: Plan, after: Plan, causes: dict[str, str] | None = None) -> list[str]:
    """Give the changes in words."""
    return [move_words(desk.production, move) for move in difference(desk.production, before, after, causes)]


def test_a_plan_does_not_differ_from_itself(desk: Desk) -> None:
    assert difference(desk.production, desk.plan, desk.plan, {}) == ()


def test_a_minute_is_no_move_and_more_is_one(desk: Desk) -> None:
    strip = the_strip(desk.plan, "1B")
    assert not moved(strip, shifted(strip, 60))
    assert not moved(strip, escorted(strip, "eve"))
    assert moved(strip, shifted(strip, 61))
    assert moved(strip, shifted(strip, -61))
    assert moved(strip, replace(strip, passes=strip.passes[:1])), "a pass less"
    late = replace(strip, passes=(strip.passes[0], shifted(strip, 300).passes[1]))
    assert moved(strip, late), "the second pass only"


def test_what_was_hit_is_told_with_what_hit_it(desk: Desk) -> None:
    after = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "08:05")))
    assert lines(desk, desk.plan, after, {"1A": "smoke alarm 14:00-14:30"}) == [
        "1A  7 October 13:52 → 8 October 08:05: smoke alarm 14:00-14:30"
    ]


def test_without_causes_no_reasons_are_given(desk: Desk) -> None:
    after = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "08:05")))
    assert lines(desk, desk.plan, after) == ["1A  7 October 13:52 → 8 October 08:05"]


def test_what_makes_room_names_what_comes_there(desk: Desk) -> None:
    """2B goes to the evening, and 1A, which was hit, stands where it was."""
    after = changed(desk.plan, "2B", lambda strip: starting(strip, day(8, "17:00")))
    after = changed(after, "1A", lambda strip: starting(strip, day(8, "10:00")))
    found = lines(desk, desk.plan, after, {"1A": "hit"})
    assert found[1] == "2B  8 October 10:15 → 8 October 17:00: makes room for 1A"


def test_what_goes_to_another_place_of_a_day_that_something_came_to_says_so(desk: Desk) -> None:
    """Ada is in both: hours of the day, a rest, an order may be in the way."""
    after = changed(desk.plan, "2A", lambda strip: starting(strip, day(8, "17:00")))
    after = changed(after, "1A", lambda strip: starting(strip, day(8, "07:00")))
    assert lines(desk, desk.plan, after, {"1A": "hit"})[-1].endswith("makes room for 1A")


def test_what_goes_with_a_shot_that_was_hit_says_so(desk: Desk) -> None:
    """1B follows 1A."""
    after = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "07:00")))
    after = changed(after, "1B", lambda strip: starting(strip, day(6, "15:00")))
    assert lines(desk, desk.plan, after, {"1A": "hit"})[-1] == "1B  7 October 15:42 → 6 October 15:00: goes with 1A"


def test_a_scene_that_is_dropped_says_which_shot_found_no_place(desk: Desk) -> None:
    after = without(desk.plan, "2A", "2B")
    assert lines(desk, desk.plan, after, {"2A": "Piet Player is busy 11:00-12:00"}) == [
        "2B  8 October 10:15 → left out: scene 2 counts only when it is whole, and 2A found no place",
        "2A  8 October 11:13 → left out: Piet Player is busy 11:00-12:00; it found no other place here",
    ]


def test_a_scene_that_gives_way_names_what_it_gives_way_to(desk: Desk) -> None:
    after = changed(without(desk.plan, "2A", "2B"), "1A", lambda strip: starting(strip, day(8, "11:00")))
    found = lines(desk, desk.plan, after, {"1A": "hit"})
    assert [line.rsplit(": ", 1)[1] for line in found if "left out" in line] == [
        "gives way to 1A",
        "gives way to 1A",
    ]


def test_a_scene_may_give_way_to_nothing_in_particular(desk: Desk) -> None:
    assert lines(desk, desk.plan, without(desk.plan, "2A", "2B"), {})[0].endswith("scene 2 gives way to others")


def test_what_comes_in_and_what_is_no_more_in_the_breakdown(desk: Desk) -> None:
    before = without(desk.plan, "2A", "2B")
    odd = replace(the_strip(desk.plan, "2A"), shot="9Z")
    before = replace(before, strips=(*before.strips, odd))
    assert lines(desk, before, desk.plan, {}) == [
        "9Z  8 October 11:13 → left out: it is not in the breakdown any more",
        "2B  left out → 8 October 10:15: there is room for it now",
        "2A  left out → 8 October 11:13: there is room for it now",
    ]


def test_a_shot_that_stays_of_a_scene_that_cannot_be_finished_is_told(desk: Desk) -> None:
    found = difference(desk.production, desk.plan, without(desk.plan, "3A"), {"3A": "hit"})
    assert {kind: [move.shot for move in moves] for kind, moves in by_kind(found).items()} == {
        "moved": [],
        "dropped": ["3A"],
        "unfinished": ["3B"],
        "added": [],
    }
    assert move_words(desk.production, found[0]) == (
        "3B  7 October 11:00, stays: it is shot, but scene 3 cannot be finished: 3A has no place any more"
    )


def test_dates_are_those_of_the_crews_clock(desk: Desk) -> None:
    strip = the_strip(desk.plan, "1A")
    move = Move("1A", "1", "moved", strip.span, shifted(strip, 9 * 3600).span, "")
    moscow = replace(desk.production, crew_offset=3 * 3600.0)
    assert move_words(moscow, move) == "1A  7 October 16:52 → 8 October 01:52"


@given(shifts=st.lists(st.integers(-7200, 7200), min_size=6, max_size=6))
def test_every_strip_that_moves_is_told_once_and_no_other(desk: Desk, shifts: list[int]) -> None:
    by_shot = dict(zip([strip.shot for strip in desk.plan.strips], shifts, strict=True))

    def shift(seconds: int) -> Callable[[Strip], Strip]:
        return lambda strip: shifted(strip, seconds)

    after = desk.plan
    for shot, seconds in by_shot.items():
        after = changed(after, shot, shift(seconds))
    found = difference(desk.production, desk.plan, after, {})
    assert sorted(move.shot for move in found) == sorted(k for k, s in by_shot.items() if abs(s) > 60)
    assert all(move.reason for move in found)
    for move in found:
        assert move.before is not None
        assert move.after is not None
        assert move.after.start - move.before.start == pytest.approx(by_shot[move.shot])
