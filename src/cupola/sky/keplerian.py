"""An orbit told in a few figures, as a mission announces it: how high, how steep, in which plane. No element set.

Heights are counted as catalogues count them: the semi-major axis that belongs to the mean motion by Kepler's third law,
less the Earth's equatorial radius. The elements are then SGP4's mean ones, so that the Earth's flattening turns the
plane and the air lowers the orbit as for any other set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.clock import DAY
from cupola.errors import Message, SkyError
from cupola.sky.earth import EQUATOR_KM, MU, sidereal_angle, surface_point
from cupola.sky.elements import ElementSet, MeanElements

LOWEST: Final = 140.0
"""Km: below it nothing stays up for a day."""
HIGHEST: Final = 5000.0
"""Km: above it lies no orbit that people have filmed in, and SGP4 takes other ways."""
USUAL_DRAG: Final = 1e-4
"""B* of a capsule in 1 / Earth radii, as found in sets of Crew Dragons; own knowledge, a matter of the Sun's mood."""


@dataclass(frozen=True, slots=True)
class Plane:
    """How an orbit lies, and where on it the craft is, at an instant.

    Attributes
    ----------
    inclination : float
        In deg.
    node : float
        Right ascension of the ascending node, TEME, in deg.
    along : float
        Argument of latitude: how far the craft is past the ascending node, in deg.
    """

    inclination: float
    node: float
    along: float = 0.0

    @classmethod
    def over(cls, lat: float, lon: float, inclination: float, at: float, *, is_north: bool) -> Plane:
        """Give the plane of a craft that passes over a place at an instant, flying north or south.

        So a plane is found from a launch: at lift-off, nearly, the pad lies in it.

        Raises
        ------
        SkyError
            The place lies too far from the equator for the inclination (E730).
        """
        x, y, z = surface_point(lat, lon)
        height = np.arctan2(z, np.hypot(x, y))
        sine = np.sin(height) / np.sin(np.radians(inclination)) if 0.0 < inclination < 180.0 else np.inf
        if abs(sine) > 1.0:
            text = f"{abs(lat):g} deg {'NS'[lat < 0]} lies outside an orbit of {inclination:g} deg inclination"
            raise SkyError(Message("E730", text, hint="raise the inclination, or name a place nearer to the equator"))
        along = np.arcsin(sine) if is_north else np.pi - np.arcsin(sine)
        east = np.arctan2(np.cos(np.radians(inclination)) * np.sin(along), np.cos(along))
        here = sidereal_angle(np.array([at]))[0] + np.arctan2(y, x)
        return cls(inclination, float(np.degrees(here - east) % 360.0), float(np.degrees(along) % 360.0))


@dataclass(frozen=True, slots=True)
class Keplerian:
    """An orbit in a few figures.

    Attributes
    ----------
    epoch : float
        The instant for which they hold.
    perigee, apogee : float
        Least and greatest height, km; `perigee` is not above `apogee`.
    plane : Plane
        How it lies, and where the craft is.
    lowest : float
        Argument of perigee: how far past the ascending node the orbit is lowest, in deg.
    drag : float
        B*, in 1 / Earth radii.

    Raises
    ------
    SkyError
        Heights in the wrong order or out of reach, an inclination that is none (E730).
    """

    epoch: float
    perigee: float
    apogee: float
    plane: Plane
    lowest: float = 0.0
    drag: float = USUAL_DRAG

    def __post_init__(self) -> None:
        if not LOWEST <= self.perigee <= self.apogee <= HIGHEST:
            text = f"an orbit from {self.perigee:g} to {self.apogee:g} km is not possible"
            hint = f"give heights from {LOWEST:g} to {HIGHEST:g} km, the perigee not above the apogee"
            raise SkyError(Message("E730", text, hint=hint))
        if not 0.0 <= self.plane.inclination <= 180.0:
            text = f"an inclination of {self.plane.inclination:g} deg is not possible"
            raise SkyError(Message("E730", text, hint="give 0 to 180 deg; 90 deg goes over the poles"))

    @property
    def eccentricity(self) -> float:
        """How far the orbit is from a circle."""
        return (self.apogee - self.perigee) / (self.apogee + self.perigee + 2 * EQUATOR_KM)

    @property
    def motion(self) -> float:
        """Revolutions a day."""
        axis = (self.apogee + self.perigee) / 2 + EQUATOR_KM
        return float(np.sqrt(MU / axis**3) * DAY / (2 * np.pi))

    def elements(self) -> ElementSet:
        """Give the element set; its catalogue number is 0: of no catalogue."""
        plane = self.plane
        mean = MeanElements(
            motion=self.motion,
            eccentricity=self.eccentricity,
            inclination=plane.inclination,
            node=plane.node % 360.0,
            perigee=self.lowest % 360.0,
            anomaly=self._mean_anomaly(),
            drag=self.drag,
        )
        return ElementSet(self.epoch, 0, mean)

    def _mean_anomaly(self) -> float:
        """Give the mean anomaly at the epoch, in deg, by Kepler's equation."""
        e, true = self.eccentricity, np.radians(self.plane.along - self.lowest)
        eccentric = 2 * np.arctan2(np.sqrt(1 - e) * np.sin(true / 2), np.sqrt(1 + e) * np.cos(true / 2))
        return float(np.degrees(eccentric - e * np.sin(eccentric)) % 360.0)
