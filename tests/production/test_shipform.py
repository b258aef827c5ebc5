"""Ships as written, and their packaged kinds."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from pydantic import ValidationError

from cupola.production.shipform import CargoForm, FlightForm, ShipForm, drive, ship_kinds
from cupola.tree import parse

PLAIN: dict[str, Any] = {"name": "One", "kind": "soyuz", "arrives": "2021-10-05T12:22:31Z"}


def test_a_ship_needs_a_name_a_kind_and_its_contact_and_nothing_else() -> None:
    ship = ShipForm.model_validate(PLAIN)
    assert (ship.name, ship.departs, ship.seats, ship.up, ship.by_hand) == ("One", None, None, [], False)
    for field in PLAIN:
        with pytest.raises(ValidationError):
            ShipForm.model_validate({key: value for key, value in PLAIN.items() if key != field})


def test_one_name_stands_for_a_list_of_one() -> None:
    assert ShipForm.model_validate({**PLAIN, "up": "ada"}).up == ["ada"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("most_down", "60"),
        ("most_down", "60 l"),
        ("room_down", "3 kg"),
        ("room_down", "-3 l"),
        ("seats", -1),
        ("seats", 101),
        ("opens", "2"),
        ("arrives", "2021-10-05"),
        ("confidence", "sure"),
        ("colour", "red"),
    ],
)
def test_a_field_that_is_wrong_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        ShipForm.model_validate({**PLAIN, field: value})


def test_kilograms_and_litres_are_read_with_their_units() -> None:
    cargo = CargoForm.model_validate({"what": "x", "mass": "500 g", "room": "250 ml", "data": "1.5 TB"})
    assert (cargo.mass, cargo.room, cargo.data, cargo.copies) == (0.5, 0.25, 1500.0, 1)


def test_a_flight_has_ships() -> None:
    with pytest.raises(ValidationError):
        FlightForm.model_validate({"ships": {}})
    assert list(FlightForm.model_validate({"ships": {"one": PLAIN}}).ships) == ["one"]


def test_what_comes_home_in_a_soyuz_is_its_crew_and_sixty_kilograms() -> None:
    """The published landing payload of Soyuz MS."""
    soyuz = ship_kinds()["soyuz"]
    assert (soyuz.figures.seats, soyuz.figures.most_down, soyuz.liners) == (3, 60.0, True)
    assert ship_kinds()["progress"].figures.most_down == 0.0
    assert ship_kinds()["crew-dragon"].figures.seats == 4


def test_every_figure_has_a_source_and_says_how_sure_it_is() -> None:
    plain: Any = parse(
        (files("cupola.production") / "data" / "ships.yaml").read_text("utf-8"), "ships.yaml"
    ).root.plain()
    figures = [figure for kind in plain["kinds"].values() for figure in kind["figures"].values()]
    for figure in (*figures, *plain["drive"].values()):
        assert figure["source"] and figure["confidence"] in ("high", "medium", "low")
        assert figure["confidence"] != "high" or "own knowledge" not in figure["source"]


def test_a_drive_holds_more_than_it_weighs() -> None:
    assert (drive().holds, drive().room) == (4000.0, 0.25)
    assert drive().mass == pytest.approx(0.15)
