"""The light on a face, in lux: key, fill, their ratio, how far the window outshines it, what a camera makes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

import numpy as np

from cupola.light.colour import cct
from cupola.light.exposure import (
    Contrast,
    Exposure,
    Sensor,
    contrast,
    ev100_of_illuminance,
    ev100_of_luminance,
    expose,
)
from cupola.preview.colour import TO_XYZ, luminance
from cupola.preview.inside.cast import scene
from cupola.preview.inside.lights import EARTH, SUN, Lights, groups_of
from cupola.preview.inside.passes import straight_on
from cupola.preview.inside.patches import Patches, reaching
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.render import Renderer, sky_beams, sun_beams
from cupola.preview.inside.room import Room
from cupola.preview.inside.sky import Sky
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.straight import lamplit, skylit, sunlit

SIDES: Final = ("window", "away", "camera")
"""Which ways a meter at the face is turned."""
OFF_M: Final = 0.13
"""From the middle of the head to the meter: clear of the nose."""

_SAMPLES: Final = 256


@dataclass(frozen=True, slots=True)
class Study:
    """The light on a face; lx, by light and by the side that a meter is turned to.

    Attributes
    ----------
    lux : mapping of str to mapping of str to float
        By light (`sun`, `earth`, rows of lamps), then by side: `window`, `away`, `camera`.
    window_cd_m2 : float
        Of what the face sees through the glass, each part of it counting by its brightness; 0 for black sky.
    kelvin : mapping of str to float
        Colour temperature of each light on the side that has most of it; lights without any, or of a colour that has
        none, are not in it.
    """

    lux: Mapping[str, Mapping[str, float]]
    window_cd_m2: float
    kelvin: Mapping[str, float] = field(default_factory=dict)

    def of(self, side: str) -> float:
        """Give all light from a side, lx."""
        return sum(sides[side] for sides in self.lux.values())

    @property
    def key_lx(self) -> float:
        """The light on the brighter side of the face."""
        return max(self.of("window"), self.of("away"))

    @property
    def fill_lx(self) -> float:
        """The light on its darker side."""
        return min(self.of("window"), self.of("away"))

    @property
    def ratio(self) -> float:
        """Key to fill; infinite without fill."""
        return self.key_lx / self.fill_lx if self.fill_lx > 0.0 else float("inf")

    @property
    def face_ev100(self) -> float:
        """EV100 of the brighter side; minus infinity in the dark."""
        return float(ev100_of_illuminance(self.key_lx))

    def contrast(self, sensor: Sensor) -> Contrast | None:
        """Say whether window and face fit into one picture; None where one of them is dark."""
        if not (self.window_cd_m2 > 0.0 and self.key_lx > 0.0):
            return None
        return contrast(float(ev100_of_luminance(self.window_cd_m2)), self.face_ev100, sensor)

    def between(self, sensor: Sensor, stop: float = 4.0) -> tuple[Exposure, float] | None:
        """Give the settings half way between window and face, and how many stops each is then off.

        None where the face's own exposure holds both, and where none does.
        """
        apart = self.contrast(sensor)
        if apart is None or apart.verdict != "silhouette":
            return None
        return expose(sensor, self.face_ev100 + apart.stops / 2.0, stop), apart.stops / 2.0

    def exposure(self, sensor: Sensor, stop: float = 4.0, change: float = 0.0) -> Exposure | None:
        """Give the settings for the face, so many stops brighter than a meter would have it; None in the dark."""
        return expose(sensor, self.face_ev100 - change, stop) if self.key_lx > 0.0 else None


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """What meters at a face read of each light, before dimmers and colours.

    Attributes
    ----------
    lux : mapping of str to ndarray, shape (3, 3)
        By light: sides as in `SIDES`, primaries.
    window_cd_m2 : float
        As in `Study`.
    """

    lux: Mapping[str, Floats]
    window_cd_m2: float

    def study(self, weights: Mapping[str, Floats]) -> Study:
        """Give the light for weights as `lights.weights` gives them."""
        told = {
            name: {side: float(luminance(lux[k] * weights[name])) for k, side in enumerate(SIDES)}
            for name, lux in self.lux.items()
        }
        colours = {name: _kelvin((lux * weights[name]).max(axis=0)) for name, lux in self.lux.items()}
        return Study(told, self.window_cd_m2, {name: heat for name, heat in colours.items() if heat is not None})


def _kelvin(light: Floats) -> float | None:
    """Give the colour temperature of light, linear Rec. 2020, shape (3,); None where it has none."""
    found = float(cct(light[None] @ TO_XYZ.T)[0])
    return found if isfinite(found) else None


def probes(
    room: Room,
    head: Floats,
    view: Pose,
    found: Lights,
    walls: Renderer | Patches,
    only: Collection[str] | None = None,
) -> Probes:
    """Put meters at a face.

    Parameters
    ----------
    room : Room
        With the actor in it.
    walls : Renderer or Patches
        What works out the light from wall to wall.
    only : collection of str, optional
        The lights that are read; all by default.
    """
    wanted = frozenset((SUN, EARTH, *groups_of(room)) if only is None else only)
    out = room.openings[0].middle - head
    facing = np.stack([out, -out, view.place - head])
    facing = facing / np.linalg.norm(facing, axis=1, keepdims=True)
    places = head + OFF_M * facing
    if isinstance(walls, Renderer):
        lux = _by_paths(room, places, facing, found, walls, wanted)
    else:
        lux = _by_patches(room, places, facing, found, walls, wanted)
    return Probes(lux, window_luminance(room, head, found))


def _by_paths(
    room: Room, places: Floats, facing: Floats, found: Lights, walls: Renderer, wanted: Collection[str]
) -> dict[str, Floats]:
    beams = {
        SUN: sun_beams(room, found.sun, found.glass) if found.is_sunny else [],
        EARTH: sky_beams(room, found.sky) if not found.sky.is_dark else [],
    }
    lux = {
        name: np.array([walls.lux_of_beams(one, *probe) for probe in zip(places, facing, strict=True)])
        for name, one in beams.items()
        if name in wanted
    }
    for group, lamps in groups_of(room).items():
        if group not in wanted:
            continue
        lux[group] = np.array([walls.lux_of_lamps(lamps, *probe) for probe in zip(places, facing, strict=True)])
    return lux


def _by_patches(
    room: Room, places: Floats, facing: Floats, found: Lights, net: Patches, wanted: Collection[str]
) -> dict[str, Floats]:
    numbers = scene(room)
    straight = {name: lux[:, None] * np.ones(3) for name, lux in
                lamplit(numbers, room, places, facing, _SAMPLES).items()}  # fmt: skip
    if found.is_sunny:
        straight[SUN] = sunlit(numbers, places, facing, found.sun, found.glass)[:, None] * np.ones(3)
    if not found.sky.is_dark:
        straight[EARTH] = skylit(numbers, room.openings, places, facing, found.sky, _SAMPLES)
    lux = {}
    for name, on_patches in straight_on(room, numbers, found, net).items():
        if name not in wanted:
            continue
        thrown = net.reflectance * (on_patches + net.gathered(on_patches))
        lux[name] = straight[name] + reaching(numbers, net, thrown, places, facing)
    return lux


def window_luminance(room: Room, head: Floats, found: Lights) -> float:
    """Give the luminance seen through the first window, cd/m2: the mean, each part weighed by its luminance."""
    numbers, first = scene(room), room.openings[:1]
    out = first[0].middle - head
    facing = (out / np.linalg.norm(out))[None]
    light = luminance(found.sky.faces)[..., None] * np.ones(3)
    place = head + OFF_M * facing
    once, twice = (skylit(numbers, first, place, facing, Sky(light**k), _SAMPLES)[0, 0] for k in (1, 2))
    return float(twice / once * first[0].transmission) if once > 0.0 else 0.0
