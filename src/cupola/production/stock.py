"""What a shoot uses up and gets back: memory cards until they are offloaded, batteries until they are charged."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cards:
    """Memory cards that kinds of camera share: `count` cards of `size` gigabytes."""

    cameras: tuple[str, ...]
    size: float
    count: int


@dataclass(frozen=True, slots=True)
class Offload:
    """The nightly offload: at `at` seconds after midnight on the crew's clock, `nightly` gigabytes at most.

    The copies that a card needs before it is formatted are counted in `nightly`.
    """

    at: float = 0.0
    nightly: float = math.inf


@dataclass(frozen=True, slots=True)
class Battery:
    """The batteries of a kind of camera: `count`, each good for `runs` seconds and charged again in `charge`."""

    count: int
    runs: float
    charge: float
