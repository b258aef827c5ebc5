"""The plane of an orbit, and when a place on the turning Earth lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.errors import Message, SkyError
from cupola.sky import Course
from cupola.sky.earth import FLATTENING, SPIN, sidereal_angle, surface_point
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

_SAMPLES: Final = 24
_ROUNDS: Final = 6
_MET: Final = 1e-7  # radians: 1 ms of the Earth's turn
_LEAST: Final = np.radians(0.1)  # inclination below which the plane crosses the equator at no certain place
_SQUASHED: Final = (1.0 - FLATTENING) ** 2  # from geodetic to geocentric: the tangent of latitude
_SLACK: Final = 3600.0  # the next crossing comes earlier than a turn later: the plane drifts, 6 min a day for the ISS


@dataclass(frozen=True, slots=True)
class Planes:
    """The mean plane of an orbit at instants; every array has shape (n,).

    Attributes
    ----------
    node, inclination : ndarray
        In radians; the node from the equinox of TEME.
    """

    node: Floats
    inclination: Floats

    def arguments(self, position: Vectors) -> Floats:
        """Give the arguments of latitude of positions, shape (n, 3), TEME: radians from the node along the orbit."""
        cos, sin = np.cos(self.node), np.sin(self.node)
        x, y, z = position.T
        ahead = -sin * np.cos(self.inclination) * x + cos * np.cos(self.inclination) * y + np.sin(self.inclination) * z
        argument: Floats = np.arctan2(ahead, cos * x + sin * y)
        return argument


def mean_planes(course: Course, at: Instants) -> Planes:
    """Give the planes at instants, shape (n,): the mean of a revolution about each, without its short waves."""
    turn = np.arange(_SAMPLES) / _SAMPLES - (_SAMPLES - 1) / _SAMPLES / 2
    around = (at[:, None] + turn * course.revolution).ravel()
    position, velocity = course.states(around)
    spin = np.cross(position, velocity)
    x, y, z = (spin / np.linalg.norm(spin, axis=-1, keepdims=True)).reshape(-1, _SAMPLES, 3).mean(axis=1).T
    return Planes(np.arctan2(x, -y), np.arctan2(np.hypot(x, y), z))


def crossings(course: Course, lat: float, lon: float, span: Span) -> list[tuple[float, bool]]:
    """Find when a place on the ground lies in the mean plane of an orbit.

    Parameters
    ----------
    course : Course
        It must reach half a revolution beyond the span at both ends.
    lat, lon : float
        Of the place, deg.
    span : Span
        Where to look.

    Returns
    -------
    list of (float, bool)
        Instants, in order, and whether a craft that leaves then flies north.

    Raises
    ------
    SkyError
        The place lies too far from the equator for the orbit (E703), or the orbit over the equator (E769).
    """
    x, y, z = surface_point(lat, lon)
    (plane,) = mean_planes(course, np.array([(span.start + span.stop) / 2])).inclination
    slant = min(plane, np.pi - plane)
    if slant < _LEAST:
        text = f"an orbit of {np.degrees(plane):.2f} deg inclination lies over the equator: no pad crosses its plane"
        raise SkyError(Message("E769", text, hint=f"give an orbit of {np.degrees(_LEAST):.1f} deg or more"))
    sine = z / np.hypot(x, y) / np.tan(plane)
    if abs(sine) > 1.0:
        raise SkyError(_outside(lat, plane, slant))
    return sorted(
        (at, is_north) for is_north in (True, False) for at in _meetings(course, (x, y, z), span, is_north=is_north)
    )


def _outside(lat: float, plane: float, slant: float) -> Message:
    """Say that a place is too far from the equator; what orbits reach is told over the flattened Earth."""
    reached, needed = (
        np.degrees(np.arctan(np.tan(slant) / _SQUASHED)),
        np.degrees(np.arctan(np.tan(np.radians(abs(lat))) * _SQUASHED)),
    )
    text = f"{abs(lat):g} deg {'NS'[lat < 0]} lies outside an orbit of {np.degrees(plane):.2f} deg inclination"
    hint = f"launch from a site within {reached:.1f} deg of the equator, or into an orbit of {needed:.1f} deg or more"
    return Message("E703", text, hint=hint)


def _meetings(course: Course, place: tuple[float, float, float], span: Span, *, is_north: bool) -> Iterator[float]:
    """Find the crossings of one kind, each about a turn of the Earth after the one before."""
    turn = 2 * np.pi / SPIN
    at = span.start - _lag(course, place, span.start, is_north=is_north) / SPIN
    at += turn * (at < span.start)
    while at < span.stop + _SLACK:
        at = min(at, span.stop)
        for _ in range(_ROUNDS):
            at = min(max(at - _lag(course, place, at, is_north=is_north) / SPIN, span.start), span.stop)
        if abs(_lag(course, place, at, is_north=is_north)) < _MET:
            yield at
        at += turn


def _lag(course: Course, place: tuple[float, float, float], at: float, *, is_north: bool) -> float:
    """Give by how many radians of the Earth's turn a place is past the plane: -pi to pi."""
    x, y, z = place
    when = np.array([at])
    plane = mean_planes(course, when)
    sine = np.clip(z / np.hypot(x, y) / np.tan(plane.inclination), -1.0, 1.0)
    east = np.arcsin(sine) if is_north else np.pi - np.arcsin(sine)
    lag = sidereal_angle(when) + np.arctan2(y, x) - plane.node - east
    return float(np.mod(lag + np.pi, 2 * np.pi)[0] - np.pi)
