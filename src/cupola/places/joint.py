"""Joints: what of a station turns, about which axis, and how far at an instant.

A joint that faces the Sun turns a direction of its own as near to the Sun as its axis allows: the rotary joints of the
ISS' truss about y, which carry its arrays round once a revolution, and the gimbals of the wings about their masts,
which take the rest. With the Sun along the axis any angle is as near as any other, and zero is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cupola.clock import Instants, Span
from cupola.places.body import Columns, Floats, Vector


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

    def frame(self, around: Frame, at: Instants) -> Frame:
        """Give rays as what the joint carries meets them: in its coordinates at angle zero.

        Parameters
        ----------
        around : Frame
            The rays in the coordinates of what carries the joint: the station, or the joint that it is `on`.
        at : ndarray, shape (n,)
            Instants.
        """
        basis, point = self._basis(), np.array(self.at)[:, None]
        sun = basis @ around.sun
        cosine, sine = self._turn(sun, at)
        return Frame(
            basis.T @ _back(basis @ (around.origin - point), cosine, sine) + point,
            basis.T @ _back(basis @ around.rays, cosine, sine),
            basis.T @ _back(sun, cosine, sine),
        )

    def _basis(self) -> Floats:
        """Give, as rows, the direction of angle zero, the one a quarter turn on, and the axis."""
        axis = np.array(self.axis)
        zero = np.array(self.faces) if self.faces is not None else _square(axis)
        return np.stack([zero, np.cross(axis, zero), axis])

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


def _back(parts: Columns, cosine: Floats, sine: Floats) -> Columns:
    """Turn components along a joint's basis back about its last row."""
    zero, quarter, axis = parts
    return np.stack(
        [cosine * zero + sine * quarter, cosine * quarter - sine * zero, np.broadcast_to(axis, cosine.shape)]
    )


def _square(axis: Floats) -> Floats:
    """Give some unit vector square to an axis."""
    other = np.eye(3)[np.argmin(np.abs(axis))]
    square = np.cross(axis, other)
    return np.asarray(square / np.linalg.norm(square), float)
