"""Joints: what of a station turns, about which axis, and how far at an instant.

A joint that faces the Sun turns a direction of its own as near to the Sun as its axis allows: the rotary joints of the
ISS' truss about y, which carry its arrays round once a revolution, and the gimbals of the wings about their masts,
which take the rest. With the Sun along the axis any angle is as near as any other, and zero is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.places.body import Columns, Floats, Frustum, Vector

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
class Frame:
    """Rays and the Sun in the coordinates of one part of the station.

    Attributes
    ----------
    origin : ndarray, shape (3, 1) or (3, n)
        Where rays begin, metres.
    rays : ndarray, shape (3, n)
        Unit vectors.
    sun : ndarray, shape (3, n)
        Unit vectors to the Sun.
    """

    origin: Columns
    rays: Columns
    sun: Columns

    def taken(self, which: NDArray[np.intp]) -> Frame:
        """Give some of the rays."""
        origin = self.origin if self.origin.shape[1] == 1 else self.origin[:, which]
        return Frame(origin, self.rays[:, which], self.sun[:, which])


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

    def swept(self, low: Floats, high: Floats) -> Frustum:
        """Give the cylinder about its axis that a box with these corners, shape (3,), stays in at any angle."""
        corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3) - np.array(self.at)
        axis = np.array(self.axis)
        along = corners @ axis
        radius = float(np.linalg.norm(corners - along[:, None] * axis, axis=1).max())
        start, stop = (np.array(self.at) + end * axis for end in (along.min(), along.max() + _THIN))
        return Frustum((start[0], start[1], start[2]), (stop[0], stop[1], stop[2]), (radius, radius))

    def frame(self, around: Frame, at: Instants) -> Frame:
        """Give rays as what the joint carries meets them: in its coordinates at angle zero.

        Parameters
        ----------
        around : Frame
            The rays in the coordinates of what carries the joint: the station, or the joint that it is `on`.
        at : ndarray, shape (n,)
            Instants.
        """
        basis, point = _basis(self.axis, self.faces), np.array(self.at)[:, None]
        sun = basis @ around.sun
        cosine, sine = self._turn(sun, at)
        return Frame(
            basis.T @ _back(basis @ (around.origin - point), cosine, sine) + point,
            basis.T @ _back(basis @ around.rays, cosine, sine),
            basis.T @ _back(sun, cosine, sine),
        )

    def _turn(self, sun: Columns, at: Instants) -> tuple[Floats, Floats]:
        """Give cosine and sine of the angle; `sun` by its components along the basis."""
        if self.faces is None:
            cosine, sine = (
                np.full(len(at), np.cos(np.radians(self.angle))),
                np.full(len(at), np.sin(np.radians(self.angle))),
            )
        else:
            length = np.hypot(sun[0], sun[1])
            along = length < 1e-9
            cosine = np.where(along, 1.0, sun[0] / np.where(along, 1.0, length))
            sine = np.where(along, 0.0, sun[1] / np.where(along, 1.0, length))
        for parked in self.parked:
            still = (at >= parked.span.start) & (at < parked.span.stop)
            cosine[still], sine[still] = np.cos(np.radians(parked.angle)), np.sin(np.radians(parked.angle))
        return cosine, sine


@cache
def _basis(axis: Vector, faces: Vector | None) -> Floats:
    """Give, as rows, the direction of angle zero, the one a quarter turn on, and the axis; shape (3, 3)."""
    up = np.array(axis)
    if faces is None:
        square = np.cross(up, np.eye(3)[np.argmin(np.abs(up))])
        zero = square / np.linalg.norm(square)
    else:
        zero = np.array(faces)
    return np.stack([zero, np.cross(up, zero), up])


def _back(parts: Columns, cosine: Floats, sine: Floats) -> Columns:
    """Turn components along a joint's basis back about its last row."""
    turned = np.empty((3, len(cosine)))
    turned[0] = cosine * parts[0] + sine * parts[1]
    turned[1] = cosine * parts[1] - sine * parts[0]
    turned[2] = parts[2]
    return turned
