"""How ships come to a port, as data."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest

from cupola.errors import DocumentError, SkyError
from cupola.flight.craft import craft, read_crafts, shipped_crafts
from cupola.flight.vehicle import shipped_vehicles
from cupola.production.shipform import ship_kinds

TEXT = files("cupola.flight").joinpath("data", "docking.yaml").read_text("utf-8")


def test_every_vehicle_that_launches_can_dock() -> None:
    assert set(shipped_crafts()) == set(shipped_vehicles())


def test_a_soyuz_is_read_in_metres_seconds_and_newtons() -> None:
    soyuz = craft("soyuz")
    assert (soyuz.mechanism, soyuz.mass, soyuz.thrust, soyuz.impulse) == ("probe", 6950.0, 260.0, 270.0)
    assert (soyuz.arrives, soyuz.holds) == ((-285.0, 20.0, 285.0), ((180.0, 120.0),))
    assert soyuz.scatter == pytest.approx((15.0, 0.15))
    assert (soyuz.capture.aside, soyuz.hatches.spread) == (0.34, 1800.0)
    assert (soyuz.automatic.name, soyuz.by_hand.takes_over, soyuz.by_hand.steers) == ("Kurs", 300.0, 3)


@pytest.mark.parametrize(
    ("distance", "speed"),
    [(0.0, 0.12), (1.0, 0.12), (6.0, 0.15), (75.0, 0.45), (180.0, 0.8), (400.0, 0.8), (-1.0, 0.12)],
)
def test_a_speed_is_that_of_its_distance_and_in_between_goes_evenly(distance: float, speed: float) -> None:
    assert craft("soyuz").automatic.speed(distance) == pytest.approx(speed)


@pytest.mark.parametrize("key", list(shipped_crafts()))
def test_by_hand_a_ship_comes_slower_and_sees_worse_and_nobody_comes_faster_than_the_gear_bears(key: str) -> None:
    one = craft(key)
    for distance in (0.0, 1.0, 10.0, 50.0, 150.0):
        assert one.by_hand.speed(distance) < one.automatic.speed(distance)
    assert one.by_hand.takes_over > one.automatic.takes_over == 0.0
    assert one.by_hand.angle > one.automatic.angle
    for hand in (one.automatic, one.by_hand):
        assert one.capture.slowest < hand.speed(0.0) < one.capture.fastest
        assert all(near[1] <= far[1] for near, far in pairwise(hand.speeds))
        assert 3 * hand.aim < one.capture.aside


def test_every_group_of_figures_says_where_it_is_from() -> None:
    for one in shipped_crafts().values():
        for group in (one, one.capture, one.hatches, one.retry, one.automatic, one.by_hand):
            assert group.source
            assert group.confidence in ("high", "medium", "low")


def test_hatches_take_as_long_as_for_the_kind_of_ship_unless_the_craft_says_otherwise() -> None:
    for key, one in shipped_crafts().items():
        assert one.hatches.after == ship_kinds()[key].figures.opens
    own = TEXT.replace("    hatches:\n", "    hatches:\n      after: 5 h\n", 1)
    assert read_crafts(own, "docking.yaml")["soyuz"].hatches.after == 18_000.0
    with pytest.raises(DocumentError, match="after"):
        read_crafts(TEXT.replace("  soyuz:\n", "  shenzhou:\n", 1), "docking.yaml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("thrust: 260 N", "thrust: 260 kg", '"kg" measures a mass; expected a force'),
        ("thrust: 260 N", "thrust: 260", "E107"),
        ("mechanism: probe", "mechanism: claw", "E106"),
        ("around: 1 m/s", "round: 1 m/s", "E106"),
        ("{at: 0 m, speed: 0.12 m/s}", "{at: 90 m, speed: 0.12 m/s}", "the nearest first"),
        ("slowest: 0.05 m/s", "slowest: 0.05 m", "E107"),
        ("    retry:\n", "    again:\n", "E106"),
        ("steers: 1 s", "steers: 0 s", "E106"),
        ("arrives: [-285, 20, 285]", "arrives: [-285, 20]", "E106"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(DocumentError) as caught:
        read_crafts(TEXT.replace(old, new, 1), "docking.yaml")
    assert says in str(caught.value)
    assert all(one.where and one.where.line for one in caught.value.messages)


def test_a_craft_that_is_none_is_refused() -> None:
    with pytest.raises(SkyError, match='E702 the vehicle "soyus" is unknown'):
        craft("soyus")
