"""lox-space: the eclipses of its power budget, Sun from DE421."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.peers import Job
from cupola.clock import Instants, Span

STEP = 300.0  # it loses none; with its own 60 s it is slower
TASK = "PowerBudgetAnalysis, step 300 s, DE421; a cylinder of shadow"
LIMIT = "centre"
TAI_MINUS_UTC = 37.0


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    import lox_space
    import skyfield_data

    planets = lox_space.SPK(str(Path(skyfield_data.get_skyfield_data_path()) / "de421.bsp"))
    first, last = (_utc(lox_space, at).to_scale("TAI") for at in (job.span.start, job.span.stop))
    zero = first.seconds()

    def run() -> Instants:
        craft = lox_space.Spacecraft("ISS", lox_space.SGP4([job.line1, job.line2]))
        scenario = lox_space.Scenario(first, last, spacecraft=[craft])
        budget = lox_space.PowerBudgetAnalysis(scenario, step=lox_space.TimeDelta(STEP)).compute(planets)
        spans = budget.eclipse_intervals("ISS")
        ends = np.array([t.seconds() + t.subsecond() for span in spans for t in (span.start(), span.end())])
        return _inner(ends - zero + job.span.start, job.span)

    return run


def _utc(lox_space: object, at: float) -> object:
    return lox_space.UTC.from_iso(datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S"))  # type: ignore[attr-defined]


def _inner(at: Instants, span: Span) -> Instants:
    return np.sort(at[(at > span.start + 1.0) & (at < span.stop - 1.0)])
