"""Clouds over the pixels of a run of squares: how much light they send back, how they stand in it, what they shade.

The map of clouds is coarse beside most pixels: it is read at nodes no more than half of its cells apart, and between
them. The shapes that clouds have from near are each pixel's own.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import compiled, lent, woven
from cupola.preview.earth.bent import Floats
from cupola.preview.earth.ground import WHITEST, Ground, grain_level, map_level, wetted
from cupola.preview.earth.kernel import ACROSS, DOWN, FINE, FOOT, SIDE, SPOT, Corners
from cupola.preview.earth.kinds import blend, contrast_at, drawing, painted, rank
from cupola.preview.earth.pyramid import Codes, Floats32, Places, one_value, value
from cupola.preview.earth.shine import DIRECT, HIGH_DIRECT, KIND, SLANT, STILL, WARP
from cupola.preview.earth.squares import EMPTY, EVEN, OWN, PIXELS, SQUARES, Run

CLOUD: Final = 0
"""Share of light that clouds send back."""
SIDEWAYS: Final = 1
"""How much more of the Sun they catch than if they were level."""
SHADE: Final = 2
"""Share of the Sun that other clouds leave for the ground."""

_THICK_KM: Final = 7.0
"""By how much the thickest clouds rise above the thinnest; confidence low."""
_SHADE_KM: Final = 3.0
"""Height from which shadows fall: the middle of clouds with shapes; confidence low."""
_RELIEF_KM: Final = 2.5
_STEEPEST: Final = 0.45
"""Most that the side of a cloud catches above what it would if it were level, or below."""
_FURTHER: Final = 1.5
_GRAZING: Final = 0.06
"""Cosine of the line of sight under which clouds go out: within 12 km of the edge, as seen from afar."""
_COARSE_KM: Final = 8.0
"""A pixel from which on the map of clouds is fine enough."""
_NEAR_KM: Final = 0.8
_NEAR_THICK_KM: Final = 2.5
_LOW_KM: Final = 1.3
"""How far off, and by how much higher, a cloud's next bump is; and from what height it shades the ground; by eye."""


@compiled
def overcast(ground: Ground, is_own: bool, corners: Corners, place: tuple[int, int], run: Run, found: Floats32) -> None:
    """Write the clouds over a run whose first square is at a row and column: `found`, shape (512, 3).

    `is_own` says that they are Cupola's, which have shapes from near.
    """
    nodes = np.empty((SIDE // 2 + 1, SIDE // 2 + 1, 3), np.float32)
    lit, spot = np.empty(STILL, np.float32), np.empty(SPOT)
    level = map_level(ground.clouds.plan)
    for k in range(SQUARES):
        if run.kinds[k] == EMPTY:
            continue
        apart = _apart(corners.spots, place[0], place[1] + k, level) if run.kinds[k] == EVEN else 1
        if apart > 1:
            _at_nodes(ground, corners, place[0], place[1] + k, apart, lit, spot, nodes)
            _between(nodes, apart, k * PIXELS, found)
        else:
            _at_pixels(ground, level, run, k * PIXELS, found)
        if is_own and corners.spots[place[0], place[1] + k, FOOT] < _COARSE_KM:
            _near(ground, run, k * PIXELS, found)
        else:
            _standing(run, k * PIXELS, found)
        if run.kinds[k] == OWN:
            _to_the_edge(run, k * PIXELS, found)


@woven
def _apart(spots: Floats, row: int, column: int, level: float) -> int:
    """Give by how many pixels the nodes of a square may stand apart, so that they are half a cell apart at most."""
    fine = max(
        max(spots[row, column, FINE], spots[row, column + 1, FINE]),
        max(spots[row + 1, column, FINE], spots[row + 1, column + 1, FINE]),
    )
    cells = fine + level + 1.0
    return SIDE if cells <= -3.0 else SIDE // 2 if cells <= -2.0 else SIDE // 4 if cells <= -1.0 else 1


@woven
def _hung(
    codes: Codes, plan: Places, share: Floats32, level: float, spot: Floats, lit: Floats32
) -> tuple[float, float, float]:
    """Give the clouds of the map over a place, those towards the lamp, and those that shade it."""
    x, y, odds = spot[ACROSS] + lit[WARP], spot[DOWN] + lit[WARP + 1], lit[WARP + 2]
    far, reach = max(_RELIEF_KM, _FURTHER * spot[FOOT]), _SHADE_KM * lit[SLANT + 2]
    copy = min(max(int(level + 0.5), 0), len(plan) - 1)
    here = value(codes, plan, share, level, x, y)
    ahead = one_value(codes, plan, share, copy, x + lit[SLANT] * far, y + lit[SLANT + 1] * far)
    above = one_value(codes, plan, share, copy, x + lit[SLANT] * reach, y + lit[SLANT + 1] * reach)
    return wetted(here, odds), wetted(ahead, odds), wetted(above, odds)


@lent
def _at_nodes(
    ground: Ground, corners: Corners, row: int, column: int, apart: int, here: Floats32, spot: Floats, nodes: Floats32
) -> None:
    """Write what the map has at the nodes of a square; `here` and `spot` are room to work in."""
    codes, plan, share = ground.clouds.codes, ground.clouds.plan, ground.share
    lit, spots = corners.lit, corners.spots
    count = SIDE // apart
    for i in range(count + 1):
        for j in range(count + 1):
            lower, right = i / count, j / count
            a, b = (1.0 - lower) * (1.0 - right), (1.0 - lower) * right
            c, d = lower * (1.0 - right), lower * right
            for q in range(SLANT, STILL):
                here[q] = (
                    a * lit[row, column, q] + b * lit[row, column + 1, q]
                    + c * lit[row + 1, column, q] + d * lit[row + 1, column + 1, q]
                )  # fmt: skip
            for q in range(SPOT):
                spot[q] = (
                    a * spots[row, column, q] + b * spots[row, column + 1, q]
                    + c * spots[row + 1, column, q] + d * spots[row + 1, column + 1, q]
                )  # fmt: skip
            found = _hung(codes, plan, share, 0.0, spot, here)
            for q in range(3):
                nodes[i, j, q] = found[q]


@lent
def _between(nodes: Floats32, apart: int, first: int, found: Floats32) -> None:
    """Write what stands between nodes at the pixels of a square."""
    one = np.float32(1.0)
    for i in range(SIDE):
        top, lower = i // apart, np.float32((i % apart + 0.5) / apart)
        for j in range(SIDE):
            left, right = j // apart, np.float32((j % apart + 0.5) / apart)
            for q in range(3):
                north = nodes[top, left, q] * (one - right) + nodes[top, left + 1, q] * right
                south = nodes[top + 1, left, q] * (one - right) + nodes[top + 1, left + 1, q] * right
                found[first + i * SIDE + j, q] = north * (one - lower) + south * lower


@lent
def _at_pixels(ground: Ground, level: float, run: Run, first: int, found: Floats32) -> None:
    """Write what the map has at the pixels of a square."""
    codes, plan, share = ground.clouds.codes, ground.clouds.plan, ground.share
    lit, spots, seen = run.lit, run.spots, run.seen
    for k in range(first, first + PIXELS):
        if seen[k] >= 0.0:
            over = _hung(codes, plan, share, spots[k, FINE] + level, spots[k], lit[k])
            for q in range(3):
                found[k, q] = over[q]


@lent
def _standing(run: Run, first: int, found: Floats32) -> None:
    """Turn what the map has of clouds into how they stand in the light."""
    for k in range(first, first + PIXELS):
        if run.seen[k] >= 0.0:
            cloud, far = found[k, 0], max(_RELIEF_KM, _FURTHER * run.spots[k, FOOT])
            found[k, SIDEWAYS] = _side((cloud - found[k, 1]) * _THICK_KM / far * run.lit[k, SLANT + 2])
            found[k, SHADE] = 1.0 - found[k, 2]


@lent
def _near(ground: Ground, run: Run, first: int, found: Floats32) -> None:
    """Draw the clouds that the map has near the camera, each in the way of its kind."""
    codes, plan, contrast, ramps = ground.squares.codes, ground.squares.plan, ground.contrast, ground.ramps
    lit, spots, level = run.lit, run.spots, grain_level()
    for k in range(first, first + PIXELS):
        if run.seen[k] < 0.0:
            continue
        cloud, above = found[k, 0] / WHITEST, found[k, 2] / WHITEST
        found[k, CLOUD], found[k, SIDEWAYS], found[k, SHADE] = 0.0, 1.0, 1.0
        if cloud <= 0.0 and above <= 0.0:
            continue
        mix = blend(lit[k, STILL + 2], lit[k, KIND])
        copy, keeps = contrast_at(contrast, mix, spots[k, FINE] + level)
        x, y = spots[k, ACROSS] + lit[k, WARP], spots[k, DOWN] + lit[k, WARP + 1]
        if cloud > 0.0:
            far, how = max(_NEAR_KM, _FURTHER * spots[k, FOOT]), drawing(ramps, mix, cloud)
            here = painted(rank(codes, plan, copy, mix, x, y), how, keeps, cloud)
            found[k, CLOUD] = WHITEST * here
            if lit[k, HIGH_DIRECT + 1] <= 0.0:
                continue
            u, v = x + far * lit[k, SLANT], y + far * lit[k, SLANT + 1]
            ahead = painted(rank(codes, plan, copy, mix, u, v), how, keeps, cloud)
            steep = WHITEST * (here - ahead) * _NEAR_THICK_KM / far * lit[k, SLANT + 2]
            found[k, SIDEWAYS] = _side(steep)
        if above > 0.0 and lit[k, DIRECT + 1] > 0.0:
            low = _LOW_KM * lit[k, SLANT + 2]
            u, v = x + low * lit[k, SLANT], y + low * lit[k, SLANT + 1]
            over = painted(rank(codes, plan, copy, mix, u, v), drawing(ramps, mix, above), keeps, above)
            found[k, SHADE] = 1.0 - WHITEST * over


@lent
def _to_the_edge(run: Run, first: int, found: Floats32) -> None:
    """Let clouds go out towards the Earth's edge: rays that pass over it show none, and a line would stand there."""
    for k in range(first, first + PIXELS):
        if 0.0 <= run.seen[k] < _GRAZING:
            part = run.seen[k] / _GRAZING
            found[k, CLOUD] *= part * part * (3.0 - 2.0 * part)


@woven
def _side(steep: float) -> float:
    """Give how much more of the Sun a side of a cloud catches than if it were level."""
    return 1.0 + _STEEPEST * steep / (1.0 + abs(steep))
