"""Forms modelled as in clay: lumps that flow into each other and hollows pressed into them, as distances on a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Distances = NDArray[np.float32]

_SHARPEST_M: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Lump:
    """A lump of clay: an ellipsoid, or a rod between two places that is as thick as half sizes say.

    Attributes
    ----------
    middle : tuple of float
        Forward, right, up, metres. What lies to the right is modelled to the left as well.
    half : tuple of float
        Half sizes, the same order; of a rod the first and the second are its radius at start and end.
    blend : float
        How wide the seam is to what was there before, metres.
    end : tuple of float, optional
        Where a rod ends.
    is_hollow : bool
        Whether it is taken away.
    """

    middle: tuple[float, float, float]
    half: tuple[float, float, float]
    blend: float = 0.01
    end: tuple[float, float, float] | None = None
    is_hollow: bool = False

    def away(self, points: Floats) -> Floats:
        """Give how far points, shape (..., 3), are outside of it, negative inside, metres, or nearly so."""
        from_middle = points - np.array(self.middle)
        if self.end is not None:
            along = np.subtract(self.end, self.middle)
            share = np.clip(from_middle @ along / (along @ along), 0.0, 1.0)
            radius = self.half[0] + share * (self.half[1] - self.half[0])
            rod: Floats = np.linalg.norm(from_middle - share[..., None] * along, axis=-1) - radius
            return rod
        half = np.array(self.half)
        near = np.linalg.norm(from_middle / half, axis=-1)
        slope = np.linalg.norm(from_middle / half**2, axis=-1)
        found: Floats = np.where(slope > 1e-9, near * (near - 1.0) / np.maximum(slope, 1e-9), -half.min())
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A modelled form in a box.

    Attributes
    ----------
    middle, half : ndarray, shape (3,)
        Of the box, metres: forward, right, up.
    away : ndarray of float32, shape (i, j, k)
        Distances to the surface on an even grid from corner to corner of the box, metres; negative inside.
    """

    middle: Floats
    half: Floats
    away: Distances


def modelled(lumps: tuple[Lump, ...], low: tuple[float, float, float], high: tuple[float, float, float],
             step: float) -> Form:  # fmt: skip
    """Give the form of lumps, laid on in their order, in a box that is alike to both sides.

    Parameters
    ----------
    low, high : tuple of float
        Corners of the box, metres; nothing of the form should reach its sides.
    step : float
        Between the places of the grid, or so, metres.
    """
    first, last = np.array(low), np.array(high)
    counts = [max(round(size / step), 2) + 1 for size in last - first]
    counts[1] += 1 - counts[1] % 2  # a place in the middle
    axes = [np.linspace(a, b, count) for a, b, count in zip(first, last, counts, strict=True)]
    points = np.stack(np.meshgrid(axes[0], axes[1][counts[1] // 2 :], axes[2], indexing="ij"), axis=-1)
    found = np.full(points.shape[:3], 1.0)
    for lump in lumps:
        away, seam = lump.away(points), max(lump.blend, _SHARPEST_M)
        found = -_flowing(-found, away, seam) if lump.is_hollow else _flowing(found, away, seam)
    whole = np.concatenate([found[:, :0:-1], found], axis=1)
    return Form((first + last) / 2, (last - first) / 2, whole.astype(np.float32))


def worn(lumps: tuple[Lump, ...], where: tuple[Lump, ...], thick: float, low: tuple[float, float, float],
         high: tuple[float, float, float], step: float) -> Form:  # fmt: skip
    """Give what lies on a form of lumps so thick, metres, within others, in a box as that of `modelled`."""
    under, mask = (modelled(one, low, high, step) for one in (lumps, where))
    return Form(under.middle, under.half, np.maximum(under.away - np.float32(thick), mask.away))


def _flowing(one: Floats, other: Floats, width: float) -> Floats:
    """Give the smaller of two distances, round in the seam (the polynomial minimum of Quilez)."""
    near = np.maximum(width - np.abs(one - other), 0.0) / width
    found: Floats = np.minimum(one, other) - near**2 * width / 4.0
    return found
