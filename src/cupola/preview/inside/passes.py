"""Pictures of a room, one for each light, and their sum: light adds up, so another dimmer or colour is a new sum.

What comes straight from Sun, sky and lamps is worked out for each pixel; what comes by way of walls is Mitsuba's, or,
without it, that of patches. Both are smoothed as light on surfaces, before paint.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.preview.inside.cast import Scene, first_hits, scene
from cupola.preview.inside.denoise import denoised
from cupola.preview.inside.enlarger import cover, enlarged
from cupola.preview.inside.gleam import eyes_of, mirrored, sun_in
from cupola.preview.inside.lights import EARTH, SUN, Lights, groups_of
from cupola.preview.inside.patches import Patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.render import Renderer, sky_beams, sun_beams
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.straight import SPOTS, lamplit, skylit, sunlit

Picture = NDArray[np.float32]

GRID: Final = 3
"""Rays through a pixel, across and down."""
SAMPLES: Final = 16
"""Paths for each pixel of a pass."""

ACROSS: Final = 480
"""Pixels across of the picture by paths, or so: the same work for a picture of any size."""

_SKY_RAYS: Final = 1
_STRAIGHT_LEVELS: Final = 2
_PATH_LEVELS: Final = 5
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
    room: Room,
    view: Pose,
    found: Lights,
    walls: Renderer | Patches,
    samples: int = SAMPLES,
    grid: int = GRID,
    only: Collection[str] | None = None,
) -> Passes:
    """Take the passes of a view.

    Parameters
    ----------
    walls : Renderer or Patches
        What works out the light from wall to wall.
    samples : int
        Paths for each pixel; patches need none.
    grid : int
        Rays through each pixel, across and down.
    only : collection of str, optional
        The lights whose passes are wanted; all by default.
    """
    wanted = frozenset((SUN, EARTH, *groups_of(room)) if only is None else only)
    film = _Film(room, scene(room), view, found, grid, wanted)
    if isinstance(walls, Renderer):
        return _by_paths(film, walls, samples)
    return _by_patches(film, walls)


class _Ground:
    """What the rays through the pixels of a view meet."""

    def __init__(self, room: Room, numbers: Scene, view: Pose, grid: int) -> None:
        self.room, self.numbers, self.view = room, numbers, view
        self.shape, self.grid = (view.height, view.width), grid
        count = view.height * view.width
        self.paint, self.through = np.zeros((count, 3)), np.zeros(count)
        self.glow = {group: np.zeros(count) for group in groups_of(room)}
        self.normals, self.points, self.what = np.zeros((count, 3)), np.zeros((count, 3)), np.full(count, -1, np.intp)
        for number in range(grid**2):
            self._look(number)

    def _look(self, number: int) -> None:
        i, j = divmod(number, self.grid)
        rays = self.view.rays((i + 0.5) / self.grid, (j + 0.5) / self.grid).reshape(-1, 3)
        what, far, normals = first_hits(self.numbers, np.broadcast_to(self.view.place, rays.shape), rays)
        share, out = 1.0 / self.grid**2, what < 0
        glass = np.array([opening.transmission for opening in self.room.openings])
        self.through[out] += share * glass[-1 - what[out]]
        on = np.flatnonzero(~out)
        points, normals = self.view.place + far[on, None] * rays[on], normals[on]
        paint = self.numbers.reflectance[what[on]]
        self.paint[on] += share * paint
        self._light(on, points, normals, share / np.pi * paint, number)
        self._gleam(what[on], on, points, normals, share)
        self._shine(what, normals, on, share)
        if number == self.grid**2 // 2:
            self.normals[on], self.points[on], self.what = normals, points, what

    def _light(self, on: NDArray[np.intp], points: Floats, normals: Floats, paint: Floats, number: int) -> None:
        """Light what one of the rays through each pixel meets: not here."""

    def _gleam(
        self, what: NDArray[np.intp], on: NDArray[np.intp], points: Floats, normals: Floats, share: float
    ) -> None:
        """Mirror what eyes see: not here."""

    def _shine(self, what: NDArray[np.intp], normals: Floats, on: NDArray[np.intp], share: float) -> None:
        first = len(self.numbers.reflectance) - len(self.room.lamps)
        for k in np.unique(what[on][what[on] >= first]):
            lamp = self.room.lamps[k - first]
            bright = (what[on] == k) & (normals @ lamp.solid.axes[0] > 0.9)
            self.glow[lamp.group][on[bright]] += share * lamp.radiance

    def unpainted(self, light: Floats) -> Floats:
        """Give a picture of surfaces, shape (n, 3), as light before paint."""
        lux = light / np.maximum(self.paint, 1e-6)
        lux[self.paint.max(axis=1) <= 0.0] = 0.0
        return lux

    def without(self, glow: NDArray[np.float64]) -> Floats:
        """Give the normals, shape (n, 3), 0 where something glows."""
        found: Floats = np.where((glow > 0.0)[:, None], 0.0, self.normals)
        return found

    def grids(self, *flat: Floats) -> tuple[Floats, ...]:
        """Give pictures of the shape (n, 3) row by row."""
        return tuple(one.reshape(*self.shape, 3) for one in flat)


class _Film(_Ground):
    """What comes straight to each pixel of a view."""

    def __init__(
        self, room: Room, numbers: Scene, view: Pose, found: Lights, grid: int, wanted: Collection[str]
    ) -> None:
        self.found, self.wanted = found, wanted
        self.is_sunny = SUN in wanted and found.is_sunny
        self.is_earthlit = EARTH in wanted and not found.sky.is_dark
        count = view.height * view.width
        self.sun, self.earth = np.zeros((count, 3)), np.zeros((count, 3))
        self.eyes = eyes_of(room, numbers)
        self.mirrored = {name: np.zeros((count, 3)) for name in (EARTH, *groups_of(room))}
        super().__init__(room, numbers, view, grid)
        if self.is_sunny:
            self._mirror_sun()

    def _light(self, on: NDArray[np.intp], points: Floats, normals: Floats, paint: Floats, number: int) -> None:
        if self.is_sunny:
            lux = sunlit(self.numbers, points, normals, self.found.sun, self.found.glass)
            self.sun[on] += paint * lux[:, None]
        if self.is_earthlit:
            first = number * SPOTS // self.grid**2
            lit = skylit(self.numbers, self.room.openings, points, normals, self.found.sky, _SKY_RAYS, first)
            self.earth[on] += paint * lit

    def _gleam(
        self, what: NDArray[np.intp], on: NDArray[np.intp], points: Floats, normals: Floats, share: float
    ) -> None:
        wet = np.flatnonzero(np.isin(what, list(self.eyes)))
        if len(wet):
            light = mirrored(self.room, self.numbers, self.found, self.view.place, points[wet], normals[wet])
            for name, one in light.items():
                self.mirrored[name][on[wet]] += share * one

    def _mirror_sun(self) -> None:
        for number, eye in self.eyes.items():
            spot = sun_in(self.numbers, number, eye, self.found, self.view)
            if spot is not None:
                row, column, light = spot
                self.sun[row * self.view.width + column] += light

    def smooth(self, light: Floats, levels: int) -> Floats:
        """Smooth a picture of surfaces, shape (n, 3), as light before paint."""
        lux, normals, points = self.grids(self.unpainted(light), self.normals, self.points)
        return denoised(lux, normals, points, levels).reshape(-1, 3) * self.paint

    def joined(self, light: Floats, small: _Ground, step: int, glow: str = "") -> Floats:
        """Give a picture of light by way of walls, shape (n, 3), from a small one with its noise.

        Light that glows itself, that of a group of lamps, is left out.
        """
        bright = small.glow.get(glow, np.zeros(len(light)))
        lux = small.unpainted(np.where((bright > 0.0)[:, None], 0.0, light))
        lux, normals, points = small.grids(lux, small.without(bright), small.points)
        lux = denoised(lux, normals, points, _PATH_LEVELS)
        own, places = self.grids(self.without(self.glow.get(glow, np.zeros(len(self.paint)))), self.points)
        found = enlarged(lux, (normals, points), (own, places), step).reshape(-1, 3) * self.paint
        before = (cover(self.shape, small.shape, step)[..., None] * lux * small.grids(small.paint)[0]).sum(axis=(0, 1))
        after = found.sum(axis=0) / step**2
        scaled: Floats = found * np.where(after > 0.0, before / np.maximum(after, 1e-300), 1.0)
        return scaled

    def picture(self, light: Floats) -> Picture:
        """Give light, shape (n, 3), as a picture."""
        return light.reshape(*self.shape, 3).astype(np.float32)

    def passes(self, by_walls: Mapping[str, Floats]) -> Passes:
        """Put what comes straight and what comes by way of walls together."""
        straight = {SUN: self.sun, EARTH: self.smooth(self.earth, _STRAIGHT_LEVELS) if self.is_earthlit else self.earth}
        straight |= {group: np.repeat(glow[:, None], 3, axis=1) for group, glow in self.glow.items()}
        straight = {name: light + self.mirrored.get(name, 0.0) for name, light in straight.items()}
        light = {name: self.picture(straight[name] + by_walls.get(name, 0.0)) for name in straight
                 if name in self.wanted}  # fmt: skip
        return Passes(light, self.through.reshape(self.shape).astype(np.float32))


def _by_paths(film: _Film, renderer: Renderer, samples: int) -> Passes:
    """Take what comes by way of walls in a small picture, since it is smooth, and enlarge that."""
    found, room = film.found, film.room
    step = max(1, round(film.view.width / ACROSS))
    view = film.view.coarser(step)
    small = _Ground(room, film.numbers, view, film.grid)
    beams = {
        SUN: sun_beams(room, found.sun, found.glass) if film.is_sunny else [],
        EARTH: sky_beams(room, found.sky) if film.is_earthlit else [],
    }
    light = {name: film.joined(renderer.from_outside(theirs, view, samples).reshape(-1, 3), small, step)
             for name, theirs in beams.items() if theirs}  # fmt: skip
    for group, lamps in groups_of(room).items():
        if group in film.wanted:
            picture = renderer.from_lamps(lamps, view, samples).reshape(-1, 3)
            light[group] = film.joined(picture, small, step, group)
    return film.passes(light)


def _by_patches(film: _Film, net: Patches) -> Passes:
    straight = straight_on(film.room, film.numbers, film.found, net)
    on = np.flatnonzero(film.what >= 0)
    which = net.at(film.what[on], film.points[on], film.normals[on])
    lamps = lamplit(film.numbers, film.room, film.points[on], film.normals[on], 1)
    light = {}
    for name in straight.keys() & film.wanted:
        lux = net.gathered(straight[name])
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
