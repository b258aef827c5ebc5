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
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""

    def crossing(self, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave the body; it is left before it is entered if missed.

        Parameters
        ----------
        origin : ndarray, shape (3, 1) or (3, n)
            Where rays begin, metres.
        rays : ndarray, shape (3, n)
            Unit vectors.

        Returns
        -------
        enter, leave : ndarray, shape (n,)
            Of the whole line: negative for what lies behind the origin.
        """

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face; negative inside all of them."""


def gap(body: Body, origin: Columns, rays: Columns) -> Floats:
    """Give the gap of rays, shape (n,), metres: negative where they meet the body ahead of their origin."""
    enter, leave = body.crossing(origin, rays)
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
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        ends = np.array([self.start, self.stop])
        rims = np.array(self.radii)[:, None] * np.sqrt(np.maximum(1.0 - self._axis()[0] ** 2, 0.0))
        return (ends - rims).min(axis=0), (ends + rims).max(axis=0)

    def crossing(self, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave it."""
        axis, length, taper = self._axis()
        offset = origin - np.array(self.start)[:, None]
        height, climb = axis @ offset, axis @ rays
        width = self.radii[0] + taper * height
        # inside where a t^2 + 2 b t + c <= 0: the distance from the axis is no more than the radius at that height
        a = 1.0 - (1.0 + taper**2) * climb**2
        b = (offset * rays).sum(axis=0) - climb * (height + taper * width)
        c = (offset * offset).sum(axis=0) - height**2 - width**2
        low, high = _inside_quadric(a, b, c, taper * climb)
        bottom, top = _slab(height, climb, 0.0, length)
        return np.maximum(low, bottom), np.minimum(high, top)

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

    centre: Vector
    radius: float

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        return np.array(self.centre) - self.radius, np.array(self.centre) + self.radius

    def crossing(self, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave it."""
        offset = origin - np.array(self.centre)[:, None]
        b = (offset * rays).sum(axis=0)
        deep = b * b - (offset * offset).sum(axis=0) + self.radius**2
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
    def extent(self) -> tuple[Floats, Floats]:
        """The least and the greatest coordinates, both shape (3,), metres."""
        return np.array(self.centre) - np.array(self.size) / 2, np.array(self.centre) + np.array(self.size) / 2

    def crossing(self, origin: Columns, rays: Columns) -> tuple[Floats, Floats]:
        """Give the metres along rays at which they enter and leave it."""
        sides = [
            _slab(origin[i] - self.centre[i], rays[i], -self.size[i] / 2, self.size[i] / 2) for i in range(3)
        ]  # fmt: skip
        enter = np.maximum(np.maximum(sides[0][0], sides[1][0]), sides[2][0])
        return enter, np.minimum(np.minimum(sides[0][1], sides[1][1]), sides[2][1])

    def beyond(self, point: Vector) -> float:
        """Give how many metres a point lies outside the farthest face."""
        return float((np.abs(np.array(point) - np.array(self.centre)) - np.array(self.size) / 2).max())


def _slab(place: Floats, climb: Floats, low: float, high: float) -> tuple[Floats, Floats]:
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
    steeper = (a < 0.0) & (deep > 0.0)  # than the cone's side: each of its two nappes is met once
    low, high = (
        np.where(steeper, np.where(widening > 0.0, high, -np.inf), low),
        np.where(steeper, np.where(widening > 0.0, np.inf, low), high),
    )
    missed = deep < 0.0
    return np.where(missed, (half - b) / a, low), np.where(missed, -(half + b) / a, high)
