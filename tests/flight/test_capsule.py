"""Capsules that come home."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError, SkyError
from cupola.flight.capsule import Capsule, Free, capsule, read_capsules, shipped_capsules
from cupola.flight.vehicle import shipped_vehicles

TEXT = """\
schema: cupola/1
capsules:
  one:
    name: One
    slows: 360 km/h
    burn: 5 min
    ballistic: 400
    lift: 0.2
    parachute: 8 km
    sinks: 10 min
    free: {least: 1 h, usual: 2 h, most: 3 h}
    gains: 36 s
    apart: 6 h
    lands: on land
    source: "own"
    confidence: low
"""


def test_capsules_are_read_in_kilometres_and_seconds() -> None:
    free = Free(3600.0, 7200.0, 10_800.0)
    expected = Capsule("one", "One", 0.1, 300.0, 400.0, 0.2, 8.0, 600.0, free, 0.01, 21_600.0, "on land", "own", "low")
    assert read_capsules(TEXT, "capsules.yaml") == {"one": expected}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("slows: 360 km/h", "slows: 360", "E107"),
        ("burn: 5 min", "burn: 0 s", "E106"),
        ("free: {least: 1 h, usual: 2 h, most: 3 h}", "free: 2 h", "E106"),
        ("lands: on land", "lands: on mars", "E106"),
        ("lift: 0.2", "lft: 0.2", "E106"),
    ],
)
def test_a_capsule_that_is_wrong_is_refused(old: str, new: str, code: str) -> None:
    with pytest.raises(DocumentError, match=code):
        read_capsules(TEXT.replace(old, new), "capsules.yaml")


def test_whatever_carries_people_up_brings_them_home() -> None:
    assert set(shipped_capsules()) == set(shipped_vehicles())
    for found in shipped_capsules().values():
        assert found.free.least < found.free.usual < found.free.most and found.source


def test_a_capsule_that_is_none_is_refused() -> None:
    with pytest.raises(SkyError, match="E702"):
        capsule("soyus")
