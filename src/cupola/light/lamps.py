"""Cabin lamps: the light that they throw on a point of a module."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cupola.errors import DocumentError, Message, closest
from cupola.light.glass import bounce_lux
from cupola.places import Module, Station
from cupola.places.lamp import Lamp, LampMode

REFLECTANCE: Final = 0.6
"""Share of light that the walls of a module throw back: 0.5 to 0.8; confidence low."""
_MOST_GLASS: Final = 0.9

_NEAREST_M: Final = 0.25  # half the length of a lamp: nearer, it is no point of light


def cabin_lux(station: Station, module: str, mode: str, point: ArrayLike, facing: ArrayLike) -> float:
    """Give the illuminance of a surface by the lamps of its module, lx: straight from them, and off the walls.

    Each lamp shines as a small flat source: I = flux / pi times the cosine from its facing, and E = I cos / d². The
    walls add the even light of an integrating sphere. Nobody stands in the way.

    Parameters
    ----------
    module : str
        Id of the module: lamps of others do not count.
    mode : str
        What the lamps are switched to; one of `station.lamps.modes`.
    point : array_like, shape (3,)
        Where, metres, the station's frame; nearer than 0.25 m to a lamp it counts as that far.
    facing : array_like, shape (3,)
        The surface's unit normal.

    Raises
    ------
    DocumentError
        An unknown mode, or a module of which no lamps are known (E359).
    """
    lamps, setting = _of(station, module, mode)
    place, normal = np.asarray(point, float), np.asarray(facing, float)
    at = np.array([lamp.at for lamp in lamps])
    shines = np.array([lamp.facing for lamp in lamps])
    sight = place - at
    distance = np.linalg.norm(sight, axis=-1)
    rays = sight / np.maximum(distance, 1e-9)[:, None]
    sent = np.maximum(np.einsum("ni,ni->n", shines, rays), 0.0)
    received = np.maximum(-rays @ normal, 0.0)
    straight = setting.lumens / np.pi * sent * received / np.maximum(distance, _NEAREST_M) ** 2
    return float(straight.sum()) + bounce_lux(
        setting.lumens * len(lamps), walls_m2(station.modules[module]), thrown_back(station, module)
    )


def walls_m2(module: Module) -> float:
    """Give the surface of a module's room, m2: of its free aisle, or, where that is not known, of its hull's inside."""
    if module.aisle is not None:
        length, width, height = module.aisle
        return 2.0 * (length * width + length * height + width * height)
    length = float(np.linalg.norm(np.subtract(*module.ends)))
    return np.pi * module.diameter * (length + module.diameter / 2.0)


def thrown_back(station: Station, module: str) -> float:
    """Give the share of light that a module's walls throw back, windows and all: what falls on glass goes out."""
    glass = sum(one.area for one in station.windows.values() if one.module == module)
    return REFLECTANCE * (1.0 - min(glass / walls_m2(station.modules[module]), _MOST_GLASS))


def _of(station: Station, module: str, mode: str) -> tuple[list[Lamp], LampMode]:
    lamps = [lamp for lamp in station.lamps.fittings if lamp.module == module]
    if not lamps:
        hint = "state the cabin light of the set as a meter reads it: cabin: 300 lx"
        raise DocumentError(Message("E359", f"no lamps of {module[:40]} are known", hint=hint))
    modes = station.lamps.modes
    if mode not in modes:
        hint = closest(mode, modes) or f"use one of {', '.join(modes)}"
        raise DocumentError(Message("E359", f'the lamps have no mode "{mode[:40]}"', hint=hint))
    return lamps, modes[mode]
