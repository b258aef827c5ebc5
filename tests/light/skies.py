"""Small skies whose light can be worked out by hand."""

from dataclasses import dataclass

import numpy as np

from cupola.clock import Instants, Span
from cupola.light.moment import Moment, Vantage
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM

MU = 398600.4418
"""The Earth's gravity, km³/s²."""


FOREVER = Span(-1e7, 1e7)


@dataclass(frozen=True)
class Circle:
    """A circular orbit over the equator; at instant 0 the station is on the x axis and flies toward y."""

    height: float = 420.0
    span: Span = FOREVER

    @property
    def joints(self) -> Instants:
        """None: it never jumps."""
        return np.empty(0)

    @property
    def radius(self) -> float:
        """Its radius, km."""
        return EQUATOR_KM + self.height

    @property
    def period(self) -> float:
        """Its period, s."""
        return float(2 * np.pi * np.sqrt(self.radius**3 / MU))

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give positions and velocities."""
        rate = 2 * np.pi / self.period
        cos, sin, zero = np.cos(rate * at), np.sin(rate * at), np.zeros(len(at))
        position = self.radius * np.stack([cos, sin, zero], axis=-1)
        velocity = self.radius * rate * np.stack([-sin, cos, zero], axis=-1)
        return position, velocity

    def positions(self, at: Instants) -> Vectors:
        """Give positions."""
        return self.states(at)[0]


class Still:
    """A Sun that does not move, at a beta angle; at instant 0 it stands over the station."""

    def __init__(self, beta: float = 0.0) -> None:
        angle = np.radians(beta)
        self._sun = AU_KM * np.array([np.cos(angle), 0.0, np.sin(angle)])

    def __call__(self, at: Instants) -> Vectors:
        """Give the Sun at instants."""
        return np.broadcast_to(self._sun, (len(at), 3))


class Nowhere(Circle):
    """A trajectory that must not be asked: for conditions of time alone."""

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Refuse."""
        raise AssertionError("nobody should ask for a state")


def times_only(at: Instants) -> Moment:
    """Give a moment of which only the instants are known."""
    return Vantage(Nowhere(), Still()).at(at)
