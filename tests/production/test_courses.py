"""Courses: what the catalogue fills in, by when all is learnt, and each mistake at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.clock import instant
from cupola.codes import CODES
from cupola.errors import Message
from cupola.production import Production, inspect, load
from tests.academy import BREAKDOWN, write_academy

HOUR = 3600.0
LEARN, READY = "  trainees: [ada, dina]\n", "  ready_by: "


@pytest.fixture(scope="module")
def academy(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """Give the small production with training."""
    return load(write_academy(tmp_path_factory.mktemp("academy")))


def test_the_catalogue_fills_in_what_is_left_out(academy: Production) -> None:
    soyuz = [scene for scene in academy.scenes if scene.lesson and scene.lesson.course == "soyuz"]
    assert [scene.number for scene in soyuz] == ["soyuz-1", "soyuz-2", "soyuz-3", "soyuz-4", "soyuz-exam"]
    assert [soyuz[k].shots[0].text for k in (0, -1)] == ["lesson 1 of 4", "exam"]
    assert {scene.heading for scene in soyuz} == {"Soyuz"}
    assert soyuz[-1].lesson and soyuz[-1].lesson.is_exam and soyuz[-1].lesson.hours == 0.0
    assert soyuz[-1].shots[0].take == 4 * HOUR
    assert soyuz[0].shots[0].gear == (("suit", 2),)


def test_all_is_learnt_by_the_wrap_or_by_what_is_written(academy: Production, tmp_path: Path) -> None:
    assert academy.training is not None
    assert academy.training.ready_by == academy.shoot.stop
    early = ("  trainees: [ada, dina]\n", "  trainees: [ada, dina]\n  ready_by: 2021-06-15T15:00:00Z\n")
    dates = ("lesson: 2 h, set: class", "lesson: 2 h, from: 2021-06-08T00:00:00Z, to: 2021-06-17T00:00:00Z, set: class")
    found = load(write_academy(tmp_path, early, dates))
    within = found.scene["theory-1"].shots[0].within
    assert within is not None
    assert (within.start, within.stop) == (instant("2021-06-08T00:00:00Z"), instant("2021-06-15T15:00:00Z"))


def found(folder: Path, *changes: tuple[str, str]) -> list[Message]:
    """Give every message of the production with these changes."""
    messages = inspect(write_academy(folder, *changes))[1]
    assert all(message.code in CODES for message in messages)
    return list(messages)


@pytest.mark.parametrize(
    ("old", "new", "code", "says", "hint"),
    [
        ("    soyuz: {hours: 8 h, exam: 4 h, ", "    soyus: {", "E750", '"soyus" is not in the catalogue', "soyuz"),
        ("trainees: [ada, dina]", "trainees: [ada, dina]\n  catalogue: star-sity", "E750", "star-sity", "star-city"),
        ("after: {theory: 4 h}", "after: {theorie: 4 h}", "E750", "the course before", "theory"),
        ("lesson: 2 h, set: class", "lesson: 2 h, after: soyuz, set: class", "E751", "go in a ring", "without one of"),
        (LEARN, LEARN + READY + "2021-06-20T00:00:00Z\n", "E752", "after the wrap", ""),
        (LEARN, LEARN + READY + "2021-06-01T00:00:00Z\n", "E752", "nothing is", "later"),
        ("exam: 4 h", "exam: 5 h", "E753", "lesson soyuz-exam can never be held", "shorter"),
        ("hours: 11 h, lesson: 2 h", "hours: 9 h, lesson: 3 h, setup: 90 min", "E753", "lesson theory-1 can never", ""),
        ("lesson: 2 h, set", "lesson: 2 h, to: 2021-06-01T00:00:00Z, set", "E754", "never offered", "days"),
        ("hours: 11 h, lesson: 2 h", "hours: 10 h, lesson: 2 h, counts: 3 h", "E755", "9 h 00 min or 12 h 00 min", ""),
        ("hours: 11 h, lesson: 2 h", "hours: 2000 h, lesson: 1 h", "E755", "2000 lessons", ""),
        ("set: sim, ", "", "E756", "the course soyuz has no set: it takes the simulator of the Soyuz", "set:"),
        ("instructors: [olga], ", "", "E756", "an instructor of the Soyuz simulator", "instructors: []"),
        ("trainees: [ada, dina]", "trainees: [ada, dinah]", "E757", '"dinah" is unknown', "dina"),
        ("instructors: [ivan]", "instructors: [ivan, ada]", "E757", "ada teaches and learns", ""),
        ("set: sim", "set: simulator", "E408", '"simulator" is unknown', "sim"),
        ("instructors: [olga]", "instructors: [olgha]", "E407", '"olgha" is unknown', "olga"),
        ("gear: {suit: 2}", "gear: {suit: 3}", "E413", "needs 3 × pressure suit", ""),
        ("set: sim", "gravity: weightless, set: sim", "E734", "", "earth"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_at_its_course(
    tmp_path: Path, old: str, new: str, code: str, says: str, hint: str
) -> None:
    (message,) = found(tmp_path, (old, new))
    assert message.code == code
    assert says in message.text and hint in (message.hint or "")
    assert message.where is not None and message.where.file == "production.yaml"
    lines = (tmp_path / "production.yaml").read_text().splitlines()
    assert message.where.line > lines.index("training:") + 1


def test_a_course_of_one_s_own_needs_no_teacher_and_the_catalogue_s_may_do_without(tmp_path: Path) -> None:
    assert found(tmp_path, ("instructors: [olga]", "instructors: []"), (", instructors: [ivan]", "")) == []


SHIP = """\
flight:
  ships:
    new: {name: New Soyuz, kind: soyuz, launch: "2021-06-17T05:00:00Z", arrives: "2021-06-17T08:00:00Z",
          up: [ada, Carl Commander], down: [ada, Carl Commander], departs: "2021-06-20T08:00:00Z"}
"""


def in_unit(folder: Path, *changes: tuple[str, str]) -> tuple[Production | None, list[Message]]:
    """Give the production as the ground unit of a film in whose ship Ada goes up, and its messages."""
    ground = BREAKDOWN.replace("    set: studio\n", "    unit: ground\n    set: studio\n")
    write_academy(folder, ("crew_clock:", SHIP + "crew_clock:"), breakdown=ground)
    write_academy(folder / "ground", ("crew_rules: ground\n", "crew_rules: ground\nunit: ground\n"), *changes)
    production, messages = inspect(folder / "ground")
    return production, list(messages)


def test_all_is_learnt_before_the_first_ship_leaves(tmp_path: Path) -> None:
    production, _ = in_unit(tmp_path)
    assert production is not None and production.training is not None
    assert production.training.ready_by == instant("2021-06-17T05:00:00Z")
    assert production.scene["theory-1"].unit == "ground"


def test_a_ready_by_after_the_launch_is_refused(tmp_path: Path) -> None:
    late = ("  trainees: [ada, dina]\n", "  trainees: [ada, dina]\n  ready_by: 2021-06-18T05:00:00Z\n")
    _, messages = in_unit(tmp_path, late)
    (message,) = [message for message in messages if message.code == "E752"]
    assert "after ada leaves in New Soyuz at 2021-06-17T05:00:00Z" in message.text


def test_who_goes_up_without_a_course_that_the_ship_asks_for_is_warned_of(tmp_path: Path) -> None:
    production, messages = in_unit(tmp_path)
    assert production is not None
    (message,) = messages
    assert message.code == "W405"
    assert message.text == (
        "ada goes up in New Soyuz without ship-and-station (Ship and station), medical (Medicine), "
        "landing (Landing and survival), centrifuge (Centrifuge)"
    )
