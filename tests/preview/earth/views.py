"""Cameras and small Earths for the tests: tables of few cells would be wrong, so light is made up where it may be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cupola.preview.earth import Clouds, Earth
from cupola.preview.earth.kernel import SIDE, SPOT, Corners, Scene, corners
from cupola.preview.earth.shine import LIT
from cupola.preview.eye import Eye
from cupola.sky.airlight import AirTables
from cupola.sky.earth import surface_point
from cupola.sky.sun import AU_KM

Floats = NDArray[np.float64]


def unit(lat: float, lon: float) -> Floats:
    phi, lam = np.radians([lat, lon])
    return np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def camera(
    lat: float,
    lon: float,
    height: float,
    azimuth: float,
    elevation: float,
    half: tuple[float, float],
    sun: tuple[float, float],
    moon: tuple[float, float] | None = None,
    at: float = 1.6335e9,
) -> Eye:
    """Give a camera by azimuth and elevation of its axis; Sun and Moon by the places under them (new Moon if none)."""
    up, lam = unit(lat, lon), np.radians(lon)
    east = np.array([-np.sin(lam), np.cos(lam), 0.0])
    north = np.cross(up, east)
    a, e = np.radians([azimuth, elevation])
    level = np.cos(a) * north + np.sin(a) * east
    forward = np.cos(e) * level + np.sin(e) * up
    right = np.cross(level, up)
    return Eye(
        position=surface_point(lat, lon, height),
        forward=forward,
        right=right,
        up=np.cross(right, forward),
        half=half,
        sun=unit(*sun) * AU_KM,
        moon=unit(*(moon or sun)) * 384_400.0,
        axes=np.eye(3),
        inertial=np.eye(3),
        at=at,
    )


def plain_tables(air: float = 0.0, sky: float = 0.0, sun: float = 1000.0) -> AirTables:
    """Give tables of an air that is the same everywhere: XYZ of D65 white, so that all three primaries are alike."""
    white = np.array([0.9505, 1.0, 1.0891], np.float32)

    def even(level: float, *shape: int) -> NDArray[np.float32]:
        return np.ones((*shape, 1), np.float32) * np.float32(level) * white

    return AirTables(
        limb=even(air, 72, 128, 40),
        ground=even(air, 2, 40, 96, 24),
        shaded=even(sky, 2, 40, 96),
        lit=even(sun, 2, 40, 96),
        daylight=even(0.0, 2, 96),
    )


def scene_of(earth: Earth, eye: Eye, width: int) -> Scene:
    """Give what an Earth makes a picture of."""
    weather = (earth.clouds or Clouds.even(0.0)).weather(eye.at, eye.sun)
    return Scene(*earth._air(eye, width), earth.ground, weather)


def corners_of(scene: Scene, width: int, height: int) -> Corners:
    """Follow the rays at the corners of a picture's squares."""
    shape = (-(-height // SIDE) + 1, -(-width // SIDE) + 1)
    found = Corners(np.zeros((*shape, LIT), np.float32), np.zeros((*shape, SPOT)), np.zeros(shape))
    corners(scene, (width, height), (0, shape[0]), found)
    return found
