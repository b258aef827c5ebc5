"""Conditions of the picture that are no place on the ground: the Sun, the Moon or the Earth's edge in a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import numpy as np
from numpy.typing import NDArray

from cupola.light.condition import Condition
from cupola.light.moment import Moment
from cupola.light.window import cosine_between
from cupola.places.body import Vector
from cupola.sky.earth import limb_point
from cupola.sky.eclipse import Limit, limb_elevation, limit
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]
Body = Literal["sun", "moon"]

_HARD_LIMB: Final = limit("centre")


@dataclass(frozen=True, slots=True)
class BodyInFrame(Condition):
    """The centre of the Sun or the Moon is within a window's half view."""

    step: ClassVar[float] = 300.0
    normal: Vector
    half_view: float
    body: Body

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of the body's angle from the axis, less that of the half view."""
        sight = body_of(moment, self.body) - moment.position
        result: Floats = cosine_between(moment.direction(self.normal), sight) - np.cos(np.radians(self.half_view))
        return result


@dataclass(frozen=True, slots=True)
class BodyUp(Condition):
    """The centre of the Sun or the Moon is above the Earth's edge: straight rays, WGS84."""

    step: ClassVar[float] = 300.0
    body: Body
    above: Limit = _HARD_LIMB

    def signed(self, moment: Moment) -> Floats:
        """Give its elevation above the limb, in deg."""
        return limb_elevation(moment.position, body_of(moment, self.body), self.above)


@dataclass(frozen=True, slots=True)
class LimbInFrame(Condition):
    """Some of the Earth's edge is within a window's half view."""

    step: ClassVar[float] = 300.0
    normal: Vector
    half_view: float

    def signed(self, moment: Moment) -> Floats:
        """Give the cosine of the angle from the axis to the nearest point of the limb, less that of the half view."""
        axis = moment.direction(self.normal)
        sight = limb_point(moment.position, axis) - moment.position
        result: Floats = cosine_between(axis, sight) - np.cos(np.radians(self.half_view))
        return result


def body_of(moment: Moment, body: Body) -> Vectors:
    """Give the Sun or the Moon from the Earth's centre: km, TEME, shape (n, 3)."""
    return moment.sun if body == "sun" else moment.moon
