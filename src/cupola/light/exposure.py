"""Exposure: from lux and cd/m2 to EV100, to a camera's settings, and whether window and face fit into one picture.

EV100 is the exposure value at ISO 100, log2(N²/t). A meter that reads light off a subject takes it as log2(L S / K)
with K = 12.5 cd s/m2, one that reads the light that falls on it as log2(E S / C) with C = 250 lx s: the constants of
ISO 2720:1974 as most makers set them (K 10.6 to 13.4, C 240 to 400). The two agree for a subject that reflects 16 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log2
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.errors import Message, SkyError

Floats = NDArray[np.float64]

REFLECTED_K: Final = 12.5
INCIDENT_C: Final = 250.0
STOP_OF_DENSITY: Final = 0.30103
"""Optical density of one stop of neutral glass: log10 of 2."""
EASY_STOPS: Final = 3.0
"""Stops between window and face that look natural on a screen; own estimate, confidence low."""
OWN_STOPS: Final = 4.0
"""Stops that window and face need for themselves: clouds 1.5 over the mean Earth, shades 2.5 under the lit cheek; own
estimate, confidence low."""

_SMALLEST: Final = 16.0
HIGHEST_ISO: Final = 25_600.0
"""The most at which a picture from orbit was shot that was worth showing."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """What a camera brings to an exposure.

    Attributes
    ----------
    width, height : float
        Of the picture on the sensor, mm.
    iso : float
        Native sensitivity, ISO.
    frame_rate : float
        Frames a second.
    stops : float
        Dynamic range, stops.
    nd : tuple of float
        Neutral filters built in, stops each; none: filters go before the lens or on the window, by whole stops.

    Raises
    ------
    SkyError
        Values that no camera has (E356).
    """

    width: float
    height: float
    iso: float
    frame_rate: float
    stops: float
    nd: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        bounds = (
            ("a sensor {:g} mm wide", self.width, 1.0, 100.0),
            ("a sensor {:g} mm high", self.height, 1.0, 100.0),
            ("ISO {:g}", self.iso, 25.0, 100_000.0),
            ("{:g} frames a second", self.frame_rate, 1.0, 10_000.0),
            ("a range of {:g} stops", self.stops, 4.0, 25.0),
            *(("a filter of {:g} stops", stops, 0.1, 20.0) for stops in self.nd),
        )
        faults = [
            Message("E356", f"no camera has {text.format(value)}", hint=f"give {low:g} to {high:g}")
            for text, value, low, high in bounds
            if not low <= value <= high
        ]
        if faults:
            raise SkyError(*faults)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The settings of a camera.

    Attributes
    ----------
    ev100 : float
        What they expose for.
    iso : float
        ISO.
    seconds : float
        Shutter time, s.
    stop : float
        The lens's stop.
    nd : float
        Neutral density, stops.
    under : float
        Stops by which the picture is still too dark.
    """

    ev100: float
    iso: float
    seconds: float
    stop: float
    nd: float
    under: float = 0.0

    def __str__(self) -> str:
        shutter = f"1/{1 / self.seconds:.0f} s" if self.seconds < 0.5 else f"{self.seconds:g} s"
        filters = f"ND {self.nd * STOP_OF_DENSITY:.1f} ({_count(self.nd)})" if self.nd else "no ND"
        dark = f", {_count(round(self.under, 1))} too dark" if self.under >= 0.05 else ""
        return f"ISO {self.iso:.0f}, {shutter}, T{self.stop:.1f}, {filters}{dark}"


@dataclass(frozen=True, slots=True)
class Contrast:
    """How far a window and a face beside it are apart.

    Attributes
    ----------
    stops : float
        The window over the face; negative: the face is the brighter.
    excess : float
        Stops of fill on the face, or of neutral filter on the window, that would bring them to where both look natural.
    verdict : {"both hold", "silhouette", "beyond the camera"}
        The face is dark against the window in a `silhouette`, but its shades are in the file; beyond the camera either
        the window burns out or the face is lost.
    """

    stops: float
    excess: float
    verdict: str

    def __str__(self) -> str:
        apart = f"the window is {abs(self.stops):.1f} stops {'over' if self.stops >= 0 else 'under'} the face"
        if self.excess == 0.0:
            return f"{apart}: {self.verdict}"
        return f"{apart}: {self.verdict}; add {self.excess:.1f} stops of fill, or of ND on the window"


def ev100_of_luminance(cd_m2: ArrayLike) -> Floats:
    """Give EV100 of a subject of a luminance in cd/m2, any shape: log2(8 L); minus infinity without light."""
    return _stops(np.asarray(cd_m2, float) * 100.0 / REFLECTED_K)


def ev100_of_illuminance(lux: ArrayLike) -> Floats:
    """Give EV100 of what is lit by an illuminance in lx, any shape: log2(E / 2.5); minus infinity without light."""
    return _stops(np.asarray(lux, float) * 100.0 / INCIDENT_C)


def ev100_of_settings(stop: float, seconds: float, iso: float, nd: float = 0.0) -> float:
    """Give the EV100 that a camera's settings expose for: log2(N²/t) - log2(ISO/100) + ND."""
    return log2(stop**2 / seconds) - log2(iso / 100.0) + nd


def half_turn(frame_rate: float) -> float:
    """Give the shutter time of a 180-degree shutter in seconds: half a frame."""
    return 1.0 / (2.0 * frame_rate)


def key_to_fill(key_lx: float, fill_lx: float) -> float:
    """Give the lighting ratio, (key + fill) / fill, of the lit to the shaded side of a face; infinite without fill.

    2 is soft, 4 usual drama, 8 low key, beyond 64 looks unlit.
    """
    return (key_lx + fill_lx) / fill_lx if fill_lx > 0.0 else float("inf")


def expose(sensor: Sensor, ev100: float, stop: float = 4.0, widest: float = 1.4) -> Exposure:
    """Give settings for a light: native ISO, a half-turn shutter, the stop wished for as nearly as filters allow.

    Too much light: a filter, and the stop takes the rest. Too little: the lens opens, then the ISO rises, to 25600.

    Parameters
    ----------
    stop : float
        The stop that is wished for.
    widest : float
        The lens's widest stop.

    Raises
    ------
    SkyError
        No light (E357), or stops that no lens has (E358).
    """
    if not isfinite(ev100):
        raise SkyError(Message("E357", "there is no light to expose for", hint="wait for light, or light the set"))
    if not 0.5 <= widest <= stop <= _SMALLEST:
        text = f"no lens opens to T{widest:g} and is set to T{stop:g}"
        raise SkyError(Message("E358", text, hint=f"give stops from 0.5 to {_SMALLEST:g}, the widest first"))
    seconds = half_turn(sensor.frame_rate)
    surplus = ev100 - ev100_of_settings(stop, seconds, sensor.iso)
    nd = _filter(sensor, surplus, 2.0 * log2(_SMALLEST / stop))
    number = stop * 2.0 ** ((surplus - nd) / 2.0)
    needed = sensor.iso * max(1.0, (widest / number) ** 2)
    iso = min(needed, max(HIGHEST_ISO, sensor.iso))
    return Exposure(ev100, iso, seconds, max(number, widest), nd, log2(needed / iso))


def contrast(window_ev100: float, face_ev100: float, sensor: Sensor) -> Contrast:
    """Say whether a window and a face beside it can be held in one picture.

    Raises
    ------
    SkyError
        One of them is wholly dark (E357).
    """
    if not (isfinite(window_ev100) and isfinite(face_ev100)):
        raise SkyError(Message("E357", "there is no light to expose for", hint="wait for light, or light the set"))
    stops = window_ev100 - face_ev100
    excess = max(0.0, stops - EASY_STOPS)
    if stops > sensor.stops - OWN_STOPS:
        return Contrast(stops, excess, "beyond the camera")
    return Contrast(stops, excess, "silhouette" if excess else "both hold")


def _count(stops: float) -> str:
    return f"{stops:g} stop{'' if stops == 1 else 's'}"


def _stops(share: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        value: Floats = np.log2(share)
    return value


def _filter(sensor: Sensor, surplus: float, reserve: float) -> float:
    """Give the filter nearest to a surplus of light; by whole stops if those built in leave more than the reserve."""
    if surplus <= 0.0:
        return 0.0
    whole = float(round(surplus))
    if not sensor.nd:
        return whole
    nearest = min((0.0, *sensor.nd), key=lambda stops: abs(stops - surplus))
    return nearest if surplus - nearest <= reserve else whole
