"""The inner loops of airlight, compiled: light is followed along straight rays through round air, all bands at once.

Lengths are km, directions unit vectors from the Earth's centre as origin, radiances per unit of the Sun's irradiance
above the air. Compiled functions write into arrays that they are given.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.sky.airlight.profile import HAZE_LEAN, RADIUS_KM, STEP_KM
from cupola.sky.atmosphere import TOP_KM

Floats = NDArray[np.float64]

OUTER_KM: Final = RADIUS_KM + TOP_KM
HORIZON_KM: Final = math.sqrt(OUTER_KM**2 - RADIUS_KM**2)
"""From the ground to the air's edge along the horizon."""
LOWEST_SUN: Final = -24.0
"""deg: below it no sunlight reaches the air."""
_ROOTS: Final = (math.sqrt(-LOWEST_SUN), math.sqrt(90.0))
_CLEAR: Final = 1e-7
"""Depth of a step below which a closed form would lose its digits."""
_GOLDEN: Final = math.pi * (3.0 - math.sqrt(5.0))
_MOST_BACK: Final = 0.97
"""Most of the light in air that is scattered again; a bound that no clear air reaches."""


class Medium(NamedTuple):
    """What light goes through.

    Attributes
    ----------
    molecules, particles, extinction : ndarray, shape (n, bands)
        As in `Profile`.
    sunshine : ndarray, shape (m, k, bands)
        What is left of sunlight: `sunshine_table`.
    again : ndarray, shape (m, k, bands)
        Light that was scattered more than once: `again_table`; zeros for none.
    """

    molecules: Floats
    particles: Floats
    extinction: Floats
    sunshine: Floats
    again: Floats


@compiled
def sun_place(elevation: float) -> float:
    """Give the place, 0 to 1, of an elevation of the Sun in deg on an axis that is densest about the horizon."""
    bounded = min(max(elevation, LOWEST_SUN), 90.0)
    root = math.copysign(math.sqrt(abs(bounded)), bounded)
    return (root + _ROOTS[0]) / (_ROOTS[0] + _ROOTS[1])


@compiled
def sun_at(place: float) -> float:
    """Give the elevation of the Sun at a place of that axis, deg."""
    root = place * (_ROOTS[0] + _ROOTS[1]) - _ROOTS[0]
    return math.copysign(root * root, root)


@compiled
def row(table: Floats, height: float, out: Floats) -> None:
    """Write the row of a profile at a height into `out`."""
    place = min(max(height / STEP_KM, 0.0), table.shape[0] - 1.001)
    low = int(place)
    part = place - low
    for band in range(table.shape[1]):
        out[band] = table[low, band] * (1.0 - part) + table[low + 1, band] * part


@compiled
def blend(table: Floats, first: float, second: float, out: Floats) -> None:
    """Write what a table of shape (n, m, bands) has at a place, 0 to 1 on each axis, into `out`."""
    across, along = first * (table.shape[0] - 1), second * (table.shape[1] - 1)
    i, j = min(int(across), table.shape[0] - 2), min(int(along), table.shape[1] - 2)
    x, y = across - i, along - j
    for band in range(table.shape[2]):
        near = table[i, j, band] * (1.0 - y) + table[i, j + 1, band] * y
        far = table[i + 1, j, band] * (1.0 - y) + table[i + 1, j + 1, band] * y
        out[band] = near * (1.0 - x) + far * x


@compiled
def outward(radius: float, cosine: float) -> float:
    """Give the length of a ray from a radius to the air's edge; `cosine` is that of the angle from straight up."""
    return -radius * cosine + math.sqrt(max(radius * radius * (cosine * cosine - 1.0) + OUTER_KM * OUTER_KM, 0.0))


@compiled
def meets_ground(radius: float, cosine: float) -> bool:
    """Say whether a ray meets the ground."""
    return cosine < 0.0 and radius * radius * (1.0 - cosine * cosine) < RADIUS_KM * RADIUS_KM


@compiled
def sunshine(table: Floats, height: float, cosine: float, out: Floats) -> None:
    """Write what is left of sunlight that comes from a direction to a height; nothing behind the Earth.

    The table's axes are those of Bruneton and Neyret (2008): lengths to the horizon and to the air's edge, in which the
    light near the horizon is smooth.
    """
    radius = RADIUS_KM + max(height, 0.0)
    if meets_ground(radius, cosine):
        out[:] = 0.0
        return
    below = math.sqrt(max(radius * radius - RADIUS_KM * RADIUS_KM, 0.0))
    least, most = OUTER_KM - radius, below + HORIZON_KM
    part = (outward(radius, cosine) - least) / (most - least)
    blend(table, min(below / HORIZON_KM, 1.0), min(max(part, 0.0), 1.0), out)


@spread
def sunshine_table(extinction: Floats, heights: int, angles: int, steps: int) -> Floats:
    """Give what air leaves of sunlight at heights and angles of the Sun: shape (heights, angles, bands)."""
    bands = extinction.shape[1]
    table = np.zeros((heights, angles, bands))
    for i in prange(heights):
        below = HORIZON_KM * i / (heights - 1)
        radius = math.sqrt(below * below + RADIUS_KM * RADIUS_KM)
        least, most = OUTER_KM - radius, below + HORIZON_KM
        taken, depth = np.zeros(bands), np.zeros(bands)
        for j in range(angles):
            length = least + (most - least) * j / (angles - 1)
            cosine = 1.0
            if length > 1e-6:
                cosine = (HORIZON_KM * HORIZON_KM - below * below - length * length) / (2.0 * radius * length)
            cosine = min(1.0, max(-1.0, cosine))
            depth[:] = 0.0
            for k in range(steps):
                at = length * (k + 0.5) / steps
                row(extinction, math.sqrt(radius * radius + at * at + 2.0 * radius * cosine * at) - RADIUS_KM, taken)
                for band in range(bands):
                    depth[band] += taken[band]
            for band in range(bands):
                table[i, j, band] = math.exp(-depth[band] * length / steps)
    return table


@compiled
def phase_of_molecules(cosine: float) -> float:
    """Give Rayleigh's share of scattered light per sr at an angle."""
    return 3.0 / (16.0 * math.pi) * (1.0 + cosine * cosine)


@compiled
def phase_of_particles(cosine: float) -> float:
    """Give that of haze and dust: Cornette and Shanks (1992)."""
    lean = HAZE_LEAN
    above = 3.0 / (8.0 * math.pi) * (1.0 - lean * lean) * (1.0 + cosine * cosine)
    spread_out = 1.0 + lean * lean - 2.0 * lean * cosine
    return above / ((2.0 + lean * lean) * spread_out * math.sqrt(spread_out))


@compiled
def scattered_again(table: Floats, height: float, raised: float, out: Floats) -> None:
    """Write the mean radiance of light scattered more than once; `raised` is the sine of the Sun's elevation."""
    elevation = math.degrees(math.asin(min(1.0, max(-1.0, raised))))
    if elevation < LOWEST_SUN:
        out[:] = 0.0
        return
    blend(table, math.sqrt(min(max(height / TOP_KM, 0.0), 1.0)), sun_place(elevation), out)


@compiled
def march(
    medium: Medium,
    start: Floats,
    way: Floats,
    sun: Floats,
    edges: Floats,
    scratch: Floats,
    light: Floats,
    depth: Floats,
) -> None:
    """Follow a ray from a start, cut at `edges`, and write the light that its air sends to the start.

    Parameters
    ----------
    start, way, sun : ndarray, shape (3,)
        Where the ray begins, where it goes, and where the Sun stands.
    edges : ndarray, shape (k,)
        Distances from the start, growing.
    scratch : ndarray, shape (5, bands)
        Room to work in.
    light, depth : ndarray, shape (bands,)
        Take the radiance per unit of the Sun's irradiance, 1/sr, and the optical depth of the whole ray.
    """
    taken, thin, thick, direct, indirect = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    cosine = way[0] * sun[0] + way[1] * sun[1] + way[2] * sun[2]
    of_molecules, of_particles = phase_of_molecules(cosine), phase_of_particles(cosine)
    light[:] = 0.0
    depth[:] = 0.0
    for k in range(len(edges) - 1):
        at, step = 0.5 * (edges[k] + edges[k + 1]), edges[k + 1] - edges[k]
        x, y, z = start[0] + way[0] * at, start[1] + way[1] * at, start[2] + way[2] * at
        radius = math.sqrt(x * x + y * y + z * z)
        height = max(radius - RADIUS_KM, 0.0)
        raised = (x * sun[0] + y * sun[1] + z * sun[2]) / radius
        row(medium.extinction, height, taken)
        row(medium.molecules, height, thin)
        row(medium.particles, height, thick)
        sunshine(medium.sunshine, height, raised, direct)
        scattered_again(medium.again, height, raised, indirect)
        for band in range(len(light)):
            passed, across = math.exp(-depth[band]), taken[band] * step
            weight = passed * (1.0 - math.exp(-across)) / taken[band] if across > _CLEAR else passed * step
            once = direct[band] * (thin[band] * of_molecules + thick[band] * of_particles)
            light[band] += weight * (once + indirect[band] * (thin[band] + thick[band]))
            depth[band] += across


@spread
def again_table(medium: Medium, albedo: float, heights: int, suns: int, ways: int, steps: int) -> Floats:
    """Give the mean radiance of light that was scattered more than once: shape (heights, suns, bands).

    The second scattering is integrated over a sphere of directions; all further ones are its geometric series, each as
    strong, of the one before, as the second is of an even first (Hillaire, EGSR 2020, section 5.5), band by band.
    """
    bands = medium.extinction.shape[1]
    table = np.zeros((heights, suns, bands))
    for i in prange(heights):
        radius = RADIUS_KM + max(TOP_KM * (i / (heights - 1)) ** 2, 1e-3)
        room = np.zeros((4, bands))
        second, back, depth = np.zeros(bands), np.zeros(bands), np.zeros(bands)
        for j in range(suns):
            raised = math.sin(math.radians(sun_at(j / (suns - 1))))
            level = math.sqrt(1.0 - raised * raised)
            second[:] = 0.0
            back[:] = 0.0
            for a in range(ways):
                up = 1.0 - 2.0 * (a + 0.5) / ways  # a Fibonacci sphere: the golden angle apart
                aside, turn = math.sqrt(1.0 - up * up), a * _GOLDEN
                way = (aside * math.cos(turn), aside * math.sin(turn), up)
                _one_way(medium, albedo, radius, (level, raised), way, steps, room, depth, second, back)
            for band in range(bands):
                share = min(back[band] / ways, _MOST_BACK)
                table[i, j, band] = second[band] / ways / (1.0 - share)
    return table


@compiled
def _one_way(
    medium: Medium,
    albedo: float,
    radius: float,
    sun: tuple[float, float],
    way: tuple[float, float, float],
    steps: int,
    room: Floats,
    depth: Floats,
    second: Floats,
    back: Floats,
) -> None:
    """Add what comes from a direction to the light scattered again at a place; the Sun stands at (level, raised)."""
    taken, thin, thick, direct = room[0], room[1], room[2], room[3]
    east, north, up = way
    level, raised = sun
    is_ground = meets_ground(radius, up)
    inner = radius * radius * (up * up - 1.0) + RADIUS_KM * RADIUS_KM
    length = -radius * up - math.sqrt(max(inner, 0.0)) if is_ground else outward(radius, up)
    depth[:] = 0.0
    for k in range(steps):
        near, far = length * (k / steps) ** 2, length * ((k + 1) / steps) ** 2
        at, step = 0.5 * (near + far), far - near
        x, y, z = east * at, north * at, radius + up * at
        away = math.sqrt(x * x + y * y + z * z)
        row(medium.extinction, away - RADIUS_KM, taken)
        row(medium.molecules, away - RADIUS_KM, thin)
        row(medium.particles, away - RADIUS_KM, thick)
        sunshine(medium.sunshine, away - RADIUS_KM, (x * level + z * raised) / away, direct)
        for band in range(len(depth)):
            passed, across = math.exp(-depth[band]), taken[band] * step
            weight = passed * (1.0 - math.exp(-across)) / taken[band] if across > _CLEAR else passed * step
            turned = weight * (thin[band] + thick[band])
            second[band] += turned * direct[band] / (4.0 * math.pi)
            back[band] += turned
            depth[band] += across
    if is_ground:
        x, z = east * length, radius + up * length
        there = (x * level + z * raised) / math.sqrt(x * x + (north * length) ** 2 + z * z)
        sunshine(medium.sunshine, 0.0, there, direct)
        for band in range(len(depth)):
            second[band] += math.exp(-depth[band]) * direct[band] * max(there, 0.0) * albedo / math.pi
