"""The Sun and the edge of the Earth from a craft that hops, second by second, and through which window the Sun falls.

The way is vertical, so that the Sun stands over the craft as over its site; what changes is the edge of the Earth,
which sinks as the craft rises. The windows look level, and keep their directions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.light.ground import sun_sight
from cupola.light.need import LightLimits
from cupola.places.ground import Location
from cupola.places.hop import Hopper, track

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

_EARTH: Final = 6_371_008.8


@dataclass(frozen=True, slots=True)
class HopSights:
    """What there is to see in a flight, each second; every array has shape (n,).

    Attributes
    ----------
    at : ndarray
        Instants, from lift-off or release to landing.
    height, felt : ndarray
        Metres over the sea, and what people feel, g.
    sun, azimuth : ndarray
        Where the Sun's centre stands: deg over the level plane, without air, and from north through east.
    limb : ndarray
        Where the edge of the Earth stands, deg; negative: below the level plane. Without refraction.
    direct : dict of str to ndarray of bool
        By window, whether direct sun falls through it.
    """

    at: Instants
    height: Floats
    felt: Floats
    sun: Floats
    azimuth: Floats
    limb: Floats
    direct: dict[str, Booleans]

    @property
    def lit(self) -> Booleans:
        """Whether the Sun's centre stands over the edge of the Earth."""
        found: Booleans = self.sun > self.limb
        return found


def hop_sights(
    craft: Hopper, launch: float, base: Location, heading: float = 0.0, limits: LightLimits | None = None
) -> HopSights:
    """Work out what there is to see in a flight.

    Parameters
    ----------
    craft : Hopper
        What flies.
    launch : float
        Lift-off, or release from the carrier.
    base : Location
        From where.
    heading : float
        Where the front of the craft looks, deg from north through east.
    limits : LightLimits
        How slanting direct sun may fall through a window.
    """
    flight = track(craft)
    since = np.arange(0.0, np.floor(craft.landing) + 1.0)
    height = np.interp(since, flight.time, flight.height)
    at = launch + since
    sight = sun_sight(base, at)
    over = np.maximum(height - craft.ground, 0.0)
    limb = -np.degrees(np.arccos(_EARTH / (_EARTH + over)))
    most = (limits or LightLimits()).incidence
    lit = sight.elevation > limb
    direct = {}
    for pane in craft.windows:
        side = np.radians(sight.azimuth - heading - pane.azimuth)
        slant = np.degrees(np.arccos(np.cos(np.radians(sight.elevation)) * np.cos(side)))
        direct[pane.name] = lit & (slant <= most)
    felt = np.interp(since, flight.time, flight.felt)
    return HopSights(at, height, felt, sight.elevation, sight.azimuth, limb, direct)
