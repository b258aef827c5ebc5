"""Earthshine by Monte Carlo: `python -m bench.authorities.earthshine`; it takes half a minute and nothing but numpy.

Rays leave the plate, cosine-weighted; each that meets the sphere brings back the Lambert luminance of its ground. The
share of a plate's illuminance is the mean of max(cos Z, 0) over the rays, the ground's albedo and the lamp being 1.
Nothing is taken from Cupola.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

TARGET = Path(__file__).parents[2] / "tests" / "authorities" / "earthshine.json"
RAYS = 4_000_000
RADIUS = 6371.0
CASES = [
    (plate, lamp, azimuth, height)
    for height in (250.0, 421.0, 900.0)
    for plate, lamp, azimuth in (
        (0, 0, 0), (0, 60, 0), (0, 90, 0), (33, 47, 121), (60, 0, 0), (60, 60, 0), (60, 60, 90), (60, 60, 180),
        (90, 0, 0), (90, 60, 0), (90, 60, 180), (90, 80, 90), (97, 85, 20), (110, 30, 45), (140, 20, 70),
    )
]  # fmt: skip


def turned(angle: float) -> Any:
    """Give the rotation about y that tips the nadir towards x by an angle in rad."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])


def share(plate: float, lamp: float, azimuth: float, height: float, random: np.random.Generator) -> tuple[float, float]:
    """Give the share and its standard error."""
    first, second = random.random((2, RAYS))
    radius, angle = np.sqrt(first), 2 * np.pi * second
    local = np.stack([radius * np.cos(angle), radius * np.sin(angle), -np.sqrt(1 - first)], axis=-1)
    rays = local @ turned(np.radians(plate)).T
    start = np.array([0.0, 0.0, RADIUS + height])
    along = rays @ start
    under = along**2 - (start @ start - RADIUS**2)
    hit = (under > 0) & (along < 0)
    reach = np.where(hit, -along - np.sqrt(np.maximum(under, 0)), 0.0)
    ground = (start + reach[:, None] * rays) / RADIUS
    z, a = np.radians([lamp, azimuth])
    light = np.where(hit, np.maximum(ground @ [np.sin(z) * np.cos(a), np.sin(z) * np.sin(a), np.cos(z)], 0.0), 0.0)
    return float(light.mean()), float(light.std() / np.sqrt(RAYS))


def main() -> None:
    """Write the numbers."""
    random = np.random.default_rng(20211005)
    rows = [(*case, *(round(x, 6) for x in share(*case, random))) for case in CASES]
    made = {
        "maker": f"Monte Carlo, {RAYS} rays a case, numpy {np.__version__}, bench/authorities/earthshine.py",
        "what": "Lambert sphere of radius 6371 km, albedo 1, lamp 1 lx",
        "columns": ["plate_deg", "lamp_deg", "azimuth_deg", "height_km", "share", "error"],
        "rows": rows,
    }
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
