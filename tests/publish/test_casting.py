from __future__ import annotations

from dataclasses import replace

from cupola.production.model import Production
from cupola.publish.casting import Casting, isolated
from tests.publish.conftest import shot


def test_cast_numbers_follow_the_list_of_people_and_not_the_plan(casting: Casting) -> None:
    assert casting.numbers == {"anna": 1, "boris": 2}


def test_who_stands_before_the_camera_is_cast_even_without_a_part(production: Production) -> None:
    first = production.scenes[0]
    extra = replace(first, shots=(*first.shots, shot("1C", "mark")))
    casting = Casting(replace(production, scenes=(extra, *production.scenes[1:])))
    assert casting.numbers == {"anna": 1, "boris": 2, "mark": 3}


def test_people_are_cast_crew_or_escorts(casting: Casting) -> None:
    people = casting.production.people
    found = {key: casting.category(person) for key, person in people.items()}
    assert found == {"klim": "crew", "anna": "cast", "boris": "cast", "mark": "escort"}
    assert [person.id for person in casting.in_order()] == ["anna", "boris", "klim", "mark"]


def test_people_are_written_by_number(casting: Casting) -> None:
    assert casting.digits(["boris", "klim", "anna"]) == "1, 2"
    assert casting.players(["boris", "anna"]) == "1\N{NO-BREAK SPACE}Anna Actress, 2\N{NO-BREAK SPACE}Boris Cosmonaut"
    assert casting.names(["klim", "mark"]) == "Klim Director, Mark Escort"


def test_the_part_stands_before_the_roles(casting: Casting) -> None:
    people = casting.production.people
    assert casting.part(people["anna"]) == "NINA"
    assert casting.part(people["klim"]) == "director, camera"


def test_a_name_from_right_to_left_keeps_its_place_in_the_line() -> None:
    """Without isolation, the number of the next person would be drawn on the wrong side of the name."""
    assert isolated("Anna") == "Anna"
    assert isolated("נינה") == "\N{FIRST STRONG ISOLATE}נינה\N{POP DIRECTIONAL ISOLATE}"
