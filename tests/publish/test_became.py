"""The last sheet of a shoot: what was shot as planned, what moved or fell, by which version and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.replan.fate import fates
from cupola.plan.situation import Situation
from cupola.production.model import Production
from cupola.publish.became import Became, TurnRow, Untouched, VersionRow, became
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.past import Past
from tests.publish.conftest import CLOSED, at, small_first, small_past, small_second


@pytest.fixture
def sheet(second: Schedule, casting: Casting) -> Became:
    return became(second, casting)


def test_each_version_stands_with_who_when_why_and_what_it_changed(sheet: Became) -> None:
    assert sheet.versions == (
        VersionRow(1, "Ann Producer", "the first plan", "Tue 5 Oct 12:00", "the first"),
        VersionRow(2, "Bo AD", "pump in the Cupola", "Thu 7 Oct 12:30", "1 added, 1 dropped, 1 moved"),
    )
    assert sheet.known == "Thu 7 Oct 12:00"
    assert sheet.imprint.version == "version 2, approved by Bo AD"


def test_each_shot_that_was_touched_stands_with_every_turn_and_its_reason(sheet: Became) -> None:
    assert [(row.shot, row.what, row.first, row.last) for row in sheet.rows] == [
        ("1B", "to come", "Sat 9 Oct 08:00", "Sat 9 Oct 08:00"),
        ("3A", "to come", "Fri 8 Oct 11:00", "Sat 9 Oct 11:00"),
        ("4A", "left out", "Sat 9 Oct 11:40", ""),
    ]
    assert [row.turns for row in sheet.rows] == [
        (TurnRow(2, "left out → Sat 9 Oct 08:00", "there is room for it now"),),
        (TurnRow(2, "Fri 8 Oct 11:00 → Sat 9 Oct 11:00", "CUPOLA is closed 10:00-13:00"),),
        (TurnRow(2, "Sat 9 Oct 11:40 → left out", "gives way to 1B and 3A"),),
    ]
    assert [(row.heading.tone if row.heading else "", row.cast) for row in sheet.rows][1] == ("dusk", "1")


def test_what_no_version_touched_is_listed_by_what_became_of_it(sheet: Became) -> None:
    assert sheet.untouched == (Untouched("shot as planned", 2, "1A, 2A"),)
    assert sheet.counts == "2 shot as planned, 2 to come, 1 left out"


def test_every_shot_stands_once(sheet: Became, production: Production) -> None:
    listed = [shot for group in sheet.untouched for shot in group.shots.split(", ")]
    assert sorted([row.shot for row in sheet.rows] + listed) == sorted(production.shots)


def test_after_the_wrap_the_sheet_is_the_final_stripboard(production: Production, casting: Casting) -> None:
    second, past = small_second(production), small_past(production)
    everything = tuple(strip.shot for strip in second.strips)
    last = replace(second, situation=Situation(at("9 20:00"), everything, (), (CLOSED,)), parent=2)
    heads = (*past.approvals, replace(past.approvals[1], version=3, parent=2, cause="wrap", time=at("9 20:00")))
    plans = (small_first(production), second, last)
    found = became(Schedule.of(production, last, Past(heads, fates(production, plans))), casting)
    assert {row.shot: row.what for row in found.rows} == {
        "1B": "shot as planned",
        "3A": "shot at another time",
        "4A": "left out",
    }
    assert found.versions[-1].changes == "nothing moved"
    assert found.counts == "3 shot as planned, 1 shot at another time, 1 left out"


def test_a_shot_that_has_left_the_breakdown_still_has_its_line(second: Schedule, casting: Casting) -> None:
    production = second.production
    scenes = tuple(scene for scene in production.scenes if scene.number != "4")
    without = replace(production, scenes=scenes)
    past = replace(second.past, fates=fates(without, (small_first(production), second.plan)))
    plan = replace(second.plan, boneyard=())
    rows = became(Schedule.of(without, plan, past), Casting(without)).rows
    assert [(row.shot, row.heading, row.text) for row in rows][-1] == ("4A", None, "")
    assert rows[-1].turns[0].why == "it is not in the breakdown any more"
