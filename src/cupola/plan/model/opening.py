"""Openings: when a pass may start, as far as its light and its people go."""

from __future__ import annotations

import numpy as np

from cupola.clock import Span, SpanSet


def starts_on(span: Span, light: SpanSet, free: SpanSet, setup: int, rolling: int) -> SpanSet:
    """Give when a pass may start: people free all through, light from after the set-up to the end of the last take.

    Parameters
    ----------
    span : Span
        The day; the pass must start in it.
    light, free : SpanSet
        When the camera may roll, and when all people are free.
    setup, rolling : int
        Seconds of set-up and from the first to the last take.

    Returns
    -------
    SpanSet
        Half-open spans of starts, one second longer than the last whole second allowed.
    """
    day = Span(float(np.ceil(span.start)), float(np.ceil(span.stop)))
    by_light = _starts(light, setup, rolling)
    by_free = _starts(free, 0, setup + rolling)
    return (by_light & by_free).clip(day)


def _starts(within: SpanSet, lead: int, length: int) -> SpanSet:
    """Give the whole seconds at which something may start whose `length` after `lead` lies within the spans."""
    first = np.ceil(within.starts) - lead
    last = np.floor(within.stops) - lead - length
    return SpanSet(first, np.maximum(last + 1, first))
