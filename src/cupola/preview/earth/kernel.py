"""Every pixel of the Earth: where its ray goes, how that place is lit, what it shows.

Light changes slowly over the ground, the maps do not: the light of a place is worked out at the corners of squares of
eight pixels and read between them, unless the Earth's edge is near.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cupola.compiled import compiled
from cupola.preview.earth.bent import Bent, Floats
from cupola.preview.earth.grain import CELLS, ROUND, grained
from cupola.preview.earth.ground import Ground, Weather, level_of, sea_at, weather_at
from cupola.preview.earth.place import clouded, land_colour, summed
from cupola.preview.earth.pyramid import Floats32, value
from cupola.preview.earth.shine import LIT, Airs, ground_light, limb_light
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM
from cupola.sky.earth import EQUATOR_KM, FLATTENING

SIDE: Final = 8
GRAINS: Final = float(CELLS * ROUND)
"""Cells of grain around the equator."""
_LARGER: Final = EQUATOR_KM * (1.0 + REFRACTIVITY)
_STRETCH: Final = 1.0 / (1.0 - FLATTENING)
_LOWEST: Final = 0.06
_APART: Final = 1.3
"""How much the cosines of the lines of sight at a square's corners may differ."""


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
    """

    position: Floats
    distance: float
    axes: Floats
    half: Floats
    pixel: float


class Scene(NamedTuple):
    """All that a picture is made of: the camera, the air and its light, lamps, maps, and where clouds stand."""

    camera: View
    bent: Bent
    airs: Airs
    lamps: Floats
    ground: Ground
    weather: Weather


@compiled
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


@compiled
def met(
    position: Floats, distance: float, onto: Floats, way: Floats, along: float, impact: float, top: Floats, back: Floats
) -> float:
    """Find where a ray meets the ground: the vertical, and the horizontal direction back to the camera.

    Gives the cosine of the ray's angle from the vertical there.
    """
    sine = min(impact / _LARGER, 1.0)
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


@compiled
def place_of(top: Floats) -> tuple[float, float]:
    """Give the place of a vertical on the maps: turns from 180 deg west, half turns from the north pole."""
    level = math.sqrt(top[0] * top[0] + top[1] * top[1])
    return 0.5 + math.atan2(top[1], top[0]) / (2.0 * math.pi), 0.5 - math.atan2(top[2] * _STRETCH, level) / math.pi


@compiled
def corners(scene: Scene, size: tuple[int, int], rows: tuple[int, int], lit: Floats32, seen: Floats32) -> None:
    """Write how places are lit at corners of squares, shape (n, m, 30), and the cosines of their lines of sight."""
    view, bent = scene.camera, scene.bent
    position, half, axes, onto = view.position, view.half, view.axes, bent.onto
    width, height = size
    way, top, back = np.zeros(3), np.zeros(3), np.zeros(3)
    for row in range(rows[0], min(rows[1], lit.shape[0])):
        y = 1.0 - 2.0 * (row * SIDE) / height
        for column in range(lit.shape[1]):
            ray(half, axes, 2.0 * (column * SIDE) / width - 1.0, y, way)
            along = way[0] * position[0] + way[1] * position[1] + way[2] * position[2]
            impact = math.sqrt(max(view.distance * view.distance - along * along, 0.0))
            if along >= 0.0 or impact >= EQUATOR_KM + bent.least:
                seen[row, column] = -1.0
                continue
            cosine = met(position, view.distance, onto, way, along, impact, top, back)
            seen[row, column] = cosine
            across, down = place_of(top)
            ground_light(scene.airs, bent, scene.lamps, top, back, cosine, lit[row, column])
            weather_at(scene.weather, scene.ground.climate, scene.ground.share, across, down, lit[row, column])


@compiled
def _is_even(seen: Floats32, row: int, column: int) -> bool:
    """Say whether light may be read between the corners of a square."""
    a, b, c, d = seen[row, column], seen[row, column + 1], seen[row + 1, column], seen[row + 1, column + 1]
    least = min(min(a, b), min(c, d))
    return bool(least > _LOWEST and max(max(a, b), max(c, d)) < least * _APART)


@compiled
def pixels(
    scene: Scene,
    rows: tuple[int, int],
    lit: Floats32,
    seen: Floats32,
    light: Floats32,
    through: Floats32,
    tangent: Floats32,
) -> None:
    """Write rows of a picture: `light`, `through`, shape (height, width, 3), and `tangent`, shape (height, width)."""
    view, bent, airs, lamps, ground, weather = scene
    position, half, axes = view.position, view.half, view.axes
    # Arrays taken out of their tuples here, and not in the loop, where each would be counted for every pixel.
    land, land_plan, relief, relief_plan = ground.land.codes, ground.land.plan, ground.relief.codes, ground.relief.plan
    rough, rough_plan, shallows, shallows_plan = (
        ground.rough.codes,
        ground.rough.plan,
        ground.shallows.codes,
        ground.shallows.plan,
    )
    cover, cover_plan, mask = ground.cover.codes, ground.cover.plan, ground.mask
    clouds, clouds_plan, grain, grain_plan = (
        ground.clouds.codes,
        ground.clouds.plan,
        ground.grain.codes,
        ground.grain.plan,
    )
    as_light, as_slope, as_share, deviation = ground.light, ground.slope, ground.share, ground.deviation
    onto = bent.onto
    height, width = tangent.shape
    way, top, back = np.zeros(3), np.zeros(3), np.zeros(3)
    west, east, here = np.zeros(LIT, np.float32), np.zeros(LIT, np.float32), np.zeros(LIT, np.float32)
    for row in range(rows[0], min(rows[1], height)):
        square = row // SIDE
        lower = (row + 0.5) / SIDE - square
        is_even = False
        for column in range(width):
            if column % SIDE == 0:
                is_even = _is_even(seen, square, column // SIDE)
                if is_even:
                    _edges(lit, square, column // SIDE, lower, west, east)
            upright = ray(half, axes, 2.0 * (column + 0.5) / width - 1.0, 1.0 - 2.0 * (row + 0.5) / height, way)
            along = way[0] * position[0] + way[1] * position[1] + way[2] * position[2]
            impact = math.sqrt(max(view.distance * view.distance - along * along, 0.0))
            if along >= 0.0 or impact >= EQUATOR_KM + TOP_KM:
                through[row, column] = 1.0
                tangent[row, column] = (view.distance if along >= 0.0 else impact) - EQUATOR_KM
                continue
            if impact >= EQUATOR_KM + bent.least:
                tangent[row, column] = _limb(scene, way, along, impact, top, light[row, column], through[row, column])
                continue
            tangent[row, column] = impact - EQUATOR_KM - bent.least
            cosine = met(position, view.distance, onto, way, along, impact, top, back)
            across, down = place_of(top)
            if is_even:
                part = (column % SIDE + 0.5) / SIDE
                for q in range(LIT):
                    here[q] = west[q] + part * east[q]
            else:
                ground_light(airs, bent, lamps, top, back, cosine, here)
                weather_at(weather, ground.climate, ground.share, across, down, here)
            foot = (-along - EQUATOR_KM * cosine) * view.pixel * upright / max(cosine, 0.02) ** 0.6
            grains = grained(grain, grain_plan, deviation, level_of(foot, GRAINS), across, down)
            sea = sea_at(
                mask, cover, cover_plan, as_share, level_of(foot, mask.shape[1] * 8.0), across, down, grains[1]
            )
            red, green, blue = 0.0, 0.0, 0.0
            if sea < 1.0:
                red, green, blue = land_colour(
                    land,
                    land_plan,
                    as_light,
                    relief,
                    relief_plan,
                    as_slope,
                    rough,
                    rough_plan,
                    as_share,
                    foot,
                    across,
                    down,
                    grains[1],
                    grains[2],
                )
            shallow = 0.0
            if sea > 0.0:
                shallow = value(shallows, shallows_plan, as_share, level_of(foot, shallows_plan[0, 2]), across, down)
            cloud, side, shade = 0.0, 1.0, 1.0
            if weather.is_cloudy:
                cloud, side, shade = clouded(
                    clouds,
                    clouds_plan,
                    as_share,
                    grain,
                    grain_plan,
                    deviation,
                    here,
                    foot,
                    across,
                    down,
                    grains[0],
                    weather.is_own,
                )
            summed(here, red, green, blue, sea, shallow, grains[1], cloud, side, shade, light, through, row, column)


@compiled
def _edges(lit: Floats32, square: int, k: int, lower: float, west: Floats32, east: Floats32) -> None:
    """Write the light on a row of a square at its left edge, and how it changes to the right one."""
    for q in range(LIT):
        left = lit[square, k, q] + lower * (lit[square + 1, k, q] - lit[square, k, q])
        west[q] = left
        east[q] = lit[square, k + 1, q] + lower * (lit[square + 1, k + 1, q] - lit[square, k + 1, q]) - left


@compiled
def _limb(
    scene: Scene, way: Floats, along: float, impact: float, top: Floats, light: Floats32, through: Floats32
) -> float:
    """Write a pixel whose ray goes through the air and misses the ground; give its lowest height, km."""
    view, bent = scene.camera, scene.bent
    place = (impact - EQUATOR_KM - bent.least) / (TOP_KM - bent.least) * (len(bent.tangent) - 1)
    low = min(int(place), len(bent.tangent) - 2)
    part = place - low
    height = bent.tangent[low] + part * (bent.tangent[low + 1] - bent.tangent[low])
    turned = bent.turned[low] + part * (bent.turned[low + 1] - bent.turned[low])
    for q in range(3):
        up = (view.position[q] - along * way[q]) / impact
        top[q] = up + turned * way[q]
        way[q] -= turned * up
    limb_light(scene.airs, scene.lamps, height, top, way, light)
    for q in range(3):
        through[q] = bent.along[low, q] + part * (bent.along[low + 1, q] - bent.along[low, q])
    return float(height)
