"""Escorts and flights: who escorts in a craft is in the air, and who is in the air escorts nobody on the ground."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.plan.make import make
from cupola.plan.model.aloft import aloft, escorts
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.plan.verify.fault import Case
from cupola.plan.verify.gravity import aboard
from cupola.production import Production, load
from tests.plan.edits import shifted, the_strip

PARABOLIC = Path(__file__).parents[3] / "productions/a-parabolic-day"
OLGA = "  olga: {name: Olga Actress,"
SVEN = "  sven: {name: Sven Safety, groups: [safety], day: flying}\n"
BAY = "bay: {name: CARGO BAY, aircraft: ilyushin, capacity: 6"
FIELD = "field: {name: AIRFIELD, "


def film(folder: Path, people: str = "", *, bay: bool = True, karl: bool = False) -> Production:
    """Give the parabolic day with people of safety, and sets that they escort."""
    for name in ("breakdown.yaml", "screenplay.fountain"):
        (folder / name).write_text((PARABOLIC / name).read_text("utf-8"), "utf-8")
    text = (PARABOLIC / "production.yaml").read_text("utf-8").replace(OLGA, people + OLGA)
    text = text.replace(BAY, f"{BAY}, escort: safety") if bay else text
    text = text.replace(FIELD, f"{FIELD}escort: safety, ")
    text = text.replace("{name: Karl Camera,", "{name: Karl Camera, groups: [safety],") if karl else text
    (folder / "production.yaml").write_text(text, "utf-8")
    return load(folder)


def test_the_only_one_of_safety_flies_and_is_not_on_the_field_meanwhile(tmp_path: Path) -> None:
    production = film(tmp_path, SVEN)
    inside, outside = production.shots["2A"], production.shots["1A"]
    assert escorts(production, inside) == escorts(production, outside) == ("sven",)
    flights = production.sets["bay"].flights
    assert flights is not None and list(aloft(production, outside)) == flights.flown()
    assert not aloft(production, inside)
    empty = replace(outside, cast=(), crew=())  # only the escort flies
    assert list(aloft(production, empty)) == flights.flown()


def test_who_does_not_fly_escorts_on_the_field_and_who_flies_anyway_in_the_air(tmp_path: Path) -> None:
    production = film(tmp_path, SVEN, karl=True)
    assert production.shots["2A"].escort is None  # Karl is in it
    assert escorts(production, production.shots["2A"]) == ()
    alone = film(tmp_path, SVEN, bay=False, karl=True)
    shot = replace(alone.shots["1A"], cast=("olga",), crew=("sonja",), escort="safety")
    assert escorts(alone, shot) == ("sven",)
    inside = replace(alone.shots["2A"], crew=("sonja",), escort="safety")
    assert escorts(alone, inside) == ("karl",)


def test_a_film_without_craft_is_not_in_the_air(tmp_path: Path) -> None:
    production = load(PARABOLIC.parent / "the-ferry")
    assert not any(aloft(production, shot) for shot in production.shots.values())


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Production, Plan]:
    production = film(tmp_path_factory.mktemp("film"), SVEN)
    return production, make(production, stop=Stop(work=5))


def test_the_plan_with_an_escort_in_the_air_is_whole_and_legal(planned: tuple[Production, Plan]) -> None:
    production, plan = planned
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert {one.escort for strip in plan.strips for one in strip.passes} == {"sven"}
    assert verify(production, plan) == ()


def test_an_escort_who_is_in_the_air_during_a_shot_on_the_field_is_named(planned: tuple[Production, Plan]) -> None:
    """The people of the shot are taken out of the aircraft: only the escort still flies."""
    production, plan = planned
    flights = production.sets["bay"].flights
    assert flights is not None
    scenes = tuple(
        replace(s, shots=tuple(replace(one, cast=(), crew=()) if one.set == "bay" else one for one in s.shots))
        for s in production.scenes
    )
    strip = the_strip(plan, "1A")
    late = shifted(strip, flights.takeoffs[1] + 600.0 - strip.span.start)
    wrong = replace(plan, strips=tuple(late if one.shot == "1A" else one for one in plan.strips))
    (fault,) = aboard(Case(replace(production, scenes=scenes), wrong))
    assert fault.code == "E740" and fault.people == ("sven",)
    assert fault.text.startswith("Sven Safety is in the air with Il-76MDK") and "during 1A" in fault.text
    assert list(aboard(Case(replace(production, scenes=scenes), plan))) == []
