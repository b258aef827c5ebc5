"""The light of the cabin's lamps, which shows on the frame of a window and in its glass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cupola.light.lamps import cabin_lux
from cupola.places import Station, Window

if TYPE_CHECKING:
    from cupola.production import Production, Shot

GENERAL: Final = "general"


def lamps_lux(station: Station, window: Window, distance: float) -> float:
    """Give the light of a module's lamps on a camera before its window, lx; 0 where no lamps are known."""
    if not any(lamp.module == window.module for lamp in station.lamps.fittings):
        return 0.0
    modes = station.lamps.modes
    mode = GENERAL if GENERAL in modes else next(iter(modes))
    point = np.array(window.at) - distance * np.array(window.normal)
    return cabin_lux(station, window.module, mode, point, window.normal)


def shot_lux(production: Production, shot: Shot, window: Window, distance: float) -> float:
    """Give the light of the cabin in a shot, lx: as its set states it, or of its lamps; 0 where it is shot in eclipse.

    Whoever shoots the night through a window puts the lamps out: their image in the glass is brighter than any city.
    The lamps of what flies and comes down again are not known.
    """
    if shot.need.light == "eclipse" or shot.need.view_by == "night":
        return 0.0
    where = production.sets[shot.set]
    if where.cabin is not None or where.flights is not None:
        return where.cabin or 0.0
    return lamps_lux(production.station, window, distance)
