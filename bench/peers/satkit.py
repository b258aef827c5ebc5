"""satkit has no finder of events: its SGP4 and its Sun, with a grid of 5 minutes and halvings written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.peers import Job, even, sphere_height
from cupola.clock import Instants

STEP, HALVINGS = 300.0, 19  # the last step is below a millisecond
TASK = "its sgp4 and sun, a finder written here; a sphere"
LIMIT = "centre"


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    import satkit

    (elements,) = satkit.TLE.from_lines([job.line1, job.line2])
    start = satkit.time.from_unixtime(job.span.start)

    def height(at: Instants) -> Any:
        times = [start + satkit.duration.from_seconds(x) for x in (at - job.span.start).tolist()]
        position, _ = satkit.sgp4(elements, times)
        return sphere_height(position / 1000.0, satkit.sun.pos_mod(times) / 1000.0)

    def run() -> Instants:
        at = even(job.span, STEP)
        lit = height(at) >= 0.0
        k = np.flatnonzero(lit[:-1] != lit[1:])
        low, high, before = at[k], at[k + 1], lit[k]
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            same = (height(middle) >= 0.0) == before
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        return (low + high) / 2

    return run
