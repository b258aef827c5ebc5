"""Cards, batteries, the nightly offload, and who sleeps where, from the document."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cupola.clock import Span, instant
from cupola.production import load
from cupola.production.stock import Battery, Cards, Offload
from tests.production.faults import changed, found
from tests.production.test_build import production
from tests.small import write_small

CAMERA = "bodies: 1, rate: 637 Mbps}"


def test_without_a_word_all_cameras_share_the_packaged_cards(tmp_path: Path) -> None:
    loaded = production(tmp_path)
    assert loaded.cards == (Cards(("komodo",), 512.0, 3),)
    assert loaded.offload == Offload(21.5 * 3600, math.inf)
    assert loaded.cameras["komodo"].battery is None, "it is plugged in"


def test_a_camera_with_cards_of_its_own_shares_none(tmp_path: Path) -> None:
    two = ("gear:", "  fx3: {kind: sony-fx3-all-i, bodies: 1}\ngear:")
    own = (CAMERA, "bodies: 1, rate: 637 Mbps, cards: {size: 1 TB, count: 2}}")
    shared = ("gear:", "cards: {size: 256 GB, count: 5}\ngear:")
    loaded = production(tmp_path, own, two, shared)
    assert loaded.cards == (Cards(("komodo",), 1000.0, 2), Cards(("fx3",), 256.0, 5))


def test_a_night_copies_as_much_as_its_hours_let_it_once_for_each_copy(tmp_path: Path) -> None:
    """1600 Mbps are 0.2 GB a second: 720 GB an hour, of which two copies leave 360."""
    line = ('"22:00", rate: 1600 Mbps, hours: 90 min', Offload(22 * 3600, 540.0))
    once = ('"22:00", rate: 1600 Mbps, hours: 90 min, copies: 1', Offload(22 * 3600, 1080.0))
    for text, offload in (line, once):
        loaded = production(tmp_path, ("gear:", f"offload: {{at: {text}}}\ngear:"))
        assert loaded.offload == offload


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{rate: 1600 Mbps}", "the offload has a rate, and no hours with it"),
        ("{hours: 4 h}", "the offload has hours, and no rate with them"),
    ],
)
def test_a_rate_without_hours_and_hours_without_a_rate_are_refused(tmp_path: Path, text: str, said: str) -> None:
    messages = found(tmp_path, production=changed("production", ("gear:", f"offload: {text}\ngear:")))
    assert [(m.code, m.text) for m in messages] == [("E450", said)]


@pytest.mark.parametrize("none", ["rate: 1600 Mbps, hours: 0 h", "rate: 0 Mbps, hours: 4 h"])
def test_an_offload_of_nothing_empties_no_card(tmp_path: Path, none: str) -> None:
    assert production(tmp_path, ("gear:", f"offload: {{{none}}}\ngear:")).offload.nightly == 0


def test_the_field_of_old_is_refused_with_what_to_write(tmp_path: Path) -> None:
    old = ("gear:", "rules: {cards_per_day: 1 TB}\ngear:")
    messages = found(tmp_path, production=changed("production", old))
    assert [m.code for m in messages] == ["E106"]
    assert messages[0].message.hint == 'write "cards: {size: 512 GB, count: 3}" beside "cameras:"'


def test_batteries_are_read_with_the_camera(tmp_path: Path) -> None:
    line = (CAMERA, "bodies: 1, rate: 637 Mbps, battery: {count: 4, runs: 90 min, charge: 3 h}}")
    assert production(tmp_path, line).cameras["komodo"].battery == Battery(4, 5400.0, 10800.0)


@pytest.mark.parametrize(
    "battery", ["{count: 0, runs: 1 h, charge: 1 h}", "{count: 1, runs: 0 h, charge: 1 h}", "{count: 1, runs: 1 h}"]
)
def test_a_battery_that_is_none_is_refused(tmp_path: Path, battery: str) -> None:
    line = (CAMERA, f"bodies: 1, rate: 637 Mbps, battery: {battery}}}")
    assert [m.code for m in found(tmp_path, production=changed("production", line))] == ["E106"]


def test_a_set_is_open_within_its_permits_only(tmp_path: Path) -> None:
    permits = (
        "permits: [{from: 2021-10-07T08:00Z, to: 2021-10-07T10:00Z}, {from: 2021-10-08T08:00Z, to: 2021-10-08T09:00Z}]"
    )
    loaded = production(tmp_path, ("capacity: 2, escort: usos", f"capacity: 2, escort: usos, {permits}"))
    assert list(loaded.sets["cupola"].open) == [
        Span(instant("2021-10-07T08:00Z"), instant("2021-10-07T10:00Z")),
        Span(instant("2021-10-08T08:00Z"), instant("2021-10-08T09:00Z")),
    ]


@pytest.mark.parametrize(
    ("permits", "codes"),
    [
        ("[{from: 2021-10-07T08:00Z, to: 2021-10-07T08:00Z}]", {"E406"}),
        ("[{from: 2020-10-07T08:00Z, to: 2020-10-07T09:00Z}]", {"E406"}),
        ("[]", {"E406"}),
        ("[{from: 2021-10-07T08:00Z}]", {"E106"}),
    ],
)
def test_permits_that_never_open_a_set_are_refused(tmp_path: Path, permits: str, codes: set[str]) -> None:
    line = ("capacity: 2, escort: usos", f"capacity: 2, escort: usos, permits: {permits}")
    assert {m.code for m in found(tmp_path, production=changed("production", line))} == codes


def test_a_module_has_room_for_as_many_as_it_holds_or_as_its_set_does(tmp_path: Path) -> None:
    sets = production(tmp_path, ("module: MLM, hears", "module: MLM, capacity: 3, hears")).sets
    assert (sets["nauka"].capacity, sets["nauka"].room) == (3, 4), "the set is a part of the module"
    sets = production(tmp_path, ("module: MLM, hears", "module: MLM, capacity: 6, hears")).sets
    assert (sets["nauka"].capacity, sets["nauka"].room) == (6, 6)


def test_people_sleep_in_modules_of_the_station(tmp_path: Path) -> None:
    line = ("plays: PETER, day: helper", "plays: PETER, sleeps_in: {}, day: helper")
    loaded = production(tmp_path, (line[0], line[1].format("MLM")))
    assert (loaded.people["piet"].sleeps_in, loaded.people["eve"].sleeps_in) == ("MLM", None)
    messages = found(tmp_path, production=changed("production", (line[0], line[1].format("MLN"))))
    assert [(m.code, m.message.hint) for m in messages] == [("E404", 'Did you mean "MLM"?')]


def test_a_shot_may_ask_for_a_closed_set(tmp_path: Path) -> None:
    text = "light: eclipse, quiet: true,\n         camera: komodo, setup: 15"
    breakdown = changed("breakdown", (text, text.replace("quiet", "closed")))
    shots = load(write_small(tmp_path, breakdown=breakdown)).shots
    assert (shots["2A"].closed, shots["1A"].closed) == (True, False)


def test_a_set_says_how_long_it_is_cleared_and_put_back(tmp_path: Path) -> None:
    line = ("module: MLM, hears", "module: MLM, clear: 20 min, restore: 30 min, hears")
    loaded = production(tmp_path, line, ("events:", 'rules: {restore_by: "21:00"}\nevents:'))
    assert (loaded.sets["nauka"].clear, loaded.sets["nauka"].restore) == (1200.0, 1800.0)
    assert (loaded.sets["cupola"].clear, loaded.sets["cupola"].restore) == (0.0, 0.0)
    assert loaded.rules.restore_by == 21 * 3600.0
    assert production(tmp_path).rules.restore_by == 19 * 3600.0
