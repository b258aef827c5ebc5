"""A run of squares of a picture: how the places are lit that their pixels show, and where those are.

Light changes slowly over the ground, the maps do not: the light of a place is worked out at the corners of squares of
eight pixels and read between them, unless the Earth's edge is near.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled, lent, woven
from cupola.preview.earth.bent import Floats
from cupola.preview.earth.kernel import LOW, SIDE, SPOT, Corners, Scene, look
from cupola.preview.earth.pyramid import Floats32
from cupola.preview.earth.shine import LIT
from cupola.sky.atmosphere import TOP_KM

Numbers = NDArray[Any]
Kinds = NDArray[np.int8]

EMPTY: Final = 0
"""A square that shows space alone."""
EVEN: Final = 1
"""One whose light is read between its corners."""
OWN: Final = 2
"""One whose pixels each have their own."""
SQUARES: Final = 8
"""Of a run: what is worked out of it stays near the processor."""
PIXELS: Final = SIDE * SIDE
_LOWEST: Final = 0.06
_APART: Final = 1.3
"""How much the cosines of the lines of sight at a square's corners may differ."""
_SEAM: Final = 0.25
_POLE: Final = 0.49


class Run(NamedTuple):
    """Squares side by side; pixels row by row of a square, one square after another.

    Attributes
    ----------
    kinds : ndarray of int8, shape (8,)
        `EMPTY`, `EVEN` or `OWN`.
    lit, spots, seen : ndarray, shape (512, 36), (512, 5) and (512,)
        As `Corners` has them.
    light, through : ndarray, shape (512, 3)
        Of pixels that do not meet the ground.
    """

    kinds: Kinds
    lit: Floats32
    spots: Floats
    seen: Floats
    light: Floats32
    through: Floats32


@compiled
def empty_run() -> Run:
    """Give a run to be filled."""
    count = SQUARES * PIXELS
    return Run(
        np.empty(SQUARES, np.int8), np.empty((count, LIT), np.float32), np.empty((count, SPOT)), np.empty(count),
        np.empty((count, 3), np.float32), np.empty((count, 3), np.float32),
    )  # fmt: skip


@compiled
def fill(scene: Scene, size: tuple[int, int], corners: Corners, square: int, first: int, run: Run) -> None:
    """Fill a run with the squares of a row of them, from the one in column `first` on; beyond the picture none."""
    lit, spots, seen = corners.lit, corners.spots, corners.seen
    margin = TOP_KM + 2.0 * SIDE * scene.camera.pixel * scene.camera.distance
    for k in range(SQUARES):
        column = first + k
        if column >= seen.shape[1] - 1:
            run.kinds[k] = EMPTY
        elif _is_even(seen, spots, square, column):
            run.kinds[k] = EVEN
            _between(lit, square, column, run.lit[k * PIXELS : (k + 1) * PIXELS])
            _between(spots, square, column, run.spots[k * PIXELS : (k + 1) * PIXELS])
            run.seen[k * PIXELS : (k + 1) * PIXELS] = seen[square, column]
        elif _is_empty(seen, spots, square, column, margin):
            run.kinds[k] = EMPTY
            _between(spots, square, column, run.spots[k * PIXELS : (k + 1) * PIXELS])
        else:
            run.kinds[k] = OWN
            _own(scene, size, square, column, k, run)


@woven
def _is_even(seen: Floats, spots: Floats, row: int, column: int) -> bool:
    """Say whether what a square shows may be read between its corners: no edge of the Earth, no seam, no pole."""
    a, b, c, d = seen[row, column], seen[row, column + 1], seen[row + 1, column], seen[row + 1, column + 1]
    least = min(min(a, b), min(c, d))
    if least < _LOWEST or max(max(a, b), max(c, d)) > least * _APART:
        return False
    near = spots[row, column]
    for k in range(1, 4):
        other = spots[row + (k >> 1), column + (k & 1)]
        if abs(other[0] - near[0]) > _SEAM or abs(other[1] - 0.5) > _POLE:
            return False
    return bool(abs(near[1] - 0.5) <= _POLE)


@woven
def _is_empty(seen: Floats, spots: Floats, row: int, column: int, margin: float) -> bool:
    """Say whether a square shows nothing but space: all its corners well above the air."""
    for k in range(4):
        i, j = row + (k >> 1), column + (k & 1)
        if seen[i, j] >= 0.0 or spots[i, j, LOW] < margin:
            return False
    return True


@lent
def _between(corner: Numbers, row: int, column: int, out: Numbers) -> None:
    """Write what stands at the middles of a square's pixels, between its corners."""
    kind = corner.dtype.type
    for i in range(SIDE):
        lower = (i + 0.5) / SIDE
        for j in range(SIDE):
            right = (j + 0.5) / SIDE
            a, b = kind((1.0 - lower) * (1.0 - right)), kind((1.0 - lower) * right)
            c, d = kind(lower * (1.0 - right)), kind(lower * right)
            for q in range(corner.shape[2]):
                north = a * corner[row, column, q] + b * corner[row, column + 1, q]
                out[i * SIDE + j, q] = north + c * corner[row + 1, column, q] + d * corner[row + 1, column + 1, q]


@compiled
def _own(scene: Scene, size: tuple[int, int], square: int, column: int, k: int, run: Run) -> None:
    """Follow the ray of each pixel of a square."""
    run.light[k * PIXELS : (k + 1) * PIXELS] = 0.0
    x = 2.0 * (column * SIDE + 0.5) / size[0] - 1.0
    for i in range(SIDE):
        y, start = 1.0 - 2.0 * (square * SIDE + i + 0.5) / size[1], k * PIXELS + i * SIDE
        stop = start + SIDE
        look(
            scene, x, 2.0 / size[0], y, run.lit[start:stop], run.spots[start:stop], run.seen[start:stop],
            run.light[start:stop], run.through[start:stop],
        )  # fmt: skip
