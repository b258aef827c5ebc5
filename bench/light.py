"""Light of twelve days: phases against Skyfield's `find_discrete(is_sunlit)`, and the opportunities of 120 needs.

For the differences both are given one model: a sphere of 6378.1366 km, the Sun's centre where it is (no aberration).
"""

from __future__ import annotations

import resource
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, Instants, Span, instant
from cupola.light import Almanac, Need
from cupola.light.condition import Condition
from cupola.light.moment import Moment, Vantage
from cupola.light.search import search
from cupola.places import load_station
from cupola.sky import Orbit, read_tle
from cupola.sky.interpolation import Table, nodes

ELEMENTS = Path(__file__).parents[1] / "productions" / "the-challenge" / "orbit" / "iss.tle"
SPAN = Span(instant("2021-10-05T00:00Z"), instant("2021-10-17T00:00Z"))
SKYFIELD_SPHERE = 6378.1366
SKYFIELD_STEP = 0.01  # days; with 0.02 it loses 26 of the 371 events


def main() -> None:
    """Measure and print."""
    sets = [s for s in read_tle(ELEMENTS) if abs(s.epoch - instant("2021-10-08T17:31:16Z")) < 1.0]
    orbit = Orbit(sets, SPAN, name=ELEMENTS.name)
    station = load_station("iss")
    ours, _ = _median(lambda: Almanac(orbit, station, SPAN).phases(), 15)
    peer = _Skyfield(orbit)
    theirs, events = _median(peer.events, 3)
    found = _spherical(orbit, peer)
    print(f"phases of {SPAN.length / DAY:g} days: {ours * 1e3:.1f} ms (median of 15, nothing kept between runs)")
    print(f"Skyfield find_discrete(is_sunlit), step {SKYFIELD_STEP} d: {theirs:.2f} s (median of 3)")
    print(f"ratio: {theirs / ours:.0f}")
    if len(found) == len(events):
        print(f"same sphere: {len(found)} events both; largest difference {np.abs(found - events).max():.4f} s")
    else:
        print(f"same sphere: {len(found)} events, Skyfield {len(events)}")
    needs = _needs(station)
    seconds, _ = _median(lambda: Almanac(orbit, station, SPAN).opportunities(needs), 5)
    print(f"opportunities of {len(needs)} needs: {seconds:.2f} s (median of 5)")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _median(run: Callable[[], Any], times: int) -> tuple[float, Any]:
    result, took = None, []
    for _ in range(times):
        began = time.perf_counter()
        result = run()
        took.append(time.perf_counter() - began)
    return statistics.median(took), result


def _needs(station: Any) -> list[Need]:
    """Give 120 needs: phases, direct sun and views through each window, and fifty landmarks by day and by night."""
    needs = [Need(light=word) for word in ("sun", "eclipse", "sunrise", "sunset")]
    for window in station.windows.values():
        needs.append(Need(light="sun", window=window.id, direct=True))
        if window.normal[2] > -0.5:
            needs += [Need(window=window.id, view=view) for view in ("earth-day", "earth-night")]
    through, by = ("cupola.top", "zvezda.w9", "nauka.forward"), ("any", "day", "night")
    for i, name in enumerate(station.landmarks):
        needs.append(Need(window=through[i % 3], view=name, view_by=by[i // 3 % 3]))
    return needs[:120]


class _Skyfield:
    """Skyfield on the same element set."""

    def __init__(self, orbit: Orbit) -> None:
        import skyfield_data
        from skyfield.api import EarthSatellite, Loader, load

        warnings.filterwarnings("ignore", message=".*finals2000A.all has expired.*")
        self._time = load.timescale(builtin=True)
        bodies = Loader(skyfield_data.get_skyfield_data_path(), expire=False)("de421.bsp")
        self._sun = bodies["sun"] - bodies["earth"]
        elements = orbit.sets[0]
        satellite = EarthSatellite(elements.line1, elements.line2, "ISS", self._time)

        def lit(t: Any) -> Any:
            return satellite.at(t).is_sunlit(bodies)

        lit.step_days = SKYFIELD_STEP  # type: ignore[attr-defined]
        self._lit = lit

    def _times(self, at: Instants) -> Any:
        return self._time.from_datetimes([datetime.fromtimestamp(float(x), UTC) for x in at])

    def events(self) -> Instants:
        """Find the events of the span."""
        from skyfield.searchlib import find_discrete

        start, stop = self._times(np.array([SPAN.start, SPAN.stop]))
        times, _ = find_discrete(start, stop, self._lit)
        return np.array([t.timestamp() for t in times.utc_datetime()])

    def sun(self, at: Instants) -> NDArray[np.float64]:
        """Give the Sun as `is_sunlit` takes it: where it is, km, TEME."""
        from skyfield.sgp4lib import TEME

        found: NDArray[np.float64] = self._sun.at(self._times(at)).frame_xyz(TEME).km.T
        return found


@dataclass(frozen=True, slots=True)
class _LitBySphere(Condition):
    """The Sun's centre is not behind a sphere."""

    step: ClassVar[float] = 300.0
    radius: float

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the height of the Sun's centre above the sphere's limb, in rad."""
        distance = np.linalg.norm(moment.position, axis=-1)
        up = np.einsum("ni,ni->n", moment.position, moment.to_sun) / distance
        height: NDArray[np.float64] = np.arcsin(up) + np.arccos(self.radius / distance)
        return height


def _spherical(orbit: Orbit, peer: _Skyfield) -> Instants:
    step = DAY / 4
    sun = Table(SPAN.start, step, peer.sun(nodes(SPAN.start, SPAN.stop, step, 4)), 4)
    vantage = Vantage(orbit.ephemeris(), sun)
    (lit,) = search([_LitBySphere(SKYFIELD_SPHERE)], vantage.at, SPAN)
    edges = np.concatenate([lit.starts, lit.stops])
    return np.sort(edges[(edges > SPAN.start) & (edges < SPAN.stop)])


if __name__ == "__main__":
    main()
