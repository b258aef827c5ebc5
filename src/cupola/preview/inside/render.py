"""Light from wall to wall by Mitsuba 3: paths from the windows into the picture, paths from the lens to the lamps.

Units: emitters are given in cd/m2 and lux, and the film then reads cd/m2, in whatever primaries they are told: here
linear Rec. 2020. Illuminance is read from a white card of 4 mm, since Mitsuba's own `irradiancemeter` leaves out beams.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from cupola.preview.colour import luminance
from cupola.preview.inside.cast import FRAME
from cupola.preview.inside.mesh import Mesh, beam, fan, frames, hull, joined, of_solid, rim
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Fitting, Opening, Room
from cupola.preview.inside.sky import Sky
from cupola.preview.inside.solid import BOX, Floats

BOUNCES: Final = 20
"""Of paths into the picture: of walls that reflect 0.6, a hundred thousandth of the light is left."""
DEEP: Final = 40
"""Of paths to a meter's card (an integrating sphere of 0.8 reads 9 % low at 12, 0.6 % at 40)."""

METER_SAMPLES: Final = 1 << 13
"""Paths to a meter's card: 1 % of noise or so."""

_CARD_M: Final = 0.004
_BLOCK: Final = 8
_LEAST: Final = 0.002


@dataclass(frozen=True, slots=True, eq=False)
class Beam:
    """Parallel light from outside through a window.

    Attributes
    ----------
    towards : ndarray, shape (3,)
        Unit vector to where it comes from.
    lux : ndarray, shape (3,)
        Behind the glass, on a plate square to it, by primaries.
    """

    opening: Opening
    towards: Floats
    lux: Floats


class Renderer:
    """Mitsuba with a room in it.

    Parameters
    ----------
    mitsuba : module
        As `variant.opened` gives it.
    room : Room
        With all that stands in it.
    """

    def __init__(self, mitsuba: Any, room: Room) -> None:
        self._mitsuba, self._room = mitsuba, room
        self._folder = Path(tempfile.mkdtemp(prefix="cupola-inside-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._things = self._written()

    def from_outside(self, beams: list[Beam], pose: Pose, samples: int, seed: int = 1) -> Floats:
        """Give the light of beams that comes by way of walls, shape (h, w, 3), cd/m2.

        Paths of light from the windows, less the same paths cut off at the first wall: what comes straight is better
        worked out without chance (`straight`).
        """
        if not beams:
            return np.zeros((pose.height, pose.width, 3))
        scene = self._things | self._sensor(pose) | dict(self._beams(beams))
        whole, first = (
            self._picture(scene, {"type": "ptracer", "max_depth": depth, "rr_depth": DEEP}, samples, seed)
            for depth in (BOUNCES, 2)
        )
        found: Floats = np.maximum(whole - first, 0.0)
        return found

    def from_lamps(self, lamps: list[Fitting], pose: Pose, samples: int, seed: int = 1) -> Floats:
        """Give all light of white lamps, shape (h, w, 3), cd/m2; lamps in the picture shine in it."""
        scene = self._things | self._sensor(pose) | self._shining(lamps)
        return self._picture(scene, {"type": "path", "max_depth": BOUNCES, "rr_depth": 8}, samples, seed)

    def lux_of_beams(self, beams: list[Beam], place: Floats, facing: Floats, samples: int = METER_SAMPLES) -> Floats:
        """Give the illuminance at a place by beams, lx, by primaries, shape (3,)."""
        found = np.zeros(3)
        for opening in self._room.openings:  # such beams fill all space: the other windows are shut meanwhile
            theirs = [one for one in beams if one.opening is opening]
            shut = [fan(rim(other)) for other in self._room.openings if other is not opening]
            lights = {f"beam {k}": _parallel(one) for k, one in enumerate(theirs)}
            if shut:
                lights["shutters"] = self._shape(joined(shut), "shutters") | {"bsdf": _matt((0.0, 0.0, 0.0))}
            if theirs:
                found += self._read(lights, place, facing, samples)
        return found

    def lux_of_lamps(self, lamps: list[Fitting], place: Floats, facing: Floats, samples: int = METER_SAMPLES) -> Floats:
        """Give the illuminance at a place by white lamps, lx, shape (3,)."""
        return self._read(self._shining(lamps), place, facing, samples) if lamps else np.zeros(3)

    def _read(self, lights: dict[str, Any], place: Floats, facing: Floats, samples: int) -> Floats:
        at = self._mitsuba.ScalarTransform4f
        up = [0, 0, 1] if abs(facing[2]) < 0.9 else [1, 0, 0]
        towards = (place + facing).tolist()
        scene = self._things | lights
        scene["card"] = {
            "type": "rectangle",
            "to_world": at().look_at(origin=place.tolist(), target=towards, up=up).scale(_CARD_M),
            "bsdf": {"type": "diffuse", "reflectance": _rgb(np.ones(3))},
        }
        scene["sensor"] = {
            "type": "radiancemeter",
            "origin": (place + 1e-3 * facing).tolist(),
            "direction": (-facing).tolist(),
            "film": _film(1, 1),
        }
        radiance = self._picture(scene, {"type": "path", "max_depth": DEEP, "rr_depth": 12}, samples, 1)[0, 0]
        lux: Floats = np.pi * radiance
        return lux

    def _picture(self, scene: dict[str, Any], integrator: dict[str, Any], samples: int, seed: int) -> Floats:
        made = self._mitsuba.load_dict({"type": "scene", **scene, "integrator": integrator})
        return np.array(self._mitsuba.render(made, spp=samples, seed=seed), float)[..., :3]

    def _sensor(self, pose: Pose) -> dict[str, Any]:
        at = self._mitsuba.ScalarTransform4f
        target = (pose.place + pose.axis).tolist()
        return {
            "sensor": {
                "type": "perspective",
                "fov": float(np.degrees(2 * np.arctan(pose.half[0]))),
                "fov_axis": "x",
                "near_clip": 0.001,
                "to_world": at().look_at(origin=pose.place.tolist(), target=target, up=pose.up.tolist()),
                "film": _film(pose.width, pose.height),
                "sampler": {"type": "independent"},
            }
        }

    def _written(self) -> dict[str, Any]:
        """Write the room as meshes, flat and round ones of each reflectance, and give them as Mitsuba's shapes."""
        by_paint: dict[tuple[bool, tuple[float, ...]], list[Mesh]] = defaultdict(list)
        for solid in (*self._room.solids, *(lamp.solid for lamp in self._room.lamps)):
            by_paint[solid.kind == BOX, tuple(solid.reflectance.tolist())].append(of_solid(solid))
        by_paint[True, tuple(self._room.walls[0].reflectance.tolist())].append(hull(self._room))
        rims = frames(self._room)
        if rims is not None:
            by_paint[True, (FRAME, FRAME, FRAME)].append(rims)
        return {f"thing {k}": self._shape(joined(meshes), f"thing-{k}", is_flat=is_flat) | {"bsdf": _matt(paint)}
                for k, ((is_flat, paint), meshes) in enumerate(by_paint.items())}  # fmt: skip

    def _shape(self, mesh: Mesh, name: str, *, is_flat: bool = True) -> dict[str, Any]:
        path = self._folder / f"{name}.ply"
        mesh.write(path)
        return {"type": "ply", "filename": str(path), "face_normals": is_flat}

    def _shining(self, lamps: list[Fitting]) -> dict[str, Any]:
        """Give the sides of lamps that shine, a hair before their bodies."""
        shapes = {}
        for lamp in lamps:
            forward, right, up = lamp.solid.axes
            _, x, y = lamp.solid.half
            middle = lamp.solid.centre + (lamp.solid.half[0] + 1e-4) * forward
            corners = np.array([middle + a * x * right + b * y * up for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1))])
            if np.cross(corners[1] - corners[0], corners[2] - corners[1]) @ forward < 0:
                corners = corners[::-1]
            light = {"type": "area", "radiance": _rgb(np.full(3, lamp.radiance)), "sampling_weight": lamp.lumens}
            shapes[f"lamp {lamp.id}"] = self._shape(fan(corners), f"lamp-{lamp.id}") | {"emitter": light}
        return shapes

    def _beams(self, beams: list[Beam]) -> Iterator[tuple[str, Any]]:
        for k, one in enumerate(beams):
            section = beam(one.opening, one.towards)
            weight = max(float(luminance(one.lux)) * section.area(), 1e-12)
            light = {"type": "directionalarea", "radiance": _rgb(one.lux), "sampling_weight": weight}
            yield f"beam {k}", self._shape(section, f"beam-{k}") | {"emitter": light}


def sun_beams(room: Room, sun: Floats, glass: Floats) -> list[Beam]:
    """Give the Sun's beams of 1 lx outside; `glass`, shape (w,), is what each window lets through."""
    return [
        Beam(one, sun, np.full(3, share))
        for one, share in zip(room.openings, glass, strict=True)
        if share > 0.0 and one.normal @ sun > 0.0
    ]


def sky_beams(room: Room, sky: Sky) -> list[Beam]:
    """Give what is outside as parallel light: one beam for each part of the sky, 15 deg wide, and each window."""
    count = sky.faces.shape[1] // _BLOCK
    blocks = (6, count, _BLOCK, count, _BLOCK, 3)
    light = sky.faces * sky.solid_angles()[None, :, :, None]
    lux = light.reshape(blocks).sum(axis=(2, 4)).reshape(-1, 3)
    weight = np.maximum(luminance(light), 0.0)[..., None]
    rays = (sky.rays() * weight).reshape(blocks).sum(axis=(2, 4)).reshape(-1, 3)
    found = []
    for opening in room.openings:
        heights = [float(opening.normal @ ray) / max(float(np.linalg.norm(ray)), 1e-30) for ray in rays]
        power = np.maximum(luminance(lux), 0.0) * np.maximum(heights, 0.0)
        for k in np.flatnonzero(power > _LEAST * max(float(power.sum()), 1e-30)):
            towards = rays[k] / np.linalg.norm(rays[k])
            found.append(Beam(opening, towards, np.maximum(lux[k], 0.0) * opening.transmission))
    return found


def _parallel(one: Beam) -> dict[str, Any]:
    return {"type": "directional", "direction": (-one.towards).tolist(), "irradiance": _rgb(one.lux)}


def _film(width: int, height: int) -> dict[str, Any]:
    return {"type": "hdrfilm", "width": width, "height": height, "rfilter": {"type": "box"}, "pixel_format": "rgb"}


def _rgb(values: Floats) -> dict[str, Any]:
    return {"type": "rgb", "value": [float(value) for value in values]}


def _matt(paint: tuple[float, ...]) -> dict[str, Any]:
    return {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": _rgb(np.array(paint))}}
