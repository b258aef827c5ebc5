"""Units: folders within a film's folder that plan their part of its breakdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.clock import SpanSet, instant
from cupola.errors import DocumentError
from cupola.plan.model.assemble import scene_tasks
from cupola.production import inspect, load, sources
from cupola.production.ships import flown
from tests.small import BREAKDOWN, PRODUCTION, write_small

SHOTS = """\
    unit: ground
    set: steppe
    shots:
      - {shot: 4A, text: Smoke over the grass, cast: [ada], crew: [dina], light: day, camera: mini,
         setup: 20 min, take: 1 min, takes: 2}
"""
WITH_SHOTS = BREAKDOWN.replace("    unit: ground\n", SHOTS)

SHIPS = """\
flight:
  ships:
    soyuz:
      {name: Soyuz, kind: soyuz, launch: "2021-10-05T08:00:00Z", arrives: "2021-10-06T00:00:00Z",
       departs: "2021-10-09T06:00:00Z", lands: "2021-10-09T09:30:00Z", up: [dina, ada, Otto Other],
       down: [dina, ada, Otto Other]}
"""
WITH_SHIPS = PRODUCTION.replace("first_shot: 2021-10-06T06:00:00Z", "first_shot: 2021-10-06T06:00:00Z").replace(
    "wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-08T23:00:00Z"
)

UNIT = """\
schema: cupola/1
title: A Small Step, on the ground
unit: ground
crew_rules: ground
stay:
  mission_start: 2021-10-04T00:00:00Z
  arrive: 2021-10-04T00:00:00Z
  first_shot: 2021-10-04T00:00:00Z
  wrap: 2021-10-11T00:00:00Z
  depart: 2021-10-11T00:00:00Z
crew_clock: {name: UTC}
days:
  day:
    - {from: "06:00", to: "18:00", is: film}
    - {from: "20:00", to: "05:00", is: sleep}
people:
  dina: {name: Dina Director, day: day}
  ada: {name: Ada Actress, plays: ANNA, day: day}
  gerd: {name: Gerd Ground, day: day}
sets:
  steppe: {name: STEPPE, location: {lat: 47.4, lon: 69.6}}
cameras:
  mini: {kind: alexa-mini-lf-prores, bodies: 1}
"""


def write_film(folder: Path, unit: str = UNIT, **changes: str) -> Path:
    """Write the film with its ships, and its ground unit in a folder of its own; give that folder."""
    given = {"production": WITH_SHIPS + SHIPS, "breakdown": WITH_SHOTS} | changes
    write_small(folder, **given)
    (folder / "ground").mkdir()
    (folder / "ground" / "production.yaml").write_text(unit)
    return folder / "ground"


def faults(path: Path) -> list[str]:
    return [message.render().splitlines()[0] for message in inspect(path)[1]]


def test_a_unit_plans_the_scenes_of_its_unit_and_the_film_the_others(tmp_path: Path) -> None:
    unit = load(write_film(tmp_path))
    film = load(tmp_path)
    assert list(unit.shots) == ["4A"]
    assert [task.number for task in scene_tasks(unit)] == ["4"]
    assert list(film.shots) == ["1A", "1B", "2A", "2B", "3A", "3B"]
    assert (unit.unit, film.unit) == ("ground", "flight")


def test_of_another_units_scene_a_film_knows_who_plays_and_what_comes_before(tmp_path: Path) -> None:
    late = WITH_SHOTS.replace("light: day, camera: mini", "light: day, after: [1B], camera: mini")
    write_film(tmp_path, breakdown=late)
    scene = load(tmp_path).scene["4"]
    assert (scene.shots, scene.cast, scene.follows) == ((), ("ada",), ("1",))


def test_who_flies_is_away_from_the_launch_to_the_landing(tmp_path: Path) -> None:
    people = load(write_film(tmp_path)).people
    up, down = instant("2021-10-05T08:00:00Z"), instant("2021-10-09T09:30:00Z")
    free = people["dina"].time("film")
    assert free == people["gerd"].time("film") - SpanSet([up], [down])
    assert free.total < people["gerd"].time("film").total


def test_ships_of_the_film_are_the_units_and_put_nothing_on_its_timeline(tmp_path: Path) -> None:
    unit = load(write_film(tmp_path))
    assert [ship.id for ship in unit.ships] == ["soyuz"]
    assert unit.events == ()
    assert flown(unit.ships, "gerd") == SpanSet()


def test_who_flies_and_is_not_of_the_unit_has_a_name_there_and_no_key_of_the_film(tmp_path: Path) -> None:
    document = (WITH_SHIPS + SHIPS).replace("[dina, ada, Otto Other]", "[dina, eve, Otto Other]")
    (soyuz,) = load(write_film(tmp_path, production=document)).ships
    assert soyuz.up == soyuz.down == ("dina", "Eve Escort", "Otto Other")


def test_the_plan_of_a_unit_depends_on_the_films_ships_and_on_nothing_else_of_its_document(tmp_path: Path) -> None:
    folder = write_film(tmp_path)
    before = load(folder).digest
    document = tmp_path / "production.yaml"
    document.write_text(document.read_text().replace("title: A Small Step", "title: A Step"))
    assert load(folder).digest == before
    document.write_text(document.read_text().replace('launch: "2021-10-05T08', 'launch: "2021-10-05T09'))
    assert load(folder).digest != before


def test_screenplay_and_breakdown_of_a_unit_are_named_as_above_it(tmp_path: Path) -> None:
    found = sources(write_film(tmp_path))
    assert (found.folder, found.breakdown_named) == (tmp_path.resolve(), "../breakdown.yaml")
    folder = write_film(tmp_path / "other", breakdown=WITH_SHOTS.replace("light: day", "light: dai"))
    assert faults(folder)[0].startswith("../breakdown.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: ground\n", "unit: ground\nbreakdown: mine.yaml\n", "E766 a unit has no breakdown of its own"),
        ("unit: ground\n", "unit: ground\nscreenplay: x.fountain\n", "E766 a unit has no screenplay of its own"),
        ("crew_clock: {name: UTC}\n", "crew_clock: {name: UTC}\n" + SHIPS, "E766 a unit has no flight of its own"),
    ],
)
def test_what_a_unit_shares_with_its_film_it_has_not_itself(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in UNIT
    found = faults(write_film(tmp_path, UNIT.replace(old, new)))
    assert any(expected in fault for fault in found), found


def test_of_an_unknown_unit_nothing_else_is_said(tmp_path: Path) -> None:
    (fault,) = faults(write_film(tmp_path, UNIT.replace("unit: ground", "unit: moon")))
    assert fault == "production.yaml:3:7: E106 unit: \"moon\" is not one of 'flight' or 'ground'"


def test_a_unit_without_a_film_above_it_is_refused(tmp_path: Path) -> None:
    folder = write_film(tmp_path)
    (tmp_path / "production.yaml").unlink()
    assert any("E765 unit: ground, and there is no film in the folder above" in fault for fault in faults(folder))


def test_of_a_unit_that_was_moved_out_of_its_film_just_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "film").mkdir()
    folder = write_film(tmp_path / "film").rename(tmp_path / "alone")
    (fault,) = faults(folder)
    assert fault.startswith("production.yaml:3:7: E765 unit: ground, and there is no film in the folder above")


def test_a_unit_in_a_unit_is_refused(tmp_path: Path) -> None:
    folder = write_film(tmp_path, UNIT)
    (folder / "more").mkdir()
    (folder / "more" / "production.yaml").write_text(UNIT)
    (folder / "screenplay.fountain").write_text((tmp_path / "screenplay.fountain").read_text())
    (folder / "breakdown.yaml").write_text(WITH_SHOTS)
    assert any("E765 the production in the folder above is a unit itself" in one for one in faults(folder / "more"))


def test_a_fault_of_the_films_document_is_told_of_it(tmp_path: Path) -> None:
    folder = write_film(tmp_path, production=(WITH_SHIPS + SHIPS).replace("kind: soyuz", "kind: sojuz"))
    assert any(one.startswith("../production.yaml:") and "sojuz" in one for one in faults(folder))
    (tmp_path / "production.yaml").write_text("title: [")
    with pytest.raises(DocumentError, match=r"\.\./production\.yaml"):
        load(folder)
