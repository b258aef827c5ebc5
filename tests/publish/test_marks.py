"""Strips say what is shot, what may not move, and what the plan's version did to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.replan.difference import Move
from cupola.plan.replan.fate import Fate, Turn
from cupola.plan.situation import Situation
from cupola.publish.day import Schedule
from cupola.publish.marks import Mark, dropped, marks, place
from cupola.publish.moment import Clocks
from cupola.publish.past import Past
from tests.publish.conftest import at, span


def of(schedule: Schedule, shot: str) -> tuple[Mark, ...]:
    """Give the marks of a strip."""
    strip = schedule.plan.strip(shot)
    assert strip is not None
    return marks(strip, schedule)


def turned(schedule: Schedule, move: Move) -> Schedule:
    """Give the schedule as if its version had made one move."""
    fate = Fate(move.shot, move.scene, "to come", move.before, move.after, (Turn(2, move),))
    return replace(schedule, past=Past(schedule.past.approvals, (fate,)))


def test_a_draft_has_no_marks(schedule: Schedule) -> None:
    assert [of(schedule, strip.shot) for strip in schedule.plan.strips] == [()] * 4
    assert dropped("4A", schedule) == ()


def test_the_second_version_marks_what_is_shot_new_moved_and_dropped_with_the_reason(second: Schedule) -> None:
    assert of(second, "1A") == of(second, "2A") == (Mark("shot", "shot"),)
    assert of(second, "1B") == (Mark("new", "new", "there is room for it now"),)
    assert of(second, "3A") == (Mark("moved", "was Fri 8 Oct 11:00", "CUPOLA is closed 10:00-13:00"),)
    assert dropped("4A", second) == (Mark("dropped", "dropped from Sat 9 Oct 11:40", "gives way to 1B and 3A"),)


def test_what_moved_within_its_day_says_the_time_only(second: Schedule) -> None:
    move = Move("3A", "3", "moved", span("9 08:10-08:40"), span("9 11:00-11:31"), "pump")
    assert of(turned(second, move), "3A") == (Mark("moved", "was 08:10", "pump"),)


def test_what_is_shot_in_vain_says_so_on_its_strip(second: Schedule) -> None:
    here = span("6 10:00-10:22")
    found = of(turned(second, Move("1A", "1", "unfinished", here, here, "1B has no place any more")), "1A")
    assert found == (Mark("shot", "shot"), Mark("unfinished", "scene 1 is unfinished", "1B has no place any more"))


def test_only_the_version_itself_is_told_not_those_before_it(second: Schedule) -> None:
    later = replace(second.past.approvals[-1], version=3, parent=2)
    schedule = replace(second, past=replace(second.past, approvals=(*second.past.approvals, later)))
    assert of(schedule, "3A") == ()


@pytest.mark.parametrize("how", ["by the plan", "by the breakdown"])
def test_a_strip_that_may_not_move_is_marked_until_it_is_under_way(second: Schedule, how: str) -> None:
    strip, shot = second.plan.strips[3], second.production.shots["3A"]
    production = second.production
    if how == "by the plan":
        strip = replace(strip, lock=True)
    else:
        locked = replace(production.scene["3"], shots=(replace(shot, lock=at("9 11:00")),))
        production = replace(
            production, scenes=tuple(locked if scene.number == "3" else scene for scene in production.scenes)
        )
    schedule = replace(second, production=production, past=Past())
    assert marks(strip, schedule) == (Mark("locked", "locked"),)
    rolling = replace(second.plan, situation=Situation(at("9 11:10"), ("1A",), ("3A",)))
    assert marks(strip, replace(schedule, plan=rolling)) == (Mark("under-way", "under way"),)


def test_a_place_on_the_board_is_on_the_crews_clock() -> None:
    late = span("9 22:30-23:00")
    assert place(late.start, Clocks(0.0, 0.0, "GMT")) == "Sat 9 Oct 22:30"
    assert place(late.start, Clocks(3 * 3600.0, 0.0, "MSK")) == "Sun 10 Oct 01:30"
    assert Span(late.start, late.stop) == late
