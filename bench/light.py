"""Light: sunrises and sunsets beside seven peers, the needs of a shoot, a table of every second, half a year.

What is compared does the same task in one run of this program; `bench/README.md` says how to install the peers.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bench import _columns
from bench._shoot import SPAN, needs, one_set, with_windows
from bench.peers import NAMES, Beside, Job, beside, median, once, ready
from bench.peers.skyfield import Skyfield
from cupola.clock import DAY, Instants, Span
from cupola.light import Almanac, orbit_edges
from cupola.light.condition import Condition
from cupola.light.meter import Meter
from cupola.light.moment import Moment, Vantage
from cupola.light.search import search
from cupola.light.table import table
from cupola.places import Station, load_station
from cupola.sky import Orbit
from cupola.sky.eclipse import limit
from cupola.sky.interpolation import Table, nodes

SKYFIELD_SPHERE = 6378.1366
WINDOWS = 32
FAST = ("anise", "satkit", "lox")
PART = 10_800.0  # seconds of the table that Skyfield is given; the rest is taken to cost as much


def main() -> None:
    """Measure and print."""
    orbit, station = one_set(), load_station("iss")
    elements = orbit.sets[0]
    job = Job(elements.line1, elements.line2, SPAN)
    _edges(orbit, job)
    _table(orbit, with_windows(station, WINDOWS), Skyfield(job))
    _needs(orbit, station)
    subprocess.run([sys.executable, "-m", "bench._expedition"], check=True)


def _edges(orbit: Orbit, job: Job) -> None:
    ours, edges = median(lambda: orbit_edges(Orbit(orbit.sets, SPAN), limit("centre")), 25)
    floor, _ = median(lambda: orbit.states(np.arange(SPAN.start, SPAN.stop, 240.0)), 25)
    print(f"{len(edges.at)} sunrises and sunsets of {SPAN.length / DAY:g} days on WGS84: {ours * 1e3:.1f} ms (median)")
    print(f"  limit: to propagate the table of the orbit takes {floor * 1e3:.1f} ms, {ours / floor:.1f} times less")
    print("beside peers, in turns: peer, its seconds, ratio, edges, difference; ours is WGS84 by the peer's own limit")
    for name in NAMES:
        peer = ready(name, job)
        if peer is None:
            print(f"  {name}: not installed")
            continue
        what = limit(peer.limit)
        answer = beside(peer, lambda what=what: orbit_edges(Orbit(orbit.sets, SPAN), what), 9 if name in FAST else 3)
        print(f"  {name:9} {answer.theirs:8.4f} s {answer.theirs / answer.ours:6.0f} x  {_compared(answer, orbit)}")
        print(f"            {peer.task}")
        if name == "skyfield":
            found = same_sphere(orbit, Skyfield(job))
            print(f"            on one sphere: up to {np.abs(found - answer.edges).max():.4f} s apart")


def _compared(answer: Beside, orbit: Orbit) -> str:
    ours = orbit_edges(orbit, limit(answer.peer.limit)).at
    if len(ours) != len(answer.edges):
        return f"{len(answer.edges)} edges of {len(ours)}"
    return f"{len(ours)} edges, up to {np.abs(ours - answer.edges).max():.2f} s"


def _needs(orbit: Orbit, station: Station) -> None:
    asked = needs(station)
    seconds, _ = median(lambda: Almanac(orbit, station, SPAN).opportunities(asked), 5)
    print(f"opportunities of {len(asked)} needs in {SPAN.length / DAY:g} days: {seconds:.2f} s (median of 5)")


def _table(orbit: Orbit, station: Station, peer: Skyfield) -> None:
    windows = tuple(station.windows)
    once(lambda: table(Almanac(orbit, station, SPAN), windows))
    ours, found = median(lambda: table(Almanac(orbit, station, SPAN), windows), 3)
    floor, _ = median(lambda: np.full(found.nbytes, 1, np.uint8), 3)
    bare, _ = median(lambda: table(Almanac(orbit, replace(station, parts=()), SPAN), windows), 3)
    rows = len(found)
    print(f"table of {rows:,} s, {len(windows)} windows: {ours:.2f} s (median of 3), {found.nbytes / 1e6:.0f} MB")
    print(f"  without what stands before the windows: {bare:.2f} s")
    print(f"  limit: to write as many bytes takes {floor:.3f} s, {ours / floor:.0f} times less")
    part, share = Almanac(orbit, station, Span(SPAN.start, SPAN.start + PART)), rows / PART
    at = part.span.start + np.arange(PART)
    first, (moment, lit, sun) = once(lambda: _columns.geometry(peer, at, station.attitude))
    meters = [Meter(station, window, part.vantage) for window in windows]
    second, theirs = once(lambda: _columns.lux(moment, lit, sun, meters))
    open_sky = [Meter(replace(station, parts=()), window, part.vantage) for window in windows]
    third, _ = once(lambda: _columns.lux(moment, lit, sun, open_sky))
    print(
        f"  Skyfield's part of the columns, phase and Sun: {first * share:.0f} s ({PART / 3600:g} hours of it, scaled)"
    )
    print(f"  all of them, with the same formulas for each row: {(first + second) * share:.0f} s")
    print(f"  ratio: {(first + second) * share / ours:.0f}; without what stands before the windows, ", end="")
    print(f"on either side: {(first + third) * share / bare:.0f}; to Skyfield's part alone {first * share / bare:.0f}")
    steady = found.phase[: len(at)] <= 1
    apart = np.abs(found.lux[:, : len(at)] - theirs)[:, steady]
    print(f"  outside sunrise and sunset, all but {(apart > 100.0).mean():.2%} of the cells agree within 100 lx")


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


def same_sphere(orbit: Orbit, peer: Skyfield) -> Instants:
    """Give our edges with Skyfield's model: a sphere, and the Sun where it is."""
    step = DAY / 4
    sun = Table(SPAN.start, step, peer.true_sun(nodes(SPAN.start, SPAN.stop, step, 4)), 4)
    vantage = Vantage(orbit.ephemeris(), sun)
    (lit,) = search([_LitBySphere(SKYFIELD_SPHERE)], vantage.at, SPAN)
    edges = np.concatenate([lit.starts, lit.stops])
    return np.sort(edges[(edges > SPAN.start) & (edges < SPAN.stop)])


if __name__ == "__main__":
    main()
