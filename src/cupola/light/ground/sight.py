"""Where Sun and Moon stand over a place on the ground: elevation with and without the air, azimuth.

Azimuth is counted from north through east. Elevation is over the level plane of the WGS84 ellipsoid. Against Skyfield
on DE421 both are right to 0.005 deg as long as UT1 and UTC, taken as one here, are no more than 0.9 s apart (tested).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light.moment import Moment
from cupola.places.ground import Location
from cupola.sky.earth import SPIN, carried, sidereal_angle, surface_point
from cupola.sky.mars import sun_over_mars
from cupola.sky.orbit import Vectors
from cupola.sky.selene import sun_over_moon

Floats = NDArray[np.float64]

_LOWEST_REFRACTED: Final = -1.6
_ARCMIN: Final = 60.0
_ROUNDS: Final = 4  # each leaves a sixth of the error: 1e-4 deg in thin air on the horizon
_METRES: Final = 1000.0
_NEVER_UP: Final = 384_400.0  # km


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A place on the ground as a trajectory: the Earth carries it round.

    Attributes
    ----------
    location : Location
        The place.
    span : Span
        Where it is asked.
    """

    location: Location
    span: Span

    @property
    def joints(self) -> Instants:
        """No instants: the ground does not jump."""
        return np.empty(0)

    def positions(self, at: Instants) -> Vectors:
        """Give the place from the Earth's centre at instants, shape (n,): km, TEME, shape (n, 3)."""
        place, angle = self.location, sidereal_angle(at)
        fixed = surface_point(place.lat, place.lon, place.height / _METRES)
        return carried(fixed, np.cos(angle), np.sin(angle))

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give position, km, and velocity, km/s, TEME, both of shape (n, 3)."""
        position = self.positions(at)
        x, y, _ = position.T
        return position, np.stack([-SPIN * y, SPIN * x, np.zeros(len(at))], axis=-1)


def to_sun(moment: Moment, location: Location) -> Vectors:
    """Give the Sun from a place in its own frame, east, north and up: km, shape (n, 3)."""
    over = {"mars": _over_mars, "moon": _over_moon}.get(location.body, _over_earth)
    return moment.once(("sun from", location), lambda: over(moment, location))


def to_moon(moment: Moment, location: Location) -> Vectors:
    """Give the Moon from a place in its own frame, east, north and up: km, shape (n, 3); on other worlds never up."""
    if location.body != "earth":
        return np.tile([0.0, 0.0, -_NEVER_UP], (len(moment), 1))
    return moment.once(("moon from", location), lambda: _local(moment, location, moment.moon))


def _over_earth(moment: Moment, location: Location) -> Vectors:
    return _local(moment, location, moment.sun)


def _over_mars(moment: Moment, location: Location) -> Vectors:
    return sun_over_mars(location.lat, location.lon, moment.at)


def _over_moon(moment: Moment, location: Location) -> Vectors:
    return sun_over_moon(location.lat, location.lon, moment.at, moment.sun, moment.moon)


def _local(moment: Moment, location: Location, body: Vectors) -> Vectors:
    """Turn the sight of a body, given from the Earth's centre in TEME, into the frame of a place."""
    cosine, sine = moment.turn
    x, y, z = (body - moment.position).T
    phi, lam = np.radians(location.lat), np.radians(location.lon)
    # Greenwich's meridian, then the place's own, then the tilt of its horizon
    along, east = cosine * x + sine * y, cosine * y - sine * x
    outward, east = np.cos(lam) * along + np.sin(lam) * east, np.cos(lam) * east - np.sin(lam) * along
    north = np.cos(phi) * z - np.sin(phi) * outward
    up = np.cos(phi) * outward + np.sin(phi) * z
    return np.stack([east, north, up], axis=-1)


def elevation(sight: Vectors) -> Floats:
    """Give the true elevation in deg, without air, of sights (east, north, up), shape (n, 3)."""
    east, north, up = sight.T
    angle: Floats = np.degrees(np.arctan2(up, np.hypot(east, north)))
    return angle


def azimuth(sight: Vectors) -> Floats:
    """Give the azimuth in deg, 0 to below 360, of sights (east, north, up), shape (n, 3)."""
    angle: Floats = np.mod(np.degrees(np.arctan2(sight[:, 0], sight[:, 1])), 360.0)
    return angle


def half_disc(sight: Vectors, radius: float) -> Floats:
    """Give the half angle in deg of a disc of a radius in km at sights, shape (n, 3)."""
    angle: Floats = np.degrees(np.arcsin(radius / np.linalg.norm(sight, axis=-1)))
    return angle


def refraction(true: Floats, density: float = 1.0) -> Floats:
    """Give by how much, in deg, the air lifts what stands at true elevations in deg.

    Bennett's formula (Journal of Navigation 35, 1982, p. 255; 0.07 arcmin from Garfinkel's tables), which starts from
    the apparent elevation, for 1010 hPa and 10 deg C, times `density`. It is solved for the apparent elevation from
    Saemundsson's (Sky and Telescope 72, 1986, p. 70). Far under any horizon that it was made for, the value stays, so
    that what depends on it stays smooth.
    """
    above = np.maximum(true, _LOWEST_REFRACTED)
    lift = density / _ARCMIN / np.tan(np.radians(above + 10.3 / (above + 5.11)))
    for _ in range(_ROUNDS):
        seen = np.maximum(true + lift, _LOWEST_REFRACTED)
        lift = density / _ARCMIN / np.tan(np.radians(seen + 7.31 / (seen + 4.4)))
    return np.maximum(lift, 0.0)


def apparent(true: Floats, location: Location) -> Floats:
    """Give the elevation in deg at which the air of a place shows what stands at true elevations in deg."""
    found: Floats = true + refraction(true, location.density)
    return found
