"""What a plan shows of each shot: the instant of its frame."""

from __future__ import annotations

from cupola.clock import Span


def planned_instant(take: Span) -> float:
    """Give the instant that the frame of a take shows: its middle, to the whole second."""
    return float(round((take.start + take.stop) / 2))
