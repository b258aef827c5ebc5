"""What a pixel shows of a place: its colour, the clouds over it, and the light that all of it sends up."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import woven
from cupola.preview.earth.ground import SEA, SHALLOWS, SLOPES, WHITEST, brightness, land_at, wetted
from cupola.preview.earth.kinds import near_cloud
from cupola.preview.earth.pyramid import Codes, Floats32, Places, one_value, value
from cupola.preview.earth.shine import (
    AIR,
    DIRECT,
    GLINT,
    HIGH_AIR,
    HIGH_DIRECT,
    HIGH_SKY,
    KIND,
    SKY,
    SLANT,
    STILL,
    THROUGH,
    TILT,
    WARP,
)

_SEA_GRAIN: Final = 0.07
"""By how much wind in patches changes the glint."""
_THICK_KM: Final = 7.0
"""By how much the thickest clouds rise above the thinnest; confidence low."""
_SHADE_KM: Final = 3.0
"""Height from which shadows fall: the middle of clouds with shapes; confidence low."""
_RELIEF_KM: Final = 2.5
_STEEPEST: Final = 0.45
"""Most that the side of a cloud catches above what it would if it were level, or below."""
_COARSE_KM: Final = 8.0
"""A pixel from which on the map of clouds is fine enough."""
_NEAR_KM: Final = 0.8
_NEAR_THICK_KM: Final = 2.5
_LOW_KM: Final = 1.3
"""How far off, and by how much higher, a cloud's next bump is; and from what height it shades the ground; by eye."""
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
    lit: Floats32,
    across: float,
    down: float,
    grounds: float,
    east: float,
    south: float,
) -> tuple[float, float, float]:
    """Give the land's reflectance, linear sRGB; `level` is that of the map of land, that of relief is twice as fine.

    `grounds`, `east`, `south` are the grain there.
    """
    red, green, blue = land_at(land, land_plan, as_light, level, across, down, grounds, 0.7 * (grounds + 0.5 * east))
    slope = value(relief, relief_plan, as_slope, level + 1.0, across, down)
    tilt = SLOPES * lit[STILL] * (east * lit[TILT] + south * lit[TILT + 1])
    bright = brightness(slope, green, grounds, tilt)
    return min(red * bright, _LIGHTEST), min(green * bright, _LIGHTEST), min(blue * bright, _LIGHTEST)


@woven
def clouded(
    clouds: Codes,
    plan: Places,
    as_share: Floats32,
    squares: Codes,
    squares_plan: Places,
    contrast: Floats32,
    ramps: Floats32,
    lit: Floats32,
    foot: float,
    level: float,
    near_level: float,
    across: float,
    down: float,
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
    copy = min(max(int(level + 0.5), 0), len(plan) - 1)
    reach = _SHADE_KM * lit[SLANT + 2]
    above = wetted(one_value(clouds, plan, as_share, copy, x + lit[SLANT] * reach, y + lit[SLANT + 1] * reach), odds)
    if is_own and foot < _COARSE_KM:
        if cloud <= 0.0 and above <= 0.0:
            return 0.0, 1.0, 1.0
        far, low = max(_NEAR_KM, 1.5 * foot), _LOW_KM * lit[SLANT + 2]
        here, ahead, shading = 0.0, 0.0, 0.0
        for place in range(3):
            off = 0.0 if place == 0 else far if place == 1 else low
            amount = above if place == 2 else cloud
            if amount <= 0.0:
                continue
            found = WHITEST * near_cloud(
                squares,
                squares_plan,
                contrast,
                ramps,
                near_level,
                lit[STILL + 2],
                lit[KIND],
                x + off * lit[SLANT],
                y + off * lit[SLANT + 1],
                amount / WHITEST,
            )
            if place == 0:
                here = found
            elif place == 1:
                ahead = found
            else:
                shading = found
        steep = (here - ahead) * _NEAR_THICK_KM / far * lit[SLANT + 2]
        return here, _side(steep), 1.0 - shading
    far = max(_RELIEF_KM, 1.5 * foot)
    ahead = wetted(one_value(clouds, plan, as_share, copy, x + lit[SLANT] * far, y + lit[SLANT + 1] * far), odds)
    return cloud, _side((cloud - ahead) * _THICK_KM / far * lit[SLANT + 2]), 1.0 - above


@woven
def _side(steep: float) -> float:
    """Give how much more of the Sun a side of a cloud catches than if it were level."""
    return 1.0 + _STEEPEST * steep / (1.0 + abs(steep))


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
