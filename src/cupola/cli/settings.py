"""A camera's settings as they are typed: `f/4`, `1/48`, `1920x1080`."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Final

from cupola.errors import CupolaError, Message
from cupola.light.exposure import Exposure, Sensor, ev100_of_settings, half_turn

if TYPE_CHECKING:
    from cupola.cli.commands.preview import Asked

_NUMBER: Final = r"(\d{1,6}(?:\.\d{1,6})?)"
_STOP: Final = re.compile(rf"(?:[fFtT]/?)?\s*{_NUMBER}")
_SHUTTER: Final = re.compile(rf"(?:{_NUMBER}\s*/\s*)?{_NUMBER}\s*s?")
_SIZE: Final = re.compile(r"(\d{1,6})\s*[xX×]\s*(\d{1,6})")


def size_of(text: str) -> tuple[int, int]:
    """Read a picture's size in pixels.

    Raises
    ------
    CupolaError
        E821: it is not understood.
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise _unclear("--size", text, "give pixels across and up, such as 1920x1080")
    return int(found[1]), int(found[2])


def stop_of(text: str) -> float:
    """Read a stop: `f/4`, `T2.8`, `5.6`; raises as `size_of`."""
    found = _STOP.fullmatch(text.strip())
    stop = float(found[1]) if found else 0.0
    if not 0.7 <= stop <= 64.0:
        raise _unclear("--stop", text, "give f/0.7 to f/64, such as f/4")
    return stop


def stops_of(change: float) -> float:
    """Check by how many stops a picture is to be brighter; raises as `size_of`."""
    return _within("--ev", change, 0.0, -20.0, 20.0)


def is_by_hand(asked: Asked) -> bool:
    """Say whether a setting is given that switches the meter off."""
    return asked.iso is not None or asked.shutter is not None or asked.nd is not None


def by_hand(asked: Asked, sensor: Sensor) -> Exposure:
    """Give the settings that were asked for; what was not is the camera's native ISO, a half-turn shutter, no filter.

    Raises
    ------
    CupolaError
        E821: one is not understood, or none that a camera has.
    """
    stop = stop_of(asked.stop)
    seconds = _seconds(asked.shutter) if asked.shutter is not None else half_turn(sensor.frame_rate)
    iso = _within("--iso", asked.iso, sensor.iso, 25.0, 409_600.0)
    nd = _within("--nd", asked.nd, 0.0, 0.0, 20.0)
    return Exposure(ev100_of_settings(stop, seconds, iso, nd), iso, seconds, stop, nd)


def _seconds(text: str) -> float:
    found = _SHUTTER.fullmatch(text.strip())
    below = float(found[2]) if found else 0.0
    seconds = (float(found[1]) / below if found[1] else below) if found and below > 0.0 else 0.0
    if not 1e-5 <= seconds <= 60.0:
        raise _unclear("--shutter", text, "give 1/100000 to 60 s, such as 1/48")
    return seconds


def _within(option: str, value: float | None, usual: float, low: float, high: float) -> float:
    if value is None:
        return usual
    if not (isfinite(value) and low <= value <= high):
        raise _unclear(option, f"{value:g}", f"give {low:g} to {high:g}")
    return value


def _unclear(option: str, text: str, hint: str) -> CupolaError:
    return CupolaError(Message("E821", f'{option}: "{text[:40]}" is no setting of a camera', hint=hint))
