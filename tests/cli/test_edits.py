"""The line that is told is the line that is to be edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.cli import OK, run
from cupola.cli.edits import at_course, locks, spots
from cupola.plan.argument.change import Change, Document, Edit
from cupola.plan.document import read_plan
from cupola.production import load
from tests.academy import write_academy
from tests.small import write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small production without a plan."""
    return write_small(tmp_path)


@pytest.mark.parametrize(
    ("document", "path", "stands"),
    [
        ("production", ("people", "piet", "limits", "film_per_day"), "piet: {name: Piet Player"),
        ("production", ("gear", "led", "count"), "led: {name: LED panel, count: 2}"),
        ("production", ("cameras", "komodo", "bodies"), "komodo: {model: RED"),
        ("production", ("events", "Attitude lost", "from"), "{what: Attitude lost"),
        ("breakdown", ("scenes", "2", "after"), 'after: ["1"]'),
        ("breakdown", ("scenes", "2", "shots", "2B", "takes"), "takes: 2}"),
    ],
)
def test_an_edit_is_found_by_its_names(folder: Path, document: Document, path: tuple[str, ...], stands: str) -> None:
    (spot,) = spots(folder, [Edit(document, path, "new")])
    assert spot.file == f"{document}.yaml"
    assert stands in (folder / spot.file).read_text().splitlines()[spot.line - 1]
    assert spot.words == f"{path[-1]}: new"


def test_a_shot_that_is_taken_out_is_found_by_its_name(folder: Path) -> None:
    (spot,) = spots(folder, [Edit("breakdown", ("scenes", "3", "shots", "3B"), "is taken out")])
    assert "shot: 3B" in (folder / "breakdown.yaml").read_text().splitlines()[spot.line - 1]
    assert spot.words == "3B is taken out"


def test_a_value_that_is_not_written_is_placed_at_its_parent(folder: Path) -> None:
    (spot,) = spots(folder, [Edit("production", ("people", "ada", "limits", "film_per_day"), "90 min")])
    assert "ada: {name: Ada Actress" in (folder / "production.yaml").read_text().splitlines()[spot.line - 1]


def test_a_name_that_is_in_no_list_is_placed_at_the_list(folder: Path) -> None:
    (spot,) = spots(folder, [Edit("production", ("events", "Docking", "from"), "later")])
    assert "events:" in (folder / "production.yaml").read_text().splitlines()[spot.line - 1]


def test_what_happened_and_what_is_planned_stand_in_the_plan_in_force(planned: Path) -> None:
    alarm = "alarm 2021-10-08T20:00Z..21:00Z"
    assert run(["replan", str(planned), "--now", "2021-10-06T00:00Z", "--event", alarm]) == OK
    name, shot = "plan/draft-a.yaml", ("strips", "2A", "passes")
    lines = (planned / name).read_text().splitlines()
    event, strip = spots(
        planned, [Edit("production", ("events", "alarm", "from"), "later"), Edit("plan", shot, "x")], name
    )
    assert (event.file, strip.file) == (name, name)
    assert 'what: "alarm"' in lines[event.line - 1]
    assert 'shot: "2A"' in "".join(lines[strip.line - 8 : strip.line])
    (own,) = spots(planned, [Edit("production", ("events", "Fire drill", "from"), "later")], name)
    assert own.file == "production.yaml"


def test_a_lock_is_told_with_its_line_that_of_the_breakdown_first(planned: Path) -> None:
    document = planned / "breakdown.yaml"
    document.write_text(document.read_text("utf-8").replace("{shot: 3B,", "{shot: 3B, lock: 2021-10-06T12:00:00Z,"))
    production, plan = load(planned), read_plan(planned / "plan" / "plan.yaml").plan
    strips = [replace(strip, lock=strip.shot in ("3A", "3B")) for strip in plan.strips]
    found = locks(planned, production, strips, "plan/plan.yaml")
    assert set(found) == {"3A", "3B"}
    assert found["3A"].startswith("plan/plan.yaml:")
    file, _, line = found["3B"].partition(":")
    assert file == "breakdown.yaml"
    assert "lock: 2021-10-06" in document.read_text("utf-8").splitlines()[int(line) - 1]


def test_an_edit_of_a_lesson_is_made_at_its_course(tmp_path: Path) -> None:
    production = load(write_academy(tmp_path))
    edits = (
        Edit("breakdown", ("scenes", "theory-2", "shots"), "[]"),
        Edit("breakdown", ("scenes", "theory-3", "shots"), "[]"),
        Edit("breakdown", ("scenes", "soyuz-1", "after"), "[theory-1]"),
        Edit("breakdown", ("scenes", "soyuz-1", "shots", "soyuz-1A", "takes"), "3"),
        Edit("breakdown", ("scenes", "1", "shots"), "[]"),
        Edit("production", ("people", "ada", "limits"), "x"),
    )
    found = at_course(production, Change("", 0.0, edits=edits)).edits
    assert [edit.path for edit in found] == [
        ("training", "courses", "theory", "hours"),
        ("training", "courses", "soyuz", "after"),
        ("training", "courses", "soyuz", "takes"),
        ("scenes", "1", "shots"),
        ("people", "ada", "limits"),
    ]
    (hours,) = spots(tmp_path, found[:1])
    assert (hours.file, hours.words) == ("production.yaml", "hours is less")
    assert "theory:" in (tmp_path / "production.yaml").read_text().splitlines()[hours.line - 1]


def test_the_breakdown_of_a_unit_is_that_of_its_film(tmp_path: Path) -> None:
    write_academy(tmp_path)
    write_academy(tmp_path / "ground", ("crew_rules: ground\n", "crew_rules: ground\nunit: ground\n"))
    (spot,) = spots(tmp_path / "ground", [Edit("breakdown", ("scenes", "1", "shots", "1A", "takes"), "2")])
    assert spot.file == "../breakdown.yaml"
    assert "takes: 3" in (tmp_path / "breakdown.yaml").read_text().splitlines()[spot.line - 1]
