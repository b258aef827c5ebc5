"""Lessons on paper: no camera, no pages, no screen time, and everybody in them called."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK, run
from cupola.plan.document import read_plan
from cupola.production import load
from cupola.publish.board import board
from cupola.publish.calls import call_rows, key_times
from cupola.publish.callsheet import call_sheet
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.language import language_of
from cupola.publish.sunlight import Phases
from tests.academy import write_academy
from tests.publish.reading import pdf_text


def test_lessons_stand_on_the_paper_of_their_day(tmp_path: Path) -> None:
    folder = write_academy(tmp_path)
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
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


def test_lessons_are_told_apart_from_what_is_filmed(tmp_path: Path) -> None:
    folder = write_academy(tmp_path)
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
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
