"""Conditions of light in a cabin that flies: the Sun at its height, through its windows, and what they look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from cupola.light.condition import Condition
from cupola.light.ground.sight import apparent, azimuth, elevation, half_disc, to_sun
from cupola.light.moment import Moment
from cupola.places.flown import Flown
from cupola.sky.sun import RADIUS_KM

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Steady(Condition):
    """The craft is in the part of a flight in which its windows look where its heading says."""

    step: ClassVar[float] = 60.0
    flights: Flown

    def signed(self, moment: Moment) -> Floats:
        """Give how many seconds it is inside of that."""
        parts = [np.minimum(moment.at - span.start, span.stop - moment.at) for span in self.flights.steady()]
        inside: Floats = np.max(parts, axis=0)
        return inside


@dataclass(frozen=True, slots=True)
class SunAloft(Condition):
    """The Sun's upper limb stands over the edge of the Earth as it is seen from the craft."""

    step: ClassVar[float] = 30.0
    flights: Flown

    def signed(self, moment: Moment) -> Floats:
        """Give how far it stands over it, in deg."""
        place = self.flights.sky
        sight = to_sun(moment, place)
        upper = apparent(elevation(sight) + half_disc(sight, RADIUS_KM), place)
        result: Floats = upper + _depth(self.flights, moment, azimuth(sight))
        return result


@dataclass(frozen=True, slots=True)
class SunWithin(Condition):
    """The Sun's centre is within `angle` deg of the way that a level window looks, `side` deg from north."""

    step: ClassVar[float] = 60.0
    flights: Flown
    side: float
    angle: float

    def signed(self, moment: Moment) -> Floats:
        """Give by how many deg it is."""
        sight = to_sun(moment, self.flights.sky)
        away = np.cos(np.radians(elevation(sight))) * np.cos(np.radians(azimuth(sight) - self.side))
        result: Floats = self.angle - np.degrees(np.arccos(np.clip(away, -1.0, 1.0)))
        return result


@dataclass(frozen=True, slots=True)
class EdgeWithin(Condition):
    """The edge of the Earth is within `angle` deg of the way that a level window looks."""

    step: ClassVar[float] = 30.0
    flights: Flown
    side: float
    angle: float

    def signed(self, moment: Moment) -> Floats:
        """Give by how many deg it is."""
        result: Floats = self.angle - _depth(self.flights, moment, np.full(len(moment), self.side))
        return result


@dataclass(frozen=True, slots=True)
class EdgeLit(Condition):
    """The Sun stands higher than `angle` deg at the edge of the Earth at which a level window looks."""

    step: ClassVar[float] = 30.0
    flights: Flown
    side: float
    angle: float

    def signed(self, moment: Moment) -> Floats:
        """Give by how many deg it does, on a sphere."""
        sight = to_sun(moment, self.flights.sky)
        high, off = np.radians(elevation(sight)), np.radians(azimuth(sight) - self.side)
        far = np.radians(_depth(self.flights, moment, np.full(len(moment), self.side)))
        there = np.sin(high) * np.cos(far) + np.cos(high) * np.sin(far) * np.cos(off)
        result: Floats = np.degrees(np.arcsin(np.clip(there, -1.0, 1.0))) - self.angle
        return result


def _depth(flights: Flown, moment: Moment, side: Floats) -> Floats:
    """Give how far the edge of the Earth lies below the level at azimuths, deg; so far away it is, too."""
    depth: Floats = flights.dip(moment.at) - flights.sky.horizon.angle(side)
    return depth
