"""brahe: its states and its cone of shadow on a grid; its own event detectors refuse SGP4."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.peers import Job, changes, even
from cupola.clock import Instants

STEP = 30.0
TASK = "states and eclipse_conical every 30 s, no edges; a sphere"
LIMIT = "centre"
MJD_1970 = 40587.0


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    import brahe

    brahe.initialize_eop()
    at = even(job.span, STEP)
    start = brahe.Epoch.from_mjd(MJD_1970 + job.span.start / 86400.0, brahe.TimeSystem.UTC)
    epochs = [start + STEP * k for k in range(len(at))]
    craft = brahe.SGPPropagator.from_tle(job.line1, job.line2, STEP)

    def run() -> Instants:
        states = np.ascontiguousarray(np.array(craft.states_gcrf(epochs))[:, :3])
        shares = [brahe.eclipse_conical(x, brahe.sun_position(e)) for x, e in zip(states, epochs, strict=True)]
        return changes(at, np.array(shares) >= 0.5)

    return run
