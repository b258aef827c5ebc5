"""The light of the air for somebody within it, in an aircraft or a craft that hops: the sky about them, the air below.

Seen from within, air is not whole, and its light hangs on how high one is. It is followed anew for one height and the
lamps of one instant: that is few rays. What all heights share, the sunlight and the skylight in the air and on the
ground, is worked out once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import by_row, compiled
from cupola.sky.airlight.kernel import OUTER_KM, Floats, Medium, blank, crowd, lay, outward, phases_of, shone
from cupola.sky.airlight.profile import RADIUS_KM, Profile
from cupola.sky.airlight.tables import ALBEDO, FINE, HIGH_KM, Fineness, eye, medium_of
from cupola.sky.airlight.views import azimuth_at, daylight_table, see, view_at
from cupola.sky.atmosphere import Air
from cupola.steps import OnStep

LEAST_KM: Final = 1e-3
"""The lowest that one is taken to be."""
SKY_VIEWS: Final = 161
"""So many lines of sight from the ground's edge to straight up: an odd number, the middle one is level."""
AZIMUTHS: Final = 32

_STEPS: Final = 40
_UNDER: Final = 1.8
_OVER: Final = 2.0
_CROWD: Final = 1.5


class Around(NamedTuple):
    """The light of the air about one place, CIE 1931 XYZ, Y in cd/m2, by lamp as bright as the Sun at 1 au.

    Attributes
    ----------
    sky : ndarray, shape (views, lamps, azimuths, 3)
        Along rays that miss the ground: by line of sight (`sky_at`) and azimuth of the lamp from it (`azimuth_at`).
    beyond : ndarray, shape (views, bands)
        What these rays leave of light from space.
    below : ndarray, shape (2, views, lamps, azimuths, 3)
        Along rays that end at ground and at clouds: by the cosine at the ground (`view_at`) and azimuth of the lamp.
    passed : ndarray, shape (2, views, bands)
        What these leave of the ground's light.
    shaded, lit : ndarray, shape (2, views, suns, 3)
        As in `AirTables`, seen from here.
    """

    sky: Floats
    beyond: Floats
    below: Floats
    passed: Floats
    shaded: Floats
    lit: Floats


@dataclass(frozen=True, slots=True)
class AirWithin:
    """What all heights share.

    Attributes
    ----------
    medium : Medium
        What light goes through.
    beams, skies : ndarray, shape (2, suns, bands)
        What reaches ground at sea level and 6 km as a share of sunlight: of the Sun, on a plate that faces it; of the
        sky, on a level one.
    fineness : Fineness
        How finely it was made.
    """

    medium: Medium
    beams: Floats
    skies: Floats
    fineness: Fineness

    @classmethod
    def made(
        cls,
        air: Air | None = None,
        albedo: float = ALBEDO,
        on_step: OnStep = lambda _: None,
        fineness: Fineness = FINE,
    ) -> AirWithin:
        """Work it out: about three seconds of two cores; as `AirTables.made`."""
        medium = medium_of(Profile.of(air or Air()), albedo, fineness, lambda done: on_step(2.0 * done))
        grounds = [daylight_table(medium, height, fineness.ground[1], *fineness.daylight) for height in (0.0, HIGH_KM)]
        on_step(1.0)
        return cls(medium, np.stack([one[1] for one in grounds]), np.stack([one[2] for one in grounds]), fineness)

    def arrays(self) -> dict[str, Floats]:
        """Give it as arrays by name, to be kept."""
        return {**self.medium._asdict(), "beams": self.beams, "skies": self.skies}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.float64]], fineness: Fineness = FINE) -> AirWithin:
        """Make it of what `arrays` gave."""
        # copies, as compiled code takes arrays that may be written to
        own = {name: np.array(array, float) for name, array in arrays.items()}
        medium = Medium(*(own[name] for name in Medium._fields))
        return cls(medium, own["beams"], own["skies"], fineness)

    def around(self, height: float, raised: Floats) -> Around:
        """Follow the light about a place.

        Parameters
        ----------
        height : float
            Above the ground, km.
        raised : ndarray, shape (lamps,)
            The sines of the lamps' elevations there.
        """
        high, views = max(height, LEAST_KM), self.fineness.ground[0]
        cosines = np.array([sky_at(k / (SKY_VIEWS - 1), high) for k in range(SKY_VIEWS)])
        sky, beyond = _followed(self.medium, high, cosines, np.full(SKY_VIEWS, -1.0), raised)
        grounds = [_before(self.medium, high, ground, views, raised) for ground in (0.0, cloud_height(high))]
        below, passed = (np.stack(of) for of in zip(*grounds, strict=True))
        shaded, lit = (np.einsum("qb,kvb,ksb->kvsq", eye(), passed, of) / np.pi for of in (self.skies, self.beams))
        return Around(sky, beyond, below, passed, shaded, lit)


def cloud_height(height: float) -> float:
    """Give how high clouds stand for somebody at a height, km: half as high, as they are to be below."""
    return min(HIGH_KM, height / 2.0)


@compiled
def sky_at(place: float, height: float) -> float:
    """Give the cosine of the angle from straight up of a ray that misses the ground, at a place of its axis.

    The axis begins at the ground's edge, is level in the middle, and ends straight up; it is densest above the ground
    and about the level.
    """
    lowest = edge_cosine(height)
    if place < 0.5:
        return float(lowest * (1.0 - (2.0 * place) ** _UNDER))
    return float((2.0 * place - 1.0) ** _OVER)


@compiled
def sky_place(cosine: float, height: float) -> float:
    """Give the place of such a cosine."""
    if cosine < 0.0:
        return float(0.5 * max(1.0 - cosine / edge_cosine(height), 0.0) ** (1.0 / _UNDER))
    return float(0.5 + 0.5 * min(cosine, 1.0) ** (1.0 / _OVER))


@compiled
def edge_cosine(height: float) -> float:
    """Give the cosine of the angle from straight up of the ray that grazes the ground."""
    high = max(height, LEAST_KM)
    return -math.sqrt(high * (2.0 * RADIUS_KM + high)) / (RADIUS_KM + high)


def _before(medium: Medium, height: float, ground: float, views: int, raised: Floats) -> tuple[Floats, Floats]:
    """Follow rays down to a ground; see `_followed`."""
    rise = np.array([view_at(k / (views - 1)) for k in range(views)])
    foot, here = RADIUS_KM + ground, RADIUS_KM + height
    lengths = np.sqrt((foot * rise) ** 2 + (here - foot) * (here + foot)) - foot * rise
    cosines = -np.sqrt(1.0 - (foot / here) ** 2 * (1.0 - rise**2))
    return _followed(medium, height, cosines, lengths, raised)


def _followed(medium: Medium, height: float, cosines: Floats, lengths: Floats, raised: Floats) -> tuple[Floats, Floats]:
    """Follow rays from a height, each in an azimuth from 0 to pi of each lamp.

    Parameters
    ----------
    cosines : ndarray, shape (views,)
        Of their angles from straight up.
    lengths : ndarray, shape (views,)
        How far to the ground, km; below 0: to the air's edge.

    Returns
    -------
    light : ndarray, shape (views, lamps, azimuths, 3)
    passed : ndarray, shape (views, bands)
    """
    light = np.zeros((len(cosines), len(raised), AZIMUTHS, 3))
    passed = np.zeros((len(cosines), medium.extinction.shape[1]))
    sight = eye()
    by_row(
        len(cosines),
        lambda k: _follow(medium, sight, height, float(cosines[k]), float(lengths[k]), raised, light[k], passed[k]),
    )
    return light, passed


@compiled
def _follow(
    medium: Medium,
    eye: Floats,
    height: float,
    cosine: float,
    length: float,
    raised: Floats,
    out: Floats,
    passed: Floats,
) -> None:
    """Write a ray's light, shape (lamps, azimuths, 3), and what passes along it, shape (bands,)."""
    radius, aside = RADIUS_KM + height, math.sqrt(1.0 - cosine * cosine)
    edges, way, sun = np.empty(_STEPS + 1), np.array([aside, 0.0, cosine]), np.empty(3)
    if length >= 0.0:
        _downward(length, edges)
    elif cosine >= 0.0:
        crowd(outward(radius, cosine), edges)
    else:
        _along(radius, cosine, edges)
    ray, light = blank(_STEPS, len(passed)), np.empty(len(passed))
    lay(medium, np.array([0.0, 0.0, radius]), way, edges, ray)
    for band in range(len(passed)):
        passed[band] = math.exp(-ray.depth[band])
    for lamp in range(out.shape[0]):
        level, sun[2] = math.sqrt(1.0 - raised[lamp] * raised[lamp]), raised[lamp]
        for k in range(out.shape[1]):
            azimuth = azimuth_at(k / (out.shape[1] - 1))
            sun[0], sun[1] = level * math.cos(azimuth), level * math.sin(azimuth)
            shone(medium, ray, sun, phases_of(way, sun), light)
            see(eye, light, out[lamp, k])


@compiled
def _downward(length: float, edges: Floats) -> None:
    """Cut a ray to the ground, finest there."""
    for k in range(len(edges)):
        rest = 1.0 - k / (len(edges) - 1)
        edges[k] = length * (1.0 - rest * rest)


@compiled
def _along(radius: float, cosine: float, edges: Floats) -> None:
    """Cut a ray that sinks, grazes the ground and leaves the air: finest where it is lowest."""
    near, tangent = -radius * cosine, radius * radius * (1.0 - cosine * cosine)
    far = math.sqrt(max(OUTER_KM * OUTER_KM - tangent, 0.0))
    first, last = -(near ** (1.0 / _CROWD)), far ** (1.0 / _CROWD)
    for k in range(len(edges)):
        place = first + (last - first) * k / (len(edges) - 1)
        edges[k] = near + math.copysign(abs(place) ** _CROWD, place)
