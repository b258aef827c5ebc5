"""What the pixels of a run of squares show: sea or land, the clouds over it, and the light that all of it sends up."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import compiled, lent, woven
from cupola.preview.earth.bent import Floats
from cupola.preview.earth.grain import grained
from cupola.preview.earth.ground import (
    PLAIN,
    SEA,
    SHALLOWS,
    SLOPES,
    Ground,
    brightness,
    grain_level,
    land_at,
    map_level,
    mask_level,
    sea_at,
)
from cupola.preview.earth.kernel import ACROSS, DOWN, FINE, LOW, SIDE, Corners, Scene
from cupola.preview.earth.overcast import CLOUD, SHADE, SIDEWAYS, overcast
from cupola.preview.earth.pyramid import Codes, Floats32, Places, one_value, value
from cupola.preview.earth.shine import AIR, DIRECT, GLINT, HIGH_AIR, HIGH_DIRECT, HIGH_SKY, SKY, STILL, THROUGH, TILT
from cupola.preview.earth.squares import EMPTY, EVEN, PIXELS, SQUARES, Run, empty_run, fill

_SEA_GRAIN: Final = 0.07
"""By how much wind in patches changes the glint."""
_MOST: Final = 0.95
_PROBES: Final = 3
"""Along a side of a square, to see whether there is a coast in it."""
# linear sRGB to Rec. 2020 (ITU-R BT.2087)
_WIDER: Final = ((0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956))


@compiled
def pixels(
    scene: Scene, rows: tuple[int, int], corners: Corners, light: Floats32, through: Floats32, tangent: Floats32
) -> None:
    """Write rows of a picture: `light`, `through`, shape (height, width, 3), and `tangent`, shape (height, width)."""
    height, width = tangent.shape
    ground, weather, run = scene.ground, scene.weather, empty_run()
    count = SQUARES * PIXELS
    grains, lands = np.empty((count, 3), np.float32), np.empty((count, 3), np.float32)
    seas, clouds = np.empty(count, np.float32), np.empty((count, 3), np.float32)
    clouds[:, CLOUD], clouds[:, SIDEWAYS], clouds[:, SHADE] = 0.0, 1.0, 1.0
    for square in range(rows[0] // SIDE, -(-min(rows[1], height) // SIDE)):
        for first in range(0, -(-width // SIDE), SQUARES):
            fill(scene, (width, height), corners, square, first, run)
            _grains(ground, run, grains)
            _seas(ground, corners, (square, first), run, grains, seas)
            _lands(ground, run, grains, seas, lands)
            if weather.is_cloudy:
                overcast(ground, weather.is_own, corners, (square, first), run, clouds)
            _show((square, first), run, grains, seas, lands, clouds, light, through, tangent)


@lent
def _grains(ground: Ground, run: Run, found: Floats32) -> None:
    """Write the fields of grain at all pixels, shape (512, 3); none where no light falls."""
    codes, plan, lit, spots, seen = ground.grain.codes, ground.grain.plan, run.lit, run.spots, run.seen
    level = grain_level()
    for k in range(SQUARES):
        if run.kinds[k] == EMPTY:
            continue
        for p in range(k * PIXELS, (k + 1) * PIXELS):
            found[p, 0], found[p, 1], found[p, 2] = 0.0, 0.0, 0.0
            if seen[p] >= 0.0 and lit[p, SKY + 1] + lit[p, DIRECT + 1] > 0.0:
                fields = grained(
                    codes, plan, spots[p, FINE] + level, lit[p, STILL + 2], spots[p, ACROSS], spots[p, DOWN]
                )
                found[p, 0], found[p, 1], found[p, 2] = fields


@lent
def _seas(
    ground: Ground, corners: Corners, place: tuple[int, int], run: Run, grains: Floats32, found: Floats32
) -> None:
    """Write the share of sea at all pixels, shape (512,); 1 where no light falls, as there it does not matter."""
    mask, codes, plan, share = ground.mask, ground.cover.codes, ground.cover.plan, ground.share
    lit, spots, seen, level = run.lit, run.spots, run.seen, mask_level(ground.mask)
    for k in range(SQUARES):
        if run.kinds[k] == EMPTY:
            continue
        all_of_it = -1.0
        if run.kinds[k] == EVEN:
            all_of_it = _all_of_it(codes, plan, share, level, corners.spots, place[0], place[1] + k)
        for p in range(k * PIXELS, (k + 1) * PIXELS):
            if seen[p] < 0.0:
                continue
            if all_of_it >= 0.0:
                found[p] = all_of_it
            elif lit[p, SKY + 1] + lit[p, DIRECT + 1] > 0.0:
                found[p] = sea_at(
                    mask, codes, plan, share, spots[p, FINE] + level, spots[p, ACROSS], spots[p, DOWN], grains[p, 0]
                )
            else:
                found[p] = 1.0


@woven
def _all_of_it(
    codes: Codes, plan: Places, share: Floats32, level: float, spots: Floats, row: int, column: int
) -> float:
    """Give the share of sea in a square without a coast, -1 if there may be one.

    A square less wide than the cells in which `sea_at` looks for a coast shows it at one of a few places.
    """
    a, b = spots[row, column], spots[row, column + 1]
    c, d = spots[row + 1, column], spots[row + 1, column + 1]
    found = one_value(codes, plan, share, 1, a[ACROSS], a[DOWN])
    if (found > 0.0 and found < 1.0) or max(max(a[FINE], b[FINE]), max(c[FINE], d[FINE])) + level > 0.0:
        return -1.0
    for i in range(_PROBES):
        for j in range(_PROBES):
            lower, right = i / (_PROBES - 1), j / (_PROBES - 1)
            p, q, r, s = (1.0 - lower) * (1.0 - right), (1.0 - lower) * right, lower * (1.0 - right), lower * right
            across = p * a[ACROSS] + q * b[ACROSS] + r * c[ACROSS] + s * d[ACROSS]
            down = p * a[DOWN] + q * b[DOWN] + r * c[DOWN] + s * d[DOWN]
            if one_value(codes, plan, share, 1, across, down) != found:
                return -1.0
    return found


@lent
def _lands(ground: Ground, run: Run, grains: Floats32, seas: Floats32, found: Floats32) -> None:
    """Write what land sends back where there is any, Rec. 2020, shape (512, 3)."""
    codes, plan, light = ground.land.codes, ground.land.plan, ground.light
    relief, relief_plan, slope = ground.relief.codes, ground.relief.plan, ground.slope
    lit, spots, seen, level = run.lit, run.spots, run.seen, map_level(ground.land.plan)
    for k in range(SQUARES):
        if run.kinds[k] == EMPTY:
            continue
        for p in range(k * PIXELS, (k + 1) * PIXELS):
            if seen[p] < 0.0 or seas[p] >= 1.0:
                continue
            at, across, down = spots[p, FINE] + level, spots[p, ACROSS], spots[p, DOWN]
            grounds, east, south = grains[p, 0], grains[p, 1], grains[p, 2]
            way = 0.7 * (grounds + 0.5 * east)
            red, green, blue = land_at(codes, plan, light, at, across, down, grounds, way)
            # the map of relief is twice as fine
            steep = value(relief, relief_plan, slope, at + 1.0, across, down)
            tilt = SLOPES * max(lit[p, STILL] - PLAIN, 0.0) * (east * lit[p, TILT] + south * lit[p, TILT + 1])
            bright = brightness(steep, green, grounds, tilt)
            red, green, blue = min(red * bright, _MOST), min(green * bright, _MOST), min(blue * bright, _MOST)
            for q in range(3):
                found[p, q] = _WIDER[q][0] * red + _WIDER[q][1] * green + _WIDER[q][2] * blue


@lent
def _show(
    place: tuple[int, int], run: Run, grains: Floats32, seas: Floats32, lands: Floats32, clouds: Floats32,
    light: Floats32, through: Floats32, tangent: Floats32,
) -> None:  # fmt: skip
    """Write a run into the picture."""
    height, width = tangent.shape
    for k in range(SQUARES):
        top, left = place[0] * SIDE, (place[1] + k) * SIDE
        for row in range(top, min(top + SIDE, height)):
            for column in range(left, min(left + SIDE, width)):
                p = k * PIXELS + (row - top) * SIDE + column - left
                tangent[row, column] = run.spots[p, LOW]
                if run.kinds[k] == EMPTY:
                    through[row, column, 0], through[row, column, 1], through[row, column, 2] = 1.0, 1.0, 1.0
                elif run.seen[p] < 0.0:
                    for q in range(3):
                        light[row, column, q], through[row, column, q] = run.light[p, q], run.through[p, q]
                else:
                    at = (grains[p, 2], seas[p], clouds[p, CLOUD], clouds[p, SIDEWAYS], clouds[p, SHADE])
                    _sum(run.lit[p], lands[p], at, light[row, column], through[row, column])


@woven
def _sum(lit: Floats32, land: Floats32, at: tuple[float, ...], light: Floats32, through: Floats32) -> None:
    """Write the light of a pixel of ground, and the share of the ground's own that it shows."""
    wind, sea, cloud, side, shade = at
    one = np.float32(1.0)
    glint = sea * max(one + np.float32(_SEA_GRAIN) * wind, np.float32(0.2)) * shade
    for q in range(3):
        matter = (SEA[q] + SHALLOWS[q] * lit[STILL + 1]) * sea
        if sea < one:
            matter += land[q] * (one - sea)
        below = lit[AIR + q] + matter * (lit[SKY + q] + lit[DIRECT + q] * shade) + glint * lit[GLINT + q]
        above = lit[HIGH_AIR + q] + lit[HIGH_SKY + q] + lit[HIGH_DIRECT + q] * side
        light[q] = below + (above - below) * cloud
        through[q] = lit[THROUGH + q] * (one - cloud)
