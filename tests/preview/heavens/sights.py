"""Cameras in orbit set by hand, and what stands before the heavens of an Earth without light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.stars import Stars
from cupola.preview.heavens.towns import Towns
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM, stretched, surface_point, to_fixed, vertical
from cupola.sky.moon import moon_position
from cupola.sky.sun import sun_position

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]

PIXEL = 24.89 / 35.0 / 1920.0
"""Tangent of a pixel of a 35 mm lens on Super 35, 1920 pixels wide."""
DATE = "2021-10-08T20:00:00Z"


@dataclass(frozen=True)
class Sight:
    """What stands before the heavens."""

    through: Picture
    tangent: Picture


def eye_at(
    place: tuple[float, float],
    forward: Floats,
    width: int,
    height: int,
    *,
    when: str = DATE,
    pixel: float = PIXEL,
    up: Floats | None = None,
) -> Eye:
    """Give a camera 420 km over a place, deg, that looks along an Earth-fixed direction."""
    at = np.array([instant(when)])
    position = surface_point(*place, 420.0)
    ahead = forward / np.linalg.norm(forward)
    above = up if up is not None else vertical(position[None])[0]
    if abs(above @ ahead) > 0.99:
        above = np.array([0.0, 0.0, 1.0])
    top = above - (above @ ahead) * ahead
    top = top / np.linalg.norm(top)
    return Eye(
        position=position,
        forward=ahead,
        right=np.cross(ahead, top),
        up=top,
        half=(pixel * width / 2.0, pixel * height / 2.0),
        sun=to_fixed(sun_position(at), at)[0],
        moon=to_fixed(moon_position(at), at)[0],
        axes=np.eye(3),
        inertial=to_fixed(np.eye(3), np.repeat(at, 3)),
        at=float(at[0]),
    )


def blank(width: int, height: int) -> Picture:
    """Give a black picture."""
    return np.zeros((height, width, 3), np.float32)


def open_sky(width: int, height: int) -> Sight:
    """Give nothing before the heavens."""
    return Sight(np.ones((height, width, 3), np.float32), np.full((height, width), 1e4, np.float32))


def dark_earth(eye: Eye, width: int, height: int) -> Sight:
    """Give a black Earth and clear, black air."""
    edge = Edge.before(eye.position, Air())
    rays = stretched(eye.rays(width, height))
    angle = np.arccos(rays @ edge.down / np.linalg.norm(rays, axis=-1))
    above = np.linalg.norm(stretched(eye.position)) * np.sin(np.minimum(angle, np.pi / 2.0)) - EQUATOR_KM
    bent = np.interp(angle, edge.seen, edge.tangent, left=-1.0)
    tangent = np.where(angle > edge.seen[-1], above, bent)
    through = np.stack([np.interp(angle, edge.seen, share / share[-1], left=0.8) for share in edge.light.T], axis=-1)
    return Sight(np.maximum(through, 0.0).astype(np.float32), tangent.astype(np.float32))


def solid_angles(eye: Eye, width: int, height: int) -> Floats:
    """Give the solid angle of each pixel, sr, shape (h, w)."""
    across, along = eye.tangents(width, height)
    flat = 4.0 * eye.half[0] * eye.half[1] / (width * height)
    found: Floats = flat / (1.0 + across[None, :] ** 2 + along[:, None] ** 2) ** 1.5
    return found


def lux(picture: Picture, eye: Eye) -> float:
    """Give the illuminance of a plate that faces each pixel's light, lx."""
    height, width = picture.shape[:2]
    return float((luminance(picture.astype(float)) * solid_angles(eye, width, height)).sum())


def middle_of(picture: Picture) -> tuple[float, float]:
    """Give the column and row about which a picture's light lies."""
    light = luminance(picture.astype(float))
    rows, columns = np.indices(light.shape)
    return float((light * columns).sum() / light.sum()), float((light * rows).sum() / light.sum())


@cache
def stars() -> Stars:
    """Give the catalogue."""
    return Stars.read()


@cache
def towns() -> Towns:
    """Give all places."""
    return Towns.read()
