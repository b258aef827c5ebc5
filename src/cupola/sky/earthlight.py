"""The light of the mean Earth as it is seen from space: ground that reflects alike everywhere, under clear air.

The tables are those of `airlight` for the usual air, made coarser, so that a meter sees the Earth that a picture shows:
air before the ground, ground in sun and shade through it, the limb, and twilight. Clouds are in the ground: it reflects
as much as makes the whole Earth reflect its albedo.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

TABLE: Final = "earthlight.npz"
LOWEST_SUN: Final = -24.0
"""deg: below it no sunlight reaches the air."""
TOP_KM: Final = 100.0
"""Where the air ends."""
_TANGENTS: Final = 1.7
_VIEWS: Final = 1.5


@dataclass(frozen=True, slots=True)
class EarthLight:
    """The light of an Earth under a Sun at 1 au: CIE 1931 XYZ, Y in cd/m2.

    Attributes
    ----------
    ground : ndarray, shape (3, views, suns, azimuths)
        Of ground and the air before it.
    limb : ndarray, shape (3, tangents, suns, azimuths)
        Of air with space behind it.
    """

    ground: Floats
    limb: Floats

    def of_ground(self, rise: Floats, elevation: Floats, azimuth: Floats) -> Floats:
        """Give the light along lines of sight that meet the ground, shape (3, n).

        Parameters
        ----------
        rise : ndarray, shape (n,)
            Cosine of the angle from straight up at which the line leaves the ground.
        elevation : ndarray, shape (n,)
            Of the Sun there, deg.
        azimuth : ndarray, shape (n,)
            Between the Sun and the one who looks, rad: 0 with the Sun behind them.
        """
        places = np.clip(rise, 0.0, 1.0) ** (1.0 / _VIEWS), sun_place(elevation), azimuth / np.pi
        return linear(self.ground, _nodes(self.ground, places))

    def of_limb(self, tangent: Floats, elevation: Floats, azimuth: Floats) -> Floats:
        """Give the light along lines of sight that pass over the ground, shape (3, n).

        Parameters
        ----------
        tangent : ndarray, shape (n,)
            Least height of the line, km; up to 100.
        elevation : ndarray, shape (n,)
            Of the Sun at that point, deg.
        azimuth : ndarray, shape (n,)
            Between the Sun and the line there, rad: 0 with the Sun ahead.
        """
        height = (np.clip(tangent, 0.0, TOP_KM) / TOP_KM) ** (1.0 / _TANGENTS)
        return linear(self.limb, _nodes(self.limb, (height, sun_place(elevation), np.sqrt(azimuth / np.pi))))

    def along(self, origins: Vectors, directions: Vectors, sun: Vectors) -> Floats:
        """Give the light along straight rays from space, shape (3, n).

        Parameters
        ----------
        origins : ndarray, shape (n, 3)
            Above the air, km, Earth-fixed or TEME.
        directions, sun : ndarray, shape (n, 3)
            Of the rays, and of the Sun from the Earth's centre; of any length.
        """
        way, light = _unit(stretched(directions)), _unit(stretched(sun))
        return self.around(stretched(origins), way, light, EQUATOR_KM)

    def around(self, origins: Vectors, directions: Vectors, sun: Vectors, radius: float) -> Floats:
        """Give the same about a round Earth of a radius in km; directions are unit vectors."""
        along = np.einsum("ni,ni->n", origins, directions)
        away = np.sqrt(np.maximum(np.einsum("ni,ni->n", origins, origins) - along**2, 0.0))
        hits = away < radius
        reach = -along - np.sqrt(np.where(hits, radius**2 - away**2, 0.0))
        up = _unit(origins + reach[:, None] * directions)
        raised = np.clip(np.einsum("ni,ni->n", up, sun), -1.0, 1.0)
        elevation, ahead = np.degrees(np.arcsin(raised)), _turn(up, directions, sun)
        rise = -np.einsum("ni,ni->n", up, directions)
        found = np.zeros((len(self.ground), len(hits)))
        down = np.flatnonzero(hits & (along < 0.0))
        over = np.flatnonzero(~hits & (along < 0.0) & (away < radius + TOP_KM))
        found[:, down] = self.of_ground(rise[down], elevation[down], np.pi - ahead[down])
        found[:, over] = self.of_limb(away[over] - radius, elevation[over], ahead[over])
        return found


@lru_cache(maxsize=8)
def earth_light(albedo: float) -> EarthLight:
    """Give the light of an Earth that reflects a share of all light that falls on it, 0 to 1.

    Its air alone reflects a tenth; an Earth that is asked to be darker is that air, thinned.
    """
    tables = _tables()
    of_air, of_ground = tables["albedo"]
    ground = max(albedo - of_air, 0.0) / of_ground
    share = min(albedo / of_air, 1.0)
    return EarthLight(*(share * (tables[name] + ground * tables[f"added_{name}"]) for name in ("ground", "limb")))


def sun_place(elevation: Floats) -> Floats:
    """Give the places, 0 to 1, of elevations of the Sun in deg on an axis that is densest about the horizon."""
    bounded = np.clip(elevation, LOWEST_SUN, 90.0)
    root = np.copysign(np.sqrt(np.abs(bounded)), bounded)
    least, most = np.sqrt(-LOWEST_SUN), np.sqrt(90.0)
    place: Floats = (root + least) / (least + most)
    return place


def linear(grids: Floats, places: tuple[Floats, ...]) -> Floats:
    """Read grids of one shape, shape (k, ...), at places counted in their nodes, each shape (n,); shape (k, n).

    Linear along each axis, the edge's value beyond it.
    """
    shape = grids.shape[1:]
    weights, strides = [], []
    index, stride = np.zeros(len(places[0]), np.intp), int(np.prod(shape))
    flat = grids.reshape(len(grids), stride)
    for place, count in zip(places, shape, strict=True):
        stride //= count
        low = np.clip(place.astype(np.intp), 0, count - 2)
        high = np.clip(place - low, 0.0, 1.0)
        index += low * stride
        weights.append((1.0 - high, high))
        strides.append(stride)
    total = np.zeros((len(grids), len(index)))
    for corner in product((0, 1), repeat=len(strides)):
        weight = weights[0][corner[0]]
        for pair, side in zip(weights[1:], corner[1:], strict=True):
            weight = weight * pair[side]
        nodes = index + sum(s * c for s, c in zip(strides, corner, strict=True))
        for one, grid in zip(total, flat, strict=True):
            one += weight * grid.take(nodes)
    return total


@cache
def _tables() -> dict[str, Floats]:
    """Read the light of air over black ground, what white ground adds to it, and the albedos of both."""
    with (resources.files("cupola.sky") / "data" / TABLE).open("rb") as file, np.load(file) as kept:
        return {name: kept[name].astype(float) for name in kept.files}


def _nodes(grids: Floats, places: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """Turn places, 0 to 1, into counts of nodes."""
    return tuple(place * (count - 1) for place, count in zip(places, grids.shape[1:], strict=True))


def _turn(up: Vectors, way: Vectors, light: Vectors) -> Floats:
    """Give the angle about the vertical between two directions, rad, shape (n,)."""
    one, other = (of - np.einsum("ni,ni->n", of, up)[:, None] * up for of in (way, light))
    sizes = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    cosine = np.einsum("ni,ni->n", one, other) / np.maximum(sizes, 1e-12)
    angle: Floats = np.arccos(np.clip(cosine, -1.0, 1.0))
    return angle


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
