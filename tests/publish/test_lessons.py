"""Lessons on paper: no camera, no pages, no screen time, and everybody in them called."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK, run
from cupola.production import load
from tests.academy import write_academy
from tests.publish.reading import pdf_text


def test_lessons_stand_on_the_paper_of_their_day(tmp_path: Path) -> None:
    folder = write_academy(tmp_path)
    assert run(["plan", str(folder), "--work", "0.5"]) == OK
    assert run(["paper", str(folder)]) == OK
    board = pdf_text(folder / "paper" / "stripboard.pdf")
    assert "Soyuz lesson 3 of 4" in board and "Theory lesson 6 of 6" in board and "Soyuz exam" in board
    assert "planned: 12 set-ups · 12 scenes · 2/8 pages · 0:15 min" in board
    sheets = sorted((folder / "paper").glob("call-sheet-*.pdf"))
    sheet = next(text for text in map(pdf_text, sheets) if "soyuz-3A" in text)
    assert "SIMULATOR" in sheet and "Ada" in sheet and "Dina" in sheet and "Olga" in sheet
    assert "RED KOMODO" not in sheet or "1A" in sheet


def test_a_lesson_has_no_pages_and_nothing_of_the_screen(tmp_path: Path) -> None:
    production = load(write_academy(tmp_path))
    lessons = [scene for scene in production.scenes if scene.lesson is not None]
    assert len(lessons) == 11
    assert all((scene.eighths, scene.screen_time, scene.time_of_day) == (0, 0.0, None) for scene in lessons)
