"""How answers show spans: as lines to read and as JSON."""

from __future__ import annotations

from math import isfinite
from typing import Any

from cupola.clock import SpanSet, clock_text, utc_text
from cupola.units import duration_text


def pairs(spans: SpanSet) -> list[dict[str, Any]]:
    """Give spans as JSON."""
    return [{"from": utc_text(s.start, 2), "to": utc_text(s.stop, 2), "seconds": round(s.length, 2)} for s in spans]


def lines(spans: SpanSet, offset: float) -> list[str]:
    """Give spans as lines: UTC, the clock `offset` seconds ahead of it, the length."""
    return [
        f"{utc_text(s.start)} .. {utc_text(s.stop)[11:]}  {clock_text(s.start, offset, seconds=True)}  "
        f"{duration_text(s.length)}"
        for s in spans
    ]


def figure(value: float, digits: int) -> float | None:
    """Give a number for JSON, rounded; None for what is no number."""
    return round(float(value), digits) if isfinite(value) else None
