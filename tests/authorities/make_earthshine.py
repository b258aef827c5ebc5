"""Make `earthshine.py`: earthshine by Monte Carlo, sharing nothing with Cupola.

Rays leave the plate, cosine-weighted; each that meets the sphere brings back the Lambert luminance of its ground. The
share of a plate's illuminance is the mean of max(cos Z, 0) over the rays, the ground's albedo and the lamp being 1.

Run: python tests/authorities/make_earthshine.py > tests/authorities/earthshine.py
"""

import numpy as np

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


def turned(angle: float) -> np.ndarray:
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


if __name__ == "__main__":
    random = np.random.default_rng(20211005)
    print('"""Earthshine of a Lambert sphere of radius 6371 km, albedo 1, lamp 1 lx; rounded to six decimals.')
    print()
    print(f"Monte Carlo with {RAYS:,} rays a case, numpy {np.__version__}, made by `make_earthshine.py`.")
    print('"""')
    print()
    print("# plate from the nadir, lamp's zenith distance, azimuth between them (deg), height (km): share, its error")
    print("SHARES = {")
    for case in CASES:
        value, error = share(*case, random)
        print(f"    {tuple(float(x) for x in case)}: ({value:.6f}, {error:.6f}),")
    print("}")
