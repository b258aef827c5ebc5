"""The slack around takes: how far the light may come early or late, by the age of the orbit's source."""

from __future__ import annotations

import numpy as np

from cupola.clock import Instants, Span, SpanSet
from cupola.sky import Course


def slack(orbit: Course, at: Instants, deviations: float) -> Instants:
    """Give the seconds that light may come early or late at instants, shape (n,); 0 where the source states none."""
    error: Instants = deviations * np.nan_to_num(orbit.timing_error(at)) if len(at) else np.zeros(0)
    return error


def sure(light: SpanSet, orbit: Course, deviations: float, within: Span) -> SpanSet:
    """Give the part of opportunities in which the light holds though it come early or late by so many deviations.

    Parameters
    ----------
    light : SpanSet
        Opportunities, as the orbit has them.
    orbit : Course
        Says by how much its timing may be off: see `sky.timing`.
    deviations : float
        How many standard deviations to keep clear of each end.
    within : Span
        What was searched: where it ends itself, no light ends.
    """
    late = np.where(light.starts > within.start, slack(orbit, light.starts, deviations), 0.0)
    early = np.where(light.stops < within.stop, slack(orbit, light.stops, deviations), 0.0)
    starts, stops = light.starts + late, light.stops - early
    left = stops > starts
    return SpanSet(starts[left], stops[left])
