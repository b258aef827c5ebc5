"""Skyfield: `find_discrete` on `is_sunlit`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.peers import Job
from cupola.clock import Instants

STEP = 0.01  # days; with 0.02 it loses 26 of the 371 edges
TASK = f"find_discrete(is_sunlit), step {STEP} d; a sphere"
LIMIT = "centre"


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    return Skyfield(job).events


class Skyfield:
    """Skyfield with DE421 on an element set."""

    def __init__(self, job: Job) -> None:
        import skyfield_data
        from skyfield.api import EarthSatellite, Loader, load

        warnings.filterwarnings("ignore", message=".*finals2000A.all has expired.*")
        self._span, self._time = job.span, load.timescale(builtin=True)
        self._bodies = Loader(skyfield_data.get_skyfield_data_path(), expire=False)("de421.bsp")
        self._satellite = EarthSatellite(job.line1, job.line2, "ISS", self._time)

    def times(self, at: Instants) -> Any:
        """Give instants as its times."""
        return self._time.from_datetimes([datetime.fromtimestamp(float(x), UTC) for x in at])

    def lit(self, when: Any) -> Any:
        """Say when the satellite is in light."""
        return self._satellite.at(when).is_sunlit(self._bodies)

    def events(self) -> Instants:
        """Find the edges of the span."""
        from skyfield.searchlib import find_discrete

        def lit(when: Any) -> Any:
            return self.lit(when)

        lit.step_days = STEP  # type: ignore[attr-defined]
        start, stop = self.times(np.array([self._span.start, self._span.stop]))
        found, _ = find_discrete(start, stop, lit)
        return np.array([t.timestamp() for t in found.utc_datetime()])

    def true_sun(self, at: Instants) -> NDArray[np.float64]:
        """Give the Sun as `is_sunlit` takes it: where it is, km, TEME."""
        from skyfield.sgp4lib import TEME

        sun = self._bodies["sun"] - self._bodies["earth"]
        found: NDArray[np.float64] = sun.at(self.times(at)).frame_xyz(TEME).km.T
        return found

    def geometry(self, when: Any) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Give position (km), velocity (km/s), and the Sun as it is seen from the Earth's centre (km): GCRS, (n, 3)."""
        here = self._satellite.at(when)
        sun = self._bodies["earth"].at(when).observe(self._bodies["sun"]).apparent()
        return here.position.km.T, here.velocity.km_per_s.T, sun.position.km.T
