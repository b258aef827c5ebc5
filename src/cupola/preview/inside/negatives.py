"""Passes and meter readings of a room, kept on this machine: another dimmer or exposure is a new sum of what is there.

Each light has its own: lamps are taken once for a view, the Sun once for where it stands, the Earth for how it shines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final

import numpy as np

from cupola.preview.inside import (
    cast,
    denoise,
    enlarger,
    gleam,
    lights,
    mesh,
    passes,
    patches,
    pose,
    render,
    sky,
    solid,
    straight,
    study,
)
from cupola.preview.inside.cast import scene
from cupola.preview.inside.form import Distances
from cupola.preview.inside.lights import EARTH, SUN, Lights, groups_of
from cupola.preview.inside.passes import Passes, taken
from cupola.preview.inside.patches import Patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.render import Renderer
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.study import Probes, probes, window_luminance
from cupola.preview.kept import Array, kept
from cupola.steps import OnStep

LAMPS: Final = "lamps"

_SOURCES: Final = (
    cast, denoise, enlarger, gleam, lights, mesh, passes, patches, pose, render, sky, solid, straight, study,
)  # fmt: skip
_THROUGH: Final = "through"


@dataclass(frozen=True, slots=True)
class Walls:
    """What works out the light from wall to wall.

    Attributes
    ----------
    by : str
        Its name, with the release.
    made : callable
        Sets it up for a room.
    """

    by: str
    made: Callable[[Room], Renderer | Patches]


@dataclass(frozen=True, slots=True, eq=False)
class Negatives:
    """All passes of a view and what meters at the face read.

    Attributes
    ----------
    are_kept : bool
        Whether all of them were there.
    """

    passes: Passes
    probes: Probes
    are_kept: bool


def negatives(room: Room, head: Floats, view: Pose, now: Lights, walls: Walls, samples: int) -> Negatives:
    """Give the passes and readings of all lights that shine: those that are kept, and the others anew.

    Parameters
    ----------
    room : Room
        With all that stands in it.
    samples : int
        Paths for each pixel.
    """
    common = _told(*scene(room), *_fittings(room), head, *_view(view)) + f" {walls.by} {samples}"
    set_up = cache(lambda: walls.made(room))
    made: list[str] = []

    def take(kind: str, only: tuple[str, ...]) -> Mapping[str, Array]:
        made.append(kind)
        film = taken(room, view, now, set_up(), samples, only=only)
        read = probes(room, head, view, now, set_up(), only).lux
        return {_THROUGH: film.through} | dict(film.light) | {_lux(name): lux for name, lux in read.items()}

    light: dict[str, Array] = {}
    lux: dict[str, Array] = {}
    through = np.zeros((view.height, view.width), np.float32)
    for kind, names, marks in _kinds(room, now):

        def make(_: OnStep, kind: str = kind, names: tuple[str, ...] = names) -> Mapping[str, Array]:
            return take(kind, names)

        found = kept(f"inside-{kind}", f"{common} {_told(*marks)}", make, sources=_SOURCES)
        through = found[_THROUGH]
        light |= {name: found[name] for name in names}
        lux |= {name: found[_lux(name)] for name in names}
    return Negatives(Passes(light, through), Probes(lux, window_luminance(room, head, now)), not made)


def _kinds(room: Room, now: Lights) -> Iterator[tuple[str, tuple[str, ...], tuple[Floats, ...]]]:
    """Give the lights by what changes together: a name, the lights, and what else shapes them."""
    if now.is_sunny:
        yield SUN, (SUN,), (now.sun, now.glass)
    if not now.sky.is_dark:
        yield EARTH, (EARTH,), (now.sky.faces,)
    yield LAMPS, tuple(groups_of(room)), ()


def _fittings(room: Room) -> Iterator[Floats]:
    """Give what a scene does not tell of lamps and windows."""
    for lamp in room.lamps:
        yield np.frombuffer(lamp.group.encode(), np.uint8).astype(float)
        yield np.array([lamp.lumens])
    yield np.array([opening.transmission for opening in room.openings])


def _view(view: Pose) -> tuple[Floats, ...]:
    return view.place, view.axis, view.right, view.up, np.array([*view.half, view.width, view.height])


def _told(*arrays: Floats | Distances) -> str:
    """Give arrays as one word."""
    found = sha256()
    for array in arrays:
        whole = np.ascontiguousarray(array, float)
        found.update(repr(whole.shape).encode() + whole.tobytes())
    return found.hexdigest()


def _lux(name: str) -> str:
    return f"lux-{name}"
