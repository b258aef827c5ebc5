"""What air sends to somebody in space, compiled: along its edge, over the ground, and what the sky sends down to it.

Whoever looks from space looks through the whole air, so none of these depends on where they are. Axes run from 0 to 1;
what stands at a place of them is given by the small functions at the head, which whoever reads a table uses too.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from cupola.compiled import by_row, compiled
from cupola.sky.airlight.kernel import (
    OUTER_KM,
    Floats,
    Medium,
    Ray,
    blank,
    crowd,
    lay,
    outward,
    phases_of,
    shone,
    sun_at,
    sunshine,
)
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.atmosphere import TOP_KM

_CROWD: Final = 1.5
"""How much steps along the limb crowd about the tangent point."""
_TANGENTS: Final = 1.7
_LOWEST_VIEW: Final = 1e-3
_ABOVE_KM: Final = 1e-3
"""How far above the ground what stands on it is taken to be."""
_PARTS: Final = 16
"""So many parts of the sky are worked on at once."""


@compiled
def tangent_at(place: float) -> float:
    """Give the tangent height at a place of its axis, km: densest near the ground."""
    return float(TOP_KM * place**_TANGENTS)


@compiled
def tangent_place(height: float) -> float:
    """Give the place of a tangent height."""
    return float((min(max(height, 0.0), TOP_KM) / TOP_KM) ** (1.0 / _TANGENTS))


@compiled
def azimuth_at(place: float) -> float:
    """Give the azimuth of the Sun from the line of sight at a place of its axis, rad: densest towards the Sun."""
    return math.pi * place * place


@compiled
def azimuth_place(azimuth: float) -> float:
    """Give the place of an azimuth, 0 to pi."""
    return math.sqrt(min(max(azimuth, 0.0), math.pi) / math.pi)


@compiled
def view_at(place: float) -> float:
    """Give the cosine of the angle of a line of sight from straight up, at the ground, at a place of its axis."""
    return float(max(place**1.5, _LOWEST_VIEW))


@compiled
def view_place(cosine: float) -> float:
    """Give the place of such a cosine."""
    return float(min(max(cosine, 0.0), 1.0) ** (1.0 / 1.5))


@compiled
def see(eye: Floats, light: Floats, out: Floats) -> None:
    """Write what an eye, shape (3, bands), sees of a light."""
    out[:] = 0.0
    for k in range(3):
        for band in range(len(light)):
            out[k] += eye[k, band] * light[band]


def limb_table(medium: Medium, eye: Floats, tangents: int, suns: int, azimuths: int, steps: int) -> Floats:
    """Give the light of the limb, shape (tangents, suns, azimuths, 3): `eye` turns bands into XYZ, shape (3, bands)."""
    table = np.zeros((tangents, suns, azimuths, 3))
    by_row(tangents, lambda i: _limb_row(medium, eye, tangent_at(i / (tangents - 1)), steps, table[i]))
    return table


@compiled
def _limb_row(medium: Medium, eye: Floats, tangent: float, steps: int, out: Floats) -> None:
    """Write a tangent height's row, shape (suns, azimuths, 3)."""
    radius = RADIUS_KM + tangent
    half = math.sqrt(max(OUTER_KM * OUTER_KM - radius * radius, 1e-9))
    edges = np.empty(steps + 1)
    for k in range(steps + 1):
        place = 2.0 * k / steps - 1.0
        edges[k] = half * (1.0 + math.copysign(abs(place) ** _CROWD, place))
    ray, way = blank(steps, medium.extinction.shape[1]), np.array([1.0, 0.0, 0.0])
    lay(medium, np.array([-half, 0.0, radius]), way, edges, ray)
    for k in range(out.shape[1]):
        _suns(medium, eye, ray, way, azimuth_at(k / (out.shape[1] - 1)), out[:, k])


def ground_table(
    medium: Medium, eye: Floats, height: float, views: int, suns: int, azimuths: int, steps: int
) -> tuple[Floats, Floats]:
    """Give the light of the air before a ground at a height, and what it leaves of the ground's.

    Returns
    -------
    light : ndarray, shape (views, suns, azimuths, 3)
    passed : ndarray, shape (views, bands)
    """
    table, passed = np.zeros((views, suns, azimuths, 3)), np.zeros((views, medium.extinction.shape[1]))
    by_row(views, lambda i: _ground_row(medium, eye, height, view_at(i / (views - 1)), steps, table[i], passed[i]))
    return table, passed


@compiled
def _ground_row(medium: Medium, eye: Floats, height: float, up: float, steps: int, out: Floats, passed: Floats) -> None:
    """Write a line of sight's row, shape (suns, azimuths, 3), and what passes along it, shape (bands,)."""
    aside, radius = math.sqrt(1.0 - up * up), RADIUS_KM + height
    length = outward(radius, up)
    edges = np.empty(steps + 1)
    for k in range(steps + 1):
        place = 1.0 - k / steps
        edges[k] = length * (1.0 - place * place)  # finest at the ground
    ray, way = blank(steps, len(passed)), np.array([-aside, 0.0, -up])
    lay(medium, np.array([aside * length, 0.0, radius + up * length]), way, edges, ray)
    for band in range(len(passed)):
        passed[band] = math.exp(-ray.depth[band])
    for k in range(out.shape[1]):
        _suns(medium, eye, ray, way, math.pi * k / (out.shape[1] - 1), out[:, k])


@compiled
def _suns(medium: Medium, eye: Floats, ray: Ray, way: Floats, azimuth: float, out: Floats) -> None:
    """Write a ray's light by elevation of a Sun in an azimuth, shape (suns, 3)."""
    sun, light = np.empty(3), np.empty(len(ray.depth))
    for j in range(len(out)):
        elevation = math.radians(sun_at(j / (len(out) - 1)))
        level = math.cos(elevation)
        sun[0], sun[1], sun[2] = level * math.cos(azimuth), level * math.sin(azimuth), math.sin(elevation)
        shone(medium, ray, sun, phases_of(way, sun), light)
        see(eye, light, out[j])


def daylight_table(medium: Medium, height: float, suns: int, ways: int, steps: int) -> tuple[Floats, Floats, Floats]:
    """Give what reaches ground at a height, as shares of sunlight, shape (suns, bands) each.

    Returns
    -------
    direct, beam, sky : ndarray
        Of the Sun on a level plate, of the Sun on one that faces it, and of the sky on a level plate.
    """
    shape = suns, medium.extinction.shape[1]
    beam, skies = np.zeros(shape), np.zeros((_PARTS, *shape))
    by_row(_PARTS, lambda part: _sky_part(medium, height, (part, ways), steps, skies[part]))
    raised = np.sin(np.radians([sun_at(j / (suns - 1)) for j in range(suns)]))
    for j in range(suns):
        sunshine(medium.sunshine, height + _ABOVE_KM, raised[j], beam[j])
    return beam * np.maximum(raised, 0.0)[:, None], beam, skies.sum(axis=0)


@compiled
def _sky_part(medium: Medium, height: float, part: tuple[int, int], steps: int, out: Floats) -> None:
    """Add to a level plate's light, shape (suns, bands), that of a part of the sky: its first way, of how many."""
    first, ways = part
    start, way, sun = np.array([0.0, 0.0, RADIUS_KM + height + _ABOVE_KM]), np.empty(3), np.zeros(3)
    ray, edges, light = blank(steps, out.shape[1]), np.empty(steps + 1), np.empty(out.shape[1])
    for a in range(first, ways, _PARTS):
        share = (a + 0.5) / ways  # spread by the cosine, so that each stands for as much of the plate's light
        up, aside, turn = math.sqrt(share), math.sqrt(1.0 - share), a * math.pi * (3.0 - math.sqrt(5.0))
        way[0], way[1], way[2] = aside * math.cos(turn), aside * math.sin(turn), up
        crowd(outward(start[2], up), edges)
        lay(medium, start, way, edges, ray)
        for j in range(len(out)):
            elevation = math.radians(sun_at(j / (len(out) - 1)))
            sun[0], sun[2] = math.cos(elevation), math.sin(elevation)
            shone(medium, ray, sun, phases_of(way, sun), light)
            for band in range(len(light)):
                out[j, band] += math.pi * light[band] / ways
