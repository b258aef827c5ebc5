"""Single rays, bodies and joints put to the compiled rays, as tests like to ask of them."""

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from cupola.places import rays
from cupola.places.body import Body, Vector
from cupola.places.joint import Joint
from cupola.places.rays import Line

Columns = NDArray[np.float64]
"""Vectors in columns, shape (3, n)."""

Crossed = tuple[Columns, Columns]


class Sighted(NamedTuple):
    """Where a ray begins, the ray, and the Sun, in the coordinates of one part of the station."""

    origin: Vector
    ray: Vector
    sun: Vector


def crossing(body: Body, origin: Columns, ways: Columns) -> Crossed:
    """Give where rays enter and leave a body, both shape (n,).

    Parameters
    ----------
    origin : ndarray, shape (3, 1) or (3, n)
        Where they all begin, or each of them.
    ways : ndarray, shape (3, n)
        Unit vectors.
    """
    numbers = np.array([body.numbers], float)
    lines = np.concatenate([np.broadcast_to(origin, ways.shape), ways, np.zeros(ways.shape)]).T.astype(float)
    found = [rays.crossing(body.kind, numbers, 0, cast(Line, tuple(line))) for line in lines.tolist()]
    enter, leave = np.array(found).T
    return enter, leave


def gap(crossed: Crossed) -> Columns:
    """Give the gap of rays, shape (n,)."""
    return np.array([rays.gap(pair) for pair in zip(*(one.tolist() for one in crossed), strict=True)])


def seen(joint: Joint, origin: Vector, ray: Vector, sun: Vector) -> Sighted:
    """Give one ray as what a joint that is not parked carries meets it."""
    line = cast(Line, tuple(np.array([*origin, *ray, *sun], float).tolist()))
    for each in joint.chain:
        numbers = np.array([each.numbers], float)
        line = rays.turn(numbers, 0, (each.numbers[12], each.numbers[13]), line)
    return Sighted(line[:3], line[3:6], line[6:])
