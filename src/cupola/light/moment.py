"""The geometry of many instants at once, worked out only as far as somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.places import Attitude, YawPitchRoll
from cupola.places.attitude import Matrices
from cupola.sky.earth import sidereal_angle
from cupola.sky.moon import moon_position
from cupola.sky.orbit import Trajectory, Vectors
from cupola.sky.sun import sun_position

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Vantage:
    """From where light is judged: a trajectory, the Sun, and how the station is turned.

    Attributes
    ----------
    trajectory : Trajectory
        Gives states at instants.
    sun : callable
        Gives the Sun from the Earth's centre at instants, shape (n, 3), km, TEME.
    attitude : Attitude
        The station's; level flight by default.
    moon : callable
        Gives the Moon from the Earth's centre, as `sun` the Sun.
    """

    trajectory: Trajectory
    sun: Callable[[Instants], Vectors] = sun_position
    attitude: Attitude = field(default_factory=lambda: Attitude(YawPitchRoll(0.0, 0.0, 0.0)))
    moon: Callable[[Instants], Vectors] = moon_position

    def at(self, instants: Instants) -> Moment:
        """Give the geometry of instants, shape (n,)."""
        return Moment(instants, self)

    def joints(self, within: Span) -> Instants:
        """Give the instants in a span, shape (m,), of jumps: seams of the orbit, turns of the station."""
        seams = self.trajectory.joints
        inside = seams[(seams > within.start) & (seams < within.stop)]
        return np.unique(np.concatenate([inside, self.attitude.joints(within)]))


class Moment:
    """The geometry of instants, shape (n,); each part of it is worked out when first asked for, and once.

    A part of a moment (`part`, `taken`) shares what the whole works out.
    """

    def __init__(
        self, at: Instants, vantage: Vantage, whole: Moment | None = None, where: slice | Indices = slice(None)
    ) -> None:
        self.at = at
        self._vantage, self._whole, self._where = vantage, whole, where
        self._known: dict[Hashable, Floats] = {}

    def __len__(self) -> int:
        return len(self.at)

    def part(self, start: int, stop: int) -> Moment:
        """Give the instants from index `start` to before `stop`."""
        return Moment(self.at[start:stop], self._vantage, self, slice(start, stop))

    def taken(self, which: Indices) -> Moment:
        """Give the instants of some indices, in their order."""
        return Moment(self.at[which], self._vantage, self, which)

    @cached_property
    def _states(self) -> tuple[Vectors, Vectors]:
        if self._whole is None:
            return self._vantage.trajectory.states(self.at)
        position, velocity = self._whole._states
        return position[self._where], velocity[self._where]

    @cached_property
    def position(self) -> Vectors:
        """The station from the Earth's centre: km, TEME, shape (n, 3)."""
        if "_states" in self.__dict__:
            return self._states[0]
        if self._whole is None:
            return self._vantage.trajectory.positions(self.at)
        return self._whole.position[self._where]

    @property
    def velocity(self) -> Vectors:
        """Its velocity: km/s, TEME, shape (n, 3)."""
        return self._states[1]

    @cached_property
    def sun(self) -> Vectors:
        """The Sun from the Earth's centre: km, TEME, shape (n, 3)."""
        if self._whole is None:
            return self._vantage.sun(self.at)
        return self._whole.sun[self._where]

    @cached_property
    def moon(self) -> Vectors:
        """The Moon from the Earth's centre: km, TEME, shape (n, 3)."""
        if self._whole is None:
            return self._vantage.moon(self.at)
        return self._whole.moon[self._where]

    @cached_property
    def to_sun(self) -> Vectors:
        """The direction of the Sun from the station: unit vectors, TEME, shape (n, 3)."""
        sight = self.sun - self.position
        unit: Vectors = sight / np.linalg.norm(sight, axis=-1, keepdims=True)
        return unit

    @cached_property
    def body(self) -> Matrices:
        """The matrices from TEME to the station's frame, shape (n, 3, 3)."""
        if self._whole is None:
            return self._vantage.attitude.body_from_inertial(self.at, self.position, self.velocity)
        return self._whole.body[self._where]

    @cached_property
    def sun_in_body(self) -> Vectors:
        """The direction of the Sun in the station's frame: unit vectors, shape (n, 3)."""
        if self._whole is None:
            position, velocity = self._states  # first: what follows finds the position there
            return self._vantage.attitude.in_body(self.at, position, velocity, self.to_sun)
        return self._whole.sun_in_body[self._where]

    @cached_property
    def turn(self) -> tuple[Floats, Floats]:
        """Cosine and sine of the angle by which the Earth has turned (sidereal time), both shape (n,)."""
        if self._whole is None:
            angle = sidereal_angle(self.at)
            return np.cos(angle), np.sin(angle)
        cosine, sine = self._whole.turn
        return cosine[self._where], sine[self._where]

    @cached_property
    def fixed(self) -> Vectors:
        """The station in the Earth-fixed frame: km, shape (n, 3)."""
        if self._whole is None:
            (cosine, sine), (x, y, z) = self.turn, self.position.T
            return np.stack([cosine * x + sine * y, cosine * y - sine * x, z], axis=-1)
        return self._whole.fixed[self._where]

    def in_body(self, vectors: Vectors) -> Vectors:
        """Give vectors of TEME, shape (n, 3), in the station's frame."""
        position, velocity = self._states
        return self._vantage.attitude.in_body(self.at, position, velocity, vectors)

    def direction(self, in_body: tuple[float, float, float]) -> Vectors:
        """Give a direction fixed in the station, in TEME: shape (n, 3)."""

        def turned() -> Vectors:
            position, velocity = self._states
            return self._vantage.attitude.in_inertial(self.at, position, velocity, in_body)

        return self.once(("direction", in_body), turned)

    def once(self, key: Hashable, make: Callable[[], Floats]) -> Floats:
        """Work out something that several conditions share, and keep it under `key`."""
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]
