"""A place on the ground, of the Earth or of another world: where it is, the terrain around it, the air over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.errors import Message, SkyError
from cupola.places.link import Link

Floats = NDArray[np.float64]

LOWEST: Final = -5.0
"""The lowest terrain horizon in deg: the level sea seen from 20 km, higher than anybody films from the ground."""
HIGHEST: Final = 85.0
_MOST_POINTS: Final = 720
_USUAL_PRESSURE: Final = 1010.0
_USUAL_TEMPERATURE: Final = 10.0
_KELVIN: Final = 273.15
_RADII: Final = {"earth": 6371.0088, "mars": 3389.5, "moon": 1737.4}  # mean, km: IUGG 1980; IAU 2015

_NAMES: Final = {"mars": "Mars", "moon": "the Moon"}

BODIES: Final = tuple(_RADII)
"""The worlds on which a place may be."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The terrain around a place: how high it stands, all around.

    Attributes
    ----------
    points : tuple of (float, float)
        Azimuth (deg, from north through east, 0 to below 360, rising) and the angle of the terrain above the level
        there (deg; negative where one looks down to the horizon). Straight between two points, round through north.
        One point: the same angle all around.

    Raises
    ------
    SkyError
        No point, azimuths that do not rise, angles that no terrain has (E370).
    """

    points: tuple[tuple[float, float], ...] = ((0.0, 0.0),)

    def __post_init__(self) -> None:
        if not 1 <= len(self.points) <= _MOST_POINTS:
            raise _wrong(f"a horizon of {len(self.points)} points is not possible", f"give 1 to {_MOST_POINTS} points")
        azimuths = [azimuth for azimuth, _ in self.points]
        if not all(0.0 <= azimuth < 360.0 for azimuth in azimuths) or any(a >= b for a, b in pairwise(azimuths)):
            raise _wrong("the azimuths of a horizon do not rise", "begin with the least, 0 to below 360 deg, each once")
        for azimuth, angle in self.points:
            if not LOWEST <= angle <= HIGHEST:
                text = f"a terrain that stands {angle:g} deg high at azimuth {azimuth:g} deg is not possible"
                raise _wrong(text, f"give {LOWEST:g} to {HIGHEST:g} deg")

    @classmethod
    def level(cls, angle: float) -> Horizon:
        """Give a horizon that is `angle` deg high all around."""
        return cls(((0.0, angle),))

    def angle(self, azimuth: ArrayLike) -> Floats:
        """Give the angle in deg of the terrain at azimuths in deg, of any shape."""
        azimuths, angles = np.array(self.points).T
        found: Floats = np.interp(np.asarray(azimuth, float), azimuths, angles, period=360.0)
        return found

    def __str__(self) -> str:
        angles = [angle for _, angle in self.points]
        if min(angles) == max(angles):
            return f"terrain {angles[0]:g} deg high"
        return f"terrain {min(angles):g} to {max(angles):g} deg high, {len(angles)} points"


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the ground to shoot at.

    Attributes
    ----------
    name : str
        What it is called.
    lat, lon : float
        Geodetic degrees north and east, WGS84.
    height : float
        Metres above the ellipsoid (within 110 m of the height above the sea, which makes no difference to light).
    horizon : Horizon
        The terrain; level by default.
    pressure : float or None
        Of the air, hPa; None: that of the standard atmosphere at the height, 1010 at sea level.
    temperature : float
        Of the air, deg C.
    body : str
        The world: one of `BODIES`. On Mars and the Moon light is not bent.
    link : Link or None
        Over what it talks to the Earth; None: the packaged link of its world, if there is one.

    Raises
    ------
    SkyError
        A place that is not on the Earth, or air that is none (E370).
    """

    name: str
    lat: float
    lon: float
    height: float = 0.0
    horizon: Horizon = field(default_factory=Horizon)
    pressure: float | None = None
    temperature: float = _USUAL_TEMPERATURE
    body: str = "earth"
    link: Link | None = None

    def __post_init__(self) -> None:
        ranges = (
            ("latitude", self.lat, -90.0, 90.0, "deg"),
            ("longitude", self.lon, -180.0, 180.0, "deg"),
            ("height", self.height, -500.0, 9000.0, "m"),
            ("pressure", self.pressure if self.pressure is not None else _USUAL_PRESSURE, 0.0, 1100.0, "hPa"),
            ("temperature", self.temperature, -90.0, 60.0, "deg C"),
        )
        for what, value, low, high, unit in ranges:
            if not (isfinite(value) and low <= value <= high):
                text = f"{self.name[:40]}: a {what} of {value:g} {unit} is not possible"
                raise _wrong(text, f"give {low:g} to {high:g} {unit}")

    @property
    def density(self) -> float:
        """How much denser the air is than at 1010 hPa and 10 deg C: refraction grows with it.

        The pressure falls with the height as in the troposphere of the ICAO standard atmosphere (doc 7488, 1993).
        """
        if self.body != "earth":
            return 0.0
        usual = _USUAL_PRESSURE * (1.0 - 2.25577e-5 * self.height) ** 5.25588
        pressure = usual if self.pressure is None else self.pressure
        return pressure / _USUAL_PRESSURE * (_KELVIN + _USUAL_TEMPERATURE) / (_KELVIN + self.temperature)

    def distance(self, other: Location) -> float:
        """Give the km to another place of the same world along a sphere of its mean radius; good to 0.5 %."""
        north, there = radians(self.lat), radians(other.lat)
        half = sin((there - north) / 2) ** 2 + cos(north) * cos(there) * sin(radians(other.lon - self.lon) / 2) ** 2
        return 2.0 * _RADII[self.body] * asin(min(1.0, sqrt(half)))

    def __str__(self) -> str:
        north, east = "N" if self.lat >= 0 else "S", "E" if self.lon >= 0 else "W"
        world = "" if self.body == "earth" else f" on {_NAMES[self.body]}"
        return f"{self.name}{world} ({abs(self.lat):.4f} {north}, {abs(self.lon):.4f} {east}, {self.height:g} m)"


def _wrong(text: str, hint: str) -> SkyError:
    return SkyError(Message("E370", text, hint=hint))
