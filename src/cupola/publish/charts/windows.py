"""The windows of a station by the side they look to, with the direct sun of each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cupola.clock import Span
from cupola.light import Almanac, Need
from cupola.places import Window

SIDES: Final = ("starboard", "forward", "aft", "down", "up", "port")
"""Sides of a station, in the order of the panel."""

_MINUTE: Final = 60.0
_LEAST: Final = 0.5  # minutes: what rounds to none
_TIE: Final = 0.05
"""Halfway between a side and up counts as up: such a window looks over the hull. Halfway down counts as the side."""


@dataclass(frozen=True, slots=True)
class WindowSun:
    """A window, the side it looks to, and its minutes of direct sun on each day."""

    window: str
    side: str
    minutes: tuple[float, ...]

    @property
    def dark(self) -> bool:
        """Whether the Sun never falls through it for as much as half a minute a day."""
        return max(self.minutes, default=0.0) < _LEAST

    def range(self, parts: Sequence[bool]) -> str:
        """Write its minutes a day, `62–119` or `0`; mere parts of days are left out, if whole days are left."""
        whole = [m for m, part in zip(self.minutes, parts, strict=True) if not part] or list(self.minutes)
        low, high = round(min(whole)), round(max(whole))
        return f"{low}" if low == high else f"{low}–{high}"


def side_of(window: Window) -> str:
    """Give the side of the station that a window looks to, level flight assumed."""
    x, y, z = window.normal
    lean = {
        "starboard": y,
        "port": -y,
        "forward": x,
        "aft": -x,
        "down": z - _TIE,
        "up": -z + _TIE,
    }
    return max(lean, key=lambda side: lean[side])


def window_suns(almanac: Almanac, days: list[Span]) -> list[WindowSun]:
    """Give the direct sun of every window on each day, by sides, in the order of the station's file."""
    windows = list(almanac.station.windows.values())
    found = almanac.opportunities([Need("any", window.id, direct=True) for window in windows])
    rows = [
        WindowSun(window.id, side_of(window), tuple(spans.clip(day).total / _MINUTE for day in days))
        for window, spans in zip(windows, found, strict=True)
    ]
    return sorted(rows, key=lambda row: SIDES.index(row.side))
