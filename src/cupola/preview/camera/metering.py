"""What a picture is exposed for, when nobody says: the middle of what is lit in it."""

from __future__ import annotations

from math import floor, inf, log2, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.exposure import (
    HIGHEST_ISO,
    REFLECTED_K,
    Exposure,
    Sensor,
    ev100_of_luminance,
    ev100_of_settings,
    expose,
    half_turn,
)
from cupola.preview.colour import luminance

Picture = NDArray[np.float32]

KOMODO: Final = Sensor(27.03, 14.26, 800.0, 24.0, 14.0)
"""Where no camera is named: RED KOMODO 6K, as in the packaged kinds."""

_LIT: Final = 0.01
"""Share of the picture's bright parts from which on something counts as lit: space, stars and night do not."""
_MANY: Final = 130_000
"""Pixels that are enough to meter: of a larger picture every so manieth in a row, and row."""
_BRIGHT: Final = 99.9
_HIGH: Final = 95.0
_HEADROOM: Final = 3.0
"""Stops that the brightest twentieth of what is lit may lie over the middle, before it decides; own choice."""
_NIGHT: Final = 30.0
"""Cd/m2: where the brightest thousandth of the picture is darker, it is night, and is exposed for its lamps."""
_LAMP_HEADROOM: Final = 4.0
"""Stops over the middle at which the lamps of towns may lie; own choice."""
_SUNLIT: Final = REFLECTED_K / 100.0 * 2.0**15
"""What is brighter, cd/m2, is white rather than near: crews set EV 15 for the day side (f/11 and 1/640 s at ISO 200,
as on many of their pictures; rounded)."""
TOWNS: Final = 0.1
"""Cd/m2 that the night side is exposed for at most: about f/1.4 and 1/50 s at ISO 12800, as crews set for towns."""
_WIDEST: Final = 1.4


def key_luminance(light: Picture, open_to: NDArray[np.bool_] | None = None) -> float:
    """Give the luminance that a picture should be exposed for, cd/m2; 0 for a black one.

    The median of what is lit: in a terminator that lies well under the bright haze, and black space does not count. A
    meter would make grey of clouds; nothing is exposed for beyond the usual day side. The night is exposed for its
    lamps, so that it stays night.

    Parameters
    ----------
    light : ndarray, shape (h, w, 3)
        Linear Rec. 2020, cd/m2.
    open_to : ndarray of bool, shape (h, w), optional
        Which pixels look through the glass.
    """
    step = max(floor(sqrt(light.shape[0] * light.shape[1] / _MANY)), 1)
    coarse = light[::step, ::step]
    through = None if open_to is None else open_to[::step, ::step]
    bright = luminance(coarse if through is None or not through.any() else coarse[through]).ravel()
    top = float(np.percentile(bright, _BRIGHT))
    if top < _NIGHT:
        return float(max(np.median(bright), top / 2.0**_LAMP_HEADROOM))
    middle, high = np.percentile(bright[bright > _LIT * top], [50.0, _HIGH])
    return float(min(max(middle, high / 2.0**_HEADROOM), _SUNLIT))


def automatic(sensor: Sensor, key_cd_m2: float, stop: float = 4.0, change: float = 0.0) -> Exposure:
    """Give the settings for a luminance, `change` stops brighter than a meter would have them.

    Without any light the lens is wide open and the ISO as high as it goes.
    """
    widest = min(_WIDEST, stop)
    if key_cd_m2 <= 0.0:
        seconds, iso = half_turn(sensor.frame_rate), max(HIGHEST_ISO, sensor.iso)
        return Exposure(ev100_of_settings(widest, seconds, iso), iso, seconds, widest, 0.0, inf)
    return expose(sensor, float(ev100_of_luminance(key_cd_m2)) - change, stop, widest)


def middle_cd_m2(exposure: Exposure) -> float:
    """Give the luminance that comes out as middle grey: what a reflected-light meter would have asked these for."""
    ev100 = ev100_of_settings(exposure.stop, exposure.seconds, exposure.iso, exposure.nd)
    return float(REFLECTED_K / 100.0 * 2.0**ev100)


def stops_over(exposure: Exposure, cd_m2: float) -> float:
    """Give by how many stops a luminance lies over middle grey."""
    return log2(cd_m2 / middle_cd_m2(exposure)) if cd_m2 > 0.0 else -inf
