"""The windows of a room as openings in front of a camera: plain numbers in the camera's own axes.

The camera's axes are right, up and forward, in metres from the lens. An opening has the glass, the frame's inner lip,
which stands before it by the frame's depth and is wider by the slant of its sides, and a ring of frame about the lip.
An outline is a circle, or one that is swept over a rectangle, its core, or the inside of up to four edges, each told by
its outward normal in the glass's plane and its distance from the middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.glass import outline
from cupola.light.lens import Framing
from cupola.places import Station, Window
from cupola.preview.craft import kernel
from cupola.preview.craft.glass import tables

Floats = NDArray[np.float64]

DEPTH_M: Final = 0.11
"""From the inner lip to the glass that light is counted at; no drawing of the frames is public: estimate, low."""
SLANT: Final = 0.35
"""How much wider the opening is at the lip, for each metre of depth and side; estimate from pictures, low."""
RING_M: Final = 0.055
"""Width of the frame about the lip; estimate from pictures, low."""

_EDGES: Final = 4


def room_windows(station: Station, window: Window) -> list[Window]:
    """Give a window and, after it, the others of its module."""
    others = [one for one in station.windows.values() if one.module == window.module and one.id != window.id]
    return [window, *others]


def openings(windows: Sequence[Window], camera: Floats, axes: Floats) -> Floats:
    """Give openings as a camera sees them: the rows that `kernel.frame` takes, without how they shine.

    Parameters
    ----------
    camera : ndarray, shape (3,)
        Where the lens is, m, the station's frame.
    axes : ndarray, shape (3, 3)
        Forward, right and up of the camera, in the station's frame, as rows.

    Returns
    -------
    ndarray, shape (n, 53)
    """
    turn = np.roll(axes, -1, axis=0)
    rows = np.zeros((len(windows), kernel.COUNT))
    for row, one in zip(rows, windows, strict=True):
        framing = Framing.of(one.normal)
        middle, normal = turn @ (np.array(one.at) - camera), turn @ framing.axis
        core, radius, edges = _shape(one)
        row[kernel.MIDDLE : kernel.EDGES] = [
            *middle, *normal, *(turn @ framing.right), *(turn @ framing.up), middle @ normal,
            *core, radius, 2.0 * (min(core) + radius if np.isfinite(radius) else edges[:, 2].min()),
        ]  # fmt: skip
        row[kernel.EDGES : kernel.WALL] = edges.ravel()
    return rows


def panes(windows: Sequence[Window]) -> Floats:
    """Give what the glass of windows passes and mirrors, shape (2, n, 256); see `glass.tables`."""
    return np.stack([np.stack(tables(one.transmission)) for one in windows], axis=1)


def _shape(window: Window) -> tuple[Floats, float, Floats]:
    """Give half the core's width and height, the radius, or nan, and the edges of the clear glass."""
    scale, none = float(np.sqrt(window.clear)), np.zeros((_EDGES, 3))
    if window.shape == "round":
        return np.zeros(2), scale * window.size[0] / 2, none
    if window.shape == "rounded":
        width, height, corner = window.size
        return scale * (np.array([width, height]) / 2 - corner), scale * corner, none
    corners = outline(window)
    along = np.roll(corners, -1, axis=0) - corners
    normal = np.stack([along[:, 1], -along[:, 0]], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.zeros(2), np.nan, np.column_stack([normal, np.einsum("ki,ki->k", normal, corners)])
