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


def passing(course: Trajectory, at: float, name: str = "the orbit") -> Ephemeris:
    """Give half an hour of a course to either side of an instant, but not over a joint; within 1 m of the course.

    Raises
    ------
    SkyError
        The course does not cover the instant (E307).
    """
    refuse_outside(np.array([at]), course.span, getattr(course, "name", name))
    edges = [course.span.start, *course.joints.tolist(), course.span.stop]
    start = max([at - AROUND, *(edge for edge in edges if edge <= at)])
    stop = min([at + AROUND, *(edge for edge in edges if edge > at)])
    if stop - start < 1e-3:
        start, stop = max(course.span.start, at - AROUND), max(at, start)
    inside, step = inner_nodes(start, stop, _STEP, _POINTS)
    # a joint belongs to what comes after it: just before it the course is the one that ends there
    asked = inside.copy()
    if stop in course.joints:
        asked[-1] = np.nextafter(stop, -np.inf)
    position, velocity = course.states(asked)
    tables = [(Table.within(start, step, position, _POINTS), Table.within(start, step, velocity, _POINTS))]
    return Ephemeris(tables, np.empty(0), Span(start, stop), getattr(course, "name", name))
