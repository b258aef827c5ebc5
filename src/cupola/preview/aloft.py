"""A light meter on a window of a craft within the air: the Sun through what is above it, the sky, the ground below."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.ground.limits import GroundLimits
from cupola.light.meter import Meter, sun_distance
from cupola.light.moment import Moment
from cupola.preview.colour import TO_XYZ
from cupola.preview.heavens.rising import rays_within
from cupola.preview.tables import air_within
from cupola.sky.airlight.kernel import sun_place
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.airlight.tables import ALBEDO
from cupola.sky.airlight.views import azimuth_place, view_place
from cupola.sky.airlight.within import Around, edge_cosine, sky_place
from cupola.sky.atmosphere import TOP_KM, Air
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.earthlight import linear
from cupola.sky.spectrum import SUNLIGHT_LX
from cupola.sky.sun import AU_KM
from cupola.sky.sun import RADIUS_KM as SUN_KM

Floats = NDArray[np.float64]

_RINGS: Final = 96
_SECTORS: Final = 36
_DISC: Final = 2.0 * SUN_KM / AU_KM
_HIGHEST_KM: Final = TOP_KM - 0.1
_LIMITS: Final = GroundLimits()


class AloftMeter(Meter):
    """A light meter on a window of a craft that flies and comes down again.

    The air is that of a picture, the ground reflects alike everywhere, clouds included. Phases have the words of the
    ground: day, golden, blue, night.
    """

    def beam(self, moment: Moment) -> Floats:
        """Give the Sun's light at the craft on a plate that faces it, XYZ, Y in lx, shape (n, 3)."""
        found = [_beam(height, raised) for height, raised in _places(moment)]
        light: Floats = np.array(found) / sun_distance(moment)[:, None] ** 2
        return light

    def luminance(self, moment: Moment) -> Floats:
        """Give the luminance of sky or ground along the window's axis, through the glass, cd/m2, shape (n,)."""
        ways = self._ways(moment)
        seen = [
            _radiance(_around(height, raised), height, raised, way[None])[0, 1]
            for (height, raised), way in zip(_places(moment), ways, strict=True)
        ]
        light: Floats = self.window.transmission * np.array(seen) / sun_distance(moment) ** 2
        return light

    def _earth(self, moment: Moment) -> Floats:
        """Give the light of sky and ground through the glass and on its plane, XYZ, shape (n, 3)."""
        found = []
        for (height, raised), way in zip(_places(moment), self._ways(moment), strict=True):
            light, rays, share = _all_around(height, raised)
            found.append((np.maximum(rays @ way, 0.0) * share) @ light)
        light = self.window.transmission * np.array(found) / sun_distance(moment)[:, None] ** 2
        return np.asarray(light, float)

    def _phase(self, moment: Moment) -> NDArray[np.str_]:
        high = np.degrees([np.arcsin(raised) for _, raised in _places(moment)])
        steps = [high >= _LIMITS.day, high >= _LIMITS.golden, high >= _LIMITS.blue]
        words: NDArray[np.str_] = np.select(steps, ["day", "golden", "blue"], "night")
        return words

    def _ways(self, moment: Moment) -> Floats:
        """Give the window's axis at instants: towards the Sun's azimuth, aside of it, and up; shape (n, 3)."""
        axis = moment.direction(self.window.normal)
        up, sun = (one / np.linalg.norm(one, axis=-1, keepdims=True) for one in (moment.position, moment.sun))
        level = sun - np.einsum("ni,ni->n", sun, up)[:, None] * up
        level = level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-12)
        return np.stack([np.einsum("ni,ni->n", axis, one) for one in (level, np.cross(up, level), up)], axis=-1)


def _places(moment: Moment) -> list[tuple[float, float]]:
    """Give the heights at instants, km, to 10 m and within the air, and the sines of the Sun's elevation."""
    here, sun = stretched(moment.position), stretched(moment.sun)
    far = np.linalg.norm(here, axis=-1)
    raised = np.einsum("ni,ni->n", here, sun) / (far * np.linalg.norm(sun, axis=-1))
    height = np.clip(far - EQUATOR_KM, 0.0, _HIGHEST_KM)
    return list(zip(np.round(height, 2).tolist(), np.round(raised, 5).tolist(), strict=True))


def _beam(height: float, raised: float) -> Floats:
    """Give the Sun's light through the air above a height, XYZ, Y in lx, at 1 au."""
    _, true, _, light = rays_within(height, Air())
    angle = float(np.arccos(np.clip(-raised, -1.0, 1.0)))
    over = float(np.clip((angle - true[0]) / _DISC + 0.5, 0.0, 1.0))
    passed = np.array([np.interp(angle, true, column) for column in light.T])
    found: Floats = over * SUNLIGHT_LX * (TO_XYZ @ passed)
    return found


@lru_cache(maxsize=8)
def _around(height: float, raised: float) -> Around:
    return air_within().around(height, np.array([raised]))


@lru_cache(maxsize=8)
def _all_around(height: float, raised: float) -> tuple[Floats, Floats, Floats]:
    """Give the light from everywhere, XYZ, shape (n, 3), the unit vectors to there, and the share of each, sr."""
    rise = -1.0 + (np.arange(_RINGS) + 0.5) * (2.0 / _RINGS)
    turn = (np.arange(_SECTORS) + 0.5) * (2.0 * np.pi / _SECTORS)
    up, around = (grid.ravel() for grid in np.meshgrid(rise, turn, indexing="ij"))
    aside = np.sqrt(1.0 - up**2)
    rays = np.stack([aside * np.cos(around), aside * np.sin(around), up], axis=-1)
    share = np.full(len(up), 4.0 * np.pi / len(up))
    return _radiance(_around(height, raised), height, raised, rays), rays, share


def _radiance(around: Around, height: float, raised: float, rays: Floats) -> Floats:
    """Give the light along rays from a height, XYZ, Y in cd/m2, shape (n, 3)."""
    turn = np.arccos(np.clip(rays[:, 0] / np.maximum(np.hypot(rays[:, 0], rays[:, 1]), 1e-9), -1.0, 1.0))
    azimuth = np.array([azimuth_place(one) for one in turn]) * (around.sky.shape[2] - 1)
    over = rays[:, 2] > edge_cosine(height)
    found = np.empty((len(rays), 3))
    sky = np.array([sky_place(one, height) for one in rays[over, 2]]) * (len(around.sky) - 1)
    found[over] = linear(np.moveaxis(around.sky[:, 0], -1, 0), (sky, azimuth[over])).T
    sine = np.sqrt(1.0 - rays[~over, 2] ** 2) * (RADIUS_KM + height) / RADIUS_KM
    steep = np.sqrt(np.maximum(1.0 - sine**2, 0.0))
    view = np.array([view_place(one) for one in steep]) * (around.below.shape[1] - 1)
    ground = ALBEDO * (around.shaded[0] + max(raised, 0.0) * around.lit[0])
    sun = np.full(len(view), sun_place(float(np.degrees(np.arcsin(raised)))) * (ground.shape[1] - 1))
    found[~over] = (
        linear(np.moveaxis(around.below[0, :, 0], -1, 0), (view, azimuth[~over]))
        + linear(np.moveaxis(ground, -1, 0), (view, sun))
    ).T
    return found
