"""The peer of airlight: light followed backwards in random paths, by another method than the tables'.

Free flights are drawn by Woodcock's delta tracking in the same profile of air, with no table and no step; at each
collision sunlight is added that comes straight through the air to it, and a new direction is drawn from the phase
function by rejection. Ground reflects alike in all directions.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

RADIUS, TOP, STEP = 6371.0, 100.0, 0.1
LEAN = 0.72

Floats = NDArray[np.float64]


@njit(cache=True)
def _value(table: Floats, height: float) -> float:
    place = min(max(height / STEP, 0.0), len(table) - 1.001)
    low = int(place)
    return float(table[low] + (table[low + 1] - table[low]) * (place - low))


@njit(cache=True)
def _sunlit(extinction: Floats, x: float, y: float, z: float, sx: float, sy: float, sz: float) -> float:
    """Give what is left of the Sun's beam at a point: by the trapezoid rule, steps of a kilometre at most."""
    along = x * sx + y * sy + z * sz
    square = x * x + y * y + z * z
    if along < 0.0 and square - along * along < RADIUS * RADIUS:
        return 0.0
    length = -along + math.sqrt(max(along * along - square + (RADIUS + TOP) ** 2, 0.0))
    count = max(int(length), 20)
    total = 0.0
    for k in range(count + 1):
        t = length * k / count
        r = math.sqrt((x + sx * t) ** 2 + (y + sy * t) ** 2 + (z + sz * t) ** 2)
        total += _value(extinction, r - RADIUS) * (0.5 if k in (0, count) else 1.0)
    return math.exp(-total * length / count)


@njit(cache=True)
def _molecules(c: float) -> float:
    return 3.0 / (16.0 * math.pi) * (1.0 + c * c)


@njit(cache=True)
def _particles(c: float) -> float:
    g = LEAN
    return float(3.0 / (8.0 * math.pi) * (1 - g * g) * (1 + c * c) / ((2 + g * g) * (1 + g * g - 2 * g * c) ** 1.5))


@njit(cache=True)
def passed(extinction: Floats, start: Floats, way: Floats, length: float, paths: int, seed: int) -> float:
    """Give the share of photons that fly a length without a collision: Woodcock's flights, no step and no sum."""
    np.random.seed(seed)
    ceiling = extinction.max() * 1.0001
    through = 0
    for _ in range(paths):
        at = 0.0
        while True:
            # High up the air is as thick as 10 km below at most: flights by that bound, to the next 10 km.
            x, y, z = start[0] + way[0] * at, start[1] + way[1] * at, start[2] + way[2] * at
            height = math.sqrt(x * x + y * y + z * z) - RADIUS
            bound, reach = ceiling, 1e9
            if height > 12.0:
                bound, reach = _value(extinction, height - 10.0) * 3.0 + 1e-6, 10.0
            flight = -math.log(1.0 - np.random.random()) / bound
            at += min(flight, reach)
            if at >= length:
                through += 1
                break
            x, y, z = start[0] + way[0] * at, start[1] + way[1] * at, start[2] + way[2] * at
            r = math.sqrt(x * x + y * y + z * z)
            if flight <= reach and np.random.random() * bound < _value(extinction, r - RADIUS):
                break
    return through / paths


@njit(cache=True)
def radiance(
    molecules: Floats,
    particles: Floats,
    extinction: Floats,
    albedo: float,
    start: Floats,
    way: Floats,
    sun: Floats,
    paths: int,
    most: int,
    seed: int,
) -> tuple[float, float]:
    """Give the mean radiance per unit of the Sun's irradiance and its standard error, of paths of `most` collisions."""
    np.random.seed(seed)
    ceiling = extinction.max() * 1.0001
    total, squares = 0.0, 0.0
    for _ in range(paths):
        x, y, z = start
        dx, dy, dz = way
        weight, found = 1.0, 0.0
        for _collision in range(most):
            hit = 0  # 1 air, 2 ground, 0 space
            while True:
                # A flight in air as thick as its thickest, shortened high up to a bound that holds there.
                height = math.sqrt(x * x + y * y + z * z) - RADIUS
                bound, reach = ceiling, 1e9
                if height > 12.0:
                    bound, reach = _value(extinction, height - 10.0) * 3.0 + 1e-6, 10.0
                flight = -math.log(1.0 - np.random.random()) / bound
                step = min(flight, reach)
                along = x * dx + y * dy + z * dz
                square = x * x + y * y + z * z
                inner = along * along - square + RADIUS * RADIUS
                ground = -along - math.sqrt(inner) if inner > 0.0 and along < 0.0 else 1e12
                if ground < step:
                    x, y, z = x + dx * ground, y + dy * ground, z + dz * ground
                    hit = 2
                    break
                x, y, z = x + dx * step, y + dy * step, z + dz * step
                r = math.sqrt(x * x + y * y + z * z)
                if r > RADIUS + TOP + 1e-6 and x * dx + y * dy + z * dz > 0.0:
                    break
                if flight <= reach and np.random.random() * bound < _value(extinction, r - RADIUS):
                    hit = 1
                    break
            if hit == 0:
                break
            r = math.sqrt(x * x + y * y + z * z)
            if hit == 2:
                raised = (x * sun[0] + y * sun[1] + z * sun[2]) / r
                out = 1e-6 * 1.0
                if raised > 0.0:
                    lit = _sunlit(
                        extinction, x * (1 + out / r), y * (1 + out / r), z * (1 + out / r), sun[0], sun[1], sun[2]
                    )
                    found += weight * albedo / math.pi * raised * lit
                weight *= albedo
                ux, uy, uz = x / r, y / r, z / r
                x, y, z = x + ux * 1e-6, y + uy * 1e-6, z + uz * 1e-6
                while True:  # a cosine's direction: a point of a sphere on the plate
                    a, b, c = np.random.normal(), np.random.normal(), np.random.normal()
                    n = math.sqrt(a * a + b * b + c * c)
                    dx, dy, dz = ux + a / n, uy + b / n, uz + c / n
                    n = math.sqrt(dx * dx + dy * dy + dz * dz)
                    if n > 1e-6:
                        dx, dy, dz = dx / n, dy / n, dz / n
                        break
                continue
            height = r - RADIUS
            thin, thick = _value(molecules, height), _value(particles, height)
            weight *= (thin + thick) / _value(extinction, height)
            lit = _sunlit(extinction, x, y, z, sun[0], sun[1], sun[2])
            c = dx * sun[0] + dy * sun[1] + dz * sun[2]
            found += weight * lit * (thin * _molecules(c) + thick * _particles(c)) / (thin + thick)
            is_thin = np.random.random() * (thin + thick) < thin
            peak = _molecules(1.0) if is_thin else _particles(1.0)
            while True:
                a, b, e = np.random.normal(), np.random.normal(), np.random.normal()
                n = math.sqrt(a * a + b * b + e * e)
                a, b, e = a / n, b / n, e / n
                c = a * dx + b * dy + e * dz
                if np.random.random() * peak < (_molecules(c) if is_thin else _particles(c)):
                    dx, dy, dz = a, b, e
                    break
        total += found
        squares += found * found
    mean = total / paths
    return mean, math.sqrt(max(squares / paths - mean * mean, 0.0) / paths)
