"""Of each shot it is told over all versions what became of it, by which version, and why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.replan.difference import move_words
from cupola.plan.replan.fate import Fate, causes, fates
from cupola.plan.result import Plan
from cupola.plan.situation import Situation
from cupola.production import Event
from tests.plan.conftest import Desk
from tests.plan.edits import changed, day, shifted, starting, the_strip

NOBODY: frozenset[str] = frozenset()
ALARM = Event("smoke alarm", Span(day(7, "14:00"), day(7, "14:30")), NOBODY, NOBODY, True, False)
CUPOLA = ("3B", "3A")


def told(desk: Desk, *plans: Plan) -> dict[str, Fate]:
    """Give the fates by shot."""
    return {fate.shot: fate for fate in fates(desk.production, plans)}


def words(desk: Desk, fate: Fate) -> list[str]:
    """Give the turns of a fate in words, each with its version."""
    return [f"{turn.version}: {move_words(desk.production, turn.move)}" for turn in fate.turns]


def after(plan: Plan, now: float, *done: str, events: tuple[Event, ...] = ()) -> Plan:
    """Give a plan that knows what is shot by an instant, and what came."""
    return replace(plan, situation=Situation(now, done, (), events))


def alarmed(desk: Desk) -> Plan:
    """Give the plan after the alarm: 3B and 3A are shot, 1A goes to the next morning."""
    moved = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "07:05")))
    return after(moved, day(7, "14:10"), *CUPOLA, events=(ALARM,))


def test_of_one_version_everything_is_to_come_and_nothing_has_a_reason(desk: Desk) -> None:
    found = told(desk, desk.plan)
    assert {fate.what for fate in found.values()} == {"to come"}
    assert all(fate.first == fate.last == the_strip(desk.plan, shot).span for shot, fate in found.items())
    assert not any(fate.turns for fate in found.values())


def test_without_a_version_everything_is_left_out(desk: Desk) -> None:
    assert {(fate.what, fate.first, fate.last) for fate in fates(desk.production, ())} == {("left out", None, None)}


def test_shots_stand_in_story_order(desk: Desk) -> None:
    assert [fate.shot for fate in fates(desk.production, (desk.plan,))] == ["1A", "1B", "2A", "2B", "3A", "3B"]


def test_what_an_event_moves_is_told_with_the_event_and_the_version(desk: Desk) -> None:
    found = told(desk, desk.plan, alarmed(desk))
    assert words(desk, found["1A"]) == ["2: 1A  7 October 13:52 → 8 October 07:05: smoke alarm 14:00-14:30"]
    assert (found["1A"].what, found["3A"].what, found["2A"].what) == ("to come", "shot as planned", "to come")


def test_a_shot_whose_takes_were_lost_is_told_so_in_each_version(desk: Desk) -> None:
    """1A is moved by the alarm, then its takes are lost, and the third version has it at noon."""
    second = alarmed(desk)
    third = changed(second, "1A", lambda strip: starting(strip, day(8, "12:05")))
    third = after(third, day(8, "09:00"), *CUPOLA, "1B", events=(ALARM,))
    last = after(third, day(8, "20:00"), *CUPOLA, "1B", "1A", "2A", "2B", events=(ALARM,))
    fate = told(desk, desk.plan, second, third, last)["1A"]
    assert words(desk, fate)[1:] == ["3: 1A  8 October 07:05 → 8 October 12:05: not shot as planned"]
    assert (fate.what, fate.first) == ("shot at another time", the_strip(desk.plan, "1A").span)
    assert fate.last == the_strip(last, "1A").span


def test_what_comes_back_to_its_first_place_is_shot_as_planned(desk: Desk) -> None:
    back = after(desk.plan, day(8, "20:00"), *(strip.shot for strip in desk.plan.strips))
    found = told(desk, desk.plan, alarmed(desk), back)["1A"]
    assert (found.what, len(found.turns)) == ("shot as planned", 2)


def test_what_is_shot_of_a_scene_that_is_given_up_is_in_vain(desk: Desk) -> None:
    left = replace(desk.plan, strips=tuple(strip for strip in desk.plan.strips if strip.shot != "3A"))
    found = told(desk, desk.plan, after(left, day(7, "11:45"), "3B"))
    assert (found["3B"].what, found["3A"].what) == ("shot in vain", "left out")
    assert words(desk, found["3B"])[0].endswith("scene 3 cannot be finished: 3A has no place any more")


def test_what_is_under_way_is_neither_shot_nor_to_come(desk: Desk) -> None:
    rolling = replace(desk.plan, situation=Situation(day(7, "12:01"), ("3B",), ("3A",)))
    assert told(desk, desk.plan, rolling)["3A"].what == "under way"


def test_what_no_version_ever_had_and_what_left_the_breakdown_are_told_last_of_all(desk: Desk) -> None:
    none = replace(desk.plan, strips=tuple(strip for strip in desk.plan.strips if strip.scene != "2"))
    odd = replace(the_strip(desk.plan, "2A"), shot="9Z")
    found = told(desk, replace(none, strips=(*none.strips, odd)), none)
    assert [found[key].what for key in ("2A", "2B", "9Z")] == ["left out"] * 3
    assert (found["2A"].first, found["2A"].turns) == (None, ())
    assert list(found)[-1] == "9Z"


def test_a_new_orbit_is_the_reason_of_what_it_moves(desk: Desk) -> None:
    late = changed(desk.plan, "1A", lambda strip: shifted(strip, 120))
    retimed = replace(late, situation=Situation(day(6, "06:00"), orbit=("orbit/new.tle",)), stop="re-timed to new.tle")
    assert words(desk, told(desk, desk.plan, retimed)["1A"])[0].endswith("13:54: re-timed to new.tle")
    assert causes(desk.production, retimed, retimed) == {}


def test_a_plan_that_knows_of_nothing_gives_no_reasons(desk: Desk) -> None:
    moved = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "07:05")))
    assert causes(desk.production, desk.plan, moved) is None
    assert told(desk, desk.plan, moved)["1A"].turns[0].move.reason == ""


def test_a_shot_that_was_broken_off_is_not_shot_as_planned(desk: Desk) -> None:
    """1A was to begin at 13:52 and to end at 14:38; at 14:20 it is neither made nor under way."""
    assert causes(desk.production, desk.plan, after(desk.plan, day(7, "14:20"), *CUPOLA)) == {
        "1A": "not shot as planned"
    }


def test_a_shot_that_is_made_has_no_cause_whatever_came_since(desk: Desk) -> None:
    late = after(desk.plan, day(7, "14:50"), *CUPOLA, "1A", events=(ALARM,))
    assert causes(desk.production, desk.plan, late) == {}


@pytest.mark.parametrize("versions", [2, 3, 5])
@given(data=st.data())
def test_a_turn_is_told_for_each_version_that_moves_a_shot_and_no_other(
    desk: Desk, versions: int, data: st.DataObject
) -> None:
    far = data.draw(st.lists(st.sampled_from((0, 30, 61, 3600)), min_size=versions, max_size=versions))
    plans = [changed(desk.plan, "2B", partial(shifted, seconds=by)) for by in far]
    expected = [version for version, (one, two) in enumerate(pairwise(far), 2) if abs(one - two) > 60]
    assert [turn.version for turn in told(desk, *plans)["2B"].turns] == expected
