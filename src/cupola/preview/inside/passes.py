"""Pictures of a room, one for each light, and their sum: light adds up, so another dimmer or colour is a new sum.

What comes straight from Sun, sky and lamps is worked out for each pixel; what comes by way of walls is Mitsuba's, or,
without it, that of patches. Both are smoothed as light on surfaces, before paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.preview.inside.cast import Scene, first_hits, scene
from cupola.preview.inside.denoise import denoised
from cupola.preview.inside.lights import EARTH, SUN, Lights, groups_of
from cupola.preview.inside.patches import Patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.render import Renderer, sky_beams, sun_beams
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.straight import lamplit, skylit, sunlit

Picture = NDArray[np.float32]

GRID: Final = 3
"""Rays through a pixel, across and down."""
SAMPLES: Final = 16
"""Paths for each pixel of a pass."""

_STRAIGHT_LEVELS: Final = 2
_PATCH_LEVELS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """Pictures of one view, one for each light.

    Attributes
    ----------
    light : mapping of str to ndarray, shape (h, w, 3)
        cd/m2, linear Rec. 2020: of the Sun at 1 lx outside in each primary, of the Earth as it is, of each group of
        lamps as they are, in white.
    through : ndarray, shape (h, w)
        What of the picture outside arrives in each pixel.
    """

    light: Mapping[str, Picture]
    through: Picture

    def mix(self, weights: Mapping[str, ArrayLike], outside: NDArray[np.float32] | None = None) -> Picture:
        """Add the passes up.

        Parameters
        ----------
        weights : mapping of str to array_like, shape (3,)
            By how much each counts, by primaries; those that are not named do not count.
        outside : ndarray, shape (h, w, 3), optional
            What is outside, without the glass; black by default.
        """
        found = np.zeros((*self.through.shape, 3), np.float32)
        for name, weight in weights.items():
            if name in self.light:
                found += self.light[name] * np.asarray(weight, np.float32)
        if outside is not None:
            found += self.through[..., None] * outside
        return found


def taken(
    room: Room, view: Pose, found: Lights, walls: Renderer | Patches, samples: int = SAMPLES, grid: int = GRID
) -> Passes:  # fmt: skip
    """Take the passes of a view.

    Parameters
    ----------
    walls : Renderer or Patches
        What works out the light from wall to wall.
    samples : int
        Paths for each pixel; patches need none.
    grid : int
        Rays through each pixel, across and down.
    """
    numbers = scene(room)
    film = _Film(room, numbers, view, found, grid)
    if isinstance(walls, Renderer):
        return _by_paths(film, walls, samples)
    return _by_patches(film, walls)


class _Film:
    """What the rays through the pixels of a view meet, and what of light comes straight there."""

    def __init__(self, room: Room, numbers: Scene, view: Pose, found: Lights, grid: int) -> None:
        self.room, self.numbers, self.view, self.found = room, numbers, view, found
        self.shape = (view.height, view.width)
        count = view.height * view.width
        self.paint, self.through = np.zeros((count, 3)), np.zeros(count)
        self.sun, self.earth = np.zeros((count, 3)), np.zeros((count, 3))
        self.glow = {group: np.zeros(count) for group in groups_of(room)}
        self.normals, self.points, self.what = np.zeros((count, 3)), np.zeros((count, 3)), np.full(count, -1, np.intp)
        for i in range(grid):
            for j in range(grid):
                self._look((i + 0.5) / grid, (j + 0.5) / grid, 1.0 / grid**2, (i, j) == (grid // 2, grid // 2))

    def _look(self, across: float, down: float, share: float, is_middle: bool) -> None:
        rays = self.view.rays(across, down).reshape(-1, 3)
        what, far, normals = first_hits(self.numbers, np.broadcast_to(self.view.place, rays.shape), rays)
        glass = np.array([opening.transmission for opening in self.room.openings])
        out = what < 0
        self.through[out] += share * glass[-1 - what[out]]
        on = np.flatnonzero(~out)
        points = self.view.place + far[on, None] * rays[on]
        paint, normals = self.numbers.reflectance[what[on]], normals[on]
        self.paint[on] += share * paint
        if self.found.is_sunny:
            lux = sunlit(self.numbers, points, normals, self.found.sun, self.found.glass)
            self.sun[on] += share / np.pi * paint * lux[:, None]
        if not self.found.sky.is_dark:
            lit = skylit(self.numbers, self.room.openings, points, normals, self.found.sky)
            self.earth[on] += share / np.pi * paint * lit
        self._shine(what, normals, on, share)
        if is_middle:
            self.normals[on], self.points[on], self.what = normals, points, what

    def _shine(self, what: NDArray[np.intp], normals: Floats, on: NDArray[np.intp], share: float) -> None:
        first = len(self.numbers.reflectance) - len(self.room.lamps)
        for k in np.unique(what[on][what[on] >= first]):
            lamp = self.room.lamps[k - first]
            bright = (what[on] == k) & (normals @ lamp.solid.axes[0] > 0.9)
            self.glow[lamp.group][on[bright]] += share * lamp.radiance

    def smooth(self, light: Floats, levels: int) -> Floats:
        """Smooth a picture of surfaces, shape (n, 3), as light before paint."""
        lux = light / np.maximum(self.paint, 1e-6)
        lux[self.paint.max(axis=1) <= 0.0] = 0.0
        grids = [one.reshape(*self.shape, 3) for one in (lux, self.normals, self.points)]
        return denoised(grids[0], grids[1], grids[2], levels).reshape(-1, 3) * self.paint

    def picture(self, light: Floats) -> Picture:
        """Give light, shape (n, 3), as a picture."""
        return light.reshape(*self.shape, 3).astype(np.float32)

    def passes(self, by_walls: Mapping[str, Floats]) -> Passes:
        """Put what comes straight and what comes by way of walls together."""
        straight = {SUN: self.sun, EARTH: self.smooth(self.earth, _STRAIGHT_LEVELS)}
        straight |= {group: np.repeat(glow[:, None], 3, axis=1) for group, glow in self.glow.items()}
        light = {name: self.picture(straight[name] + by_walls.get(name, 0.0)) for name in straight}
        return Passes(light, self.through.reshape(self.shape).astype(np.float32))


def _by_paths(film: _Film, renderer: Renderer, samples: int) -> Passes:
    found, room, view = film.found, film.room, film.view
    beams = {
        SUN: sun_beams(room, found.sun, found.glass) if found.is_sunny else [],
        EARTH: sky_beams(room, found.sky) if not found.sky.is_dark else [],
    }
    light = {name: renderer.from_outside(theirs, view, samples).reshape(-1, 3) for name, theirs in beams.items()}
    for group, lamps in groups_of(room).items():
        picture = renderer.from_lamps(lamps, view, samples).reshape(-1, 3)
        picture[film.glow[group] > 0.0] = 0.0  # lamps in the picture are bright enough as they are
        light[group] = picture
    return film.passes({name: film.smooth(one, 5) for name, one in light.items()})


def _by_patches(film: _Film, net: Patches) -> Passes:
    thrown = {name: net.gathered(lux) for name, lux in straight_on(film.room, film.numbers, film.found, net).items()}
    on = np.flatnonzero(film.what >= 0)
    which = net.at(film.what[on], film.points[on], film.normals[on])
    lamps = lamplit(film.numbers, film.room, film.points[on], film.normals[on], 1)
    light = {}
    for name, lux in thrown.items():
        by_walls = np.zeros_like(film.paint)
        by_walls[on] = np.where((which >= 0)[:, None], lux[which], 0.0)
        if name in lamps:
            by_walls[on] += lamps[name][:, None]
        light[name] = film.smooth(by_walls * film.paint / np.pi, _PATCH_LEVELS)
    return film.passes(light)


def straight_on(room: Room, numbers: Scene, now: Lights, net: Patches) -> dict[str, Floats]:
    """Give what of each light comes straight to each patch, lx, shape (k, 3), by light."""
    points, normals = net.points.reshape(-1, 3), net.normals.reshape(-1, 3)

    def mean(lux: Floats) -> Floats:
        wide = lux[:, None] * np.ones(3) if lux.ndim == 1 else lux
        found: Floats = wide.reshape(len(net.points), -1, 3).mean(axis=1)
        return found

    light = {}
    if now.is_sunny:
        light[SUN] = mean(sunlit(numbers, points, normals, now.sun, now.glass))
    if not now.sky.is_dark:
        light[EARTH] = mean(skylit(numbers, room.openings, points, normals, now.sky, 8))
    return light | {group: mean(lux) for group, lux in lamplit(numbers, room, points, normals, 2).items()}
