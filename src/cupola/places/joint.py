"""Joints: what of a station turns, about which axis, and how far at an instant.

A joint that faces the Sun turns a direction of its own as near to the Sun as its axis allows: the rotary joints of the
ISS' truss about y, which carry its arrays round once a revolution, and the gimbals of the wings about their masts,
which take the rest. With the Sun along the axis any angle is as near as any other, and zero is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, nan, radians, sin

import numpy as np

from cupola.clock import Span
from cupola.places.body import Floats, Frustum, Vector

_THIN = 1e-3  # metres: so that what is swept by a plate square to the axis is a body too


@dataclass(frozen=True, slots=True)
class Parked:
    """A span in which a joint stands still.

    Attributes
    ----------
    span : Span
        From when to when.
    angle : float
        Its angle, deg.
    """

    span: Span
    angle: float


@dataclass(frozen=True, slots=True)
class Joint:
    """A rotary joint; at angle zero what it carries stands as its coordinates say.

    Attributes
    ----------
    name : str
        What the station's document calls it.
    at : Vector
        A point on its axis, metres.
    axis : Vector
        Unit vector; positive angles turn right-handed about it.
    faces : Vector or None
        Unit vector square to the axis that is turned to the Sun; None for a joint that stands at `angle`.
    angle : float
        Deg.
    parked : tuple of Parked
        Spans in which it stands still elsewhere.
    on : Joint or None
        The joint that carries this one.
    """

    name: str
    at: Vector
    axis: Vector
    faces: Vector | None = None
    angle: float = 0.0
    parked: tuple[Parked, ...] = ()
    on: Joint | None = None

    @property
    def chain(self) -> tuple[Joint, ...]:
        """The joints that carry this one, outermost first, and itself."""
        return (*self.on.chain, self) if self.on is not None else (self,)

    @property
    def numbers(self) -> tuple[float, ...]:
        """What `rays.turn` has to know of it.

        The direction of angle zero, the one a quarter turn on, and the axis; the point on it; cosine and sine of its
        angle, nan for one that faces the Sun.
        """
        basis = _basis(self.axis, self.faces).ravel().tolist()
        angle = radians(self.angle) if self.faces is None else nan
        return (*basis, *self.at, cos(angle), sin(angle))

    def swept(self, low: Floats, high: Floats) -> Frustum:
        """Give the cylinder about its axis that a box with these corners, shape (3,), stays in at any angle."""
        corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3) - np.array(self.at)
        axis = np.array(self.axis)
        along = corners @ axis
        radius = float(np.linalg.norm(corners - along[:, None] * axis, axis=1).max())
        start, stop = (np.array(self.at) + end * axis for end in (along.min(), along.max() + _THIN))
        return Frustum((start[0], start[1], start[2]), (stop[0], stop[1], stop[2]), (radius, radius))


def _basis(axis: Vector, faces: Vector | None) -> Floats:
    """Give, as rows, the direction of angle zero, the one a quarter turn on, and the axis; shape (3, 3)."""
    up = np.array(axis)
    if faces is None:
        square = np.cross(up, np.eye(3)[np.argmin(np.abs(up))])
        zero = square / np.linalg.norm(square)
    else:
        zero = np.array(faces)
    return np.stack([zero, np.cross(up, zero), up])
