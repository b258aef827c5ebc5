"""Strokes that all pictures share: boxes and ticks of many spans as one shape, clock axes, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
Pair = tuple[float, float]


def boxes(axes: Axes, across: Iterable[Pair], down: Pair, name: str, **style: Any) -> None:
    """Draw a box for each pair of x, all between two y, as one shape with a name; nothing without pairs."""
    bottom, top = down
    corners = [[(a, bottom), (b, bottom), (b, top), (a, top), (a, bottom)] for a, b in across]
    _shape(axes, corners, name, **{"linewidth": 0.0, **style})


def ticks(axes: Axes, at: Iterable[float], down: Pair, name: str, **style: Any) -> None:
    """Draw an upright stroke at each x between two y, as one shape with a name; nothing without any."""
    strokes = [[(x, down[0]), (x, down[1])] for x in at]
    _shape(axes, strokes, name, **{"fill": False, "linewidth": 0.8, "capstyle": "butt", **style})


def _shape(axes: Axes, lines: Sequence[Sequence[Pair]], name: str, **style: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not lines:
        return
    vertices = np.concatenate([np.asarray(line, float) for line in lines])
    codes = np.concatenate([[Path.MOVETO] + [Path.LINETO] * (len(line) - 1) for line in lines])
    patch = PathPatch(Path(vertices, codes), **style)
    patch.set_gid(name)
    axes.add_patch(patch)


def hours(axes: Axes, span: Pair, label: Callable[[float], str], edge: str, every: float) -> None:
    """Put times of day on the x axis of axes whose unit is the minute.

    Parameters
    ----------
    span : pair of float
        First and last minute.
    label : callable
        Writes a minute as a time of day.
    edge : {"top", "bottom"}
        Where the times stand.
    every : float
        Minutes between two of them.
    """
    first = np.ceil(span[0] / every - 1e-9) * every
    at = np.arange(first, span[1] + 1e-6, every)
    axes.set_xlim(*span)
    axes.set_xticks(at, [label(float(x)) for x in at])
    top = edge == "top"
    axes.tick_params(axis="x", top=top, bottom=not top, labeltop=top, labelbottom=not top)
