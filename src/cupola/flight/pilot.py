"""A ship near a station in the hands of somebody: looks, sets its thrusters, drifts on, second by second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from cupola.flight.craft import Craft, Hand
from cupola.flight.relative import Floats, State, response, transition
from cupola.places import Port
from cupola.places.attitude import Turning

STEP: Final = 1.0
"""Seconds between two states."""

Aim = Callable[[Floats], tuple[Floats, Floats]]
"""From where the ship is seen to be, to where it should be and how fast: m, m/s, shape (3,), local vertical frame."""


@dataclass(frozen=True, eq=False)
class Line:
    """The line along which a ship comes to a port, in the local vertical frame.

    Attributes
    ----------
    contact : ndarray, shape (3,)
        Where the ship's middle of mass is when its docking gear touches, m.
    axes : ndarray, shape (3, 3)
        Rows: the port's axis outward, and two unit vectors square to it.
    """

    contact: Floats
    axes: Floats

    @classmethod
    def to(cls, port: Port, craft: Craft, turning: Turning) -> Line:
        """Give the line to a port of a station that is turned so."""
        level = turning.matrix().T
        axis, at = level @ np.array(port.axis), level @ np.array(port.at)
        side = np.cross(axis, np.eye(3)[np.argmin(np.abs(axis))])
        side = side / np.linalg.norm(side)
        return cls(at + craft.reach * axis, np.stack([axis, side, np.cross(axis, side)]))

    @property
    def axis(self) -> Floats:
        """The port's axis outward."""
        first: Floats = self.axes[0]
        return first

    def point(self, distance: float) -> Floats:
        """Give the place on the line at which the docking gear is so many metres from the port."""
        place: Floats = self.contact + distance * self.axis
        return place

    def along(self, place: Floats) -> float:
        """Give the distance of docking gear and port along the axis, m."""
        return float((place - self.contact) @ self.axis)

    def distance(self, place: Floats) -> float:
        """Give the distance of docking gear and port, m."""
        return float(np.linalg.norm(place - self.contact))


class Pilot:
    """A ship under way; the same seed, the same way.

    Attributes
    ----------
    state : State
        Where it is, and how fast.
    hand : Hand
        Who steers.
    seconds : float
        Since it began.
    spent : float
        Change of speed by the thrusters so far, m/s.
    states : list of State
        All that it was in, one a second.
    """

    def __init__(self, craft: Craft, line: Line, motion: float, hand: Hand, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.craft, self.line, self.seconds, self.spent = craft, line, 0.0, 0.0
        place, speed = craft.scatter
        scattered = self._random.normal(size=6) * np.repeat([place, speed], 3)
        self.state: State = np.array([*craft.arrives, 0.0, 0.0, 0.0]) + scattered
        self.states = [self.state]
        self._drift, self._reply = transition(motion, STEP), response(motion, STEP)
        self._push, self._wait = np.zeros(3), 0
        self.take(hand)

    def take(self, hand: Hand) -> None:
        """Give the ship into other hands."""
        self.hand, self._wait = hand, 0
        self._aside = self.line.axes.T @ np.array([0.0, *self._random.normal(size=2) * hand.aim])
        self._askew = self._random.normal(size=2) * hand.pointing

    @property
    def distance(self) -> float:
        """The distance of docking gear and port, m."""
        return self.line.distance(self.state[:3])

    @cached_property
    def _most(self) -> float:
        return self.craft.thrust / self.craft.mass

    @property
    def askew(self) -> float:
        """The angle between the ship's axis and the port's, deg."""
        return float(np.hypot(*self._askew))

    def step(self, aim: Aim) -> None:
        """Go on for a second, towards where `aim` says when the thrusters are set anew."""
        if self._wait <= 0:
            self._steer(aim)
            self._wait = self.hand.steers
        self._wait -= 1
        self.state = self._drift @ self.state + self._reply @ self._push
        self.states.append(self.state)
        self.seconds += STEP

    def _steer(self, aim: Aim) -> None:
        seen = self._look()
        place, speed = aim(seen[:3])
        mend = (place - seen[:3]) / self.hand.settles
        mend *= min(1.0, self.hand.around / max(float(np.linalg.norm(mend)), 1e-9))
        wanted = self.line.axes @ (speed + mend - seen[3:])
        within = np.clip(wanted, -self._most * self.hand.steers, self._most * self.hand.steers)
        change = np.where(np.abs(wanted) < self.hand.slack, 0.0, within)
        self._push = self.line.axes.T @ change / (self.hand.steers * STEP)
        self.spent += float(np.abs(change).sum())

    def _look(self) -> State:
        """Give the state as it is seen."""
        blur = np.radians(self.hand.angle) * self.distance
        seen: State = self.state + self._random.normal(size=6) * np.repeat([blur, self.hand.rate], 3)
        seen[:3] += self._aside
        return seen
