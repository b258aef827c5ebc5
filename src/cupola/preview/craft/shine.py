"""How the frame and the room about a window shine: lit by lamps, and by what falls in through all its windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.colour import black_body
from cupola.light.glass import bounce_lux, in_window
from cupola.light.lamps import REFLECTANCE, thrown_back, walls_m2
from cupola.light.meter import Meter
from cupola.light.reading import Reading
from cupola.places import Station, Window
from cupola.preview.colour import of_xyz
from cupola.preview.craft import kernel

Floats = NDArray[np.float64]

RING: Final = 0.4
"""Share of light that a window's frame reflects: painted metal, grey; estimate, low."""
BEHIND: Final = 0.15
"""The same of what a window mirrors to the lens: a camera, and whoever holds it in dark clothes; estimate, low."""
CAMERA: Final = 0.05
"""The same of the camera alone: black paint and glass; estimate, low."""
_CAMERA_M: Final = 0.12
"""How far from the axis a camera and the hands about it reach."""
_ASIDE: Final = 0.577
"""The tangent of 30 deg: half of what a window mirrors to a lens comes from within."""
LAMP_K: Final = 4500.0
"""Colour temperature of cabin lamps: the station's `general` (Brainard and others)."""
_NADIR: Final = np.array([0.0, 0.0, 1.0])


def readings(meter: Callable[[str], Meter], windows: Sequence[Window], at: float) -> list[Reading]:
    """Read the light meter of each window."""
    meters = [meter(one.id) for one in windows]
    moment = meters[0].vantage.at(np.array([at]))
    return [one.read(moment) for one in meters]


def shining(
    rows: Floats, station: Station, windows: Sequence[Window], read: Sequence[Reading], cabin_lux: float
) -> None:  # fmt: skip
    """Fill in how everything about the windows of a room shines: linear Rec. 2020, cd/m2.

    Parameters
    ----------
    rows : ndarray, shape (n, 53)
        Of `opening.openings`.
    windows : sequence of Window
        Of one module.
    read : sequence of Reading
        The meter at each of them, at one instant.
    cabin_lux : float
        The lamps' light on a camera before the window, lx.
    """
    lamps = cabin_lux * of_xyz(black_body(np.array([LAMP_K]))[0])
    room = _even(station, windows, read) + lamps
    outside = [earth_part(one) for one in read]
    for k, (row, window, one) in enumerate(zip(rows, windows, read, strict=True)):
        about = room + _across(windows, outside, k)
        frame = RING / np.pi
        beam = _slanting(window, one)
        lit = [about * REFLECTANCE / np.pi, about * frame, about * frame, outside[k] * frame, beam * frame]
        row[kernel.WALL : kernel.SUN] = np.maximum(np.concatenate(lit), 0.0)
        row[kernel.SUN : kernel.MIRRORED] = [*_seen_out(window, one.sun[0]), *_seen_out(window, _NADIR)]
        row[kernel.MIRRORED :] = np.maximum(room * behind(row[kernel.AWAY]) / np.pi, 0.0)


def behind(away: float) -> float:
    """Give the share of the room's light that comes back from what a window mirrors to a lens, by its distance, m.

    At the glass that is the camera itself; from further off more and more of whoever holds it, and of the room.
    """
    itself = min(_CAMERA_M / (2.0 * _ASIDE * max(away, 1e-3)), 1.0)
    return CAMERA * itself + BEHIND * (1.0 - itself)


def _even(station: Station, windows: Sequence[Window], read: Sequence[Reading]) -> Floats:
    """Give the light that the walls throw about of what falls in, lx, linear Rec. 2020."""
    module = windows[0].module
    share = bounce_lux(1.0, walls_m2(station.modules[module]), thrown_back(station, module))
    lumens = [window.area * of_xyz(one.xyz[0]) for window, one in zip(windows, read, strict=True)]
    found: Floats = share * np.sum(lumens, axis=0)
    return found


def _across(windows: Sequence[Window], outside: Sequence[Floats], k: int) -> Floats:
    """Give the light that a window's surroundings get straight through the others, lx: each as a small bright pane."""
    here, found = windows[k], np.zeros(3)
    for other, light in zip(windows, outside, strict=True):
        sight = np.array(other.at) - np.array(here.at)
        away = float(np.linalg.norm(sight))
        if away < 1e-6:
            continue
        received = max(float(-sight @ np.array(here.normal)) / away, 0.0)
        sent = max(float(sight @ np.array(other.normal)) / away, 0.0)
        found = found + light / np.pi * other.area * received * sent / max(away, 0.3) ** 2
    return found


def earth_part(read: Reading) -> Floats:
    """Give the Earth's and the Moon's part of a reading, lx, linear Rec. 2020."""
    found: Floats = of_xyz(read.xyz[0]) - beam_part(read)
    return found


def beam_part(read: Reading) -> Floats:
    """Give the direct Sun's part of a reading, lx, linear Rec. 2020; its colour is taken as that of all its light."""
    total = read.total_lx[0]
    share = read.direct_lx[0] / total if total > 0.0 else 0.0
    found: Floats = of_xyz(read.xyz[0]) * share
    return found


def _slanting(window: Window, read: Reading) -> Floats:
    """Give the Sun's beam behind the glass on a plate that faces it, lx, linear Rec. 2020."""
    cosine = float(np.cos(np.radians(read.incidence[0])))
    found: Floats = beam_part(read) / cosine if cosine > 0.02 else np.zeros(3)
    return found


def _seen_out(window: Window, direction: Floats) -> Floats:
    """Give a direction along a window's right, up and outward."""
    x, y, z = in_window(window, direction)
    return np.array([x, y, -z])
