"""Convex bodies that a ray of light meets or misses: frustums (cylinders too), spheres, boxes.

A ray meets a convex body over one stretch of its length: it enters every face's inner side before it leaves any. How
far entering comes after leaving is the ray's gap: it is negative by the length of ray inside the body, or positive
where the ray misses it. The gap runs continuously through zero as the ray turns or moves.

Inside this module vectors stand in columns, shape (3, n) or (3, 1), metres: numpy is quicker so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Columns = NDArray[np.float64]
"""Vectors in columns, shape (3, n)."""

Vector = tuple[float, float, float]
"""A vector in the station's frame: x forward, y starboard, z nadir."""

_FLAT = 1e-12  # a ray this much along a face counts as this much across it, so that nothing is divided by zero


class Body(Protocol):
    """A convex body."""

    @property
    def numbers(self) -> tuple[float, ...]:
        """What `cross` has to know of it; as many for each body of a class."""

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face; negative inside all of them."""

    @staticmethod
    def cross(numbers: Floats, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave bodies; a missed one is left before it is entered.

        Parameters
        ----------
        numbers : ndarray, shape (k, 1) or (k, n)
            Of one body, or of one for each ray.
        origin : ndarray, shape (3, 1) or (3, n)
            Where rays begin, metres.
        rays : ndarray, shape (3, n)
            Unit vectors.

        Returns
        -------
        enter, leave : ndarray, shape (n,)
            Of the whole line: negative for what lies behind the origin.
        """


def crossing(body: Body, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
    """Give where rays enter and leave one body; see `Body.cross`."""
    return body.cross(np.array(body.numbers)[:, None], origin, rays)


def gap(crossed: tuple[Floats, Floats]) -> Floats:
    """Give the gap of rays, shape (n,), metres: negative where they meet the body ahead of their origin."""
    enter, leave = crossed
    result: Floats = np.maximum(enter, 0.0) - leave
    return result


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

    @staticmethod
    def cross(numbers: Floats, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave frustums."""
        start, axis, (length, radius, taper) = numbers[:3], numbers[3:6], numbers[6:]
        offset = origin - start
        height, climb = _dot(axis, offset), _dot(axis, rays)
        width = radius + taper * height
        # inside where a t^2 + 2 b t + c <= 0: the distance from the axis is no more than the radius at that height
        a = 1.0 - (1.0 + taper**2) * climb**2
        b = _dot(offset, rays) - climb * (height + taper * width)
        c = _dot(offset, offset) - height**2 - width**2
        low, high = _inside_quadric(a, b, c, taper * climb)
        bottom, top = _slab(height, climb, 0.0, length)
        return np.maximum(low, bottom), np.minimum(high, top)

    def _axis(self) -> tuple[Floats, float, float]:
        """Give the unit axis, the length, and by how much the radius grows along a metre of it."""
        along = np.array(self.stop) - np.array(self.start)
        length = float(np.linalg.norm(along))
        return along / length, length, (self.radii[1] - self.radii[0]) / length


@dataclass(frozen=True, slots=True)
class Sphere:
    """A sphere."""

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

    @staticmethod
    def cross(numbers: Floats, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave spheres."""
        offset = origin - numbers[:3]
        b = _dot(offset, rays)
        deep = b * b - _dot(offset, offset) + numbers[3] ** 2
        half = np.copysign(np.sqrt(np.abs(deep)), deep)
        return -b - half, -b + half

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

    @staticmethod
    def cross(numbers: Floats, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave boxes."""
        sides = [_slab(origin[i] - numbers[i], rays[i], -numbers[i + 3], numbers[i + 3]) for i in range(3)]
        enter = np.maximum(np.maximum(sides[0][0], sides[1][0]), sides[2][0])
        return enter, np.minimum(np.minimum(sides[0][1], sides[1][1]), sides[2][1])

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face."""
        return float((np.abs(np.array(point) - np.array(self.centre)) - np.array(self.size) / 2).max())


def _dot(one: Columns, two: Columns) -> Floats:
    result: Floats = one[0] * two[0] + one[1] * two[1] + one[2] * two[2]
    return result


def _slab(place: Floats, climb: Floats, low: Floats | float, high: Floats | float) -> tuple[Floats, Floats]:
    """Give where lines are between two planes: `place` is where they start across them, `climb` how they go."""
    steep = np.where(np.abs(climb) < _FLAT, np.copysign(_FLAT, climb), climb)
    one, two = (low - place) / steep, (high - place) / steep
    return np.minimum(one, two), np.maximum(one, two)


def _inside_quadric(a: Floats, b: Floats, c: Floats, widening: Floats) -> tuple[Floats, Floats]:
    """Give where a t^2 + 2 b t + c <= 0, on the nappe of a cone that a ray sees widen by `widening` a metre.

    A missed cone is left before it is entered. The root that would cancel is taken from the product of both.
    """
    a = np.where(np.abs(a) < _FLAT, _FLAT, a)
    deep = b * b - a * c
    half = np.sqrt(np.abs(deep))
    far = -(b + np.copysign(half, b))
    one, two = far / a, c / np.where(far == 0.0, _FLAT, far)
    low, high = np.minimum(one, two), np.maximum(one, two)
    steeper = a < 0.0  # than the cone's side: each of its two nappes is met once, or both at the peak
    low, high = (
        np.where(steeper, np.where(widening > 0.0, high, -np.inf), low),
        np.where(steeper, np.where(widening > 0.0, np.inf, low), high),
    )
    missed = (deep < 0.0) & ~steeper
    return np.where(missed, (half - b) / a, low), np.where(missed, -(half + b) / a, high)
