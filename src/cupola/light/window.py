"""Conditions of a window: direct sun through it, the Earth's lit or dark side in it, a landmark in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from cupola.light.condition import Condition
from cupola.light.moment import Moment
from cupola.places import Landmark
from cupola.places.body import Vector
from cupola.sky.earth import carried, pierced, sine_of_elevation, sine_over, surface_point
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DirectSun(Condition):
    """The Sun is within `incidence` deg of a window's normal."""

    step: ClassVar[float] = 300.0
    normal: Vector
    incidence: float

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of the Sun's angle from the normal, less that of the largest angle."""
        result: Floats = moment.sun_in_body @ np.array(self.normal) - np.cos(np.radians(self.incidence))
        return result


@dataclass(frozen=True, slots=True)
class SeesEarth(Condition):
    """Some of the Earth is within a window's half view."""

    step: ClassVar[float] = 300.0
    normal: Vector
    half_view: float

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of the angle from the axis to the Earth's nearest point, less that of the half view."""
        axis = moment.direction(self.normal)
        points, hit = pierced(moment.position, axis)
        cosine = np.where(hit, 1.0, cosine_between(axis, points - moment.position))
        result: Floats = cosine - np.cos(np.radians(self.half_view))
        return result


@dataclass(frozen=True, slots=True)
class GroundDay(Condition):
    """The Sun stands higher than `above` deg at the point a window looks at (its axis' limb point, if it misses)."""

    step: ClassVar[float] = 300.0
    normal: Vector
    above: float

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the Sun's elevation there, less that of the limit."""
        result: Floats = _sun_where_looked(moment, self.normal) - np.sin(np.radians(self.above))
        return result


@dataclass(frozen=True, slots=True)
class GroundNight(Condition):
    """The Sun stands lower than `below` deg at the point a window looks at (its axis' limb point, if it misses)."""

    step: ClassVar[float] = 300.0
    normal: Vector
    below: float

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the limit, less that of the Sun's elevation there."""
        result: Floats = np.sin(np.radians(self.below)) - _sun_where_looked(moment, self.normal)
        return result


@dataclass(frozen=True, slots=True)
class InFrame(Condition):
    """A landmark's direction is within a window's half view, while the station is up in the landmark's sky."""

    # a third of the time in which the station flies its own height, the scale on which the angle changes
    step: ClassVar[float] = 20.0
    normal: Vector
    half_view: float
    landmark: Landmark
    elevation: float = 0.0

    @property
    def within(self) -> tuple[Condition, ...]:
        """The station stands higher than `elevation` deg above the landmark's horizon."""
        return (Overhead(self.landmark, self.elevation),)

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of the landmark's angle from the axis, less that of the half view."""
        sight = place_of(moment, self.landmark) - moment.position
        result: Floats = cosine_between(moment.direction(self.normal), sight) - np.cos(np.radians(self.half_view))
        return result


@dataclass(frozen=True, slots=True)
class Overhead(Condition):
    """The station stands higher than `elevation` deg above a landmark's horizon."""

    step: ClassVar[float] = 60.0
    landmark: Landmark
    elevation: float

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the station's elevation, less that of the limit."""
        squares = moment.once("square", lambda: np.einsum("ni,ni->n", moment.fixed, moment.fixed))
        sine = sine_over(surface_point(self.landmark.lat, self.landmark.lon), moment.fixed, squares)
        result: Floats = sine - np.sin(np.radians(self.elevation))
        return result


@dataclass(frozen=True, slots=True)
class LandmarkDay(Condition):
    """The Sun stands higher than `above` deg at a landmark, while the station is up in the landmark's sky."""

    step: ClassVar[float] = 300.0
    landmark: Landmark
    above: float
    elevation: float = 0.0

    @property
    def within(self) -> tuple[Condition, ...]:
        """The station stands higher than `elevation` deg above the landmark's horizon."""
        return (Overhead(self.landmark, self.elevation),)

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the Sun's elevation, less that of the limit."""
        result: Floats = _sun_at(moment, self.landmark) - np.sin(np.radians(self.above))
        return result


@dataclass(frozen=True, slots=True)
class LandmarkNight(Condition):
    """The Sun stands lower than `below` deg at a landmark, while the station is up in the landmark's sky."""

    step: ClassVar[float] = 300.0
    landmark: Landmark
    below: float
    elevation: float = 0.0

    @property
    def within(self) -> tuple[Condition, ...]:
        """The station stands higher than `elevation` deg above the landmark's horizon."""
        return (Overhead(self.landmark, self.elevation),)

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the limit, less that of the Sun's elevation."""
        result: Floats = np.sin(np.radians(self.below)) - _sun_at(moment, self.landmark)
        return result


def cosine_between(one: Vectors, two: Vectors) -> Floats:
    """Give the cosine of the angles between unit vectors and vectors of any length, both (n, 3)."""
    result: Floats = np.einsum("ni,ni->n", one, two) / np.linalg.norm(two, axis=-1)
    return result


def _sun_where_looked(moment: Moment, normal: Vector) -> Floats:
    def sine() -> Floats:
        points, _ = pierced(moment.position, moment.direction(normal))
        return sine_of_elevation(points, moment.sun)

    return moment.once(("sun where looked", normal), sine)


def place_of(moment: Moment, landmark: Landmark) -> Vectors:
    """Give a landmark in TEME, shape (n, 3), km."""
    return moment.once(
        ("place", landmark), lambda: carried(surface_point(landmark.lat, landmark.lon), *moment.turn)
    )  # fmt: skip


def _sun_at(moment: Moment, landmark: Landmark) -> Floats:
    return moment.once(("sun at", landmark), lambda: sine_of_elevation(place_of(moment, landmark), moment.sun))
