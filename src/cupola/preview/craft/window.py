"""Puts the window, its frame and the room before a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cupola.light.lens import Lens
from cupola.light.meter import Meter
from cupola.places import Station, Window
from cupola.preview.colour import luminance
from cupola.preview.craft.kernel import MIRRORED, frame
from cupola.preview.craft.opening import DEPTH_M, RING_M, SLANT, openings, panes, room_windows
from cupola.preview.craft.shine import readings, shining

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Behind:
    """A camera behind a window.

    Attributes
    ----------
    axes : ndarray, shape (3, 3)
        Forward, right and up, in the station's frame, as rows.
    stop : float
        The lens's stop.
    distance : float
        From the lens to the middle of the glass, m.
    cabin_lux : float
        The lamps' light on the camera, lx.
    meter : callable
        Gives the light meter of a window.
    """

    station: Station
    window: Window
    lens: Lens
    axes: Floats
    at: float
    stop: float
    distance: float
    cabin_lux: float
    meter: Callable[[str], Meter]

    @property
    def place(self) -> Floats:
        """Where the lens is, m, the station's frame: it looks through the middle of the glass."""
        found: Floats = np.array(self.window.at) - self.distance * self.axes[0]
        return found

    @property
    def tangents(self) -> Floats:
        """Tangents of half the angles of view, across and up, shape (2,)."""
        return np.array([self.lens.width, self.lens.height]) / (2.0 * self.lens.focal)

    @property
    def pupil(self) -> float:
        """The radius of the lens's pupil, m."""
        return self.lens.focal / (2.0 * self.stop) / 1000.0


def framed(light: Picture, behind: Behind) -> tuple[Picture, float]:
    """Put the window before a picture, shape (h, w, 3), in place.

    Returns
    -------
    open_to : ndarray, shape (h, w)
        The share of each pixel's light from outside that arrives.
    veil : float
        The luminance of the room's image in the glass, seen straight out, cd/m2.
    """
    windows = room_windows(behind.station, behind.window)
    rows = openings(windows, behind.place, behind.axes)
    read = readings(behind.meter, windows, behind.at)
    shining(rows, behind.station, windows, read, behind.cabin_lux)
    open_to = np.empty(light.shape[:2], np.float32)
    sizes = np.array([behind.pupil, DEPTH_M, SLANT * DEPTH_M, RING_M])
    glass = panes(windows)
    frame(light, open_to, rows, glass, behind.tangents, sizes)
    return open_to, float(luminance(rows[0, MIRRORED:]) * glass[1, 0, -1])
