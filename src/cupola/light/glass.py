"""A window as a lamp: the soft light that it throws on a face, and the patch of sun.

The window's own frame: metres, origin at the middle of the glass, x to the right and y up as one looks out through it,
z into the room. The longer edge of a trapezoid is the upper one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.errors import Message, SkyError
from cupola.light.lens import Framing
from cupola.places import Window
from cupola.places.body import Vector

Floats = NDArray[np.float64]

PENUMBRA: Final = 9.31e-3
"""Width of the soft edge of a patch of sun for each metre of throw: the Sun's width on the sky at 1 au, 0.533 deg."""
FARTHEST_M: Final = 50.0

_CORNERS: Final = 96  # of the polygon of a round glass's area: 0.01 % off anywhere from 0.1 m
_GRAZING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class SunPatch:
    """The light that the Sun throws through a window on a flat surface.

    Attributes
    ----------
    corners : ndarray, shape (k, 3)
        Its outline, m, in the window's frame.
    length, width : float
        The sides of the smallest box about it, m.
    lux : float
        On the surface, lx.
    throw : float
        From the middle of the glass to the middle of the patch, m.
    penumbra : float
        Width of its soft edge, square to the beam, m.
    """

    corners: Floats
    length: float
    width: float
    lux: float
    throw: float
    penumbra: float


def outline(window: Window) -> Floats:
    """Give the corners of the clear glass, shape (k, 2), m, in the window's frame, counter-clockwise."""
    scale = np.sqrt(window.clear)
    if window.shape == "round":
        angle = np.arange(_CORNERS) * (2 * np.pi / _CORNERS)
        radius = window.size[0] / 2 * np.sqrt(2 * np.pi / _CORNERS / np.sin(2 * np.pi / _CORNERS))
        ring: Floats = scale * radius * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
        return ring
    if window.shape == "rounded":
        return np.asarray(scale * _rounded(*window.size))
    if window.shape == "rectangle":
        top = bottom = window.size[0] / 2
        half = window.size[1] / 2
    else:
        top, bottom, half = (length / 2 for length in window.size)
    corners: Floats = scale * np.array([[top, half], [-top, half], [-bottom, -half], [bottom, -half]])
    return corners


def _rounded(width: float, height: float, corner: float) -> Floats:
    """Give the corners of a polygon of the area of a rectangle with rounded corners, shape (k, 2)."""
    steps = _CORNERS // 4
    turn = np.linspace(0.0, np.pi / 2, steps + 1)
    square, fan = width * height - 4.0 * corner**2, 2.0 * steps * np.sin(np.pi / 2 / steps) * corner**2
    wider = np.sqrt((square + np.pi * corner**2) / (square + fan))
    core = np.array([width, height]) / 2 - corner
    arcs = []
    for k, (x, y) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = turn + k * np.pi / 2
        arcs.append(core * (x, y) + corner * np.stack([np.cos(angle), np.sin(angle)], axis=-1))
    ring: Floats = wider * np.concatenate(arcs)
    apart = np.linalg.norm(ring - np.roll(ring, 1, axis=0), axis=-1) > _GRAZING  # where arcs meet they share one
    return np.asarray(ring[apart])


def soft_light(window: Window, point: ArrayLike, facing: ArrayLike | None = None) -> float:
    """Give the illuminance of a surface, in lx, for a window that is 1 cd/m2 bright all over.

    Lambert's formula for a polygon (1760; Baum, Rushmeier and Winget, SIGGRAPH 1989), exact at any distance.
    The inverse square of the distance is right within 5 % from three window widths on (tested).

    Parameters
    ----------
    point : array_like, shape (3,)
        Where the surface is, in the window's frame, m: (0, 0, 1.5) is on the axis, 1.5 m in.
    facing : array_like, shape (3,), optional
        Its normal, of any length; by default it faces the middle of the glass.

    Raises
    ------
    SkyError
        A point that is not in the room, or farther than 50 m (E353); a normal without length (E354).
    """
    place = _in_room(point)
    normal = _normal(-place if facing is None else np.asarray(facing, float))
    corners = np.pad(outline(window), ((0, 0), (0, 1))) - place
    seen = _above(corners, normal)
    if len(seen) < 3:
        return 0.0
    rays = seen / np.linalg.norm(seen, axis=-1, keepdims=True)
    following = np.roll(rays, -1, axis=0)
    across = np.cross(rays, following)
    sine = np.linalg.norm(across, axis=-1)
    angle = np.arctan2(sine, np.einsum("ni,ni->n", rays, following))
    edges = angle / np.maximum(sine, 1e-300) * (across @ normal)
    return float(abs(edges.sum()) / 2)


def sun_patch(
    window: Window, sun: Vector | Floats, beam_lx: float, point: ArrayLike, facing: ArrayLike | None = None
) -> SunPatch | None:  # fmt: skip
    """Give the patch of sun on a flat surface, or None if the beam does not fall through the glass onto it.

    Parameters
    ----------
    sun : array_like, shape (3,)
        Unit vector to the Sun in the station's frame.
    beam_lx : float
        Sunlight outside on a plate that faces the Sun, lx.
    point : array_like, shape (3,)
        Some point of the surface, in the window's frame, m: (0, 0, 1.5) for a wall 1.5 m behind the glass.
    facing : array_like, shape (3,), optional
        The surface's normal in the window's frame; by default it stands parallel to the glass.

    Raises
    ------
    SkyError
        A point that is not in the room, or farther than 50 m (E353); a normal without length (E354).
    """
    place = _in_room(point)
    normal = _normal(np.array([0.0, 0.0, -1.0]) if facing is None else np.asarray(facing, float))
    to_sun = in_window(window, sun)
    glass, surface = -to_sun[2], float(to_sun @ normal)
    if glass <= _GRAZING or surface <= _GRAZING:
        return None
    corners = np.pad(outline(window), ((0, 0), (0, 1)))
    reach = (corners - place) @ normal / surface
    if (reach <= 0).any():
        return None
    thrown = corners - reach[:, None] * to_sun
    throw = float(-place @ normal / surface)
    length, width = _extents(thrown, normal)
    return SunPatch(thrown, length, width, beam_lx * window.transmission * surface, throw, throw * PENUMBRA)


def in_window(window: Window, direction: Vector | Floats) -> Floats:
    """Turn a direction, shape (3,), from the station's frame into the window's."""
    framing = Framing.of(window.normal)
    turned: Floats = np.stack([framing.right, framing.up, -framing.axis]) @ np.asarray(direction, float)
    return turned


def bounce_lux(lumens: float, surface_m2: float, reflectance: float) -> float:
    """Give the even light that a room's walls make of light that falls in, lx.

    The law of the integrating sphere: what falls in is thrown about until the walls have swallowed it.

    Parameters
    ----------
    lumens : float
        Light that falls in, lm: illuminance on the glass times its area.
    surface_m2 : float
        Walls, floor and ceiling together, m2.
    reflectance : float
        Share of light that they throw back.

    Raises
    ------
    SkyError
        Negative light, no surface, or a reflectance outside 0 to 0.95 (E355).
    """
    if not (lumens >= 0.0 and surface_m2 > 0.0 and 0.0 <= reflectance <= 0.95):
        text = f"{lumens:g} lm cannot be thrown about by {surface_m2:g} m2 of walls that reflect {reflectance:g} of it"
        raise SkyError(Message("E355", text, hint="walls aboard reflect 0.5 to 0.8 of the light"))
    return lumens * reflectance / (surface_m2 * (1.0 - reflectance))


def _in_room(point: ArrayLike) -> Floats:
    place = np.asarray(point, float)
    if not (place[2] > 0.0 and np.linalg.norm(place) <= FARTHEST_M):
        text = f"{place[2]:g} m behind the glass is not a place for a face"
        raise SkyError(Message("E353", text, hint=f"give a distance into the room, up to {FARTHEST_M:g} m: 1.5 m"))
    return place


def _normal(vector: Floats) -> Floats:
    length = np.linalg.norm(vector)
    if not length > 0.0:
        raise SkyError(Message("E354", "a surface must face somewhere", hint="give a direction with a length"))
    unit: Floats = vector / length
    return unit


def _above(corners: Floats, normal: Floats) -> Floats:
    """Cut a polygon, shape (k, 3), by the plane of a surface: give the part in front of it (Sutherland and Hodgman)."""
    height = corners @ normal
    kept: list[Floats] = []
    for k, corner in enumerate(corners):
        before, here = height[k - 1], height[k]
        if (before > 0) != (here > 0):
            kept.append(corners[k - 1] + before / (before - here) * (corner - corners[k - 1]))
        if here > 0:
            kept.append(corner)
    return np.array(kept).reshape(-1, 3)


def _extents(corners: Floats, normal: Floats) -> tuple[float, float]:
    """Give the longer and the shorter side of the smallest box about a flat convex outline, shape (k, 3).

    One side of that box lies along an edge of the outline (Freeman and Shapira 1975).
    """
    edges = np.roll(corners, -1, axis=0) - corners
    along = edges / np.linalg.norm(edges, axis=-1, keepdims=True)
    one, two = (np.ptp(corners @ axes.T, axis=0) for axes in (along, np.cross(normal, along)))
    best = int(np.argmin(one * two))
    return float(max(one[best], two[best])), float(min(one[best], two[best]))
