"""How answers show spans: as lines to read and as JSON."""

from __future__ import annotations

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


def count(number: int, what: str) -> str:
    """Give a number with its noun, `1 pass`, `2 passes`."""
    ending = "es" if what.endswith(("s", "ch")) else "s"
    return f"{number} {what}{'' if number == 1 else ending}"
