"""Ships as values: holds, hatches, liners."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.clock import Span, instant
from cupola.production import load
from cupola.production.ships import NEVER, Cargo, Hold, Liner, aboard, arrival, liners, ship_down, ship_up
from tests.docs.page import ROOT
from tests.production.ships import made


def test_a_hold_counts_what_is_nobody_s_own() -> None:
    hold = Hold((Cargo("a", 2.0, 3.0), Cargo("b", 4.0, 5.0), Cargo("c", 8.0, 9.0, person="x")), 60.0, 100.0, 1.5)
    assert (hold.mass, hold.filled) == (6.0, 8.0)


def test_a_liner_follows_its_owner_once_both_ships_are_open(tmp_path: Path) -> None:
    ships = made(tmp_path).ships
    opened = instant("2021-10-06T02:30:00Z")
    assert liners(ships) == (
        Liner("ada", "New Soyuz", "Old Soyuz", opened),
        Liner("dina", "New Soyuz", "Old Soyuz", opened),
        Liner("piet", "Old Soyuz", "New Soyuz", opened),
    )


def test_who_comes_home_as_they_came_has_no_liner_to_carry_and_a_dragon_has_none(tmp_path: Path) -> None:
    ships = made(tmp_path).ships
    assert "eve" not in [one.person for one in liners(ships)]
    assert liners(tuple(replace(ship, liners=False) for ship in ships)) == ()


def test_somebody_is_aboard_between_the_hatches_of_their_ships(tmp_path: Path) -> None:
    ships = made(tmp_path).ships
    new = next(ship for ship in ships if ship.id == "new")
    stay = Span(new.arrives, new.arrives + 5 * 86_400.0)
    assert aboard(ships, "dina", stay).start == stay.start
    early = Span(stay.start - 86_400.0, stay.stop)
    assert aboard(ships, "dina", early).start == new.opened
    assert arrival(ships, "dina", early) == new.arrives and arrival(ships, "dina", stay) is None
    assert aboard(ships, "nobody", early) == early
    before = Span(stay.start - 9e6, stay.start - 8e6)
    assert aboard(ships, "dina", before).length == 0.0


def test_ships_are_found_by_who_is_in_them(tmp_path: Path) -> None:
    ships = made(tmp_path).ships
    assert [found.id for found in (ship_up(ships, "piet"), ship_down(ships, "piet")) if found] == ["old", "new"]
    assert ship_up(ships, "nobody") is None and ship_down(ships, "nobody") is None


def test_the_film_crew_of_the_challenge_went_up_in_one_ship_and_home_in_the_other() -> None:
    production = load(ROOT / "productions/the-challenge")
    for person in ("shipenko", "peresild"):
        up, down = ship_up(production.ships, person), ship_down(production.ships, person)
        assert up is not None and down is not None
        assert (up.name, down.name, up.port, down.port) == ("Soyuz MS-19", "Soyuz MS-18", "rassvet", "nauka")
        assert up.by_hand and up.arrives == production.stay.start and down.departs == production.stay.stop
    assert [one.person for one in liners(production.ships)] == ["dubrov", "peresild", "shipenko", "vandehei"]
    progress = next(ship for ship in production.ships if ship.id == "progress-ms17")
    assert progress.hold_up.mass == 13.75 and progress.departs != NEVER


def test_the_ships_of_the_challenge_put_nothing_on_its_timeline_that_does_not_stand_there() -> None:
    production = load(ROOT / "productions/the-challenge")
    assert not any("Soyuz MS-1" in event.what and "turns" in event.what for event in production.events)
    assert all(event.span.stop <= production.stay.stop for event in production.events)
