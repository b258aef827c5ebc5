"""What stands before a window, as plain numbers: bodies by the joint that turns them, joints after their carriers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from math import cos, dist, inf, radians, sin
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.places.body import Body, Box, Vector
from cupola.places.joint import Joint
from cupola.places.part import Part

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

FREE: Final = 0.25
"""Metres: the largest clearance told. What a ray misses by more is simply out of its way."""

REACH: Final = 2.0 * FREE
"""Metres: a ray whose gap is less than `FREE` passes nearer than this to the body, whatever its shape."""

NOTHING: Final = -1
"""The index of a part that is none."""

_NUMBERS: Final = 9  # of a frustum, the most that a body has
_ALWAYS: Final = (-inf, inf)


class Scene(NamedTuple):
    """Bodies in g groups, the first of which does not turn, each of the others being what one joint carries itself.

    Attributes
    ----------
    origin : ndarray, shape (3,)
        Where rays begin, metres.
    carriers : ndarray of intp, shape (g,)
        The group that carries each group's joint; each after its carrier. The first group's is of no meaning, as are
        its `joints` and `swept`.
    joints : ndarray, shape (g, 14)
        `Joint.numbers`.
    swept : ndarray, shape (g, 6)
        The numbers of a box, in the carrier's coordinates, that holds all that a joint carries and `REACH` about it.
    parked_firsts : ndarray of intp, shape (g + 1,)
        Where in `parked` those of each group's joint begin.
    parked : ndarray, shape (p, 4)
        From when to when a joint stands still, cosine and sine of its angle.
    firsts : ndarray of intp, shape (g + 1,)
        Where among the b bodies those of each group begin.
    kinds, parts : ndarray of intp, shape (b,)
        What a body is, and the index of the part that it belongs to.
    numbers : ndarray, shape (b, 9)
        `Body.numbers`, and zeros.
    balls : ndarray, shape (b, 4)
        The centre of a ball that holds a body and `REACH` about it, and the square of its radius.
    there : ndarray, shape (b, 2)
        From when to when a body is there.
    """

    origin: Floats
    carriers: Indices
    joints: Floats
    swept: Floats
    parked_firsts: Indices
    parked: Floats
    firsts: Indices
    kinds: Indices
    parts: Indices
    numbers: Floats
    balls: Floats
    there: Floats


def scene(parts: Sequence[Part], at: Vector, normal: Vector) -> Scene:
    """Give the scene of parts before a window; what lies behind its glass is left out.

    Parameters
    ----------
    at, normal : Vector
        The centre of the glass, metres; the unit vector outward.
    """
    sweeps = _sweeps(tuple(part for part in parts if part.joint is not None))
    joints = [joint for joint in _joints(parts) if _is_before(sweeps[joint.chain[0]], at, normal)]
    groups: list[Joint | None] = [None, *joints]
    bodies = [
        [(k, body) for k, part in enumerate(parts) if part.joint is joint for body in part.bodies] for joint in groups
    ]
    bodies[0] = [(k, body) for k, body in bodies[0] if _is_before(body, at, normal)]
    members = list(chain.from_iterable(bodies))
    parked = [[_parked(one.span.start, one.span.stop, one.angle) for one in joint.parked] for joint in joints]
    return Scene(
        origin=np.array(at, float),
        carriers=np.array([0, *(groups.index(joint.on) for joint in joints)], np.intp),
        joints=_rows([(0.0,) * 14, *(joint.numbers for joint in joints)], 14),
        swept=_rows([(0.0,) * 6, *(_wider(sweeps[joint]).numbers for joint in joints)], 6),
        parked_firsts=_firsts([[], *parked]),
        parked=_rows(chain.from_iterable(parked), 4),
        firsts=_firsts(bodies),
        kinds=np.array([body.kind for _, body in members], np.intp),
        parts=np.array([k for k, _ in members], np.intp),
        numbers=_rows((body.numbers + (0.0,) * (_NUMBERS - len(body.numbers)) for _, body in members), _NUMBERS),
        balls=_rows((_ball(body) for _, body in members), 4),
        there=_rows((_there(parts[k]) for k, _ in members), 2),
    )


def _joints(parts: Iterable[Part]) -> tuple[Joint, ...]:
    """Give all joints that turn a part, each after the one that carries it."""
    chains = (part.joint.chain for part in parts if part.joint is not None)
    return tuple(dict.fromkeys(chain.from_iterable(chains)))


@cache
def _sweeps(parts: tuple[Part, ...]) -> dict[Joint, Body]:
    """Give for each joint a body around all that it carries, through other joints too, at any angle."""
    found: dict[Joint, Body] = {}
    for joint in reversed(_joints(parts)):  # what is carried first: it makes its carrier reach farther
        bodies = [body for part in parts if part.joint is joint for body in part.bodies]
        extents = [body.extent for body in (*bodies, *(found[one] for one in found if one.on is joint))]
        low, high = (np.array(edges) for edges in zip(*extents, strict=True))
        found[joint] = joint.swept(low.min(axis=0), high.max(axis=0))
    return found


def _is_before(body: Body, at: Vector, normal: Vector) -> bool:
    """Say whether a body reaches out before the glass."""
    edges = zip(at, normal, *_extent(body), strict=True)
    return sum(out * ((high if out > 0 else low) - place) for place, out, low, high in edges) > -REACH


@cache
def _extent(body: Body) -> tuple[Vector, Vector]:
    """Give the extent of a body; every window of a station asks for it."""
    (x, y, z), (far_x, far_y, far_z) = (edge.tolist() for edge in body.extent)
    return (x, y, z), (far_x, far_y, far_z)


def _wider(body: Body) -> Box:
    """Give the box around a body and `REACH` about it."""
    sides = [((low + high) / 2, high - low + 2 * REACH) for low, high in zip(*_extent(body), strict=True)]
    (x, dx), (y, dy), (z, dz) = sides
    return Box((x, y, z), (dx, dy, dz))


def _ball(body: Body) -> tuple[float, ...]:
    """Give the centre of a ball around a body and `REACH` about it, and the square of its radius."""
    low, high = _extent(body)
    return (*((one + two) / 2 for one, two in zip(low, high, strict=True)), (dist(low, high) / 2 + REACH) ** 2)


def _there(part: Part) -> tuple[float, float]:
    return _ALWAYS if part.there is None else (part.there.start, part.there.stop)


def _parked(start: float, stop: float, angle: float) -> tuple[float, ...]:
    return start, stop, cos(radians(angle)), sin(radians(angle))


def _rows(rows: Iterable[tuple[float, ...]], width: int) -> Floats:
    return np.array(list(rows), float).reshape(-1, width)


def _firsts(groups: Sequence[Sequence[object]]) -> Indices:
    return np.cumsum([0, *map(len, groups)]).astype(np.intp)
