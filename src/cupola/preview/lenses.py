"""The lens of a shot, from the words in the breakdown: `35 mm`, `wide`."""

from __future__ import annotations

import re
from typing import Final

from cupola.errors import CupolaError, Message
from cupola.light.exposure import Sensor
from cupola.light.lens import Lens
from cupola.units import UnitError, quantity

USUAL_MM: Final = 35.0
"""Where a shot names no lens."""
WIDE_MM: Final = 16.0
"""What `wide` stands for on a sensor 36 mm wide: the widest view of an action camera (GoPro HERO9: 16 to 34 mm)."""

_FULL_FRAME_MM: Final = 36.0
_WORDED: Final = re.compile(r"(\d[\d.]*\s*[a-z]+)[\s,]+(?P<words>[^\W\d].*)", re.IGNORECASE)
"""A focal length, and what kind of lens it is: `60 mm macro`."""


def lens_of(words: str, sensor: Sensor) -> tuple[Lens, str]:
    """Give a lens on a camera's sensor, and what had to be assumed; nothing, where it is told in mm.

    Of a lens such as `60 mm macro` only the focal length shows: an anamorphic one is taken as a spherical one.

    Raises
    ------
    CupolaError
        Words that are no focal length (E819), or a focal length that no lens has (E360).
    """
    text = words.strip()
    if not text:
        return _on(USUAL_MM, sensor), f"no lens is named: {USUAL_MM:g} mm is taken"
    if text.lower() == "wide":
        focal = WIDE_MM * sensor.width / _FULL_FRAME_MM
        return _on(focal, sensor), f'"wide" is taken as {focal:.1f} mm on a sensor {sensor.width:g} mm wide'
    worded = _WORDED.fullmatch(text)
    try:
        lens = _on(quantity(worded[1] if worded else text, "m") * 1000.0, sensor)
    except UnitError:
        hint = "give a focal length, such as 35 mm"
        raise CupolaError(Message("E819", f'the lens "{text[:40]}" is not understood', hint=hint)) from None
    return lens, f'"{text[:40]}" is taken as {lens.focal:g} mm, spherical' if worded else ""


def _on(focal: float, sensor: Sensor) -> Lens:
    return Lens(focal, sensor.width, sensor.height)
