"""Orekit: its eclipse detector on its SGP4; the start of Java and the first run are not counted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.authorities.orekit_edges import Orekit
from bench.peers import Job
from cupola.clock import Instants

TASK = "EclipseDetector, umbra, 60 s steps, to 0.01 ms; WGS84"
LIMIT = "umbra"


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    orekit = Orekit(job.line1, job.line2)

    def run() -> Instants:
        return np.array([at for at, _ in orekit.edges("umbra")])

    run()
    return run
