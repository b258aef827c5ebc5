"""What a stay leaves to its ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cupola.clock import instant
from cupola.production.frame import framed
from tests.production.ships import WITH_SHIPS, faults, made
from tests.small import PRODUCTION

STAY = """\
stay:
  mission_start: 2021-10-05T08:00:00Z
  arrive: 2021-10-06T00:00:00Z
  first_shot: 2021-10-06T06:00:00Z
  wrap: 2021-10-09T00:00:00Z
  depart: 2021-10-09T06:00:00Z
"""


def test_without_a_stay_it_follows_from_the_ships(tmp_path: Path) -> None:
    production = made(tmp_path, (STAY, ""))
    assert production.stay.start == instant("2021-10-06T00:00:00Z")
    assert production.stay.stop == instant("2021-10-09T06:00:00Z")
    assert production.shoot.start == instant("2021-10-06T02:30:00Z")
    assert production.shoot.stop == instant("2021-10-09T01:35:00Z")
    assert production.mission_start == instant("2021-10-05T20:30:00Z")


@pytest.mark.parametrize("field", ["mission_start", "arrive", "first_shot", "wrap", "depart"])
def test_each_field_that_is_left_out_follows_and_the_others_stay(tmp_path: Path, field: str) -> None:
    line = next(line for line in STAY.splitlines(keepends=True) if f"{field}:" in line)
    written, production = made(tmp_path), made(tmp_path, (line, ""))
    values = {
        "mission_start": production.mission_start == written.mission_start,
        "first_shot": production.shoot.start == written.shoot.start,
        "wrap": production.shoot.stop == written.shoot.stop,
    }
    assert all(same for name, same in values.items() if name != field)
    assert production.stay == written.stay
    assert values.get(field, False) is False


def test_who_goes_home_before_the_film_crew_comes_does_not_end_its_stay() -> None:
    """A handover: the old crew leaves a day before the contact, the film crew half a year later."""
    ships = {
        "old": {"kind": "soyuz", "down": ["x"], "arrives": "2021-04-09T11:00:00Z", "departs": "2021-10-05T00:00:00Z"},
        "new": {"kind": "soyuz", "up": ["y"], "down": ["y"], "arrives": "2021-10-06T00:00:00Z"},
    }
    people: dict[str, Any] = {"x": {}, "y": {}}
    assert "depart" not in framed({"people": people, "flight": {"ships": ships}})["stay"]
    ships["new"]["departs"] = "2022-03-30T07:21:00Z"
    assert framed({"people": people, "flight": {"ships": ships}})["stay"]["depart"] == "2022-03-30T07:21:00Z"


def test_without_ships_a_field_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    from tests.production.faults import found

    line = "  wrap: 2021-10-09T00:00:00Z\n"
    assert [one.text for one in found(tmp_path, production=PRODUCTION.replace(line, ""))] == ["stay › wrap is missing"]


def test_a_ship_that_cannot_be_read_is_reported_and_no_stay_follows_from_the_others(tmp_path: Path) -> None:
    found = faults(tmp_path, ("  wrap: 2021-10-09T00:00:00Z\n", ""), ("departs: 2021-10-09T06:00:00Z", "departs: soon"))
    assert [(one.code, one.text.split(":")[0]) for one in found] == [
        ("E106", "stay › wrap is missing"),
        ("E108", "flight › ships › old › departs"),
    ]


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"flight": None},
        {"flight": {"ships": []}},
        {"flight": {"ships": {"a": None}}, "stay": "now"},
        {"flight": {"ships": {"a": {"up": 3, "arrives": 4}}}, "people": {"x": {}}},
        {"flight": {"ships": {"a": {"up": ["x"], "arrives": "noon", "kind": []}}}, "people": {"x": {}}},
        {"flight": {"ships": {"a": {"up": ["nobody"], "arrives": "2021-10-06T00:00:00Z"}}}, "people": {"x": {}}},
    ],
)
def test_what_is_no_document_is_left_as_it_is(plain: Any) -> None:
    assert framed(plain) == plain


def test_hours_that_are_written_count_and_those_that_cannot_be_read_do_not() -> None:
    ship = {"kind": "soyuz", "up": "x", "arrives": "2021-10-06T00:00:00Z"}
    plain: dict[str, Any] = {"people": {"x": {}}, "flight": {"ships": {"a": ship}}}

    def first_shot(opens: str) -> str:
        ships = {"a": {**ship, "opens": opens}}
        return str(framed({**plain, "flight": {"ships": ships}})["stay"]["first_shot"])

    assert first_shot("1 h") == "2021-10-06T01:00:00Z"
    assert first_shot("soon") == first_shot("2 h 30 min") == "2021-10-06T02:30:00Z"


def test_the_document_itself_is_not_changed() -> None:
    assert "flight:" in WITH_SHIPS
    plain: dict[str, Any] = {
        "people": {"x": {}},
        "flight": {"ships": {"a": {"kind": "soyuz", "up": ["x"], "arrives": "2021-10-06T00:00:00Z"}}},
    }
    framed(plain)
    assert "stay" not in plain
