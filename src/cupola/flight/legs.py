"""The legs of an approach: each says where the ship should be, and when it is done with."""

from __future__ import annotations

from typing import ClassVar, Final, Protocol

import numpy as np

from cupola.flight.pilot import Pilot
from cupola.flight.relative import Floats

_PIECES: Final = 64  # of a fly-around, to measure its length: within 0.1 % of the arc
_OPPOSITE: Final = -0.9999  # cosine: from there on any side is as good to go around by


class Way(Protocol):
    """A leg as it is flown."""

    name: ClassVar[str]

    def aim(self, pilot: Pilot, seen: Floats) -> tuple[Floats, Floats]:
        """Give where the ship should be and how fast, m and m/s, for where it is seen to be; shape (3,) each."""

    def is_over(self, pilot: Pilot) -> bool:
        """Say whether it is done with."""


class FlyAround:
    """Around the station, on an arc that narrows or widens evenly, to the axis of the port."""

    name: ClassVar[str] = "fly-around"

    def __init__(self, start: Floats, stop: Floats) -> None:
        self._near, self._far = float(np.linalg.norm(start)), float(np.linalg.norm(stop))
        self._first = start / self._near
        last = stop / self._far
        self._turn = float(np.arccos(np.clip(self._first @ last, -1.0, 1.0)))
        aside = np.eye(3)[1] if self._first @ last < _OPPOSITE else last
        aside = aside - (aside @ self._first) * self._first
        self._aside = aside / max(float(np.linalg.norm(aside)), 1e-12)
        self._share = 0.0
        path = np.stack([self._place(share) for share in np.linspace(0.0, 1.0, _PIECES + 1)])
        self._length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())

    def aim(self, pilot: Pilot, seen: Floats) -> tuple[Floats, Floats]:
        """Give the next place on the arc."""
        hand = pilot.hand
        ahead = hand.around * hand.steers / max(self._length, 1e-9)
        before, self._share = self._share, min(1.0, self._share + ahead)
        place = self._place(self._share)
        return place, (place - self._place(before)) / hand.steers

    def is_over(self, pilot: Pilot) -> bool:
        """Say whether the arc has been flown."""
        return self._share >= 1.0

    def _place(self, share: float) -> Floats:
        angle, height = share * self._turn, self._near + share * (self._far - self._near)
        place: Floats = height * (np.cos(angle) * self._first + np.sin(angle) * self._aside)
        return place


class Keep:
    """At one place, for a while."""

    name: ClassVar[str] = "station keeping"

    def __init__(self, place: Floats, lasts: float) -> None:
        self._place, self._lasts, self._until = place, lasts, np.inf

    def aim(self, pilot: Pilot, seen: Floats) -> tuple[Floats, Floats]:
        """Give the place."""
        self._until = min(self._until, pilot.seconds + self._lasts)
        return self._place, np.zeros(3)

    def is_over(self, pilot: Pilot) -> bool:
        """Say whether the while is over, counted from when it began."""
        return pilot.seconds >= self._until


class TakeOver(Keep):
    """At one place, until those who take over steer."""

    name: ClassVar[str] = "take-over"


class Descent:
    """Down the axis of the port, to a distance."""

    name: ClassVar[str] = "final approach"

    def __init__(self, to: float) -> None:
        self._to = to

    def aim(self, pilot: Pilot, seen: Floats) -> tuple[Floats, Floats]:
        """Give the nearest place on the axis, and the speed along it."""
        line, along = pilot.line, pilot.line.along(seen)
        return line.point(along), -pilot.hand.speed(along) * line.axis

    def is_over(self, pilot: Pilot) -> bool:
        """Say whether it is so near."""
        return pilot.line.along(pilot.state[:3]) <= self._to


class BreakOff:
    """Straight away from the port, to as far as it came from."""

    name: ClassVar[str] = "break-off"

    def aim(self, pilot: Pilot, seen: Floats) -> tuple[Floats, Floats]:
        """Give the way out."""
        out = seen - pilot.line.contact
        return seen, pilot.craft.retreats * out / np.linalg.norm(out)

    def is_over(self, pilot: Pilot) -> bool:
        """Say whether it is away."""
        return bool(np.linalg.norm(pilot.state[:3]) >= np.linalg.norm(pilot.craft.arrives))
