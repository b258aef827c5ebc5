"""The station's own body: what of it stands between a window and the light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.places.body import Body, Box, Columns, Floats, Vector, gap
from cupola.places.joint import Frame, Joint
from cupola.sky.orbit import Vectors

FREE: Final = 1.0
"""Metres: the largest clearance told. What a ray misses by more is simply out of its way."""

_REACH: Final = 2.0 * FREE
"""Metres: a ray whose gap is less than `FREE` passes nearer than this to the body, whatever its shape."""

_CHUNK: Final = 8192  # rays looked at together, so that they stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the station: a module, a docked ship, a truss segment, a wing, a radiator.

    Attributes
    ----------
    id, name : str
        What documents call it, and what people do.
    bodies : tuple of Body
        Convex pieces that it is made of.
    joint : Joint or None
        What turns it.
    there : Span or None
        When it is there; None for always.
    """

    id: str
    name: str
    bodies: tuple[Body, ...]
    joint: Joint | None = None
    there: Span | None = None


@dataclass(frozen=True)
class Sight:
    """What can stand before one window: the parts that reach out before its glass, less its own module.

    A module's hull is convex where a window stands on it, so that it never hides its own window's light.

    Attributes
    ----------
    at : Vector
        The centre of the glass, metres.
    normal : Vector
        Unit vector outward. Rays that come from behind the glass are not looked after.
    parts : tuple of Part
        All of the station but the window's own module.
    """

    at: Vector
    normal: Vector
    parts: tuple[Part, ...]

    def clearance(self, rays: Vectors, at: Instants, sun: Vectors) -> Floats:
        """Give by how many metres of ray each ray is free; see `Station.clearance`."""
        result = np.empty(len(rays))
        for start in range(0, len(rays), _CHUNK):
            piece = slice(start, start + _CHUNK)
            result[piece] = self._least(_columns(rays[piece]), at[piece], _columns(sun[piece]))
        return result

    def blockers(self, rays: Vectors, at: Instants, sun: Vectors) -> list[str | None]:
        """Give the name of the first part that each ray meets; None for a free one."""
        nearest, which = np.full(len(rays), np.inf), np.full(len(rays), -1)
        frames = _Frames(np.array(self.at)[:, None], _columns(rays), _columns(sun), at)
        for k, part in enumerate(self.parts):
            frame, there = frames.of(part.joint), _there(part, at)
            for body in part.bodies:
                enter, leave = body.crossing(frame.origin, frame.rays)
                met = there & (np.maximum(enter, 0.0) < leave) & (enter < nearest)
                nearest[met], which[met] = enter[met], k
        return [self.parts[k].name if k >= 0 else None for k in which]

    def _least(self, rays: Columns, at: Instants, sun: Columns) -> Floats:
        frames = _Frames(np.array(self.at)[:, None], rays, sun, at)
        result = np.full(rays.shape[1], FREE)
        for flock in self._flocks:
            frame = frames.of(flock.joint)
            for part, body, mask in flock.near(frame):
                near = np.flatnonzero(mask & _there(part, at))
                origin = frame.origin if frame.origin.shape[1] == 1 else frame.origin[:, near]
                result[near] = np.minimum(result[near], gap(body, origin, frame.rays[:, near]))
        return result

    @cached_property
    def _flocks(self) -> tuple[_Flock, ...]:
        """The bodies that reach out before the glass, by the joint that turns them."""
        pairs = [(part, body) for part in self.parts for body in part.bodies if self._before(part, body)]
        joints = dict.fromkeys(part.joint for part, _ in pairs)
        return tuple(_Flock(j, tuple(pair for pair in pairs if pair[0].joint == j), self.at) for j in joints)

    def _before(self, part: Part, body: Body) -> bool:
        """Say whether a body reaches out before the glass; one that turns may at some angle."""
        low, high = body.extent
        reach, radius, joint = (low + high) / 2, float(np.linalg.norm(high - low)) / 2, part.joint
        while joint is not None:
            # the ball's centre may come anywhere on a circle about the axis: a larger ball, round the circle's centre
            axis, point = np.array(joint.axis), np.array(joint.at)
            middle = point + axis * float(axis @ (reach - point))
            radius += float(np.linalg.norm(reach - middle))
            reach, joint = middle, joint.on
        return float(np.array(self.normal) @ (reach - np.array(self.at))) > -radius - _REACH


class _Frames:
    """Rays in the coordinates of each joint, worked out once."""

    def __init__(self, origin: Columns, rays: Columns, sun: Columns, at: Instants) -> None:
        self._known: dict[Joint | None, Frame] = {None: Frame(origin, rays, sun)}
        self._at = at

    def of(self, joint: Joint | None) -> Frame:
        """Give the rays as what a joint carries meets them."""
        if joint not in self._known:
            assert joint is not None
            self._known[joint] = joint.frame(self.of(joint.on), self._at)
        return self._known[joint]


class _Flock:
    """Bodies that turn together; it tells quickly which rays come near them."""

    def __init__(self, joint: Joint | None, members: tuple[tuple[Part, Body], ...], origin: Vector) -> None:
        self.joint, self._members = joint, members
        low, high = (np.array(side) for side in zip(*(body.extent for _, body in members), strict=True))
        self._box = _box(low.min(axis=0) - _REACH, high.max(axis=0) + _REACH)
        sight = (low + high) / 2 - np.array(origin)
        distance, reach = np.linalg.norm(sight, axis=1), np.linalg.norm(high - low, axis=1) / 2 + _REACH
        self._sight = sight / np.maximum(distance, _REACH)[:, None]
        # a ray from afar comes near a ball within the cone that touches it
        self._cosine = np.where(distance > reach, np.sqrt(1 - np.minimum(reach / distance, 1.0) ** 2), -2.0)

    def near(self, frame: Frame) -> Iterator[tuple[Part, Body, NDArray[np.bool_]]]:
        """Give each body with a mask, shape (n,), of the rays that come within `_REACH` of it, and some more."""
        if self.joint is None:
            cosines = self._sight @ frame.rays
            for k, (part, body) in enumerate(self._members):
                yield part, body, cosines[k] >= self._cosine[k]
            return
        mask = gap(self._box, frame.origin, frame.rays) <= 0.0
        for part, body in self._members:
            yield part, body, mask


def _box(low: Floats, high: Floats) -> Box:
    middle, size = (low + high) / 2, high - low
    return Box((middle[0], middle[1], middle[2]), (size[0], size[1], size[2]))


def _there(part: Part, at: Instants) -> NDArray[np.bool_]:
    """Say at which instants a part is there."""
    if part.there is None:
        return np.ones(len(at), bool)
    there: NDArray[np.bool_] = (at >= part.there.start) & (at < part.there.stop)
    return there


def _columns(vectors: Vectors) -> Columns:
    return np.ascontiguousarray(np.asarray(vectors, float).T)
