"""What of the station stands between one window and the light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.places.body import Body, Box, Columns, Floats, Vector, crossing, gap
from cupola.places.joint import Frame, Joint
from cupola.places.part import Part
from cupola.sky.orbit import Vectors

FREE: Final = 0.25
"""Metres: the largest clearance told. What a ray misses by more is simply out of its way."""

_REACH: Final = 2.0 * FREE
"""Metres: a ray whose gap is less than `FREE` passes nearer than this to the body, whatever its shape."""

_CHUNK: Final = 4096  # rays looked at together, so that they stay in the processor's cache

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Sight:
    """What can stand before one window: all parts of the station but the window's own module.

    A module's hull is convex where a window stands on it, so that it never hides its own window's light.

    Attributes
    ----------
    at : Vector
        The centre of the glass, metres.
    normal : Vector
        Unit vector outward. Rays that come from behind the glass are not looked after.
    parts : tuple of Part
        Those parts.
    """

    at: Vector
    normal: Vector
    parts: tuple[Part, ...]

    def clearance(self, rays: Vectors, at: Instants, sun: Vectors) -> Floats:
        """Give by how many metres of ray each ray is free; see `Station.clearance`."""
        result = np.full(len(rays), FREE)
        for start in range(0, len(rays), _CHUNK):
            piece = slice(start, start + _CHUNK)
            self._lower(result[piece], self._frame(rays[piece], sun[piece]), at[piece])
        return result

    def blockers(self, rays: Vectors, at: Instants, sun: Vectors) -> list[str | None]:
        """Give the name of the first part that each ray meets; None for a free one."""
        nearest, which = np.full(len(rays), np.inf), np.full(len(rays), -1)
        frames: dict[Joint | None, Frame] = {None: self._frame(rays, sun)}
        for joint in self._joints:
            frames[joint] = joint.frame(frames[joint.on], at)
        for k, part in enumerate(self.parts):
            there, frame = part.is_there(at), frames[part.joint]
            for body in part.bodies:
                enter, leave = crossing(body, frame.origin, frame.rays)
                met = there & (np.maximum(enter, 0.0) < leave) & (enter < nearest)
                nearest[met], which[met] = enter[met], k
        return [self.parts[k].name if k >= 0 else None for k in which]

    def _frame(self, rays: Vectors, sun: Vectors) -> Frame:
        return Frame(np.array(self.at)[:, None], np.ascontiguousarray(rays.T), np.ascontiguousarray(sun.T))

    def _lower(self, least: Floats, frame: Frame, at: Instants) -> None:
        """Lower `least` to the clearance of each ray of a frame, both shape (n,)."""
        for still in self._still:
            which, near = still.near(frame.rays, at)
            crossed = still.kind.cross(still.numbers[:, which], frame.origin, frame.rays[:, near])
            np.minimum.at(least, near, gap(crossed))
        around: dict[Joint | None, tuple[Indices, Frame]] = {None: (np.arange(len(at)), frame)}
        for turning in self._turning:
            outer, seen = around[turning.joint.on]
            near = turning.near(seen)
            index = outer[near]
            turned = turning.joint.frame(seen.taken(near), at[index])
            around[turning.joint] = index, turned
            for kind, numbers in turning.numbers:
                crossed = kind.cross(numbers, turned.origin[:, None], turned.rays[:, None])
                least[index] = np.minimum(least[index], gap(crossed).min(axis=0))

    @cached_property
    def _joints(self) -> tuple[Joint, ...]:
        """All joints that turn a part, each after the one that carries it."""
        chains = (part.joint.chain for part in self.parts if part.joint is not None)
        return tuple(dict.fromkeys(chain.from_iterable(chains)))

    @cached_property
    def _still(self) -> tuple[_Still, ...]:
        """The bodies that do not turn and reach out before the glass, by their class."""
        pairs = [(part, body) for part in self.parts if part.joint is None for body in part.bodies]
        before = [pair for pair in pairs if self._is_before(*pair[1].extent)]
        kinds = dict.fromkeys(type(body) for _, body in before)
        return tuple(_Still([pair for pair in before if type(pair[1]) is kind], self.at) for kind in kinds)

    @cached_property
    def _turning(self) -> tuple[_Turning, ...]:
        """What turns and may reach out before the glass, each after what carries it."""
        found: dict[Joint, _Turning] = {}
        for joint in reversed(self._joints):  # what is carried first: it makes its carrier reach farther
            bodies = [body for part in self.parts if part.joint is joint for body in part.bodies]
            carried = [turning.swept for turning in found.values() if turning.joint.on is joint]
            found[joint] = _Turning(joint, bodies, carried)
        return tuple(found[joint] for joint in self._joints if self._is_before(*found[joint.chain[0]].swept.extent))

    def _is_before(self, low: Floats, high: Floats) -> bool:
        """Say whether something of an extent reaches out before the glass."""
        normal, at = np.array(self.normal), np.array(self.at)
        farthest = np.where(normal > 0, high, low) - at
        return bool(normal @ farthest > -_REACH)


class _Still:
    """Bodies of one class that do not turn; it tells quickly which rays come near them."""

    def __init__(self, members: list[tuple[Part, Body]], origin: Vector) -> None:
        self.kind = type(members[0][1])
        self.numbers = np.array([body.numbers for _, body in members]).T
        self._visits = [(k, part) for k, (part, _) in enumerate(members) if part.there is not None]
        low, high = _extents([body for _, body in members])
        sight = (low + high) / 2 - np.array(origin)
        distance, reach = np.linalg.norm(sight, axis=1), np.linalg.norm(high - low, axis=1) / 2 + _REACH
        self._sight = sight / np.maximum(distance, FREE)[:, None]
        # a ray from afar comes near a ball only within the cone that touches it
        share = np.minimum(reach / np.maximum(distance, FREE), 1.0)
        self._cosine = np.where(share < 1.0, np.sqrt(1.0 - share**2), -2.0)[:, None]

    def near(self, rays: Columns, at: Instants) -> tuple[Indices, Indices]:
        """Give pairs of a body's index and that of a ray that comes within `_REACH` of it; some come less near."""
        mask = self._sight @ rays >= self._cosine
        for k, part in self._visits:
            mask[k] &= part.is_there(at)
        which, near = np.nonzero(mask)
        return which, near


class _Turning:
    """A joint with what it carries; it tells quickly which rays come near that.

    Attributes
    ----------
    joint : Joint
    numbers : list of type and ndarray
        The bodies that it carries itself, m of each class: their numbers, shape (k, m, 1).
    swept : Body
        Around all that it carries, through other joints too, at any angle: in the coordinates of what carries it.
    """

    def __init__(self, joint: Joint, bodies: Sequence[Body], carried: Sequence[Body]) -> None:
        self.joint = joint
        kinds = dict.fromkeys(type(body) for body in bodies)
        self.numbers = [(k, np.array([b.numbers for b in bodies if type(b) is k]).T[:, :, None]) for k in kinds]
        low, high = _extents([*bodies, *carried])
        self.swept = joint.swept(low.min(axis=0), high.max(axis=0))
        near_low, near_high = self.swept.extent
        self._box = _box(near_low - _REACH, near_high + _REACH)

    def near(self, frame: Frame) -> Indices:
        """Give the indices of the rays that come within `_REACH` of it; some come less near."""
        return np.flatnonzero(gap(crossing(self._box, frame.origin, frame.rays)) <= 0.0)


def _extents(bodies: Sequence[Body]) -> tuple[Floats, Floats]:
    """Give the least and the greatest coordinates of each body, both shape (n, 3)."""
    extents = [body.extent for body in bodies]
    return np.array([low for low, _ in extents]), np.array([high for _, high in extents])


def _box(low: Floats, high: Floats) -> Box:
    middle, size = (low + high) / 2, high - low
    return Box((middle[0], middle[1], middle[2]), (size[0], size[1], size[2]))
