"""How a station is turned: local vertical frame, yaw-pitch-roll, and its timeline.

The local vertical frame: z to the nadir, y against the orbit's normal (to starboard in forward flight), x along the
flight. Yaw, pitch and roll turn it, in this order about z, y and x, into the station's frame. Matrices are passive:
they take a vector's components from the first frame to the second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.places.body import Vector
from cupola.sky.orbit import Vectors

Matrices = NDArray[np.float64]
"""Rotation matrices, shape (n, 3, 3)."""

Columns = NDArray[np.float64]
"""Vectors in columns, shape (3, n): numpy is quicker so."""


@dataclass(frozen=True, slots=True)
class YawPitchRoll:
    """Three angles in deg, applied in the order of their names."""

    yaw: float
    pitch: float
    roll: float

    def matrix(self) -> Matrices:
        """Give the matrix, shape (3, 3), from the local vertical frame to the station's."""
        cy, cp, cr = np.cos(np.radians([self.yaw, self.pitch, self.roll]))
        sy, sp, sr = np.sin(np.radians([self.yaw, self.pitch, self.roll]))
        yaw = np.array([[cy, sy, 0.0], [-sy, cy, 0.0], [0.0, 0.0, 1.0]])
        pitch = np.array([[cp, 0.0, -sp], [0.0, 1.0, 0.0], [sp, 0.0, cp]])
        roll = np.array([[1.0, 0.0, 0.0], [0.0, cr, sr], [0.0, -sr, cr]])
        turned: Matrices = roll @ pitch @ yaw
        return turned

    def __str__(self) -> str:
        return f"yaw {self.yaw:g}, pitch {self.pitch:g}, roll {self.roll:g} deg"


@dataclass(frozen=True, slots=True)
class Quaternion:
    """A unit quaternion from the local vertical frame to the station's: three parts of the vector, then the scalar.

    With the vector v along the axis of the turn, as long as the sine of half its angle, and the scalar s, the cosine of
    half of it, the passive matrix is (s^2 - v v) 1 + 2 v v^T - 2 s [v x] (J. Wertz, Spacecraft Attitude Determination
    and Control, 1978, eq. 12-13).
    """

    x: float
    y: float
    z: float
    scalar: float

    def matrix(self) -> Matrices:
        """Give the matrix, shape (3, 3), from the local vertical frame to the station's."""
        x, y, z, s = self.x, self.y, self.z, self.scalar
        vector, cross = np.array([x, y, z]), np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
        turned: Matrices = (s * s - vector @ vector) * np.eye(3) + 2 * np.outer(vector, vector) - 2 * s * cross
        return turned

    def __str__(self) -> str:
        return f"quaternion {self.x:g}, {self.y:g}, {self.z:g}, {self.scalar:g}"


Turning = YawPitchRoll | Quaternion
"""How a station is turned against the local vertical frame."""


@dataclass(frozen=True, slots=True)
class SpecialAttitude:
    """An attitude other than the nominal one, for a span."""

    name: str
    span: Span
    turning: Turning
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to fly that a craft can be asked for, by its name."""

    name: str
    turning: Turning
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Attitude:
    """The timeline of a station's attitude: nominal, and special ones that do not overlap; and the modes it can fly."""

    nominal: Turning
    special: tuple[SpecialAttitude, ...] = ()
    source: str = ""
    confidence: str = "high"
    modes: tuple[Mode, ...] = ()

    def at(self, instant: float) -> Turning:
        """Give the attitude at one instant."""
        return next((s.turning for s in self.special if instant in s.span), self.nominal)

    def joints(self, within: Span) -> Instants:
        """Give the instants in a span at which the attitude changes, shape (m,)."""
        edges = sorted({edge for s in self.special for edge in (s.span.start, s.span.stop)})
        return np.array([edge for edge in edges if within.start < edge < within.stop], dtype=float)

    def body_from_inertial(self, at: Instants, position: Vectors, velocity: Vectors) -> Matrices:
        """Give the matrices, shape (n, 3, 3), from the orbit's inertial frame to the station's at instants, shape (n,).

        Parameters
        ----------
        position, velocity : ndarray, shape (n, 3)
            States in that inertial frame (TEME), km and km/s.
        """
        local = local_vertical(position, velocity)
        body: Matrices = self.nominal.matrix() @ local
        for special in self.special:
            inside = (at >= special.span.start) & (at < special.span.stop)
            if inside.any():
                body[inside] = special.turning.matrix() @ local[inside]
        return body

    def in_body(self, at: Instants, position: Vectors, velocity: Vectors, vectors: Vectors) -> Vectors:
        """Give vectors of the orbit's inertial frame in the station's at instants, without a matrix for each of them.

        Parameters
        ----------
        position, velocity : ndarray, shape (n, 3)
            States in that inertial frame (TEME), km and km/s.
        vectors : ndarray, shape (n, 3)
            Of any length.
        """
        local = _in_local_vertical(position, velocity, vectors)
        body = _turned(self.nominal, local)
        for special in self.special:
            inside = (at >= special.span.start) & (at < special.span.stop)
            if inside.any():
                body[:, inside] = _turned(special.turning, local[:, inside])
        return np.ascontiguousarray(body.T)

    def in_inertial(self, at: Instants, position: Vectors, velocity: Vectors, vector: Vector) -> Vectors:
        """Give a vector fixed in the station in the orbit's inertial frame at instants, shape (n, 3); see `in_body`."""
        local = np.tile(self.nominal.matrix().T @ np.array(vector), (len(at), 1)).T
        for special in self.special:
            inside = (at >= special.span.start) & (at < special.span.stop)
            local[:, inside] = (special.turning.matrix().T @ np.array(vector))[:, None]
        return _out_of_local_vertical(position, velocity, local)


def local_vertical(position: Vectors, velocity: Vectors) -> Matrices:
    """Give the matrices, shape (n, 3, 3), from the states' inertial frame to the local vertical frame."""
    down = -position / np.linalg.norm(position, axis=-1, keepdims=True)
    normal = np.cross(position, velocity)
    starboard = -normal / np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.stack([np.cross(starboard, down), starboard, down], axis=-2)


def _in_local_vertical(position: Vectors, velocity: Vectors, vectors: Vectors) -> Columns:
    """Give vectors of the states' inertial frame in the local vertical one, as columns: as `local_vertical` turns them.

    With the normal n = p x v, down is along -p, starboard along -n, and ahead along n x p = v (p p) - p (p v).
    """
    p, v, s = (np.ascontiguousarray(one.T) for one in (position, velocity, vectors))
    normal, far, along = _normal(p, v), _dot(p, p), _dot(p, s)
    high, wide = np.sqrt(far), np.sqrt(_dot(normal, normal))
    ahead = (far * _dot(v, s) - _dot(p, v) * along) / (high * wide)
    return np.stack([ahead, -_dot(normal, s) / wide, -along / high])


def _out_of_local_vertical(position: Vectors, velocity: Vectors, local: Columns) -> Vectors:
    """Give vectors, columns of the local vertical frame, in the states' inertial one: what undoes the former."""
    p, v = (np.ascontiguousarray(one.T) for one in (position, velocity))
    normal, far = _normal(p, v), _dot(p, p)
    high, wide = np.sqrt(far), np.sqrt(_dot(normal, normal))
    ahead = local[0] / (high * wide)
    result = ahead * far * v - (ahead * _dot(p, v) + local[2] / high) * p - local[1] / wide * normal
    return np.ascontiguousarray(result.T)


def _normal(p: Columns, v: Columns) -> Columns:
    return np.stack([p[1] * v[2] - p[2] * v[1], p[2] * v[0] - p[0] * v[2], p[0] * v[1] - p[1] * v[0]])


def _turned(turning: Turning, local: Columns) -> Columns:
    """Turn vectors from the local vertical frame to the station's.

    A product of matrices would start threads, which wait for each other on a busy machine.
    """
    turned: Columns = np.einsum("ij,jn->in", turning.matrix(), local)
    return turned


def _dot(one: Columns, two: Columns) -> Columns:
    product: Columns = one[0] * two[0] + one[1] * two[1] + one[2] * two[2]
    return product
