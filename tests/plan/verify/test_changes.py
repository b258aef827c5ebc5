"""Each broken rule about changes is named, with who is in a hurry, and it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.places.ground import Location
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import Production
from cupola.production.looks import Looks
from tests.plan.conftest import Desk
from tests.plan.edits import codes, the_strip, with_person, with_rules, with_set, with_shot

HERE, NEAR, FAR = (Location(name, 0.0, lon) for name, lon in (("here", 0.0), ("near", 0.1), ("far", 1.0)))


def looking(production: Production, order: tuple[str, ...] = (), **worn: str) -> Production:
    """Give a production in which Ada looks as said, by shot, and usual in the others; a change takes two hours."""
    looks = Looks(("usual", "torn"), order, 7200.0)
    made = with_person(production, "ada", looks=looks)
    for key, shot in production.shots.items():
        if "ada" in shot.people:
            made = with_shot(made, key, looks=(("ada", worn.get(f"_{key}", "usual")),))
    return made


def grounded(production: Production, **places: Location) -> Production:
    """Give a production whose sets lie on the ground as far as travelling goes."""
    for key, place in places.items():
        production = with_set(production, key, location=place)
    return production


def test_who_carries_the_kit_to_another_set_in_a_hurry_is_named(desk: Desk) -> None:
    """3A in the Cupola ends at 12:05:44, 1A in Nauka begins at 13:52:33; Dina has the camera, Ada acts."""
    faults = verify(with_rules(desk.production, set_change=7200.0), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        (
            "E550",
            "Dina Director has 1 h 46 min between 3A and 1A (7 Oct 13:52-14:38) to bring the kit to NAUKA; "
            "2 h 00 min are needed",
        )
    ]
    assert (faults[0].shots, faults[0].people) == (("3A", "1A"), ("dina",))
    assert faults[0].span == the_strip(desk.plan, "1A").passes[0].span


@pytest.mark.parametrize(("change", "found"), [(6409.0, set()), (6409.5, {"E550"}), (6410.0, {"E550"})])
def test_the_change_is_kept_to_the_second(desk: Desk, change: float, found: set[str]) -> None:
    assert codes(verify(with_rules(desk.production, set_change=change), desk.plan)) == found


def test_a_shot_in_the_same_set_needs_no_change_of_set(desk: Desk) -> None:
    """3B ends at 11:18:20 and 3A begins at 11:23:20 in the same set."""
    assert verify(with_rules(desk.production, set_change=400.0, rig_change=400.0), desk.plan) == ()


def test_another_rig_in_the_same_set_is_named(desk: Desk) -> None:
    production = with_shot(with_rules(desk.production, rig_change=400.0), "3A", rig="red lamps")
    faults = verify(production, desk.plan)
    assert [f.text for f in faults] == [
        "Dina Director has 5 min between 3B and 3A (7 Oct 11:23-12:05) to rig CUPOLA anew; 6 min 40 s are needed"
    ]


def test_a_change_of_look_without_its_time_is_named(desk: Desk) -> None:
    """Ada is torn in 3A and usual in 3B, 5 minutes before, and in 1A, 1 h 47 min later: two changes, both too quick."""
    faults = verify(looking(desk.production, _3A="torn"), desk.plan)
    assert {(f.code, f.shots, f.people) for f in faults} == {
        ("E550", ("3B", "3A"), ("ada",)),
        ("E550", ("3A", "1A"), ("ada",)),
    }
    assert "to change from usual to torn; 2 h 00 min are needed" in faults[0].text


def test_a_look_that_is_gone_is_named_where_it_is_worn_again(desk: Desk) -> None:
    """Torn once, she is never usual again: but 1B, the last of that day, is usual."""
    order = ("usual", "torn")
    quick = with_rules(desk.production, look_change=0.0)
    production = looking(quick, order, _1A="torn")
    found = replace(production.people["ada"], looks=Looks(order, order, 0.0))
    production = replace(production, people={**production.people, "ada": found})
    faults = verify(production, desk.plan)
    assert {f.code for f in faults} == {"E552"}
    assert all(f.shots[0] == "1A" for f in faults)
    assert faults[0].text.startswith("1B (7 Oct 15:42")
    assert "shows Ada Actress usual, who is torn since 1A (7 Oct 13:52-14:38)" in faults[0].text


def test_looks_in_their_order_are_right_whatever_the_order_of_the_shots(desk: Desk) -> None:
    """3B and 3A are the first of the plan: torn there, and usual after, is the order from torn to usual."""
    looks = Looks(("usual", "torn"), ("torn", "usual"), 0.0)
    production = looking(desk.production, _3B="torn", _3A="torn")
    people = {**production.people, "ada": replace(production.people["ada"], looks=looks)}
    assert verify(replace(production, people=people), desk.plan) == ()


def moved(desk: Desk, **rules: float | int) -> tuple[Production, Plan]:
    """Give the small production with its sets a degree of longitude apart, 111.2 km, and its plan."""
    ruled = with_rules(desk.production, company_move=1800.0, road_speed=100.0, moves_per_day=9)
    return grounded(with_rules(ruled, **rules), nauka=HERE, cupola=FAR), desk.plan


def test_everybody_travels_between_locations_and_the_way_counts(desk: Desk) -> None:
    """Half an hour and 111.2 km at 100 km/h: 1 h 36 min 43 s, of which there are 1 h 46 min 49 s."""
    production, plan = moved(desk)
    assert production.travel("nauka", "cupola") == pytest.approx(1800 + 111.195 / 100 * 3600, abs=1)
    assert "E550" not in codes(verify(production, plan))
    production, plan = moved(desk, road_speed=80.0)
    faults = [f for f in verify(production, plan) if f.code == "E550"]
    assert {person for f in faults for person in f.people} == {"dina", "ada"}
    assert all("to travel to NAUKA; 1 h 53 min are needed" in f.text for f in faults)


def test_more_moves_than_allowed_are_named_by_day(desk: Desk) -> None:
    """On 7 October everybody goes from the Cupola to Nauka once, and on the 8th nobody goes anywhere."""
    assert "E551" not in codes(verify(*moved(desk, moves_per_day=1)))
    faults = [f for f in verify(*moved(desk, moves_per_day=0)) if f.code == "E551"]
    assert {person for f in faults for person in f.people} == {"dina", "ada"}
    assert all(
        "1 time on 7 Oct, to NAUKA for 1A (7 Oct 13:52-14:38); 0 moves a day are allowed" in f.text for f in faults
    )
    assert all(f.shots == ("1A",) for f in faults)


def test_sets_at_one_location_and_sets_aboard_are_no_way_apart(desk: Desk) -> None:
    production = grounded(desk.production, nauka=HERE, cupola=replace(FAR, lon=0.0))
    assert production.travel("nauka", "cupola") == 0.0
    assert desk.production.travel("nauka", "cupola") == 0.0
    assert grounded(desk.production, nauka=NEAR).travel("nauka", "cupola") == 0.0
