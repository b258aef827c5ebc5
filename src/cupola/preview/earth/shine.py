"""How Sun and Moon light a place of the Earth, and what of it comes up through the air: read from the tables."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cupola.compiled import compiled, woven
from cupola.preview import colour
from cupola.preview.earth.bent import Bent, Floats
from cupola.preview.earth.pyramid import Floats32, fixed
from cupola.sky.airlight import AirTables
from cupola.sky.airlight.kernel import LOWEST_SUN, sun_place
from cupola.sky.airlight.views import azimuth_place, tangent_place, view_place
from cupola.sky.earth import EQUATOR_KM

# Where things stand in the row that says how a place is lit. Colours take three.
AIR: Final = 0
"""Light of the air before ground at sea level."""
HIGH_AIR: Final = 3
"""Before clouds."""
SKY: Final = 6
"""White ground lit by the sky, seen through the air."""
DIRECT: Final = 9
"""Level white ground lit by Sun and Moon."""
HIGH_SKY: Final = 12
"""White clouds lit by the sky."""
HIGH_DIRECT: Final = 15
"""White clouds lit by Sun and Moon."""
GLINT: Final = 18
"""What the sea mirrors, of Sun, Moon and sky."""
THROUGH: Final = 21
"""Share of light from the ground that comes through the air."""
SLANT: Final = 24
"""How far, in turns and half turns of the map, a shadow falls by km of height, and the cotangent of the elevation."""
TILT: Final = 27
"""By how much ground that falls to the east, and to the south, is lighter than level ground, by its slope."""
WARP: Final = 29
"""How far the clouds are fetched from beside, and how much more of them there are: `weather_at`."""
STILL: Final = 32
"""What of the maps changes slowly: how uneven the land is, how light the sea's ground, how the grain is laid out."""
KIND: Final = 35
"""Which kind of clouds there are: an index of `kinds.KINDS`, and between two of them."""
LIT: Final = 36

WIND: Final = 6.0
"""Over the sea, m/s: about the mean of all oceans (Monahan 2006: 6.6); it sets the width of the glint."""
ROUGH: Final = 0.18
"""How far light from beside finds the sides of clouds: heights over widths of their tops; confidence low."""
LONGEST: Final = 10.0
"""The cotangent of the lowest Sun that still throws shadows apart."""
STEEPEST: Final = 2.0
"""The same of the lowest Sun that lights slopes more than level ground: lower, they shade one another."""
_MIRROR: Final = 0.02
"""What water reflects of light from above (refractive index 1.33)."""
_DARKEST: Final = 1e-9


class Airs(NamedTuple):
    """The tables of the air's light in linear Rec. 2020; axes as in `AirTables`.

    For a camera within the air they are those of its height, as `aloft` gives them.
    """

    limb: Floats32
    ground: Floats32
    shaded: Floats32
    lit: Floats32

    @classmethod
    def of(cls, tables: AirTables) -> Airs:
        """Turn the tables from XYZ."""
        arrays = (tables.limb, tables.ground, tables.shaded, tables.lit)
        limb, ground, shaded, lit = (fixed(colour.of_xyz(one).astype(np.float32)) for one in arrays)
        return cls(limb, ground, shaded, lit)


@woven
def limb_light(limb: Floats32, lamps: Floats, height: float, top: Floats, way: Floats, out: Floats32) -> None:
    """Add the light of the air along a ray that misses the ground.

    Parameters
    ----------
    limb : ndarray, shape (n, m, l, 3)
        Of `Airs`.
    lamps : ndarray, shape (n, 6)
        Direction of each lamp and how bright it is in each primary, as a share of the Sun at 1 au.
    height : float
        Of the ray's lowest point, km.
    top, way : ndarray, shape (3,)
        The vertical there, and the ray's direction.
    """
    i = tangent_place(height) * (limb.shape[0] - 1)
    for lamp in range(len(lamps)):
        raised = lamps[lamp, 0] * top[0] + lamps[lamp, 1] * top[1] + lamps[lamp, 2] * top[2]
        elevation = math.degrees(math.asin(min(1.0, max(-1.0, raised))))
        if lamps[lamp, 4] <= 0.0 or elevation <= LOWEST_SUN:
            continue
        ahead = lamps[lamp, 0] * way[0] + lamps[lamp, 1] * way[1] + lamps[lamp, 2] * way[2]
        azimuth = math.acos(min(1.0, max(-1.0, ahead / math.sqrt(max(1.0 - raised * raised, 1e-12)))))
        j = sun_place(elevation) * (limb.shape[1] - 1)
        k = azimuth_place(azimuth) * (limb.shape[2] - 1)
        three(limb, i, j, k, lamps, lamp, out, 0)


@woven
def three(
    table: Floats32, x: float, y: float, z: float, lamps: Floats, lamp: int, out: Floats32, first: int
) -> None:  # fmt: skip
    """Add what a table of shape (n, m, l, 3) has at a place, in a lamp's colour, to what begins at `first`."""
    i, j, k = min(int(x), table.shape[0] - 2), min(int(y), table.shape[1] - 2), min(int(z), table.shape[2] - 2)
    u, v, w = x - i, y - j, z - k
    for a in range(2):
        for b in range(2):
            share = (u if a else 1.0 - u) * (v if b else 1.0 - v)
            near, far = np.float32(share * (1.0 - w)), np.float32(share * w)
            for q in range(3):
                found = near * table[i + a, j + b, k, q] + far * table[i + a, j + b, k + 1, q]
                out[first + q] += np.float32(max(found, 0.0) * lamps[lamp, 3 + q])


@woven
def _two(
    table: Floats32, x: float, y: float, weight: float, lamps: Floats, lamp: int, out: Floats32, first: int
) -> None:  # fmt: skip
    """Add what a table of shape (n, m, 3) has at a place."""
    i, j = min(int(x), table.shape[0] - 2), min(int(y), table.shape[1] - 2)
    u, v = x - i, y - j
    for q in range(3):
        near = table[i, j, q] * (1.0 - v) + table[i, j + 1, q] * v
        far = table[i + 1, j, q] * (1.0 - v) + table[i + 1, j + 1, q] * v
        out[first + q] += np.float32(max(near * (1.0 - u) + far * u, 0.0) * weight * lamps[lamp, 3 + q])


@compiled
def mirrored(raised: float, seen: float, between: float) -> float:
    """Give how much brighter than level white ground the sea is in the glint: Cox and Munk (1954), without wind's way.

    Parameters
    ----------
    raised, seen : float
        Sines of the elevations of the lamp and of whoever looks.
    between : float
        The cosine of the angle between both.
    """
    both = math.sqrt(max(2.0 + 2.0 * between, 1e-9))
    tilt, half = (raised + seen) / both, both / 2.0
    square = tilt * tilt
    width = 0.003 + 0.00512 * WIND
    facets = math.exp(-(1.0 - square) / (square * width)) / (math.pi * width)
    mirror = _MIRROR + (1.0 - _MIRROR) * (1.0 - half) ** 5
    return mirror * facets * math.pi / (4.0 * max(seen, 0.05) * max(raised, 0.05) * square * square)


@compiled
def ground_light(
    airs: Airs, bent: Bent, lamps: Floats, turns: Floats, top: Floats, back: Floats, cosine: float, out: Floats32
) -> None:
    """Write how a place is lit, the first 29 of `out`: see the names at the head of this module.

    Parameters
    ----------
    turns : ndarray, shape (lamps,)
        For a camera within the air the places of the lamps' azimuths from the line of sight; below 0 for one in space.
    top, back : ndarray, shape (3,)
        The vertical, and the horizontal direction towards whoever looks.
    cosine : float
        Of the angle of the line of sight from the vertical.
    """
    out[:WARP] = 0.0
    i = view_place(cosine) * (airs.ground.shape[1] - 1)
    aside = math.sqrt(max(1.0 - cosine * cosine, 0.0))
    brightest = _DARKEST
    for lamp in range(len(lamps)):
        raised = lamps[lamp, 0] * top[0] + lamps[lamp, 1] * top[1] + lamps[lamp, 2] * top[2]
        elevation = math.degrees(math.asin(min(1.0, max(-1.0, raised))))
        if lamps[lamp, 4] <= 0.0 or elevation <= LOWEST_SUN:
            continue
        level = math.sqrt(max(1.0 - raised * raised, 1e-12))
        ahead = lamps[lamp, 0] * back[0] + lamps[lamp, 1] * back[1] + lamps[lamp, 2] * back[2]
        azimuth = math.acos(min(1.0, max(-1.0, ahead / level)))
        j = sun_place(elevation) * (airs.lit.shape[2] - 1)
        x, y = (j, azimuth / math.pi) if turns[lamp] < 0.0 else (float(lamp), turns[lamp])
        for high in range(2):
            three(airs.ground[high], i, x, y * (airs.ground.shape[3] - 1), lamps, lamp, out, AIR + 3 * high)
            _two(airs.shaded[high], i, j, 1.0, lamps, lamp, out, HIGH_SKY if high else SKY)
        level_light = max(raised, 0.0)
        _two(airs.lit[0], i, j, level_light, lamps, lamp, out, DIRECT)
        # sides of clouds catch light that comes from beside, or from a little below
        sided = 0.5 * (raised + math.sqrt(raised * raised + ROUGH * ROUGH))
        _two(airs.lit[1], i, j, sided, lamps, lamp, out, HIGH_DIRECT)
        if raised > 0.0:
            between = raised * cosine + ahead * aside
            _two(airs.lit[0], i, j, raised * mirrored(raised, cosine, between), lamps, lamp, out, GLINT)
        if lamps[lamp, 4] * (raised + 0.1) > brightest:
            brightest = lamps[lamp, 4] * (raised + 0.1)
            _slant(lamps[lamp], top, raised, level, out)
    mirror = _MIRROR + (1.0 - _MIRROR) * (1.0 - max(cosine, 0.15)) ** 5
    place = math.sqrt(min(max(cosine, 0.0), 1.0)) * (bent.up.shape[1] - 1)
    low = min(int(place), bent.up.shape[1] - 2)
    for q in range(3):
        out[GLINT + q] += np.float32(mirror * out[SKY + q])
        out[THROUGH + q] = bent.up[0, low, q] + np.float32(place - low) * (bent.up[0, low + 1, q] - bent.up[0, low, q])


@compiled
def _slant(lamp: Floats, top: Floats, raised: float, level: float, out: Floats32) -> None:
    """Write where shadows fall from: towards the lamp, by km of height."""
    around = max(math.sqrt(top[0] * top[0] + top[1] * top[1]), 1e-4)
    east = (lamp[1] * top[0] - lamp[0] * top[1]) / (around * level)
    north = (lamp[2] - raised * top[2]) / (around * level)
    cotangent = min(level / max(raised, 1e-3), LONGEST)
    out[SLANT] = np.float32(east / (around * 2.0 * math.pi * EQUATOR_KM))
    out[SLANT + 1] = np.float32(-north / (math.pi * EQUATOR_KM))
    out[SLANT + 2] = np.float32(cotangent)
    cotangent = min(cotangent, STEEPEST)
    out[TILT], out[TILT + 1] = np.float32(east * cotangent), np.float32(-north * cotangent)
