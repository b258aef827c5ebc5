"""Where the actor's head and the camera are in a room, and what the lens sees from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.errors import Message, SkyError
from cupola.light.lens import Framing, Lens
from cupola.preview.inside.cast import first_hits, scene
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import Floats

FACE_M: Final = 0.7
"""Usual distance of a face from the glass."""
USUAL_DEG: Final = 105.0
"""Usual angle of the camera about the face, from where the window is: a profile with the window beside it."""
TURN_DEG: Final = 60.0
"""By how much somebody before a window turns from it at most, half way to a camera that is not behind the shoulder."""

_FRAME_M: Final = {"ECU": 0.25, "CU": 0.45, "MCU": 0.6, "MS": 0.9, "MLS": 1.4, "WS": 2.2, "OTS": 0.7, "2S": 1.0}
"""Height of the picture at the face by the size of a shot; usual sizes, rounded."""
_USUAL_FRAME_M: Final = 0.6
_OF_FRAME: Final = 0.42  # the face stands so far aside from the middle, towards where it comes from
_NEAREST_M: Final = 0.22  # of the head to a wall
_BODY_M: Final = 0.2  # of a camera, to a wall behind it
_HEAD_M: Final = 0.16
_BEHIND_DEG: Final = 140.0  # about the face: farther round the camera looks over the shoulder
_ENOUGH: Final = 0.8  # of the way that the frame asks for
_CLOSEST_M: Final = 0.25
_TURNS_DEG: Final = (0.0, 10.0, 15.0, -15.0, -30.0, -45.0, -60.0)
_ROLLS_DEG: Final = (0.0, -25.0, -50.0, 25.0, 50.0)  # from below first: there the Earth lights a face


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """A camera in a room.

    Attributes
    ----------
    place, axis, right, up : ndarray, shape (3,)
        Where the lens is, metres, the room's frame; unit vectors.
    half : tuple of float
        Tangents of half the angles of view, across and up.
    width, height : int
        Pixels.
    """

    place: Floats
    axis: Floats
    right: Floats
    up: Floats
    half: tuple[float, float]
    width: int
    height: int

    def coarser(self, step: int) -> Pose:
        """Give the same view with pixels so many times as wide; where they do not fit, its edges lie farther out."""
        width, height = -(-self.width // step), -(-self.height // step)
        half = (self.half[0] * width * step / self.width, self.half[1] * height * step / self.height)
        return Pose(self.place, self.axis, self.right, self.up, half, width, height)

    def sees(self, place: Floats) -> bool:
        """Say whether a place is in the picture, whatever stands before it."""
        ray = place - self.place
        ahead = float(ray @ self.axis)
        return bool(abs(ray @ self.right) < self.half[0] * ahead and abs(ray @ self.up) < self.half[1] * ahead)

    def rays(self, across: float = 0.5, down: float = 0.5) -> Floats:
        """Give the unit vectors through a point of each pixel, shape (height, width, 3); 0.5 is its middle."""
        x = ((np.arange(self.width) + across) / self.width * 2 - 1) * self.half[0]
        y = (1 - (np.arange(self.height) + down) / self.height * 2) * self.half[1]
        rays = self.axis + x[None, :, None] * self.right + y[:, None, None] * self.up
        found: Floats = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
        return found


def head_at(room: Room, distance: float, light: Floats | None = None) -> Floats:
    """Give the middle of the head of somebody before the room's first window, shape (3,).

    Parameters
    ----------
    distance : float
        From the middle of the glass, metres.
    light : ndarray, shape (3,), optional
        Where the light comes from, for somebody who stands in it and not on the window's axis.

    Raises
    ------
    SkyError
        A distance that is in the wall, or beyond the opposite one (E834).
    """
    opening = room.openings[0]
    ray = -(light if light is not None else opening.normal)
    gone = (opening.depth + 1e-6) / float(-ray @ opening.normal)
    farthest = gone + free(room, opening.middle + gone * ray, ray) - _NEAREST_M
    nearest = gone + _NEAREST_M
    if not nearest <= distance <= farthest:
        text = f"nobody's head is {distance:g} m from the glass of {opening.window}"
        raise SkyError(Message("E834", text, hint=f"give {nearest:.2f} to {farthest:.2f} m"))
    return opening.middle + distance * ray


def face_reach(room: Room, light: Floats | None = None) -> float:
    """Give the usual distance of a face in a room, metres, less where the room is shallow; see `head_at`."""
    opening = room.openings[0]
    ray = -(light if light is not None else opening.normal)
    gone = (opening.depth + 1e-6) / float(-ray @ opening.normal)
    return min(FACE_M, 0.6 * (gone + free(room, opening.middle + gone * ray, ray)))


def free(room: Room, place: Floats, direction: Floats) -> float:
    """Give how far a ray from a place runs until it meets a wall or a thing, metres."""
    return float(first_hits(scene(room), place[None], direction[None])[1][0])


def pose(
    room: Room,
    head: Floats,
    lens: Lens,
    size: str,
    angle: float | None,
    width: int,
    height: int,
    light: Floats | None = None,
) -> Pose:
    """Give the camera that sees a head in a frame of a size, and the window beside it where the angle allows.

    Parameters
    ----------
    size : str
        Of the shot: CU, MS and so on; unknown ones are taken as a half close one.
    angle : float or None
        About the head from the side of the window, deg: 0 has the camera at the glass, 180 over the shoulder. None is
        the usual one, or the nearest to it at which there is room to step back, with the window in the picture if it
        can be.
    light : ndarray, shape (3,), optional
        Where the light comes from: of two sides that are as good, the camera takes the one that it falls on.

    Raises
    ------
    SkyError
        An angle outside 0 to 180 deg (E836).
    """
    if angle is not None and not 0.0 <= angle <= 180.0:
        raise SkyError(Message("E836", f"a camera at {angle:g} deg about the face is none", hint="give 0 to 180 deg"))
    opening = room.openings[0]
    half = _halves(lens, width, height)
    wished = _FRAME_M.get(size.upper(), _USUAL_FRAME_M) / 2 / half[1]
    tried = (angle,) if angle is not None else tuple(USUAL_DEG + turn for turn in _TURNS_DEG)
    rolls = (0.0,) if angle is not None else _ROLLS_DEG
    sides = [
        _aside(opening.middle - head, np.radians(one), np.radians(roll), sign)
        for roll in rolls
        for one in tried
        for sign in (1.0, -1.0)
    ]
    gaps = np.minimum(wished, _clear(room, head, sides) - _BODY_M)
    tried_poses = [
        _looking(head + max(float(gap), _CLOSEST_M) * side, head, opening.middle, half, (width, height))
        for gap, side in zip(gaps, sides, strict=True)
    ]
    room_back = np.minimum(gaps, _ENOUGH * wished)
    in_picture = np.array([one.sees(opening.middle) for one in tried_poses])
    out = opening.middle - head
    lit = np.array(sides) @ (light - (light @ out) / (out @ out) * out) > 0.0 if light is not None else in_picture
    return tried_poses[int(np.lexsort((-np.arange(len(sides)), lit, in_picture, room_back))[-1])]


def faced(head: Floats, window: Floats, camera: Floats) -> Floats:
    """Give where a head looks, a unit vector: half way between window and camera, so that key and shade are seen."""
    out, aside = (np.asarray(place - head) / np.linalg.norm(place - head) for place in (window, camera))
    angle = float(np.degrees(np.arccos(np.clip(out @ aside, -1.0, 1.0))))
    if not 1e-3 < angle < _BEHIND_DEG:
        return out
    turn, square = np.radians(min(TURN_DEG, angle / 2)), aside - (aside @ out) * out
    found: Floats = np.cos(turn) * out + np.sin(turn) * square / np.linalg.norm(square)
    return found


def _looking(place: Floats, head: Floats, window: Floats, half: tuple[float, float], size: tuple[int, int]) -> Pose:
    framing = Framing.of(_aimed(place, head, window, half))
    return Pose(place, framing.axis, framing.right, framing.up, half, *size)


def _clear(room: Room, head: Floats, sides: list[Floats]) -> Floats:
    """Give how far beams of rays as wide as a head run free from it, metres, one for each direction."""
    square = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]) * _HEAD_M
    framings = [Framing.of(side) for side in sides]
    starts = np.concatenate([head + square @ np.stack([one.right, one.up]) for one in framings])
    far = first_hits(scene(room), starts, np.repeat(sides, len(square), axis=0))[1]
    found: Floats = far.reshape(len(sides), -1).min(axis=1)
    return found


def _halves(lens: Lens, width: int, height: int) -> tuple[float, float]:
    """Give the tangents of half the angles of view; the picture is as wide as the sensor, whatever its shape."""
    across = lens.width / 2 / lens.focal
    return across, across * height / width


def _aside(out: Floats, angle: float, roll: float, sign: float) -> Floats:
    """Turn the direction to the window about what is up in a picture of it, and then about itself."""
    framing = Framing.of(out)
    aside = sign * (np.cos(roll) * framing.right + np.sin(roll) * framing.up)
    found: Floats = np.cos(angle) * framing.axis + np.sin(angle) * aside
    return found


def _aimed(place: Floats, head: Floats, window: Floats, half: tuple[float, float]) -> Floats:
    """Give the axis that has the head on one side of the picture, and what of the window there is room for."""
    ray = (head - place) / np.linalg.norm(head - place)
    aside = (window - place) - (window - place) @ ray * ray
    length = float(np.linalg.norm(aside))
    if length < 1e-9:
        return ray
    # as far as the window asks for, and no farther than the head stays in the picture
    between = float(np.arctan2(length, (window - place) @ ray)) / 2
    level, steep = (
        max(abs(float(aside @ axis)) / length, 1e-9) for axis in (Framing.of(ray).right, Framing.of(ray).up)
    )
    edge = min(half[0] / level, half[1] / steep)
    turn = min(between, float(np.arctan(_OF_FRAME * edge)))
    found: Floats = np.cos(turn) * ray + np.sin(turn) * aside / length
    return found
