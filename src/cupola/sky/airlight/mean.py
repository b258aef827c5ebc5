"""The maker of `earthlight`'s tables: `python -m cupola.sky.airlight.mean`, a few seconds of work."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.sky.airlight.kernel import sun_at
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.airlight.tables import ALBEDO, AirTables, Fineness
from cupola.sky.atmosphere import TOP_KM
from cupola.sky.earthlight import TABLE, EarthLight
from cupola.sky.spectrum import SUNLIGHT_LX

Floats = NDArray[np.float64]

TARGET: Final = Path(__file__).parents[1] / "data" / TABLE
FINENESS: Final = Fineness(limb=(24, 56, 14, 60), ground=(20, 48, 13, 32))
"""As fine as a picture's, but for the nodes that are kept."""
_PHASES, _CHORDS, _TURNS = 48, 40, 24
_FAR_KM: Final = 1e5


def arrays(bare: AirTables, over: AirTables, reflectance: float) -> dict[str, NDArray[np.floating]]:
    """Give what `earthlight` keeps, from tables of air over black ground and over ground that reflects a share."""
    dark = EarthLight(*_channels(bare.ground[0], bare.limb))
    elevations = [sun_at(k / (dark.ground.shape[2] - 1)) for k in range(dark.ground.shape[2])]
    raised = np.maximum(np.sin(np.radians(elevations)), 0.0)[:, None]
    white = (over.shaded[0] + over.lit[0] * raised)[:, :, None]
    share = np.float32(1.0 / reflectance)
    added = EarthLight(*_channels(white + share * (over.ground[0] - bare.ground[0]), share * (over.limb - bare.limb)))
    return {
        "ground": dark.ground,
        "limb": dark.limb,
        "added_ground": added.ground,
        "added_limb": added.limb,
        "albedo": np.array([albedo(dark), albedo(added)]),
    }


def _channels(*tables: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """Put X, Y and Z first, and darkness where no sunlight reaches the air."""
    ground, limb = (np.moveaxis(table, -1, 0).astype(float) for table in tables)
    ground[:, :, 0] = limb[:, :, 0] = 0.0
    return ground, limb


def albedo(light: EarthLight) -> float:
    """Give the share of sunlight that an Earth sends back: its light over all phases, and over its disc and limb.

    What a distant eye gets at a phase angle is the integral over the impact parameters of its lines of sight; what
    falls on the Earth falls on the disc of the ground.
    """
    total = 0.0
    for cosine, weight in zip(*np.polynomial.legendre.leggauss(_PHASES), strict=True):
        total += weight * 2.0 * np.pi * _disc(light, float(np.arccos(cosine)))
    return total / (np.pi * SUNLIGHT_LX)


def _disc(light: EarthLight, phase: float) -> float:
    """Give the intensity of Earth and limb at a phase angle, in squares of the ground's radius, cd/m2."""
    node, weight = np.polynomial.legendre.leggauss(_CHORDS)
    turn = (np.arange(_TURNS) + 0.5) * (np.pi / _TURNS)  # the other half is its mirror image
    found = 0.0
    for least, most in ((0.0, RADIUS_KM), (RADIUS_KM, RADIUS_KM + TOP_KM)):
        chord = least + (most - least) * (node + 1.0) / 2.0
        share = weight * (most - least) / 2.0 * chord / RADIUS_KM**2 * (2.0 * np.pi / _TURNS)
        away, angle = (grid.ravel() for grid in np.meshgrid(chord, turn, indexing="ij"))
        start = np.stack([away * np.cos(angle), away * np.sin(angle), np.full(len(away), _FAR_KM)], axis=-1)
        sun = np.broadcast_to([np.sin(phase), 0.0, np.cos(phase)], start.shape)
        seen = light.around(start, np.broadcast_to([0.0, 0.0, -1.0], start.shape), sun, RADIUS_KM)[1]
        found += float(np.repeat(share, _TURNS) @ seen)
    return found


def made(fineness: Fineness) -> dict[str, NDArray[np.floating]]:
    """Work the tables out."""
    return arrays(AirTables.made(albedo=0.0, fineness=fineness), AirTables.made(fineness=fineness), ALBEDO)


def main() -> None:
    """Make the tables and write them; half precision is 0.05 %."""
    found = made(FINENESS)
    halves = {name: table.astype(np.float16) for name, table in found.items() if name != "albedo"}
    with TARGET.open("wb") as file:
        np.savez_compressed(file, **halves, albedo=found["albedo"])  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
