"""Sunlight through the Earth's air edge: how bright, and which colour, while the Sun rises and sets.

The Sun's disc is cut into strips by the rays that reach the station. A ray of tangent height h is bent, so a strip is
seen higher and thinner than it is: surface brightness stays, the strip's height shrinks, and by that share its light
(the beam spreads). What the air takes from a strip is `Rays.transmission`; the strips are summed with the disc's
darkening towards its limb. Not in it: the light of the glowing air beside the Sun, clouds other than a floor, colours
refracted apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.errors import Message, SkyError
from cupola.sky.atmosphere import TOP_KM, Air, Rays
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.eclipse import FIRST_LIGHT_KM
from cupola.sky.spectrum import sunlight, tristimulus
from cupola.sky.sun import AU_KM, RADIUS_KM

Floats = NDArray[np.float64]

HEIGHTS_KM: Final = (200.0, 1500.0)
HIGHEST_FLOOR_KM: Final = 30.0

_RADIUS: Final = np.arcsin(RADIUS_KM / AU_KM)
DARKENING: Final = (0.30, 0.93, -0.23)
"""Brightness over the cosine of the angle from the disc's middle, at 0.55 µm (Cox 2000, section 14.7)."""
_HEIGHT_STEP_KM: Final = 10.0
_TANGENT_STEP_KM: Final = 0.25
_ELEVATION_STEP: Final = np.radians(0.004)
IN_AIR: Final = (-5.0, 8.0)
"""Elevations in deg between which the air is in the Sun's way, with room to spare."""


@dataclass(frozen=True, slots=True)
class LimbLight:
    """The Sun's light at a station as a function of the Sun's height over the hard limb.

    A height 10 km wrong changes the length of a sunrise by 1 %. The Sun's disc is as wide as at 1 au; the 1.7 % that it
    is wider in January are 0.07 s of a sunrise.

    Attributes
    ----------
    height_km : float
        The station's height above the Earth's limb, 200 to 1500 km.
    floor_km : float
        Tangent height below which nothing gets through: cloud tops, 0 to 30 km. By default that of first light, so that
        light begins as the phase `sunrise` does.
    air : Air
        Ozone, haze, dust.

    Raises
    ------
    SkyError
        A height or a floor outside those bounds (E345).
    """

    height_km: float = 420.0
    floor_km: float = FIRST_LIGHT_KM
    air: Air = field(default_factory=Air)

    def __post_init__(self) -> None:
        if not HEIGHTS_KM[0] <= self.height_km <= HEIGHTS_KM[1]:
            text = f"light through the limb is not known from {self.height_km:g} km"
            raise SkyError(Message("E345", text, hint=f"give {HEIGHTS_KM[0]:g} to {HEIGHTS_KM[1]:g} km"))
        if not 0.0 <= self.floor_km <= HIGHEST_FLOOR_KM:
            text = f"no clouds reach up to {self.floor_km:g} km"
            raise SkyError(Message("E345", text, hint=f"give 0 to {HIGHEST_FLOOR_KM:g} km"))

    def __call__(self, elevation: ArrayLike) -> Floats:
        """Give the light at elevations of the Sun.

        Parameters
        ----------
        elevation : array_like, shape (n,)
            True (unrefracted) elevation of the Sun's centre above the hard limb, deg: what `limb_elevation` gives for
            `limit("centre")`.

        Returns
        -------
        ndarray, shape (n, 3)
            CIE 1931 XYZ, Y in lx, of the whole disc on a plate that faces it, at 1 au.
        """
        places, light = _table(self)
        angle = np.radians(np.asarray(elevation, float))
        return np.stack([np.interp(angle, places, column) for column in light.T], axis=-1)


def limb_light(elevation: ArrayLike, height: ArrayLike) -> Floats:
    """Give `LimbLight` for heights of their own, shape (n, 3): read linearly between tables 10 km apart, within 0.1 %.

    Parameters
    ----------
    elevation : array_like, shape (n,)
        As `LimbLight` takes it, deg.
    height : array_like, shape (n,)
        The station's above the Earth's limb, km.

    Raises
    ------
    SkyError
        A height more than 10 km below 200 or above 1500 km (E345).
    """
    angle, station = np.asarray(elevation, float), np.asarray(height, float) / _HEIGHT_STEP_KM
    found = np.where(angle[:, None] > 0.0, tristimulus(sunlight()), 0.0)
    grazes = np.flatnonzero((angle > IN_AIR[0]) & (angle < IN_AIR[1]))
    low = np.floor(station[grazes])
    for step in np.unique(low):
        here = grazes[low == step]
        near, far = (LimbLight(_known(k * _HEIGHT_STEP_KM))(angle[here]) for k in (step, step + 1.0))
        found[here] = near + (station[here] - step)[:, None] * (far - near)
    return found


def _known(height: float) -> float:
    """Give a table's height: the lowest and the highest do for 10 km more."""
    least, most = HEIGHTS_KM
    is_near = least - _HEIGHT_STEP_KM <= height <= most + _HEIGHT_STEP_KM
    return float(np.clip(height, least, most)) if is_near else height


@lru_cache(maxsize=256)
def _table(light: LimbLight) -> tuple[Floats, Floats]:
    """Give even elevations in rad, shape (m,), and the light there, shape (m, 3): from none to the full Sun."""
    rays = Rays.at(np.arange(light.floor_km, TOP_KM + _TANGENT_STEP_KM / 2, _TANGENT_STEP_KM))
    orbit = EQUATOR_KM + light.height_km
    seen = np.arcsin(rays.impact / orbit)
    true = seen - rays.bending
    limb = np.arcsin(EQUATOR_KM / orbit)
    places = np.arange(true[0] - limb - _RADIUS, true[-1] - limb + _RADIUS + _ELEVATION_STEP, _ELEVATION_STEP)
    # Share of the disc between neighbouring rays, for each place of the disc; the last share is above the air.
    below = _disc_below((true - limb - places[:, None]) / _RADIUS)
    strips = np.diff(below, axis=1, append=1.0)
    xyz = tristimulus(rays.transmission(light.air) * sunlight())
    full = tristimulus(sunlight())
    spread = (np.diff(-np.cos(seen)) / np.diff(-np.cos(true)))[:, None]
    passed = np.concatenate([spread * (xyz[:-1] + xyz[1:]) / 2.0, full[None, :]])
    return places, strips @ passed


def _disc_below(height: Floats) -> Floats:
    """Give the share of the disc's light below heights in its radii from its middle, any shape.

    The integral over the disc's chords of a + b m + c m2, m the cosine from the disc's middle, in closed form.
    """
    a, b, c = DARKENING
    y = np.clip(height, -1.0, 1.0)
    half, arc = np.sqrt(1.0 - y**2), np.arcsin(y) + np.pi / 2
    flat = y * half + arc
    dome = y - y**3 / 3.0 + 2.0 / 3.0
    bowl = (y * half * (5.0 - 2.0 * y**2) + 3.0 * arc) / 8.0
    share = (a * flat + b * np.pi / 2 * dome + c * 4.0 / 3.0 * bowl) / (np.pi * (a + 2.0 * b / 3.0 + c / 2.0))
    found: Floats = np.clip(share, 0.0, 1.0)  # rounding leaves 1e-16 below nothing
    return found
