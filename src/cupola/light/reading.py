"""What a light meter reads behind a window."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the meter reads at instants, shape (n,), on the inner side of a window's glass, facing out.

    Attributes
    ----------
    at : ndarray, shape (n,)
        The instants.
    phase : ndarray of str, shape (n,)
        The light phase at the station: sun, eclipse, sunrise or sunset.
    elevation : ndarray, shape (n,)
        Of the Sun's centre above the hard limb, without refraction, deg.
    sun : ndarray, shape (n, 3)
        Unit vector to the Sun in the station's frame.
    incidence : ndarray, shape (n,)
        Angle between the Sun and the window's normal, deg; above 90 the Sun is behind the glass.
    beam_lx : ndarray, shape (n,)
        Sunlight outside, on a plate that faces the Sun, no station in the way; lx.
    direct_lx, earth_lx, moon_lx : ndarray, shape (n,)
        Through the glass, on its plane, lx: the Sun's beam; the Earth lit by Sun and Moon; the Moon.
    luminance : ndarray, shape (n,)
        Of the sunlit Earth or its limb through the glass, along the window's axis, cd/m2; 0 where it looks past both.
    xyz : ndarray, shape (n, 3)
        CIE 1931 tristimulus values of the three together; Y is their sum in lx.
    cct : ndarray, shape (n,)
        Their correlated colour temperature, K; nan without light.
    blocked_by : ndarray of str or None, shape (n,)
        The part of the station that keeps the Sun from a window which it would otherwise shine through.
    """

    at: Instants
    phase: NDArray[np.str_]
    elevation: Floats
    sun: Vectors
    incidence: Floats
    beam_lx: Floats
    direct_lx: Floats
    earth_lx: Floats
    moon_lx: Floats
    luminance: Floats
    xyz: Vectors
    cct: Floats
    blocked_by: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.at)

    @property
    def total_lx(self) -> Floats:
        """All light through the glass, on its plane, lx."""
        total: Floats = self.direct_lx + self.earth_lx + self.moon_lx
        return total

    def part(self, where: slice | NDArray[np.intp] | NDArray[np.bool_]) -> Reading:
        """Give the reading at some of the instants."""
        return Reading(*(getattr(self, each.name)[where] for each in fields(self)))
