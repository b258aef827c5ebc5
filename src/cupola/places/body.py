"""Convex bodies that light meets or misses: frustums (cylinders too), spheres, boxes. `rays` says where it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Vector = tuple[float, float, float]
"""A vector in the station's frame: x forward, y starboard, z nadir."""

FRUSTUM: Final = 0
SPHERE: Final = 1
BOX: Final = 2


class Body(Protocol):
    """A convex body."""

    @property
    def kind(self) -> int:
        """`FRUSTUM`, `SPHERE` or `BOX`."""

    @property
    def numbers(self) -> tuple[float, ...]:
        """What `rays.crossing` has to know of it; as many for each body of a kind."""

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face; negative inside all of them."""

    def __hash__(self) -> int:
        """Bodies are plain values."""


@dataclass(frozen=True, slots=True)
class Frustum:
    """A cone cut off at both ends; with equal radii a cylinder.

    Attributes
    ----------
    start, stop : Vector
        The centres of its ends.
    radii : tuple of float
        At the start and at the stop.
    """

    kind: ClassVar[int] = FRUSTUM
    start: Vector
    stop: Vector
    radii: tuple[float, float]

    @property
    def numbers(self) -> tuple[float, ...]:
        """The start, the unit axis, the length, the radius at the start, and by how much it grows along a metre."""
        axis, length, taper = self._axis()
        return (*self.start, *axis.tolist(), length, self.radii[0], taper)

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        ends = np.array([self.start, self.stop])
        rims = np.array(self.radii)[:, None] * np.sqrt(np.maximum(1.0 - self._axis()[0] ** 2, 0.0))
        return (ends - rims).min(axis=0), (ends + rims).max(axis=0)

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face."""
        axis, length, taper = self._axis()
        offset = np.array(point) - np.array(self.start)
        height = float(axis @ offset)
        away = float(np.linalg.norm(offset - height * axis))
        side = (away - self.radii[0] - taper * height) / float(np.hypot(1.0, taper))
        return max(-height, height - length, side)

    def _axis(self) -> tuple[Floats, float, float]:
        """Give the unit axis, the length, and by how much the radius grows along a metre of it."""
        along = np.array(self.stop) - np.array(self.start)
        length = float(np.linalg.norm(along))
        return along / length, length, (self.radii[1] - self.radii[0]) / length


@dataclass(frozen=True, slots=True)
class Sphere:
    """A sphere."""

    kind: ClassVar[int] = SPHERE
    centre: Vector
    radius: float

    @property
    def numbers(self) -> tuple[float, ...]:
        """The centre and the radius."""
        return (*self.centre, self.radius)

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        return np.array(self.centre) - self.radius, np.array(self.centre) + self.radius

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside of it."""
        return float(np.linalg.norm(np.array(point) - np.array(self.centre))) - self.radius


@dataclass(frozen=True, slots=True)
class Box:
    """A box along the axes; a thin one is a plate.

    Attributes
    ----------
    centre : Vector
        Its centre.
    size : Vector
        Its whole extent along x, y and z.
    """

    kind: ClassVar[int] = BOX
    centre: Vector
    size: Vector

    @property
    def numbers(self) -> tuple[float, ...]:
        """The centre and half of the size."""
        return (*self.centre, self.size[0] / 2, self.size[1] / 2, self.size[2] / 2)

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        return np.array(self.centre) - np.array(self.size) / 2, np.array(self.centre) + np.array(self.size) / 2

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face."""
        return float((np.abs(np.array(point) - np.array(self.centre)) - np.array(self.size) / 2).max())
