"""Conditions of light at a place on the ground, for the one search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.condition import Condition
from cupola.light.ground.sight import apparent, azimuth, elevation, half_disc, to_moon, to_sun
from cupola.light.moment import Moment
from cupola.places.ground import Location
from cupola.sky.moon import RADIUS_KM as MOON_RADIUS_KM
from cupola.sky.orbit import Vectors
from cupola.sky.sun import RADIUS_KM as SUN_RADIUS_KM

Floats = NDArray[np.float64]

_SLOW: Final = 1800.0  # elevation is a wave of one day; brushes at noon and midnight the search finds
_TERRAIN: Final = 60.0  # the sky turns by 0.25 deg: terrain finer than 0.5 deg is not resolved


@dataclass(frozen=True, slots=True)
class SunHigher(Condition):
    """The Sun's centre stands higher than `angle` deg over the level plane, without air, terrain or not."""

    step: ClassVar[float] = _SLOW
    location: Location
    angle: float

    def signed(self, moment: Moment) -> Floats:
        """Give the true elevation less the angle, in deg."""
        result: Floats = elevation(to_sun(moment, self.location)) - self.angle
        return result


@dataclass(frozen=True, slots=True)
class SunClears(Condition):
    """The Sun's upper limb, as the air shows it, stands more than `margin` deg over the terrain."""

    step: ClassVar[float] = _TERRAIN
    location: Location
    margin: float = 0.0

    def signed(self, moment: Moment) -> Floats:
        """Give how far it stands over that, in deg."""
        return _clearance(to_sun(moment, self.location), self.location, SUN_RADIUS_KM) - self.margin


@dataclass(frozen=True, slots=True)
class SunClimbs(Condition):
    """The Sun climbs: it is in the eastern half of the sky, before the meridian."""

    step: ClassVar[float] = _SLOW
    location: Location

    def signed(self, moment: Moment) -> Floats:
        """Give the sine of the angle by which it is east of the meridian's plane."""
        sight = to_sun(moment, self.location)
        result: Floats = sight[:, 0] / np.linalg.norm(sight, axis=-1)
        return result


@dataclass(frozen=True, slots=True)
class SunFrom(Condition):
    """The Sun is in the sector of azimuths from `first` clockwise to `last`, in deg; its height does not matter."""

    step: ClassVar[float] = 120.0
    location: Location
    first: float
    last: float

    def signed(self, moment: Moment) -> Floats:
        """Give how far inside the sector it is, in deg."""
        half = (self.last - self.first) % 360.0 / 2.0
        off = azimuth(to_sun(moment, self.location)) - (self.first + half)
        result: Floats = half - np.abs(np.mod(off + 180.0, 360.0) - 180.0)
        return result


@dataclass(frozen=True, slots=True)
class MoonClears(Condition):
    """The Moon's upper limb, as the air shows it, stands over the terrain."""

    step: ClassVar[float] = _TERRAIN
    location: Location

    def signed(self, moment: Moment) -> Floats:
        """Give how far it stands over it, in deg."""
        return _clearance(to_moon(moment, self.location), self.location, MOON_RADIUS_KM)


def _clearance(sight: Vectors, location: Location, radius: float) -> Floats:
    """Give the refracted elevation of a disc's upper limb over the terrain under it, in deg."""
    upper = apparent(elevation(sight) + half_disc(sight, radius), location)
    result: Floats = upper - location.horizon.angle(azimuth(sight))
    return result
