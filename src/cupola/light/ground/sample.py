"""The light over a place at given instants, straight from the formulas: no table, no search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Span
from cupola.light.ground.daylight import bare_daylight, clear_daylight
from cupola.light.ground.limits import GroundLimits, ground_terms
from cupola.light.ground.sight import Standpoint, apparent, azimuth, elevation, to_moon, to_sun
from cupola.light.moment import Moment, Vantage
from cupola.light.need import Need
from cupola.places.ground import Location
from cupola.sky.moon import phase_angle

Floats = NDArray[np.float64]

_OBLIQUITY: Final = np.radians(23.4393)


@dataclass(frozen=True, slots=True)
class SunSight:
    """The Sun over a place at instants; every field is an array of shape (n,).

    Attributes
    ----------
    elevation, apparent : ndarray
        Of its centre over the level plane in deg, without air and as the air shows it.
    azimuth : ndarray
        In deg from north through east.
    clearance : ndarray
        How far its centre, as the air shows it, stands over the terrain, in deg; negative: hidden.
    shadow : ndarray
        Length of the shadow, on level ground, of what is one metre high; inf when its centre is not up.
    lux : ndarray
        Illuminance of open level ground under a clear sky, see `clear_daylight`; on other worlds that of the Sun above
        the air, see `bare_daylight`. Terrain takes nothing from it.
    """

    elevation: Floats
    apparent: Floats
    azimuth: Floats
    clearance: Floats
    shadow: Floats
    lux: Floats


@dataclass(frozen=True, slots=True)
class MoonSight:
    """The Moon over a place at instants; every field is an array of shape (n,).

    Attributes
    ----------
    elevation, apparent, azimuth, clearance : ndarray
        As the Sun's.
    lit : ndarray
        Part of the disc that is lit, 0 to 1.
    age : ndarray
        Ecliptic longitude past the Sun's in deg: 0 new, 90 first quarter, 180 full, 270 last quarter.
    """

    elevation: Floats
    apparent: Floats
    azimuth: Floats
    clearance: Floats
    lit: Floats
    age: Floats


def sun_sight(location: Location, at: ArrayLike) -> SunSight:
    """Give the Sun over a place at instants, shape (n,)."""
    sight = to_sun(_moment(location, at), location)
    true, side = elevation(sight), azimuth(sight)
    seen = apparent(true, location)
    with np.errstate(divide="ignore"):
        shadow = np.where(seen > 0.0, 1.0 / np.tan(np.radians(np.maximum(seen, 0.0))), np.inf)
    far = np.linalg.norm(sight, axis=-1)
    lux = clear_daylight(true) if location.body == "earth" else bare_daylight(true, far)
    return SunSight(true, seen, side, seen - location.horizon.angle(side), shadow, lux)


def moon_sight(location: Location, at: ArrayLike) -> MoonSight:
    """Give the Moon over a place at instants, shape (n,)."""
    moment = _moment(location, at)
    sight = to_moon(moment, location)
    true, side = elevation(sight), azimuth(sight)
    seen = apparent(true, location)
    lit = (1.0 + np.cos(np.radians(phase_angle(moment.position, moment.moon, moment.sun)))) / 2.0
    age = np.mod(_longitude(moment.moon) - _longitude(moment.sun), 360.0)
    return MoonSight(true, seen, side, seen - location.horizon.angle(side), lit, age)


def holds_on_ground(
    need: Need, location: Location, at: ArrayLike, limits: GroundLimits | None = None
) -> NDArray[np.bool_]:
    """Say at which instants, shape (n,), all that a need asks for holds at a place on the ground.

    Raises
    ------
    SkyError
        An unknown word, or a need that contradicts itself (E372).
    """
    moment = _moment(location, at)
    result = np.ones(len(moment), bool)
    for condition, wanted in ground_terms(need, location, limits or GroundLimits()):
        result &= (condition.signed(moment) >= 0) == wanted
    return result


def _moment(location: Location, at: ArrayLike) -> Moment:
    when = np.atleast_1d(np.asarray(at, float))
    span = Span(float(when.min()), float(when.max())) if len(when) else Span(0.0, 0.0)
    return Vantage(Standpoint(location, span)).at(when)


def _longitude(body: Floats) -> Floats:
    """Give the ecliptic longitude in deg of a body in TEME, shape (n, 3), to 0.02 deg (mean obliquity of J2000)."""
    x, y, z = body.T
    longitude: Floats = np.degrees(np.arctan2(y * np.cos(_OBLIQUITY) + z * np.sin(_OBLIQUITY), x))
    return longitude
