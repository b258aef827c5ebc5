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
    around = Span(span.start, span.stop + setup + rolling + 1)
    by_light, by_free = _starts(_near(light, around), setup, rolling), _starts(_near(free, around), 0, setup + rolling)
    return (by_light & by_free).clip(whole_seconds(span))


def whole_seconds(span: Span) -> Span:
    """Give the span from the first whole second in it to the first one after it."""
    return Span(float(np.ceil(span.start)), float(np.ceil(span.stop)))


def _near(within: SpanSet, span: Span) -> SpanSet:
    """Give the spans, uncut, that reach into a span."""
    there = slice(np.searchsorted(within.stops, span.start, "right"), np.searchsorted(within.starts, span.stop))
    return SpanSet(within.starts[there], within.stops[there])


def _starts(within: SpanSet, lead: int, length: int) -> SpanSet:
    """Give the whole seconds at which something may start whose `length` after `lead` lies within the spans."""
    first = np.ceil(within.starts) - lead
    last = np.floor(within.stops) - lead - length
    return SpanSet(first, np.maximum(last + 1, first))
