"""Vehicles, their leads and profiles."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cupola.errors import SkyError
from cupola.flight.site import site
from cupola.flight.vehicle import shipped_vehicles, vehicle


@pytest.mark.parametrize(
    ("craft", "place", "recovery", "rocket", "seconds"),
    [
        ("soyuz", "baikonur-1", None, "Soyuz-FG", 183.6),
        ("soyuz", "baikonur-31", "none", "Soyuz-2.1a", 188.7),
        ("soyuz", "45,60", None, "Soyuz-2.1a", 188.7),
        ("crew-dragon", "ksc-39a", None, "Falcon 9", 254.6),
        ("crew-dragon", "ccsfs-40", "rtls", "Falcon 9", 327.5),
    ],
)
def test_a_lead_is_that_of_the_rocket_that_leaves_there(
    craft: str, place: str, recovery: str | None, rocket: str, seconds: float
) -> None:
    lead = vehicle(craft).lead(site(place), recovery)
    assert (lead.rocket, lead.seconds) == (rocket, seconds)


def test_a_recovery_that_is_not_flown_is_refused_with_those_that_are() -> None:
    with pytest.raises(SkyError, match="E701 Soyuz MS does not fly") as error:
        vehicle("soyuz").lead(site("baikonur-1"), "rtls")
    assert error.value.messages[0].hint == "give --recovery none"


def test_a_vehicle_that_is_none_is_refused() -> None:
    with pytest.raises(SkyError, match='E702 the vehicle "soyus"'):
        vehicle("soyus")


@pytest.mark.parametrize(
    ("phase", "names"),
    [
        (-5.0, ["two-orbit"]),
        (-0.1, ["two-orbit"]),
        (0.9, ["two-orbit", "four-orbit"]),
        (1.0, ["four-orbit"]),
        (22.9, ["four-orbit"]),
        (23.0, []),
        (268, ["34-orbit"]),
    ],
)
def test_the_phase_says_which_ways_are_open(phase: float, names: list[str]) -> None:
    assert [profile.name for profile in vehicle("soyuz").profiles if profile.is_open(phase)] == names


def test_a_dragon_has_a_way_from_every_phase() -> None:
    assert all(vehicle("crew-dragon").profiles[0].is_open(phase) for phase in (-30.0, 0.0, 180.0, 329.9))


def test_the_ways_of_a_craft_come_the_fastest_first_and_say_where_they_are_from() -> None:
    for craft in shipped_vehicles().values():
        assert all(one.lasts < other.lasts for one, other in pairwise(craft.profiles))
        assert craft.source
        assert all(profile.source for profile in craft.profiles)
