"""Kinds of clouds, as they look from near: what the map of a sky is too coarse to show.

Four squares that repeat every 313 km: closed cells of stratocumulus (20 km across, as satellites see them off the west
of Africa), cumulus in flocks and streets, towers that billow at all sizes, sheets with streaks. A square is a rank from
0 to 1, each as frequent as any other: a place is cloudy where its rank is above what the sky's amount leaves clear, so
that a square's mean is what the map has, whatever its kind.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import woven
from cupola.preview.earth import pyramid
from cupola.preview.earth.grain import CELLS, ROUND
from cupola.preview.earth.pyramid import Codes, Floats32, Places, Pyramid, around, channel

Blend = tuple[int, np.float32, int, np.float32, np.float32]
"""Which layout of the squares, how much of the next; which kind, how much of the next; deviations to a code."""

KINDS: Final = ("cells", "puffs", "towers", "sheets")
"""In the order in which one becomes the next: from cold sea to trade winds, to the equator, to storms."""
CELL_KM: Final = 40_075.0 / ROUND / CELLS
AMOUNTS: Final = 32
THICKEST: Final = 1.1
"""What the whitest of a white sky sends back against its mean: 0.77 of the light."""

# How a kind is drawn: the brightness of a little of it, as a share of the thickest; how many ranks lie between its rim
# and its full brightness, of a little and of all sky. By eye.
_LEAST: Final = (0.40, 0.50, 0.40, 0.16)
_RIMS: Final = ((0.45, 1.3), (0.40, 1.5), (0.60, 1.7), (0.70, 2.2))
_LAST: Final = 5.5
"""The copy in which nothing of a square is left: the map shows what is wider."""
_SEED: Final = 20211006
_COPIES: Final = 7


def squares(cells: int = CELLS) -> tuple[Pyramid, Floats32]:
    """Make the squares, four channels of ranks, and what of their contrast each coarser copy keeps, (4, copies).

    With fewer cells they are as fine, and repeat sooner.
    """
    square = _Square(np.random.default_rng(_SEED), cells)
    made = [_copies(field) for field in (square.cells(), square.puffs(), square.towers(), square.sheets())]
    joined = [np.stack(one, axis=2) for one in zip(*(copies for copies, _ in made), strict=True)]
    return Pyramid.of(joined), pyramid.fixed(np.array([keeps for _, keeps in made], np.float32))


def _copies(field: Floats32) -> tuple[list[Codes], list[float]]:
    """Rank a field and its coarser copies; by how much the ranks of those differ yet."""
    ranks = _ranked(field)
    whole, copies, keeps = float(ranks.std()), list[Codes](), list[float]()
    for _ in range(_COPIES):
        left = min(max((_LAST - len(copies)) / 3.0, 0.0), 1.0)
        keeps.append(left * float(ranks.std()) / whole)
        copies.append((_ranked(ranks) * 255.0 + 0.5).astype(np.uint8))
        ranks = pyramid.halved(ranks)
    return copies, keeps


def _ranked(field: Floats32) -> Floats32:
    found = np.empty(field.size, np.float32)
    found[np.argsort(field, axis=None)] = (np.arange(field.size) + 0.5) / field.size
    return found.reshape(field.shape)


def ramps() -> Floats32:
    """Give how each kind is drawn by the sky's amount, shape (4, 33, 3): rank of its rim, width of the rim, brightness.

    The rim is set so that the mean over all ranks is the amount.
    """
    rows = [[_ramp(kind, place / AMOUNTS) for place in range(AMOUNTS + 1)] for kind in range(len(KINDS))]
    return pyramid.fixed(np.array(rows, np.float32))


def _ramp(kind: int, amount: float) -> tuple[float, float, float]:
    bright = min(_LEAST[kind] + (1.3 - _LEAST[kind]) * amount, THICKEST)
    width = _RIMS[kind][0] + (_RIMS[kind][1] - _RIMS[kind][0]) * amount
    ranks = (np.arange(512) + 0.5) / 512
    low, high = -width, 1.0
    for _ in range(30):
        rim = 0.5 * (low + high)
        part = np.clip((ranks - rim) / width, 0.0, 1.0)
        low, high = (rim, high) if bright * float((part * (2.0 - part)).mean()) > amount else (low, rim)
    return 0.5 * (low + high), width, bright


class _Square(NamedTuple):
    """Draws random fields of `size` by `size` cells that are rings both ways."""

    rng: np.random.Generator
    size: int

    def cells(self) -> Floats32:
        near, far = self.nearest(19.0, 14.0, 2.2)
        small, tiny = self.nearest(3.6, 3.0, 0.5)[0], self.nearest(1.5, 1.5, 0.2)[0]
        rims = np.minimum((far - near) * 1.7, 1.0)
        found: Floats32 = rims - 0.35 * near - 0.30 * small - 0.12 * tiny + 0.20 * self.noise(70.0, 2.4)
        return found

    def puffs(self) -> Floats32:
        flocks = self.bent(self.noise(26.0, 2.2, drawn=3.0), 120.0, 14.0) + 0.7 * self.noise(60.0, 2.4)
        large, small, tiny = (
            self.nearest(7.0, 9.0, 1.5)[0],
            self.nearest(2.6, 3.0, 0.5)[0],
            self.nearest(1.1, 1.2, 0.15)[0],
        )
        found: Floats32 = 0.30 * flocks - 0.6 * large - 0.9 * small - 0.35 * tiny
        return found

    def towers(self) -> Floats32:
        found: Floats32 = 0.25 * self.noise(110.0, 2.6)
        for width in (48.0, 20.0, 8.5, 3.6, 1.6):
            near, _ = self.nearest(width, width, 0.16 * width)
            found = found - near * (width / 48.0) ** 0.6 * 1.2
        return found

    def sheets(self) -> Floats32:
        streaks = self.bent(self.noise(30.0, 1.8, drawn=2.5), 120.0, 9.0)
        ripples = self.bent(self.noise(8.0, 1.8, drawn=0.3), 90.0, 8.0)
        found: Floats32 = 0.4 * streaks + 0.8 * self.noise(24.0, 1.7) + 0.16 * ripples + 0.06 * self.noise(3.0, 0.9)
        return found

    def noise(self, longest: float, slope: float, drawn: float = 1.0) -> Floats32:
        """Give a field of deviation 1 whose patches are up to `longest` km wide, drawn out along the rows."""
        waves = np.fft.rfft2(self.rng.standard_normal((self.size, self.size)))
        down, across = np.fft.fftfreq(self.size)[:, None], np.fft.rfftfreq(self.size)[None, :]
        number = np.hypot(down / math.sqrt(drawn), across * math.sqrt(drawn)) * longest / CELL_KM
        field = np.fft.irfft2(waves * (1.0 + number**2) ** (-slope / 2.0 - 0.5) * (number > 0.0))
        found: Floats32 = (field / field.std()).astype(np.float32)
        return found

    def nearest(self, width: float, longest: float, far: float) -> tuple[Floats32, Floats32]:
        """Give the distances to the nearest and the next of points `width` km apart, in that measure (Worley 1996).

        They are looked at from some `far` km aside, in waves of `longest` km: what frays the cells.
        """
        count = max(round(self.size * CELL_KM / width), 3)
        points = self.rng.random((2, count, count)).astype(np.float32)
        steps = np.arange(self.size, dtype=np.float32) * np.float32(count / self.size)
        down = steps[:, None] + np.float32(far / width) * self.noise(longest, 1.2)
        across = steps[None, :] + np.float32(far / width) * self.noise(longest, 1.2)
        i, j = np.floor(down).astype(np.int32), np.floor(across).astype(np.int32)
        first = np.full((self.size, self.size), 9.0, np.float32)
        second = first.copy()
        for a in (-1, 0, 1):
            for b in (-1, 0, 1):
                p, q = (i + a) % count, (j + b) % count
                away = (i + a + points[0, p, q] - down) ** 2 + (j + b + points[1, p, q] - across) ** 2
                second = np.minimum(second, np.maximum(first, away))
                first = np.minimum(first, away)
        return np.sqrt(first), np.sqrt(second)

    def bent(self, field: Floats32, longest: float, far: float) -> Floats32:
        """Give a field with its places moved north and south by some `far` km, in waves of `longest` km."""
        shift = np.round(self.noise(longest, 3.0) * np.float32(far / CELL_KM)).astype(np.int64)
        return np.take_along_axis(field, (np.arange(self.size)[:, None] + shift) % self.size, axis=0)


@woven
def blend(laid: float, kind: float) -> Blend:
    """Give how layouts and kinds are mixed at a place: by its layout of `grain`, and by an index of `KINDS`."""
    zone, k = int(laid), min(int(kind), len(KINDS) - 2)
    part, fade = laid - zone, min(max((kind - k - 0.35) / 0.3, 0.0), 1.0)
    mixed = (part * part + (1.0 - part) ** 2) * (fade * fade + (1.0 - fade) ** 2)
    return zone, np.float32(part), k, np.float32(fade), np.float32(1.0 / (255.0 * math.sqrt(mixed)))


@woven
def rank(codes: NDArray[np.uint32], plan: Places, copy: int, mix: Blend, across: float, down: float) -> float:
    """Give the rank of a place, 0 to 1: as uneven where layouts or kinds are mixed as each of those."""
    zone, part, k, fade, scale = mix
    y, bits = down * (ROUND // 2), 8 * k
    cells = around(codes, plan, copy, across * (ROUND >> zone), y)
    found = channel(cells, bits)
    if fade > 0.0:
        found += (channel(cells, bits + 8) - found) * fade
    if part > 0.0:
        cells = around(codes, plan, copy, across * (ROUND >> (zone + 1)), y)
        other = channel(cells, bits)
        if fade > 0.0:
            other += (channel(cells, bits + 8) - other) * fade
        found += (other - found) * part
    even = (found - np.float32(127.5)) * scale + np.float32(0.5)
    return min(max(even, np.float32(0.0)), np.float32(1.0))  # type: ignore[return-value]  # compiled in single precision


@woven
def drawing(drawn: Floats32, mix: Blend, amount: float) -> tuple[float, float, float]:
    """Give the rank of the rim, the width of the rim and the brightness of an amount of cloud."""
    _, _, k, fade, _ = mix
    place = min(max(amount, 0.0), 0.9999) * AMOUNTS
    left = int(place)
    rest = np.float32(place - left)
    rim, width, bright = _ramp_at(drawn, k, left, rest)
    if fade > 0.0:
        u, v, w = _ramp_at(drawn, k + 1, left, rest)
        rim, width, bright = rim + (u - rim) * fade, width + (v - width) * fade, bright + (w - bright) * fade
    return rim, width, bright  # type: ignore[return-value]  # compiled in single precision


@woven
def _ramp_at(drawn: Floats32, k: int, left: int, rest: np.float32) -> tuple[np.float32, np.float32, np.float32]:
    rim, width, bright = drawn[k, left, 0], drawn[k, left, 1], drawn[k, left, 2]
    return (
        rim + (drawn[k, left + 1, 0] - rim) * rest,
        width + (drawn[k, left + 1, 1] - width) * rest,
        bright + (drawn[k, left + 1, 2] - bright) * rest,
    )


@woven
def contrast_at(contrast: Floats32, mix: Blend, level: float) -> tuple[int, float]:
    """Give the copy of the squares that a level asks for, and what of their contrast is left at it."""
    bounded = min(max(level, 0.0), contrast.shape[1] - 1.001)
    below, k = int(bounded), mix[2]
    return int(bounded + 0.5), contrast[k, below] + (contrast[k, below + 1] - contrast[k, below]) * (bounded - below)


@woven
def painted(rank: float, how: tuple[float, float, float], keeps: float, amount: float) -> float:
    """Give the share of the thickest cloud's light that a place of a rank sends back, where the map has an amount."""
    rim, width, bright = how
    x = min(max((rank - rim) / width, 0.0), 1.0)
    return amount + keeps * (bright * x * (2.0 - x) - amount)
