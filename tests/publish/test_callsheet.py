from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.callsheet import CallSheet, call_sheet
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.prints import Print
from cupola.publish.sunlight import Phases


@pytest.fixture
def sheets(schedule: Schedule, casting: Casting, phases: Phases) -> list[CallSheet]:
    return [call_sheet(day, schedule, casting, phases, {"2021-10-09": -41.53}) for day in schedule.days]


def test_the_head_says_which_day_it_is(sheets: list[CallSheet]) -> None:
    sheet = sheets[2]
    assert (sheet.number, sheet.of, sheet.long, sheet.mission_day) == (3, 3, "Saturday 9 October 2021", 5)
    assert sheet.synopsis == "2 set-ups on 2 sets; 2 scenes finished, 1 6/8 pages"
    assert sheets[0].synopsis == "1 set-up on 1 set; no scene is finished"


def test_scenes_stand_once_in_the_order_of_the_day(sheets: list[CallSheet]) -> None:
    found = [(row.number, row.shots, row.done, row.of, row.pages, row.finished) for row in sheets[2].scenes]
    assert found == [("1", "1B", 1, 2, "1 4/8", True), ("3", "3A", 1, 1, "2/8", True)]
    (first,) = sheets[0].scenes
    assert (first.number, first.cast, first.finished, first.modules) == ("1", "1, 2", False, "MLM")
    assert first.synopsis == "Picture 1a."


def test_the_light_stands_in_place_of_the_weather(sheets: list[CallSheet]) -> None:
    light = sheets[2].light
    assert (light.beta, light.sunrises, light.sunsets) == ("−41.5°", 16, 16)
    assert (light.shortest, light.longest) == ("30.0", "30.0")
    assert len(light.nights) == 16
    assert sheets[0].light.beta == ""


def test_the_advance_shows_the_next_two_shooting_days(sheets: list[CallSheet]) -> None:
    assert [day.short for day in sheets[0].advance] == ["Thu 7 Oct", "Sat 9 Oct"]
    assert [day.call.crew for day in sheets[0].advance] == ["09:00", "08:00"]
    assert sheets[0].advance[1].people == "Anna Actress, Klim Director, Mark Escort"
    assert [day.short for day in sheets[1].advance] == ["Sat 9 Oct"]
    assert sheets[2].advance == ()


def test_every_strip_of_the_day_is_on_the_sheet(sheets: list[CallSheet]) -> None:
    assert [[row.shot for row in sheet.strips] for sheet in sheets] == [["1A"], ["2A"], ["1B", "3A"]]


PRINTS = {"1B": Print("0af3", b"jpeg", 480, 270), "3A": Print("0af4", b"jpeg", 480, 270)}


def test_a_frame_stands_beside_its_shot(schedule: Schedule, casting: Casting, phases: Phases) -> None:
    first, _, third = (call_sheet(day, schedule, casting, phases, {}, PRINTS) for day in schedule.days)
    assert [row.picture for row in first.strips] == [""]
    assert [(row.shot, row.picture, row.described) for row in third.strips] == [
        ("1B", "frame-0af3.svg", "1B: CU, 35 mm, NAUKA, nauka.forward"),
        ("3A", "frame-0af4.svg", "3A: CU, 35 mm, CUPOLA, cupola.top"),
    ]


def test_a_frame_stands_only_on_the_day_of_the_first_take(
    production: Production, plan: Plan, casting: Casting, phases: Phases
) -> None:
    """1A is begun on the 6th and goes on in the second pass of 1B, on the 9th."""
    longer = replace(plan.strips[0], passes=(plan.strips[0].passes[0], plan.strips[2].passes[1]))
    schedule = Schedule.of(production, replace(plan, strips=(longer,)))
    prints = {"1A": PRINTS["1B"]}
    sheets = [call_sheet(day, schedule, casting, phases, {}, prints) for day in schedule.days]
    assert [[row.picture for row in sheet.strips] for sheet in sheets] == [["frame-0af3.svg"], [""]]


def test_without_frames_the_sheet_is_as_it_was(schedule: Schedule, casting: Casting, phases: Phases) -> None:
    for day in schedule.days:
        assert call_sheet(day, schedule, casting, phases, {}, {}) == call_sheet(day, schedule, casting, phases, {})
        assert all(row.picture == row.described == "" for row in call_sheet(day, schedule, casting, phases, {}).strips)
