"""The air's edge before the heavens, for one eye: where bent rays come from, and what they bring of sunlight.

As in `sky.air.LimbLight` and `sky.eclipse` space is stretched until the Earth is a sphere as wide as the equator. A ray
is known by its angle from straight down, seen by the eye; beyond the air it goes on at a smaller angle.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.preview.colour import of_xyz
from cupola.preview.heavens.rising import rays_within
from cupola.sky.atmosphere import TOP_KM, Air, Rays
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]

STRETCH: Final = float(stretched(np.array([0.0, 0.0, 1.0]))[2])
"""By how much space is stretched along the Earth's axis."""

_STEP_KM: Final = 0.25


class Edge(NamedTuple):
    """Rays by tangent height, lowest first.

    Attributes
    ----------
    down : ndarray, shape (3,)
        Straight down, in stretched space.
    seen, true : ndarray, shape (n,)
        Angles from straight down at which the eye sees a ray, and at which it comes from beyond the air, rad.
    tangent : ndarray, shape (n,)
        Least heights above the ground, km.
    light : ndarray, shape (n, 3)
        What arrives of sunlight with the luminance 1 above the air, Rec. 2020. For an eye above the air the last is
        whole; for one within it the last comes straight down.
    """

    down: Floats
    seen: Floats
    true: Floats
    tangent: Floats
    light: Floats

    @classmethod
    def before(cls, position: Floats, air: Air) -> Edge:
        """Give the air's edge before an eye at an Earth-fixed position, shape (3,), km."""
        place = stretched(position)
        distance = float(np.linalg.norm(place))
        if distance < EQUATOR_KM + TOP_KM:
            return cls(-place / distance, *rays_within(distance - EQUATOR_KM, air))
        tangent, impact, bending, light = _rays(air)
        seen = np.arcsin(impact / distance)
        return cls(-place / distance, seen, seen - bending, tangent, light)

    def floor(self, height: float) -> float:
        """Give the floor of clouds that lets no ray through, km: none for an eye within the air."""
        return height if self.tangent[-1] >= TOP_KM else 0.0

    def appearing(self, directions: Floats) -> Floats:
        """Give where directions beyond the air, shape (n, 3), appear; what is behind the Earth, on its edge."""
        ray = stretched(directions)
        ray = ray / np.linalg.norm(ray, axis=-1, keepdims=True)
        true = np.arccos(np.clip(ray @ self.down, -1.0, 1.0))
        seen = np.where(true >= self.true[-1], true, np.interp(true, self.true, self.seen))
        level = ray - (ray @ self.down)[:, None] * self.down
        level = level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-12)
        bent = np.cos(seen)[:, None] * self.down + np.sin(seen)[:, None] * level
        bent[:, 2] /= STRETCH
        found: Floats = bent / np.linalg.norm(bent, axis=-1, keepdims=True)
        return found


@lru_cache(maxsize=8)
def _rays(air: Air) -> tuple[Floats, Floats, Floats, Floats]:
    """Give tangent heights, impacts, km, bendings, rad, shape (n,), and what is left of sunlight, shape (n, 3)."""
    rays = Rays.at(np.arange(0.0, TOP_KM + _STEP_KM / 2, _STEP_KM))
    full = tristimulus(sunlight())
    xyz = tristimulus(rays.transmission(air) * sunlight())
    xyz[-1] = full
    bending = rays.bending.copy()
    bending[-1] = 0.0
    return rays.tangent, rays.impact, bending, of_xyz(xyz / full[1])


@compiled
def place_of(angle: float, angles: Floats) -> float:
    """Give the place of an angle among growing ones, 0 to n - 1; -1 below them, n - 1 above."""
    last = len(angles) - 1
    if angle < angles[0]:
        return -1.0
    if angle >= angles[last]:
        return float(last)
    low = int(np.searchsorted(angles, angle, side="right")) - 1
    return low + float((angle - angles[low]) / (angles[low + 1] - angles[low]))


@compiled
def at_place(values: Floats, place: float) -> float:
    """Give the value at a place."""
    low = min(int(place), len(values) - 2)
    part = place - low
    return float(values[low] * (1.0 - part) + values[low + 1] * part)


@compiled
def unbent(ray: Floats, edge: Edge, out: Floats) -> float:
    """Write where a ray of the eye goes beyond the air; give its place among the rays of the edge, -1 for the ground.

    Both `ray` and `out`, shape (3,), are unit vectors in the Earth-fixed frame.
    """
    out[:] = ray
    x, y, z = ray[0], ray[1], ray[2] * STRETCH
    length = math.sqrt(x * x + y * y + z * z)
    x, y, z = x / length, y / length, z / length
    cosine = x * edge.down[0] + y * edge.down[1] + z * edge.down[2]
    seen = math.acos(min(max(cosine, -1.0), 1.0))
    place = place_of(seen, edge.seen)
    if place < 0.0 or place >= len(edge.seen) - 1:
        return place
    # turned towards straight down: a (down) + b (ray) with the angle made smaller by the bending
    true = at_place(edge.true, place)
    across = math.sin(seen)
    of_ray = math.sin(true) / across
    of_down = math.sin(seen - true) / across
    x, y = of_ray * x + of_down * edge.down[0], of_ray * y + of_down * edge.down[1]
    z = (of_ray * z + of_down * edge.down[2]) / STRETCH
    length = math.sqrt(x * x + y * y + z * z)
    out[0], out[1], out[2] = x / length, y / length, z / length
    return place
