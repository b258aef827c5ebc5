"""How the air bends the rays of a picture, and what it leaves of light that comes through it, as tables to read.

A ray that reaches the ground: n r sin z is the same all along it (Bouguer), so where it meets the ground its angle from
the vertical is that of a straight ray to a sphere as much larger as the air's refractive index there; by how much it is
turned on its way is integrated once. A ray that misses the ground: `cupola.sky.atmosphere`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.preview import colour
from cupola.preview.earth.pyramid import Floats32, fixed
from cupola.sky.airlight.profile import RADIUS_KM, Profile
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM, Air, Rays, bending, density, lift
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]

STEPS: Final = 1024
VIEWS: Final = 64
_NODES: Final = 400


class Bent(NamedTuple):
    """Tables of rays.

    Attributes
    ----------
    least : float
        The impact height, km, of the ray that just grazes the ground; the last of the tables is that of the air's edge.
    tangent, turned : ndarray, shape (1024,)
        By impact height: the lowest height of a ray that misses the ground, km, and half of what it is turned by, rad.
    onto : ndarray, shape (64,)
        By the square root of the cosine of the angle from the vertical at the ground: by how much a ray is turned on
        its way to it, rad, over the sine of that angle.
    along : ndarray, shape (1024, 3)
        By impact height: what the air leaves of light from beyond it, in Rec. 2020.
    up : ndarray, shape (2, 64, 3)
        What it leaves of light from ground at both heights, likewise.
    """

    least: float
    tangent: Floats
    turned: Floats
    onto: Floats
    along: Floats32
    up: Floats32

    @classmethod
    def of(cls, air: Air, high: float) -> Bent:
        """Work them out for an air; `high` is the second height of ground, km."""
        least = float(lift(0.0))
        heights = np.concatenate([np.linspace(0.0, 30.0, 1201)[:-1], np.linspace(30.0, TOP_KM, 701)])
        impact = heights + lift(heights)
        wanted = np.linspace(least, TOP_KM, STEPS)
        tangent = np.interp(wanted, impact, heights)
        turned = np.radians(bending(tangent)) / 2.0
        passed = colours(Rays.at(tangent).transmission(air))
        up = np.stack([_upward(Profile.of(air), height) for height in (0.0, high)])
        along = fixed(passed.astype(np.float32))
        return cls(least, fixed(tangent), fixed(turned), fixed(onto_ground()), along, fixed(up.astype(np.float32)))


def colours(passed: Floats) -> Floats:
    """Give what is left of sunlight in each primary, of shares in bands, shape (..., 41)."""
    left = colour.of_xyz(tristimulus(passed * sunlight()))
    whole = colour.of_xyz(tristimulus(sunlight()))
    found: Floats = np.clip(left / whole, 0.0, 1.0)
    return found


def onto_ground(top: float = TOP_KM) -> Floats:
    """Integrate the turning of rays from a height onto the ground, shape (64,): see `Bent`.

    Over roots of the height, as it is steep where the ray grazes.
    """
    cosine = np.linspace(0.0, 1.0, VIEWS)[:, None] ** 2
    edges = np.linspace(0.0, np.sqrt(top), _NODES + 1)
    root = 0.5 * (edges[1:] + edges[:-1])
    height = root**2
    width = 2.0 * root * np.diff(edges)
    index = 1.0 + REFRACTIVITY * density(height)
    slope = -REFRACTIVITY * (density(height + 1e-3) - density(np.maximum(height - 1e-3, 0.0))) / 2e-3
    reach = index * (EQUATOR_KM + height)
    ground = (1.0 + REFRACTIVITY) * EQUATOR_KM
    # the square root of (n r)2 - (n0 R sin z)2, without losing digits
    rise = (reach - ground) * (reach + ground) + (ground * cosine) ** 2
    found: Floats = (slope / index * width * ground / np.sqrt(rise)).sum(-1)
    return found


def _upward(profile: Profile, height: float) -> Floats:
    """Give what is left of light that goes from a height to space, shape (64, 3)."""
    cosine = np.maximum(np.linspace(0.0, 1.0, VIEWS) ** 2, 1e-4)[:, None]
    edges = np.linspace(0.0, np.sqrt(TOP_KM - height), _NODES + 1)
    root = 0.5 * (edges[1:] + edges[:-1])
    above = root**2
    start, there = RADIUS_KM + height, RADIUS_KM + height + above
    length = there / np.sqrt((there - start) * (there + start) + (start * cosine) ** 2) * 2.0 * root * np.diff(edges)
    grid = np.arange(len(profile.extinction)) * (TOP_KM / (len(profile.extinction) - 1))
    taken = np.stack([np.interp(height + above, grid, band) for band in profile.extinction.T], axis=-1)
    return colours(np.exp(-length @ taken))
