"""What air sends to somebody in space, compiled: along its edge, over the ground, and what the sky sends down to it.

Whoever looks from space looks through the whole air, so none of these depends on where they are. Axes run from 0 to 1;
what stands at a place of them is given by the small functions at the head, which whoever reads a table uses too.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numba import prange

from cupola.compiled import compiled, spread
from cupola.sky.airlight.kernel import (
    OUTER_KM,
    Floats,
    Medium,
    march,
    outward,
    sun_at,
    sunshine,
)
from cupola.sky.airlight.profile import RADIUS_KM
from cupola.sky.atmosphere import TOP_KM

_CROWD: Final = 1.5
"""How much steps along the limb crowd about the tangent point."""
_TANGENTS: Final = 1.7
_LOWEST_VIEW: Final = 1e-3
_SCRATCH: Final = 5


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


@spread
def limb_table(medium: Medium, eye: Floats, tangents: int, suns: int, azimuths: int, steps: int) -> Floats:
    """Give the light of the limb, shape (tangents, suns, azimuths, 3): `eye` turns bands into XYZ, shape (3, bands)."""
    bands = medium.extinction.shape[1]
    table = np.zeros((tangents, suns, azimuths, 3))
    places = np.linspace(-1.0, 1.0, steps + 1)
    for i in prange(tangents):
        radius = RADIUS_KM + tangent_at(i / (tangents - 1))
        half = math.sqrt(max(OUTER_KM * OUTER_KM - radius * radius, 1e-9))
        edges = half * (1.0 + np.sign(places) * np.abs(places) ** _CROWD)
        room, light, depth = np.zeros((_SCRATCH, bands)), np.zeros(bands), np.zeros(bands)
        start, way = np.array([-half, 0.0, radius]), np.array([1.0, 0.0, 0.0])
        for j in range(suns):
            elevation = math.radians(sun_at(j / (suns - 1)))
            for k in range(azimuths):
                turn = azimuth_at(k / (azimuths - 1))
                level = math.cos(elevation)
                sun = np.array([level * math.cos(turn), level * math.sin(turn), math.sin(elevation)])
                march(medium, start, way, sun, edges, room, light, depth)
                see(eye, light, table[i, j, k])
    return table


@spread
def ground_table(
    medium: Medium, eye: Floats, height: float, views: int, suns: int, azimuths: int, steps: int
) -> tuple[Floats, Floats]:
    """Give the light of the air before a ground at a height, and what it leaves of the ground's.

    Returns
    -------
    light : ndarray, shape (views, suns, azimuths, 3)
    passed : ndarray, shape (views, bands)
    """
    bands = medium.extinction.shape[1]
    table, passed = np.zeros((views, suns, azimuths, 3)), np.zeros((views, bands))
    places = np.linspace(1.0, 0.0, steps + 1)
    for i in prange(views):
        up = view_at(i / (views - 1))
        aside = math.sqrt(1.0 - up * up)
        radius = RADIUS_KM + height
        length = outward(radius, up)
        edges = length * (1.0 - places * places)  # finest at the ground
        room, light, depth = np.zeros((_SCRATCH, bands)), np.zeros(bands), np.zeros(bands)
        start, way = np.array([aside * length, 0.0, radius + up * length]), np.array([-aside, 0.0, -up])
        for j in range(suns):
            elevation = math.radians(sun_at(j / (suns - 1)))
            for k in range(azimuths):
                turn, level = math.pi * k / (azimuths - 1), math.cos(elevation)
                sun = np.array([level * math.cos(turn), level * math.sin(turn), math.sin(elevation)])
                march(medium, start, way, sun, edges, room, light, depth)
                see(eye, light, table[i, j, k])
        passed[i] = np.exp(-depth)
    return table, passed


@spread
def daylight_table(medium: Medium, height: float, suns: int, ways: int, steps: int) -> tuple[Floats, Floats, Floats]:
    """Give what reaches ground at a height, as shares of sunlight, shape (suns, bands) each.

    Returns
    -------
    direct, beam, sky : ndarray
        Of the Sun on a level plate, of the Sun on one that faces it, and of the sky on a level plate.
    """
    bands = medium.extinction.shape[1]
    direct, beam, sky = np.zeros((suns, bands)), np.zeros((suns, bands)), np.zeros((suns, bands))
    radius = RADIUS_KM + height + 1e-3
    for j in prange(suns):
        elevation = math.radians(sun_at(j / (suns - 1)))
        sun = np.array([math.cos(elevation), 0.0, math.sin(elevation)])
        room, light, depth = np.zeros((_SCRATCH, bands)), np.zeros(bands), np.zeros(bands)
        sunshine(medium.sunshine, height + 1e-3, sun[2], beam[j])
        for band in range(bands):
            direct[j, band] = beam[j, band] * max(sun[2], 0.0)
        start, places = np.array([0.0, 0.0, radius]), np.linspace(0.0, 1.0, steps + 1)
        for a in range(ways):
            share = (a + 0.5) / ways  # spread by the cosine, so that each stands for as much of the plate's light
            up, aside, turn = math.sqrt(share), math.sqrt(1.0 - share), a * math.pi * (3.0 - math.sqrt(5.0))
            way = np.array([aside * math.cos(turn), aside * math.sin(turn), up])
            march(medium, start, way, sun, outward(radius, up) * places * places, room, light, depth)
            for band in range(bands):
                sky[j, band] += math.pi * light[band] / ways
    return direct, beam, sky
