from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.result import Plan
from cupola.plan.summary import summary_lines
from cupola.production.model import Production
from cupola.publish.board import Board, board
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.sunlight import Phases


@pytest.fixture
def small(schedule: Schedule, casting: Casting, phases: Phases) -> Board:
    return board(schedule, casting, phases)


def test_strips_stand_in_shooting_order(small: Board) -> None:
    assert [[row.shot for row in day.rows] for day in small.days] == [["1A"], ["2A"], ["1B", "3A"]]


def test_day_breaks_carry_the_totals_of_the_day(small: Board) -> None:
    breaks = [(day.number, day.of, day.totals.setups, day.scenes, day.totals.pages) for day in small.days]
    assert breaks == [(1, 3, 1, "", "0"), (2, 3, 1, "2", "3/8"), (3, 3, 2, "1, 3", "1 6/8")]
    assert [(day.call.crew, day.wrap.crew) for day in small.days] == [
        ("10:00", "10:22"),
        ("09:00", "09:13"),
        ("08:00", "11:31"),
    ]


def test_pages_are_counted_once_on_the_strip_that_finishes_the_scene(small: Board) -> None:
    assert [(row.shot, row.pages, row.part) for day in small.days for row in day.rows] == [
        ("1A", "", "1 of 2"),
        ("2A", "3/8", "1 of 1"),
        ("1B", "1 4/8", "2 of 2"),
        ("3A", "2/8", "1 of 1"),
    ]


def test_the_days_add_up_to_the_plan(small: Board) -> None:
    assert sum(day.totals.eighths for day in small.days) == small.planned.eighths == 12 + 3 + 2
    assert sum(day.totals.scenes for day in small.days) == small.planned.scenes == 3
    assert sum(day.totals.setups for day in small.days) == small.planned.setups == 4


def test_the_whole_is_what_is_to_be_shot_aboard(small: Board) -> None:
    """22 eighths, 7.5 s each: 2:45; scene 5 is shot on the ground."""
    assert (small.everything.setups, small.everything.scenes, small.everything.pages) == (5, 4, "2 6/8")
    assert small.everything.screen == "2:45"
    assert small.ground == 1
    assert small.period == "Wed 6 Oct – Sat 9 Oct 2021"


def test_the_boneyard_gives_the_reason(small: Board) -> None:
    (bone,) = small.boneyard
    assert (bone.shot, bone.heading.tone, bone.light, bone.cast) == ("4A", "ext-day", "sunset", "2")
    assert bone.reason == "4A needs sunset for 1 min; Nauka is taken."


def test_the_key_names_the_cast(small: Board) -> None:
    assert [(c.number, c.part, c.name) for c in small.cast] == [
        (1, "NINA", "Anna Actress"),
        (2, "BORIS", "Boris Cosmonaut"),
    ]


def test_the_imprint_names_documents_and_plan(small: Board) -> None:
    assert small.imprint.documents == "01234567"
    assert small.imprint.stale == ""
    assert small.imprint.worth == "900 of at most 1000 (gap 10.0%; everything: 1200)"


def test_a_plan_of_older_documents_says_so(
    production: Production, plan: Plan, casting: Casting, phases: Phases
) -> None:
    old = replace(plan, digest="fedcba9876543210")
    assert board(Schedule.of(production, old), casting, phases).imprint.stale == "fedcba98"


def test_the_board_says_what_is_shot_and_until_when_that_is_known(
    small: Board, second: Schedule, casting: Casting, phases: Phases
) -> None:
    """1A and 2A are shot; scene 2 is whole: 3/8 of a page, 22.5 s."""
    found = board(second, casting, phases)
    assert found.shot is not None
    assert found.shot.until == "Thu 7 Oct 12:00"
    assert (found.shot.totals.setups, found.shot.totals.scenes, found.shot.totals.pages) == (2, 1, "3/8")
    assert small.shot is None


def test_marks_compare_with_the_version_before(
    small: Board, second: Schedule, casting: Casting, phases: Phases
) -> None:
    found = board(second, casting, phases)
    assert (small.since, found.since) == (0, 1)
    marked = {row.shot: [mark.kind for mark in row.marks] for day in found.days for row in day.rows}
    assert marked == {"1A": ["shot"], "2A": ["shot"], "1B": ["new"], "3A": ["moved"]}
    assert [mark.words for mark in found.boneyard[0].marks] == ["dropped from Sat 9 Oct 11:40"]


def test_the_figures_are_those_that_the_plan_prints(small: Board, plan: Plan) -> None:
    assert list(small.figures) == summary_lines(plan)
    assert small.figures[0] == "value 900; no plan can be worth more than 1000 (gap 10.0%); proof"


def test_an_empty_plan_is_an_empty_board(production: Production, plan: Plan, casting: Casting, phases: Phases) -> None:
    nothing = board(Schedule.of(production, replace(plan, strips=(), boneyard=())), casting, phases)
    assert (nothing.days, nothing.boneyard, nothing.planned.pages) == ((), (), "0")
