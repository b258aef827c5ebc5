"""Training in the plan: what comes first, classes and their teachers, parabolas that are shared, missing hours."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span, instant
from cupola.plan.document import plan_text, read_plan
from cupola.plan.learning import capacity, learning
from cupola.plan.light import light_of
from cupola.plan.make import make
from cupola.plan.model.assemble import alike, problem
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, load
from tests.academy import BREAKDOWN, write_academy

HOUR = 3600.0
FLIGHT = (
    "    fall: {name: Fall, lessons: 1, take: 20 s, takes: 6, counts: 2 h, gravity: weightless, set: plane, "
    "instructors: [olga]}\n"
)
FLOATS = """\
      - {shot: 1B, text: She floats, cast: [ada], crew: [dina], set: plane, gravity: weightless, camera: red,
         setup: 3 min, take: 20 s, takes: 3}
"""


def planned(folder: Path, *changes: tuple[str, str], breakdown: str = BREAKDOWN) -> tuple[Production, Plan]:
    """Load and plan the production with these changes."""
    production = load(write_academy(folder, *changes, breakdown=breakdown))
    return production, make(production, stop=Stop(work=0.5))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Production, Plan]:
    """Give the production, in which everything fits, with its plan."""
    return planned(tmp_path_factory.mktemp("academy"))


def shifted(plan: Plan, shot: str, seconds: float) -> Plan:
    """Give a plan with a strip of one take later."""

    def later(strip: Strip) -> Strip:
        passes = tuple(
            Pass(None, tuple(Span(take.start + seconds, take.stop + seconds) for take in one.takes), one.escort)
            for one in strip.passes
        )
        return replace(strip, passes=passes)

    return replace(plan, strips=tuple(later(s) if s.shot == shot else s for s in plan.strips))


def test_everything_is_learnt_and_shot_and_every_rule_is_kept(desk: tuple[Production, Plan]) -> None:
    production, plan = desk
    assert plan.value == plan.bound == plan.total
    assert verify(production, plan) == ()
    assert {strip.shot for strip in plan.strips} == set(production.shots)


def test_lessons_come_in_their_order_the_exam_last_and_after_what_comes_first(desk: tuple[Production, Plan]) -> None:
    _, plan = desk
    at = {strip.scene: strip.span for strip in plan.strips}
    for course, count in (("theory", 6), ("soyuz", 4)):
        row = [at[f"{course}-{k}"] for k in range(1, count + 1)]
        assert all(one.stop <= two.start for one, two in pairwise(row))
    assert at["soyuz-exam"].start >= at["soyuz-4"].stop
    assert at["soyuz-1"].start >= max(at["theory-1"].stop, at["theory-2"].stop)


def test_nobody_is_in_two_lessons_at_once_and_the_teacher_keeps_his_hours(desk: tuple[Production, Plan]) -> None:
    production, plan = desk
    for one, two in combinations(plan.strips, 2):
        assert not set(one.people) & set(two.people) or not one.span.overlaps(two.span)
    a_day: dict[int, float] = {}
    for strip in plan.strips:
        if "ivan" in strip.people:
            day = production.day_of(strip.span.start)
            a_day[day] = a_day.get(day, 0.0) + strip.span.length
    assert max(a_day.values()) <= 4 * HOUR


def test_a_lesson_before_what_it_must_follow_is_found(desk: tuple[Production, Plan]) -> None:
    production, plan = desk
    at = {strip.scene: strip.span for strip in plan.strips}
    early = shifted(plan, "soyuz-1A", at["theory-2"].start - at["soyuz-1"].start - DAY)
    assert "E517" in {fault.code for fault in verify(production, early)}


def test_a_lesson_after_all_is_to_be_learnt_is_found(tmp_path: Path, desk: tuple[Production, Plan]) -> None:
    _, plan = desk
    ready = ("  trainees: [ada, dina]\n", "  trainees: [ada, dina]\n  ready_by: 2021-06-14T00:00:00Z\n")
    production = load(write_academy(tmp_path, ready))
    late = shifted(plan, "soyuz-examA", instant("2021-06-15T06:00:00Z") - plan.strip("soyuz-examA").span.start)  # type: ignore[union-attr]
    assert ("soyuz-examA",) in [fault.shots for fault in verify(production, late) if fault.code == "E758"]


def test_the_plan_keeps_to_the_days_on_which_a_course_is_offered(tmp_path: Path) -> None:
    dates = ("exam: 4 h", "exam: 4 h, from: 2021-06-15T00:00:00Z, to: 2021-06-17T00:00:00Z")
    production, plan = planned(tmp_path, dates)
    assert verify(production, plan) == () and plan.value == plan.total
    strips = [strip for strip in plan.strips if strip.scene.startswith("soyuz")]
    assert all(Span(instant("2021-06-15T00:00:00Z"), instant("2021-06-17T00:00:00Z")).covers(s.span) for s in strips)


def test_a_plan_without_cameras_is_written_and_read(desk: tuple[Production, Plan], tmp_path: Path) -> None:
    production, plan = desk
    text = plan_text(plan)
    assert 'camera: "none"' in text and 'camera: "red"' in text
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    again = read_plan(tmp_path / "plan.yaml").plan
    assert [strip.camera for strip in again.strips] == [strip.camera for strip in plan.strips]
    assert verify(production, again) == ()


def test_a_camera_at_a_lesson_is_a_fault(desk: tuple[Production, Plan]) -> None:
    production, plan = desk
    filmed = replace(plan, strips=tuple(replace(s, camera="red") if s.shot == "theory-1A" else s for s in plan.strips))
    (fault,) = verify(production, filmed)
    assert fault.code == "E512" and fault.hint == "write camera: none"


def test_a_shot_without_a_camera_needs_none_and_records_nothing(tmp_path: Path) -> None:
    """Wild sound at the same time as a shot with the only camera."""
    wild = BREAKDOWN + (
        "      - {shot: 1W, text: Wild sound, crew: [olga], set: class, camera: none, setup: 5 min, take: 1 min, "
        "takes: 2}\n"
    )
    production, plan = planned(tmp_path, breakdown=wild)
    assert production.shots["1W"].camera == "" and production.shots["1W"].data_gb == 0.0
    assert verify(production, plan) == () and plan.strip("1W") is not None


def test_a_lesson_and_a_shot_share_the_parabolas_of_a_flight(tmp_path: Path) -> None:
    """Ten parabolas: six for the lesson, three for the shot; none is given away twice."""
    production, plan = planned(tmp_path, ("    soyuz:", FLIGHT + "    soyuz:"), breakdown=BREAKDOWN + FLOATS)
    assert verify(production, plan) == ()
    strips = {strip.shot: strip for strip in plan.strips}
    lesson, shot = strips["fall-1A"], strips["1B"]
    assert (sum(len(p.takes) for p in lesson.passes), sum(len(p.takes) for p in shot.passes)) == (6, 3)
    assert not lesson.span.overlaps(shot.span)
    flights = production.shots["fall-1A"].need.flights
    assert flights is not None
    falls = list(flights.spans("weightless"))
    used = [k for s in (lesson, shot) for p in s.passes for k, fall in enumerate(falls) if fall.covers(p.takes[0])]
    assert len(set(used)) == len(used) == 9


def test_what_does_not_fit_is_told_hour_by_hour(tmp_path: Path) -> None:
    """Four hours on ten days: Soyuz takes three of the days, and 28 of 40 h of theory have room in the others."""
    short = ('- {from: "14:00", to: "18:00", is: film}', '- {from: "14:00", to: "18:00", is: station}')
    production, plan = planned(tmp_path, short, ("hours: 11 h, lesson: 2 h", "hours: 40 h, lesson: 4 h"))
    assert verify(production, plan) == ()
    found = {one.course: one for one in learning(production, plan) if one.trainee == "ada"}
    theory, soyuz = found["theory"], found["soyuz"]
    assert soyuz.is_whole and soyuz.missing == 0.0  # priority 1
    assert theory.wanted == 40 * HOUR and theory.planned + theory.missing == theory.wanted
    assert theory.planned == 28 * HOUR
    assert not theory.is_whole and theory.ready is None and theory.reason
    numbers = sorted(int(s.scene.split("-")[1]) for s in plan.strips if s.scene.startswith("theory"))
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_what_is_worth_least_is_left_out(tmp_path: Path) -> None:
    short = ('- {from: "14:00", to: "18:00", is: film}', '- {from: "14:00", to: "18:00", is: station}')
    dear = ("set: class", "set: class, priority: 1"), (", priority: 1}", ", priority: 3}")
    production, plan = planned(tmp_path, short, ("hours: 11 h, lesson: 2 h", "hours: 36 h, lesson: 4 h"), *dear)
    found = {one.course: one for one in learning(production, plan) if one.trainee == "ada"}
    assert found["theory"].is_whole and not found["soyuz"].is_whole


def test_learning_says_what_is_ready_when(desk: tuple[Production, Plan]) -> None:
    production, plan = desk
    found = learning(production, plan)
    assert [(one.course, one.trainee) for one in found] == [
        ("theory", "ada"),
        ("theory", "dina"),
        ("soyuz", "ada"),
        ("soyuz", "dina"),
    ]
    exam = plan.strip("soyuz-examA")
    assert exam is not None
    soyuz = found[2]
    assert (soyuz.wanted, soyuz.planned, soyuz.exam) == (8 * HOUR, 8 * HOUR, True)
    assert soyuz.ready == soyuz.last == exam.span.stop
    assert soyuz.leaves == production.shoot.stop


def test_without_a_plan_it_says_what_is_wanted(desk: tuple[Production, Plan]) -> None:
    production, _ = desk
    found = learning(production)
    assert all(one.planned == 0.0 and one.ready is None and one.first is None for one in found)
    assert learning(replace(production, training=None)) == ()


def test_the_time_that_there_is_is_film_time_up_to_the_limits(desk: tuple[Production, Plan]) -> None:
    """Ten working days of 8 h; Ivan gives 4 h a day; the exam is in the class's hours."""
    found = {one.who: one for one in capacity(desk[0])}
    assert (found["ada"].asked, found["ada"].there) == (23 * HOUR, 80 * HOUR)
    assert (found["ivan"].asked, found["ivan"].there) == (11 * HOUR, 40 * HOUR)
    assert found["olga"].asked == 12 * HOUR and found["sim"].asked == 12 * HOUR
    assert all(one.is_enough for one in found.values())


def test_lessons_of_one_length_may_take_one_another_s_place(desk: tuple[Production, Plan]) -> None:
    production, _ = desk
    rows = alike(production)
    assert rows == (tuple(f"theory-{k}" for k in range(1, 6)), tuple(f"soyuz-{k}" for k in range(1, 5)))
    assert problem(production, light_of(production)).alike == rows


@settings(max_examples=5, deadline=None)
@given(hours=st.integers(1, 30), lesson=st.sampled_from(["1 h", "90 min", "2 h"]))
def test_hours_in_are_hours_out(hours: int, lesson: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is asked for, every hour of it is planned or missing, and the plan is legal."""
    folder = tmp_path_factory.mktemp("hours")
    production, plan = planned(folder, ("hours: 11 h, lesson: 2 h", f"hours: {hours} h, lesson: {lesson}"))
    assert verify(production, plan) == ()
    for one in learning(production, plan):
        if one.course == "theory":
            assert one.wanted == hours * HOUR
            held = [s for s in plan.strips if s.scene.startswith("theory")]
            assert one.planned == pytest.approx(sum(s.span.length for s in held))
