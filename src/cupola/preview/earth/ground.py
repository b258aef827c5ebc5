"""What a place of the Earth is: land, sea and clouds of the maps, with grain where they are too coarse."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cupola.compiled import woven
from cupola.preview.earth.grain import CELLS, ROUND, layout
from cupola.preview.earth.pyramid import Codes, Floats32, Packed, Places, Pyramid, colour, one_value, value
from cupola.preview.earth.shine import KIND, STILL, WARP
from cupola.sky.earth import EQUATOR_KM

AROUND_KM: Final = 2.0 * math.pi * EQUATOR_KM
WHITEST: Final = 0.70
"""Share that the thickest clouds send back (0.7 to 0.8 in visible light; the lower end, as tops are uneven)."""

_LAND: Final = (0.005, 0.28, 0.13, 0.45)
# What deep, clear sea sends back from below, in Rec. 2020 (Morel and Maritorena 2001, 0.1 mg/m3 of chlorophyll;
# rounded), and what its shallows add by the picture's green (estimate, confidence low).
SEA: Final = np.array([0.004, 0.009, 0.026], np.float32)
SHALLOWS: Final = np.array([0.08, 0.42, 0.40], np.float32)

_COLOUR_GRAIN: Final = 0.5
"""By how many cells the colour of a place is fetched from beside it."""
_LAND_GRAIN: Final = 0.05
_FIELD_GRAIN: Final = 0.17
_FIELDS: Final = 0.085
"""What fields reflect of green light; patches of other land differ less. By eye."""
SLOPES: Final = 2.2
"""How steep slopes of grain are where the map's are uneven: the tangent's deviation over that of the map's light."""
PLAIN: Final = 0.02
"""How uneven the map's light is over plains: Kansas, Siberia."""
_COAST_GRAIN: Final = 0.35
_WARP: Final = (0.006, 0.008)
"""How far the sky of a day is bent, in turns and half turns: half a thousand km, never twice alike."""


class Ground(NamedTuple):
    """The maps of `Materials` and `Clouds` and the grain, with what their codes stand for."""

    land: Pyramid
    relief: Pyramid
    rough: Pyramid
    shallows: Pyramid
    cover: Pyramid
    mask: Codes
    clouds: Pyramid
    climate: Pyramid
    kind: Pyramid
    lean: Pyramid
    squares: Packed
    contrast: Floats32
    ramps: Floats32
    grain: Packed
    light: Floats32
    slope: Floats32
    share: Floats32


class Weather(NamedTuple):
    """Where clouds stand at an instant.

    Attributes
    ----------
    drift : float
        Turns eastward that the sky has moved.
    north : float
        Half turns northward that the sky of the tropics has moved, with the Sun.
    phase : float
        How the sky is bent, rad.
    is_cloudy, is_own : bool
        Whether there are any, and whether they are Cupola's: a picture of clouds neither moves nor has grain.
    """

    drift: float
    north: float
    phase: float
    is_cloudy: bool
    is_own: bool


@woven
def map_level(plan: Places) -> float:
    """Give what makes a level of a map's copies of the logarithm of a width in turns."""
    return math.log2(plan[0, 2])


@woven
def mask_level(mask: Codes) -> float:
    """Give the same for the mask's own cells."""
    return math.log2(mask.shape[1] * 8.0)


@woven
def grain_level() -> float:
    """Give the same for the cells of grain, and of the squares of near clouds."""
    return math.log2(CELLS * ROUND)


def reflectance(light: Floats32) -> Floats32:
    """Give the reflectance of land that the Blue Marble shows in a linear light.

    The picture was made for the eye, its dark parts pressed together. The curve meets the desert of Libya 4 (CEOS:
    0.45, 0.34, 0.22 for red, green, blue; found 0.47, 0.34, 0.21), rain forest (0.03, 0.045, 0.02), farmland (0.07,
    0.08, 0.04) and snow (0.84); forest and farmland as satellites see them in general, rounded, confidence medium.
    """
    least, root, straight, square = _LAND
    found: Floats32 = (least + root * np.sqrt(light) + straight * light + square * light**2).astype(np.float32)
    return found


@woven
def weather_at(weather: Weather, ground: Ground, across: float, down: float, out: Floats32) -> None:
    """Write where in the map the clouds of a place are, how much more of them there are, and of which kind."""
    if not weather.is_own:
        out[WARP], out[WARP + 1], out[WARP + 2], out[KIND] = 0.0, 0.0, 1.0, 0.0
        return
    climate, kind, lean, share = ground.climate, ground.kind, ground.lean, ground.share
    turn, wave = 2.0 * math.pi * across, math.sin(math.pi * down)
    out[WARP] = _WARP[0] * wave * math.sin(3.0 * turn + 9.0 * down + weather.phase) - weather.drift
    bend = _WARP[1] * wave * math.sin(2.0 * turn - 7.0 * down + 1.7 * weather.phase)
    out[WARP + 1] = bend + weather.north * wave**4
    # odds of the share: 1 leaves it, less clears the sky
    odds = value(climate.codes, climate.plan, share, 0.0, across, down)
    out[WARP + 2] = odds / (1.0 - min(odds, 0.95))
    usual = value(kind.codes, kind.plan, share, 0.0, across + out[WARP], down + out[WARP + 1])
    here = 3.0 * usual + 6.0 * value(lean.codes, lean.plan, share, 0.0, across, down) - 3.0
    out[KIND] = min(max(here, 0.0), 3.0)


@woven
def wetted(cloud: float, odds: float) -> float:
    """Give the share that clouds send back where the climate has more or fewer than their map."""
    share = cloud / WHITEST
    return WHITEST * share * odds / (1.0 + share * (odds - 1.0))


@woven
def sea_at(
    mask: Codes, codes: Codes, plan: Places, share: Floats32, level: float, across: float, down: float, grain: float
) -> float:
    """Give the share of sea at a place; `level` counts from the mask's own cells, `codes` begin two levels above.

    Nearby, the mask's steps are rounded to a smooth line that grain makes a coast of.
    """
    if level >= 2.0:
        return value(codes, plan, share, level - 2.0, across, down)
    around = one_value(codes, plan, share, 1, across, down)
    if around <= 0.0 or around >= 1.0:
        return around
    fine = smooth_bits(mask, across, down)
    steep = min(max(math.exp2(0.5 - level), 1.0), 6.0)
    wander = _COAST_GRAIN * grain * (1.0 - abs(2.0 * fine - 1.0)) if level < 0.0 else 0.0
    fine = min(max((fine - 0.5 + wander) * steep + 0.5, 0.0), 1.0)
    if level <= 1.0:
        return fine
    coarse = value(codes, plan, share, 0.0, across, down)
    return fine + (coarse - fine) * (level - 1.0)


@woven
def smooth_bits(mask: Codes, across: float, down: float) -> float:
    """Give the mask at a place as a quadratic spline: a mean of nine cells, without corners."""
    rows, columns = mask.shape[0], mask.shape[1] * 8
    x, y = (across - math.floor(across)) * columns, min(max(down, 0.0), 1.0) * rows
    middle, centre = int(x), min(int(y), rows - 1)
    p, q = x - middle, y - centre
    found: float = 0.0
    for a in range(3):
        row = min(max(centre + a - 1, 0), rows - 1)
        line = 0
        for b in range(3):
            column = (middle + b - 1) % columns
            line |= ((int(mask[row, column >> 3]) >> (7 - (column & 7))) & 1) << b
        if line:
            part = (line & 1) * 0.5 * (1.0 - p) ** 2 + (line >> 1 & 1) * (0.75 - (p - 0.5) ** 2)
            part += (line >> 2) * 0.5 * p**2
            weight = 0.5 * (1.0 - q) ** 2 if a == 0 else 0.75 - (q - 0.5) ** 2 if a == 1 else 0.5 * q**2
            found += part * weight
    return found


@woven
def land_at(
    land: Codes,
    land_plan: Places,
    light: Floats32,
    level: float,
    across: float,
    down: float,
    grounds: float,
    way: float,
) -> tuple[float, float, float]:
    """Give the colour of the map of land at a place, linear sRGB, its cells broken up by grain where they are seen.

    By `grounds`, and by `way` the other way, the colour is fetched from beside: a patch has that of a place about it.
    """
    cell = _COLOUR_GRAIN * min(max(1.0 - level, 0.0), 1.0) / land_plan[0, 2]
    return colour(land, land_plan, light, level, across + cell * grounds, down + 2.0 * cell * way)


@woven
def brightness(relief: float, green: float, grounds: float, tilt: float) -> float:
    """Give by how much land is lighter than its colour.

    Parameters
    ----------
    relief : float
        By what the map of slopes has.
    green : float
        What it reflects of green light: fields and savannah differ more from patch to patch than forest and desert.
    grounds : float
        The grain of grounds, deviations.
    tilt : float
        How much more light falls on the slopes of the place than on level ground.
    """
    patches = _LAND_GRAIN + _FIELD_GRAIN * min(green / _FIELDS, _FIELDS / max(green, 1e-3)) ** 2
    return max(relief * (1.0 + patches * grounds) * (1.0 + tilt), 0.15)


@woven
def still_at(ground: Ground, foot: float, across: float, down: float, out: Floats32) -> None:
    """Write what of the maps changes slowly into `out[30:]`, for an area `foot` km wide."""
    level = math.log2(max(foot, 1e-3) / AROUND_KM)
    rough, shallows = ground.rough, ground.shallows
    out[STILL] = value(rough.codes, rough.plan, ground.share, level + math.log2(rough.plan[0, 2]), across, down)
    out[STILL + 1] = value(
        shallows.codes, shallows.plan, ground.share, level + math.log2(shallows.plan[0, 2]), across, down
    )
    out[STILL + 2] = layout(down)
