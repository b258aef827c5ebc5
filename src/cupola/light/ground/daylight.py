"""How bright a clear day is on the ground, from noon to deep twilight."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.sky.spectrum import SUNLIGHT_LX
from cupola.sky.sun import AU_KM

Floats = NDArray[np.float64]

_PIECES: Final = (
    # from elevation in deg; log10 of lx as a polynomial of elevation / 90 deg
    (-18.0, (13.84, 262.72, 1447.42, 2797.93)),
    (-12.0, (2.70, 12.17, -431.69, -1899.83)),
    (-5.0, (2.88, 21.81, -258.11, -858.36)),
    (-0.8, (2.88, 22.26, -207.64, 1034.30)),
    (5.0, (3.05, 13.28, -45.98, 64.33)),
    (20.0, (3.74, 3.97, -4.07, 1.47)),
)


def bare_daylight(elevation: ArrayLike, distance: ArrayLike) -> Floats:
    """Give the illuminance in lx on level open ground by the Sun alone, nothing of it lost on the way.

    On the Moon that is what there is. On Mars it is the light above the dust, which takes a third of it with the Sun
    high under a clear sky, and all of its sharpness in a storm; scattered light gives most of that back.

    Parameters
    ----------
    elevation : array_like
        Of the Sun's centre in deg.
    distance : array_like
        Of the Sun in km.
    """
    over = np.sin(np.radians(np.maximum(np.asarray(elevation, float), 0.0)))
    light: Floats = SUNLIGHT_LX * (AU_KM / np.asarray(distance, float)) ** 2 * over
    return light


def clear_daylight(elevation: ArrayLike) -> Floats:
    """Give the illuminance in lx on level open ground under a clear sky, Sun and sky together.

    P. M. Janiczek and J. A. DeYoung, Computer Programs for Sun and Moon Illuminance, U.S. Naval Observatory Circular
    171, 1987. The illuminating engineers' clear sky (IES RP-21, 1984) is up to 20 % brighter with the Sun 10 to 20 deg
    high and within 10 % from 40 deg; haze and height move a real clear day by as much. Clouds are not in it, nor the
    light of the Moon, the stars and the air itself.

    Parameters
    ----------
    elevation : array_like
        Of the Sun's centre in deg, without refraction. Below -18 deg the Sun gives nothing.
    """
    angle = np.asarray(elevation, float)
    lowest = [low for low, _ in _PIECES]
    coefficients = np.array([terms for _, terms in _PIECES])
    terms = coefficients[np.clip(np.searchsorted(lowest, angle, side="right") - 1, 0, None)]
    x = angle / 90.0
    power = terms[..., 0] + x * (terms[..., 1] + x * (terms[..., 2] + x * terms[..., 3]))
    light: Floats = np.where(angle >= lowest[0], 10.0**power, 0.0)
    return light
