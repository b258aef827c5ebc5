"""The Earth's air for a camera within it: tables of its light and of its rays for one height and the lamps of then."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from cupola.compiled import woven
from cupola.preview import colour
from cupola.preview.earth.bent import Bent, Floats, colours, onto_ground
from cupola.preview.earth.pyramid import Floats32, fixed
from cupola.preview.earth.shine import Airs, three
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.airlight.views import azimuth_place, view_at
from cupola.sky.airlight.within import LEAST_KM, AirWithin, sky_place
from cupola.sky.atmosphere import TOP_KM

_SPACE: Final = 1e6


class Sky(NamedTuple):
    """The sky about a camera within the air.

    Attributes
    ----------
    height : float
        Of the camera, km; far above the air for a camera in space.
    passed : ndarray, shape (views, 3)
        What the air leaves of light from space by line of sight, as `within.sky_at` has it, in Rec. 2020.
    """

    height: float
    passed: Floats32


def space() -> Sky:
    """Give what a camera above the air has for its sky."""
    return Sky(_SPACE, fixed(np.ones((2, 3), np.float32)))


def aloft(within: AirWithin, bent: Bent, height: float, lamps: Floats, up: Floats) -> tuple[Airs, Bent, Sky]:
    """Give the light of the air, its rays, and the sky for a camera at a height.

    Parameters
    ----------
    within : AirWithin
        What all heights share.
    bent : Bent
        Rays through the whole air.
    height : float
        Above the ground, km.
    lamps : ndarray, shape (2, 6)
        Direction and brightness of Sun and Moon.
    up : ndarray, shape (3,)
        Straight up.
    """
    high = max(height, LEAST_KM)
    found = within.around(high, np.clip(lamps[:, :3] @ up, -1.0, 1.0))
    tables = (found.sky, found.below, found.shaded, found.lit)
    airs = Airs(*(fixed(colour.of_xyz(one).astype(np.float32)) for one in tables))
    rays = bent._replace(onto=fixed(onto_ground(min(high, TOP_KM))), up=fixed(_upward(found.passed, bent)))
    return airs, rays, Sky(high, fixed(colours(found.beyond).astype(np.float32)))


def _upward(passed: Floats, bent: Bent) -> Floats32:
    """Give what is left of light from ground and clouds, shape (2, n, 3), on the axis of `Bent.up`."""
    rise = np.array([view_at(k / (passed.shape[1] - 1)) for k in range(passed.shape[1])])
    wanted = np.linspace(0.0, 1.0, bent.up.shape[1]) ** 2
    left = colours(passed)
    found = [[np.interp(wanted, rise, ground[:, q]) for q in range(3)] for ground in left]
    return np.array(found, np.float32).transpose(0, 2, 1).copy()


@woven
def turned_from(lamps: Floats, up: Floats, way: Floats, rise: float, turns: Floats) -> None:
    """Write the places, shape (lamps,), of the lamps' azimuths from a line of sight on their axis.

    Parameters
    ----------
    up, way : ndarray, shape (3,)
        Straight up, and the line of sight.
    rise : float
        The cosine of the angle between both.
    """
    level = math.sqrt(max(1.0 - rise * rise, 1e-12))
    for lamp in range(len(turns)):
        raised = lamps[lamp, 0] * up[0] + lamps[lamp, 1] * up[1] + lamps[lamp, 2] * up[2]
        ahead = lamps[lamp, 0] * way[0] + lamps[lamp, 1] * way[1] + lamps[lamp, 2] * way[2] - raised * rise
        aside = math.sqrt(max(1.0 - raised * raised, 1e-12))
        turns[lamp] = azimuth_place(math.acos(min(max(ahead / (level * aside), -1.0), 1.0)))


@woven
def sky_light(
    height: float, passed: Floats32, light: Floats32, lamps: Floats, turns: Floats, rise: float, lowest: float,
    out: Floats32, through: Floats32,
) -> None:  # fmt: skip
    """Add the light of the sky along a ray, and write what is left of light from space.

    Parameters
    ----------
    height, passed
        Of `Sky`.
    light : ndarray, shape (views, lamps, azimuths, 3)
        `Airs.limb`, which for a camera within the air has `Around.sky`.
    turns : ndarray, shape (lamps,)
        As `turned_from` gives them.
    rise, lowest : float
        The cosine of the ray's angle from straight up, and its least height, km.
    """
    straight = rise
    if rise < 0.0:
        under = max(height - lowest, 0.0)
        straight = -math.sqrt(under * (2.0 * RADIUS_KM + height + lowest)) / (RADIUS_KM + height)
    at = sky_place(straight, height) * (light.shape[0] - 1)
    for lamp in range(len(turns)):
        if lamps[lamp, 4] > 0.0:
            three(light, at, float(lamp), turns[lamp] * (light.shape[2] - 1), lamps, lamp, out, 0)
    low = min(int(at), len(passed) - 2)
    part = np.float32(at - low)
    for q in range(3):
        through[q] = passed[low, q] + part * (passed[low + 1, q] - passed[low, q])
