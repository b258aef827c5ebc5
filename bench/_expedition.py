"""Half a year of light: what `bench.light` runs in a process of its own, so that its memory can be measured."""

from __future__ import annotations

import resource
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench._shoot import ELEMENTS, needs
from bench.peers import once
from cupola.clock import DAY, Span, instant
from cupola.light import Almanac
from cupola.places import Station, load_station
from cupola.sky import Orbit, read_tle

DAYS = 180


def main() -> None:
    """Measure and print."""
    start = instant("2021-10-05T00:00Z")
    span = Span(start, start + DAYS * DAY)
    orbit = Orbit(read_tle(ELEMENTS)[-1:], span, farthest=(DAYS + 20) * DAY, name=ELEMENTS.name)
    station = load_station("iss")
    limit, _ = once(lambda: orbit.states(np.arange(span.start, span.stop, 240.0)))
    asked = needs(station)

    def expedition(where: Station) -> int:
        almanac = Almanac(orbit, where, span)
        return sum(map(len, [*almanac.phases().values(), *almanac.opportunities(asked)]))

    seconds, found = once(lambda: expedition(station))
    bare, _ = once(lambda: expedition(replace(station, parts=())))
    print(f"{DAYS} days, phases and {len(asked)} needs: {seconds:.1f} s (one run), {found} spans")
    print(f"  without what stands before the windows: {bare:.1f} s; peak memory of both {_peak_mb():.0f} MB")
    print(f"  limit: to propagate it once takes {limit:.3f} s, {seconds / limit:.0f} times less")


def _peak_mb() -> float:
    """Give the largest memory of this process; what was its parent's, before it was started, is not in it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
