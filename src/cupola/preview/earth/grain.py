"""What no map of the Earth is fine enough to show: grain that goes on where the maps of land end.

A square of three fields that repeats every 313 km: a patchwork of grounds, each as it is throughout, with a mottle; and
how much the ground falls to the east and to the south, of ridges with valleys between them. Its strength falls with the
width of its patches about as the pictures' own does. It never changes, so that it stays where it is from one picture to
the next.
"""

from __future__ import annotations

import math
import sys
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import woven
from cupola.preview.earth import pyramid
from cupola.preview.earth.pyramid import Floats32, Places, Pyramid, around, channel
from cupola.preview.kept import kept

CELLS: Final = 1024
ROUND: Final = 128
"""How often the square goes around the equator."""
FIELDS: Final = 3
"""Of grounds, and of what falls to the east and to the south."""

_MIDDLE: Final = 128.0
_CODES: Final = 40.0
"""By how many codes a deviation is more."""
DEVIATION: Final = ((np.arange(256) - _MIDDLE) / _CODES).astype(np.float32)
"""What a code stands for: standard deviations."""

_PATCHES: Final = ((14.0, 0.9), (5.0, 0.8), (2.5, 0.45))
"""Width of patches in cells (4 km to a field of 0.8 km), and how much they differ."""
_MOTTLE: Final = 0.7
_SLOPE: Final = 1.4
"""Half the exponent of the mottle's spectrum, in a plane: amplitude by wave number."""
_RIDGES: Final = (44.0, 22.0, 11.0, 5.5, 2.8)
"""Width of ridges in cells, 13 km to 0.9 km."""
_WIDEST_CELLS: Final = 22.0
"""Patches wider than that (7 km) are left to the maps."""
_SEED: Final = 20211005


@cache
def grain() -> Pyramid:
    """Give the square with its coarser copies, `DEVIATION`: always the same, kept once it is made."""
    sources = (sys.modules[__name__], pyramid)
    return Pyramid.read(kept("grain", str(_SEED), lambda _: _square().named("grain"), sources=sources), "grain")


def _square() -> Pyramid:
    rng = np.random.default_rng(_SEED)
    fields = [pyramid.copies_of_square(one, DEVIATION) for one in (_grounds(rng), *_falls(_ridges(rng)))]
    return Pyramid.of([np.concatenate(one, axis=2) for one in zip(*fields, strict=True)])


def _grounds(rng: np.random.Generator) -> Floats32:
    """Give patches with straight edges, more or less square, as fields are, of several sizes, and a mottle."""
    found = _MOTTLE * _field(rng, _SLOPE, _WIDEST_CELLS)
    for width, differs in _PATCHES:
        found = found + np.float32(differs) * _patches(rng, width)
    return _even(found)


def _patches(rng: np.random.Generator, width: float) -> Floats32:
    """Give each place the value of the nearest of random points: near by the larger of both ways, with bent edges."""
    count = round(CELLS / width)
    points, values = rng.random((2, count, count)).astype(np.float32), rng.standard_normal((count, count))
    steps = np.arange(CELLS, dtype=np.float32) * np.float32(count / CELLS)
    bend = np.float32(0.25)
    down = steps[:, None] + bend * _field(rng, 2.0, 4.0 * width)
    across = steps[None, :] + bend * _field(rng, 2.0, 4.0 * width)
    i, j = np.floor(down).astype(np.int32), np.floor(across).astype(np.int32)
    nearest, found = np.full((CELLS, CELLS), 9.0, np.float32), np.zeros((CELLS, CELLS), np.float32)
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            p, q = (i + a) % count, (j + b) % count
            away = np.maximum(np.abs(i + a + points[0, p, q] - down), np.abs(j + b + points[1, p, q] - across))
            found = np.where(away < nearest, values[p, q], found).astype(np.float32)
            nearest = np.minimum(nearest, away)
    return found


def _ridges(rng: np.random.Generator) -> Floats32:
    """Give heights with sharp ridges, on whose flanks smaller ones stand (Musgrave 1993)."""
    found, above = np.zeros((CELLS, CELLS), np.float32), np.ones((CELLS, CELLS), np.float32)
    for width in _RIDGES:
        band = _field(rng, 3.0, width)
        above = (1.5 - np.abs(np.clip(band, -2.5, 2.5))) * (0.35 + 0.65 * np.clip(above, 0.0, 1.0))
        found = found + np.float32(width**1.3) * above
    return found


def _falls(heights: Floats32) -> tuple[Floats32, Floats32]:
    """Give how much the ground falls to the east and to the south."""
    east, south = (_even(np.roll(heights, 1, axis) - np.roll(heights, -1, axis)) for axis in (1, 0))
    return east, south


def _field(rng: np.random.Generator, slope: float, widest: float) -> Floats32:
    """Give a random field that is a ring both ways, without patches wider than so many cells."""
    waves = np.fft.rfft2(rng.standard_normal((CELLS, CELLS)))
    down, across = np.fft.fftfreq(CELLS)[:, None], np.fft.rfftfreq(CELLS)[None, :]
    number = np.hypot(down, across) * widest
    return _even(np.fft.irfft2(waves * (1.0 + number**2) ** (-slope / 2 - 0.25) * (number > 0.25)))


def _even(field: NDArray[Any]) -> Floats32:
    """Make a field's mean 0 and its deviation 1, with nothing far from either."""
    clipped = np.clip((field - field.mean()) / field.std(), -3.0, 3.0)
    found: Floats32 = ((clipped - clipped.mean()) / clipped.std()).astype(np.float32)
    return found


@woven
def layout(down: float) -> float:
    """Give how the square is laid out at a distance from the north pole, half turns: how often its rounds are halved.

    Between two whole numbers one layout fades into the next, in a third of the way.
    """
    narrowing = min(-math.log2(max(math.sin(math.pi * down), 0.02)), 5.5)
    zone = math.floor(narrowing)
    return float(zone + min(max((narrowing - zone - 0.35) / 0.3, 0.0), 1.0))


@woven
def grained(
    codes: NDArray[np.uint32], plan: Places, level: float, laid: float, across: float, down: float
) -> tuple[float, float, float]:
    """Give the fields at a place of the Earth, in deviations; `laid` is the `layout` there."""
    bounded = min(max(level, 0.0), len(plan) - 1.001)
    copy, zone = int(bounded), int(laid)
    part, fade = np.float32(bounded - copy), np.float32(laid - zone)
    y = down * (ROUND // 2)
    red, green, blue = _codes(codes, plan, copy, part, across * (ROUND >> zone), y)
    if fade > 0.0:
        u, v, w = _codes(codes, plan, copy, part, across * (ROUND >> (zone + 1)), y)
        red, green, blue = red + (u - red) * fade, green + (v - green) * fade, blue + (w - blue) * fade
    middle, scale = np.float32(_MIDDLE), np.float32(1.0 / _CODES)
    return (  # type: ignore[return-value]  # compiled in single precision
        (red - middle) * scale,
        (green - middle) * scale,
        (blue - middle) * scale,
    )


@woven
def _codes(
    codes: NDArray[np.uint32], plan: Places, copy: int, part: np.float32, x: float, y: float
) -> tuple[np.float32, np.float32, np.float32]:
    """Give the codes of the fields at a place in squares, between two copies."""
    cells = around(codes, plan, copy, x, y)
    red, green, blue = channel(cells, 0), channel(cells, 8), channel(cells, 16)
    if part > 0.0:
        cells = around(codes, plan, copy + 1, x, y)
        red += (channel(cells, 0) - red) * part
        green += (channel(cells, 8) - green) * part
        blue += (channel(cells, 16) - blue) * part
    return red, green, blue
