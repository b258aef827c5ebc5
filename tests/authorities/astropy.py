"""Sun, Moon, beta and subpoint by astropy 8.0.2, made by `bench/authorities/astropy_sky.py`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class AstropySky:
    """What astropy says at instants, shape (n,), for the element set of 8 October 2021.

    `sun` and `moon` are unit vectors from the Earth's centre, TEME, shape (n, 3); the rest is in deg and km.
    """

    at: Floats
    sun: Floats
    moon: Floats
    beta: Floats
    latitude: Floats
    longitude: Floats
    height: Floats


@cache
def astropy_sky() -> AstropySky:
    """Give what it says."""
    table = json.loads(Path(__file__).with_name("astropy_sky.json").read_text(encoding="utf-8"))
    names = ("at", "sun_teme", "moon_teme", "beta_deg", "latitude_deg", "longitude_deg", "height_km")
    return AstropySky(*(np.array(table[name]) for name in names))
