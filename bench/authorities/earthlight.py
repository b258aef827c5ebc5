"""Earthshine by random paths of light: `python -m bench.authorities.earthlight`; it takes two minutes.

Rays leave the plate, cosine-weighted; each brings back the light of a few random paths through the air, in a band drawn
by what the eye sees of sunlight. What the air is made of is Cupola's, how light goes through it is not: no table, no
step, no bound on the number of times that it is scattered (`tests/sky/airlight/paths.py`).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.sky.airlight.paths import radiance

from cupola.sky.airlight.profile import RADIUS_KM, Profile
from cupola.sky.atmosphere import TOP_KM, Air
from cupola.sky.spectrum import observer, sunlight

Floats = NDArray[np.float64]

TARGET = Path(__file__).parents[2] / "tests" / "authorities" / "earthlight.json"
RAYS, PATHS, MOST = 4000, 75, 60
HEIGHT = 421.0
REFLECTANCES = (0.0, 0.3, 0.7)
CASES = [(0, 0, 0), (0, 60, 0), (0, 85, 0), (0, 95, 0), (60, 60, 0), (60, 60, 180), (90, 60, 90), (90, 85, 0)]


def rays(plate: float, random: np.random.Generator) -> Floats:
    """Give cosine-weighted directions, one in each of as many even parts of the plate's sky: shape (RAYS, 3)."""
    side = round(RAYS**0.5) + 1
    place = np.arange(side)
    first, second = ((grid.ravel() + random.random(side * side)) / side for grid in np.meshgrid(place, place))
    radius, turn, tip = np.sqrt(first), 2 * np.pi * second, np.radians(plate)
    x, y, z = radius * np.cos(turn), radius * np.sin(turn), -np.sqrt(1 - first)
    return np.stack([x * np.cos(tip) - z * np.sin(tip), y, x * np.sin(tip) + z * np.cos(tip)], axis=-1)


def entry(way: Floats) -> Floats | None:
    """Give where a ray from the station comes into the air; None if it passes over it."""
    start = np.array([0.0, 0.0, RADIUS_KM + HEIGHT])
    along = float(way @ start)
    under = along**2 - float(start @ start) + (RADIUS_KM + TOP_KM - 1e-3) ** 2
    return start + (-along - under**0.5) * way if under > 0.0 and along < 0.0 else None


def share(case: tuple[float, float, float], ground: float, profile: Profile, seed: int) -> tuple[float, float]:
    """Give the illuminance of a plate for a lamp of 1 lx, and its standard error."""
    random = np.random.default_rng(seed)
    bands = sunlight() * observer()[:, 1]
    columns = [[np.ascontiguousarray(of[:, b]) for of in (profile.molecules, profile.particles, profile.extinction)]
               for b in range(len(bands))]  # fmt: skip
    plate, lamp, azimuth = case
    z, a = np.radians([lamp, azimuth])
    sun = np.array([np.sin(z) * np.cos(a), np.sin(z) * np.sin(a), np.cos(z)])
    ways = rays(plate, random)
    drawn = random.permutation(
        np.searchsorted(np.cumsum(bands / bands.sum()), (np.arange(len(ways)) + 0.5) / len(ways))
    )
    found = np.zeros(len(ways))
    for k, (way, band) in enumerate(zip(ways, drawn, strict=True)):
        start = entry(way)
        if start is not None:
            thin, thick, taken = columns[band]
            found[k] = np.pi * radiance(thin, thick, taken, ground, start, way, sun, PATHS, MOST, seed + k)[0]
    return float(found.mean()), float(found.std() / len(ways) ** 0.5)


def main() -> None:
    """Write the numbers."""
    profile = Profile.of(Air())
    rows = [
        (*case, ground, *(round(x, 6) for x in share(case, ground, profile, 20211005)))
        for case in CASES
        for ground in REFLECTANCES
    ]
    made = {
        "maker": f"random paths, {RAYS * PATHS} a case, numpy {np.__version__}, bench/authorities/earthlight.py",
        "what": f"plates {HEIGHT:g} km over ground that reflects evenly under clear air, a lamp of 1 lx of sunlight",
        "columns": ["plate_deg", "lamp_deg", "azimuth_deg", "ground", "share", "error"],
        "rows": rows,
    }
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
