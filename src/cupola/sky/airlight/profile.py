"""The air by height, as light is followed through it: what it scatters and what it takes, in each band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.sky.atmosphere import TOP_KM, Air, Depths

Floats = NDArray[np.float64]

RADIUS_KM: Final = 6371.0
"""The Earth as a sphere: light is followed through air over it; a picture stretches it to the ellipsoid."""
STEP_KM: Final = 0.1
HAZE_WHITENESS: Final = 0.94
"""Share of what haze takes that it scatters (OPAC, Hess and others 1998, continental; rounded, confidence medium)."""
HAZE_LEAN: Final = 0.72
"""Mean cosine of the angle by which haze and dust turn light (OPAC, rounded, confidence medium)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The air at heights every 100 m from the ground to 100 km, shape (1001, 41) each, per km.

    Attributes
    ----------
    molecules, particles : ndarray
        What molecules scatter, and what haze and dust do.
    extinction : ndarray
        What is taken out of a ray in all: what is scattered, what haze swallows, and ozone.
    """

    molecules: Floats
    particles: Floats
    extinction: Floats

    @classmethod
    def of(cls, air: Air) -> Profile:
        """Lay out the air."""
        depths = Depths.at(np.arange(0.0, TOP_KM + STEP_KM / 2, STEP_KM), air)
        return cls(
            molecules=depths.molecules,
            particles=HAZE_WHITENESS * depths.haze + depths.dust,
            extinction=depths.molecules + depths.ozone + depths.haze + depths.dust,
        )
