"""Ships: times, seats, kilograms, ports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.flight.craft import shipped_crafts
from cupola.production.manifest import _cargo
from cupola.production.shipform import CargoForm, drive, ship_kinds
from cupola.production.ships import NEVER
from tests.production.ships import faults, made


def test_ships_are_made_in_the_order_of_their_arrival_with_the_figures_of_their_kind(tmp_path: Path) -> None:
    old, cargo, new = made(tmp_path).ships
    assert [ship.name for ship in (old, cargo, new)] == ["Old Soyuz", "Cargo One", "New Soyuz"]
    assert (old.seats, old.hold_down.most, old.hold_down.room) == (3, 60.0, 150.0)
    assert old.closed == instant("2021-10-09T06:00:00Z") - 4 * 3600 - 25 * 60
    assert new.opened == instant("2021-10-06T02:30:00Z")
    assert (cargo.departs, cargo.seats, cargo.moves) == (NEVER, 0, (cargo.arrives,))
    assert old.moves == (old.arrives, old.departs)


def test_what_is_written_is_laid_over_the_kind(tmp_path: Path) -> None:
    change = (
        "      kind: soyuz\n      port: nauka\n",
        "      kind: soyuz\n      most_down: 80 kg\n      closes: 2 h\n",
    )
    old = made(tmp_path, change).ships[0]
    assert (old.hold_down.most, old.closes, old.port) == (80.0, 7200.0, "")


def test_rushes_come_home_on_whole_drives(tmp_path: Path) -> None:
    """9 TB on drives of 4 TB: three, twice."""
    rushes, costumes = made(tmp_path).ships[0].hold_down.cargo
    assert (rushes.drives, costumes.drives) == (6, 0)
    assert rushes.mass == pytest.approx(6 * 0.15)
    assert made(tmp_path).ships[0].hold_down.mass == pytest.approx(5.9)
    assert made(tmp_path).ships[0].hold_down.filled == pytest.approx(31.5)


@given(terabytes=st.integers(1, 400), copies=st.integers(1, 5))
def test_drives_hold_all_copies_and_none_is_left_empty(terabytes: int, copies: int) -> None:
    form = CargoForm.model_validate({"what": "rushes", "data": f"{terabytes} TB", "copies": copies})
    each = _cargo(form).drives / copies
    assert each * drive().holds >= terabytes * 1000.0 > (each - 1) * drive().holds


def test_ninety_kilograms_of_drives_in_a_soyuz_are_refused_with_what_would_work(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, ("{what: rushes, data: 9 TB, copies: 2}", "{what: drives, data: 9 TB, mass: 90 kg}"))
    assert one.code == "E724"
    assert one.text == "Old Soyuz takes home 60 kg, and 95 kg are on its list: drives 90 kg, costumes 5 kg"
    assert one.message.hint == (
        "take out 35 kg; fewer copies, or a part by link: the drives are 90 kg; New Soyuz has 60 kg free"
    )
    assert one.pointed.startswith("{what: drives")


def test_too_many_litres_are_refused(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, ("mass: 5 kg, room: 30 l", "mass: 5 kg, room: 300 l"))
    assert (one.code, one.text) == ("E724", "Old Soyuz takes home 150 l, and 301.5 l are on its list")


def test_what_is_somebody_s_own_counts_against_their_seat_alone(tmp_path: Path) -> None:
    own = ("mass: 5 kg, room: 30 l", "mass: 1.5 kg, room: 30 l, person: ada")
    assert made(tmp_path, own).ships[0].hold_down.mass == pytest.approx(0.9)
    (one,) = faults(tmp_path, (own[0], own[1].replace("1.5 kg", "2 kg")))
    assert (one.code, one.text) == ("E724", "Old Soyuz takes home 1.5 kg of each person's own, and ada has 2 kg")


def test_nothing_comes_home_in_a_ship_that_burns_up(tmp_path: Path) -> None:
    change = (
        "      cargo_up:\n",
        "      departs: 2021-12-20T00:00:00Z\n      cargo_down: [{what: film, mass: 1 kg}]\n      cargo_up:\n",
    )
    (one,) = faults(tmp_path, change)
    assert (one.code, one.text) == ("E724", "Cargo One takes home 0 kg, and 1 kg are on its list: film 1 kg")


def test_four_people_in_three_seats_are_refused_with_the_seat_that_is_free(tmp_path: Path) -> None:
    changes = (
        ("down: [dina, ada, Carl Commander]", "down: [dina, ada, piet, Carl Commander]"),
        ("down: [piet, eve]", "down: [eve]"),
    )
    (one,) = faults(tmp_path, *changes)
    assert one.code == "E722"
    assert one.text == (
        "4 on the way home in Old Soyuz, which has 3 seats: Dina Director, Ada Actress, Piet Player, Carl Commander"
    )
    assert one.message.hint == "New Soyuz has 2 free"


def test_nobody_flies_in_a_cargo_ship(tmp_path: Path) -> None:
    (one, *_) = faults(
        tmp_path,
        ("      port: poisk\n", "      port: poisk\n      up: [eve]\n"),
        ("up: [dina, ada, eve]", "up: [dina, ada]"),
    )
    assert (one.code, one.text) == ("E722", "1 on the way up in Cargo One, which has 0 seats: Eve Escort")


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("lands: 2021-10-09T09:21:00Z", "lands: 2021-10-09T05:21:00Z", "Old Soyuz: lands is not after departs"),
        ("launch: 2021-10-05T20:30:00Z", "launch: 2021-10-06T20:30:00Z", "New Soyuz: arrives is not after launch"),
        (
            "      departs: 2021-10-09T06:00:00Z\n      lands: 2021-10-09T09:21:00Z\n",
            "",
            "takes people or things home, and never",
        ),
        ("      port: rassvet\n", "      closes: 300 d\n", "closes its hatches before they are open"),
    ],
)
def test_times_that_do_not_follow_one_another_are_refused(tmp_path: Path, old: str, new: str, text: str) -> None:
    found = [one for one in faults(tmp_path, (old, new)) if one.code == "E721"]
    assert len(found) == 1 and text in found[0].text


def test_an_unknown_kind_is_refused_with_the_nearest(tmp_path: Path) -> None:
    found = faults(tmp_path, ("kind: progress", "kind: progres"))
    assert [(one.code, one.message.hint, one.pointed) for one in found] == [
        ("E720", 'Did you mean "progress"?', "progres")
    ]


def test_a_port_is_one_of_the_station_s_and_taken_once(tmp_path: Path) -> None:
    found = faults(tmp_path, ("port: rassvet", "port: rasvet"))
    assert [(one.code, one.message.hint) for one in found] == [("E728", 'Did you mean "rassvet"?')]
    (one,) = faults(tmp_path, ("port: rassvet", "port: nauka"))
    assert one.code == "E728"
    assert one.text == "New Soyuz comes to the port nauka, which Old Soyuz has taken until 2021-10-09T06:00:00Z"
    assert (one.message.hint or "").startswith("free: rassvet")


def test_a_port_that_the_one_has_left_is_free_for_the_other(tmp_path: Path) -> None:
    changes = (
        (
            "      port: poisk\n      arrives: 2021-09-20T00:00:00Z\n",
            "      port: rassvet\n      arrives: 2021-09-20T00:00:00Z\n      departs: 2021-10-04T00:00:00Z\n",
        ),
    )
    assert faults(tmp_path, *changes) == []


def test_ships_that_come_and_go_within_hours_are_refused_unless_it_is_agreed(tmp_path: Path) -> None:
    near = ("arrives: 2021-09-20T00:00:00Z", "arrives: 2021-10-05T21:00:00Z")
    late = ("cargo_up:\n        - {what: lamps, mass: 10 kg, room: 20 l, gear: [led]}", "up: []")
    (one,) = faults(tmp_path, near, late)
    assert (one.code, one.text) == ("E729", "Cargo One and New Soyuz come or go within 3 h 00 min")
    assert "keep 6 h 00 min between them" in (one.message.hint or "")
    agreed = ("      kind: progress\n", "      kind: progress\n      apart: 2 h\n")
    both = ("      port: rassvet\n", "      port: rassvet\n      apart: 2 h\n")
    assert faults(tmp_path, near, late, agreed, both) == []
    assert [one.code for one in faults(tmp_path, near, late, agreed)] == ["E729"]
    assert [one.code for one in faults(tmp_path, near, late, both)] == ["E729"]


def test_cargo_has_a_mass_and_gear_that_is_known(tmp_path: Path) -> None:
    found = faults(tmp_path, ("mass: 10 kg, room: 20 l, gear: [led]", "room: 20 l, gear: [lead]"))
    assert sorted((one.code, one.message.hint) for one in found) == [
        ("E724", 'add "mass: 2 kg", or "data: 8 TB" for rushes on drives'),
        ("E727", 'Did you mean "led"?'),
    ]


def test_cargo_is_of_somebody_who_flies_in_the_ship(tmp_path: Path) -> None:
    found = faults(tmp_path, ("mass: 5 kg, room: 30 l", "mass: 1 kg, person: eve"))
    assert [(one.code, one.text) for one in found] == [
        ("E723", 'Old Soyuz does not carry them: the person "eve" is unknown')
    ]


def test_a_fault_of_form_in_a_ship_hides_what_would_follow_from_it(tmp_path: Path) -> None:
    found = faults(tmp_path, ("departs: 2021-10-09T06:00:00Z", "departs: tomorrow"))
    assert [one.code for one in found] == ["E108"]


def test_every_kind_has_hatches_that_close_before_undocking() -> None:
    for kind in ship_kinds().values():
        assert kind.figures.opens > 0 and kind.figures.closes > 0
        assert (kind.figures.seats > 0) == (kind.figures.personal > 0)


def test_a_ship_at_a_port_that_it_does_not_fit_is_refused_with_those_that_it_does(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, ("port: rassvet", "port: harmony-zenith"))
    assert (one.code, one.text) == ("E707", "New Soyuz docks with a probe, and the port harmony-zenith takes a ring")
    assert one.message.hint == "use rassvet or nauka or poisk or zvezda"
    (one,) = faults(tmp_path, ("kind: progress", "kind: cargo-dragon"))
    assert one.message.hint == "use harmony-forward or harmony-zenith"


def test_a_ship_that_the_arm_berths_is_put_at_any_port(tmp_path: Path) -> None:
    assert faults(tmp_path, ("kind: progress", "kind: cygnus")) == []


def test_packaged_ships_that_fly_an_approach_dock_with_what_the_approach_says() -> None:
    crafts = shipped_crafts()
    assert {key: ship_kinds()[key].docks for key in crafts} == {key: one.mechanism for key, one in crafts.items()}


def test_a_mistake_in_cargo_is_named_after_the_cargo(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, ("mass: 5 kg", "mass: -5 kg"))
    assert (one.code, one.text) == ("E107", 'cargo "costumes": mass: "-5 kg" is negative')
