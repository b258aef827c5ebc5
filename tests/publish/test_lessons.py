"""Lessons on paper: no camera, no pages, no screen time, and everybody in them called."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.cli import OK, run
from cupola.plan.document import read_plan
from cupola.production import load
from cupola.publish.board import board
from cupola.publish.breakdownsheets import breakdown_sheets
from cupola.publish.calls import call_rows, key_times
from cupola.publish.callsheet import call_sheet
from cupola.publish.casting import Casting
from cupola.publish.cuecards import has_cards
from cupola.publish.day import Schedule
from cupola.publish.language import language_of
from cupola.publish.moneysheet import money_sheet
from cupola.publish.sides import sides
from cupola.publish.stowage import stowage_list
from cupola.publish.sunlight import Phases
from tests.academy import write_academy
from tests.publish.reading import pdf_text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A production with training, planned."""
    made = write_academy(tmp_path_factory.mktemp("academy"))
    assert run(["plan", str(made), "--work", "0.5"]) == OK
    return made


def test_lessons_stand_on_the_paper_of_their_day(folder: Path) -> None:
    assert run(["paper", str(folder)]) == OK
    board = pdf_text(folder / "paper" / "stripboard.pdf")
    assert "Soyuz lesson 3 of 4, SIMULATOR" in board and "Theory lesson 6 of 6" in board and "Soyuz exam" in board
    assert "planned: 1 set-up · 11 lessons · 1 scene · 2/8 pages · 0:15 min" in board
    sheets = sorted((folder / "paper").glob("call-sheet-*.pdf"))
    sheet = next(text for text in map(pdf_text, sheets) if "soyuz-3A" in text)
    assert "SIMULATOR" in sheet and "Ada" in sheet and "Dina" in sheet and "Olga" in sheet
    assert "RED KOMODO" not in sheet or "1A" in sheet


def test_a_lesson_has_no_pages_and_nothing_of_the_screen(tmp_path: Path) -> None:
    production = load(write_academy(tmp_path))
    lessons = [scene for scene in production.scenes if scene.lesson is not None]
    assert len(lessons) == 11
    assert all((scene.eighths, scene.screen_time, scene.time_of_day) == (0, 0.0, None) for scene in lessons)


def test_lessons_are_told_apart_from_what_is_filmed(folder: Path) -> None:
    production = load(folder)
    plan = read_plan(folder / "plan" / "plan.yaml").plan
    schedule = Schedule.of(production, plan, language=language_of("ru"))
    casting, light = Casting(schedule.production), Phases({})
    view = board(schedule, casting, light)
    assert (view.planned.setups, view.planned.lessons, view.planned.scenes) == (1, 11, 1)
    rows = {row.shot: row for day in view.days for row in day.rows}
    assert (rows["soyuz-3A"].heading.place, rows["soyuz-3A"].text) == ("«Союз»", "занятие 3 из 4")
    assert rows["soyuz-examA"].text == "экзамен"
    assert [row.pages for row in rows.values() if row.lesson] == [""] * 11
    called = [row for day in schedule.days for row in call_rows(day, schedule, casting)]
    assert any(", -" in row.shots for row in called) and all(", -1A" not in row.shots for row in called)
    only = next(day for day in schedule.days if all(work.scene.lesson for work in day.works))
    assert call_sheet(only, schedule, casting, light, {}).synopsis.split()[1].startswith("заняти")
    assert "Первый дубль" not in [key.label for key in key_times(only, schedule)]


def test_lessons_make_no_sides_no_sheets_of_scenes_and_no_things_to_put_back(folder: Path) -> None:
    """One shot of two people among eleven lessons: only they have a part to read, on that one day."""
    production = load(folder)
    schedule = Schedule.of(production, read_plan(folder / "plan" / "plan.yaml").plan)
    casting, light = Casting(production), Phases({})
    (filmed,) = [work for day in schedule.days for work in day.works if work.scene.lesson is None]
    for person in production.people.values():
        if person.id in casting.numbers:
            played = [piece for day in sides(person, schedule, casting, {}).days for piece in day.pieces]
            expected = [filmed.scene.number] if person.id in filmed.shot.cast else []
            assert [piece.number for piece in played] == expected
        assert not has_cards(person, production) or person.id in filmed.shot.cast
    sheets = breakdown_sheets(schedule, casting, light)
    assert [part.title.split(" · ")[0] for part in sheets.parts] == [filmed.scene.number]
    (taken,) = stowage_list(schedule).parts
    assert taken.rows[0][1].text == production.sets[filmed.strip.set].name


def test_money_tells_lessons_a_course_in_one_line(folder: Path) -> None:
    production = load(folder)
    assert production.training is not None
    schedule = Schedule.of(production, read_plan(folder / "plan" / "plan.yaml").plan)
    scenes, *_ = money_sheet(schedule, Casting(production)).parts
    assert [cells[0].text for cells in scenes.rows] == ["1", *[""] * len(production.training.courses)]
    told = {cells[1].text: cells[1].below for cells in scenes.rows[1:]}
    assert told.keys() == {course.name for course in production.training.courses}
    assert sum(int(below.split()[0]) for below in told.values()) == 11
