"""Rays from space to an eye within the air: how they are bent, and what the air leaves of them.

n r sin z is the same all along a ray (Bouguer). What lies above the eye is integrated along the ray; a ray that has
passed its lowest point before it reaches the eye has gone through the whole air but for that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.preview.colour import of_xyz
from cupola.sky.airlight.profile import STEP_KM, Profile
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM, Air, Rays, density, lift
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]

_SINKING: Final = 240
_RISING: Final = 240
_NODES: Final = 400
_LEAST_KM: Final = 1e-3


@lru_cache(maxsize=8)
def rays_within(height: float, air: Air) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the rays that reach an eye at a height, km, from the ground's edge to straight up.

    Returns
    -------
    seen, true : ndarray, shape (n,)
        Angles from straight down at which the eye sees a ray, and at which it comes from beyond the air, rad.
    tangent : ndarray, shape (n,)
        Its least height, km.
    light : ndarray, shape (n, 3)
        What arrives of sunlight with the luminance 1 above the air, Rec. 2020.
    """
    high = max(height, _LEAST_KM)
    tangent = high * (1.0 - np.linspace(1.0, 0.0, _SINKING, endpoint=False) ** 2)
    raised = np.pi / 2 * np.linspace(0.0, 1.0, _RISING) ** 2
    here = EQUATOR_KM + high + float(lift(high))
    sinking = EQUATOR_KM + tangent + lift(tangent)
    bending, depth = _above(high, np.concatenate([sinking, here * np.cos(raised)]), air)
    whole = Rays.at(tangent)
    bending[:_SINKING] = whole.bending - bending[:_SINKING]
    depth[:_SINKING] = -np.log(np.maximum(whole.transmission(air), 1e-300)) - depth[:_SINKING]
    seen = np.concatenate([np.arcsin(sinking / here), np.pi / 2 + raised])
    xyz = tristimulus(np.exp(-np.maximum(depth, 0.0)) * sunlight())
    lowest = np.concatenate([tangent, np.full(_RISING, high)])
    return seen, seen - bending, lowest, of_xyz(xyz / tristimulus(sunlight())[1])


def _above(height: float, invariant: Floats, air: Air) -> tuple[Floats, Floats]:
    """Follow rays with a n r sin z, km, shape (n,), up from a height: their bending, rad, and depth, shape (n, 41).

    Over roots of the height above the eye, as a level ray is steepest there.
    """
    edges = np.linspace(0.0, np.sqrt(TOP_KM - height), _NODES + 1)
    root, width = 0.5 * (edges[1:] + edges[:-1]), np.diff(edges)
    level = height + root**2
    reach = EQUATOR_KM + level + lift(level)
    rise = np.sqrt(np.maximum((reach - invariant[:, None]) * (reach + invariant[:, None]), 1e-9))
    step = 2.0 * root * width * reach / rise
    slope = REFRACTIVITY * (density(np.maximum(level - 1e-3, 0.0)) - density(level + 1e-3)) / 2e-3
    bending: Floats = (step * slope * invariant[:, None] / (reach * (1.0 + REFRACTIVITY * density(level)))).sum(-1)
    taken = Profile.of(air).extinction
    grid = np.arange(len(taken)) * STEP_KM
    depth: Floats = step @ np.stack([np.interp(level, grid, band) for band in taken.T], axis=-1)
    return bending, depth
