"""Derives the land outlines of the ground-track chart: `python docs/pictures/outlines.py`.

Needs two packages that Cupola does not: global-land-mask (MIT), which carries the sea mask of NOAA's elevation model
GLOBE (1 km, 1999, public domain), and contourpy. The mask is averaged to a quarter of a degree, its half-way contour is
drawn, thinned, and rounded to a tenth of a degree. Lakes and inland seas are land in GLOBE, the Caspian Sea too.
"""

from __future__ import annotations

import json
from pathlib import Path

import contourpy
import global_land_mask
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TARGET = Path(__file__).parents[2] / "src" / "cupola" / "publish" / "charts" / "data" / "land.json"
CELL = 30  # pixels of 30 arcsec: a quarter of a degree
THIN = 0.12  # deg: how far a thinned outline may lie from the full one
LEAST = 0.35  # square degrees: smaller islands are dots on a page
SOURCE = (
    "NOAA GLOBE 1.0 (Global Land One-kilometer Base Elevation, 1999; public domain), sea mask as packed by "
    "global-land-mask 1.0.0 (MIT); averaged to 0.25 deg, contoured, thinned to 0.12 deg; longitude, latitude in 0.1 deg"
)


def main() -> None:
    """Write land.json."""
    outlines = [thinned(line) for line in contours(land_share())]
    kept = sorted((o for o in outlines if abs(area(o)) >= LEAST), key=lambda o: -abs(area(o)))
    rows = ",\n".join(
        json.dumps(np.rint(o[:-1] * 10).astype(int).ravel().tolist(), separators=(",", ":")) for o in kept
    )
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(f'{{"source": {json.dumps(SOURCE)},\n"outlines": [\n{rows}\n]}}\n', encoding="utf-8")
    print(TARGET, len(kept), "outlines", TARGET.stat().st_size, "bytes")


def land_share() -> Floats:
    """Give the share of land in cells of a quarter of a degree, from south to north and west to east."""
    packed = Path(global_land_mask.__file__).with_name("globe_combined_mask_compressed.npz")
    sea = np.load(packed)["mask"]
    rows, columns = sea.shape[0] // CELL, sea.shape[1] // CELL
    share: Floats = 1.0 - sea.reshape(rows, CELL, columns, CELL).mean(axis=(1, 3))
    return share[::-1]


def contours(share: Floats) -> list[Floats]:
    """Give the closed half-way contours, each shape (n, 2): longitude and latitude in deg."""
    step = CELL / 120
    lat = np.concatenate([[-90.0], np.arange(-90 + step / 2, 90, step), [90.0]])
    lon = np.concatenate([[-180.0], np.arange(-180 + step / 2, 180, step), [180.0]])
    framed = np.pad(share, 1)  # sea all round closes the outlines that the map's edge cuts
    found = contourpy.contour_generator(lon, lat, framed).lines(0.5)
    return [np.asarray(line) for line in found if np.allclose(line[0], line[-1])]


def thinned(line: Floats) -> Floats:
    """Leave out points of a closed line that lie within `THIN` of what remains (Ramer, Douglas and Peucker)."""
    keep = np.zeros(len(line), bool)
    far = int(np.argmax(np.hypot(*(line - line[0]).T)))
    keep[[0, far, len(line) - 1]] = True
    stack = [(0, far), (far, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        inner, base = line[first + 1 : last] - line[first], line[last] - line[first]
        length = np.hypot(*base)
        apart = np.abs(inner @ np.array([-base[1], base[0]])) / length if length else np.hypot(*inner.T)
        worst = int(np.argmax(apart))
        if apart[worst] > THIN:
            middle = first + 1 + worst
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return line[keep]


def area(line: Floats) -> float:
    """Give the signed area of a closed line in square degrees."""
    x, y = line.T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


if __name__ == "__main__":
    main()
