"""The guard at the ends of opportunities: what a search found to a tolerance must hold wherever it is asked afresh."""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.clock import Span, SpanSet

GUARD: Final = 0.01
"""Seconds cut from both ends of an opportunity: ten times the tolerance of the search."""


def guarded(found: SpanSet, within: Span) -> SpanSet:
    """Cut spans by the guard at both ends, except where what was searched itself ends."""
    starts = np.where(found.starts > within.start, found.starts + GUARD, found.starts)
    stops = np.where(found.stops < within.stop, found.stops - GUARD, found.stops)
    return SpanSet(starts, stops)
