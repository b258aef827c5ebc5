"""What no map of the Earth is fine enough to show: random grain that goes on where the maps of land end.

A square of three random fields that repeats every 313 km. Its strength falls with the width of its patches as the
pictures' own does (spectrum of land, exponents of 2 to 3), so that no border shows between what is known and
what is made up. It never changes, so that it stays where it is from one picture to the next.
"""

from __future__ import annotations

import math
import sys
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import woven
from cupola.preview.earth import pyramid
from cupola.preview.earth.pyramid import Codes, Floats32, Places, Pyramid, colour
from cupola.preview.kept import kept

CELLS: Final = 1024
ROUND: Final = 128
"""How often the square goes around the equator."""
FIELDS: Final = 3
"""Of wind over the sea, of colours, and of slopes lit from the north-west."""
DEVIATION: Final = ((np.arange(256) - 128.0) / 40.0).astype(np.float32)
"""What a code stands for: standard deviations."""

_WIDEST_CELLS: Final = 22.0
"""Patches wider than that (7 km) are left to the maps."""
_SLOPES: Final = (1.5, 1.4, 1.9)
"""Half the exponents of the spectra, in a plane: amplitude by wave number."""
_SEED: Final = 20211005


@cache
def grain() -> Pyramid:
    """Give the square with its coarser copies, `DEVIATION`: always the same, kept once it is made."""
    sources = (sys.modules[__name__], pyramid)
    return Pyramid.read(kept("grain", str(_SEED), lambda _: _square().named("grain"), sources=sources), "grain")


def _square() -> Pyramid:
    rng = np.random.default_rng(_SEED)
    winds, colours, heights = (_field(rng, slope) for slope in _SLOPES)
    fields = [pyramid.copies_of_square(one, DEVIATION) for one in (winds, colours, _shaded(heights))]
    return Pyramid.of([np.concatenate(one, axis=2) for one in zip(*fields, strict=True)])


def _field(rng: np.random.Generator, slope: float) -> Floats32:
    """Give a random field that is a ring both ways, of mean 0 and deviation 1."""
    waves = np.fft.rfft2(rng.standard_normal((CELLS, CELLS)))
    down, across = np.fft.fftfreq(CELLS)[:, None], np.fft.rfftfreq(CELLS)[None, :]
    number = np.hypot(down, across) * _WIDEST_CELLS
    field: NDArray[np.float64] = np.fft.irfft2(waves * (1.0 + number**2) ** (-slope / 2 - 0.25) * (number > 0.25))
    found: Floats32 = (field / field.std()).astype(np.float32)
    return found


def _shaded(heights: Floats32) -> Floats32:
    """Give slopes lit from the north-west of a land whose valleys lie where a random field is 0."""
    ridges = np.abs(heights) + 0.5 * np.abs(np.roll(heights, (CELLS // 3, CELLS // 5), axis=(0, 1)))
    east, south = (np.roll(ridges, -1, axis) - np.roll(ridges, 1, axis) for axis in (1, 0))
    light = np.clip((east + south) / (east + south).std(), -2.5, 2.5)
    found: Floats32 = ((light - light.mean()) / light.std()).astype(np.float32)
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
    codes: Codes, plan: Places, decode: Floats32, level: float, laid: float, across: float, down: float
) -> tuple[float, float, float]:
    """Give the fields at a place of the Earth, in deviations; `laid` is the `layout` there."""
    zone = int(laid)
    fade = laid - zone
    y = down * (ROUND // 2)
    y -= math.floor(y)
    first = colour(codes, plan, decode, level, across * (ROUND >> zone), y)
    if fade <= 0.0:
        return first
    second = colour(codes, plan, decode, level, across * (ROUND >> (zone + 1)), y)
    return (
        first[0] + (second[0] - first[0]) * fade,
        first[1] + (second[1] - first[1]) * fade,
        first[2] + (second[2] - first[2]) * fade,
    )
