"""The inner loops of airlight, compiled: light is followed along straight rays through round air, all bands at once.

Lengths are km, directions unit vectors from the Earth's centre as origin, radiances per unit of the Sun's irradiance
above the air. Compiled functions write into arrays that they are given.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import by_row, compiled
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
_EVEN: Final = 1.0 / (4.0 * math.pi)
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


def sunshine_table(extinction: Floats, heights: int, angles: int, steps: int) -> Floats:
    """Give what air leaves of sunlight at heights and angles of the Sun: shape (heights, angles, bands)."""
    table = np.zeros((heights, angles, extinction.shape[1]))
    by_row(heights, lambda i: _sunshine_row(extinction, i / (heights - 1), steps, table[i]))
    return table


@compiled
def _sunshine_row(extinction: Floats, place: float, steps: int, out: Floats) -> None:
    """Write a height's row, shape (angles, bands); a place is 0 at the ground and 1 at the air's edge."""
    angles, bands = out.shape
    below = HORIZON_KM * place
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
            out[j, band] = math.exp(-depth[band] * length / steps)


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


class Ray(NamedTuple):
    """A ray through the air, cut into steps: all of it that does not hang on where the Sun stands.

    Attributes
    ----------
    places : ndarray, shape (steps, 3)
        The middles of the steps.
    radii : ndarray, shape (steps,)
        Their distances from the Earth's centre.
    thin, thick : ndarray, shape (steps, bands)
        What molecules and particles of each step scatter, as far as it comes out at the ray's start.
    depth : ndarray, shape (bands,)
        Optical depth of the whole ray.
    room : ndarray, shape (3, bands)
        To work in.
    """

    places: Floats
    radii: Floats
    thin: Floats
    thick: Floats
    depth: Floats
    room: Floats


@compiled
def blank(steps: int, bands: int) -> Ray:
    """Give a ray to be laid."""
    return Ray(
        np.empty((steps, 3)),
        np.empty(steps),
        np.empty((steps, bands)),
        np.empty((steps, bands)),
        np.empty(bands),
        np.empty((3, bands)),
    )


@compiled
def lay(medium: Medium, start: Floats, way: Floats, edges: Floats, ray: Ray) -> None:
    """Lay a ray from a start, shape (3,), in a direction, cut at distances `edges`, shape (steps + 1,), that grow."""
    taken, thin, thick = ray.room[0], ray.room[1], ray.room[2]
    ray.depth[:] = 0.0
    for k in range(len(edges) - 1):
        at, step = 0.5 * (edges[k] + edges[k + 1]), edges[k + 1] - edges[k]
        square = 0.0
        for axis in range(3):
            ray.places[k, axis] = start[axis] + way[axis] * at
            square += ray.places[k, axis] ** 2
        ray.radii[k] = math.sqrt(square)
        height = max(ray.radii[k] - RADIUS_KM, 0.0)
        row(medium.extinction, height, taken)
        row(medium.molecules, height, thin)
        row(medium.particles, height, thick)
        for band in range(len(taken)):
            passed, across = math.exp(-ray.depth[band]), taken[band] * step
            weight = passed * (1.0 - math.exp(-across)) / taken[band] if across > _CLEAR else passed * step
            ray.thin[k, band] = weight * thin[band]
            ray.thick[k, band] = weight * thick[band]
            ray.depth[band] += across


@compiled
def shone(medium: Medium, ray: Ray, sun: Floats, phases: tuple[float, float], light: Floats) -> None:
    """Write what a ray's air sends to its start under a Sun in a direction: per unit of its irradiance, 1/sr.

    Parameters
    ----------
    phases : tuple of float
        Share per sr of its light that molecules, and particles, turn from the Sun towards the start.
    light : ndarray, shape (bands,)
        Takes it.
    """
    direct, indirect = ray.room[0], ray.room[1]
    of_molecules, of_particles = phases
    light[:] = 0.0
    for k in range(len(ray.radii)):
        height = max(ray.radii[k] - RADIUS_KM, 0.0)
        raised = ray.places[k, 0] * sun[0] + ray.places[k, 1] * sun[1] + ray.places[k, 2] * sun[2]
        raised /= ray.radii[k]
        sunshine(medium.sunshine, height, raised, direct)
        scattered_again(medium.again, height, raised, indirect)
        for band in range(len(light)):
            thin, thick = ray.thin[k, band], ray.thick[k, band]
            light[band] += direct[band] * (thin * of_molecules + thick * of_particles) + indirect[band] * (thin + thick)


@compiled
def phases_of(way: Floats, sun: Floats) -> tuple[float, float]:
    """Give Rayleigh's and the particles' share per sr for a ray in a direction and the Sun in another."""
    cosine = way[0] * sun[0] + way[1] * sun[1] + way[2] * sun[2]
    return phase_of_molecules(cosine), phase_of_particles(cosine)


def again_table(medium: Medium, albedo: float, heights: int, suns: int, ways: int, steps: int) -> Floats:
    """Give the mean radiance of light that was scattered more than once: shape (heights, suns, bands).

    The second scattering is integrated over a sphere of directions; all further ones are its geometric series, each as
    strong, of the one before, as air and ground are in an even light (Hillaire, EGSR 2020, section 5.5, in which the
    ground is not in the series), band by band.
    """
    table = np.zeros((heights, suns, medium.extinction.shape[1]))
    by_row(heights, lambda i: _again_row(medium, albedo, i / (heights - 1), ways, steps, table[i]))
    return table


@compiled
def _again_row(medium: Medium, albedo: float, place: float, ways: int, steps: int, out: Floats) -> None:
    """Write a height's row, shape (suns, bands)."""
    suns, bands = out.shape
    radius = RADIUS_KM + max(TOP_KM * place * place, 1e-3)
    start, way, end, sun = np.array([0.0, 0.0, radius]), np.empty(3), np.empty(3), np.zeros(3)
    ray, edges, light, back = blank(steps, bands), np.empty(steps + 1), np.empty(bands), np.zeros(bands)
    for a in range(ways):
        up = 1.0 - 2.0 * (a + 0.5) / ways  # a Fibonacci sphere: the golden angle apart
        aside, turn = math.sqrt(1.0 - up * up), a * _GOLDEN
        way[0], way[1], way[2] = aside * math.cos(turn), aside * math.sin(turn), up
        is_ground = meets_ground(radius, up)
        length = _to_ground(radius, up) if is_ground else outward(radius, up)
        end[0], end[1], end[2] = way[0] * length, way[1] * length, radius + up * length
        crowd(length, edges)
        lay(medium, start, way, edges, ray)
        _add_back(ray, albedo if is_ground else 0.0, back)
        for j in range(suns):
            sun[2] = math.sin(math.radians(sun_at(j / (suns - 1))))
            sun[0] = math.sqrt(1.0 - sun[2] * sun[2])
            shone(medium, ray, sun, (_EVEN, _EVEN), light)
            if is_ground:
                _add_ground(medium, albedo, end, sun, ray, light)
            for band in range(bands):
                out[j, band] += light[band]
    for band in range(bands):
        share = ways * (1.0 - min(back[band] / ways, _MOST_BACK))
        for j in range(suns):
            out[j, band] /= share


@compiled
def crowd(length: float, edges: Floats) -> None:
    """Cut a length, finest at its start."""
    for k in range(len(edges)):
        edges[k] = length * (k / (len(edges) - 1)) ** 2


@compiled
def _add_back(ray: Ray, ground: float, back: Floats) -> None:
    """Add the share of an even light that a ray's air scatters and the ground at its end reflects to its start."""
    for k in range(len(ray.radii)):
        for band in range(len(back)):
            back[band] += ray.thin[k, band] + ray.thick[k, band]
    for band in range(len(back)):
        back[band] += math.exp(-ray.depth[band]) * ground


@compiled
def _to_ground(radius: float, cosine: float) -> float:
    """Give the length of a ray down to the ground."""
    return -radius * cosine - math.sqrt(max(radius * radius * (cosine * cosine - 1.0) + RADIUS_KM * RADIUS_KM, 0.0))


@compiled
def _add_ground(medium: Medium, albedo: float, place: Floats, sun: Floats, ray: Ray, light: Floats) -> None:
    """Add what ground at the end of a ray reflects of direct sun."""
    direct = ray.room[0]
    radius = math.sqrt(place[0] ** 2 + place[1] ** 2 + place[2] ** 2)
    raised = (place[0] * sun[0] + place[1] * sun[1] + place[2] * sun[2]) / radius
    sunshine(medium.sunshine, 0.0, raised, direct)
    for band in range(len(light)):
        light[band] += math.exp(-ray.depth[band]) * direct[band] * max(raised, 0.0) * albedo / math.pi
