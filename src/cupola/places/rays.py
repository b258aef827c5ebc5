"""Rays cast through a station: what each meets first, and by how much it is free. Compiled, for there are millions.

A ray meets a convex body over one stretch of its length: it enters every face's inner side before it leaves any. How
far entering comes after leaving is the ray's gap: it is negative by the length of ray inside the body, or positive
where the ray misses it. The gap runs continuously through zero as the ray turns or moves.

A line of sight is nine numbers: where a ray begins, metres, its unit vector, and the unit vector to the Sun. Each joint
turns that of what carries it into that of what it carries.

What is compiled takes one sort of array, so that it is compiled once.
"""

from __future__ import annotations

from math import copysign, inf, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled
from cupola.places.body import BOX, FRUSTUM
from cupola.places.scene import FREE, NOTHING, Scene

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Line = tuple[float, float, float, float, float, float, float, float, float]
Three = tuple[float, float, float]

_FLAT: Final = 1e-12  # a ray this much along a face counts as this much across it, so that nothing is divided by zero
_ALONG: Final = 1e-9  # the Sun's share square to an axis below which it is taken to lie along it


@compiled
def throw(scene: Scene, rays: Floats, at: Floats, sun: Floats, clearance: Floats, first: Indices) -> None:
    """Throw rays through a scene.

    Parameters
    ----------
    scene : Scene
        What stands before the window that they begin at.
    rays, sun : ndarray, shape (n, 3)
        Unit vectors, the station's frame.
    at : ndarray, shape (n,)
        Instants.
    clearance : ndarray, shape (n,)
        Is filled with the least gap of each ray, metres, but at most `FREE`.
    first : ndarray of intp, shape (n,)
        Is filled with the index of the part that each ray meets first; `NOTHING` where it is free.
    """
    groups = len(scene.carriers)
    lines, reached = np.empty((groups, 9)), np.zeros(groups, np.bool_)
    reached[0] = True
    for i in range(len(rays)):
        clearance[i], first[i], nearest = FREE, NOTHING, inf
        for k in range(3):
            lines[0, k], lines[0, 3 + k], lines[0, 6 + k] = scene.origin[k], rays[i, k], sun[i, k]
        for group in range(groups):
            line = _line(lines, scene.carriers[group])
            if group > 0:
                reached[group] = reached[scene.carriers[group]] and gap(_cross_box(scene.swept, group, line)) <= 0.0
                if not reached[group]:
                    continue
                line = turn(scene.joints, group, _stop(scene, group, at[i]), line)
                for k in range(9):
                    lines[group, k] = line[k]
            for body in range(scene.firsts[group], scene.firsts[group + 1]):
                if not _passes(scene.balls, body, line) or not scene.there[body, 0] <= at[i] < scene.there[body, 1]:
                    continue
                enter, leave = crossing(scene.kinds[body], scene.numbers, body, line)
                missed = gap((enter, leave))
                clearance[i] = min(clearance[i], missed)
                if missed < 0.0 and enter < nearest:
                    nearest, first[i] = enter, scene.parts[body]


@compiled
def gap(crossed: tuple[float, float]) -> float:
    """Give a ray's gap from where its line enters and leaves a body: negative where it meets it ahead of its origin."""
    return max(crossed[0], 0.0) - crossed[1]


@compiled
def turn(joints: Floats, k: int, stop: tuple[float, float], line: Line) -> Line:
    """Give a line of sight as what a joint carries meets it, in its coordinates at angle zero.

    Parameters
    ----------
    joints : ndarray, shape (m, 14)
        The `Joint.numbers` of several, of which the k-th is meant.
    stop : tuple of float
        Cosine and sine of the angle at which it stands still; nan where it faces the Sun.
    line : Line
        In the coordinates of what carries the joint.
    """
    zero, quarter = (joints[k, 0], joints[k, 1], joints[k, 2]), (joints[k, 3], joints[k, 4], joints[k, 5])
    axis, at = (joints[k, 6], joints[k, 7], joints[k, 8]), (joints[k, 9], joints[k, 10], joints[k, 11])
    cosine, sine = stop
    if cosine != cosine:
        sun = (line[6], line[7], line[8])
        toward, aside = _dot(zero, sun), _dot(quarter, sun)
        length = sqrt(toward * toward + aside * aside)
        cosine, sine = (1.0, 0.0) if length < _ALONG else (toward / length, aside / length)
    x, y, z = _back(zero, quarter, axis, cosine, sine, (line[0] - at[0], line[1] - at[1], line[2] - at[2]))
    ray = _back(zero, quarter, axis, cosine, sine, (line[3], line[4], line[5]))
    sun = _back(zero, quarter, axis, cosine, sine, (line[6], line[7], line[8]))
    return x + at[0], y + at[1], z + at[2], ray[0], ray[1], ray[2], sun[0], sun[1], sun[2]


@compiled
def crossing(kind: int, numbers: Floats, k: int, line: Line) -> tuple[float, float]:
    """Give the metres along a ray's whole line at which it enters and leaves a body, behind its origin negative.

    A body that is missed is left before it is entered.

    Parameters
    ----------
    kind : int
        `FRUSTUM`, `SPHERE` or `BOX`.
    numbers : ndarray, shape (b, 9)
        The `Body.numbers` of several, of which the k-th is meant.
    line : Line
        Of the ray.
    """
    if kind == BOX:
        return _cross_box(numbers, k, line)
    if kind == FRUSTUM:
        return _cross_frustum(numbers, k, line)
    return _cross_sphere(numbers, k, line)


@compiled
def _line(lines: Floats, k: int) -> Line:
    return (
        lines[k, 0], lines[k, 1], lines[k, 2],
        lines[k, 3], lines[k, 4], lines[k, 5],
        lines[k, 6], lines[k, 7], lines[k, 8],
    )  # fmt: skip


@compiled
def _stop(scene: Scene, group: int, at: float) -> tuple[float, float]:
    """Give cosine and sine of the angle at which a joint stands still at an instant; nan where it faces the Sun."""
    found = scene.joints[group, 12], scene.joints[group, 13]
    for k in range(scene.parked_firsts[group], scene.parked_firsts[group + 1]):
        if scene.parked[k, 0] <= at < scene.parked[k, 1]:
            found = scene.parked[k, 2], scene.parked[k, 3]
    return found


@compiled
def _back(zero: Three, quarter: Three, axis: Three, cosine: float, sine: float, vector: Three) -> Three:
    """Turn a vector back about an axis; `zero` and `quarter` stand square to it and to each other."""
    one, two, along = _dot(zero, vector), _dot(quarter, vector), _dot(axis, vector)
    one, two = cosine * one + sine * two, cosine * two - sine * one
    return (
        one * zero[0] + two * quarter[0] + along * axis[0],
        one * zero[1] + two * quarter[1] + along * axis[1],
        one * zero[2] + two * quarter[2] + along * axis[2],
    )


@compiled
def _passes(balls: Floats, k: int, line: Line) -> bool:
    """Say whether a ray passes through a ball: its centre, and the square of its radius."""
    sight = (balls[k, 0] - line[0], balls[k, 1] - line[1], balls[k, 2] - line[2])
    outside, along = _dot(sight, sight) - balls[k, 3], _dot(sight, (line[3], line[4], line[5]))
    return outside <= 0.0 or (along > 0.0 and along * along >= outside)


@compiled
def _cross_box(numbers: Floats, k: int, line: Line) -> tuple[float, float]:
    enter, leave = -inf, inf
    for i in range(3):
        low, high = _slab(line[i] - numbers[k, i], line[3 + i], -numbers[k, 3 + i], numbers[k, 3 + i])
        enter, leave = max(enter, low), min(leave, high)
    return enter, leave


@compiled
def _cross_sphere(numbers: Floats, k: int, line: Line) -> tuple[float, float]:
    offset = (line[0] - numbers[k, 0], line[1] - numbers[k, 1], line[2] - numbers[k, 2])
    b = _dot(offset, (line[3], line[4], line[5]))
    deep = b * b - _dot(offset, offset) + numbers[k, 3] ** 2
    half = copysign(sqrt(abs(deep)), deep)
    return -b - half, -b + half


@compiled
def _cross_frustum(numbers: Floats, k: int, line: Line) -> tuple[float, float]:
    axis, ray = (numbers[k, 3], numbers[k, 4], numbers[k, 5]), (line[3], line[4], line[5])
    length, radius, taper = numbers[k, 6], numbers[k, 7], numbers[k, 8]
    offset = (line[0] - numbers[k, 0], line[1] - numbers[k, 1], line[2] - numbers[k, 2])
    height, climb = _dot(axis, offset), _dot(axis, ray)
    width = radius + taper * height
    # inside where a t^2 + 2 b t + c <= 0: the distance from the axis is no more than the radius at that height
    a = 1.0 - (1.0 + taper**2) * climb**2
    b = _dot(offset, ray) - climb * (height + taper * width)
    c = _dot(offset, offset) - height**2 - width**2
    low, high = _inside_quadric(a, b, c, taper * climb)
    bottom, top = _slab(height, climb, 0.0, length)
    return max(low, bottom), min(high, top)


@compiled
def _slab(place: float, climb: float, low: float, high: float) -> tuple[float, float]:
    """Give where a line is between two planes: `place` is where it starts across them, `climb` how it goes."""
    steep = copysign(max(abs(climb), _FLAT), climb)
    one, two = (low - place) / steep, (high - place) / steep
    return min(one, two), max(one, two)


@compiled
def _inside_quadric(a: float, b: float, c: float, widening: float) -> tuple[float, float]:
    """Give where a t^2 + 2 b t + c <= 0, on the nappe of a cone that a ray sees widen by `widening` a metre.

    A missed cone is left before it is entered. The root that would cancel is taken from the product of both.
    """
    a = _FLAT if abs(a) < _FLAT else a
    deep = b * b - a * c
    half = sqrt(abs(deep))
    if deep < 0.0 and a > 0.0:
        return (half - b) / a, -(half + b) / a
    far = -(b + copysign(half, b))
    one, two = far / a, c / (_FLAT if far == 0.0 else far)
    low, high = min(one, two), max(one, two)
    if a > 0.0:
        return low, high
    # steeper than the cone's side: each of its two nappes is met once, or both at the peak
    return (high, inf) if widening > 0.0 else (-inf, low)


@compiled
def _dot(one: Three, two: Three) -> float:
    return one[0] * two[0] + one[1] * two[1] + one[2] * two[2]
