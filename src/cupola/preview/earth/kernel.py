"""Rays of a picture of the Earth: where they go, and how the places are lit that they meet."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cupola.compiled import compiled, woven
from cupola.preview.earth.aloft import Sky, sky_light, turned_from
from cupola.preview.earth.bent import Bent, Floats
from cupola.preview.earth.ground import AROUND_KM, Ground, Weather, still_at, weather_at
from cupola.preview.earth.pyramid import Floats32
from cupola.preview.earth.shine import Airs, ground_light, limb_light
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM
from cupola.sky.earth import EQUATOR_KM, FLATTENING

SIDE: Final = 8
"""Of a square, in pixels: how the ground is lit is worked out at its corners."""

# Where things stand in the row that says which place a ray meets.
ACROSS: Final = 0
"""Turns from 180 deg west."""
DOWN: Final = 1
"""Half turns from the north pole."""
FOOT: Final = 2
"""How wide a pixel is on the ground, km."""
LOW: Final = 3
"""The ray's lowest height, km, also where it meets no ground."""
FINE: Final = 4
"""The logarithm to base 2 of the pixel's width in turns: with that of a map's columns, the level of its copies."""
SPOT: Final = 5

_LARGER: Final = EQUATOR_KM * (1.0 + REFRACTIVITY)
_STRETCH: Final = 1.0 / (1.0 - FLATTENING)


class View(NamedTuple):
    """The camera in the space in which the Earth is a sphere.

    Attributes
    ----------
    position : ndarray, shape (3,)
        km.
    distance : float
        From the Earth's centre, km.
    axes : ndarray, shape (3, 3)
        Forward, right and up as rows, before they are stretched.
    half : ndarray, shape (2,)
        Tangents of half the angles of view.
    pixel : float
        The angle of a pixel, rad.
    refractive : float
        The refractive index of the air about it; 1 above the air.
    """

    position: Floats
    distance: float
    axes: Floats
    half: Floats
    pixel: float
    refractive: float


class Scene(NamedTuple):
    """All that a picture is made of: the camera, the air and its light, lamps, maps, and where clouds stand.

    `sky` is that about a camera within the air; bent rays and the air's light are then those of its height.
    """

    camera: View
    bent: Bent
    airs: Airs
    sky: Sky
    lamps: Floats
    ground: Ground
    weather: Weather


@woven
def ray(half: Floats, axes: Floats, x: float, y: float, way: Floats) -> float:
    """Write the unit vector, stretched, that a place of the picture looks along; give the cosine from the axis.

    `x` and `y` run from -1 to 1, from left to right and from the foot to the head of the picture.
    """
    across, up = x * half[0], y * half[1]
    for q in range(3):
        way[q] = axes[0, q] + across * axes[1, q] + up * axes[2, q]
    way[2] *= _STRETCH
    length = math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2])
    for q in range(3):
        way[q] /= length
    return 1.0 / math.sqrt(1.0 + across * across + up * up)


@woven
def met(
    position: Floats, distance: float, index: float, onto: Floats, way: Floats, along: float, impact: float,
    top: Floats, back: Floats,
) -> float:  # fmt: skip
    """Find where a ray meets the ground: the vertical, and the horizontal direction back to the camera.

    Gives the cosine of the ray's angle from the vertical there.
    """
    sine = min(index * impact / _LARGER, 1.0)
    cosine = math.sqrt(1.0 - sine * sine)
    down = -along / distance
    aside = impact / distance
    place = math.sqrt(cosine) * (len(onto) - 1)
    low = min(int(place), len(onto) - 2)
    turned = (onto[low] + (place - low) * (onto[low + 1] - onto[low])) * sine
    # the angle at the Earth's centre: from the vertical at the ground, turned, less from the vertical at the camera
    near = cosine * down + sine * aside
    far = sine * down - cosine * aside
    cos_turned, sin_turned = 1.0 - 0.5 * turned * turned, turned
    c = near * cos_turned - far * sin_turned
    s = far * cos_turned + near * sin_turned
    for q in range(3):
        up = position[q] / distance
        level = (way[q] + down * up) / max(aside, 1e-9)
        top[q] = up * c + level * s
        back[q] = up * s - level * c
    return cosine


@woven
def place_of(top: Floats) -> tuple[float, float]:
    """Give the place of a vertical on the maps: turns from 180 deg west, half turns from the north pole."""
    level = math.sqrt(top[0] * top[0] + top[1] * top[1])
    return 0.5 + math.atan2(top[1], top[0]) / (2.0 * math.pi), 0.5 - math.atan2(top[2] * _STRETCH, level) / math.pi


@compiled
def look(
    scene: Scene, x: float, step: float, y: float, lit: Floats32, spots: Floats, seen: Floats, light: Floats32,
    through: Floats32,
) -> None:  # fmt: skip
    """Follow rays of a row to their ends; several at once, as taking the scene apart costs as much as some of them.

    Parameters
    ----------
    x, step, y : float
        The first ray's place, as for `ray`, and how far it is to the next.
    lit : ndarray, shape (n, 36)
        Takes how the places are lit that they meet.
    spots : ndarray, shape (n, 5)
        Takes where those are, by the names at the head of this module.
    seen : ndarray, shape (n,)
        Takes the cosine of the ray's angle from the vertical where it meets the ground, -1 if it does not.
    light, through : ndarray, shape (n, 3)
        Take the light of rays that miss the ground.
    """
    view, bent, airs, sky, lamps, ground, weather = (
        scene.camera, scene.bent, scene.airs, scene.sky, scene.lamps, scene.ground, scene.weather,
    )  # fmt: skip
    position, distance, half, axes, index = view.position, view.distance, view.half, view.axes, view.refractive
    onto, tangent, turned, along_table, limb = bent.onto, bent.tangent, bent.turned, bent.along, airs.limb
    least, edge, is_aloft = EQUATOR_KM + bent.least, EQUATOR_KM + TOP_KM, sky.height < TOP_KM
    high, beyond, up, turns = sky.height, sky.passed, position / distance, np.full(len(lamps), -1.0)
    way, top, back, glow = np.empty(3), np.empty(3), np.empty(3), np.empty(3, np.float32)
    for k in range(len(seen)):
        upright = ray(half, axes, x + k * step, y, way)
        along = way[0] * position[0] + way[1] * position[1] + way[2] * position[2]
        impact = math.sqrt(max(distance * distance - along * along, 0.0))
        seen[k] = -1.0
        if is_aloft:
            turned_from(lamps, up, way, along / distance, turns)
        if is_aloft and (along >= 0.0 or index * impact >= least):
            lowest = high
            if along < 0.0:
                place = (index * impact - least) / (edge - least) * (len(tangent) - 1)
                low = min(int(place), len(tangent) - 2)
                lowest = min(tangent[low] + (place - low) * (tangent[low + 1] - tangent[low]), high)
            spots[k, LOW] = lowest
            for q in range(3):
                light[k, q] = 0.0
            sky_light(high, beyond, limb, lamps, turns, along / distance, lowest, light[k], through[k])
        elif along >= 0.0 or impact >= edge:
            for q in range(3):
                through[k, q] = 1.0
            spots[k, LOW] = (distance if along >= 0.0 else impact) - EQUATOR_KM
        elif impact >= least:
            place = (impact - least) / (edge - least) * (len(tangent) - 1)
            low = min(int(place), len(tangent) - 2)
            part = place - low
            height = tangent[low] + part * (tangent[low + 1] - tangent[low])
            spots[k, LOW] = height
            turn = turned[low] + part * (turned[low + 1] - turned[low])
            for q in range(3):
                top[q] = (position[q] - along * way[q]) / impact + turn * way[q]
                way[q] -= turn * (position[q] - along * way[q]) / impact
                glow[q] = 0.0
            limb_light(limb, lamps, height, top, way, glow)
            for q in range(3):
                light[k, q] = glow[q]
                through[k, q] = along_table[low, q] + part * (along_table[low + 1, q] - along_table[low, q])
        else:
            cosine = met(position, distance, index, onto, way, along, impact, top, back)
            across, down = place_of(top)
            foot = (-along - EQUATOR_KM * cosine) * view.pixel * upright / math.sqrt(max(cosine, 0.02))
            seen[k], spots[k, ACROSS], spots[k, DOWN], spots[k, FOOT] = cosine, across, down, foot
            spots[k, FINE] = math.log2(max(foot, 1e-3) / AROUND_KM)
            spots[k, LOW] = index * impact - least
            ground_light(airs, bent, lamps, turns, top, back, cosine, lit[k])
            weather_at(weather, ground, across, down, lit[k])
            still_at(ground, SIDE * foot, across, down, lit[k])


class Corners(NamedTuple):
    """What the rays at the corners of squares meet: see `look`; shape (n, m, 36), (n, m, 5) and (n, m)."""

    lit: Floats32
    spots: Floats
    seen: Floats


@compiled
def corners(scene: Scene, size: tuple[int, int], rows: tuple[int, int], found: Corners) -> None:
    """Follow the rays at the corners of squares of a picture, `size` wide and high."""
    lit, spots, seen = found.lit, found.spots, found.seen
    light, through = np.empty((lit.shape[1], 3), np.float32), np.empty((lit.shape[1], 3), np.float32)
    for row in range(rows[0], min(rows[1], lit.shape[0])):
        y = 1.0 - 2.0 * (row * SIDE) / size[1]
        look(scene, -1.0, 2.0 * SIDE / size[0], y, lit[row], spots[row], seen[row], light, through)
