"""Every pixel of the Earth: where its ray goes, how that place is lit, what it shows.

Light changes slowly over the ground, the maps do not: the light of a place is worked out at the corners of squares of
eight pixels and read between them, unless the Earth's edge is near.
"""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled, woven
from cupola.preview.earth.aloft import Sky, sky_light, turned_from
from cupola.preview.earth.bent import Bent, Floats
from cupola.preview.earth.grain import CELLS, ROUND, grained
from cupola.preview.earth.ground import AROUND_KM, Ground, Weather, sea_at, still_at, weather_at
from cupola.preview.earth.place import clouded, land_colour, summed
from cupola.preview.earth.pyramid import Floats32
from cupola.preview.earth.shine import DIRECT, LIT, SKY, STILL, Airs, ground_light, limb_light
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM
from cupola.sky.earth import EQUATOR_KM, FLATTENING

Numbers = NDArray[Any]

SIDE: Final = 8
GRAIN_LEVEL: Final = math.log2(CELLS * ROUND)
"""Of the cells of grain around the equator."""
_LARGER: Final = EQUATOR_KM * (1.0 + REFRACTIVITY)
_STRETCH: Final = 1.0 / (1.0 - FLATTENING)
_LOWEST: Final = 0.06
_APART: Final = 1.3
"""How much the cosines of the lines of sight at a square's corners may differ."""
_SEAM: Final = 0.25
_POLE: Final = 0.49


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
    spots : ndarray, shape (n, 4)
        Takes where those are: turns, half turns; how wide a pixel is there, km; and always the ray's lowest height, km.
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
            spots[k, 3] = lowest
            for q in range(3):
                light[k, q] = 0.0
            sky_light(high, beyond, limb, lamps, turns, along / distance, lowest, light[k], through[k])
        elif along >= 0.0 or impact >= edge:
            for q in range(3):
                through[k, q] = 1.0
            spots[k, 3] = (distance if along >= 0.0 else impact) - EQUATOR_KM
        elif impact >= least:
            place = (impact - least) / (edge - least) * (len(tangent) - 1)
            low = min(int(place), len(tangent) - 2)
            part = place - low
            height = tangent[low] + part * (tangent[low + 1] - tangent[low])
            spots[k, 3] = height
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
            seen[k], spots[k, 0], spots[k, 1], spots[k, 2] = cosine, across, down, foot
            spots[k, 3] = index * impact - least
            ground_light(airs, bent, lamps, turns, top, back, cosine, lit[k])
            weather_at(weather, ground, across, down, lit[k])
            still_at(ground, SIDE * foot, across, down, lit[k])


@compiled
def corners(
    scene: Scene, size: tuple[int, int], rows: tuple[int, int], lit: Floats32, spots: Floats, seen: Floats
) -> None:
    """Follow the rays at the corners of squares: `lit`, shape (n, m, 36), `spots`, (n, m, 4), cosines, (n, m)."""
    light, through = np.empty((lit.shape[1], 3), np.float32), np.empty((lit.shape[1], 3), np.float32)
    for row in range(rows[0], min(rows[1], lit.shape[0])):
        y = 1.0 - 2.0 * (row * SIDE) / size[1]
        look(scene, -1.0, 2.0 * SIDE / size[0], y, lit[row], spots[row], seen[row], light, through)


@woven
def _is_even(seen: Floats, spots: Floats, row: int, column: int) -> bool:
    """Say whether what a square shows may be read between its corners: no edge of the Earth, no seam, no pole."""
    a, b, c, d = seen[row, column], seen[row, column + 1], seen[row + 1, column], seen[row + 1, column + 1]
    least = min(min(a, b), min(c, d))
    if least < _LOWEST or max(max(a, b), max(c, d)) > least * _APART:
        return False
    near = spots[row, column]
    for k in range(1, 4):
        other = spots[row + (k >> 1), column + (k & 1)]
        if abs(other[0] - near[0]) > _SEAM or abs(other[1] - 0.5) > _POLE:
            return False
    return bool(abs(near[1] - 0.5) <= _POLE)


@woven
def _is_empty(seen: Floats, spots: Floats, row: int, column: int, margin: float) -> bool:
    """Say whether a square shows nothing but space: all its corners well above the air."""
    for k in range(4):
        i, j = row + (k >> 1), column + (k & 1)
        if seen[i, j] >= 0.0 or spots[i, j, 3] < margin:
            return False
    return True


@compiled
def pixels(
    scene: Scene,
    rows: tuple[int, int],
    lit: Floats32,
    spots: Floats,
    seen: Floats,
    light: Floats32,
    through: Floats32,
    tangent: Floats32,
) -> None:
    """Write rows of a picture: `light`, `through`, shape (height, width, 3), and `tangent`, shape (height, width)."""
    ground = scene.ground
    # Arrays taken out of their tuples here, and not in the loop, where each would be counted for every pixel.
    land, land_plan, relief, relief_plan = ground.land.codes, ground.land.plan, ground.relief.codes, ground.relief.plan
    cover, cover_plan, mask = ground.cover.codes, ground.cover.plan, ground.mask
    clouds, clouds_plan, grain, grain_plan = (
        ground.clouds.codes,
        ground.clouds.plan,
        ground.grain.codes,
        ground.grain.plan,
    )
    squares, squares_plan, contrast, ramps = ground.squares.codes, ground.squares.plan, ground.contrast, ground.ramps
    as_light, as_slope, as_share, deviation = ground.light, ground.slope, ground.share, ground.deviation
    is_cloudy, is_own = scene.weather.is_cloudy, scene.weather.is_own
    levels = (math.log2(mask.shape[1] * 8.0), math.log2(land_plan[0, 2]), math.log2(clouds_plan[0, 2]))
    margin = TOP_KM + 2.0 * SIDE * scene.camera.pixel * scene.camera.distance
    height, width = tangent.shape
    spot, spot_west, spot_step = np.zeros(4), np.zeros(4), np.zeros(4)
    west, step, here = np.zeros(LIT, np.float32), np.zeros(LIT, np.float32), np.zeros(LIT, np.float32)
    own_lit, own_spots, own_seen = np.zeros((SIDE, LIT), np.float32), np.zeros((SIDE, 4)), np.zeros(SIDE)
    # Square by square, so that what is read of the maps lies close together.
    for square in range(rows[0] // SIDE, -(-min(rows[1], height) // SIDE)):
        for block in range(-(-width // SIDE)):
            first, stop = block * SIDE, min((block + 1) * SIDE, width)
            is_even = _is_even(seen, spots, square, block)
            is_empty = not is_even and _is_empty(seen, spots, square, block, margin)
            for row in range(square * SIDE, min((square + 1) * SIDE, height)):
                lower = (row % SIDE + 0.5) / SIDE
                if is_even:
                    _edges(lit, square, block, lower, west, step)
                if is_even or is_empty:
                    _edges(spots, square, block, lower, spot_west, spot_step)
                else:
                    x, y = 2.0 * (first + 0.5) / width - 1.0, 1.0 - 2.0 * (row + 0.5) / height
                    own = (own_lit, own_spots, own_seen[: stop - first], light[row, first:], through[row, first:])
                    look(scene, x, 2.0 / width, y, *own)
                for column in range(first, stop):
                    if is_empty:
                        through[row, column, 0], through[row, column, 1], through[row, column, 2] = 1.0, 1.0, 1.0
                        tangent[row, column] = spot_west[3] + (column % SIDE + 0.5) / SIDE * spot_step[3]
                        continue
                    if is_even:
                        part = (column % SIDE + 0.5) / SIDE
                        _between(west, step, part, here)
                        _between(spot_west, spot_step, part, spot)
                    else:
                        k = column % SIDE
                        if own_seen[k] < 0.0:
                            tangent[row, column] = own_spots[k, 3]
                            continue
                        here[:], spot[:] = own_lit[k], own_spots[k]
                    tangent[row, column] = spot[3]
                    across, down, fine = spot[0], spot[1], math.log2(max(spot[2], 1e-3) / AROUND_KM)
                    grains = grained(grain, grain_plan, deviation, fine + GRAIN_LEVEL, here[STILL + 2], across, down)
                    sea = 1.0  # where no light falls, it does not matter
                    if here[SKY + 1] + here[DIRECT + 1] > 0.0:
                        sea = sea_at(mask, cover, cover_plan, as_share, fine + levels[0], across, down, grains[0])
                    red, green, blue = 0.0, 0.0, 0.0
                    if sea < 1.0:
                        red, green, blue = land_colour(
                            land,
                            land_plan,
                            as_light,
                            relief,
                            relief_plan,
                            as_slope,
                            fine + levels[1],
                            here,
                            across,
                            down,
                            grains[0],
                            grains[1],
                            grains[2],
                        )
                    cloud, side, shade = 0.0, 1.0, 1.0
                    if is_cloudy:
                        cloud, side, shade = clouded(
                            clouds,
                            clouds_plan,
                            as_share,
                            squares,
                            squares_plan,
                            contrast,
                            ramps,
                            here,
                            spot[2],
                            fine + levels[2],
                            fine + GRAIN_LEVEL,
                            across,
                            down,
                            is_own,
                        )
                    summed(here, red, green, blue, sea, grains[2], cloud, side, shade, light, through, row, column)


@woven
def _edges(corner: Numbers, square: int, k: int, lower: float, west: Numbers, step: Numbers) -> None:
    """Write what stands on a row of a square at its left edge, and how it changes to the right one."""
    for q in range(len(west)):
        left = corner[square, k, q] + lower * (corner[square + 1, k, q] - corner[square, k, q])
        west[q] = left
        step[q] = corner[square, k + 1, q] + lower * (corner[square + 1, k + 1, q] - corner[square, k + 1, q]) - left


@woven
def _between(west: Numbers, step: Numbers, part: float, out: Numbers) -> None:
    """Write what stands a part of the way along such a row."""
    for q in range(len(out)):
        out[q] = west[q] + part * step[q]
