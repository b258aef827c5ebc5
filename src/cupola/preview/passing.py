"""The stretch of a course about an instant: a small value that can be sent to another process."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.clock import Span
from cupola.sky.interpolation import Table, inner_nodes
from cupola.sky.orbit import Ephemeris, Trajectory, refuse_outside

AROUND: Final = 1800.0
"""Seconds to either side of the instant."""

_STEP: Final = 60.0
_POINTS: Final = 8
_SHORTEST: Final = 1e-3


def passing(course: Trajectory, at: float, name: str = "the orbit") -> Ephemeris:
    """Give half an hour of a course to either side of an instant, but not over a joint; within 1 m of the course.

    Raises
    ------
    SkyError
        The course does not cover the instant (E307).
    """
    refuse_outside(np.array([at]), course.span, getattr(course, "name", name))
    joints = course.joints.tolist()
    start = max([course.span.start, at - AROUND, *(joint for joint in joints if joint <= at)])
    stop = min([course.span.stop, at + AROUND, *(joint for joint in joints if joint > at)])
    if stop - start < _SHORTEST:  # a joint at the very end of the course: what comes before it does as well
        start = max(course.span.start, at - AROUND)
    inside, step = inner_nodes(start, stop, _STEP, _POINTS)
    # a joint belongs to what comes after it: just before it the course is the one that ends there
    asked = inside.copy()
    if stop in course.joints:
        asked[-1] = np.nextafter(stop, -np.inf)
    position, velocity = course.states(asked)
    tables = [(Table.within(start, step, position, _POINTS), Table.within(start, step, velocity, _POINTS))]
    return Ephemeris(tables, np.empty(0), Span(start, stop), getattr(course, "name", name))
