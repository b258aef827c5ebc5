"""What a course lacks, in its own words: hours, people, days; no lesson is swapped for one of like worth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.plan.argument.course import is_lesson, missing, speakers
from cupola.plan.argument.explain import Argument, Explanation
from cupola.plan.light import light_of
from cupola.plan.make import make
from cupola.plan.model.assemble import problem
from cupola.plan.search.solve import Stop
from cupola.production import load
from tests.academy import write_academy

EARLY = ("  trainees: [ada, dina]\n", "  trainees: [ada, dina]\n  ready_by: 2021-06-09T15:00:00Z\n")
LONG = ("hours: 11 h, lesson: 2 h", "hours: 20 h, lesson: 4 h")


def argument(folder: Path, *changes: tuple[str, str]) -> Argument:
    """Plan the production with these changes, and argue about what is left out."""
    production = load(write_academy(folder, *changes))
    almanac = light_of(production)
    plan = make(production, stop=Stop(work=0.5))
    return Argument(production, problem(production, almanac), almanac, plan.strips)


def left_out(one: Argument) -> list[str]:
    """Name the scenes that are left out."""
    there = {strip.scene for strip in one.strips}
    return [scene.number for scene in one.problem.scenes if scene.number not in there]


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Argument:
    """Three days for five lessons of four hours by somebody who gives four hours a day, and the courses beside."""
    return argument(tmp_path_factory.mktemp("academy"), EARLY, LONG)


@pytest.fixture(scope="module")
def theory(short: Argument) -> Explanation:
    """Explain the first lesson of theory that is missing, all that can be said."""
    return short.explain_anew(next(number for number in left_out(short) if number.startswith("theory")))


def test_the_first_missing_lesson_speaks_for_those_like_it(short: Argument) -> None:
    out = left_out(short)
    spoken = speakers(short.problem, out)
    theory = [number for number in out if number.startswith("theory")]
    assert len(theory) > 1
    assert [number for number in spoken if number in theory] == theory[:1]
    assert missing(short.problem, short.strips, theory[0]) == tuple(theory)


def test_what_is_no_lesson_speaks_for_itself(short: Argument) -> None:
    assert not is_lesson(short.production, "1")
    assert speakers(short.problem, ["1"]) == ["1"]
    assert missing(short.problem, (), "1") == ("1",)


def test_whose_hours_are_full_is_told_with_what_would_be_needed(theory: Explanation) -> None:
    ((words, conflict),) = theory.conflicts
    assert words.startswith("Theory lacks ")
    assert "Ivan" in words
    assert "All courses together ask 20 h of Ivan while they are taught, and 12 h are there: 8 h too little" in words
    assert conflict.shots == (f"{theory.scene}A",)
    assert all(reason.kind == "hours" and reason.about in ("ada", "dina", "ivan") for reason in conflict.reasons)


def test_until_when_the_course_would_be_taught(theory: Explanation) -> None:
    change = next(change for change in theory.changes if change.kind == "course")
    (edit,) = change.edits
    assert "Theory is taught until " in change.text and "beside what is planned" in change.text
    assert edit.path == ("training", "ready_by")
    assert "2021-06-09T15:00:00Z" < edit.value <= "2021-06-18T15:00:00Z"


def test_with_the_course_taught_so_long_all_of_it_is_planned(theory: Explanation, tmp_path: Path) -> None:
    """The change holds: with the date that it gives, no lesson of the course is left out."""
    edit = next(change for change in theory.changes if change.kind == "course").edits[0]
    later = ("  trainees: [ada, dina]\n", f"  trainees: [ada, dina]\n  ready_by: {edit.value}\n")
    assert not [number for number in left_out(argument(tmp_path, later, LONG)) if number.startswith("theory")]


def test_no_lesson_is_given_up_for_one_of_like_worth(theory: Explanation) -> None:
    assert not {"anew", "takes", "shot"} & {change.kind for change in theory.changes}
    assert not [change for change in theory.changes if change.kind == "scenes" and "theory" in change.lost]


def test_those_who_are_free_at_different_times_are_told(tmp_path: Path) -> None:
    """But for one day Ada is away in the mornings and Dina in the afternoons: each has the time, and they have none."""
    away = (
        (
            "ada: {name: Ada, plays: ANNA, day: work",
            "ada: {name: Ada, plays: ANNA, dates: {2021-06-07: work}, day: late",
        ),
        ("dina: {name: Dina, day: work", "dina: {name: Dina, dates: {2021-06-07: work}, day: early"),
        (
            "  off:\n",
            '  early:\n    - {from: "09:00", to: "13:00", is: film}\n    - {from: "13:00", to: "09:00", is: rest}\n'
            '  late:\n    - {from: "14:00", to: "18:00", is: film}\n    - {from: "18:00", to: "14:00", is: rest}\n'
            "  off:\n",
        ),
    )
    one = argument(tmp_path, *away)
    number = next(number for number in left_out(one) if number.startswith("theory"))
    ((words, _),) = one.explain(number).conflicts
    assert "Ada, Dina and Ivan have the time, but not at the same time, for 2 h on end." in words


def test_where_all_are_free_together_something_else_decides(tmp_path: Path) -> None:
    """A lesson that was taken out by hand, before one that must follow it, lacks nobody's time."""
    one = argument(tmp_path)
    without = replace(one, strips=tuple(strip for strip in one.strips if strip.scene != "theory-2"))
    ((words, conflict),) = without.explain("theory-2").conflicts
    assert "are free at the same time, too: what must come before and after, or a limit, decides" in words
    assert conflict.reasons == ()
