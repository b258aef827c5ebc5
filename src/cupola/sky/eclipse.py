"""When the Earth hides the Sun: the Sun's elevation above the limb of the WGS84 ellipsoid, with and without air.

The flattening is treated by stretching space along the Earth's axis until the ellipsoid is a sphere; straight lines
stay straight and tangents stay tangents. Angles near the limb change by at most 0.3 % of themselves, which is below
0.03 s of a sunrise. How far the air bends a ray is the integral of `atmosphere`, through the standard atmosphere over a
sphere of the equator's radius; the Earth's other curvatures change it by 0.3 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError, closest
from cupola.sky.atmosphere import bending, lift
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.orbit import Vectors
from cupola.sky.sun import RADIUS_KM

Floats = NDArray[np.float64]
Part = Literal["upper", "centre", "lower"]

LIMIT_WORDS: Final = ("centre", "umbra", "penumbra", "refracted")
FIRST_LIGHT_KM: Final = 8.0
"""Rays that pass lower than this are lost in cloud, aerosol and air: direct light is below 1 % of the full Sun's."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What counts as sunrise and sunset.

    Attributes
    ----------
    name : str
        The limit's word, or a name of one's own.
    part : {"upper", "centre", "lower"}
        The point of the Sun's disc that has to stand above the limb.
    height : float
        Tangent height in km of the lowest ray that counts; the limb is the WGS84 ellipsoid raised by it.
    refraction : float
        Deflection in deg of the ray at that height; 0: straight rays. A bent ray also seems to pass a little higher
        than it does (`atmosphere.lift`).
    """

    name: str
    part: Part
    height: float = 0.0
    refraction: float = 0.0

    def __str__(self) -> str:
        ray = f"ray bent by {self.refraction:.3f} deg" if self.refraction else "straight ray"
        part = {"upper": "upper limb", "centre": "centre", "lower": "lower limb"}[self.part]
        return f"{self.name}: the Sun's {part} by a {ray}, {self.height:g} km above the WGS84 ellipsoid"


def limit(word: str, height: float | None = None) -> Limit:
    """Give the limit for a word.

    Parameters
    ----------
    word : {"centre", "umbra", "penumbra", "refracted"}
        `centre`: the Sun's centre on the limb. `umbra`: the last of the disc goes, straight rays. `penumbra`: the
        disc begins to be hidden, straight rays. `refracted`: the last refracted ray of the upper limb goes.
    height : float, optional
        Tangent height in km; the hard limb (0) by default, for `refracted` 8 km.

    Raises
    ------
    SkyError
        Another word, or a height below 0 or above 100 km (E309).
    """
    parts: dict[str, Part] = {"centre": "centre", "umbra": "upper", "penumbra": "lower", "refracted": "upper"}
    if word not in parts:
        hint = closest(word, LIMIT_WORDS) or f"use one of {', '.join(LIMIT_WORDS)}"
        raise SkyError(Message("E309", f'the limit "{word[:40]}" is unknown', hint=hint))
    above = height if height is not None else FIRST_LIGHT_KM if word == "refracted" else 0.0
    if not 0.0 <= above <= 100.0:
        raise SkyError(Message("E309", f"a limb {above:g} km high is not in the air", hint="give 0 to 100 km"))
    return Limit(word, parts[word], above, float(bending(above)) if word == "refracted" else 0.0)


def limb_elevation(position: Vectors, sun: Vectors, what: Limit) -> Floats:
    """Give the signed elevation, in deg, of the Sun's part above the limb: positive while it shines.

    Parameters
    ----------
    position, sun : ndarray, shape (n, 3)
        The station and the Sun from the Earth's centre, km, in one frame whose z is the Earth's axis.
    what : Limit
        Part of the disc, height of the limb, refraction.

    Returns
    -------
    ndarray, shape (n,)
        Negative where the station's view of that part is blocked.
    """
    here, sight = stretched(position), stretched(sun - position)
    distance = np.sqrt(np.einsum("ni,ni->n", here, here))
    far = np.sqrt(np.einsum("ni,ni->n", sight, sight))
    cosine = np.einsum("ni,ni->n", here, sight) / (distance * far)
    zenith = np.arccos(np.clip(cosine, -1.0, 1.0))
    limb = EQUATOR_KM + what.height + (float(lift(what.height)) if what.refraction else 0.0)
    dip = np.arccos(np.clip(limb / distance, -1.0, 1.0))
    sign = {"upper": 1.0, "centre": 0.0, "lower": -1.0}[what.part]
    radius = sign * RADIUS_KM / far if sign else 0.0
    elevation: Floats = np.degrees(np.pi / 2 + dip - zenith + radius) + what.refraction
    return elevation


def climbing(position: Vectors, velocity: Vectors, sun: Vectors) -> Floats:
    """Give a number that is positive while the Sun climbs above the limb and negative while it sinks.

    It is the derivative of the cosine of the Sun's zenith distance times the distance from the Earth's centre, in km/s;
    the limb's own rise and fall, by a change of height of the orbit, is a thousand times less.
    """
    here, speed, sight = stretched(position), stretched(velocity), stretched(sun - position)
    up = here / np.linalg.norm(here, axis=-1, keepdims=True)
    ray = sight / np.linalg.norm(sight, axis=-1, keepdims=True)
    turn: Floats = np.einsum("ni,ni->n", speed, ray) - np.einsum("ni,ni->n", up, speed) * np.einsum("ni,ni->n", up, ray)
    return turn
