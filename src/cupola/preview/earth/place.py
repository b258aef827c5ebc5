"""What a pixel shows of a place: its colour, the clouds over it, and the light that all of it sends up."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import woven
from cupola.preview.earth.grain import cloud_grain
from cupola.preview.earth.ground import (
    SEA,
    SHALLOWS,
    brightness,
    broken,
    land_at,
    wetted,
)
from cupola.preview.earth.pyramid import Codes, Floats32, Places, one_value, value
from cupola.preview.earth.shine import (
    AIR,
    DIRECT,
    GLINT,
    HIGH_AIR,
    HIGH_DIRECT,
    HIGH_SKY,
    SKY,
    SLANT,
    STILL,
    THROUGH,
    WARP,
)

_SEA_GRAIN: Final = 0.18
"""By how much wind in patches changes the glint."""
_THICK_KM: Final = 7.0
"""By how much the thickest clouds rise above the thinnest; confidence low."""
_SHADE_KM: Final = 3.0
"""Height from which shadows fall: the middle of clouds with shapes; confidence low."""
_RELIEF_KM: Final = 2.5
_STEEPEST: Final = 0.45
"""Most that the side of a cloud catches above what it would if it were level, or below."""
_FINE_KM: Final = 1.5
_LIGHTEST: Final = 0.95


@woven
def land_colour(
    land: Codes,
    land_plan: Places,
    as_light: Floats32,
    relief: Codes,
    relief_plan: Places,
    as_slope: Floats32,
    level: float,
    rough: float,
    across: float,
    down: float,
    colours: float,
    slopes: float,
) -> tuple[float, float, float]:
    """Give the land's reflectance, linear sRGB; `level` is that of the map of land, that of relief is twice as fine."""
    red, green, blue = land_at(land, land_plan, as_light, level, across, down, colours, slopes)
    slope = value(relief, relief_plan, as_slope, level + 1.0, across, down)
    bright = brightness(slope, rough, colours, slopes)
    return min(red * bright, _LIGHTEST), min(green * bright, _LIGHTEST), min(blue * bright, _LIGHTEST)


@woven
def clouded(
    clouds: Codes,
    plan: Places,
    as_share: Floats32,
    grain: Codes,
    grain_plan: Places,
    deviation: Floats32,
    lit: Floats32,
    foot: float,
    level: float,
    grain_level: float,
    across: float,
    down: float,
    grain_here: float,
    is_own: bool,
) -> tuple[float, float, float]:
    """Give the clouds over a place.

    Returns
    -------
    cloud : float
        Share of light that they send back.
    side : float
        How much more of the Sun they catch than if they were level.
    shade : float
        Share of the Sun that other clouds leave for the ground.
    """
    x, y, odds = across + lit[WARP], down + lit[WARP + 1], lit[WARP + 2]
    cloud = wetted(value(clouds, plan, as_share, level, x, y), odds)
    far = max(_RELIEF_KM, 1.5 * foot)
    copy = min(max(int(level + 0.5), 0), len(plan) - 1)
    ahead = wetted(one_value(clouds, plan, as_share, copy, x + lit[SLANT] * far, y + lit[SLANT + 1] * far), odds)
    if is_own:
        cloud = broken(cloud, grain_here)
        if foot < _FINE_KM and ahead > 0.0:
            u, v = across + 0.4 * lit[SLANT] * far, down + 0.4 * lit[SLANT + 1] * far
            ahead = broken(ahead, cloud_grain(grain, grain_plan, deviation, grain_level, lit[STILL + 2], u, v))
    steep = (cloud - ahead) * _THICK_KM / far * lit[SLANT + 2]
    side = 1.0 + _STEEPEST * steep / (1.0 + abs(steep))
    reach = _SHADE_KM * lit[SLANT + 2]
    above = one_value(clouds, plan, as_share, copy, x + lit[SLANT] * reach, y + lit[SLANT + 1] * reach)
    return cloud, side, 1.0 - wetted(above, odds)


@woven
def summed(
    lit: Floats32,
    red: float,
    green: float,
    blue: float,
    sea: float,
    wind: float,
    cloud: float,
    side: float,
    shade: float,
    light: Floats32,
    through: Floats32,
    row: int,
    column: int,
) -> None:
    """Write the light of a pixel, and the share of the ground's own that it shows."""
    glint = sea * max(1.0 + _SEA_GRAIN * wind, 0.2) * shade
    # linear sRGB to Rec. 2020 (ITU-R BT.2087)
    lands = (
        0.6274 * red + 0.3293 * green + 0.0433 * blue,
        0.0691 * red + 0.9195 * green + 0.0114 * blue,
        0.0164 * red + 0.0880 * green + 0.8956 * blue,
    )
    for q in range(3):
        matter = lands[q] * (1.0 - sea) + (SEA[q] + SHALLOWS[q] * lit[STILL + 1]) * sea
        below = lit[AIR + q] + matter * (lit[SKY + q] + lit[DIRECT + q] * shade) + glint * lit[GLINT + q]
        above = lit[HIGH_AIR + q] + lit[HIGH_SKY + q] + lit[HIGH_DIRECT + q] * side
        light[row, column, q] = np.float32(below * (1.0 - cloud) + above * cloud)
        through[row, column, q] = np.float32(lit[THROUGH + q] * (1.0 - cloud))
