"""Approaches to fly in tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from cupola.clock import instant
from cupola.flight.approach import Approach, Trouble, Visit, fly
from cupola.flight.craft import Craft, Hand, craft
from cupola.places import YawPitchRoll, load_station

AT = instant("2021-10-05T11:57:00Z")
"""The end of MS-19's rendezvous, such that the automatic approach would have made contact at 12:12 as planned."""

MOTION = 2 * np.pi / 5576.0
LEVEL = YawPitchRoll(0.0, 0.0, 0.0)


def visit(port: str = "rassvet", trouble: Trouble | None = None, seed: int = 0, key: str = "soyuz") -> Visit:
    """Give a visit to a port of the ISS, flown level."""
    return Visit(craft(key), load_station("iss").port(port), LEVEL, MOTION, AT, trouble, seed)


@cache
def flown(port: str = "rassvet", trouble: Trouble | None = None, seed: int = 0, key: str = "soyuz") -> Approach:
    """Give an approach, flown once."""
    return fly(visit(port, trouble, seed, key))


def sharp(one: Craft) -> Craft:
    """Give a craft that comes from exactly where it should, and is steered by those who see without error."""
    return replace(one, scatter=(0.0, 0.0), automatic=keen(one.automatic), by_hand=keen(one.by_hand))


def keen(hand: Hand) -> Hand:
    """Give a hand without errors."""
    return replace(hand, slack=0.0, angle=0.0, rate=0.0, aim=0.0, pointing=0.0)
