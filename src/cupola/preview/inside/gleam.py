"""The light that eyes throw back as mirrors do: what says on a face where the window, the lamps and the Sun are."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.preview.inside.cast import Indices, Scene, first_hits
from cupola.preview.inside.lights import EARTH, Lights
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats, Solid
from cupola.preview.inside.straight import seen, sunlit

EYES: Final = ("right eye", "left eye", "right iris", "left iris")
CORNEA: Final = 0.025
"""What a cornea throws back of light that comes straight at it: its index is 1.376."""
_OFF_M: Final = 1e-4


def eyes_of(room: Room, numbers: Scene) -> dict[int, Solid]:
    """Give the eyes in a room by their numbers in its scene."""
    first = len(numbers.walls) + len(numbers.openings)
    return {first + k: one for k, one in enumerate(room.solids) if one.name in EYES}


def mirrored(
    room: Room, numbers: Scene, found: Lights, camera: Floats, points: Floats, normals: Floats
) -> dict[str, Floats]:
    """Give what a camera sees mirrored at points, shape (n, 3), by light: cd/m2, shape (n, 3), without the Sun's disc.

    Parameters
    ----------
    camera : ndarray, shape (3,)
        Where its lens is.
    """
    rays = points - camera
    rays = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    cosine = -(rays * normals).sum(axis=1)
    away = rays + 2.0 * cosine[:, None] * normals
    share = reflected(cosine)
    what, _, sides = first_hits(numbers, points + _OFF_M * normals, away)
    light = {EARTH: share[:, None] * _outside(room, found, what, away)}
    first = len(numbers.reflectance) - len(room.lamps)
    for k, lamp in enumerate(room.lamps):
        bright = (what == first + k) & (sides @ lamp.solid.axes[0] > 0.9)
        own = np.where(bright, share * lamp.radiance, 0.0)[:, None] * np.ones(3)
        light[lamp.group] = light.get(lamp.group, 0.0) + own
    return light


def reflected(cosine: Floats) -> Floats:
    """Give what of light a cornea mirrors by the cosine of the angle to its normal (Schlick 1994)."""
    found: Floats = CORNEA + (1.0 - CORNEA) * (1.0 - np.clip(cosine, 0.0, 1.0)) ** 5
    return found


def sun_in(numbers: Scene, number: int, eye: Solid, found: Lights, view: Pose) -> tuple[int, int, float] | None:
    """Give where in a picture an eye mirrors the Sun, row and column, and that pixel's cd/m2 for 1 lx outside.

    A mirroring ball of radius R in E lx has E R²/4 cd in all directions; of an ellipsoid R² is one over its curvature.
    None where it is not seen.
    """
    to_camera = (view.place - eye.centre) / np.linalg.norm(view.place - eye.centre)
    half_way = to_camera + found.sun
    normal = half_way / max(float(np.linalg.norm(half_way)), 1e-9)
    local = eye.axes @ normal
    square = float((eye.half**2 * local**2).sum())
    point = eye.centre + eye.half**2 * local / np.sqrt(square) @ eye.axes
    ray = point - view.place
    far = float(np.linalg.norm(ray))
    if not view.sees(point) or first_hits(numbers, view.place[None], ray[None] / far)[0][0] != number:
        return None
    height = float(normal @ found.sun)
    lux = sunlit(numbers, point[None], normal[None], found.sun, found.glass)[0]
    if not (height > 0.0 and lux > 0.0):
        return None
    share = float(reflected(np.array([height]))[0]) * lux / height
    candela = share * (float(eye.half.prod()) / square) ** 2 / 4.0
    ahead = float(ray @ view.axis)
    pixel = 4.0 * view.half[0] * view.half[1] / (view.width * view.height) * ahead**3 / far  # m2, as it is seen
    column = int((ray @ view.right / ahead / view.half[0] + 1.0) / 2.0 * view.width)
    row = int((1.0 - ray @ view.up / ahead / view.half[1]) / 2.0 * view.height)
    return row, column, candela / pixel


def _outside(room: Room, found: Lights, what: Indices, rays: Floats) -> Floats:
    """Give what is seen of the sky, cd/m2, shape (n, 3)."""
    light, faces, bases = np.zeros((len(what), 3)), found.sky.faces, found.sky.bases
    for k in np.flatnonzero(what < 0):
        face, row, column = seen(bases, faces.shape[1], *rays[k])
        light[k] = faces[face, row, column] * room.openings[-1 - what[k]].transmission
    return light
