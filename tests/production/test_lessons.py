"""Courses become lessons: what they are, and what comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import Production, inspect, load
from tests.academy import BREAKDOWN, write_academy

HOUR = 3600.0
SOYUZ = (
    "    soyuz: {hours: 8 h, exam: 4 h, after: {theory: 4 h}, set: sim, instructors: [olga], gear: {suit: 2}, "
    "priority: 1}\n"
)


@pytest.fixture(scope="module")
def academy(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """Give the small production with training."""
    return load(write_academy(tmp_path_factory.mktemp("academy")))


def test_each_lesson_is_a_scene_with_one_shot_without_a_camera(academy: Production) -> None:
    theory = [scene for scene in academy.scenes if scene.lesson and scene.lesson.course == "theory"]
    assert [scene.number for scene in theory] == [f"theory-{k}" for k in range(1, 7)]
    assert [scene.shots[0].take / HOUR for scene in theory] == [2, 2, 2, 2, 2, 1]
    for scene in theory:
        (shot,) = scene.shots
        assert (shot.id, shot.scene, shot.camera, shot.takes, shot.set) == (
            f"{scene.number}A",
            scene.number,
            "",
            1,
            "class",
        )
        assert (shot.cast, shot.crew, shot.data_gb) == (("ada", "dina"), ("ivan",), 0.0)
        assert (scene.eighths, scene.screen_time) == (0, 0.0)
    assert (theory[5].heading, theory[5].shots[0].text) == ("Theory", "lesson 6 of 6")


def test_a_lesson_comes_after_the_one_before_it_and_after_what_comes_first(academy: Production) -> None:
    after = {scene.number: scene.after for scene in academy.scenes}
    assert after["theory-1"] == () and after["theory-3"] == ("theory-2",)
    assert after["soyuz-1"] == ("theory-1", "theory-2")
    assert after["soyuz-3"] == ("soyuz-2", "theory-1", "theory-2")
    assert after["soyuz-exam"] == ("soyuz-1", "soyuz-2", "soyuz-3", "soyuz-4", "theory-1", "theory-2")


def test_all_of_a_course_includes_its_exam_and_a_part_of_it_does_not(tmp_path: Path) -> None:
    last = "    last: {name: Last, lessons: 1, lesson: 1 h, set: class, after: soyuz}\n"
    part = "    part: {name: Part, lessons: 1, lesson: 1 h, set: class, after: {soyuz: 3 h}}\n"
    found = load(write_academy(tmp_path, (SOYUZ, SOYUZ + last + part))).scene
    assert found["last-1"].after == ("soyuz-1", "soyuz-2", "soyuz-3", "soyuz-4", "soyuz-exam")
    assert found["part-1"].after == ("soyuz-1", "soyuz-2")


def test_a_lesson_is_worth_its_hours_beside_screen_time(academy: Production, tmp_path: Path) -> None:
    """An hour counts as a minute of screen time: 2 h of priority 2 are 120 s of it; an exam by its length."""
    weights = dict(academy.rules.weights)
    assert academy.scene_value("theory-1") == 120 * weights[2]
    assert academy.scene_value("theory-6") == 60 * weights[2]
    assert academy.scene_value("soyuz-exam") == 240 * weights[1]
    dear = load(write_academy(tmp_path, ("  trainees: [ada, dina]\n", "  trainees: [ada, dina]\n  worth: 2 min\n")))
    assert dear.scene_value("theory-1") == 240 * weights[2]
    assert dear.scene_value("1") == academy.scene_value("1")


def test_with_each_everybody_has_lessons_of_their_own(tmp_path: Path) -> None:
    found = load(write_academy(tmp_path, ("hours: 11 h, lesson: 2 h", "hours: 8 h, lesson: 4 h, each: true")))
    numbers = [scene.number for scene in found.scenes if scene.lesson and scene.lesson.course == "theory"]
    assert numbers == ["theory-ada-1", "theory-ada-2", "theory-dina-1", "theory-dina-2"]
    assert found.scene["theory-dina-2"].after == ("theory-dina-1",)
    assert found.scene["theory-ada-1"].shots[0].cast == ("ada",)
    assert found.scene["soyuz-1"].after == ("theory-ada-1", "theory-dina-1")


def test_one_of_a_group_teaches_as_an_escort(tmp_path: Path) -> None:
    found = load(write_academy(tmp_path, ("instructors: [olga]", "one_of: doctors")))
    shot = found.scene["soyuz-1"].shots[0]
    assert (shot.crew, shot.escort) == ((), "doctors")


def test_a_lesson_with_the_name_of_a_scene_is_refused(tmp_path: Path) -> None:
    breakdown = BREAKDOWN.replace("shot: 1A", "shot: theory-1A")
    _, messages = inspect(write_academy(tmp_path, breakdown=breakdown))
    assert [message.code for message in messages] == ["E759"]
