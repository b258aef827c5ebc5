"""Whom an element needs works in the shots of its scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.plan.model.assemble import task
from cupola.production import Production, load
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.production.form import fill
from cupola.production.keepers import with_keepers
from cupola.tree import parse
from tests.production.faults import changed, found
from tests.small import PRODUCTION, write_small

PISTOL = ("    shots:\n      - {shot: 1A", "    elements: {props: [Pistol]}\n    shots:\n      - {shot: 1A")


def small(folder: Path, needs: str, *changes: tuple[str, str]) -> Production:
    text = changed("breakdown", PISTOL, *changes) + f"needs: {needs}\n"
    return load(write_small(folder, breakdown=text))


def crews(production: Production) -> dict[str, tuple[str, ...]]:
    return {key: shot.crew for key, shot in production.shots.items()}


@pytest.mark.parametrize("name", ["piet", "PIET", "Piet Player", "peter"])
def test_a_keeper_works_in_all_shots_of_the_scene_by_id_name_or_part(tmp_path: Path, name: str) -> None:
    production = small(tmp_path, f"{{pistol: {{labour: [{name}]}}}}")
    assert crews(production)["1A"] == crews(production)["1B"] == ("dina", "piet")
    assert crews(production)["2B"] == ("dina",), "that scene has no pistol"
    assert production.shots["1A"].people == ("ada", "dina", "piet")


def test_who_is_needed_as_cast_is_cast(tmp_path: Path) -> None:
    shot = small(tmp_path, "{pistol: {cast: [PETER]}}").shots["1A"]
    assert (shot.cast, shot.crew) == (("ada", "piet"), ("dina",))


def test_where_a_shot_names_the_keeper_the_breakdown_has_said_in_which(tmp_path: Path) -> None:
    named = ("Sun on her face, cast: [ada], crew: [dina]", "Sun on her face, cast: [ada], crew: [dina, piet]")
    found = crews(small(tmp_path, "{pistol: {labour: [piet]}}", named))
    assert (found["1A"], found["1B"]) == (("dina", "piet"), ("dina",))


def test_what_is_needed_in_turn_brings_its_keeper(tmp_path: Path) -> None:
    production = small(tmp_path, "{pistol: {special_equipment: [safe]}, safe: {security: [piet]}}")
    assert "piet" in production.shots["1B"].crew


def test_a_thing_that_is_nobody_stays_a_thing(tmp_path: Path) -> None:
    assert set(crews(small(tmp_path, "{pistol: {labour: [armourer]}}")).values()) == {("dina",)}


def test_an_element_that_needs_nobody_brings_nobody(tmp_path: Path) -> None:
    text = changed("breakdown", (PISTOL[0], PISTOL[1].replace("Pistol", "piet")))
    assert crews(load(write_small(tmp_path, breakdown=text)))["1A"] == ("dina",)


def test_the_plan_asks_for_the_keeper(tmp_path: Path) -> None:
    production = small(tmp_path, "{pistol: {labour: [piet]}}")
    whole = SpanSet.of([production.shoot])
    people = {key: task(production, shot, whole).people for key, shot in production.shots.items()}
    assert "piet" in people["1A"]
    assert "piet" not in people["3A"]


def test_a_keeper_takes_room_in_the_set(tmp_path: Path) -> None:
    text = changed("breakdown", ("    set: cupola\n", "    set: cupola\n    elements: {props: [pistol]}\n"))
    messages = found(tmp_path, breakdown=text + "needs: {pistol: {labour: [piet]}}\n")
    assert [(m.code, m.text) for m in messages] == [
        ("E418", f"shot {shot}: 3 people in CUPOLA, which holds 2 for a take") for shot in ("3A", "3B")
    ]


def test_scenes_of_another_unit_keep_their_people(tmp_path: Path) -> None:
    text = changed("breakdown", PISTOL, ("    set: nauka\n    priority: 1\n", "    set: nauka\n    unit: ground\n"))
    form = fill(BreakdownForm, parse(text + "needs: {pistol: {labour: [piet]}}\n", "breakdown.yaml")).sound()
    people = fill(ProductionForm, parse(PRODUCTION, "production.yaml")).sound().people
    assert with_keepers(form, people, "flight") == form
    assert with_keepers(form, people, "ground").scenes[0].shots[0].crew == ["dina", "piet"]
