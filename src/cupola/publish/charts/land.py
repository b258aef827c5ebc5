"""The land's outlines; made by `docs/pictures/outlines.py`, which tells where from."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TRIANGLE: Final = 3  # corners; a closed line has one point more


@cache
def outlines(cell: float = 0.1) -> tuple[Floats, ...]:
    """Give closed outlines, each shape (n, 2): longitude and latitude in deg; seas within land run the other way.

    Parameters
    ----------
    cell : float
        Degrees to which points are rounded, for small maps; what then is less than a triangle is left out.
    """
    read = json.loads(files("cupola.publish.charts").joinpath("data", "land.json").read_text("utf-8"))
    rounded = (_rounded(np.reshape(np.asarray(numbers, float) / 10, (-1, 2)), cell) for numbers in read["outlines"])
    return tuple(line for line in rounded if len(line) > _TRIANGLE)


def _rounded(line: Floats, cell: float) -> Floats:
    """Round the points of a line, close it, and leave out repeated ones."""
    points = np.rint(line / cell) * cell
    closed = np.vstack([points, points[:1]])
    moved = np.concatenate([[True], (closed[1:] != closed[:-1]).any(axis=1)])
    kept: Floats = closed[moved]
    return kept
