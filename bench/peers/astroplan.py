"""astroplan: its SequentialScheduler and PriorityScheduler on shots with windows.

Run with a job on its standard input: `name` of the scheduler, `days` by their hours, and `shots`, each with `id`,
`length`, `priority`, `kit` (what a change depends on) and `starts` and `stops` of the time in which it fits; `changes`
are triples of two kits and the seconds between them. What comes out is a list of shots, each with its start. Each day
is scheduled by itself, as a night is, with what is left from the days before.

The time in which a shot fits is a constraint of its own. An observatory that sees the pole from the pole stands for the
station: nothing that is looked at ever sets.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import astropy.units as u
import numpy as np
from astroplan import FixedTarget, Observer
from astroplan.constraints import AltitudeConstraint
from astroplan.scheduling import ObservingBlock, PriorityScheduler, Schedule, SequentialScheduler, Transitioner
from astropy.coordinates import EarthLocation, SkyCoord
from astropy.time import Time
from astropy.utils import iers

SLOT = 60 * u.second
SCHEDULERS = {"priority": PriorityScheduler, "sequential": SequentialScheduler}


class Within(AltitudeConstraint):
    """The spans in which a shot fits; an altitude too, so that the sequential scheduler asks for no other one."""

    def __init__(self, starts: list[float], stops: list[float]) -> None:
        super().__init__(min=0 * u.deg)
        self._starts, self._stops = np.array(starts), np.array(stops)

    def __call__(self, observer: Any, targets: Any, times: Any = None, **_: Any) -> Any:
        """Say whether minutes lie inside; of begin, middle and end of a shot, whether one span has all."""
        at = np.round(times.unix)
        k = np.maximum(np.searchsorted(self._starts, at, "right") - 1, 0)
        if len(at) == 3:
            return np.full(3, self._starts[k[0]] <= at[0] and at[2] <= self._stops[k[0]], float)
        return ((self._starts[k] <= at) & (at < self._stops[k])).astype(float)


def main() -> None:
    """Schedule and print."""
    iers.conf.auto_download = False
    job = json.load(sys.stdin)
    pole = EarthLocation(lat=90 * u.deg, lon=0 * u.deg, height=0 * u.m)
    target = FixedTarget(SkyCoord(0 * u.deg, 90 * u.deg), name="pole")
    changes = {(one, other): seconds * u.second for one, other, seconds in job["changes"]}
    blocks = [
        ObservingBlock(
            target,
            shot["length"] * u.second,
            shot["priority"],
            configuration={"kit": shot["kit"]},
            constraints=[Within(shot["starts"], shot["stops"])],
            name=shot["id"],
        )
        for shot in job["shots"]
    ]
    observer, transitioner = Observer(pole), Transitioner(None, {"kit": changes})
    began, found = time.perf_counter(), []
    for start, stop in job["days"]:
        scheduler = SCHEDULERS[job["name"]]([], observer, transitioner, time_resolution=SLOT)
        day = Schedule(Time(start, format="unix"), Time(stop, format="unix"))
        made = scheduler(blocks, day).observing_blocks
        found += [[block.name, round(block.start_time.unix)] for block in made]
        done = {block.name for block in made}
        blocks = [block for block in blocks if block.name not in done]
    json.dump({"seconds": time.perf_counter() - began, "shots": found}, sys.stdout)


if __name__ == "__main__":
    main()
